//! What can be done to an order, and the rules for it. Money that has to move is moved here, in integers, and only where
//! the customer's own methods take it.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Actor, Facts, House, Refusal, Touches};
use crate::domain::journal::Edit;
use crate::domain::masked;
use crate::domain::order::{Condition, Swap};
use crate::domain::record::RecordKind;

mod address;
mod cancel;
mod exchange;
mod items;
mod money;
mod payment;
mod place;
mod receive;
mod refund;
mod returned;
mod shelf;
#[cfg(test)]
mod tests;
mod undo;
mod warranty;
mod window;

pub use place::{Share, Wanted, Wish};
use receive::Parcel;

pub(super) use address::merged as address_with;

/// Something that is done to an order.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum OrderAction {
    /// Goods are ordered.
    PlaceOrder(Wish),
    /// The order, or some of its lines, is not carried out, and what was paid goes back.
    CancelOrder {
        /// The order.
        order: String,
        /// Why, in a word that the policy knows.
        reason: String,
        /// What is not sent, a variant twice meaning two of it; the whole order where nothing is said.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        lines: Vec<String>,
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
    /// Goods are back.
    ReceiveReturn {
        /// The order.
        order: String,
        /// The return or exchange they are of, by its label or its number; may be left out where there is one.
        #[serde(default, rename = "return", skip_serializing_if = "String::is_empty")]
        returned: String,
        /// In which state they are.
        condition: Condition,
        /// What has arrived; all of it where nothing is said.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        lines: Vec<String>,
    },
    /// Money goes back without goods.
    Refund {
        /// The order.
        order: String,
        /// How much, as a decimal.
        amount: String,
        /// The method that gets it; may be left out where one alone has paid.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        method: String,
        /// Why.
        reason: String,
    },
}

impl fmt::Debug for OrderAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("OrderAction", self, f)
    }
}

impl OrderAction {
    /// The order that it changes; none is named by one that makes an order.
    fn order(&self) -> &str {
        match self {
            Self::PlaceOrder(_) => "",
            Self::CancelOrder { order, .. }
            | Self::ChangeOrderAddress { order, .. }
            | Self::ChangeOrderPayment { order, .. }
            | Self::ChangeOrderItems { order, .. }
            | Self::ReturnItems { order, .. }
            | Self::ExchangeItems { order, .. }
            | Self::ReceiveReturn { order, .. }
            | Self::Refund { order, .. } => order,
        }
    }

    pub(super) fn touches(&self) -> Touches<'_> {
        let order = Touches::named([(RecordKind::Order, self.order())]);
        match self {
            Self::PlaceOrder(wish) => {
                let named = [(RecordKind::Customer, wish.customer.as_str()), (RecordKind::Order, &wish.address_of)];
                Touches::named(named).goods(wish.lines.iter().map(|line| line.sku.as_str()))
            }
            Self::ChangeOrderItems { changes, .. } | Self::ExchangeItems { changes, .. } => {
                order.goods(changes.iter().flat_map(|swap| [swap.from.as_str(), swap.to.as_str()]))
            }
            Self::ReturnItems { lines, .. } => order.goods(lines.iter().map(String::as_str)),
            Self::CancelOrder { .. } | Self::ReceiveReturn { .. } => order.all_goods(),
            Self::ChangeOrderAddress { .. } | Self::ChangeOrderPayment { .. } | Self::Refund { .. } => order,
        }
    }

    pub(super) fn rule(&self, facts: &Facts, house: &House, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
        match self {
            Self::PlaceOrder(wish) => place::place(wish, facts, house, actor),
            Self::CancelOrder { reason, lines, .. } => cancel::cancel(reason, lines, facts, house, actor),
            Self::ChangeOrderAddress { address, .. } => address::change(address, facts),
            Self::ChangeOrderPayment { method, .. } => payment::change(method, facts, house, actor),
            Self::ChangeOrderItems { changes, method, .. } => items::change(changes, method, facts, house, actor),
            Self::ReturnItems { lines, refund_to, reason, .. } => {
                returned::request(lines, refund_to, reason, facts, house, actor)
            }
            Self::ExchangeItems { changes, method, .. } => exchange::request(changes, method, facts, house, actor),
            Self::ReceiveReturn { returned, condition, lines, .. } => {
                receive::receive(&Parcel { of: returned, condition: *condition, lines }, facts, house, actor)
            }
            Self::Refund { amount, method, reason, .. } => refund::refund(amount, method, reason, facts, house, actor),
        }
    }

    pub(super) fn words(&self) -> String {
        let parts = |count: usize| if count == 1 { "1 item".to_owned() } else { format!("{count} items") };
        match self {
            Self::PlaceOrder(wish) => {
                let count = wish.lines.iter().map(|line| usize::try_from(line.quantity).unwrap_or(0)).sum();
                format!("ordered {} for {}", parts(count), wish.customer)
            }
            Self::CancelOrder { order, reason, lines } if lines.is_empty() => format!("cancelled {order}: {reason}"),
            Self::CancelOrder { order, reason, lines } => {
                format!("cancelled {} of {order}: {reason}", parts(lines.len()))
            }
            Self::ChangeOrderAddress { order, .. } => format!("changed the address of {order}"),
            Self::ChangeOrderPayment { order, method } => format!("{order} is paid by {method}"),
            Self::ChangeOrderItems { order, changes, .. } => {
                format!("changed {} of {order}", parts(changes.len()))
            }
            Self::ReturnItems { order, lines, refund_to, .. } => {
                format!("return of {} of {order} to {refund_to}", parts(lines.len()))
            }
            Self::ExchangeItems { order, changes, .. } => format!("exchange of {} of {order}", parts(changes.len())),
            Self::ReceiveReturn { order, condition, .. } => {
                format!("goods of {order} are back, {}", condition.name())
            }
            Self::Refund { order, amount, reason, .. } => format!("refunded {amount} of {order}: {reason}"),
        }
    }
}
