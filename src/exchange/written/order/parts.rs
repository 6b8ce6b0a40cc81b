//! The parts of an order as files write them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::super::super::terms::{self, Terms};
use super::super::{Text, Whole, choice, nullable, texts};
use crate::domain::charges::Rate;
use crate::domain::money::Amount;
use crate::domain::order::{self, Condition, PaymentKind, ReturnStatus};
use crate::domain::timestamp::Date;

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
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) tax_rate: Text,
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
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) seen_by: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) reason: Text,
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
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) included_tax: Text,
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
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) amount: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) warranty_until: Text,
    #[serde(flatten)]
    pub(crate) arrival: Arrival,
}

/// How goods come back, as files write it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Arrival {
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) label: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) received_at: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) condition: Text,
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
    #[serde(flatten)]
    pub(crate) arrival: Arrival,
}

/// One variant for another, as files write it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Swap {
    pub(crate) from: Text,
    pub(crate) to: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) price: Text,
}

const KINDS: [(&str, PaymentKind); 2] = [("payment", PaymentKind::Payment), ("refund", PaymentKind::Refund)];

const STATUSES: [(&str, ReturnStatus); 3] = [
    ("requested", ReturnStatus::Requested),
    ("received", ReturnStatus::Received),
    ("refunded", ReturnStatus::Refunded),
];

const CONDITIONS: [(&str, Condition); 3] = [
    (Condition::Resalable.name(), Condition::Resalable),
    (Condition::Damaged.name(), Condition::Damaged),
    (Condition::Faulty.name(), Condition::Faulty),
];

/// A rate of tax that may be missing.
fn rate(text: &Text) -> Result<Option<Rate>, String> {
    let wrong = || {
        format!("lines: tax_rate: `{}` is no percent from 0 to 100; write it like 8.25", terms::short(text.as_str()))
    };
    if text.is_blank() { Ok(None) } else { Rate::parse(text.as_str()).map(Some).ok_or_else(wrong) }
}

/// A day that may be missing.
fn day(field: &str, text: &Text) -> Result<Option<Date>, String> {
    let wrong = || format!("{field}: `{}` is no day; write it like 2026-11-23", terms::short(text.as_str()));
    if text.is_blank() { Ok(None) } else { Date::parse(text.as_str().trim()).map(Some).ok_or_else(wrong) }
}

/// An amount, unless there is none of it.
fn some(amount: Amount, terms: &Terms) -> Text {
    if amount == Amount::default() { Text::default() } else { terms.money(amount) }
}

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
            tax_rate: rate(&self.tax_rate)?,
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
            tax_rate: line.tax_rate.map(|rate| Text(rate.to_string())).unwrap_or_default(),
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
            seen_by: terms.moment("payments: seen_by", &self.seen_by)?,
            reason: terms::line(&self.reason),
            custom: terms::custom(self.custom),
        })
    }

    pub(super) fn of(payment: &order::Payment, terms: &Terms) -> Self {
        Self {
            kind: Text::from(KINDS.iter().find(|(_, kind)| *kind == payment.kind).map_or("", |(name, _)| name)),
            amount: terms.money(payment.amount),
            method: Text::from(payment.method.as_str()),
            seen_by: payment.seen_by.map(|at| Text(at.rfc3339())).unwrap_or_default(),
            reason: Text::from(payment.reason.as_str()),
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
            included_tax: part("charges: included_tax", &self.included_tax)?,
            total: part("charges: total", &self.total)?,
        })
    }

    pub(super) fn of(charges: order::Charges, terms: &Terms) -> Self {
        Self {
            goods: terms.money(charges.goods),
            discount: terms.money(charges.discount),
            shipping: terms.money(charges.shipping),
            tax: terms.money(charges.tax),
            included_tax: some(charges.included_tax, terms),
            total: terms.money(charges.total),
        }
    }
}

impl Return {
    pub(super) fn admit(&self, terms: &Terms) -> Result<order::Return, String> {
        Ok(order::Return {
            status: choice("returns: status", &self.status, &STATUSES)?,
            lines: terms::references(&self.lines),
            refund_to: terms::line(&self.refund_to),
            reason: terms::line(&self.reason),
            amount: terms.amount_or_none("returns: amount", &self.amount)?,
            warranty_until: day("returns: warranty_until", &self.warranty_until)?,
            arrival: self.arrival.admit("returns", terms)?,
        })
    }

    pub(super) fn of(returned: &order::Return, terms: &Terms) -> Self {
        Self {
            status: status_name(returned.status),
            lines: texts(&returned.lines),
            refund_to: Text::from(returned.refund_to.as_str()),
            reason: Text::from(returned.reason.as_str()),
            amount: returned.amount.map(|amount| terms.money(amount)).unwrap_or_default(),
            warranty_until: returned.warranty_until.map(|day| Text(day.to_string())).unwrap_or_default(),
            arrival: Arrival::of(&returned.arrival),
        }
    }
}

impl Arrival {
    fn admit(&self, part: &str, terms: &Terms) -> Result<order::Arrival, String> {
        let condition = (!self.condition.is_blank()).then_some(&self.condition);
        Ok(order::Arrival {
            label: terms::reference(&self.label),
            received_at: terms.moment(&format!("{part}: received_at"), &self.received_at)?,
            condition: condition.map(|text| choice(&format!("{part}: condition"), text, &CONDITIONS)).transpose()?,
        })
    }

    fn of(arrival: &order::Arrival) -> Self {
        Self {
            label: Text::from(arrival.label.as_str()),
            received_at: arrival.received_at.map(|at| Text(at.rfc3339())).unwrap_or_default(),
            condition: arrival.condition.map(|condition| Text::from(condition.name())).unwrap_or_default(),
        }
    }
}

impl Exchange {
    pub(super) fn admit(&self, terms: &Terms) -> Result<order::Exchange, String> {
        let swap = |swap: &Swap| {
            let from = terms::needed("exchanges: from", &swap.from)?;
            let price = terms.amount_or_none("exchanges: price", &swap.price)?;
            Ok(order::Swap { from, to: terms::needed("exchanges: to", &swap.to)?, price })
        };
        let difference = terms.amount_or_none("exchanges: difference", &self.difference)?;
        Ok(order::Exchange {
            status: choice("exchanges: status", &self.status, &STATUSES)?,
            changes: self.changes.iter().map(swap).collect::<Result<_, String>>()?,
            method: terms::reference(&self.method),
            difference: difference.unwrap_or_default(),
            arrival: self.arrival.admit("exchanges", terms)?,
        })
    }

    pub(super) fn of(exchange: &order::Exchange, terms: &Terms) -> Self {
        let swap = |swap: &order::Swap| Swap {
            from: Text::from(swap.from.as_str()),
            to: Text::from(swap.to.as_str()),
            price: swap.price.map(|price| terms.money(price)).unwrap_or_default(),
        };
        Self {
            status: status_name(exchange.status),
            changes: exchange.changes.iter().map(swap).collect(),
            method: Text::from(exchange.method.as_str()),
            difference: terms.money(exchange.difference),
            arrival: Arrival::of(&exchange.arrival),
        }
    }
}
