//! Why an action is not done.

use serde::{Deserialize, Serialize};

/// Why an action is not done, and what would be possible instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[error("{message}")]
pub struct Refusal {
    /// A word for programs.
    pub code: String,
    /// A sentence that can be said to the customer.
    pub message: String,
    /// What can be done instead.
    #[serde(default)]
    pub instead: Vec<String>,
}

impl Refusal {
    /// A refusal with nothing to do instead.
    #[must_use]
    pub fn new(code: &str, message: impl Into<String>) -> Self {
        Self { code: code.to_owned(), message: message.into(), instead: Vec::new() }
    }

    /// With what can be done instead.
    #[must_use]
    pub fn instead(mut self, instead: impl IntoIterator<Item = String>) -> Self {
        self.instead.extend(instead);
        self
    }

    /// The refusal of what names a record that is not there.
    #[must_use]
    pub fn unknown(what: &str, reference: &str) -> Self {
        let message = if reference.is_empty() {
            format!("say which {what}")
        } else {
            format!("there is no {what} {reference}; look it up and use its number")
        };
        Self::new(&format!("unknown_{what}"), message)
    }
}
