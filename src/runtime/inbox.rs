//! The one inbox of the desk: every fact is stamped with the time it arrived.

use std::sync::mpsc::{Receiver, Sender, channel};

use super::clock::now;
use crate::app::Message;
use crate::domain::timestamp::Timestamp;

/// Where the main thread takes facts from.
pub(super) type Inbox = Receiver<(Timestamp, Message)>;

/// Where every other thread sends them.
#[derive(Clone)]
pub(super) struct Post(Sender<(Timestamp, Message)>);

pub(super) fn open() -> (Inbox, Post) {
    let (sender, receiver) = channel();
    (receiver, Post(sender))
}

impl Post {
    /// Sends a fact; whether anybody is left to take it in.
    pub(super) fn send(&self, message: Message) -> bool {
        self.0.send((now(), message)).is_ok()
    }
}
