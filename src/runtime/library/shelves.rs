//! The index beside the store it is filled from: a slice at a time, so that what is there already is found meanwhile, and
//! afterwards only what has changed.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};

use super::{LOOK, Task, heard, search};
use crate::app::{Message, Search, Seeker};
use crate::domain::answer::Answer;
use crate::domain::id::AnswerId;
use crate::domain::learning::{Forgotten, Pick, same_words};
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
    /// What of each answer is forgotten, as the index knows it.
    forgotten: HashMap<AnswerId, Vec<Forgotten>>,
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
        let forgotten = HashMap::new();
        let mut shelves = Self { store, index, language, stamp, versions, lacking, forgotten, picks: None, asked };
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
        let Self { store, index, language, lacking, forgotten, .. } = self;
        let Some(run) = lacking.front() else { return Ok(()) };
        let mut others = Vec::new();
        if let (Some(first), Some(last)) = (run.first(), run.last()) {
            store.answers_between(*first, *last, |answer, uses| {
                index.put(&Entry::of(&answer, language, uses));
                others.extend(forgets_otherwise(forgotten, &answer));
            })?;
        }
        // As long as nothing was learned yet, nothing has to be forgotten.
        if self.picks.is_some() && !others.is_empty() {
            self.learn_again(&others)?;
        }
        self.lacking.pop_front();
        Ok(())
    }

    /// Forgets what was learned of these words, and learns what of it counts by now.
    fn learn_again(&mut self, others: &[(AnswerId, String)]) -> Result<(), store::Error> {
        let picks = self.store.picks()?;
        for (answer, words) in others {
            self.index.forget(words, *answer);
            let same = |pick: &&Pick| pick.answer == *answer && same_words(&pick.query) == *words;
            picks.iter().filter(same).for_each(|pick| self.index.learn(&heard(pick)));
        }
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
mod tests {
    use std::collections::BTreeMap;

    use serde_json::json;

    use super::*;
    use crate::domain::action::{Action, Actor, House};
    use crate::domain::money::Currency;
    use crate::domain::phone::Region;
    use crate::domain::policy::{Policy, Role};
    use crate::domain::portable::{PickRecord, Portable};
    use crate::domain::timestamp::Timestamp;
    use crate::lookup::{Context, Query};
    use crate::store::{Address, Mode};

    fn shelves() -> Shelves {
        let roles = BTreeMap::from([("tom".to_owned(), Role(Role::SUPERVISOR.to_owned()))]);
        let policy = Policy { roles, ..Policy::default() };
        let house = House { policy, ..House::plain(Region::named("DE").unwrap(), Currency::EUR) };
        let mut store = Store::open(&Address::read(":memory:").unwrap(), house).unwrap();
        let answer = json!({"id": 0, "version": 0, "ref": "late", "title": "Late"});
        let taken =
            |query: &str| Box::new(PickRecord { query: query.into(), answer: "late".into(), ..PickRecord::default() });
        let records = [
            Portable::Answer(serde_json::from_value(answer).unwrap()),
            Portable::Pick(taken("zlotys")),
            Portable::Pick(taken("groszy")),
        ];
        store.import(records.into()).unwrap();
        let mut shelves = Shelves::open(store, String::new()).unwrap();
        while shelves.take_slice() {}
        shelves
    }

    impl Shelves {
        fn done(&mut self, action: serde_json::Value) -> i64 {
            let actor = Actor { agent: "tom".to_owned(), contact: None, at: Timestamp::default().plus_seconds(60) };
            let action: Action = serde_json::from_value(action).unwrap();
            let receipt = self.store.perform(&action, &actor, None, Mode::Commit).unwrap();
            self.compare().unwrap();
            while self.take_slice() {}
            receipt.id.0
        }

        fn finds(&self, text: &str) -> bool {
            let (context, now) = (Context::default(), Timestamp::default());
            !self.index.search(&Query { text, queue: None, context, now, limit: 5 }).hits.is_empty()
        }
    }

    #[test]
    fn what_a_team_lead_lets_be_forgotten_is_found_no_more_until_that_is_taken_back() {
        let mut shelves = shelves();
        assert!(shelves.finds("zlotys ") && shelves.finds("groszy "));
        let receipt = shelves.done(json!({"action": "forget_learned", "answer": "late", "words": "Zlotys"}));
        assert!(!shelves.finds("zlotys ") && shelves.finds("groszy "));
        shelves.done(json!({"action": "add_phrase", "answer": "late", "phrase": "not here"}));
        assert!(!shelves.finds("zlotys ") && shelves.finds("not here "));
        shelves.done(json!({"action": "undo", "receipt": receipt}));
        assert!(shelves.finds("zlotys ") && shelves.finds("groszy "));
    }
}

#[cfg(test)]
mod filling {
    use super::*;
    use crate::domain::action::House;
    use crate::domain::money::Currency;
    use crate::domain::phone::Region;
    use crate::domain::portable::Portable;
    use crate::lookup::{Context, Query};
    use crate::store::Address;

    fn open(folder: &tempfile::TempDir) -> Store {
        let address = Address::read(folder.path().join("desk.db").to_str().unwrap()).unwrap();
        Store::open(&address, House::plain(Region::US, Currency::EUR)).unwrap()
    }

    fn write(store: &mut Store, number: usize, title: &str) {
        let text = serde_json::json!({ "id": 0, "version": 0, "ref": format!("a{number}"), "title": title });
        store.import(vec![Portable::Answer(Box::new(serde_json::from_value(text).unwrap()))]).unwrap();
    }

    fn found(shelves: &Shelves, text: &str) -> usize {
        let (context, now) = (Context::default(), crate::domain::timestamp::Timestamp::default());
        shelves.index.search(&Query { text, queue: None, context, now, limit: 10 }).hits.len()
    }

    #[test]
    fn what_is_there_already_is_found_before_the_rest_is_read() {
        let folder = tempfile::tempdir().unwrap();
        let mut store = open(&folder);
        for number in 0..SLICE + 5 {
            write(&mut store, number, "Opening hours");
        }
        let mut shelves = Shelves::open(store, "en".to_owned()).unwrap();
        assert_eq!((found(&shelves, "opening "), shelves.index.len()), (0, 0));
        assert!(shelves.take_slice() && shelves.lacks());
        assert_eq!((found(&shelves, "opening "), shelves.index.len()), (10, SLICE));
        while shelves.take_slice() {}
        assert_eq!(shelves.index.len(), SLICE + 5);
    }

    #[test]
    fn only_what_changed_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let (mut store, mut elsewhere) = (open(&folder), open(&folder));
        for number in 0..5 {
            write(&mut store, number, "Opening hours");
        }
        let mut shelves = Shelves::open(store, "en".to_owned()).unwrap();
        while shelves.take_slice() {}
        shelves.look_again();
        write(&mut elsewhere, 3, "Lost parcel");
        write(&mut elsewhere, 7, "Broken parcel");
        shelves.look_again();
        assert_eq!(shelves.lacking.iter().map(Vec::len).sum::<usize>(), 2);
        while shelves.take_slice() {}
        assert_eq!((found(&shelves, "parcel "), found(&shelves, "opening "), shelves.index.len()), (2, 4, 6));
    }
}
