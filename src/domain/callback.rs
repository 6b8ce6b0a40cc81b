//! A promise to call back: what was promised, by when, and who keeps it.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::id::{CallbackId, ContactId, CustomerId};
use super::masked;
use super::timestamp::Timestamp;

/// A promised follow-up.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Callback {
    /// Identity in the store.
    pub id: CallbackId,
    /// Counts the changes.
    pub version: i64,
    /// The number by which files and other systems name it.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Whom it was promised.
    pub customer: Option<CustomerId>,
    /// The contact in which it was promised.
    pub contact: Option<ContactId>,
    /// Until when.
    pub due_at: Timestamp,
    /// What was promised.
    pub what: String,
    /// The queue it belongs to.
    pub queue: String,
    /// Who keeps it: this agent, or anyone when empty.
    pub agent: String,
    /// Whether it still stands.
    pub state: CallbackState,
    /// Who kept or broke it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub settled_by: String,
    /// When.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled_at: Option<Timestamp>,
    /// Why it was broken, or moved last.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl fmt::Debug for Callback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("Callback", self, f)
    }
}

/// Whether a promise still stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CallbackState {
    /// It is to be kept.
    Open,
    /// It was kept.
    Kept,
    /// It was not kept.
    Broken,
}

impl CallbackState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Open, Self::Kept, Self::Broken];

    /// The word for it in the store.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Kept => "kept",
            Self::Broken => "broken",
        }
    }
}
