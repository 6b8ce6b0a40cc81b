//! The parts of an account as files write them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::super::super::terms::{self, Terms};
use super::super::{Text, Whole, choice};
use crate::domain::account::{self, MOST, Passage};
use crate::domain::id::{AccountId, EntryId};
use crate::domain::ledger::{self, EntryKind};

/// A movement of money as files write it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Entry {
    #[serde(rename = "ref")]
    pub(crate) reference: Text,
    pub(crate) kind: Text,
    pub(crate) amount: Text,
    pub(crate) what: Text,
    pub(crate) at: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) due_at: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) settles: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) bank_reference: Text,
    #[serde(flatten)]
    pub(crate) custom: Map<String, Value>,
}

/// What a meter showed, as files write it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Reading {
    pub(crate) at: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) meter: Text,
    pub(crate) value: Whole,
    pub(crate) since_last: Text,
}

/// What was wrong with the service, as files write it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Report {
    pub(crate) at: Text,
    pub(crate) agent: Text,
    pub(crate) what: Text,
}

const KINDS: [(&str, EntryKind); 4] = [
    (EntryKind::Charge.name(), EntryKind::Charge),
    (EntryKind::Credit.name(), EntryKind::Credit),
    (EntryKind::Payment.name(), EntryKind::Payment),
    (EntryKind::Refund.name(), EntryKind::Refund),
];

const PASSAGES: [(&str, Passage); 4] = [
    ("", Passage::Counted),
    (Passage::Counted.name(), Passage::Counted),
    (Passage::RolledOver.name(), Passage::RolledOver),
    (Passage::NewMeter.name(), Passage::NewMeter),
];

impl Entry {
    pub(super) fn admit(self, terms: &Terms) -> Result<ledger::Entry, String> {
        let amount = terms.amount("entries: amount", &self.amount)?;
        if amount.0 < 0 {
            let kind = terms::short(self.kind.as_str());
            return Err(format!(
                "entries: amount: a {kind} is not below nothing; choose the kind that goes the other way"
            ));
        }
        Ok(ledger::Entry {
            id: EntryId(0),
            version: 0,
            reference: terms::needed("entries: ref", &self.reference)?,
            account: AccountId(0),
            kind: choice("entries: kind", &self.kind, &KINDS)?,
            amount,
            what: terms::line(&self.what),
            at: terms.moment("entries: at", &self.at)?.ok_or("entries: at is missing")?,
            due_at: terms.moment("entries: due_at", &self.due_at)?,
            settles: terms::reference(&self.settles),
            bank_reference: terms::line(&self.bank_reference),
            custom: terms::custom(self.custom),
        })
    }

    pub(super) fn of(entry: &ledger::Entry, terms: &Terms) -> Self {
        Self {
            reference: Text::from(entry.reference.as_str()),
            kind: Text::from(entry.kind.name()),
            amount: terms.money(entry.amount),
            what: Text::from(entry.what.as_str()),
            at: Text(entry.at.rfc3339()),
            due_at: entry.due_at.map(|at| Text(at.rfc3339())).unwrap_or_default(),
            settles: Text::from(entry.settles.as_str()),
            bank_reference: Text::from(entry.bank_reference.as_str()),
            custom: entry.custom.clone(),
        }
    }
}

impl Reading {
    pub(super) fn admit(&self, terms: &Terms) -> Result<account::Reading, String> {
        let value = self.value.0.ok_or("readings: value is missing")?;
        if !(0..=MOST).contains(&value) {
            return Err(format!("readings: value: no meter shows {value}"));
        }
        Ok(account::Reading {
            at: terms.moment("readings: at", &self.at)?.ok_or("readings: at is missing")?,
            meter: terms::line(&self.meter),
            value,
            since_last: choice("readings: since_last", &self.since_last, &PASSAGES)?,
        })
    }

    pub(super) fn of(reading: &account::Reading) -> Self {
        Self {
            at: Text(reading.at.rfc3339()),
            meter: Text::from(reading.meter.as_str()),
            value: Whole(Some(reading.value)),
            since_last: Text::from(reading.since_last.name()),
        }
    }
}

impl Report {
    pub(super) fn admit(&self, terms: &Terms) -> Result<account::ServiceReport, String> {
        Ok(account::ServiceReport {
            at: terms.moment("reports: at", &self.at)?.ok_or("reports: at is missing")?,
            agent: terms::line(&self.agent),
            what: terms::line(&self.what),
        })
    }

    pub(super) fn of(report: &account::ServiceReport) -> Self {
        Self {
            at: Text(report.at.rfc3339()),
            agent: Text::from(report.agent.as_str()),
            what: Text::from(report.what.as_str()),
        }
    }
}
