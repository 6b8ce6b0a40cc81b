//! What an agent is doing, as intervals: a state with its reason, from when, and who set it.

use serde::{Deserialize, Serialize};

use super::named::named;
use super::timestamp::Timestamp;

named! {
    /// The states of an agent.
    AgentState {
        /// Not at the desk.
        LoggedOut = "logged_out",
        /// At the desk and not available, for a reason.
        NotReady = "not_ready",
        /// Available.
        Ready = "ready",
        /// With a customer.
        OnContact = "on_contact",
        /// With a customer who is on hold.
        Holding = "holding",
        /// After-contact work.
        AfterContactWork = "after_contact_work",
        /// Was offered a contact and did not take it.
        NotResponding = "not_responding",
    }
}

impl AgentState {
    /// Whether the system sets it from the contacts that the agent has open, so that no agent chooses it.
    #[must_use]
    pub const fn follows_contacts(self) -> bool {
        matches!(self, Self::OnContact | Self::Holding | Self::AfterContactWork)
    }
}

named! {
    /// Who set a state.
    SetBy {
        /// The agent.
        Agent = "agent",
        /// The program, following the contacts.
        System = "system",
        /// A supervisor.
        Supervisor = "supervisor",
    }
}

/// An agent's state since a moment: the interval that is still running.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
