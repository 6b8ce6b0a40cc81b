//! One labelled text field: `Pick-up *   Thu 26 Nov 2`, with its error under it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::editor::{Editor, Layout};
use super::glyphs::sign;
use super::theme::{Focus, Role, Theme};
use super::{pen, text};

/// The column in which values start.
pub const LABEL: u16 = 12;

/// Whether a form can be saved without a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Need {
    /// It can.
    #[default]
    Optional,
    /// It cannot; a `*` stands after its label.
    Needed,
}

/// A field as it is drawn.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// What it is for.
    pub label: &'a str,
    /// Whether it must be filled.
    pub need: Need,
    /// What stands in it.
    pub editor: &'a Editor,
    /// What is wrong with that, and what to do.
    pub error: Option<&'a str>,
    /// Whether it is being typed into.
    pub focus: Focus,
    /// How many rows its text takes, when it has several lines.
    pub rows: u16,
}

impl Field<'_> {
    /// How many rows the field takes with its error.
    #[must_use]
    pub fn height(&self, width: u16) -> u16 {
        self.value_rows().saturating_add(error_height(self.error, width))
    }

    /// Draws the field; returns where the terminal's cursor belongs when it has the focus.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, theme: Theme) -> Option<Position> {
        label(buffer, area, self.label, self.need, theme);
        let value = value_of(area, self.value_rows());
        let style = theme.field(self.focus);
        buffer.set_style(value.intersection(buffer.area), style);
        let cursor = match self.editor.layout() {
            Layout::Block => self.editor.draw(buffer, value, style).cursor,
            Layout::Line => self.draw_line(buffer, value, theme),
        };
        error(buffer, below(area, self.value_rows()), self.error, theme);
        cursor.filter(|_| self.focus == Focus::Here)
    }

    fn value_rows(&self) -> u16 {
        match self.editor.layout() {
            Layout::Line => 1,
            Layout::Block => self.rows.max(1),
        }
    }

    fn draw_line(&self, buffer: &mut Buffer, value: Rect, theme: Theme) -> Option<Position> {
        let (cursor, end) = line(buffer, value, self.editor, self.focus, theme.field(self.focus));
        if self.focus == Focus::Here {
            let rest = Rect { x: value.x + end, width: value.width.saturating_sub(end), ..value };
            buffer.set_style(rest.intersection(buffer.area), theme.underlined());
        }
        cursor
    }
}

/// Draws a text of one line over the area, the part around the cursor where it is longer; returns where the terminal's
/// cursor belongs when it has the focus, and the column after the text. For what is typed outside of forms: searches.
pub fn line(buffer: &mut Buffer, area: Rect, editor: &Editor, focus: Focus, style: Style) -> (Option<Position>, u16) {
    let cells = usize::from(area.width);
    if focus == Focus::Elsewhere {
        return (None, pen::put(buffer, area, 0, 0, &text::cut(editor.text(), cells), style));
    }
    let (shown, column) = around_cursor(editor, cells);
    let end = pen::put(buffer, area, 0, 0, &shown, style);
    let column = u16::try_from(column).ok().filter(|column| *column < area.width && area.height > 0);
    (column.map(|column| Position::new(area.x + column, area.y)), end)
}

/// The part of a line that shows around the cursor, and the column of the cursor in it.
fn around_cursor(editor: &Editor, cells: usize) -> (String, usize) {
    let (_, column) = editor.cell(usize::MAX);
    if text::width(editor.text()) < cells {
        return (editor.text().to_owned(), column);
    }
    let before = editor.text().get(..editor.cursor()).unwrap_or_default();
    let after = editor.text().get(editor.cursor()..).unwrap_or_default();
    // The cursor has a cell of its own, and the letter after it one more beside the `…`.
    let room = cells.saturating_sub(if after.is_empty() { 1 } else { 2 });
    let mut shown = if text::width(before) > room { text::cut_start(before, room) } else { before.to_owned() };
    let column = text::width(&shown);
    shown.push_str(&text::cut(after, cells.saturating_sub(column)));
    (shown, column)
}

