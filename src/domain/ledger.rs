//! The entries of an account: what was charged, credited, paid and paid back. What is owed is their sum and is kept
//! nowhere else, so that taking one back never stands against those after it.

use std::collections::HashMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::account::Account;
use super::id::{AccountId, EntryId};
use super::masked;
use super::money::Amount;
use super::named::named;
use super::text::fold_reference;
use super::timestamp::Timestamp;

/// One movement of money on an account.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Identity in the store.
    pub id: EntryId,
    /// Counts the changes.
    pub version: i64,
    /// The number by which people name it; that of the invoice where it is a charge.
    #[serde(rename = "ref")]
    pub reference: String,
    /// The account it is on.
    pub account: AccountId,
    /// Which way the money goes.
    pub kind: EntryKind,
    /// How much, never below nothing.
    pub amount: Amount,
    /// What for.
    #[serde(default)]
    pub what: String,
    /// When it was made.
    pub at: Timestamp,
    /// Until when a charge is to be paid, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
    /// The invoice that a payment or a credit settles, or the payment that a refund gives back; empty where it is the
    /// account as a whole.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub settles: String,
    /// What the terminal or the bank says of it; never the number of a card.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub bank_reference: String,
    /// Fields of other systems, kept word for word.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub custom: Map<String, Value>,
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("Entry", self, f)
    }
}

named! {
    /// Which way money goes on an account.
    EntryKind {
        /// The customer owes it.
        Charge = "charge",
        /// The house gives it.
        Credit = "credit",
        /// The customer paid it.
        Payment = "payment",
        /// The customer got it back.
        Refund = "refund",
    }
}

/// An account as it lies in its customer's file.
#[derive(Clone, Debug, PartialEq)]
pub struct Ledger {
    /// The account.
    pub account: Account,
    /// What is owed on it; below nothing where the house owes.
    pub balance: Amount,
    /// Its latest entries, the newest first.
    pub entries: Vec<Entry>,
}

/// A charge with what is still to be paid of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Invoice<'a> {
    /// The charge.
    pub charge: &'a Entry,
    /// What is open; never below nothing.
    pub open: Amount,
}

impl Entry {
    /// What it adds to what the customer owes.
    #[must_use]
    pub const fn owed(&self) -> Amount {
        match self.kind {
            EntryKind::Charge | EntryKind::Refund => self.amount,
            EntryKind::Credit | EntryKind::Payment => Amount(-self.amount.0),
        }
    }

    /// What it was for, with what it settles: `payment (I-1)`.
    #[must_use]
    pub fn words(&self) -> String {
        if self.settles.is_empty() { self.what.clone() } else { format!("{} ({})", self.what, self.settles) }
    }

    /// Whether it is known by that number, however that is written.
    #[must_use]
    pub fn is_named(&self, reference: &str) -> bool {
        fold_reference(&self.reference) == fold_reference(reference)
    }
}

/// What is owed by these entries: charges and refunds less credits and payments.
#[must_use]
pub fn balance<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Amount {
    entries.into_iter().map(Entry::owed).sum()
}

/// What settles what among some entries: payments and credits settle charges, refunds give payments back.
#[derive(Debug, Default)]
pub struct Settlement(HashMap<String, Amount>);

impl Settlement {
    /// That of these entries.
    #[must_use]
    pub fn of(entries: &[Entry]) -> Self {
        let mut settled = Self::default();
        let named = |refund: bool| {
            let is_named =
                move |entry: &&Entry| (entry.kind == EntryKind::Refund) == refund && !entry.settles.is_empty();
            entries.iter().filter(is_named)
        };
        // What was given back of a payment no longer settles the charge.
        for refund in named(true) {
            settled.add(&refund.settles, refund.amount);
        }
        for entry in named(false) {
            let left = settled.left(entry);
            settled.add(&entry.settles, left);
        }
        settled
    }

    fn add(&mut self, reference: &str, amount: Amount) {
        let so_far = self.0.entry(fold_reference(reference)).or_default();
        so_far.0 = so_far.0.saturating_add(amount.0);
    }

    /// What is still to be paid of a charge, or left of a payment; never below nothing.
    #[must_use]
    pub fn left(&self, entry: &Entry) -> Amount {
        let settled = self.0.get(&fold_reference(&entry.reference)).copied().unwrap_or_default();
        Amount(entry.amount.0.saturating_sub(settled.0).max(0))
    }
}

/// The charges among these entries with what is open of each, in their order. What was paid or credited on the account as
/// a whole stands against none of them.
#[must_use]
pub fn invoices(entries: &[Entry]) -> Vec<Invoice<'_>> {
    let settled = Settlement::of(entries);
    let charges = entries.iter().filter(|entry| entry.kind == EntryKind::Charge);
    charges.map(|charge| Invoice { charge, open: settled.left(charge) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(reference: &str, kind: EntryKind, amount: i64, settles: &str) -> Entry {
        Entry {
            id: EntryId(0),
            version: 0,
            reference: reference.to_owned(),
            account: AccountId(1),
            kind,
            amount: Amount(amount),
            what: String::new(),
            at: Timestamp::default(),
            due_at: None,
            settles: settles.to_owned(),
            bank_reference: String::new(),
            custom: Map::new(),
        }
    }

    #[test]
    fn what_is_owed_and_what_is_open_follow_from_the_entries() {
        let entries = [
            entry("I-1", EntryKind::Charge, 5_000, ""),
            entry("I-2", EntryKind::Charge, 2_000, ""),
            entry("E-3", EntryKind::Payment, 3_000, "i-1"),
            entry("E-4", EntryKind::Credit, 500, "I-1"),
            entry("E-5", EntryKind::Payment, 1_000, ""),
            entry("E-6", EntryKind::Refund, 200, "E-5"),
            entry("E-7", EntryKind::Refund, 100, "E-3"),
        ];
        assert_eq!(balance(&entries), Amount(5_000 + 2_000 - 3_000 - 500 - 1_000 + 200 + 100));
        let open: Vec<_> =
            invoices(&entries).iter().map(|invoice| (invoice.charge.reference.as_str(), invoice.open.0)).collect();
        assert_eq!(open, [("I-1", 1_600), ("I-2", 2_000)]);
        assert_eq!(Settlement::of(&entries).left(&entries[4]), Amount(800));
    }
}
