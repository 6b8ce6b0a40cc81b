//! An order as files write one.

mod parts;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::super::terms::{self, Terms};
use super::customer::Address;
use super::{Flag, Text, choice, nullable};
use crate::domain::id::{CustomerId, OrderId};
use crate::domain::order::{self, Items, OrderStatus};

pub(crate) use parts::{Arrival, Charges, Exchange, Line, Payment, Return, Shipment, Swap};

/// An order as files write one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Order {
    #[serde(rename = "ref")]
    pub(crate) reference: Text,
    pub(crate) customer: Text,
    pub(crate) status: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) placed_at: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) delivered_at: Text,
    #[serde(deserialize_with = "nullable")]
    pub(crate) address: Address,
    #[serde(deserialize_with = "nullable")]
    pub(crate) lines: Vec<Line>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) payments: Vec<Payment>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) shipments: Vec<Shipment>,
    pub(crate) charges: Option<Charges>,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) discount_reason: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) carriage: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) cancel_reason: Text,
    #[serde(skip_serializing_if = "Flag::is_not_true")]
    pub(crate) items_changed: Flag,
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub(crate) returns: Vec<Return>,
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub(crate) exchanges: Vec<Exchange>,
    #[serde(flatten)]
    pub(crate) custom: Map<String, Value>,
}

const STATUSES: [(&str, OrderStatus); 5] = [
    (OrderStatus::Pending.name(), OrderStatus::Pending),
    (OrderStatus::Processed.name(), OrderStatus::Processed),
    (OrderStatus::Shipped.name(), OrderStatus::Shipped),
    (OrderStatus::Delivered.name(), OrderStatus::Delivered),
    (OrderStatus::Cancelled.name(), OrderStatus::Cancelled),
];

impl Order {
    /// The order and its customer's reference.
    pub(in super::super) fn admit(self, terms: &Terms) -> Result<(order::Order, String), String> {
        let customer = terms::needed("customer", &self.customer)?;
        let mut admitted = order::Order {
            id: OrderId(0),
            version: 0,
            reference: terms::needed("ref", &self.reference)?,
            customer: CustomerId(0),
            status: choice("status", &self.status, &STATUSES)?,
            placed_at: terms.moment("placed_at", &self.placed_at)?,
            delivered_at: terms.moment("delivered_at", &self.delivered_at)?,
            address: self.address.admit(),
            lines: self.lines.into_iter().map(|line| line.admit(terms)).collect::<Result<_, _>>()?,
            payments: self.payments.into_iter().map(|payment| payment.admit(terms)).collect::<Result<_, _>>()?,
            shipments: self.shipments.into_iter().map(Shipment::admit).collect(),
            charges: None,
            discount_reason: terms::line(&self.discount_reason),
            carriage: terms::line(&self.carriage),
            cancel_reason: terms::line(&self.cancel_reason),
            items: if self.items_changed.is_not_true() { Items::AsPlaced } else { Items::Changed },
            returns: self.returns.iter().map(|returned| returned.admit(terms)).collect::<Result<_, _>>()?,
            exchanges: self.exchanges.iter().map(|exchange| exchange.admit(terms)).collect::<Result<_, _>>()?,
            custom: terms::custom(self.custom),
        };
        // What follows from the lines is not kept a second time, so that an exported order comes back as it was.
        let charges = self.charges.map(|charges| charges.admit(terms)).transpose()?;
        admitted.charges = charges.filter(|charges| *charges != admitted.charged());
        Ok((admitted, customer))
    }

    pub(in super::super) fn of(order: &order::Order, customer: &str, terms: &Terms) -> Self {
        Self {
            reference: Text::from(order.reference.as_str()),
            customer: Text::from(customer),
            status: Text::from(order.status.name()),
            placed_at: order.placed_at.map(|at| Text(at.rfc3339())).unwrap_or_default(),
            delivered_at: order.delivered_at.map(|at| Text(at.rfc3339())).unwrap_or_default(),
            address: Address::of(&order.address),
            lines: order.lines.iter().map(|line| Line::of(line, terms)).collect(),
            payments: order.payments.iter().map(|payment| Payment::of(payment, terms)).collect(),
            shipments: order.shipments.iter().map(Shipment::of).collect(),
            charges: Some(Charges::of(order.charged(), terms)),
            discount_reason: Text::from(order.discount_reason.as_str()),
            carriage: Text::from(order.carriage.as_str()),
            cancel_reason: Text::from(order.cancel_reason.as_str()),
            items_changed: Flag(Some(order.items == Items::Changed)),
            returns: order.returns.iter().map(|returned| Return::of(returned, terms)).collect(),
            exchanges: order.exchanges.iter().map(|exchange| Exchange::of(exchange, terms)).collect(),
            custom: order.custom.clone(),
        }
    }
}
