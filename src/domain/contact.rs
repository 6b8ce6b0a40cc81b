//! A contact: one phone call, mail, chat, letter or visit of one customer, from its arrival to its place in the log.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::channel::Channel;
use super::id::{ContactId, CustomerId};
use super::timestamp::Timestamp;

/// One contact with one customer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    /// Identity in the store.
    pub id: ContactId,
    /// Counts the changes.
    pub version: i64,
    /// The number by which files and other systems name it.
    #[serde(rename = "ref")]
    pub reference: String,
    /// Whose contact it is, once that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer: Option<CustomerId>,
    /// What the channel it came by calls it; empty where there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub call: String,
    /// The way it came.
    pub channel: Channel,
    /// Who began it.
    pub direction: Direction,
    /// The queue it came for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub queue: String,
    /// From 1, the most urgent, to 5.
    pub priority: u8,
    /// The number or address it came from, E.164 where it is a telephone's; empty when it was withheld.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub from: String,
    /// The name that came with it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// What it is about, in the customer's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub subject: String,
    /// The text of a mail, letter or fax.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
    /// What was said, line by line.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub transcript: Vec<Line>,
    /// How far it is.
    pub state: ContactState,
    /// Since when it is in that state.
    pub since: Timestamp,
    /// Who has it, or had it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agent: String,
    /// When it arrived.
    pub arrived_at: Timestamp,
    /// When an agent first took it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<Timestamp>,
    /// When the customer was gone, or the agent was done with the text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
    /// Times of the states that are over.
    #[serde(flatten)]
    pub times: Times,
    /// What came of it, by the name of the disposition.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub disposition: String,
    /// Whether the matter is settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolved: Option<Resolution>,
    /// What the next agent should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Fields of other systems, kept word for word.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub custom: Map<String, Value>,
}

/// Who began a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// The customer.
    In,
    /// An agent.
    Out,
}

/// How far a contact is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactState {
    /// In the queue.
    Waiting,
    /// An agent talks or writes.
    Open,
    /// The customer is on hold.
    Held,
    /// After-contact work.
    Wrapping,
    /// In the log.
    Closed,
    /// The customer left before anybody answered.
    Abandoned,
}

/// Whether the matter of a contact is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resolution {
    /// It is.
    Resolved,
    /// It needs more.
    Unresolved,
}

/// Seconds that a contact spent in each state it has left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Times {
    /// In the queue.
    pub wait_seconds: i64,
    /// Talking or writing.
    pub talk_seconds: i64,
    /// On hold.
    pub hold_seconds: i64,
    /// After-contact work.
    pub after_contact_seconds: i64,
}

/// One thing that was said or that happened during a contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// When.
    pub at: Timestamp,
    /// Who said it.
    pub who: Party,
    /// The words.
    pub text: String,
}

/// Who speaks in a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// The customer.
    Customer,
    /// The agent.
    Agent,
    /// The desk itself, telling what happened.
    Desk,
}

/// What may be done with a contact on its way through the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
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
        reason: String,
    },
    /// The customer left the queue.
    Abandon,
}

/// Why a step cannot be taken, in words for the agent.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct StepRefused(pub String);

impl Contact {
    /// A contact as it arrives in the queue.
    #[must_use]
    pub fn arriving(id: ContactId, channel: Channel, queue: &str, at: Timestamp) -> Self {
        Self {
            id,
            version: 0,
            reference: format!("K-{id}"),
            customer: None,
            call: String::new(),
            channel,
            direction: Direction::In,
            queue: queue.to_owned(),
            priority: 3,
            from: String::new(),
            name: String::new(),
            subject: String::new(),
            body: String::new(),
            transcript: Vec::new(),
            state: ContactState::Waiting,
            since: at,
            agent: String::new(),
            arrived_at: at,
            answered_at: None,
            ended_at: None,
            times: Times::default(),
            disposition: String::new(),
            resolved: None,
            note: String::new(),
            custom: Map::new(),
        }
    }

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
                queue.clone_into(&mut moved.queue);
                let text = format!("handed over by {agent}: {reason}");
                moved.transcript.push(Line { at, who: Party::Desk, text });
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

    /// The contact's times with that of the running state counted up to `at`.
    #[must_use]
    pub fn times_at(&self, at: Timestamp) -> Times {
        let running = at.seconds_since(self.since);
        let mut times = self.times;
        match self.state {
            ContactState::Waiting => times.wait_seconds += running,
            ContactState::Open => times.talk_seconds += running,
            ContactState::Held => times.hold_seconds += running,
            ContactState::Wrapping => times.after_contact_seconds += running,
            ContactState::Closed | ContactState::Abandoned => {}
        }
        times
    }
}

impl ContactState {
    /// The word for it in the store and in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Open => "open",
            Self::Held => "held",
            Self::Wrapping => "wrapping",
            Self::Closed => "closed",
            Self::Abandoned => "abandoned",
        }
    }

    /// Whether an agent has it on the desk.
    #[must_use]
    pub const fn is_on_desk(self) -> bool {
        matches!(self, Self::Open | Self::Held | Self::Wrapping)
    }
}

impl Times {
    /// Handling time in seconds: talk, hold and after-contact work.
    #[must_use]
    pub const fn handled(self) -> i64 {
        self.talk_seconds + self.hold_seconds + self.after_contact_seconds
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
