//! What the store was asked to keep of the desk: every text that is being written, and where the agent is. It is written
//! again whenever it has become another, so that all of it is there when the desk was closed or killed.

use std::collections::BTreeMap;

use crate::domain::timestamp::Timestamp;
use crate::store::Draft;

/// Whether the store has a text as it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Keeping {
    /// There is nothing to keep.
    #[default]
    Nothing,
    /// The store was asked to keep it, last at this moment.
    Asked(Timestamp),
    /// The store has it since then.
    Kept(Timestamp),
    /// The store could not keep it when it was asked at this moment.
    Failed(Timestamp),
}

/// Drafts by their record and field, as the store was last asked to keep them.
#[derive(Debug, Default)]
pub(super) struct Kept(BTreeMap<(String, String), Entry>);

#[derive(Debug)]
struct Entry {
    draft: Draft,
    keeping: Keeping,
}

fn key(draft: &Draft) -> (String, String) {
    (draft.record.clone(), draft.field.clone())
}

impl Kept {
    /// Takes in what the store has.
    pub(super) fn take_in(&mut self, drafts: Vec<Draft>, at: Timestamp) {
        for draft in drafts {
            self.0.entry(key(&draft)).or_insert(Entry { draft, keeping: Keeping::Kept(at) });
        }
    }

    /// The drafts of a record.
    pub(super) fn of(&self, record: &str) -> impl Iterator<Item = &Draft> {
        self.0.values().map(|entry| &entry.draft).filter(move |draft| draft.record == record)
    }

    /// Every draft.
    pub(super) fn all(&self) -> impl Iterator<Item = &Draft> {
        self.0.values().map(|entry| &entry.draft)
    }

    /// One of them.
    pub(super) fn get(&self, record: &str, field: &str) -> Option<&Draft> {
        self.of(record).find(|draft| draft.field == field)
    }

    /// Whether the store has it.
    pub(super) fn keeping(&self, record: &str, field: &str) -> Keeping {
        let entry = self.0.get(&(record.to_owned(), field.to_owned())).filter(|entry| !entry.draft.text.is_empty());
        entry.map(|entry| entry.keeping).unwrap_or_default()
    }

    /// A draft as it is to be kept; whether that is to be asked of the store, which has another.
    pub(super) fn is_news(&mut self, draft: &Draft, at: Timestamp) -> bool {
        match self.0.get_mut(&key(draft)) {
            None if draft.text.is_empty() => false,
            Some(entry) if entry.draft == *draft => false,
            None => {
                self.0.insert(key(draft), Entry { draft: draft.clone(), keeping: Keeping::Asked(at) });
                true
            }
            Some(entry) => {
                let failed = matches!(entry.keeping, Keeping::Failed(_));
                let keeping = if failed { Keeping::Failed(at) } else { Keeping::Asked(at) };
                *entry = Entry { draft: draft.clone(), keeping };
                true
            }
        }
    }

    /// What of these drafts, which are all that the store has, another desk wrote or emptied since this one had them kept.
    /// What this one has asked to keep meanwhile is newer.
    pub(super) fn written_elsewhere(&self, drafts: &[Draft]) -> Vec<Draft> {
        let ours = |draft: &Draft| self.0.get(&key(draft));
        let is_other =
            |entry: &Entry, draft: &Draft| entry.draft != *draft && matches!(entry.keeping, Keeping::Kept(_));
        let written = drafts.iter().filter(|draft| ours(draft).is_none_or(|entry| is_other(entry, draft)));
        let left = |entry: &&Entry| drafts.iter().any(|draft| key(draft) == key(&entry.draft));
        let none = |entry: &Entry| Draft::none(&entry.draft.record, &entry.draft.field);
        let gone = self.0.values().filter(|entry| !left(entry)).map(|entry| (entry, none(entry)));
        let emptied = gone.filter(|(entry, none)| is_other(entry, none)).map(|(_, none)| none);
        written.cloned().chain(emptied).collect()
    }

    /// The store has this draft of another desk.
    pub(super) fn is_kept_elsewhere(&mut self, draft: Draft, at: Timestamp) {
        if draft.text.is_empty() {
            self.is_gone(&draft.record, &draft.field);
        } else {
            self.0.insert(key(&draft), Entry { draft, keeping: Keeping::Kept(at) });
        }
    }

    /// The store has it as it was when it was asked at this moment. What was written since is still on its way.
    pub(super) fn was_kept(&mut self, record: &str, field: &str, at: Timestamp) {
        let key = (record.to_owned(), field.to_owned());
        let Some(entry) = self.0.get_mut(&key) else { return };
        match entry.keeping {
            Keeping::Asked(asked) if asked != at => return,
            Keeping::Failed(asked) if asked > at => return,
            Keeping::Nothing | Keeping::Asked(_) | Keeping::Kept(_) | Keeping::Failed(_) => {}
        }
        entry.keeping = Keeping::Kept(at);
        if entry.draft.text.is_empty() {
            self.0.remove(&key);
        }
    }

    /// The store could not keep it; whether that is news.
    pub(super) fn was_not_kept(&mut self, draft: &Draft, at: Timestamp) -> bool {
        let fresh = || Entry { draft: draft.clone(), keeping: Keeping::Nothing };
        let entry = self.0.entry(key(draft)).or_insert_with(fresh);
        let known = matches!(entry.keeping, Keeping::Failed(_));
        entry.keeping = Keeping::Failed(at);
        !known
    }

    /// What the store could not keep so far.
    pub(super) fn not_kept(&self) -> impl Iterator<Item = &Draft> {
        let failed = self.0.values().filter(|entry| matches!(entry.keeping, Keeping::Failed(_)));
        failed.map(|entry| &entry.draft)
    }

    /// The store has dropped one with what it became.
    pub(super) fn is_gone(&mut self, record: &str, field: &str) {
        self.0.remove(&(record.to_owned(), field.to_owned()));
    }

    /// A record is done with: nothing of it is kept any more.
    pub(super) fn forget(&mut self, record: &str) {
        self.0.retain(|(known, _), _| known != record);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_desk_wrote_is_taken_over_unless_something_newer_is_on_its_way() {
        let draft = |text: &str| Draft { text: text.to_owned(), ..Draft::none("contact 1", "note") };
        let at = |second| Timestamp::default().plus_seconds(second);
        let mut kept = Kept::default();
        assert!(kept.is_news(&draft("a"), at(1)) && kept.is_news(&draft("ab"), at(2)));
        kept.was_kept("contact 1", "note", at(1));
        assert_eq!(kept.keeping("contact 1", "note"), Keeping::Asked(at(2)));
        assert_eq!(kept.written_elsewhere(&[draft("a")]), []);
        kept.was_kept("contact 1", "note", at(2));
        assert_eq!(kept.written_elsewhere(&[draft("ab")]), []);
        assert_eq!(kept.written_elsewhere(&[draft("abc")]), [draft("abc")]);
        assert_eq!(kept.written_elsewhere(&[]), [draft("")]);
    }
}
