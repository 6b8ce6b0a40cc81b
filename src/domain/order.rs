//! An order: what was bought, what was paid, where it went, and what became of it.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::charges::Rate;
use super::customer::Address;
use super::id::{CustomerId, OrderId};
use super::masked;
use super::money::Amount;
use super::product;
use super::text::{fold_reference, words};
use super::timestamp::Timestamp;

mod back;
mod charged;

pub use back::{Arrival, Condition, Exchange, Return, ReturnStatus, Swap};
pub use charged::Charges;

/// An order with everything that was done to it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Order {
    /// Identity in the store.
    pub id: OrderId,
    /// Counts the changes.
    pub version: i64,
    /// The number by which people name it, kept as it was written.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Whose order it is.
    pub customer: CustomerId,
    /// How far it is.
    pub status: OrderStatus,
    /// When it was placed, where that is known.
    #[serde(default)]
    pub placed_at: Option<Timestamp>,
    /// When it arrived, where that is known.
    #[serde(default)]
    pub delivered_at: Option<Timestamp>,
    /// Where it goes.
    #[serde(default)]
    pub address: Address,
    /// What was ordered.
    #[serde(default)]
    pub lines: Vec<OrderLine>,
    /// Money that moved.
    #[serde(default)]
    pub payments: Vec<Payment>,
    /// Parcels.
    #[serde(default)]
    pub shipments: Vec<Shipment>,
    /// What was charged beside the goods; empty where the lines are all there is.
    #[serde(default)]
    pub charges: Option<Charges>,
    /// Why a discount was given.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub discount_reason: String,
    /// The way in which it is sent, by the name that the house has for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub carriage: String,
    /// Why it was cancelled.
    #[serde(default)]
    pub cancel_reason: String,
    /// Whether its items were exchanged for other variants before it was shipped.
    #[serde(default)]
    pub items: Items,
    /// Goods that come back.
    #[serde(default)]
    pub returns: Vec<Return>,
    /// Goods that are exchanged.
    #[serde(default)]
    pub exchanges: Vec<Exchange>,
    /// Fields of other systems, kept word for word.
    #[serde(default)]
    pub custom: Map<String, Value>,
}

impl fmt::Debug for Order {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("Order", self, f)
    }
}

/// How far an order is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrderStatus {
    /// Placed, and open to changes.
    Pending,
    /// Packed.
    Processed,
    /// On its way.
    Shipped,
    /// At the customer's.
    Delivered,
    /// Cancelled.
    Cancelled,
}

impl OrderStatus {
    /// The word for it in files, in the store and on the screen.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Processed => "processed",
            Self::Shipped => "shipped",
            Self::Delivered => "delivered",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether anything about it is still to come.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Pending | Self::Processed | Self::Shipped)
    }
}

/// Whether an order's items are those it was placed with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Items {
    /// As they were ordered.
    #[default]
    AsPlaced,
    /// Changed since.
    Changed,
}

/// One position of an order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OrderLine {
    /// The variant.
    pub sku: String,
    /// The product's reference.
    #[serde(default)]
    pub product: String,
    /// Its name when it was ordered.
    #[serde(default)]
    pub name: String,
    /// Price of one when it was ordered.
    pub price: Amount,
    /// How many.
    pub quantity: i64,
    /// The variant's options when it was ordered.
    #[serde(default)]
    pub options: Map<String, Value>,
    /// The rate of tax when it was ordered, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_rate: Option<Rate>,
    /// Fields of other systems, kept word for word.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub custom: Map<String, Value>,
}

impl OrderLine {
    /// What it costs: its price, as often as it is ordered.
    #[must_use]
    pub const fn total(&self) -> Amount {
        self.price.times(self.quantity)
    }

    /// What was ordered, with the options that tell it from its like: `Fjell 2 tent, moss`.
    #[must_use]
    pub fn item(&self) -> String {
        let name = if self.name.is_empty() { &self.sku } else { &self.name };
        let options = self.words();
        if options.is_empty() { name.clone() } else { format!("{name}, {options}") }
    }

    /// What tells it from its like, such as `red, M`.
    #[must_use]
    pub fn words(&self) -> String {
        product::options(&self.options)
    }
}

/// Money that moved for an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payment {
    /// Which way it moved.
    pub kind: PaymentKind,
    /// How much.
    pub amount: Amount,
    /// The customer's method, by its reference.
    pub method: String,
    /// By when the customer sees it, where it takes its time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_by: Option<Timestamp>,
    /// Why it was given back, where nothing else of the order says so.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Fields of other systems, kept word for word.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub custom: Map<String, Value>,
}

impl Payment {
    /// So much that moves that way, with nothing else to say of it.
    #[must_use]
    pub fn of(kind: PaymentKind, amount: Amount, method: &str) -> Self {
        Self { kind, amount, method: method.to_owned(), seen_by: None, reason: String::new(), custom: Map::new() }
    }
}

