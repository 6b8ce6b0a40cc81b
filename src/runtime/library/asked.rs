//! What is asked of the shelves: of each seeker the newest search counts, and it is answered again once more can be found.

use crate::app::{Message, Search, Seeker};
use crate::lookup::Index;
use crate::runtime::inbox::Post;
use crate::store::Store;

use super::search;

/// Searches that wait for an answer, and those that were answered too early.
#[derive(Default)]
pub(super) struct Asked {
    waiting: Vec<(Box<Search>, Seeker)>,
    early: Vec<(Box<Search>, Seeker)>,
}

impl Asked {
    /// Notes a search in the place of what its seeker asked before.
    pub(super) fn note(&mut self, search: Box<Search>, seeker: Seeker) {
        self.waiting.retain(|(_, known)| *known != seeker);
        self.early.retain(|(_, known)| *known != seeker);
        self.waiting.push((search, seeker));
    }

    /// Lets what was answered too early wait for another answer.
    pub(super) fn again(&mut self) {
        self.waiting.append(&mut self.early);
    }

    /// Answers what waits; what cannot be answered now goes on waiting. An answer is too early while more can soon be
    /// found.
    pub(super) fn answer(&mut self, store: &mut Store, index: &Index, too_early: bool, post: &Post) {
        for (wanted, seeker) in std::mem::take(&mut self.waiting) {
            match search(store, index, &wanted) {
                Ok(found) => {
                    post.send(Message::Found(found));
                    if too_early {
                        self.early.push((wanted, seeker));
                    }
                }
                Err(error) => {
                    tracing::warn!(code = error.code(), "the answers cannot be read, they are searched again");
                    self.waiting.push((wanted, seeker));
                }
            }
        }
    }
}
