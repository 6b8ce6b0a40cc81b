//! An account: what a customer has of a trade that sells no parcels, such as electricity, a telephone line, savings or a
//! policy. What is owed on it stands in its entries and nowhere else.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::customer::Address;
use super::id::{AccountId, CustomerId};
use super::masked;
use super::named::named;
use super::timestamp::Timestamp;

mod meter;
mod plan;

pub use meter::{MOST, Passage, Reading, Use};
pub use plan::{Period, Plan, Rest};

/// An account without its entries.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// Identity in the store.
    pub id: AccountId,
    /// Counts the changes.
    pub version: i64,
    /// The number by which people name it.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Whose account it is.
    pub customer: CustomerId,
    /// What it is of, in a word of the trade.
    pub kind: String,
    /// Whether it runs.
    pub status: AccountStatus,
    /// Why it is suspended or closed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The plan by which it is billed; empty where there is none.
    #[serde(default)]
    pub plan: String,
    /// Where the service is; empty where that is the customer's own address.
    #[serde(default)]
    pub address: Address,
    /// When it was opened, where that is known.
    #[serde(default)]
    pub opened_at: Option<Timestamp>,
    /// When it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<Timestamp>,
    /// What its meters showed, in the order in which that was told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<Reading>,
    /// What was wrong with the service, in the order in which that was told.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<ServiceReport>,
    /// Fields of the trade and of other systems.
    #[serde(default)]
    pub custom: Map<String, Value>,
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("Account", self, f)
    }
}

named! {
    /// Whether an account runs.
    AccountStatus {
        /// It runs.
        Active = "active",
        /// It rests, and can run again.
        Suspended = "suspended",
        /// It is over.
        Closed = "closed",
    }
}

/// Something that was wrong with the service of one account.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceReport {
    /// When it was told.
    pub at: Timestamp,
    /// Who wrote it down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agent: String,
    /// What is wrong.
    pub what: String,
}

impl fmt::Debug for ServiceReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("ServiceReport", self, f)
    }
}

impl Account {
    /// The account in a few words: what it is of and its plan.
    #[must_use]
    pub fn words(&self) -> String {
        [self.kind.as_str(), self.plan.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ")
    }
}
