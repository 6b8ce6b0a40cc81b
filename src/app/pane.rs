//! The panes of the desk, a file each: what it remembers, what its keys do, how it is drawn. Panes never name each other.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::keymap::Order;
use super::state::{Pane, State};
use crate::ui::list::Step;

pub(super) mod answers;
pub(super) mod customer;
pub(super) mod log;
pub(super) mod queue;
pub(super) mod wrap_up;

/// The words of a pane's title rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Title {
    /// At its beginning.
    pub(super) name: String,
    /// At its end.
    pub(super) end: String,
}

/// A quiet rule that parts a pane, at a row of the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// The row.
    pub(super) y: u16,
    /// What it says.
    pub(super) title: Title,
}

/// The title of a pane.
pub(super) fn title(state: &State, pane: Pane) -> Title {
    match pane {
        Pane::Queue => queue::title(state),
        Pane::Customer => customer::title(state),
        Pane::Answers => answers::title(state),
        Pane::Log => log::title(state),
    }
}

/// The quiet rules within a pane that is drawn in `area`.
pub(super) fn parts(state: &State, pane: Pane, area: Rect) -> Vec<Part> {
    match pane {
        Pane::Queue | Pane::Customer => Vec::new(),
        Pane::Answers => answers::parts(state, area),
        Pane::Log => log::parts(state, area),
    }
}

/// Where a line parts a pane from top to bottom, as a column of the screen.
pub(super) fn column(state: &State, pane: Pane, area: Rect) -> Option<u16> {
    match pane {
        Pane::Customer if wrap_up::is_open(state) => wrap_up::column(area),
        Pane::Customer if customer::shows_deed(state) => customer::deed::column(area),
        Pane::Queue | Pane::Customer | Pane::Answers | Pane::Log => None,
    }
}

/// Draws a pane below its title; where the terminal's cursor belongs if the pane has the focus.
pub(super) fn draw(state: &State, pane: Pane, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    match pane {
        Pane::Queue => queue::draw(state, area, buffer),
        Pane::Customer => customer::draw(state, area, buffer),
        Pane::Answers => answers::draw(state, area, buffer),
        Pane::Log => log::draw(state, area, buffer),
    }
}

/// The whole text of a pane's marked row, while it is wanted.
pub(super) fn whole(state: &State, pane: Pane) -> Option<String> {
    match pane {
        Pane::Customer => customer::whole(state),
        Pane::Queue | Pane::Answers | Pane::Log => None,
    }
}

/// How an order moves the mark of a list, if it does.
pub(super) fn list_step(order: Order) -> Option<Step> {
    [
        (Order::Down, Step::Down),
        (Order::Up, Step::Up),
        (Order::PageDown, Step::PageDown),
        (Order::PageUp, Step::PageUp),
        (Order::First, Step::First),
        (Order::Last, Step::Last),
    ]
    .into_iter()
    .find_map(|(moves, step)| (moves == order).then_some(step))
}
