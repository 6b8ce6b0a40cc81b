//! Where contacts come from: one kind of event for every way by which customers reach us. A channel reads its way and
//! reports facts; it knows neither store nor screen.

use std::fmt;

use crate::domain::channel::Channel;
use crate::domain::masked::{Words, masked};

pub mod script;

/// A fact that a channel reports. `call` is the channel's own name for the contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// Somebody made contact.
    Arrived(Arrival),
    /// The customer said or wrote something.
    Said {
        /// The contact.
        call: String,
        /// The words.
        text: Words,
    },
    /// The customer is gone: hung up, left the chat or the counter.
    Ended {
        /// The contact.
        call: String,
    },
}

/// A contact as a channel reports it.
#[derive(Clone, PartialEq, Eq)]
pub struct Arrival {
    /// The channel's own name for it.
    pub call: String,
    /// The way it came.
    pub channel: Channel,
    /// The number or address it came from, as the channel writes it; empty when it was withheld.
    pub from: String,
    /// The name that came with it.
    pub name: String,
    /// The queue it came for.
    pub queue: String,
    /// From 1, the most urgent, to 5; `None` for the queue's own.
    pub priority: Option<u8>,
    /// What it is about.
    pub subject: String,
    /// The text of a mail, letter or fax; the first words of a chat.
    pub body: String,
}

impl fmt::Debug for Arrival {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Arrival({}, {}, from {:?})", self.call, self.channel.word(), masked(&self.from))
    }
}

/// What a desk tells a channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// An agent took the contact.
    Answered {
        /// The contact.
        call: String,
    },
    /// The agent said or wrote something.
    Say {
        /// The contact.
        call: String,
        /// The words.
        text: Words,
    },
    /// The agent is done with the contact.
    End {
        /// The contact.
        call: String,
    },
}
