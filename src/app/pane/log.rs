//! The contact log of the customer at hand, what is said in the running contact, and the note being written.

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Part, Title};
use crate::app::effect::Effect;
use crate::app::keymap::Order;
use crate::app::state::{Pane, State, Typing};
use crate::ui::list::ListState;

/// Where the agent is in the log.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct LogView {
    list: ListState,
}

pub(super) fn title(_state: &State) -> Title {
    Title { name: "4 Log".to_owned(), end: String::new() }
}

pub(super) fn parts(_state: &State, _area: Rect) -> Vec<Part> {
    Vec::new()
}

/// Puts the cursor into the note of the contact at hand.
pub(in crate::app) fn begin_note(state: &mut State) -> Vec<Effect> {
    state.pane = Pane::Log;
    state.typing = Typing::Note;
    vec![state.keep_session()]
}

pub(in crate::app) fn obey(state: &mut State, order: Order) -> Vec<Effect> {
    if order == Order::Back {
        state.leave_text();
    }
    Vec::new()
}

/// A key for the note.
pub(in crate::app) fn typed(_state: &mut State, _key: KeyEvent) -> Vec<Effect> {
    Vec::new()
}

/// A text pasted into the note.
pub(in crate::app) fn pasted(_state: &mut State, _text: &str) -> Vec<Effect> {
    Vec::new()
}

pub(super) fn draw(_state: &State, _area: Rect, _buffer: &mut Buffer) -> Option<Position> {
    None
}
