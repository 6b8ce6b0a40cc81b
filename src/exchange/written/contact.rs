//! A contact as files write one. Without a state it is one of the log.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::super::terms::{self, Terms};
use super::{Flag, Text, Whole, choice, nullable};
use crate::domain::channel::Channel;
use crate::domain::contact::{self, ContactState, Direction, Identity, Party, Resolution, Times};
use crate::domain::email::EmailAddress;
use crate::domain::id::ContactId;
use crate::domain::phone::Phone;
use crate::domain::timestamp::Timestamp;

/// A contact as files write one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Contact {
    #[serde(rename = "ref")]
    pub(crate) reference: Text,
    pub(crate) customer: Text,
    pub(crate) channel: Text,
    pub(crate) direction: Text,
    pub(crate) queue: Text,
    pub(crate) agent: Text,
    pub(crate) from: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) name: Text,
    pub(crate) subject: Text,
    pub(crate) body: Text,
    pub(crate) arrived_at: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) answered_at: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) ended_at: Text,
    pub(crate) wait_seconds: Whole,
    pub(crate) talk_seconds: Whole,
    pub(crate) hold_seconds: Whole,
    pub(crate) after_contact_seconds: Whole,
    pub(crate) disposition: Text,
    pub(crate) resolved: Flag,
    pub(crate) note: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) outage: Text,
    pub(crate) state: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) since: Text,
    pub(crate) priority: Whole,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) call: Text,
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub(crate) transcript: Vec<Line>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) identity: Option<Identity>,
    #[serde(flatten)]
    pub(crate) custom: Map<String, Value>,
}

/// What was said, as files write it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Line {
    pub(crate) at: Text,
    pub(crate) who: Text,
    pub(crate) text: Text,
}

const STATES: [(&str, ContactState); 7] = [
    ("", ContactState::Closed),
    (ContactState::Waiting.name(), ContactState::Waiting),
    (ContactState::Open.name(), ContactState::Open),
    (ContactState::Held.name(), ContactState::Held),
    (ContactState::Wrapping.name(), ContactState::Wrapping),
    (ContactState::Closed.name(), ContactState::Closed),
    (ContactState::Abandoned.name(), ContactState::Abandoned),
];

const PARTIES: [(&str, Party); 3] = [("customer", Party::Customer), ("agent", Party::Agent), ("desk", Party::Desk)];

impl Contact {
    /// The contact and its customer's reference.
    pub(in super::super) fn admit(self, terms: &Terms) -> Result<(contact::Contact, String), String> {
        let arrived_at = terms.moment("arrived_at", &self.arrived_at)?.ok_or("arrived_at is missing")?;
        let ended_at = terms.moment("ended_at", &self.ended_at)?;
        let answered_at = terms.moment("answered_at", &self.answered_at)?;
        let since = terms.moment("since", &self.since)?;
        let channel = channel(&self.channel)?;
        let mut admitted =
            contact::Contact::arriving(ContactId(0), channel, &terms::reference(&self.queue), arrived_at);
        admitted.times = self.times(arrived_at, answered_at)?;
        admitted.reference = terms::needed("ref", &self.reference)?;
        admitted.call = terms::reference(&self.call);
        admitted.direction = choice(
            "direction",
            &self.direction,
            &[("", Direction::In), ("in", Direction::In), ("out", Direction::Out)],
        )?;
        admitted.priority = priority(self.priority)?;
        admitted.from = sender(channel, &self.from, terms);
        admitted.name = terms::line(&self.name);
        admitted.subject = terms::line(&self.subject);
        admitted.body = terms::block(&self.body);
        admitted.transcript =
            self.transcript.iter().map(|line| line.admit(arrived_at, terms)).collect::<Result<_, _>>()?;
        admitted.state = choice("state", &self.state, &STATES)?;
        admitted.since = since.or(ended_at).or(answered_at).unwrap_or(arrived_at);
        admitted.agent = terms::line(&self.agent);
        (admitted.answered_at, admitted.ended_at) = (answered_at, ended_at);
        admitted.disposition = terms::line(&self.disposition);
        admitted.resolved = self.resolved.0.map(|yes| if yes { Resolution::Resolved } else { Resolution::Unresolved });
        admitted.note = terms::block(&self.note);
        admitted.identity = self.identity;
        admitted.outage = terms::reference(&self.outage);
        admitted.custom = terms::custom(self.custom);
        Ok((admitted, terms::reference(&self.customer)))
    }

