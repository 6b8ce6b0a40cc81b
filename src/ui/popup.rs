//! Boxes that lie over the screen: completion, choices, dialogs. The only boxes there are.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::list::{self, ListState};
use super::pen;
use super::text;
use super::theme::{Focus, Role, Theme};

/// A dialog is never wider than this.
pub const WIDEST_DIALOG: u16 = 50;

/// A completion never shows more rows than this.
pub const MOST_ROWS: u16 = 8;

/// Clears the area, draws a box around it and returns what is inside its lines.
pub fn frame(buffer: &mut Buffer, area: Rect, title: &str, theme: Theme) -> Rect {
    let area = area.intersection(buffer.area);
    if area.width < 2 || area.height < 2 {
        return Rect { width: 0, height: 0, ..area };
    }
    clear(buffer, area, theme);
    let across = "─".repeat(usize::from(area.width - 2));
    let last = area.height - 1;
    let line = theme.style(Role::Rule);
    pen::put_all(buffer, area, 0, 0, [("┌", line), (&across, line), ("┐", line)]);
    pen::put_all(buffer, area, 0, last, [("└", line), (&across, line), ("┘", line)]);
    for row in 1..last {
        pen::put(buffer, area, 0, row, "│", line);
        pen::put(buffer, area, area.width - 1, row, "│", line);
    }
    if !title.is_empty() {
        let words = format!(" {} ", text::cut(title, usize::from(area.width.saturating_sub(8))));
        pen::put(buffer, area, 3, 0, &words, theme.strong(Role::Text));
    }
    Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 }
}

/// Takes away what the box covers, with the half of a wide letter that its left edge would split.
fn clear(buffer: &mut Buffer, area: Rect, theme: Theme) {
    for y in area.top()..area.bottom() {
        let split = area.x.checked_sub(1).and_then(|x| buffer.cell_mut((x, y)));
        if let Some(cell) = split.filter(|cell| text::width(cell.symbol()) > 1) {
            cell.set_symbol(" ");
        }
        for x in area.left()..area.right() {
            if let Some(cell) = buffer.cell_mut((x, y)) {
                cell.reset();
            }
        }
    }
    buffer.set_style(area, theme.screen().patch(theme.popup()));
}

/// The place of a box of this size under a cell, or above it where there is no room below; always within the screen.
#[must_use]
pub fn beside(screen: Rect, x: u16, y: u16, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(screen.width), height.min(screen.height));
    let below = y.saturating_add(1);
    let top = if below.saturating_add(height) <= screen.bottom() { below } else { y.saturating_sub(height) };
    Rect { x: x.min(screen.right() - width).max(screen.x), y: top.max(screen.y), width, height }
}

/// The place of a box of this size in the middle of the screen.
#[must_use]
pub fn middle(screen: Rect, width: u16, height: u16) -> Rect {
    let (width, height) = (width.min(screen.width), height.min(screen.height));
    Rect { x: screen.x + (screen.width - width) / 2, y: screen.y + (screen.height - height) / 2, width, height }
}

/// Draws the choices that complete a field, under the cell where its value begins (or above it), and returns the box.
pub fn completion(buffer: &mut Buffer, value: (u16, u16), choices: &[&str], state: &ListState, theme: Theme) -> Rect {
    let widest = choices.iter().map(|choice| pen::cells(choice)).max().unwrap_or(0);
    let rows = u16::try_from(choices.len()).unwrap_or(u16::MAX).min(MOST_ROWS);
    let (x, y) = value;
    let area = beside(buffer.area, x, y, widest.saturating_add(4).max(24), rows.saturating_add(2));
    let inside = frame(buffer, area, "", theme);
    let window = state.window(choices.len(), inside.height);
    for (row, index) in (0..).zip(window) {
        let Some(choice) = choices.get(index) else { continue };
        let line = pen::row_of(inside, row);
        pen::put(
            buffer,
            line,
            1,
            0,
            &text::cut(choice, usize::from(line.width.saturating_sub(2))),
            theme.style(Role::Text),
        );
        if index == state.marked {
            list::mark(buffer, line, Focus::Here, theme);
        }
    }
    area
}

/// The place of the palette: over the bottom two rows, growing upward to ten.
#[must_use]
pub fn palette(screen: Rect, entries: usize) -> Rect {
    let rows = u16::try_from(entries).unwrap_or(u16::MAX).saturating_add(3).clamp(5, 10).min(screen.height);
    Rect { y: screen.bottom() - rows, height: rows, ..screen }
}

