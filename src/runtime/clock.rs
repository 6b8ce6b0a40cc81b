//! The one place that asks what time it is, and the thread that says when a second begins.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::inbox::Post;
use crate::app::Message;
use crate::config::Motion;
use crate::domain::timestamp::Timestamp;

/// The time it is.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the clock that everything else is told by")]
pub fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
}

/// Says when a second begins, or every tenth where clocks are to move less.
pub(super) fn start(post: Post, motion: Motion) {
    let every = match motion {
        Motion::Steady => 1,
        Motion::Reduced => 10,
    };
    thread::spawn(move || {
        // Nobody ever sends here: waiting for it is how to wait.
        let (_kept, never) = channel::<()>();
        loop {
            let part = u64::try_from(now().micros().rem_euclid(every * 1_000_000)).unwrap_or(0);
            let rest = u64::try_from(every).unwrap_or(1) * 1_000_000 - part;
            if never.recv_timeout(Duration::from_micros(rest)) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            if !post.send(Message::Ticked) {
                return;
            }
        }
    });
}
