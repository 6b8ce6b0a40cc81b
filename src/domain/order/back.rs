//! Goods of an order that come back: for their money, or for other goods.

use serde::{Deserialize, Serialize};

use crate::domain::money::Amount;
use crate::domain::named::named;
use crate::domain::timestamp::{Date, Timestamp};

/// Goods that come back for their money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Return {
    /// How far it is.
    pub status: ReturnStatus,
    /// What comes back; a SKU twice means two of it.
    pub lines: Vec<String>,
    /// The method that gets the money.
    pub refund_to: String,
    /// Why they come back.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// What the customer gets for them; what they got once the money is back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    /// Until when all of them are under warranty, where that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warranty_until: Option<Date>,
    /// How they came, and by which label.
    #[serde(flatten)]
    pub arrival: Arrival,
}

/// How goods come back.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Arrival {
    /// The reference on the label that the customer puts on the parcel.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub label: String,
    /// When they arrived.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received_at: Option<Timestamp>,
    /// In which state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
}

named! {
    /// The state of goods that came back.
    Condition {
        /// They can be sold again.
        Resalable = "resalable",
        /// They were damaged after they left the house.
        Damaged = "damaged",
        /// They do not work as they should.
        Faulty = "faulty",
    }
}

/// Goods that come back for other goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exchange {
    /// How far it is.
    pub status: ReturnStatus,
    /// What for what.
    pub changes: Vec<Swap>,
    /// The method that pays or gets the difference.
    pub method: String,
    /// New minus old.
    pub difference: Amount,
    /// How the old ones came, and by which label.
    #[serde(flatten)]
    pub arrival: Arrival,
}

/// One variant for another of the same product.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Swap {
    /// The variant that goes.
    pub from: String,
    /// The variant that comes.
    pub to: String,
    /// The price of the one that comes, once it is agreed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price: Option<Amount>,
}

/// How far a return or an exchange is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnStatus {
    /// Asked for.
    Requested,
    /// The goods are back.
    Received,
    /// The money is back, or the new goods are sent.
    Refunded,
}

impl ReturnStatus {
    /// How far it is, as people say it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Requested => "on its way",
            Self::Received => "here",
            Self::Refunded => "settled",
        }
    }
}
