//! A contact: one phone call, mail, chat, letter or visit of one customer, from its arrival to its place in the log.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::channel::Channel;
use super::email::EmailAddress;
use super::id::{ContactId, CustomerId};
use super::masked;
use super::phone::{Phone, Region};
use super::text::{Layout, clean, prose};
use super::timestamp::Timestamp;

mod asks;
mod identity;
mod step;

pub use identity::{Detail, Identity};
pub use step::{Step, StepRefused};

/// One contact with one customer.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
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
    /// The outage it is about, by its reference; empty where it is about none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub outage: String,
    /// How it was seen that the customer is who they say, once it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub identity: Option<Identity>,
    /// Fields of other systems, kept word for word.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub custom: Map<String, Value>,
}

impl fmt::Debug for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("Contact", self, f)
    }
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
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// When.
    pub at: Timestamp,
    /// Who said it.
    pub who: Party,
    /// The words.
    pub text: String,
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("Line", self, f)
    }
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
            outage: String::new(),
            identity: None,
            custom: Map::new(),
        }
    }

    /// The contact as the desk takes it in: with an identity of its own, its texts cleaned, and the address it came from
    /// in the form by which customers are recognised.
    #[must_use]
    pub fn received(&self, id: ContactId, region: Region) -> Self {
        let mut received = self.clone();
        (received.id, received.version, received.reference) = (id, 0, format!("K-{id}"));
        for line in [&mut received.queue, &mut received.from] {
            *line = clean(line, Layout::Line);
        }
        for line in [&mut received.name, &mut received.subject] {
            *line = prose(line, Layout::Line);
        }
        received.body = prose(&received.body, Layout::Block);
        for line in &mut received.transcript {
            line.text = prose(&line.text, Layout::Block);
        }
        let phone = self.channel.is_by_number().then(|| Phone::read(&received.from, region)).flatten();
        if let Some(phone) = phone {
            phone.e164().clone_into(&mut received.from);
        } else if let Some(email) = EmailAddress::read(&received.from) {
            email.written().clone_into(&mut received.from);
        }
        received
    }

    /// The contact with what was said last.
    #[must_use]
    pub fn with(&self, line: &Line) -> Self {
        let mut said = self.clone();
        said.transcript.push(Line { text: prose(&line.text, Layout::Block), ..*line });
        said
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
