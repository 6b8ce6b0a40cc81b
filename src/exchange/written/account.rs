//! An account as files write one, with what stands on it.

mod parts;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::super::terms::{self, Terms};
use super::customer::Address;
use super::{Text, choice, nullable};
use crate::domain::account::{self, AccountStatus};
use crate::domain::id::{AccountId, CustomerId};
use crate::domain::ledger::{self, balance};

pub(crate) use parts::{Entry, Reading, Report};

/// An account as files write one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Account {
    #[serde(rename = "ref")]
    pub(crate) reference: Text,
    pub(crate) customer: Text,
    pub(crate) kind: Text,
    pub(crate) status: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) reason: Text,
    pub(crate) plan: Text,
    #[serde(deserialize_with = "nullable", skip_serializing_if = "is_empty")]
    pub(crate) address: Address,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) opened_at: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) closed_at: Text,
    pub(crate) balance: Text,
    #[serde(deserialize_with = "nullable")]
    pub(crate) entries: Vec<Entry>,
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub(crate) readings: Vec<Reading>,
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub(crate) reports: Vec<Report>,
    #[serde(flatten)]
    pub(crate) custom: Map<String, Value>,
}

const STATUSES: [(&str, AccountStatus); 4] = [
    ("", AccountStatus::Active),
    (AccountStatus::Active.name(), AccountStatus::Active),
    (AccountStatus::Suspended.name(), AccountStatus::Suspended),
    (AccountStatus::Closed.name(), AccountStatus::Closed),
];

fn is_empty(address: &Address) -> bool {
    *address == Address::default()
}

impl Account {
    /// The account, what stands on it, and its customer's reference. A balance is what its entries come to, or the file
    /// is wrong.
    pub(in super::super) fn admit(
        self,
        terms: &Terms,
    ) -> Result<(account::Account, Vec<ledger::Entry>, String), String> {
        let customer = terms::needed("customer", &self.customer)?;
        let entries = self.entries.into_iter().map(|entry| entry.admit(terms)).collect::<Result<Vec<_>, _>>()?;
        let owed = balance(&entries);
        if let Some(told) = terms.amount_or_none("balance", &self.balance)?.filter(|told| *told != owed) {
            let [told, owed] = [told, owed].map(|amount| terms.money(amount).0);
            return Err(format!("balance: {told} is not what its entries come to, {owed}; add an entry for the rest"));
        }
        let admitted = account::Account {
            id: AccountId(0),
            version: 0,
            reference: terms::needed("ref", &self.reference)?,
            customer: CustomerId(0),
            kind: terms::reference(&self.kind),
            status: choice("status", &self.status, &STATUSES)?,
            reason: terms::line(&self.reason),
            plan: terms::reference(&self.plan),
            address: self.address.admit(),
            opened_at: terms.moment("opened_at", &self.opened_at)?,
            closed_at: terms.moment("closed_at", &self.closed_at)?,
            readings: self.readings.iter().map(|reading| reading.admit(terms)).collect::<Result<_, _>>()?,
            reports: self.reports.iter().map(|report| report.admit(terms)).collect::<Result<_, _>>()?,
            custom: terms::custom(self.custom),
        };
        Ok((admitted, entries, customer))
    }

    pub(in super::super) fn of(
        account: &account::Account,
        entries: &[ledger::Entry],
        customer: &str,
        terms: &Terms,
    ) -> Self {
        let moment =
            |at: Option<crate::domain::timestamp::Timestamp>| at.map(|at| Text(at.rfc3339())).unwrap_or_default();
        Self {
            reference: Text::from(account.reference.as_str()),
            customer: Text::from(customer),
            kind: Text::from(account.kind.as_str()),
            status: Text::from(account.status.name()),
            reason: Text::from(account.reason.as_str()),
            plan: Text::from(account.plan.as_str()),
            address: Address::of(&account.address),
            opened_at: moment(account.opened_at),
            closed_at: moment(account.closed_at),
            balance: terms.money(balance(entries)),
            entries: entries.iter().map(|entry| Entry::of(entry, terms)).collect(),
            readings: account.readings.iter().map(Reading::of).collect(),
            reports: account.reports.iter().map(Report::of).collect(),
            custom: account.custom.clone(),
        }
    }
}