    /// A wait that is not told is the time until somebody answered.
    fn times(&self, arrived: Timestamp, answered: Option<Timestamp>) -> Result<Times, String> {
        let waited = answered.map_or(0, |answered| answered.seconds_since(arrived));
        let times = Times {
            wait_seconds: self.wait_seconds.0.unwrap_or(waited),
            talk_seconds: self.talk_seconds.0.unwrap_or(0),
            hold_seconds: self.hold_seconds.0.unwrap_or(0),
            after_contact_seconds: self.after_contact_seconds.0.unwrap_or(0),
        };
        let all = [times.wait_seconds, times.talk_seconds, times.hold_seconds, times.after_contact_seconds];
        // A century of seconds: what is beyond is no time that anybody spent, and cannot be summed.
        match all.into_iter().find(|seconds| !(0..=3_155_760_000).contains(seconds)) {
            Some(seconds) => Err(format!("{seconds} seconds is no time that a contact takes")),
            None => Ok(times),
        }
    }

    pub(in super::super) fn of(contact: &contact::Contact, customer: &str) -> Self {
        let moment = |at: Option<Timestamp>| at.map(|at| Text(at.rfc3339())).unwrap_or_default();
        let usual_since = contact.ended_at.or(contact.answered_at).unwrap_or(contact.arrived_at);
        Self {
            reference: Text::from(contact.reference.as_str()),
            customer: Text::from(customer),
            channel: Text::from(contact.channel.name()),
            direction: Text::from(match contact.direction {
                Direction::In => "in",
                Direction::Out => "out",
            }),
            queue: Text::from(contact.queue.as_str()),
            agent: Text::from(contact.agent.as_str()),
            from: Text::from(contact.from.as_str()),
            name: Text::from(contact.name.as_str()),
            subject: Text::from(contact.subject.as_str()),
            body: Text::from(contact.body.as_str()),
            arrived_at: Text(contact.arrived_at.rfc3339()),
            answered_at: moment(contact.answered_at),
            ended_at: moment(contact.ended_at),
            wait_seconds: Whole(Some(contact.times.wait_seconds)),
            talk_seconds: Whole(Some(contact.times.talk_seconds)),
            hold_seconds: Whole(Some(contact.times.hold_seconds)),
            after_contact_seconds: Whole(Some(contact.times.after_contact_seconds)),
            disposition: Text::from(contact.disposition.as_str()),
            resolved: Flag(contact.resolved.map(|resolved| resolved == Resolution::Resolved)),
            note: Text::from(contact.note.as_str()),
            outage: Text::from(contact.outage.as_str()),
            state: Text::from(contact.state.name()),
            since: moment(Some(contact.since).filter(|since| *since != usual_since)),
            priority: Whole(Some(i64::from(contact.priority))),
            call: Text::from(contact.call.as_str()),
            transcript: contact.transcript.iter().map(Line::of).collect(),
            identity: contact.identity.clone(),
            custom: contact.custom.clone(),
        }
    }
}

impl Line {
    fn admit(&self, arrived_at: Timestamp, terms: &Terms) -> Result<contact::Line, String> {
        Ok(contact::Line {
            at: terms.moment("transcript: at", &self.at)?.unwrap_or(arrived_at),
            who: choice("transcript: who", &self.who, &PARTIES)?,
            text: terms::block(&self.text),
        })
    }

    fn of(line: &contact::Line) -> Self {
        let who = PARTIES.iter().find(|(_, party)| *party == line.who).map_or("", |(name, _)| name);
        Self { at: Text(line.at.rfc3339()), who: Text::from(who), text: Text::from(line.text.as_str()) }
    }
}

fn channel(text: &Text) -> Result<Channel, String> {
    choice("channel", text, &Channel::ALL.map(|channel| (channel.name(), channel)))
}

fn priority(written: Whole) -> Result<u8, String> {
    let priority = written.0.unwrap_or(3);
    u8::try_from(priority)
        .ok()
        .filter(|priority| (1..=5).contains(priority))
        .ok_or_else(|| format!("priority: {priority} is none; 1 is the most urgent, 5 the least"))
}

/// Where it came from, as senders are compared: a number in E.164, a mail address without a name.
fn sender(channel: Channel, text: &Text, terms: &Terms) -> String {
    let written = terms::line(text);
    match channel {
        Channel::Phone | Channel::Text | Channel::Fax => {
            Phone::read(&written, terms.region).map_or(written, |phone| phone.e164().to_owned())
        }
        Channel::Email => EmailAddress::read(&written).map_or(written, |email| email.written().to_owned()),
        Channel::Chat | Channel::Social | Channel::Letter | Channel::Counter => written,
    }
}
