//! The answers: searched while typing, read beside the list with the customer's own words filled in, put into the note
//! or on the clipboard.

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Part, Title};
use crate::app::effect::Effect;
use crate::app::keymap::Order;
use crate::app::message::Found;
use crate::app::state::{Pane, State, Typing};
use crate::ui::editor::Editor;
use crate::ui::list::ListState;

/// Where the agent is in the answers.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct AnswersView {
    search: Editor,
    list: ListState,
}

impl Default for AnswersView {
    fn default() -> Self {
        Self { search: Editor::line(), list: ListState::default() }
    }
}

impl State {
    /// Searches again for what is typed, for the contact at hand.
    pub(in crate::app) fn search_again(&self) -> Effect {
        let queue = self.contact().map(|contact| contact.queue.clone()).unwrap_or_default();
        Effect::Search { text: self.answers.search.text().to_owned(), queue }
    }
}

pub(super) fn title(_state: &State) -> Title {
    Title { name: "3 Answers".to_owned(), end: String::new() }
}

pub(super) fn parts(_state: &State, _area: Rect) -> Vec<Part> {
    Vec::new()
}

/// Puts the cursor into the search.
pub(in crate::app) fn begin(state: &mut State) -> Vec<Effect> {
    state.pane = Pane::Answers;
    state.typing = Typing::Search;
    Vec::new()
}

pub(in crate::app) fn obey(state: &mut State, order: Order) -> Vec<Effect> {
    if order == Order::Back {
        state.leave_text();
    }
    Vec::new()
}

/// The lookup answered.
pub(in crate::app) fn found(state: &mut State, found: Found) {
    state.found = found;
}

/// A key for the search.
pub(in crate::app) fn typed(_state: &mut State, _key: KeyEvent) -> Vec<Effect> {
    Vec::new()
}

/// A text pasted into the search.
pub(in crate::app) fn pasted(_state: &mut State, _text: &str) -> Vec<Effect> {
    Vec::new()
}

pub(super) fn draw(_state: &State, _area: Rect, _buffer: &mut Buffer) -> Option<Position> {
    None
}
