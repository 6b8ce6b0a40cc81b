//! How a text of several lines is shown.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::Editor;
use crate::ui::{pen, text};

/// What showed of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Where the terminal's cursor belongs; `None` when the area has no room.
    pub cursor: Option<Position>,
    /// How many lines are above those that showed.
    pub above: usize,
    /// How many lines are below them.
    pub below: usize,
}

impl Editor {
    /// Lays styles over parts of the text that was drawn over the area; the rows in which any of them shows, from the top
    /// of the area.
    pub fn lay_over(&self, buffer: &mut Buffer, area: Rect, shown: Shown, parts: &[(Range<usize>, Style)]) -> Vec<u16> {
        let mut rows = Vec::new();
        for (y, row) in (0..area.height).zip(self.rows(usize::from(area.width)).into_iter().skip(shown.above)) {
            let mut column: u16 = 0;
            for cluster in text::clusters(self.text.get(row.clone()).unwrap_or_default()) {
                let (at, width) = (row.start + cluster.at, u16::try_from(cluster.width).unwrap_or(u16::MAX));
                if let Some((_, style)) = parts.iter().find(|(part, _)| part.contains(&at)) {
                    let cell = Rect { x: area.x.saturating_add(column), y: area.y + y, width, height: 1 };
                    buffer.set_style(cell.intersection(area).intersection(buffer.area), *style);
                    rows.push(y);
                }
                column = column.saturating_add(width);
            }
        }
        rows.dedup();
        rows
    }

    /// Draws the text, wrapped, over the area; where it is longer, the part around the cursor. A cursor behind a full
    /// line stands in the column after the area, which panes keep free.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, style: Style) -> Shown {
        let cells = usize::from(area.width);
        let height = usize::from(area.height);
        let rows = self.rows(cells);
        let (row, column) = self.cell(cells);
        let above = (row + 1).saturating_sub(height);
        for (y, range) in (0..area.height).zip(rows.iter().skip(above)) {
            pen::put(buffer, area, 0, y, self.text.get(range.clone()).unwrap_or_default().trim_end(), style);
        }
        let place = u16::try_from(column).ok().zip(u16::try_from(row - above.min(row)).ok());
        let cursor = place
            .filter(|(_, row)| *row < area.height)
            .map(|(column, row)| Position::new(area.x.saturating_add(column), area.y.saturating_add(row)));
        Shown { cursor, above, below: rows.len().saturating_sub(above + height) }
    }
}
