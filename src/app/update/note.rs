//! The note being written: every change of it goes to the store at once, under the record it belongs to.

use crate::app::effect::Effect;
use crate::app::pane::log::{self, Keeping};
use crate::app::sheet::{NOTE, Subject};
use crate::app::state::State;
use crate::domain::timestamp::Timestamp;
use crate::store::{Draft, Request};
use crate::ui::editor::{Done, Edit};
use crate::ui::rule::Tone;

impl State {
    /// Does an edit in the note of the contact that is shown.
    pub(in crate::app) fn write_note(&mut self, edit: &Edit) -> Vec<Effect> {
        let cells = log::note_cells(self);
        let done = match self.sheet_mut().filter(|sheet| sheet.takes_note()) {
            Some(sheet) => sheet.note.apply(edit, cells),
            None => Done::Nothing,
        };
        if done == Done::Nothing { Vec::new() } else { self.keep_note() }
    }

    /// Puts a text into the note where its cursor stands, apart from what stands before it.
    pub(in crate::app) fn insert_into_note(&mut self, text: &str) -> Vec<Effect> {
        self.insert_with_gap(text, None)
    }

    /// The same with the cursor at a gap in the text, so many bytes from its beginning, for the agent to fill it in.
    pub(in crate::app) fn insert_with_gap(&mut self, text: &str, gap: Option<usize>) -> Vec<Effect> {
        let Some(sheet) = self.sheet_mut().filter(|sheet| sheet.takes_note()) else {
            self.say(Tone::Quiet, "not now: no contact of yours is open");
            return Vec::new();
        };
        let before = sheet.note.text().get(..sheet.note.cursor()).unwrap_or_default();
        let apart = match before.chars().next_back() {
            None | Some('\n') => "",
            Some(_) if text.contains('\n') => "\n",
            Some(' ') => "",
            Some(_) => " ",
        };
        let begins = sheet.note.cursor() + apart.len();
        if let Some(letter) = apart.chars().next() {
            sheet.note.apply(&Edit::Insert(letter), 0);
        }
        sheet.note.apply(&Edit::Paste(text.to_owned()), 0);
        if let Some(gap) = gap {
            sheet.note.stand_at(begins + gap);
        }
        self.keep_note()
    }

    /// Asks the store to keep the note that is shown.
    fn keep_note(&mut self) -> Vec<Effect> {
        let now = self.now;
        let Some(sheet) = self.sheet_mut() else { return Vec::new() };
        let draft = sheet.note_draft();
        sheet.note_kept = match sheet.note_kept {
            Keeping::Failed(_) => Keeping::Failed(now),
            Keeping::Nothing | Keeping::Asked(_) | Keeping::Kept(_) => Keeping::Asked(now),
        };
        vec![self.keep(draft)]
    }

    /// The effect of keeping a draft.
    pub(in crate::app) fn keep(&self, draft: Draft) -> Effect {
        Effect::Store(Request::KeepDraft { agent: self.setup.agent.clone(), draft, at: self.now })
    }

    /// The store has a text.
    pub(super) fn draft_kept(&mut self, record: &str, field: &str, at: Timestamp) {
        if let Some(sheet) = self.sheets.values_mut().find(|sheet| field == NOTE && sheet.record() == record) {
            sheet.note_kept = if sheet.note.is_empty() { Keeping::Nothing } else { Keeping::Kept(at) };
        }
    }

    /// The store could not keep a text. It stays where it is written and is offered again with every tick.
    pub(super) fn draft_not_kept(&mut self, draft: &Draft, why: &str) {
        let now = self.now;
        let written = self.sheets.values_mut().find(|sheet| draft.field == NOTE && sheet.record() == draft.record);
        let Some(sheet) = written else { return };
        let known = matches!(sheet.note_kept, Keeping::Failed(_));
        sheet.note_kept = Keeping::Failed(now);
        if !known {
            self.say(Tone::Failed, format!("▲ Note not saved: {why}"));
        }
    }

    /// Offers the store again what it could not keep.
    pub(super) fn keep_again(&self) -> Vec<Effect> {
        let failed = self.sheets.values().filter(|sheet| matches!(sheet.note_kept, Keeping::Failed(_)));
        failed.map(|sheet| self.keep(sheet.note_draft())).collect()
    }

    /// Takes a sheet off the desk and keeps what was written on it in hand, in case its contact comes back.
    pub(in crate::app) fn lay_aside(&mut self, subject: Subject) {
        let Some(sheet) = self.sheets.remove(&subject) else { return };
        self.drafts.retain(|draft| draft.record != sheet.record());
        self.drafts.extend(sheet.drafts());
    }
}
