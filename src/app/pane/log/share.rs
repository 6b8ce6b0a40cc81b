//! How the log, what is said, and the note share the height of their pane.

use ratatui::layout::Rect;

use super::words;
use crate::app::state::State;

/// The least rows of the log and of the note.
const LOG: u16 = 6;
const NOTE: u16 = 4;

/// The most rows of what is said.
const WORDS: u16 = 6;

/// Where each of them is drawn. The row above each but the log is its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Share {
    pub(super) log: Rect,
    pub(super) words: Option<Rect>,
    pub(super) note: Option<Rect>,
}

impl Share {
    /// Without a sheet there is no note. An entry that is open takes the place of what is said.
    pub(super) fn of(state: &State, area: Rect) -> Self {
        let Some(sheet) = state.sheet() else { return Self { log: area, words: None, note: None } };
        let said = if state.log().entry.is_some() { 0 } else { words::rows(state, area.width, WORDS) };
        let spare = area.height.saturating_sub(LOG + NOTE + 1);
        let words = if said > 0 && spare > 1 { said.min(spare - 1) } else { 0 };
        let ruled = if words > 0 { words + 1 } else { 0 };
        let left = area.height.saturating_sub(ruled + 1);
        let note = match sheet.takes_note() {
            true if words > 0 => left.saturating_sub(LOG).max(NOTE),
            true => (area.height * 2 / 5).max(NOTE),
            false if state.ring.is_some() => NOTE,
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
