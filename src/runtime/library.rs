//! The thread that searches the scripted answers: an index in memory, fed from the store on a connection of its own, so
//! that a search waits for nothing else.

mod asked;
mod listening;
mod saved;
mod shelves;

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Sender, channel};
use std::thread;
use std::time::Duration;

use self::shelves::Shelves;
use super::inbox::Post;
use super::now;
use crate::app::{Found, FoundBy, Search, Seeker};
use crate::domain::action::House;
use crate::domain::answer::Answer;
use crate::domain::id::AnswerId;
use crate::domain::learning::Pick;
use crate::domain::timestamp::Timestamp;
use crate::lookup::{self, Context, Index, Query};
use crate::store::{self, Address, Store};

/// How many answers a search shows: more than fit on a screen, and few enough to be read at every key.
const SHOWN: usize = 25;

/// How many of the answers that were taken last an empty search shows.
const LAST: usize = 10;

/// How often the thread looks whether the library has changed.
const LOOK: Duration = Duration::from_secs(2);

enum Task {
    Search { search: Box<Search>, seeker: Seeker },
    Learn(Pick),
}

/// The thread that searches the answers.
pub(super) struct Library {
    tasks: Sender<Task>,
}

impl Library {
    /// Starts the thread; `cache` is the folder in which the index outlasts the desk, where it is to.
    pub(super) fn start(
        address: &Address,
        house: &House,
        language: String,
        cache: Option<PathBuf>,
        post: Post,
    ) -> Self {
        let (tasks, inbox) = channel();
        let (address, house) = (address.clone(), house.clone());
        thread::spawn(move || {
            loop {
                let opened = Store::open(&address, house.clone()).and_then(|mut store| {
                    let file = file(&store, cache.as_deref());
                    let shelves = Shelves::open(&mut store, &language, now(), file)?;
                    Ok((store, shelves))
                });
                match opened {
                    Ok((mut store, shelves)) => return shelves.serve(&mut store, &inbox, &post),
                    // Somebody may write at length just now; what is asked meanwhile waits.
                    Err(error) => tracing::warn!(code = error.code(), "the answers cannot be read yet"),
                }
                thread::park_timeout(LOOK);
            }
        });
        Self { tasks }
    }

    /// Searches; what is found comes as a message.
    pub(super) fn search(&self, search: Box<Search>, seeker: Seeker) {
        self.send(Task::Search { search, seeker });
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

/// Makes the index of the answers in a store, with what was learned of them as of `now`; `cache` is the folder in which the
/// index is kept from one time to the next, where it is to be. An answer that names no language is in the house's own.
///
/// # Errors
/// When the store cannot be read.
pub fn index(store: &mut Store, language: &str, now: Timestamp, cache: Option<&Path>) -> Result<Index, store::Error> {
    let file = file(store, cache);
    Shelves::open(store, language, now, file)?.filled(store)
}

/// The file of the index of a store, in the folder of those.
fn file(store: &Store, cache: Option<&Path>) -> Option<PathBuf> {
    Some(saved::file(cache?, &store.place()))
}

/// A pick as the index hears it.
pub(super) fn heard(pick: &Pick) -> lookup::Pick<'_> {
    let Pick { query, answer, agent, queue, guide, tier, at, outcome } = pick;
    let strength = outcome.strength();
    lookup::Pick { query, answer: *answer, agent, queue, guide, tier, at: *at, strength }
}

/// What a search finds: the best answers for what was typed; where that is nothing, those that the texts ask for that are
/// read along, and where they ask for none, those that were taken last. What is hidden from an agent is left out where the
/// answers are read, and nowhere else: the index hands out all that it ranks, and it is read on until enough of it is seen.
pub(super) fn search(store: &mut Store, index: &Index, search: &Search) -> Result<Found, store::Error> {
    let context = Context {
        guide: &search.guide,
        language: &search.language,
        products: &search.products,
        channel: search.medium,
        tier: &search.tier,
    };
    let queue = Some(search.queue.as_str()).filter(|queue| !queue.is_empty());
    let query = Query { text: &search.text, queue, context, now: search.reader.at, limit: usize::MAX };
    let (by, answers, good) = if query.text.trim().is_empty() {
        let (by, answers) = unasked(store, index, search, &query)?;
        (by, answers, true)
    } else {
        let found = index.search(&query);
        let ids: Vec<AnswerId> = found.hits.iter().map(|hit| hit.id).collect();
        (FoundBy::Typed, store.answers_seen(&ids, &search.reader, SHOWN)?, found.sure)
    };
    let (text, along) = (search.text.to_string(), search.along.clone());
    Ok(Found { text, along, by, answers, good, library: index.len() })
}

/// What is shown where nothing is typed.
fn unasked(
    store: &mut Store,
    index: &Index,
    search: &Search,
    query: &Query<'_>,
) -> Result<(FoundBy, Vec<Answer>), store::Error> {
    for (along, text) in &search.along {
        let mut proposed = index.propose(text, query);
        proposed.retain(|id| !search.taken.contains(id));
        let seen = store.answers_seen(&proposed, &search.reader, SHOWN)?;
        if !seen.is_empty() {
            return Ok((FoundBy::Along(*along), seen));
        }
    }
    Ok((FoundBy::Taken, store.answers_taken_last(&search.reader, LAST)?))
}
