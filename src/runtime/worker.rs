//! The thread that owns the store. Requests are answered in their order; of searches and drafts only the newest counts,
//! and so does only the newest question for the queue.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::backlog::{Backlog, Unsaved, newest};
use super::clock::now;
use super::daily::Daily;
use super::inbox::Post;
use crate::store::{Request, Store};

/// How often the thread looks whether another program has written.
const LOOK: Duration = Duration::from_millis(500);

/// After how many quiet looks the database may tidy up.
const QUIET: u32 = 20;

/// The thread that owns the store.
pub(super) struct Worker {
    requests: Option<Sender<Request>>,
    thread: Option<JoinHandle<Option<Unsaved>>>,
}

impl Worker {
    pub(super) fn start(store: Store, backlog: Backlog, daily: Option<Daily>, post: Post) -> Self {
        let (requests, inbox) = channel();
        let thread = thread::spawn(move || work(store, backlog, daily, &inbox, &post));
        Self { requests: Some(requests), thread: Some(thread) }
    }

    /// Asks the store; the reply comes as a message.
    pub(super) fn ask(&self, request: Request) {
        if let Some(requests) = &self.requests
            && requests.send(request).is_err()
        {
            tracing::error!("the store's thread is gone");
        }
    }

    /// Waits until everything that was asked is done; says what a fault keeps from it.
    pub(super) fn finish(&mut self) -> Option<Unsaved> {
        self.requests = None;
        // A thread that panicked has ended the whole program already.
        self.thread.take().and_then(|thread| thread.join().ok().flatten())
    }
}

fn work(
    mut store: Store,
    mut backlog: Backlog,
    mut daily: Option<Daily>,
    inbox: &Receiver<Request>,
    post: &Post,
) -> Option<Unsaved> {
    let mut quiet: u32 = 0;
    loop {
        for message in backlog.look(&mut store, now()) {
            post.send(message);
        }
        match inbox.recv_timeout(LOOK) {
            Ok(first) => {
                quiet = 0;
                let batch: Vec<_> = std::iter::once(first).chain(inbox.try_iter()).collect();
                for request in newest(batch) {
                    post.send(backlog.ask(&mut store, request));
                }
            }
            Err(RecvTimeoutError::Timeout) => quiet += 1,
            Err(RecvTimeoutError::Disconnected) => return backlog.unsaved(),
        }
        if let Some(daily) = daily.as_mut().filter(|_| quiet > 0 && quiet.is_multiple_of(QUIET)) {
            daily.make(now(), post);
        }
        if quiet == QUIET
            && let Err(error) = store.rest()
        {
            tracing::warn!(code = error.code(), "the store could not be tidied up");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::timestamp::Timestamp;
    use crate::store::Draft;

    fn draft(record: &str, text: &str) -> Request {
        let draft = Draft { record: record.into(), field: "note".into(), text: text.into(), caret: 0 };
        Request::KeepDraft { agent: "jonas".into(), draft, at: Timestamp::default() }
    }

    #[test]
    fn of_searches_and_of_each_draft_only_the_newest_counts() {
        let find = |text: &str| Request::FindCustomers { text: text.into() };
        let batch = vec![find("v"), draft("a", "1"), draft("b", "1"), find("vo"), draft("a", "2")];
        assert_eq!(newest(batch), [draft("b", "1"), find("vo"), draft("a", "2")]);
    }
}
