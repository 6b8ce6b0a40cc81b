//! A case: a customer's matter that outlives the contact in which it came up. It keeps its clock, whatever is offered,
//! whoever it is referred to and however often it is opened again.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::id::{CaseId, ContactId, CustomerId};
use super::masked;
use super::named::named;
use super::timestamp::Timestamp;

named! {
    /// What a case is.
    CaseKind {
        /// The customer is not content.
        Complaint = "complaint",
        /// Somebody else is asked to decide or to do.
        Referral = "referral",
    }
}

named! {
    /// How heavy a case weighs.
    Severity {
        /// It can wait.
        Low = "low",
        /// As most are.
        Normal = "normal",
        /// It hurts the customer.
        High = "high",
        /// Somebody is in danger, or much money is.
        Critical = "critical",
    }
}

named! {
    /// How far a case is.
    CaseStatus {
        /// The agent has it.
        Open = "open",
        /// A supervisor or a department has it.
        Referred = "referred",
        /// They handed it back with an answer, and the customer is to be told.
        Answered = "answered",
        /// It is done.
        Closed = "closed",
    }
}

named! {
    /// What a line of a case tells.
    NoteKind {
        /// What was offered to the customer.
        Offer = "offer",
        /// To whom it was referred and why.
        Referral = "referral",
        /// What they answered.
        Answer = "answer",
        /// Anything else.
        Note = "note",
        /// What came of it.
        Outcome = "outcome",
        /// Why it was opened again.
        Reopening = "reopening",
    }
}

/// A case.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Case {
    /// Identity in the store.
    pub id: CaseId,
    /// Counts the changes.
    pub version: i64,
    /// The number by which the customer, files and other systems name it.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Whose it is.
    pub customer: CustomerId,
    /// The contact in which it came up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactId>,
    /// The order that it is about, by its reference.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub order: String,
    /// The account that it is about, by its reference.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub account: String,
    /// What it is.
    pub kind: CaseKind,
    /// What it is about, in the house's own word.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub category: String,
    /// How heavy it weighs.
    pub severity: Severity,
    /// What it is about, in a sentence or a few.
    pub summary: String,
    /// What the customer wants.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub wants: String,
    /// To whom it was referred last.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// Why it was referred.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// How far it is.
    pub status: CaseStatus,
    /// Who has it, and to whom an answer comes back; anyone when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agent: String,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Until when it is to be answered, where the house has set a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_at: Option<Timestamp>,
    /// When it was last answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Timestamp>,
    /// When it was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<Timestamp>,
    /// What the customer is told comes next.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub next_step: String,
    /// What was said and done about it, the first line first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// Fields of other systems, kept word for word.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub custom: Map<String, Value>,
}

impl fmt::Debug for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("Case", self, f)
    }
}

/// A line of a case.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// When.
    pub at: Timestamp,
    /// Who wrote it.
    pub who: String,
    /// What it tells.
    pub kind: NoteKind,
    /// The words.
    pub text: String,
}

impl fmt::Debug for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("Note", self, f)
    }
}

impl Case {
    /// Whether something is still to be done.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.status != CaseStatus::Closed
    }

    /// Whether it should have been answered by now.
    #[must_use]
    pub fn is_late(&self, now: Timestamp) -> bool {
        let waits = matches!(self.status, CaseStatus::Open | CaseStatus::Referred);
        waits && self.due_at.is_some_and(|due| due < now)
    }

    /// The last line of that kind: what was offered, what was answered.
    #[must_use]
    pub fn last(&self, kind: NoteKind) -> Option<&Note> {
        self.notes.iter().rev().find(|note| note.kind == kind)
    }

    /// The case with one line more.
    #[must_use]
    pub fn with(mut self, at: Timestamp, who: &str, kind: NoteKind, text: String) -> Self {
        self.notes.push(Note { at, who: who.to_owned(), kind, text });
        self
    }

    /// The case in a few words: what it is, and its category where it has one.
    #[must_use]
    pub fn title(&self) -> String {
        if self.category.is_empty() {
            self.kind.name().to_owned()
        } else {
            format!("{}, {}", self.kind.name(), self.category)
        }
    }
}

/// In how long something is due, as it is promised to a customer: `within 4 hours`.
#[must_use]
pub fn within(due_at: Option<Timestamp>, now: Timestamp) -> String {
    let left = due_at.map_or(0, |due| due.micros().saturating_sub(now.micros()));
    let hours = left / 3_600_000_000 + i64::from(left % 3_600_000_000 > 0);
    match hours {
        ..=0 => "as soon as possible".to_owned(),
        1 => "within 1 hour".to_owned(),
        2..=48 => format!("within {hours} hours"),
        more => format!("within {} days", more / 24 + i64::from(more % 24 > 0)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_promised_in_whole_hours_or_days_and_never_too_short() {
        let now = Timestamp::from_micros(0);
        let told = |seconds: i64| within(Some(now.plus_seconds(seconds)), now);
        assert_eq!(within(None, now), "as soon as possible");
        assert_eq!([told(-5), told(1)], ["as soon as possible", "within 1 hour"]);
        assert_eq!([told(24 * 3600), told(72 * 3600 + 1)], ["within 24 hours", "within 4 days"]);
    }
}
