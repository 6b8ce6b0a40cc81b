//! Keeping an index in shape: counts that change, gaps that are closed.

use super::postings::Slot;
use super::{Index, at};
use crate::domain::id::AnswerId;

impl Index {
    /// Notes how often an answer was taken.
    pub fn set_uses(&mut self, id: AnswerId, uses: u32) {
        let slot = self.places.get(&id);
        if let Some(answer) = slot.and_then(|slot| self.answers.get_mut(at(*slot))?.as_mut()) {
            answer.uses = uses;
        }
    }

    /// Closes the gaps that replaced and removed answers left.
    pub(super) fn sweep(&mut self) {
        let mut next = 0..;
        let moved: Vec<Option<Slot>> =
            self.answers.iter().map(|answer| answer.as_ref().and_then(|_| next.next())).collect();
        self.postings.renumber(|slot| moved.get(at(slot)).copied().flatten());
        let mut kept = moved.iter().map(Option::is_some);
        self.lengths.retain(|_| kept.next().unwrap_or(false));
        self.answers.retain(Option::is_some);
        for slot in self.places.values_mut() {
            *slot = moved.get(at(*slot)).copied().flatten().unwrap_or(*slot);
        }
    }
}
