//! The index beside the store it is filled from: a slice at a time, so that what is there already is found meanwhile, and
//! afterwards only what has changed.

use std::collections::{HashMap, VecDeque};
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};

use super::{LOOK, Task, heard, search};
use crate::app::{Message, Search, Seeker};
use crate::domain::id::AnswerId;
use crate::domain::learning::Pick;
use crate::lookup::{Entry, Index};
use crate::runtime::inbox::Post;
use crate::runtime::now;
use crate::store::{self, Store};

/// How many answers or picks are taken in between two looks at what is asked.
const SLICE: usize = 128;

/// The index, and what it still lacks.
pub(super) struct Shelves {
    store: Store,
    index: Index,
    language: String,
    stamp: (i64, i64),
    /// The version of each answer in the index or soon to be there.
    versions: HashMap<AnswerId, i64>,
    /// The answers that are still to be taken in, in runs of neighbours in the store.
    lacking: VecDeque<Vec<AnswerId>>,
    /// What is still to be learned, once all answers are there; nothing read yet where there is none.
    picks: Option<VecDeque<Pick>>,
    /// What was searched last by each seeker.
    asked: Vec<(Box<Search>, Seeker)>,
}

impl Shelves {
    /// Empty shelves that know what they lack.
    pub(super) fn open(mut store: Store, language: String) -> Result<Self, store::Error> {
        let mut index = Index::new();
        index.set_now(now());
        let stamp = store.answers_stamp()?;
        let (versions, lacking, asked) = (HashMap::new(), VecDeque::new(), Vec::new());
        let mut shelves = Self { store, index, language, stamp, versions, lacking, picks: None, asked };
        shelves.compare()?;
        Ok(shelves)
    }

    /// Fills the shelves and answers what is asked, until nobody asks any more.
    pub(super) fn serve(mut self, inbox: &Receiver<Task>, post: &Post) {
        let mut wanted = Vec::new();
        loop {
            let first = match inbox.try_recv() {
                Err(TryRecvError::Empty) if self.take_slice() => {
                    if !self.lacks() {
                        // What was asked meanwhile was answered from less.
                        wanted.clone_from(&self.asked);
                    }
                    None
                }
                Err(TryRecvError::Empty) => match inbox.recv_timeout(LOOK) {
                    Ok(task) => Some(task),
                    Err(RecvTimeoutError::Timeout) => {
                        self.look_again();
                        None
                    }
                    Err(RecvTimeoutError::Disconnected) => return,
                },
                Ok(task) => Some(task),
                Err(TryRecvError::Disconnected) => return,
            };
            for task in first.into_iter().chain(inbox.try_iter()) {
                match task {
                    Task::Search { search, seeker } => {
                        wanted.retain(|(_, known)| *known != seeker);
                        wanted.push((search, seeker));
                    }
                    Task::Learn(pick) => self.index.learn(&heard(&pick)),
                }
            }
            self.answer(&mut wanted, post);
        }
    }

    /// Answers what is wanted; what cannot be answered now stays wanted.
    fn answer(&mut self, wanted: &mut Vec<(Box<Search>, Seeker)>, post: &Post) {
        wanted.retain(|(wanted, seeker)| match search(&mut self.store, &self.index, wanted) {
            Ok(found) => {
                self.asked.retain(|(_, known)| known != seeker);
                if self.picks.is_none() || !self.lacking.is_empty() {
                    self.asked.push((wanted.clone(), *seeker));
                }
                post.send(Message::Found(found));
                false
            }
            Err(error) => {
                tracing::warn!(code = error.code(), "the answers cannot be read, they are searched again");
                true
            }
        });
    }

    fn lacks(&self) -> bool {
        !self.lacking.is_empty() || self.picks.as_ref().is_none_or(|picks| !picks.is_empty())
    }

    /// Takes in a little of what is lacking; whether anything was.
    fn take_slice(&mut self) -> bool {
        if !self.lacks() {
            return false;
        }
        let taken = if self.lacking.is_empty() { self.take_picks() } else { self.take_answers() };
        // Somebody may write at length just now; it is taken in later.
        taken.inspect_err(|error| tracing::warn!(code = error.code(), "the answers cannot be read yet")).is_ok()
    }

    fn take_answers(&mut self) -> Result<(), store::Error> {
        let Self { store, index, language, lacking, .. } = self;
        let Some(run) = lacking.front() else { return Ok(()) };
        if let (Some(first), Some(last)) = (run.first(), run.last()) {
            store.answers_between(*first, *last, |answer, uses| index.put(&Entry::of(&answer, language, uses)))?;
        }
        lacking.pop_front();
        Ok(())
    }

    fn take_picks(&mut self) -> Result<(), store::Error> {
        if self.picks.is_none() {
            self.picks = Some(self.store.picks()?.into());
        }
        let picks = self.picks.iter_mut().flat_map(|picks| picks.drain(..SLICE.min(picks.len())));
        picks.for_each(|pick| self.index.learn(&heard(&pick)));
        Ok(())
    }

    /// Looks whether the library has changed, and for what.
    fn look_again(&mut self) {
        match self.store.changed_elsewhere() {
            Ok(true) => {}
            Ok(false) => return,
            // The next look asks what came back.
            Err(_) => return drop(self.store.come_back()),
        }
        let compared = self.store.answers_stamp().and_then(|stamp| {
            if stamp != self.stamp {
                self.compare()?;
                self.stamp = stamp;
            }
            Ok(())
        });
        if let Err(error) = compared {
            tracing::warn!(code = error.code(), "the answers cannot be compared");
        }
    }

    /// Finds what is lacking or was changed, and drops what is gone.
    fn compare(&mut self) -> Result<(), store::Error> {
        let versions = self.store.answer_versions()?;
        let fresh = |known: &(AnswerId, i64)| self.versions.get(&known.0) != Some(&known.1);
        for neighbours in versions.chunk_by(|a, b| fresh(a) == fresh(b)).filter(|run| run.first().is_some_and(fresh)) {
            let runs = neighbours.chunks(SLICE).map(|run| run.iter().map(|(id, _)| *id).collect());
            self.lacking.extend(runs);
        }
        let versions: HashMap<AnswerId, i64> = versions.into_iter().collect();
        for gone in self.versions.keys().filter(|id| !versions.contains_key(id)) {
            self.index.remove(*gone);
        }
        self.versions = versions;
        Ok(())
    }
}