/// Shows the whole of a text that was cut, in a box over its row, and returns the box.
pub fn whole(buffer: &mut Buffer, row: Rect, words: &str, theme: Theme) -> Rect {
    let lines = text::paragraph(words, usize::from(row.width.saturating_sub(4)));
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
    let area = beside(buffer.area, row.x, row.y.saturating_sub(1), row.width, height);
    let inside = frame(buffer, area, "", theme);
    for (y, line) in (0..).zip(&lines) {
        pen::put(buffer, inside, 1, y, line, theme.style(Role::Text));
    }
    area
}

/// A question before something that cannot be undone: what will happen, and the verbs to choose from. The first is the
/// safe one. Returns the box.
pub fn dialog(buffer: &mut Buffer, words: &str, verbs: &[&str], marked: usize, theme: Theme) -> Rect {
    let width = WIDEST_DIALOG.min(buffer.area.width);
    let lines = text::paragraph(words, usize::from(width.saturating_sub(4)));
    let height = u16::try_from(lines.len() + verbs.len()).unwrap_or(u16::MAX).saturating_add(3);
    let area = middle(buffer.area, width, height);
    let inside = frame(buffer, area, "", theme);
    let mut row = 0;
    for line in &lines {
        pen::put(buffer, inside, 1, row, line, theme.style(Role::Text));
        row += 1;
    }
    row += 1;
    for (index, verb) in verbs.iter().enumerate() {
        let line = pen::row_of(inside, row);
        pen::put(buffer, line, 2, 0, verb, theme.style(Role::Text));
        if index == marked {
            list::mark(buffer, line, Focus::Here, theme);
        }
        row += 1;
    }
    area
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::stage;

    #[test]
    fn choices_lie_under_their_field() {
        let choices = ["Thu 26 Nov   8-12", "Thu 26 Nov  12-16", "Thu 26 Nov  16-20"];
        let shown = stage::show(40, 7, |buffer, area| {
            pen::put(buffer, area, 0, 0, "Pick-up *   Thu 26 Nov 2", stage::dark().style(Role::Text));
            completion(buffer, (12, 0), &choices, &ListState::default(), stage::dark());
        });
        insta::assert_snapshot!(stage::text(&shown), @"
        Pick-up *   Thu 26 Nov 2
                    ┌──────────────────────┐
                    │▌Thu 26 Nov   8-12    │
                    │ Thu 26 Nov  12-16    │
                    │ Thu 26 Nov  16-20    │
                    └──────────────────────┘
        ");
    }

    #[test]
    fn the_whole_of_a_text_lies_over_its_row() {
        let shown = stage::show(30, 5, |buffer, _| {
            whole(buffer, Rect::new(2, 1, 26, 1), "Photos of the pole, asks for refund", stage::dark());
        });
        insta::assert_snapshot!(stage::text(&shown), @"

          ┌────────────────────────┐
          │ Photos of the pole,    │
          │ asks for refund        │
          └────────────────────────┘
        ");
    }

    #[test]
    fn a_box_splits_no_wide_letter() {
        let shown = stage::show(10, 3, |buffer, area| {
            pen::put(buffer, area, 0, 1, "李李李李李", stage::dark().style(Role::Text));
            frame(buffer, Rect::new(3, 0, 4, 3), "", stage::dark());
        });
        assert_eq!(stage::row(&shown, 1), "李 │  │ 李");
    }

    #[test]
    fn a_box_without_room_below_lies_above_and_never_outside() {
        let screen = Rect::new(0, 0, 40, 10);
        assert_eq!(beside(screen, 12, 8, 24, 5), Rect::new(12, 3, 24, 5));
        assert_eq!(beside(screen, 30, 2, 24, 5), Rect::new(16, 3, 24, 5));
        assert_eq!(beside(screen, 0, 5, 90, 90), screen);
    }

    #[test]
    fn the_safe_verb_of_a_dialog_comes_first() {
        let shown = stage::show(60, 8, |buffer, _| {
            dialog(
                buffer,
                "Three notes of Katrin Vogel go for good; they cannot be taken back.",
                &["Keep", "Delete 3 notes"],
                0,
                stage::plain(),
            );
        });
        insta::assert_snapshot!(stage::text(&shown), @"
        ┌────────────────────────────────────────────────┐
        │ Three notes of Katrin Vogel go for good; they  │
        │ cannot be taken back.                          │
        │                                                │
        │▌ Keep                                          │
        │  Delete 3 notes                                │
        └────────────────────────────────────────────────┘
        ");
    }
}
