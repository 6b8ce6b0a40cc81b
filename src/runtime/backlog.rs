//! What the store has yet to do: where a fault that passes keeps it from an answer, the request waits here in its place
//! and is asked again until it is answered, so that nothing typed is lost and nothing is written out of turn.

use std::sync::Arc;

use super::rescue::Rescue;
use crate::app::{Fault, Message};
use crate::domain::timestamp::Timestamp;
use crate::store::{Error, Reply, Request, Store};

/// How many seconds pass before the store is asked again.
const AGAIN: i64 = 1;

/// What is not written when a desk closes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsaved {
    /// How many writes.
    pub writes: usize,
    /// The file in which they are; `None` where they are lost.
    pub kept_in: Option<String>,
}

/// The requests that wait for a fault to pass.
#[derive(Default)]
pub(super) struct Backlog {
    held: Vec<Request>,
    fault: Option<Arc<Error>>,
    rescue: Rescue,
    asked: Timestamp,
}

impl Backlog {
    /// A backlog whose writes are kept by `rescue` meanwhile. What an earlier desk left there is the first to be asked.
    pub(super) fn new(mut rescue: Rescue) -> Self {
        let held = rescue.left();
        Self { held, fault: None, rescue, asked: Timestamp::default() }
    }

    /// Asks the store. Nothing is written before what was to be written earlier.
    pub(super) fn ask(&mut self, store: &mut Store, request: Request) -> Message {
        if request.writes() && self.held.iter().any(Request::writes) {
            return self.hold(request);
        }
        let reply = store.answer(request);
        if let Reply::Failed { request, error } = reply {
            if error.passes() {
                self.fault = Some(error);
                return self.hold(*request);
            }
            return Message::Store(Reply::Failed { request, error });
        }
        Message::Store(reply)
    }

    /// Looks whether another program has written, or whether a fault has passed and everything can be asked again.
    pub(super) fn look(&mut self, store: &mut Store, now: Timestamp) -> Vec<Message> {
        if self.fault.is_none() && self.held.is_empty() {
            return match store.changed_elsewhere() {
                Ok(true) => vec![Message::ChangedElsewhere],
                Err(error) if error.passes() => vec![self.failed(Arc::new(error))],
                Ok(false) | Err(_) => Vec::new(),
            };
        }
        if self.fault.is_some() && (0..AGAIN).contains(&now.seconds_since(self.asked)) {
            return Vec::new();
        }
        self.asked = now;
        self.again(store)
    }

    /// What still waits.
    pub(super) fn unsaved(&self) -> Option<Unsaved> {
        let writes = self.held.iter().filter(|request| request.writes()).count();
        (writes > 0).then(|| Unsaved { writes, kept_in: self.rescue.place() })
    }

    fn again(&mut self, store: &mut Store) -> Vec<Message> {
        if let Err(error) = store.come_back() {
            let known = self.fault.as_ref().is_some_and(|fault| fault.code() == error.code());
            let failed = self.failed(Arc::new(error));
            return if known { Vec::new() } else { vec![failed] };
        }
        let mut answered = Vec::new();
        for request in std::mem::take(&mut self.held) {
            if !self.held.is_empty() {
                self.held.push(request);
                continue;
            }
            let reply = store.answer(request);
            if let Reply::Failed { request, error } = &reply {
                if error.passes() {
                    self.fault = Some(error.clone());
                    self.held.push(Request::clone(request));
                    continue;
                }
                self.rescue.refused(request, error);
            }
            answered.push(Message::Store(reply));
        }
        if let (Some(fault), false) = (self.fault.clone(), self.held.is_empty()) {
            self.rescue.renew(&self.held);
            answered.push(self.failed(fault));
        } else {
            self.fault = None;
            self.rescue.clear();
            answered.push(Message::StoreMended);
        }
        answered
    }

    fn hold(&mut self, request: Request) -> Message {
        if request.writes() {
            self.rescue.keep(&request);
        }
        self.held.push(request);
        self.held = newest(std::mem::take(&mut self.held));
        match self.fault.clone() {
            Some(fault) => self.failed(fault),
            None => Message::Store(Reply::Nothing),
        }
    }

    fn failed(&mut self, error: Arc<Error>) -> Message {
        self.fault = Some(error.clone());
        let held = self.held.iter().filter(|request| request.writes()).count();
        Message::StoreFailed(Fault { error, held, kept_in: self.rescue.place() })
    }
}

/// Drops what a later request of the same batch makes needless.
pub(super) fn newest(batch: Vec<Request>) -> Vec<Request> {
    let needless = |number: usize, request: &Request| {
        batch.iter().skip(number + 1).any(|later| match (request, later) {
            (Request::FindCustomers { .. }, Request::FindCustomers { .. })
            | (Request::FindProducts { .. }, Request::FindProducts { .. })
            | (Request::Desk { .. }, Request::Desk { .. })
            | (Request::Learning, Request::Learning) => true,
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