impl Payment {
    /// What it adds to what the house holds of the customer's.
    const fn held(&self) -> Amount {
        match self.kind {
            PaymentKind::Payment => self.amount,
            PaymentKind::Refund => Amount(self.amount.0.saturating_neg()),
        }
    }
}

/// Which way money moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentKind {
    /// From the customer.
    Payment,
    /// To the customer.
    Refund,
}

/// One parcel, or several that were sent together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Shipment {
    /// The carrier's numbers.
    pub tracking: Vec<String>,
    /// What is inside.
    pub skus: Vec<String>,
    /// Fields of other systems, kept word for word.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub custom: Map<String, Value>,
}

impl Order {
    /// A new order of a customer with nothing in it.
    #[must_use]
    pub fn new(id: OrderId, reference: String, customer: CustomerId) -> Self {
        Self {
            id,
            version: 0,
            reference,
            customer,
            status: OrderStatus::Pending,
            placed_at: None,
            delivered_at: None,
            address: Address::default(),
            lines: Vec::new(),
            payments: Vec::new(),
            shipments: Vec::new(),
            charges: None,
            discount_reason: String::new(),
            carriage: String::new(),
            cancel_reason: String::new(),
            items: Items::AsPlaced,
            returns: Vec::new(),
            exchanges: Vec::new(),
            custom: Map::new(),
        }
    }

    /// What the order costs: its own charges, or the sum of its lines where nothing else was charged.
    #[must_use]
    pub fn charged(&self) -> Charges {
        self.charges.unwrap_or_else(|| {
            let goods = self.lines.iter().map(OrderLine::total).sum();
            Charges { goods, total: goods, ..Charges::default() }
        })
    }

    /// How often its items were changed.
    #[must_use]
    pub const fn item_changes(&self) -> u32 {
        match self.items {
            Items::AsPlaced => 0,
            Items::Changed => 1,
        }
    }

    /// How many of a variant were ordered.
    #[must_use]
    pub fn count(&self, sku: &str) -> i64 {
        self.lines.iter().filter(|line| line.sku == sku).map(|line| line.quantity).sum()
    }

    /// What is asked back already, for money or for other goods. What was exchanged is no longer among the lines.
    #[must_use]
    pub fn coming_back(&self) -> Vec<String> {
        let returned = self.returns.iter().flat_map(|each| &each.lines);
        let open = self.exchanges.iter().filter(|each| each.status != ReturnStatus::Refunded);
        returned.chain(open.flat_map(|each| &each.changes).map(|swap| &swap.from)).cloned().collect()
    }

    /// The lines without these variants, each as often as it is named.
    #[must_use]
    pub fn lines_without<'a>(&self, gone: impl IntoIterator<Item = &'a String>) -> Vec<OrderLine> {
        let mut lines = self.lines.clone();
        for sku in gone {
            if let Some(line) = lines.iter_mut().find(|line| line.sku == *sku && line.quantity > 0) {
                line.quantity -= 1;
            }
        }
        lines.retain(|line| line.quantity > 0);
        lines
    }

    /// The order with other lines, and what they cost.
    pub fn recharge(&mut self, lines: Vec<OrderLine>, charges: Charges) {
        self.lines = lines;
        self.charges = None;
        // What follows from the lines is not kept a second time.
        self.charges = Some(charges).filter(|charges| *charges != self.charged());
    }

    /// What was paid for it and not given back.
    #[must_use]
    pub fn held(&self) -> Amount {
        self.payments.iter().map(Payment::held).sum()
    }

    /// Whether one of its lines has words that begin with each of these, or it is called so itself.
    #[must_use]
    pub fn is_told_by(&self, said: &[String]) -> bool {
        let told = |own: Vec<String>| said.iter().all(|said| own.iter().any(|word| word.starts_with(said.as_str())));
        let line = |line: &OrderLine| {
            let options = line.options.values().filter_map(Value::as_str);
            [line.name.as_str(), &line.sku].into_iter().chain(options).flat_map(words).collect::<Vec<_>>()
        };
        let number = fold_reference(&self.reference);
        !said.is_empty() && (self.lines.iter().map(line).any(told) || number.starts_with(&said.concat()))
    }

    /// What each method has paid and not got back, in the order in which they first paid.
    #[must_use]
    pub fn paid(&self) -> Vec<(String, Amount)> {
        let mut paid: Vec<(String, Amount)> = Vec::new();
        for payment in &self.payments {
            match paid.iter_mut().find(|(method, _)| *method == payment.method) {
                Some((_, so_far)) => *so_far = so_far.plus(payment.held()),
                None => paid.push((payment.method.clone(), payment.held())),
            }
        }
        paid.retain(|(_, amount)| amount.0 > 0);
        paid
    }

    /// The order in a few words: its first line and how many more there are.
    #[must_use]
    pub fn contents(&self) -> String {
        match self.lines.as_slice() {
            [] => "nothing".to_owned(),
            [line] => line.name.clone(),
            [line, rest @ ..] => format!("{} + {} more", line.name, rest.len()),
        }
    }
}
