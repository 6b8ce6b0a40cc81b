//! The index beside the store it is filled from: a slice at a time, so that what is there already is found meanwhile, and
//! afterwards only what has changed.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError, channel};
use std::thread;
use std::time::Duration;

use super::asked::Asked;
use super::listening::Listening;
use super::saved::{self, Saved};
use super::{LOOK, Task, heard};
use crate::domain::answer::Answer;
use crate::domain::id::AnswerId;
use crate::domain::learning::{Forgotten, Pick, same_words};
use crate::domain::timestamp::Timestamp;
use crate::lookup::{Entry, Index};
use crate::runtime::inbox::Post;
use crate::store::{self, Brief, Store};

/// How many answers or picks are taken in between two looks at what is asked.
const SLICE: usize = 128;

/// How many answers must have been taken in for the index to be written anew: fewer are taken in as soon as read back.
const WORTH_SAVING: usize = 1 << 10;

/// How often it is looked whether the index is saved.
const SOON: Duration = Duration::from_millis(20);

/// The index, and what it still lacks.
pub(super) struct Shelves {
    index: Index,
    /// As of when picks have faded.
    now: Timestamp,
    language: String,
    stamp: (i64, i64),
    /// The digest of each answer in the index or soon to be there.
    digests: HashMap<AnswerId, i64>,
    /// The answers that are still to be taken in, in runs of neighbours in the store.
    lacking: VecDeque<Vec<AnswerId>>,
    /// What of each answer is forgotten, as the index knows it.
    forgotten: HashMap<AnswerId, Vec<Forgotten>>,
    /// What is still to be learned, once all answers are there; nothing read yet where there is none.
    picks: Option<VecDeque<Pick>>,
    /// Which picks of other desks were heard.
    listening: Listening,
    /// What was taken on this desk before the picks were read: not all of it may be among them.
    early: Vec<Pick>,
    /// The file of the index, where there is to be one.
    file: Option<PathBuf>,
    /// The index as it was saved, while it is being read.
    saved: Option<Receiver<Saved>>,
    /// How many answers were taken in since it was.
    fresh: usize,
}

impl Shelves {
    /// Empty shelves that know what they lack; `file` holds the index as an earlier desk left it.
    pub(super) fn open(
        store: &mut Store,
        language: &str,
        now: Timestamp,
        file: Option<PathBuf>,
    ) -> Result<Self, store::Error> {
        let mut shelves = Self {
            index: Index::new(),
            now,
            language: language.to_owned(),
            stamp: store.answers_stamp()?,
            digests: HashMap::new(),
            lacking: VecDeque::new(),
            forgotten: HashMap::new(),
            picks: None,
            listening: Listening::default(),
            early: Vec::new(),
            saved: file.clone().map(|file| read(file, language.to_owned())),
            file,
            fresh: 0,
        };
        shelves.index.set_now(now);
        shelves.compare(store)?;
        Ok(shelves)
    }

    /// The index, once it lacks nothing.
    pub(super) fn filled(mut self, store: &mut Store) -> Result<Index, store::Error> {
        // Nobody asks meanwhile.
        if let Some(saved) = self.saved.take().and_then(|saved| saved.recv().ok()) {
            self.adopt(store, saved)?;
        }
        self.fill(store)?;
        Ok(self.index)
    }

    fn fill(&mut self, store: &mut Store) -> Result<(), store::Error> {
        while self.lacks() {
            if self.is_worth_saving() {
                self.save();
            }
            self.take(store)?;
        }
        Ok(())
    }

    /// Fills the shelves and answers what is asked, until nobody asks any more.
    pub(super) fn serve(mut self, store: &mut Store, inbox: &Receiver<Task>, post: &Post) {
        let mut asked = Asked::default();
        loop {
            let first = match inbox.try_recv() {
                Err(TryRecvError::Empty) if self.is_worth_saving() => {
                    self.save_beside(store, inbox, &mut asked, post);
                    None
                }
                Err(TryRecvError::Empty) if self.take_slice(store) => {
                    if !self.lacks() {
                        asked.again();
                    }
                    None
                }
                Err(TryRecvError::Empty) => match inbox.recv_timeout(LOOK) {
                    Ok(task) => Some(task),
                    Err(RecvTimeoutError::Timeout) => {
                        self.look_again(store);
                        None
                    }
                    Err(RecvTimeoutError::Disconnected) => return,
                },
                Ok(task) => Some(task),
                Err(TryRecvError::Disconnected) => return,
            };
            for task in first.into_iter().chain(inbox.try_iter()) {
                match task {
                    Task::Search { search, seeker } => asked.note(search, seeker),
                    Task::Learn(pick) => self.learn(pick),
                }
            }
            asked.answer(store, &self.index, self.lacks(), post);
        }
    }

