//! What an agent is doing, as intervals: a state with its reason, from when, and who set it.

use serde::{Deserialize, Serialize};

use super::timestamp::Timestamp;

/// The states of an agent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AgentState {
    /// Not at the desk.
    LoggedOut,
    /// At the desk and not available, for a reason.
    NotReady,
    /// Available.
    Ready,
    /// With a customer.
    OnContact,
    /// With a customer who is on hold.
    Holding,
    /// After-contact work.
    AfterContactWork,
    /// Was offered a contact and did not take it.
    NotResponding,
}

impl AgentState {
    /// Every state.
    pub const ALL: [Self; 7] = [
        Self::LoggedOut,
        Self::NotReady,
        Self::Ready,
        Self::OnContact,
        Self::Holding,
        Self::AfterContactWork,
        Self::NotResponding,
    ];

    /// The word for it in the store.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::LoggedOut => "logged_out",
            Self::NotReady => "not_ready",
            Self::Ready => "ready",
            Self::OnContact => "on_contact",
            Self::Holding => "holding",
            Self::AfterContactWork => "after_contact_work",
            Self::NotResponding => "not_responding",
        }
    }

    /// The state of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }

    /// Whether the system sets it from the contacts that the agent has open, so that no agent chooses it.
    #[must_use]
    pub const fn follows_contacts(self) -> bool {
        matches!(self, Self::OnContact | Self::Holding | Self::AfterContactWork)
    }
}

/// Who set a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SetBy {
    /// The agent.
    Agent,
    /// The program, following the contacts.
    System,
    /// A supervisor.
    Supervisor,
}

impl SetBy {
    /// The word for it in the store.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agent => "agent",
            Self::System => "system",
            Self::Supervisor => "supervisor",
        }
    }

    /// The setter of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Self::Agent, Self::System, Self::Supervisor].into_iter().find(|by| by.name() == name)
    }
}

/// An agent's state since a moment: the interval that is still running.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Presence {
    /// The state.
    pub state: AgentState,
    /// Why, where the state has reasons.
    pub reason: String,
    /// Since when.
    pub since: Timestamp,
    /// Who set it.
    pub set_by: SetBy,
}

/// What an agent did today, to be seen by the agent first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// Contacts handled: closed by this agent since midnight.
    pub handled: i64,
    /// Seconds of talk, hold and after-contact work in them.
    pub handle_seconds: i64,
    /// Those that were resolved.
    pub resolved: i64,
}

impl Day {
    /// Average handling time in seconds: (talk + hold + after-contact work) / contacts handled.
    #[must_use]
    pub const fn average_handling_time(self) -> Option<i64> {
        if self.handled > 0 { Some(self.handle_seconds / self.handled) } else { None }
    }
}
