//! Rows under columns, one of them marked. Only the rows that show are asked for, so that a list of a million costs what
//! forty cost.

mod cell;
pub mod column;
mod state;

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub use self::cell::Cell;
use self::column::{Column, Place};
pub use self::state::{ListState, Step};
use super::pen;
use super::theme::{Focus, Role, Theme};

/// How a list is laid out and named.
#[derive(Clone, Copy, Debug)]
pub struct List<'a> {
    /// Its columns. The area's first and last cell stay free: one for the mark, one blank.
    pub columns: &'a [Column<'a>],
    /// How many rows there are in all.
    pub len: usize,
    /// Whether it has the focus; `None` where the list is only read and no row is marked.
    pub focus: Option<Focus>,
    /// What the rows beyond the last one shown are called: `more`, `older`.
    pub after: &'a str,
    /// What the rows before the first one shown are called: `above`, `newer`.
    pub before: &'a str,
}

/// What a list showed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The cell of the mark, where the terminal's cursor belongs so that a screen reader follows it.
    pub cursor: Option<Position>,
    /// The rows that showed.
    pub rows: Range<usize>,
    /// How many columns had no room; the pane's title says so.
    pub hidden_columns: usize,
}

impl List<'_> {
    /// Draws the heads (unless all are empty), the rows that fit, and a last line that counts those that do not.
    pub fn draw(
        &self,
        buffer: &mut Buffer,
        area: Rect,
        state: &ListState,
        theme: Theme,
        row: impl Fn(usize) -> Vec<Cell>,
    ) -> Shown {
        let headed = u16::from(self.columns.iter().any(|column| !column.head.is_empty()));
        let body = Rect {
            y: area.y.saturating_add(headed.min(area.height)),
            height: area.height.saturating_sub(headed),
            ..area
        };
        let window = state.window(self.len, body.height);
        let rows: Vec<Vec<Cell>> = window.clone().map(row).collect();
        let places = column::places(self.columns, &rows, area.width.saturating_sub(2));
        if headed == 1 {
            self.draw_heads(buffer, area, &places, theme);
        }
        let mut cursor = None;
        for ((y, index), cells) in (0..).zip(window.clone()).zip(&rows) {
            let line = pen::row_of(body, y);
            draw_row(buffer, line, self.columns, &places, cells, theme);
            if let Some(focus) = self.focus.filter(|_| index == state.marked) {
                mark(buffer, line, focus, theme);
                cursor = Some(Position::new(line.x, line.y));
            }
        }
        self.draw_rest(buffer, body, &window, theme);
        let hidden_columns = self.columns.len() - places.iter().flatten().count();
        Shown { cursor, rows: window, hidden_columns }
    }

    fn draw_heads(&self, buffer: &mut Buffer, area: Rect, places: &[Option<Place>], theme: Theme) {
        let cells: Vec<Cell> = self.columns.iter().map(|column| Cell::of(Role::Muted, column.head)).collect();
        draw_row(buffer, pen::row_of(area, 0), self.columns, places, &cells, theme);
    }

    /// The line that says what is beyond the window: `   8 older   3 newer                PgUp PgDn`.
    fn draw_rest(&self, buffer: &mut Buffer, body: Rect, window: &Range<usize>, theme: Theme) {
        if window.len() >= usize::from(body.height) {
            return;
        }
        let (before, after) = (window.start, self.len.saturating_sub(window.end));
        let Some(row) = body.height.checked_sub(1) else { return };
        let (words, keys) = match (before, after) {
            (0, 0) => return,
            (0, _) => (format!("{after} {}", self.after), "PgDn"),
            (_, 0) => (format!("{before} {}", self.before), "PgUp"),
            _ => (format!("{after} {}   {before} {}", self.after, self.before), "PgUp PgDn"),
        };
        let line = pen::inside(pen::row_of(body, row));
        let end = pen::put(buffer, line, 2, 0, &words, theme.style(Role::Muted));
        if end + pen::cells(keys) < line.width {
            pen::put_right(buffer, line, 0, keys, theme.style(Role::Muted));
        }
    }
}

fn draw_row(
    buffer: &mut Buffer,
    line: Rect,
    columns: &[Column<'_>],
    places: &[Option<Place>],
    cells: &[Cell],
    theme: Theme,
) {
    let line = pen::inside(line);
    for ((column, place), cell) in columns.iter().zip(places).zip(cells) {
        let Some(place) = place else { continue };
        let area = Rect { x: line.x.saturating_add(place.x), width: place.width, ..line };
        cell.draw(buffer, area.intersection(line), column.width, theme);
    }
}

/// Marks a row that is already drawn: `▌`, raised and bold with the focus, `▸` without.
pub fn mark(buffer: &mut Buffer, line: Rect, focus: Focus, theme: Theme) {
    let (sign, style) = theme.mark(focus);
    pen::put(buffer, line, 0, 0, sign, style);
    buffer.set_style(line.intersection(buffer.area), theme.marked_row(focus));
}

#[cfg(test)]
mod tests;
