//! The thread that searches the scripted answers: an index in memory, fed from the store on a connection of its own, so
//! that a search waits for nothing else.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::inbox::Post;
use crate::app::{Found, Message, Seeker};
use crate::domain::action::House;
use crate::domain::answer::Pick;
use crate::domain::timestamp::Timestamp;
use crate::lookup::{self, Context, Entry, Index, Query};
use crate::store::{self, Address, Store};

/// How many answers a search shows.
const SHOWN: usize = 50;

/// How many of the answers that were taken last an empty search shows.
const LAST: i64 = 10;

/// How often the thread looks whether the library has changed.
const LOOK: Duration = Duration::from_secs(2);

enum Task {
    Search { text: String, queue: String, seeker: Seeker },
    Learn(Pick),
}

/// The thread that searches the answers.
pub(super) struct Library {
    tasks: Sender<Task>,
}

impl Library {
    pub(super) fn start(address: &Address, house: &House, language: String, post: Post) -> Self {
        let (tasks, inbox) = channel();
        let (address, house) = (address.clone(), house.clone());
        thread::spawn(move || {
            loop {
                match Store::open(&address, house.clone()).and_then(|store| Shelves::fill(store, language.clone())) {
                    Ok(shelves) => return shelves.serve(&inbox, &post),
                    // Somebody may write at length just now; what is asked meanwhile waits.
                    Err(error) => tracing::warn!(code = error.code(), "the answers cannot be read yet"),
                }
                thread::park_timeout(LOOK);
            }
        });
        Self { tasks }
    }

    /// Searches; what is found comes as a message.
    pub(super) fn search(&self, text: String, queue: String, seeker: Seeker) {
        self.send(Task::Search { text, queue, seeker });
    }

    /// Learns from a pick.
    pub(super) fn learn(&self, pick: Pick) {
        self.send(Task::Learn(pick));
    }

    fn send(&self, task: Task) {
        if self.tasks.send(task).is_err() {
            tracing::error!("the answers' thread is gone");
        }
    }
}

/// The index beside the store it was made from.
struct Shelves {
    store: Store,
    index: Index,
    stamp: (i64, i64),
    language: String,
}

/// Makes the index of the answers in a store, with what was learned of them. An answer that names no language is in the
/// house's own.
///
/// # Errors
/// When the store cannot be read.
pub fn index(store: &mut Store, language: &str) -> Result<Index, store::Error> {
    let mut index = Index::new();
    store.each_answer(|answer, uses| {
        index.put(&Entry::of(&answer, language, uses));
    })?;
    for pick in store.picks()? {
        index.learn(&heard(&pick));
    }
    Ok(index)
}

/// A pick as the index hears it.
pub(super) fn heard(pick: &Pick) -> lookup::Pick<'_> {
    lookup::Pick { agent: &pick.agent, ..lookup::Pick::new(&pick.query, pick.answer) }
}

impl Shelves {
    fn fill(mut store: Store, language: String) -> Result<Self, store::Error> {
        let stamp = store.answers_stamp()?;
        let index = index(&mut store, &language)?;
        Ok(Self { store, index, stamp, language })
    }

    fn serve(mut self, inbox: &Receiver<Task>, post: &Post) {
        let mut wanted: Vec<(String, String, Seeker)> = Vec::new();
        loop {
            let first = match inbox.recv_timeout(LOOK) {
                Ok(task) => Some(task),
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => return,
            };
            if first.is_none() {
                self.look_again();
            }
            for task in first.into_iter().chain(inbox.try_iter()) {
                match task {
                    Task::Search { text, queue, seeker } => {
                        wanted.retain(|(_, _, known)| *known != seeker);
                        wanted.push((text, queue, seeker));
                    }
                    Task::Learn(pick) => self.index.learn(&heard(&pick)),
                }
            }
            wanted.retain(|(text, queue, _)| match search(&mut self.store, &self.index, text, queue) {
                Ok(found) => {
                    post.send(Message::Found(found));
                    false
                }
                Err(error) => {
                    tracing::warn!(code = error.code(), "the answers cannot be read, they are searched again");
                    true
                }
            });
        }
    }

    /// Makes the index anew when the library has changed.
    fn look_again(&mut self) {
        match self.store.changed_elsewhere() {
            Ok(true) => {}
            Ok(false) => return,
            // The next look asks what came back.
            Err(_) => return drop(self.store.come_back()),
        }
        match self.store.answers_stamp() {
            Ok(stamp) if stamp != self.stamp => match index(&mut self.store, &self.language) {
                Ok(index) => (self.index, self.stamp) = (index, stamp),
                Err(error) => tracing::warn!(code = error.code(), "the answers cannot be read"),
            },
            Ok(_) => {}
            Err(error) => tracing::warn!(code = error.code(), "the answers cannot be counted"),
        }
    }
}

/// What a search finds: the best answers for a text, or those that were taken last where there is none.
pub(super) fn search(store: &mut Store, index: &Index, text: &str, queue: &str) -> Result<Found, store::Error> {
    let answers = if text.trim().is_empty() {
        store.answers_taken_last(LAST)?.into_iter().map(|(answer, _)| answer).collect()
    } else {
        let queue = Some(queue).filter(|queue| !queue.is_empty());
        let (context, now) = (Context::default(), Timestamp::default());
        let hits = index.search(&Query { text, queue, context, now, limit: SHOWN }).hits;
        store.answers(&hits.iter().map(|hit| hit.id).collect::<Vec<_>>())?
    };
    Ok(Found { text: text.to_owned(), answers, library: index.len() })
}
