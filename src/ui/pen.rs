//! Puts text into a buffer, never outside the area it is given and never a byte that a terminal might obey.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::glyphs::sign;
use super::text;

/// Draws the text at the column and row of the area, as far as it fits, and returns the column after it. Its style is
/// laid over the one that is there.
pub fn put(buffer: &mut Buffer, area: Rect, column: u16, row: u16, text: &str, style: Style) -> u16 {
    let area = area.intersection(buffer.area);
    if row >= area.height || column >= area.width {
        return column;
    }
    let (x, y) = (area.x + column, area.y + row);
    let room = usize::from(area.width - column);
    let (end, _) = buffer.set_stringn(x, y, text::shown(text), room, style);
    end - area.x
}

/// Draws the text so that it ends at the area's right edge; nothing where it does not fit. Returns the column where it
/// begins.
pub fn put_right(buffer: &mut Buffer, area: Rect, row: u16, text: &str, style: Style) -> u16 {
    let Some(column) = area.width.checked_sub(cells(text)) else { return area.width };
    put(buffer, area, column, row, text, style);
    column
}

/// Draws pieces of one line after each other, and returns the column after them.
pub fn put_all<'a>(
    buffer: &mut Buffer,
    area: Rect,
    column: u16,
    row: u16,
    pieces: impl IntoIterator<Item = (&'a str, Style)>,
) -> u16 {
    pieces.into_iter().fold(column, |column, (text, style)| put(buffer, area, column, row, text, style))
}

/// Lays a style over some characters of a text that is already drawn on the area's first row. They are counted from 0
/// and ascend, as fuzzy matchers tell them; a `…` is never among them.
pub fn lay_over(buffer: &mut Buffer, area: Rect, column: u16, text: &str, characters: &[usize], style: Style) {
    let mut next = characters.iter().copied().peekable();
    let (mut x, mut counted) = (column, 0);
    for cluster in text::clusters(text) {
        let width = u16::try_from(cluster.width).unwrap_or(u16::MAX);
        counted += cluster.shown.chars().count();
        if next.peek().is_some_and(|at| *at < counted) && cluster.shown != sign::CUT {
            let cell = Rect { x: area.x.saturating_add(x), y: area.y, width, height: 1 };
            buffer.set_style(cell.intersection(area).intersection(buffer.area), style);
        }
        while next.next_if(|at| *at < counted).is_some() {}
        x = x.saturating_add(width);
    }
}

/// How many cells the text takes, in the unit of areas.
#[must_use]
pub fn cells(text: &str) -> u16 {
    u16::try_from(text::width(text)).unwrap_or(u16::MAX)
}

/// One row of an area; empty when it has no such row.
#[must_use]
pub fn row_of(area: Rect, row: u16) -> Rect {
    let height = u16::from(row < area.height);
    Rect { y: area.y.saturating_add(row.min(area.height)), height, ..area }
}

/// The area without its first and last column: a pane keeps one blank at both sides.
#[must_use]
pub fn inside(area: Rect) -> Rect {
    Rect { x: area.x.saturating_add(1), width: area.width.saturating_sub(2), ..area }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Modifier;

    use super::*;

    #[test]
    fn nothing_is_drawn_outside_the_area() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 2));
        let area = Rect::new(2, 0, 4, 1);
        assert_eq!(put(&mut buffer, area, 0, 0, "abcdef", Style::new()), 4);
        put(&mut buffer, area, 0, 1, "below", Style::new());
        put(&mut buffer, Rect::new(6, 1, 20, 9), 0, 0, "a\u{7}cd", Style::new());
        put(&mut buffer, Rect::new(90, 90, 3, 3), 0, 0, "far", Style::new());
        put(&mut buffer, area, 3, 0, "李", Style::new());
        assert_eq!(buffer, Buffer::with_lines(["  abcd  ", "      a·"]));
    }

    #[test]
    fn matched_characters_are_laid_over_letter_by_letter() {
        let area = Rect::new(0, 0, 8, 1);
        let mut buffer = Buffer::empty(area);
        let bold = Style::new().bold();
        put(&mut buffer, area, 1, 0, "e\u{308}李ab…", Style::new());
        lay_over(&mut buffer, area, 1, "e\u{308}李ab…", &[1, 2, 4, 5], bold);
        let laid: Vec<u16> = (0..8).filter(|x| buffer[(*x, 0)].style().has_modifier(Modifier::BOLD)).collect();
        assert_eq!(laid, [1, 2, 3, 5]);
    }

    #[test]
    fn a_text_at_the_right_is_whole_or_absent() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 6, 2));
        assert_eq!(put_right(&mut buffer, Rect::new(0, 0, 6, 2), 0, "12.50", Style::new()), 1);
        assert_eq!(put_right(&mut buffer, Rect::new(0, 0, 6, 2), 1, "1 842.60", Style::new()), 6);
        assert_eq!(buffer, Buffer::with_lines([" 12.50", "      "]));
    }
}
