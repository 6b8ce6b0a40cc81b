//! An outage: one fault that many customers share. It is one record; every file it concerns shows it, and every contact
//! about it names it.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::account::{Account, AccountStatus};
use super::contact::Contact;
use super::customer::Customer;
use super::id::OutageId;
use super::masked;
use super::text::fold_reference;
use super::timestamp::Timestamp;

/// A fault that many customers share.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Outage {
    /// Identity in the store.
    pub id: OutageId,
    /// Counts the changes.
    pub version: i64,
    /// The number by which people name it.
    #[serde(rename = "ref")]
    pub reference: String,
    /// The kind of accounts it strikes; empty where it strikes all.
    #[serde(default)]
    pub service: String,
    /// What happened, in words that can be said to a customer.
    pub cause: String,
    /// Where: the beginnings of postal codes.
    #[serde(default)]
    pub postal_codes: Vec<String>,
    /// Accounts it strikes wherever they are, by their references.
    #[serde(default)]
    pub accounts: Vec<String>,
    /// When it began.
    pub started_at: Timestamp,
    /// Until when it is expected to last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected_until: Option<Timestamp>,
    /// When it was over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
    /// Fields of other systems, kept word for word.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub custom: Map<String, Value>,
}

impl fmt::Debug for Outage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("Outage", self, f)
    }
}

impl Outage {
    /// Whether it strikes an account of a customer.
    #[must_use]
    pub fn strikes(&self, account: &Account, customer: &Customer) -> bool {
        let is_named = self.accounts.iter().any(|named| fold_reference(named) == fold_reference(&account.reference));
        let place = if account.address.postal_code.is_empty() { &customer.details.address } else { &account.address };
        let code = fold_reference(&place.postal_code);
        let is_there = self.postal_codes.iter().any(|begin| code.starts_with(&fold_reference(begin)));
        let is_served = self.service.is_empty() || self.service == account.kind;
        is_named || account.status != AccountStatus::Closed && is_served && is_there
    }

    /// Whether it concerns a customer: it strikes one of the accounts, or one of the contacts is about it.
    #[must_use]
    pub fn concerns<'a>(
        &self,
        customer: &Customer,
        mut accounts: impl Iterator<Item = &'a Account>,
        contacts: &[Contact],
    ) -> bool {
        accounts.any(|account| self.strikes(account, customer))
            || contacts.iter().any(|contact| contact.outage == self.reference)
    }

    /// It in one line: what it is of, and what happened.
    #[must_use]
    pub fn words(&self) -> String {
        if self.service.is_empty() { self.cause.clone() } else { format!("{}: {}", self.service, self.cause) }
    }
}
