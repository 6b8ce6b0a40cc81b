//! The parts of an order as files write them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::super::super::terms::{self, Terms};
use super::super::{Text, Whole, choice, nullable, texts};
use crate::domain::order::{self, PaymentKind, ReturnStatus};

/// A position of an order as files write it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Line {
    pub(crate) sku: Text,
    pub(crate) product: Text,
    pub(crate) name: Text,
    pub(crate) price: Text,
    pub(crate) quantity: Whole,
    #[serde(deserialize_with = "nullable")]
    pub(crate) options: Map<String, Value>,
    #[serde(flatten)]
    pub(crate) custom: Map<String, Value>,
}

/// Money that moved, as files write it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Payment {
    pub(crate) kind: Text,
    pub(crate) amount: Text,
    pub(crate) method: Text,
    #[serde(flatten)]
    pub(crate) custom: Map<String, Value>,
}

/// Parcels as files write them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Shipment {
    #[serde(deserialize_with = "nullable")]
    pub(crate) tracking: Vec<Text>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) skus: Vec<Text>,
    #[serde(flatten)]
    pub(crate) custom: Map<String, Value>,
}

/// What an order costs, as files write it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Charges {
    pub(crate) goods: Text,
    pub(crate) discount: Text,
    pub(crate) shipping: Text,
    pub(crate) tax: Text,
    pub(crate) total: Text,
}

/// Goods that come back, as files write them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Return {
    pub(crate) status: Text,
    #[serde(deserialize_with = "nullable")]
    pub(crate) lines: Vec<Text>,
    pub(crate) refund_to: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) reason: Text,
}

/// An exchange as files write it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Exchange {
    pub(crate) status: Text,
    #[serde(deserialize_with = "nullable")]
    pub(crate) changes: Vec<Swap>,
    pub(crate) method: Text,
    pub(crate) difference: Text,
}

/// One variant for another, as files write it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Swap {
    pub(crate) from: Text,
    pub(crate) to: Text,
}

const KINDS: [(&str, PaymentKind); 2] = [("payment", PaymentKind::Payment), ("refund", PaymentKind::Refund)];

const STATUSES: [(&str, ReturnStatus); 3] = [
    ("requested", ReturnStatus::Requested),
    ("received", ReturnStatus::Received),
    ("refunded", ReturnStatus::Refunded),
];

fn status_name(status: ReturnStatus) -> Text {
    Text::from(STATUSES.iter().find(|(_, known)| *known == status).map_or("", |(name, _)| name))
}

impl Line {
    pub(super) fn admit(self, terms: &Terms) -> Result<order::OrderLine, String> {
        let quantity = self.quantity.0.unwrap_or(1);
        if quantity < 1 {
            return Err(format!("lines: quantity: {quantity} is none; leave the line out or say how many"));
        }
        Ok(order::OrderLine {
            sku: terms::needed("lines: sku", &self.sku)?,
            product: terms::line(&self.product),
            name: terms::line(&self.name),
            price: terms.amount("lines: price", &self.price)?,
            quantity,
            options: terms::custom(self.options),
            custom: terms::custom(self.custom),
        })
    }

    pub(super) fn of(line: &order::OrderLine, terms: &Terms) -> Self {
        Self {
            sku: Text::from(line.sku.as_str()),
            product: Text::from(line.product.as_str()),
            name: Text::from(line.name.as_str()),
            price: terms.money(line.price),
            quantity: Whole(Some(line.quantity)),
            options: line.options.clone(),
            custom: line.custom.clone(),
        }
    }
}

impl Payment {
    pub(super) fn admit(self, terms: &Terms) -> Result<order::Payment, String> {
        Ok(order::Payment {
            kind: choice("payments: kind", &self.kind, &KINDS)?,
            amount: terms.amount("payments: amount", &self.amount)?,
            method: terms::reference(&self.method),
            custom: terms::custom(self.custom),
        })
    }

    pub(super) fn of(payment: &order::Payment, terms: &Terms) -> Self {
        Self {
            kind: Text::from(KINDS.iter().find(|(_, kind)| *kind == payment.kind).map_or("", |(name, _)| name)),
            amount: terms.money(payment.amount),
            method: Text::from(payment.method.as_str()),
            custom: payment.custom.clone(),
        }
    }
}

impl Shipment {
    pub(super) fn admit(self) -> order::Shipment {
        let (tracking, skus) = (terms::references(&self.tracking), terms::references(&self.skus));
        order::Shipment { tracking, skus, custom: terms::custom(self.custom) }
    }

    pub(super) fn of(shipment: &order::Shipment) -> Self {
        Self { tracking: texts(&shipment.tracking), skus: texts(&shipment.skus), custom: shipment.custom.clone() }
    }
}

impl Charges {
    pub(super) fn admit(self, terms: &Terms) -> Result<order::Charges, String> {
        let part = |field: &str, text: &Text| terms.amount_or_none(field, text).map(Option::unwrap_or_default);
        Ok(order::Charges {
            goods: part("charges: goods", &self.goods)?,
            discount: part("charges: discount", &self.discount)?,
            shipping: part("charges: shipping", &self.shipping)?,
            tax: part("charges: tax", &self.tax)?,
            total: part("charges: total", &self.total)?,
        })
    }

    pub(super) fn of(charges: order::Charges, terms: &Terms) -> Self {
        Self {
            goods: terms.money(charges.goods),
            discount: terms.money(charges.discount),
            shipping: terms.money(charges.shipping),
            tax: terms.money(charges.tax),
            total: terms.money(charges.total),
        }
    }
}

impl Return {
    pub(super) fn admit(&self) -> Result<order::Return, String> {
        Ok(order::Return {
            status: choice("returns: status", &self.status, &STATUSES)?,
            lines: terms::references(&self.lines),
            refund_to: terms::line(&self.refund_to),
            reason: terms::line(&self.reason),
        })
    }

    pub(super) fn of(returned: &order::Return) -> Self {
        Self {
            status: status_name(returned.status),
            lines: texts(&returned.lines),
            refund_to: Text::from(returned.refund_to.as_str()),
            reason: Text::from(returned.reason.as_str()),
        }
    }
}

impl Exchange {
    pub(super) fn admit(&self, terms: &Terms) -> Result<order::Exchange, String> {
        let swap = |swap: &Swap| {
            let from = terms::needed("exchanges: from", &swap.from)?;
            Ok(order::Swap { from, to: terms::needed("exchanges: to", &swap.to)? })
        };
        let difference = terms.amount_or_none("exchanges: difference", &self.difference)?;
        Ok(order::Exchange {
            status: choice("exchanges: status", &self.status, &STATUSES)?,
            changes: self.changes.iter().map(swap).collect::<Result<_, String>>()?,
            method: terms::reference(&self.method),
            difference: difference.unwrap_or_default(),
        })
    }

    pub(super) fn of(exchange: &order::Exchange, terms: &Terms) -> Self {
        let swap = |swap: &order::Swap| Swap { from: Text::from(swap.from.as_str()), to: Text::from(swap.to.as_str()) };
        Self {
            status: status_name(exchange.status),
            changes: exchange.changes.iter().map(swap).collect(),
            method: Text::from(exchange.method.as_str()),
            difference: terms.money(exchange.difference),
        }
    }
}
