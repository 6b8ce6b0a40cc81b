//! How a form is shown: label column, values, errors; where it is longer than its area, the part around the active item.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Form, Input, Item};
use crate::ui::field::{self, Field, LABEL};
use crate::ui::theme::{Focus, Theme};

/// What showed of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Where the terminal's cursor belongs.
    pub cursor: Option<Position>,
    /// The row, within the area, of the value of the active item: a completion opens under it.
    pub active: Option<Rect>,
    /// How many items are above those that showed.
    pub above: usize,
    /// How many are below them.
    pub below: usize,
    /// Where the values of those that showed begin, by the names of their items: beside one may stand how it was read.
    pub values: Vec<(&'static str, Rect)>,
}

impl Form {
    /// Draws the form.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, focus: Focus, theme: Theme) -> Shown {
        let above = self.first_shown(area);
        let mut shown = Shown { cursor: None, active: None, above, below: 0, values: Vec::new() };
        let mut row = 0_u16;
        for (at, item) in self.items.iter().enumerate().skip(above) {
            let top = if at == above { 0 } else { row.saturating_add(item.gap) };
            let height = item.height(area.width);
            if top.saturating_add(height) > area.height && at > above {
                shown.below = self.items.len() - at;
                break;
            }
            let place =
                Rect { y: area.y.saturating_add(top), height: height.min(area.height - top.min(area.height)), ..area };
            let here = Focus::when(at == self.active && focus == Focus::Here);
            let cursor = item.draw(buffer, place, here, theme);
            shown.values.push((item.name, field::value_of(place, 1)));
            if here == Focus::Here {
                shown.cursor = cursor;
                shown.active = Some(field::value_of(place, 1));
            }
            row = top.saturating_add(height);
        }
        shown
    }

    /// How many rows the whole form takes in so many cells.
    #[must_use]
    pub fn height(&self, width: u16) -> u16 {
        let rows = self.items.iter().enumerate();
        let rows = rows.map(|(at, item)| item.height(width).saturating_add(if at == 0 { 0 } else { item.gap }));
        rows.fold(0, u16::saturating_add)
    }

    /// The first item to show so that the active one shows whole.
    fn first_shown(&self, area: Rect) -> usize {
        let mut room = area.height;
        let mut first = self.active;
        for (at, item) in self.items.iter().enumerate().take(self.active + 1).rev() {
            let height = item.height(area.width);
            if height > room && at < self.active {
                break;
            }
            first = at;
            room = room.saturating_sub(height).saturating_sub(item.gap);
        }
        first
    }
}

impl Item {
    fn height(&self, width: u16) -> u16 {
        match &self.input {
            Input::Text(_) => self.field(Focus::Elsewhere).map_or(1, |field| field.height(width)),
            Input::Choices(choices) => choices
                .height(width.saturating_sub(LABEL))
                .saturating_add(field::error_height(self.error.as_deref(), width)),
        }
    }

    fn field(&self, focus: Focus) -> Option<Field<'_>> {
        let Input::Text(editor) = &self.input else { return None };
        Some(Field {
            label: &self.label,
            need: self.need,
            editor,
            error: self.error.as_deref(),
            focus,
            rows: self.rows,
        })
    }

    fn draw(&self, buffer: &mut Buffer, area: Rect, focus: Focus, theme: Theme) -> Option<Position> {
        match &self.input {
            Input::Text(_) => self.field(focus)?.draw(buffer, area, theme),
            Input::Choices(choices) => {
                field::label(buffer, area, &self.label, self.need, theme);
                let rows = choices.height(area.width.saturating_sub(LABEL));
                let cursor = choices.draw(buffer, field::value_of(area, rows), focus, theme);
                field::error(buffer, field::below(area, rows), self.error.as_deref(), theme);
                cursor
            }
        }
    }
}
