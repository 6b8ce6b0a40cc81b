//! A promise as files write one. Without a state it is to be kept.

use serde::{Deserialize, Serialize};

use super::super::terms::{self, Terms};
use super::{Text, choice};
use crate::domain::callback::{Callback, CallbackState};
use crate::domain::id::CallbackId;

/// A promise as files write one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Promise {
    #[serde(rename = "ref")]
    pub(crate) reference: Text,
    pub(crate) customer: Text,
    pub(crate) contact: Text,
    pub(crate) due_at: Text,
    pub(crate) what: Text,
    pub(crate) queue: Text,
    pub(crate) agent: Text,
    pub(crate) state: Text,
    pub(crate) settled_by: Text,
    pub(crate) settled_at: Text,
    pub(crate) reason: Text,
}

const STATES: [(&str, CallbackState); 4] = [
    ("", CallbackState::Open),
    (CallbackState::Open.name(), CallbackState::Open),
    (CallbackState::Kept.name(), CallbackState::Kept),
    (CallbackState::Broken.name(), CallbackState::Broken),
];

impl Promise {
    /// The promise, the reference of the customer to whom it was made, and that of the contact in which it was.
    pub(in super::super) fn admit(self, terms: &Terms) -> Result<(Callback, String, String), String> {
        let admitted = Callback {
            id: CallbackId(0),
            version: 0,
            reference: terms::needed("ref", &self.reference)?,
            customer: None,
            contact: None,
            due_at: terms.moment("due_at", &self.due_at)?.ok_or("due_at is missing")?,
            what: terms::line(&self.what),
            queue: terms::reference(&self.queue),
            agent: terms::line(&self.agent),
            state: choice("state", &self.state, &STATES)?,
            settled_by: terms::line(&self.settled_by),
            settled_at: terms.moment("settled_at", &self.settled_at)?,
            reason: terms::line(&self.reason),
        };
        Ok((admitted, terms::reference(&self.customer), terms::reference(&self.contact)))
    }

    pub(in super::super) fn of(promise: &Callback, customer: &str, contact: &str) -> Self {
        let text = |text: &str| Text::from(text);
        Self {
            reference: text(&promise.reference),
            customer: text(customer),
            contact: text(contact),
            due_at: Text(promise.due_at.rfc3339()),
            what: text(&promise.what),
            queue: text(&promise.queue),
            agent: text(&promise.agent),
            state: text(promise.state.name()),
            settled_by: text(&promise.settled_by),
            settled_at: promise.settled_at.map(|at| Text(at.rfc3339())).unwrap_or_default(),
            reason: text(&promise.reason),
        }
    }
}
