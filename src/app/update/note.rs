//! The note of the contact at hand: text from elsewhere goes into it, and all of it is kept as it is written.

use crate::app::effect::Effect;
use crate::app::sheet::Sheet;
use crate::app::state::State;
use crate::store::Request;
use crate::ui::editor::Edit;

impl State {
    /// Keeps the note as it is now.
    pub(in crate::app) fn keep_note(&self) -> Vec<Effect> {
        let Some(draft) = self.sheet().filter(|sheet| sheet.takes_note()).map(Sheet::note_draft) else {
            return Vec::new();
        };
        vec![Effect::Store(Request::KeepDraft { agent: self.setup.agent.clone(), draft, at: self.now })]
    }

    /// Puts a text into the note at its cursor, on lines of its own; the cursor stands after it.
    pub(in crate::app) fn insert_into_note(&mut self, text: &str) -> Vec<Effect> {
        let Some(sheet) = self.sheet_mut().filter(|sheet| sheet.takes_note()) else { return Vec::new() };
        let note = &mut sheet.note;
        let (before, after) = note.text().split_at_checked(note.cursor()).unwrap_or((note.text(), ""));
        let begins_line = before.is_empty() || before.ends_with('\n');
        let ends_line = after.is_empty() || after.starts_with('\n');
        // A text of one line changes no wrapping that these edits depend on, so the width does not matter.
        if !begins_line {
            note.apply(&Edit::NewLine, usize::MAX);
        }
        note.apply(&Edit::Paste(text.to_owned()), usize::MAX);
        if !ends_line {
            note.apply(&Edit::NewLine, usize::MAX);
        }
        self.keep_note()
    }
}
