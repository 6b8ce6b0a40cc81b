//! How a contact moves through the desk: from the queue to an agent, on and off hold, to somebody else, to its end.

use serde::{Deserialize, Serialize};

use super::{Contact, ContactState, Line, Party};
use crate::domain::masked::Words;
use crate::domain::text::{Layout, clean};
use crate::domain::timestamp::Timestamp;

/// What may be done with a contact on its way through the desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// Out of the queue, to an agent.
    Take,
    /// Back into the queue, to wait on from where it was.
    PutBack,
    /// On hold.
    Hold,
    /// Off hold.
    Resume,
    /// The conversation is over; after-contact work begins.
    End,
    /// To another queue, with a word for whoever takes it.
    HandOver {
        /// The queue.
        queue: String,
        /// What the next agent should know.
        reason: Words,
    },
    /// The customer left the queue.
    Abandon,
}

/// Why a step cannot be taken, in words for the agent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct StepRefused(pub String);

impl Contact {
    /// The contact after `step`, taken by `agent`, with the time of the state it leaves added to its times.
    ///
    /// # Errors
    /// In words, when the contact is not in a state that allows the step, or another agent has it.
    pub fn stepped(&self, step: &Step, agent: &str, at: Timestamp) -> Result<Self, StepRefused> {
        use ContactState::{Abandoned, Held, Open, Waiting, Wrapping};
        let own = self.agent == agent;
        let next = match (step, self.state) {
            (Step::Take, Waiting) => Open,
            (Step::Abandon, Waiting) => Abandoned,
            (Step::PutBack | Step::HandOver { .. }, Open | Held) if own => Waiting,
            (Step::Hold, Open) if own => Held,
            (Step::Resume, Held) if own => Open,
            (Step::End, Open | Held) if own => Wrapping,
            _ => return Err(StepRefused(self.why_not(step, own))),
        };
        let mut moved = self.clone();
        moved.times = self.times_at(at);
        moved.state = next;
        moved.since = at;
        match step {
            Step::Take => {
                agent.clone_into(&mut moved.agent);
                moved.answered_at = moved.answered_at.or(Some(at));
            }
            Step::PutBack => moved.agent.clear(),
            Step::HandOver { queue, reason } => {
                moved.agent.clear();
                moved.queue = clean(queue, Layout::Line);
                let text = format!("handed over by {agent}: {}", &**reason);
                moved = moved.with(&Line { at, who: Party::Desk, text });
            }
            Step::End | Step::Abandon => moved.ended_at = Some(at),
            Step::Hold | Step::Resume => {}
        }
        Ok(moved)
    }

    fn why_not(&self, step: &Step, own: bool) -> String {
        let verb = match step {
            Step::Take => "be taken",
            Step::PutBack => "be put back",
            Step::Hold => "be held",
            Step::Resume => "be resumed",
            Step::End => "be ended",
            Step::HandOver { .. } => "be handed over",
            Step::Abandon => "be abandoned",
        };
        let state = match self.state {
            ContactState::Waiting => "it waits in the queue".to_owned(),
            ContactState::Abandoned => "the customer has left the queue".to_owned(),
            ContactState::Closed => format!("{} closed it", self.agent),
            ContactState::Open | ContactState::Held | ContactState::Wrapping if !own => {
                format!("{} has it", self.agent)
            }
            ContactState::Open => "it is open".to_owned(),
            ContactState::Held => "it is on hold".to_owned(),
            ContactState::Wrapping => "it is being wrapped up".to_owned(),
        };
        format!("{} cannot {verb}: {state}", self.reference)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::channel::Channel;
    use crate::domain::contact::Times;
    use crate::domain::id::ContactId;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_micros(0).plus_seconds(seconds)
    }

    fn call() -> Contact {
        Contact::arriving(ContactId(7), Channel::Phone, "returns", at(0))
    }

    #[test]
    fn every_second_of_a_contact_is_counted_in_one_state() {
        let mut contact = call();
        for (second, step) in [(9, Step::Take), (69, Step::Hold), (94, Step::Resume), (100, Step::End)] {
            contact = contact.stepped(&step, "jonas", at(second)).unwrap();
        }
        let times = contact.times_at(at(114));
        let expected = Times { wait_seconds: 9, talk_seconds: 66, hold_seconds: 25, after_contact_seconds: 14 };
        assert_eq!(times, expected);
        assert_eq!(times.handled(), 105);
        assert_eq!(contact.answered_at, Some(at(9)));
        assert_eq!(contact.ended_at, Some(at(100)));
    }

    #[test]
    fn what_another_agent_has_is_not_touched() {
        let taken = call().stepped(&Step::Take, "mara", at(5)).unwrap();
        let refused = taken.stepped(&Step::Take, "jonas", at(6)).unwrap_err();
        assert_eq!(refused.to_string(), "K-7 cannot be taken: mara has it");
        assert!(taken.stepped(&Step::Hold, "jonas", at(6)).is_err());
    }

    #[test]
    fn a_contact_that_is_put_back_waits_on_from_where_it_was() {
        let taken = call().stepped(&Step::Take, "mara", at(30)).unwrap();
        let back = taken.stepped(&Step::PutBack, "mara", at(40)).unwrap();
        assert_eq!(back.times_at(at(50)).wait_seconds, 40);
        assert_eq!(back.agent, "");
        assert_eq!(back.answered_at, Some(at(30)));
    }

    #[test]
    fn a_hand_over_says_why_to_whoever_takes_it() {
        let taken = call().stepped(&Step::Take, "mara", at(30)).unwrap();
        let step = Step::HandOver { queue: "billing".into(), reason: "invoice is wrong".into() };
        let handed = taken.stepped(&step, "mara", at(60)).unwrap();
        assert_eq!(handed.queue, "billing");
        assert_eq!(handed.transcript[0].text, "handed over by mara: invoice is wrong");
    }

    proptest! {
        #[test]
        fn no_clock_takes_away_from_the_times_of_a_contact(
            steps in prop::collection::vec((prop::sample::select(vec![Step::Take, Step::Hold, Step::Resume, Step::PutBack, Step::End]),
                prop_oneof![any::<i64>().prop_map(Timestamp::from_micros), (-9_000..9_000_i64).prop_map(at)]), 0..12),
        ) {
            let mut contact = call();
            for (step, now) in steps {
                let before = contact.times_at(now);
                if let Ok(moved) = contact.stepped(&step, "jonas", now) {
                    contact = moved;
                }
                let times = contact.times_at(now);
                prop_assert!(times.handled() >= before.handled() && times.wait_seconds >= before.wait_seconds);
                prop_assert!([times.wait_seconds, times.talk_seconds, times.hold_seconds, times.after_contact_seconds].iter().all(|time| *time >= 0));
            }
        }
    }
}
