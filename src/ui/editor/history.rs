//! What was changed in a text, so that it can be taken back: a word at a time, not a letter at a time.

/// How many changes are kept.
const MOST: usize = 200;

/// Some text that took the place of some other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Change {
    /// Where, in bytes.
    pub(super) at: usize,
    /// What was there.
    pub(super) removed: String,
    /// What is there now.
    pub(super) inserted: String,
    /// Where the cursor was before.
    pub(super) before: usize,
}

/// The changes made, and those taken back.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(super) struct History {
    past: Vec<Change>,
    future: Vec<Change>,
    /// Whether the next change may become part of the last one.
    growing: bool,
}

impl History {
    /// The next change is one of its own.
    pub(super) fn close(&mut self) {
        self.growing = false;
    }

    pub(super) fn push(&mut self, change: Change) {
        self.future.clear();
        let grown = self.growing && self.past.last_mut().is_some_and(|last| last.grow(&change));
        if !grown {
            if self.past.len() == MOST {
                self.past.remove(0);
            }
            self.past.push(change);
        }
        self.growing = true;
    }

    /// Takes the last change back and returns where the cursor was before it.
    pub(super) fn undo(&mut self, text: &mut String) -> Option<usize> {
        self.close();
        let change = self.past.pop()?;
        swap(text, change.at, &change.inserted, &change.removed)?;
        // What something took the place of is there again, and the cursor behind it.
        let replaced = !change.removed.is_empty() && !change.inserted.is_empty();
        let before = if replaced { change.at + change.removed.len() } else { change.before };
        self.future.push(change);
        Some(before)
    }

    /// Makes the change taken back last again and returns where the cursor is after it.
    pub(super) fn redo(&mut self, text: &mut String) -> Option<usize> {
        self.close();
        let change = self.future.pop()?;
        swap(text, change.at, &change.removed, &change.inserted)?;
        let after = change.at + change.inserted.len();
        self.past.push(change);
        Some(after)
    }
}

impl Change {
    /// Takes in a change that goes on where this one ended; says whether it did.
    fn grow(&mut self, next: &Self) -> bool {
        let typing = self.removed.is_empty() && next.removed.is_empty() && next.at == self.at + self.inserted.len();
        let begins_word = self.inserted.ends_with([' ', '\n']) && !next.inserted.starts_with([' ', '\n']);
        if typing && !begins_word {
            self.inserted.push_str(&next.inserted);
            return true;
        }
        let erasing = self.inserted.is_empty() && next.inserted.is_empty();
        if erasing && next.at + next.removed.len() == self.at {
            self.removed.insert_str(0, &next.removed);
            self.at = next.at;
            return true;
        }
        false
    }
}

/// Puts one text in the place of another; nothing when that is not there.
fn swap(text: &mut String, at: usize, old: &str, new: &str) -> Option<()> {
    let end = at + old.len();
    if text.get(at..end)? != old {
        return None;
    }
    text.replace_range(at..end, new);
    Some(())
}