    fn lacks(&self) -> bool {
        !self.lacking.is_empty() || self.picks.as_ref().is_none_or(|picks| !picks.is_empty())
    }

    /// Takes in a little of what is lacking; whether anything was.
    fn take_slice(&mut self, store: &mut Store) -> bool {
        if !self.lacks() {
            return false;
        }
        // Somebody may write at length just now; it is taken in later.
        self.take(store)
            .inspect_err(|error| tracing::warn!(code = error.code(), "the answers cannot be read yet"))
            .is_ok()
    }

    fn take(&mut self, store: &mut Store) -> Result<(), store::Error> {
        if self.lacking.is_empty() {
            return self.take_picks(store);
        }
        match self.saved.as_ref().and_then(|saved| saved.try_recv().ok()) {
            Some(saved) => self.adopt(store, saved),
            None => self.take_answers(store),
        }
    }

    /// Goes on from the index as it was saved: what has changed since is all it lacks.
    fn adopt(&mut self, store: &mut Store, (index, digests): Saved) -> Result<(), store::Error> {
        let all = store.answers_briefly()?;
        (self.index, self.digests, self.saved, self.fresh) = (index, digests, None, 0);
        self.index.set_now(self.now);
        self.lacking.clear();
        self.lack(&all);
        Ok(())
    }

    fn take_answers(&mut self, store: &mut Store) -> Result<(), store::Error> {
        // As long as nothing was learned yet, nothing has to be forgotten.
        let learns = self.picks.is_some();
        let Self { index, language, lacking, forgotten, fresh, .. } = self;
        let Some(run) = lacking.front() else { return Ok(()) };
        let mut others = Vec::new();
        if let (Some(first), Some(last)) = (run.first(), run.last()) {
            store.answers_between(*first, *last, |answer, uses| {
                index.put(&Entry::of(&answer, language, uses));
                *fresh += 1;
                if learns {
                    others.extend(forgets_otherwise(forgotten, &answer));
                }
            })?;
        }
        if !others.is_empty() {
            self.learn_again(store, &others)?;
        }
        self.lacking.pop_front();
        Ok(())
    }

    /// Whether the index took a while to make, and nothing is learned yet.
    fn is_worth_saving(&self) -> bool {
        self.file.is_some() && self.fresh >= WORTH_SAVING && self.lacking.is_empty() && self.picks.is_none()
    }

    /// Writes the index for the next desk.
    fn save(&mut self) {
        let Self { index, language, digests, file, .. } = &*self;
        if let Some(file) = file {
            write(file, language, index, digests);
        }
        self.fresh = 0;
    }

    /// Writes the index for the next desk, and answers meanwhile what is asked.
    fn save_beside(&mut self, store: &mut Store, inbox: &Receiver<Task>, asked: &mut Asked, post: &Post) {
        let Self { index, language, digests, file, early, .. } = self;
        thread::scope(|scope| {
            let Some(file) = file else { return };
            let saving = scope.spawn(|| write(file, language, index, digests));
            while !saving.is_finished() {
                match inbox.recv_timeout(SOON) {
                    Ok(Task::Search { search, seeker }) => asked.note(search, seeker),
                    Ok(Task::Learn(pick)) => early.push(pick),
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => return,
                }
                asked.answer(store, index, true, post);
            }
        });
        self.fresh = 0;
    }

    /// Forgets what was learned of these words, and learns what of it counts by now.
    fn learn_again(&mut self, store: &mut Store, others: &[(AnswerId, String)]) -> Result<(), store::Error> {
        let picks = store.picks()?;
        for (answer, words) in others {
            self.index.forget(words, *answer);
            let same = |pick: &&Pick| pick.answer == *answer && same_words(&pick.query) == *words;
            picks.iter().filter(same).for_each(|pick| self.index.learn(&heard(pick)));
        }
        Ok(())
    }

