//! A case as files write one. Without a status it is open.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::super::terms::{self, Terms};
use super::{Text, choice, nullable};
use crate::domain::case::{self, CaseKind, CaseStatus, NoteKind, Severity};
use crate::domain::id::{CaseId, CustomerId};
use crate::domain::timestamp::Timestamp;

/// A case as files write one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Case {
    #[serde(rename = "ref")]
    pub(crate) reference: Text,
    pub(crate) customer: Text,
    pub(crate) contact: Text,
    pub(crate) order: Text,
    pub(crate) account: Text,
    pub(crate) kind: Text,
    pub(crate) category: Text,
    pub(crate) severity: Text,
    pub(crate) summary: Text,
    pub(crate) wants: Text,
    pub(crate) to: Text,
    pub(crate) reason: Text,
    pub(crate) status: Text,
    pub(crate) agent: Text,
    pub(crate) opened_at: Text,
    pub(crate) due_at: Text,
    pub(crate) answered_at: Text,
    pub(crate) closed_at: Text,
    pub(crate) next_step: Text,
    #[serde(deserialize_with = "nullable")]
    pub(crate) notes: Vec<Note>,
    #[serde(flatten)]
    pub(crate) custom: Map<String, Value>,
}

/// A line of a case, as files write it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Note {
    pub(crate) at: Text,
    pub(crate) who: Text,
    pub(crate) kind: Text,
    pub(crate) text: Text,
}

const KINDS: [(&str, CaseKind); 3] = [
    ("", CaseKind::Complaint),
    (CaseKind::Complaint.name(), CaseKind::Complaint),
    (CaseKind::Referral.name(), CaseKind::Referral),
];

const SEVERITIES: [(&str, Severity); 5] = [
    ("", Severity::Normal),
    (Severity::Low.name(), Severity::Low),
    (Severity::Normal.name(), Severity::Normal),
    (Severity::High.name(), Severity::High),
    (Severity::Critical.name(), Severity::Critical),
];

const STATUSES: [(&str, CaseStatus); 5] = [
    ("", CaseStatus::Open),
    (CaseStatus::Open.name(), CaseStatus::Open),
    (CaseStatus::Referred.name(), CaseStatus::Referred),
    (CaseStatus::Answered.name(), CaseStatus::Answered),
    (CaseStatus::Closed.name(), CaseStatus::Closed),
];

const NOTES: [(&str, NoteKind); 7] = [
    ("", NoteKind::Note),
    (NoteKind::Offer.name(), NoteKind::Offer),
    (NoteKind::Referral.name(), NoteKind::Referral),
    (NoteKind::Answer.name(), NoteKind::Answer),
    (NoteKind::Note.name(), NoteKind::Note),
    (NoteKind::Outcome.name(), NoteKind::Outcome),
    (NoteKind::Reopening.name(), NoteKind::Reopening),
];

impl Case {
    /// The case, its customer's reference and that of the contact in which it came up.
    pub(in super::super) fn admit(self, terms: &Terms) -> Result<(case::Case, String, String), String> {
        let opened_at = terms.moment("opened_at", &self.opened_at)?.ok_or("opened_at is missing")?;
        let admitted = case::Case {
            id: CaseId(0),
            version: 0,
            reference: terms::needed("ref", &self.reference)?,
            customer: CustomerId(0),
            contact: None,
            order: terms::reference(&self.order),
            account: terms::reference(&self.account),
            kind: choice("kind", &self.kind, &KINDS)?,
            category: terms::line(&self.category),
            severity: choice("severity", &self.severity, &SEVERITIES)?,
            summary: terms::block(&self.summary),
            wants: terms::line(&self.wants),
            to: terms::line(&self.to),
            reason: terms::block(&self.reason),
            status: choice("status", &self.status, &STATUSES)?,
            agent: terms::line(&self.agent),
            opened_at,
            due_at: terms.moment("due_at", &self.due_at)?,
            answered_at: terms.moment("answered_at", &self.answered_at)?,
            closed_at: terms.moment("closed_at", &self.closed_at)?,
            next_step: terms::block(&self.next_step),
            notes: self.notes.iter().map(|note| note.admit(opened_at, terms)).collect::<Result<_, _>>()?,
            custom: terms::custom(self.custom),
        };
        Ok((admitted, terms::needed("customer", &self.customer)?, terms::reference(&self.contact)))
    }

    pub(in super::super) fn of(case: &case::Case, customer: &str, contact: &str) -> Self {
        let text = |text: &str| Text::from(text);
        let moment = |at: Option<Timestamp>| at.map(|at| Text(at.rfc3339())).unwrap_or_default();
        Self {
            reference: text(&case.reference),
            customer: text(customer),
            contact: text(contact),
            order: text(&case.order),
            account: text(&case.account),
            kind: text(case.kind.name()),
            category: text(&case.category),
            severity: text(case.severity.name()),
            summary: text(&case.summary),
            wants: text(&case.wants),
            to: text(&case.to),
            reason: text(&case.reason),
            status: text(case.status.name()),
            agent: text(&case.agent),
            opened_at: Text(case.opened_at.rfc3339()),
            due_at: moment(case.due_at),
            answered_at: moment(case.answered_at),
            closed_at: moment(case.closed_at),
            next_step: text(&case.next_step),
            notes: case.notes.iter().map(Note::of).collect(),
            custom: case.custom.clone(),
        }
    }
}

impl Note {
    fn admit(&self, opened_at: Timestamp, terms: &Terms) -> Result<case::Note, String> {
        Ok(case::Note {
            at: terms.moment("notes: at", &self.at)?.unwrap_or(opened_at),
            who: terms::line(&self.who),
            kind: choice("notes: kind", &self.kind, &NOTES)?,
            text: terms::block(&self.text),
        })
    }

    fn of(note: &case::Note) -> Self {
        let [who, kind, text] = [note.who.as_str(), note.kind.name(), note.text.as_str()].map(Text::from);
        Self { at: Text(note.at.rfc3339()), who, kind, text }
    }
}
