//! What an agent says of a contact when it is over, and why they are away: the lists that a business gives its agents.

use serde::{Deserialize, Serialize};

use super::named::named;

named! {
    /// Whether the matter of a contact is settled when it ends this way.
    #[derive(Default)]
    Resolved {
        /// It is.
        Yes = "yes",
        /// It is not.
        No = "no",
        /// The agent says so each time.
        #[default]
        Asked = "ask",
    }
}

named! {
    /// Whether a contact that ends this way asks for a time to get back to the customer.
    #[derive(Default)]
    FollowUp {
        /// The wrap-up asks for one and is not finished without it.
        Asked = "asked",
        /// The agent may set one.
        #[default]
        Optional = "optional",
    }
}

named! {
    /// How binding the work after a contact is.
    #[derive(Default)]
    WrapUpMode {
        /// The contact may be closed without a disposition.
        Optional = "optional",
        /// A disposition is needed; there is no limit of time.
        Discretionary = "discretionary",
        /// A disposition is needed, and when the time is up the agent is ready again.
        #[default]
        Timed = "timed",
        /// The same, and the agent is not ready any earlier.
        TimedToTheEnd = "timed_to_the_end",
    }
}

/// The work after a contact: how binding it is and how long it may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrapUp {
    /// How binding it is.
    pub mode: WrapUpMode,
    /// The time there is for it, in seconds; only the timed modes end by it.
    pub seconds: u32,
}

impl WrapUpMode {
    /// Whether a contact goes into the log only with what came of it.
    #[must_use]
    pub const fn needs_outcome(self) -> bool {
        match self {
            Self::Optional => false,
            Self::Discretionary | Self::Timed | Self::TimedToTheEnd => true,
        }
    }
}

impl WrapUp {
    /// The longest time that may be set, in seconds.
    pub const LONGEST: u32 = 900;

    /// The seconds after which the agent is ready again without asking; `None` where nothing ends by itself.
    #[must_use]
    pub const fn limit(self) -> Option<u32> {
        match self.mode {
            WrapUpMode::Timed | WrapUpMode::TimedToTheEnd => Some(self.seconds),
            WrapUpMode::Optional | WrapUpMode::Discretionary => None,
        }
    }
}

impl Default for WrapUp {
    fn default() -> Self {
        Self { mode: WrapUpMode::default(), seconds: 90 }
    }
}

/// One outcome of a contact, chosen by one key when the contact is wrapped up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disposition {
    /// The key that chooses it.
    pub key: char,
    /// What the list and the log call it.
    pub name: String,
    /// Whether the matter is settled.
    pub resolved: Resolved,
    /// Whether a time to get back is asked for.
    pub follow_up: FollowUp,
}

impl Disposition {
    fn new(key: char, name: &str, resolved: Resolved, follow_up: FollowUp) -> Self {
        Self { key, name: name.to_owned(), resolved, follow_up }
    }

    /// The outcomes of a business that has not said any, so that every contact can be closed.
    #[must_use]
    pub fn usual() -> Vec<Self> {
        vec![
            Self::new('1', "Solved", Resolved::Yes, FollowUp::Optional),
            Self::new('2', "Call back agreed", Resolved::No, FollowUp::Asked),
            Self::new('3', "Passed on", Resolved::No, FollowUp::Optional),
            Self::new('4', "Not solved", Resolved::No, FollowUp::Optional),
            Self::new('5', "Wrong number", Resolved::Yes, FollowUp::Optional),
            Self::new('6', "Hung up", Resolved::Asked, FollowUp::Optional),
        ]
    }
}

/// One reason for which an agent takes no contacts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotReadyReason {
    /// What the list and the status line call it.
    pub name: String,
    /// How many minutes it usually lasts; `None` where that is open.
    pub minutes: Option<u32>,
}

impl NotReadyReason {
    /// The reasons of a business that has not said any.
    #[must_use]
    pub fn usual() -> Vec<Self> {
        [("Break", Some(15)), ("Lunch", Some(30)), ("Meeting", None), ("Training", None), ("Back office", None)]
            .map(|(name, minutes)| Self { name: name.to_owned(), minutes })
            .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_timed_modes_end_by_themselves() {
        let ends = |mode| WrapUp { mode, seconds: 60 }.limit();
        assert_eq!(ends(WrapUpMode::Timed), Some(60));
        assert_eq!(ends(WrapUpMode::TimedToTheEnd), Some(60));
        assert_eq!(ends(WrapUpMode::Optional), None);
        assert_eq!(ends(WrapUpMode::Discretionary), None);
    }

    #[test]
    fn the_usual_outcomes_have_a_key_each() {
        let keys: Vec<char> = Disposition::usual().iter().map(|outcome| outcome.key).collect();
        assert_eq!(keys, ['1', '2', '3', '4', '5', '6']);
    }

    #[test]
    fn a_choice_is_named_in_files_as_in_the_store() {
        assert_eq!(WrapUpMode::named("timed_to_the_end"), Some(WrapUpMode::TimedToTheEnd));
        assert_eq!(serde_json::to_string(&WrapUpMode::TimedToTheEnd).unwrap(), "\"timed_to_the_end\"");
        assert_eq!(WrapUpMode::named("Timed"), None);
    }
}
