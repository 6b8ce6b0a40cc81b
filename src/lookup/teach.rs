//! What people teach the index: by what they take, and by what a team lead pins and has forgotten.

use crate::domain::id::AnswerId;
use crate::domain::timestamp::Timestamp;

use super::words::Source;
use super::{Index, Pick, TYPED, distinct};

impl Index {
    /// From now on this answer comes first for these words, whatever else is known; several of one query stand in the order
    /// in which they were pinned.
    pub fn pin(&mut self, query: &str, answer: AnswerId) {
        self.pins.pin(query, answer);
    }

    /// Undoes [`Index::pin`].
    pub fn unpin(&mut self, query: &str, answer: AnswerId) {
        self.pins.unpin(query, answer);
    }

    /// Drops what was learned of these words for an answer, whoever picked it; other words that led to it stay learned.
    pub fn forget(&mut self, query: &str, answer: AnswerId) {
        let Some((slot, language)) = self.known(answer) else { return };
        let text = distinct(self.stems(query, language, Source::Picks).into_iter().take(TYPED));
        let Self { learned, postings, weights, now, .. } = self;
        let hear = |stem, times: f32| postings.add(stem, slot, weights.learned * times);
        learned.unlearn(answer, &text, *now, weights, hear);
    }

    /// Sets the moment as of which what is learned from here on is weighed: old picks have faded. Without it, none has.
    pub fn set_now(&mut self, now: Timestamp) {
        self.now = now;
    }

    /// Learns from a pick, which counts from the next search on; one of an answer that is not here teaches nothing.
    pub fn learn(&mut self, pick: &Pick<'_>) {
        let Some((slot, language)) = self.known(pick.answer) else { return };
        let text = distinct(self.stems(pick.query, language, Source::Picks).into_iter().take(TYPED));
        let Self { learned, postings, weights, now, .. } = self;
        let hear = |stem, times: f32| postings.add(stem, slot, weights.learned * times);
        learned.note(pick, &text, *now, weights, hear);
    }
}
