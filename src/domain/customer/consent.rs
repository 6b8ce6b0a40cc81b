//! What a customer allows: to be called, written to, for which purpose, said when and how.

use serde::{Deserialize, Serialize};

use super::super::channel::Channel;
use super::super::named::named;
use super::super::timestamp::Timestamp;

named! {
    /// What a customer said to being contacted.
    Said {
        /// Yes.
        Given = "given",
        /// No, or no longer.
        Withdrawn = "withdrawn",
    }
}

/// What a customer said to being contacted on one channel for one purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// The channel.
    pub channel: Channel,
    /// For what; for everything when empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub purpose: String,
    /// What they said.
    pub said: Said,
    /// When.
    pub at: Timestamp,
    /// How: on the phone, by a form.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub how: String,
    /// Who wrote it down.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
}

impl Consent {
    /// Whether it is about the same as another one, so that the later of them counts.
    #[must_use]
    pub fn is_about(&self, other: &Self) -> bool {
        self.channel == other.channel && self.purpose == other.purpose
    }

    /// What was said, in a few words: `phone for offers: withdrawn`.
    #[must_use]
    pub fn words(&self) -> String {
        let purpose = if self.purpose.is_empty() { String::new() } else { format!(" for {}", self.purpose) };
        format!("{}{purpose}: {}", self.channel.name(), self.said.name())
    }
}
