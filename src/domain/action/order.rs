//! What can be done to an order, and the rules for it. Money that has to move is moved here, in integers, and only where
//! the customer's own methods take it.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Actor, Facts, House, Refusal, Touches};
use crate::domain::journal::Edit;
use crate::domain::masked;
use crate::domain::order::Swap;
use crate::domain::record::RecordKind;

mod address;
mod cancel;
mod exchange;
mod items;
mod money;
mod payment;
mod returned;
#[cfg(test)]
mod tests;

pub(super) use address::merged as address_with;

/// Something that is done to an order.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum OrderAction {
    /// The order is not carried out, and what was paid goes back.
    CancelOrder {
        /// The order.
        order: String,
        /// Why, in a word that the policy knows.
        reason: String,
    },
    /// It goes somewhere else.
    ChangeOrderAddress {
        /// The order.
        order: String,
        /// Where it goes; what is not given stays.
        address: Map<String, Value>,
    },
    /// Another method pays for it.
    ChangeOrderPayment {
        /// The order.
        order: String,
        /// The method that pays.
        method: String,
    },
    /// Other variants of the same products are sent.
    ChangeOrderItems {
        /// The order.
        order: String,
        /// What for what.
        changes: Vec<Swap>,
        /// The method that pays or gets the difference.
        method: String,
    },
    /// Goods come back for their money.
    ReturnItems {
        /// The order.
        order: String,
        /// What comes back; a variant twice means two of it.
        lines: Vec<String>,
        /// The method that gets the money.
        refund_to: String,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// Goods come back for other variants of the same products.
    ExchangeItems {
        /// The order.
        order: String,
        /// What for what.
        changes: Vec<Swap>,
        /// The method that pays or gets the difference.
        method: String,
    },
}

impl fmt::Debug for OrderAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("OrderAction", self, f)
    }
}

impl OrderAction {
    fn order(&self) -> &str {
        match self {
            Self::CancelOrder { order, .. }
            | Self::ChangeOrderAddress { order, .. }
            | Self::ChangeOrderPayment { order, .. }
            | Self::ChangeOrderItems { order, .. }
            | Self::ReturnItems { order, .. }
            | Self::ExchangeItems { order, .. } => order,
        }
    }

    pub(super) fn touches(&self) -> Touches<'_> {
        let order = Touches::named([(RecordKind::Order, self.order())]);
        match self {
            Self::ChangeOrderItems { changes, .. } | Self::ExchangeItems { changes, .. } => {
                order.goods(changes.iter().flat_map(|swap| [swap.from.as_str(), swap.to.as_str()]))
            }
            Self::CancelOrder { .. }
            | Self::ChangeOrderAddress { .. }
            | Self::ChangeOrderPayment { .. }
            | Self::ReturnItems { .. } => order,
        }
    }

    pub(super) fn rule(&self, facts: &Facts, house: &House, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
        match self {
            Self::CancelOrder { reason, .. } => cancel::cancel(reason, facts, house),
            Self::ChangeOrderAddress { address, .. } => address::change(address, facts),
            Self::ChangeOrderPayment { method, .. } => payment::change(method, facts, house),
            Self::ChangeOrderItems { changes, method, .. } => items::change(changes, method, facts, house),
            Self::ReturnItems { lines, refund_to, reason, .. } => {
                returned::request(lines, refund_to, reason, facts, house, actor)
            }
            Self::ExchangeItems { changes, method, .. } => exchange::request(changes, method, facts, house),
        }
    }

    pub(super) fn words(&self) -> String {
        let parts = |count: usize| if count == 1 { "1 item".to_owned() } else { format!("{count} items") };
        match self {
            Self::CancelOrder { order, reason } => format!("cancelled {order}: {reason}"),
            Self::ChangeOrderAddress { order, .. } => format!("changed the address of {order}"),
            Self::ChangeOrderPayment { order, method } => format!("{order} is paid by {method}"),
            Self::ChangeOrderItems { order, changes, .. } => {
                format!("changed {} of {order}", parts(changes.len()))
            }
            Self::ReturnItems { order, lines, refund_to, .. } => {
                format!("return of {} of {order} to {refund_to}", parts(lines.len()))
            }
            Self::ExchangeItems { order, changes, .. } => format!("exchange of {} of {order}", parts(changes.len())),
        }
    }
}
