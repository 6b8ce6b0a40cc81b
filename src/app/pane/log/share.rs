//! How the log, what is said, and the note share the height of their pane.

use ratatui::layout::Rect;

use super::{note, words};
use crate::app::state::{State, Typing};

/// The least rows of the log and of the note.
const LOG: u16 = 6;
const NOTE: u16 = 4;

/// The most rows of what is said.
const WORDS: u16 = 6;

/// The least rows of the log beside a text that is to be read, and of a note with nothing in it.
const LOG_BESIDE_TEXT: u16 = 4;
const NO_NOTE: u16 = 2;

/// Where each of them is drawn. The row above each but the log is its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Share {
    pub(super) log: Rect,
    pub(super) words: Option<Rect>,
    pub(super) note: Option<Rect>,
}

impl Share {
    /// Without a sheet there is no note. An entry that is open takes the place of what is said. What came in writing has
    /// the room that the log and the note can spare, and that of the log too while it is answered.
    pub(super) fn of(state: &State, area: Rect) -> Self {
        let Some(sheet) = state.sheet() else { return Self { log: area, words: None, note: None } };
        let is_text = sheet.contact.as_ref().is_some_and(|contact| contact.channel.is_written());
        let types = state.typing == Typing::Note;
        let (least, note_least, most) = match (is_text, types) {
            (true, true) => (0, NOTE.max(area.height / 3), u16::MAX),
            (true, false) if sheet.text(sheet.writing()).is_empty() => (LOG_BESIDE_TEXT, NO_NOTE, u16::MAX),
            (true, false) => (LOG_BESIDE_TEXT, NOTE, u16::MAX),
            (false, _) => (LOG, NOTE, WORDS),
        };
        let said = if state.log().entry.is_some() { 0 } else { words::rows(state, area.width, most) };
        let spare = area.height.saturating_sub(least + note_least + 1);
        let words = if said > 0 && spare > 1 { said.min(spare - 1) } else { 0 };
        let ruled = if words > 0 { words + 1 } else { 0 };
        let left = area.height.saturating_sub(ruled + 1);
        let note = match sheet.takes_note() {
            true if words > 0 && is_text && !types => left.saturating_sub(LOG).max(note_least),
            true if words > 0 => left.saturating_sub(least).max(note_least),
            true => (area.height * 2 / 5).max(NOTE),
            false if state.ring.is_some() || note::unlogged(sheet).is_some() => NOTE,
            false => 1,
        }
        .min(left);
        let log = left - note;
        let part = |y: u16, height: u16| Rect { y: area.y + y, height, ..area };
        Self {
            log: part(0, log),
            words: (words > 0).then(|| part(log + 1, words)),
            note: (note > 0).then(|| part(log + ruled + 1, note)),
        }
    }
}
