//! An approval: an action above an agent's authority, kept whole until somebody who may says yes or no.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::action::Action;
use super::id::{ApprovalId, ContactId, CustomerId, ReceiptId};
use super::masked;
use super::named::named;
use super::timestamp::Timestamp;

named! {
    /// What became of a request.
    Verdict {
        /// Nobody has said anything yet.
        Waiting = "waiting",
        /// Yes: the action was done.
        Approved = "approved",
        /// No.
        Declined = "declined",
    }
}

/// A request for approval and what became of it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Approval {
    /// Identity in the store.
    pub id: ApprovalId,
    /// Counts the changes.
    pub version: i64,
    /// The number by which people name it.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Whom the action concerns.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
    /// The contact in which it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<ContactId>,
    /// The action.
    pub request: Box<Action>,
    /// Why the agent may not do it.
    pub over: String,
    /// Why it should be done all the same.
    pub reason: String,
    /// Who asks.
    pub asked_by: String,
    /// Since when.
    pub asked_at: Timestamp,
    /// What became of it.
    pub verdict: Verdict,
    /// Who said yes or no.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub decided_by: String,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_at: Option<Timestamp>,
    /// What they said to it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub word: String,
    /// The receipt of the action, once it was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<ReceiptId>,
}

impl fmt::Debug for Approval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("Approval", self, f)
    }
}
