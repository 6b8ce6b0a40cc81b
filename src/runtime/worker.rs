//! The thread that owns the store. Requests are answered in their order; of searches and drafts only the newest counts,
//! and so does only the newest question for the queue.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::inbox::Post;
use crate::app::Message;
use crate::store::{Request, Store};

/// How often the thread looks whether another program has written.
const LOOK: Duration = Duration::from_millis(500);

/// After how many quiet looks the database may tidy up.
const QUIET: u32 = 20;

/// The thread that owns the store.
pub(super) struct Worker {
    requests: Option<Sender<Request>>,
    thread: Option<JoinHandle<()>>,
}

impl Worker {
    pub(super) fn start(store: Store, post: Post) -> Self {
        let (requests, inbox) = channel();
        let thread = thread::spawn(move || work(store, &inbox, &post));
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

    /// Waits until everything that was asked is done.
    pub(super) fn finish(&mut self) {
        self.requests = None;
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has ended the whole program already.
            drop(thread.join());
        }
    }
}

fn work(mut store: Store, inbox: &Receiver<Request>, post: &Post) {
    let mut quiet = 0;
    loop {
        match inbox.recv_timeout(LOOK) {
            Ok(first) => {
                quiet = 0;
                let batch: Vec<_> = std::iter::once(first).chain(inbox.try_iter()).collect();
                for request in newest(batch) {
                    post.send(Message::Store(store.answer(request)));
                }
            }
            Err(RecvTimeoutError::Timeout) => quiet += 1,
            Err(RecvTimeoutError::Disconnected) => return,
        }
        if matches!(store.changed_elsewhere(), Ok(true)) {
            post.send(Message::ChangedElsewhere);
        }
        if quiet == QUIET
            && let Err(error) = store.rest()
        {
            tracing::warn!(code = error.code(), "the store could not be tidied up");
        }
    }
}

/// Drops what a later request of the same batch makes needless.
fn newest(batch: Vec<Request>) -> Vec<Request> {
    let needless = |number: usize, request: &Request| {
        batch.iter().skip(number + 1).any(|later| match (request, later) {
            (Request::FindCustomers { .. }, Request::FindCustomers { .. })
            | (Request::Desk { .. }, Request::Desk { .. }) => true,
            (Request::KeepDraft { draft, .. }, Request::KeepDraft { draft: later, .. }) => {
                draft.record == later.record && draft.field == later.field
            }
            (Request::OpenContact(id), Request::OpenContact(later)) => id == later,
            (Request::OpenCustomer(id), Request::OpenCustomer(later)) => id == later,
            _ => false,
        })
    };
    let kept: Vec<bool> = batch.iter().enumerate().map(|(number, request)| !needless(number, request)).collect();
    batch.into_iter().zip(kept).filter_map(|(request, kept)| kept.then_some(request)).collect()
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
