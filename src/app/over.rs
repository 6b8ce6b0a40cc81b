//! What lies over the screen for a moment: the palette, the help, lists to choose from. While one is open every key goes
//! to it.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::effect::Effect;
use super::state::State;
use crate::domain::customer::Customer;
use crate::ui::editor::Editor;
use crate::ui::list::ListState;

/// A list to choose from, with a line to type into.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Over {
    kind: Kind,
    input: Editor,
    list: ListState,
}

/// What is chosen.
#[derive(Clone, Debug, PartialEq)]
enum Kind {
    Palette,
    Help,
    Customers(Vec<Customer>),
    BelongsTo(Vec<Customer>),
    Presence,
    PassOn,
    Promise,
    UndoList,
    Notices,
    Leave,
}

impl Over {
    fn of(kind: Kind) -> Self {
        Self { kind, input: Editor::line(), list: ListState::default() }
    }

    pub(super) fn palette() -> Self {
        Self::of(Kind::Palette)
    }

    pub(super) fn help() -> Self {
        Self::of(Kind::Help)
    }

    pub(super) fn customers() -> Self {
        Self::of(Kind::Customers(Vec::new()))
    }

    pub(super) fn belongs_to() -> Self {
        Self::of(Kind::BelongsTo(Vec::new()))
    }

    pub(super) fn presence(_state: &State) -> Self {
        Self::of(Kind::Presence)
    }

    pub(super) fn pass_on() -> Self {
        Self::of(Kind::PassOn)
    }

    pub(super) fn promise() -> Self {
        Self::of(Kind::Promise)
    }

    pub(super) fn undo_list() -> Self {
        Self::of(Kind::UndoList)
    }

    pub(super) fn notices() -> Self {
        Self::of(Kind::Notices)
    }
}

/// Opens it.
pub(super) fn open(state: &mut State, over: Over) -> Vec<Effect> {
    state.over = Some(over);
    Vec::new()
}

/// Asks before the desk closes while a contact is open.
pub(super) fn leave(state: &mut State) -> Vec<Effect> {
    if state.desk.own.is_empty() { state.close() } else { open(state, Over::of(Kind::Leave)) }
}

/// A key, while it is open.
pub(super) fn pressed(state: &mut State, key: KeyEvent) -> Vec<Effect> {
    if key.code == KeyCode::Esc {
        state.over = None;
    }
    Vec::new()
}

/// A text was pasted while it is open.
pub(super) fn pasted(_state: &mut State, _text: &str) -> Vec<Effect> {
    Vec::new()
}

/// The store found customers for a text.
pub(super) fn customers_found(_state: &mut State, _text: &str, _customers: Vec<Customer>) -> Vec<Effect> {
    Vec::new()
}

/// What its keys do, for the footer.
pub(super) fn hints(_over: &Over) -> Vec<(String, &'static str)> {
    vec![("Enter".to_owned(), "choose"), ("Esc".to_owned(), "close")]
}

/// Draws it; where the cursor belongs.
pub(super) fn draw(_state: &State, _over: &Over, _screen: Rect, _buffer: &mut Buffer) -> Option<Position> {
    None
}