/// Draws a label with its `*`.
pub(super) fn label(buffer: &mut Buffer, area: Rect, words: &str, need: Need, theme: Theme) {
    let (star, room) = match need {
        Need::Optional => ("", LABEL - 1),
        Need::Needed => (sign::NEEDED, LABEL - 3),
    };
    let words = text::cut(words, usize::from(room));
    let gap = if star.is_empty() { "" } else { " " };
    let style = theme.style(Role::Text);
    pen::put_all(buffer, area, 0, 0, [(words.as_str(), style), (gap, style), (star, style)]);
}

/// The part of a field's area in which its value stands.
pub(super) fn value_of(area: Rect, rows: u16) -> Rect {
    let label = LABEL.min(area.width);
    Rect { x: area.x.saturating_add(label), width: area.width - label, height: rows.min(area.height), ..area }
}

/// The part of a field's area under so many rows, in the column of the values.
pub(super) fn below(area: Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    let value = value_of(area, area.height);
    Rect { y: value.y.saturating_add(rows), height: value.height.saturating_sub(rows), ..value }
}

/// How many rows an error takes.
pub(super) fn error_height(error: Option<&str>, width: u16) -> u16 {
    error.map_or(0, |error| u16::try_from(error_lines(error, width.saturating_sub(LABEL)).len()).unwrap_or(u16::MAX))
}

/// Draws what is wrong: `▲ 10119 is 5 digits; you have 4`.
pub(super) fn error(buffer: &mut Buffer, area: Rect, error: Option<&str>, theme: Theme) {
    let Some(words) = error else { return };
    pen::put(buffer, area, 0, 0, sign::LATE, theme.style(Role::Warn));
    for (row, line) in (0..).zip(error_lines(words, area.width)) {
        pen::put(buffer, area, 2, row, &line, theme.style(Role::Warn));
    }
}

fn error_lines(error: &str, width: u16) -> Vec<String> {
    text::paragraph(error, usize::from(width.saturating_sub(2)))
}

#[cfg(test)]
mod tests {
    use ratatui::style::Modifier;

    use super::*;
    use crate::ui::stage;

    fn field<'a>(editor: &'a Editor, focus: Focus, error: Option<&'a str>) -> Field<'a> {
        Field { label: "Postcode", need: Need::Needed, editor, error, focus, rows: 2 }
    }

    #[test]
    fn an_error_stands_under_its_field_and_says_what_to_do() {
        let editor = Editor::of("1011", Layout::Line);
        let field = field(&editor, Focus::Here, Some("10119 is 5 digits; you have 4"));
        let mut cursor = None;
        let shown = stage::show(36, 3, |buffer, area| cursor = field.draw(buffer, area, stage::dark()));
        insta::assert_snapshot!(stage::text(&shown), @"
        Postcode *  1011
                    ▲ 10119 is 5 digits; you
                      have 4
        ");
        assert_eq!(field.height(36), 3);
        assert_eq!(cursor, Some(Position::new(16, 0)));
        assert!(shown[(17, 0)].modifier.contains(Modifier::UNDERLINED));
    }

    #[test]
    fn a_long_value_shows_the_part_around_the_cursor() {
        let draw = |cursor, focus| {
            let editor = Editor::restored("katrin.vogel@post.example", cursor, Layout::Line);
            let mut place = None;
            let shown = stage::show(24, 1, |buffer, area| {
                place = field(&editor, focus, None).draw(buffer, area, stage::dark());
            });
            (stage::row(&shown, 0), place.map(|place| place.x))
        };
        assert_eq!(draw(25, Focus::Here), ("Postcode *  …st.example ".to_owned(), Some(23)));
        assert_eq!(draw(3, Focus::Here), ("Postcode *  katrin.voge…".to_owned(), Some(15)));
        assert_eq!(draw(14, Focus::Here), ("Postcode *  …n.vogel@po…".to_owned(), Some(22)));
        assert_eq!(draw(0, Focus::Elsewhere), ("Postcode *  katrin.voge…".to_owned(), None));
    }

    #[test]
    fn a_field_of_several_lines_wraps() {
        let editor = Editor::of("Second segment from the tip split", Layout::Block);
        let shown = stage::show(36, 2, |buffer, area| {
            field(&editor, Focus::Elsewhere, None).draw(buffer, area, stage::dark());
        });
        insta::assert_snapshot!(stage::text(&shown), @"
        Postcode *  Second segment from the
                    tip split
        ");
    }
}
