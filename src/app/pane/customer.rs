//! The customer's file: who it is, what an agent must know first, and what belongs to them, tab by tab.

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Title;
use crate::app::effect::Effect;
use crate::app::keymap::Order;
use crate::app::sheet::Sheet;
use crate::app::state::State;
use crate::domain::journal::Receipt;
use crate::store;
use crate::ui::list::ListState;

/// Where the agent is in a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct CustomerView {
    list: ListState,
}

pub(super) fn title(state: &State) -> Title {
    if super::wrap_up::is_open(state) {
        return super::wrap_up::title(state);
    }
    let name = state.sheet().map(Sheet::name).unwrap_or_default();
    Title { name: format!("2 Customer  {name}"), end: String::new() }
}

pub(in crate::app) fn obey(_state: &mut State, _order: Order) -> Vec<Effect> {
    Vec::new()
}

/// The file of a sheet came from the store.
pub(in crate::app) fn opened(_sheet: &mut Sheet) {}

/// Begins a new customer with what is known of the contact.
pub(in crate::app) fn begin_new(_state: &mut State) -> Vec<Effect> {
    Vec::new()
}

/// The store says what the form would change.
pub(in crate::app) fn previewed(_state: &mut State, _receipt: Receipt) {}

/// The store saved the form.
pub(in crate::app) fn saved(_state: &mut State, _receipt: &Receipt) -> Vec<Effect> {
    Vec::new()
}

/// The store did not save it.
pub(in crate::app) fn not_saved(_state: &mut State, _error: &store::Error) -> Vec<Effect> {
    Vec::new()
}

/// A key for the form.
pub(in crate::app) fn typed(_state: &mut State, _key: KeyEvent) -> Vec<Effect> {
    Vec::new()
}

/// A text pasted into the form.
pub(in crate::app) fn pasted(_state: &mut State, _text: &str) -> Vec<Effect> {
    Vec::new()
}

pub(super) fn draw(state: &State, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    if super::wrap_up::is_open(state) {
        return super::wrap_up::draw(state, area, buffer);
    }
    None
}
