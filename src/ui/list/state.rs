//! Which row of a list is marked, and from which row on it is shown.

use std::ops::Range;

use crossterm::event::KeyCode;
use serde::{Deserialize, Serialize};

/// Which row is marked and which is the first to show. Both survive that the list grows or shrinks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ListState {
    /// The marked row, from 0.
    pub marked: usize,
    /// The first row that shows.
    pub top: usize,
}

/// A move of the mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// As many rows up as show.
    PageUp,
    /// As many rows down as show.
    PageDown,
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

impl Step {
    /// The step that an arrow takes beside a text, where letters are typed.
    #[must_use]
    pub fn of_arrow(code: KeyCode) -> Option<Self> {
        [(KeyCode::Up, Self::Up), (KeyCode::Down, Self::Down)]
            .into_iter()
            .find_map(|(arrow, step)| (arrow == code).then_some(step))
    }
}

impl ListState {
    /// Moves the mark in a list of `len` rows shown on `height` lines (without the heads).
    pub fn step(&mut self, step: Step, len: usize, height: u16) {
        let page = body(len, height).max(1);
        self.marked = match step {
            Step::Up => self.marked.saturating_sub(1),
            Step::Down => self.marked.saturating_add(1),
            Step::PageUp => self.marked.saturating_sub(page),
            Step::PageDown => self.marked.saturating_add(page),
            Step::First => 0,
            Step::Last => len,
        };
        self.clamp(len);
        self.top = self.window(len, height).start;
    }

    /// Keeps the mark within a list that changed its length.
    pub fn clamp(&mut self, len: usize) {
        self.marked = self.marked.min(len.saturating_sub(1));
        self.top = self.top.min(self.marked);
    }

    /// The rows that show on `height` lines; the marked one is always among them. A list that does not fit leaves its
    /// last line to the count of what is beyond.
    #[must_use]
    pub fn window(&self, len: usize, height: u16) -> Range<usize> {
        let body = body(len, height);
        let marked = self.marked.min(len.saturating_sub(1));
        let lowest = marked.saturating_add(1).saturating_sub(body);
        let top = self.top.clamp(lowest, marked.max(lowest)).min(len.saturating_sub(body));
        top..top.saturating_add(body).min(len)
    }
}

fn body(len: usize, height: u16) -> usize {
    let height = usize::from(height);
    if len > height && height > 1 { height - 1 } else { height }
}
