//! What can be done to a case: it is opened with a complaint or a referral, something is offered, somebody else answers,
//! it is closed and opened again. Every step says what the customer is told comes next.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Actor, Facts, House, Keeper, Refusal, Touches};
use crate::domain::case::Severity;
use crate::domain::journal::Edit;
use crate::domain::masked;
use crate::domain::record::RecordKind::{Account, Case, Contact, Customer, Order};

mod open;
mod refer;
mod step;
#[cfg(test)]
mod tests;

/// Something that is done to a case.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum CaseAction {
    /// A customer is not content.
    Complain {
        /// The customer.
        customer: String,
        /// What it is about.
        summary: String,
        /// What the customer wants.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        wants: String,
        /// The house's word for what it is about.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        category: String,
        /// How heavy it weighs.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        severity: Option<Severity>,
        /// The contact in which it came up.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        contact: String,
        /// The order that it is about.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        order: String,
        /// The account that it is about.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        account: String,
    },
    /// A supervisor or a department is to decide or to do something.
    Refer {
        /// The customer.
        customer: String,
        /// To whom.
        to: String,
        /// Why.
        reason: String,
        /// What they must know.
        summary: String,
        /// How heavy it weighs; without it as before, or as most.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        severity: Option<Severity>,
        /// The contact in which it came up.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        contact: String,
        /// The case that is referred; without one it is new.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        case: String,
        /// The order that it is about.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        order: String,
        /// The account that it is about.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        account: String,
        /// To whom the answer comes back.
        #[serde(default)]
        keeper: Keeper,
    },
    /// What was referred comes back with an answer.
    AnswerReferral {
        /// The case.
        case: String,
        /// The answer.
        answer: String,
        /// The version that it was made from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<i64>,
    },
    /// Something is offered to the customer.
    MakeOffer {
        /// The case.
        case: String,
        /// What is offered.
        offer: String,
        /// The version that it was made from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<i64>,
    },
    /// Something is written into a case.
    NoteCase {
        /// The case.
        case: String,
        /// The words.
        note: String,
    },
    /// A case is done.
    CloseCase {
        /// The case.
        case: String,
        /// What came of it.
        outcome: String,
        /// The version that it was made from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<i64>,
    },
    /// A case is not done after all.
    ReopenCase {
        /// The case.
        case: String,
        /// Why.
        reason: String,
    },
}

impl fmt::Debug for CaseAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("CaseAction", self, f)
    }
}

impl CaseAction {
    pub(super) fn touches(&self) -> Touches<'_> {
        match self {
            Self::Complain { customer, contact, order, account, .. } => {
                Touches::named([(Customer, customer.as_str()), (Contact, contact), (Order, order), (Account, account)])
            }
            Self::Refer { customer, contact, case, order, account, .. } => Touches::named([
                (Customer, customer.as_str()),
                (Contact, contact),
                (Case, case),
                (Order, order),
                (Account, account),
            ]),
            Self::AnswerReferral { case, .. }
            | Self::MakeOffer { case, .. }
            | Self::NoteCase { case, .. }
            | Self::CloseCase { case, .. }
            | Self::ReopenCase { case, .. } => Touches::named([(Case, case.as_str())]),
        }
    }

    pub(super) fn rule(&self, facts: &Facts, house: &House, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
        match self {
            Self::Complain { summary, wants, category, severity, .. } => {
                let complaint = open::Complaint { summary, wants, category, severity: *severity };
                open::complain(&complaint, facts, house, actor)
            }
            Self::Refer { to, reason, summary, severity, keeper, .. } => {
                let referral = refer::Referral { to, reason, summary, severity: *severity, keeper: *keeper };
                refer::refer(&referral, facts, house, actor)
            }
            Self::AnswerReferral { answer, version, .. } => refer::answer(answer, *version, facts, actor),
            Self::MakeOffer { offer, version, .. } => step::offer(offer, *version, facts, actor),
            Self::NoteCase { note, .. } => step::note(note, facts, actor),
            Self::CloseCase { outcome, version, .. } => step::close(outcome, *version, facts, actor),
            Self::ReopenCase { reason, .. } => step::reopen(reason, facts, house, actor),
        }
    }

    pub(super) fn words(&self) -> String {
        match self {
            Self::Complain { summary, wants, .. } if wants.is_empty() => format!("complaint: {summary}"),
            Self::Complain { summary, wants, .. } => format!("complaint: {summary}; wants {wants}"),
            Self::Refer { to, reason, case, .. } if case.is_empty() => format!("referred to {to}: {reason}"),
            Self::Refer { to, reason, case, .. } => format!("referred {case} to {to}: {reason}"),
            Self::AnswerReferral { case, answer, .. } => format!("{case} answered: {answer}"),
            Self::MakeOffer { case, offer, .. } => format!("offered for {case}: {offer}"),
            Self::NoteCase { case, note } => format!("note on {case}: {note}"),
            Self::CloseCase { case, outcome, .. } => format!("closed {case}: {outcome}"),
            Self::ReopenCase { case, reason } => format!("opened {case} again: {reason}"),
        }
    }
}