    fn take_picks(&mut self, store: &mut Store) -> Result<(), store::Error> {
        if self.picks.is_none() {
            // What was saved comes too late to be learned into.
            self.saved = None;
            let taught = store.answers_taught()?.into_iter();
            let forgotten = taught.filter(|answer| !answer.forgotten.is_empty());
            self.forgotten = forgotten.map(|answer| (answer.id, answer.forgotten)).collect();
            self.listening = Listening::from(store.last_pick()?);
            let early = std::mem::take(&mut self.early);
            self.picks = Some(store.picks()?.into_iter().chain(early).collect());
        }
        let picks = self.picks.iter_mut().flat_map(|picks| picks.drain(..SLICE.min(picks.len())));
        picks.for_each(|pick| self.index.learn(&heard(&pick)));
        Ok(())
    }

    /// Learns from a pick of this desk.
    fn learn(&mut self, pick: Pick) {
        match self.picks {
            Some(_) => self.index.learn(&heard(&pick)),
            None => self.early.push(pick),
        }
    }

    /// Looks whether the library has changed, and for what, and learns from what other desks took.
    fn look_again(&mut self, store: &mut Store) {
        match store.changed_elsewhere() {
            Ok(true) => {}
            Ok(false) => return,
            // The next look asks what came back.
            Err(_) => return drop(store.come_back()),
        }
        let compared = store.answers_stamp().and_then(|stamp| {
            if stamp != self.stamp {
                self.compare(store)?;
                self.stamp = stamp;
            }
            self.listening.listen(store, |pick| self.index.learn(&heard(pick)))
        });
        if let Err(error) = compared {
            tracing::warn!(code = error.code(), "the answers cannot be compared");
        }
    }

    /// Finds what is lacking or was changed, and drops what is gone.
    fn compare(&mut self, store: &mut Store) -> Result<(), store::Error> {
        let all = store.answers_briefly()?;
        self.lack(&all);
        Ok(())
    }

    fn lack(&mut self, all: &[Brief]) {
        let fresh = |known: &Brief| self.digests.get(&known.id) != Some(&known.digest);
        for run in all.chunk_by(|a, b| fresh(a) == fresh(b)) {
            if run.first().is_some_and(fresh) {
                self.lacking.extend(run.chunks(SLICE).map(|run| run.iter().map(|known| known.id).collect()));
            } else {
                for known in run {
                    self.index.set_uses(known.id, known.uses);
                }
            }
        }
        let digests: HashMap<AnswerId, i64> = all.iter().map(|known| (known.id, known.digest)).collect();
        for gone in self.digests.keys().filter(|id| !digests.contains_key(id)) {
            self.index.remove(*gone);
        }
        self.digests = digests;
    }
}

fn write(file: &Path, language: &str, index: &Index, digests: &HashMap<AnswerId, i64>) {
    if let Err(error) = saved::save(file, language, index, digests) {
        tracing::warn!(%error, "the index cannot be saved, the next desk makes it anew");
    }
}

/// Reads the saved index on a thread of its own; nothing comes where there is none.
fn read(file: PathBuf, language: String) -> Receiver<Saved> {
    let (found, saved) = channel();
    thread::spawn(move || {
        if let Some(index) = saved::load(&file, &language) {
            // Who fills the shelves may have done without by now.
            drop(found.send(index));
        }
    });
    saved
}

/// The words of which an answer forgets something else than it did when it was last looked at.
fn forgets_otherwise(known: &mut HashMap<AnswerId, Vec<Forgotten>>, answer: &Answer) -> Vec<(AnswerId, String)> {
    let now = answer.forgotten.clone();
    let before = if now.is_empty() { known.remove(&answer.id) } else { known.insert(answer.id, now) };
    let (before, now) = (before.unwrap_or_default(), &answer.forgotten);
    let gone = before.iter().filter(|forgotten| !now.contains(forgotten));
    let others = now.iter().filter(|forgotten| !before.contains(forgotten)).chain(gone);
    let words: BTreeSet<String> = others.map(|forgotten| forgotten.words.clone()).collect();
    words.into_iter().map(|words| (answer.id, words)).collect()
}

#[cfg(test)]
mod tests;
