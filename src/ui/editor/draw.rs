//! How a text of several lines is shown.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::Editor;
use crate::ui::pen;

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
