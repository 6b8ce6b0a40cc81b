//! The footer: what the keys do now. A hint is whole or absent.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pen;
use super::theme::{Role, Theme};

const GAP: u16 = 3;

/// Whether a verb can be used now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Use {
    /// It can.
    #[default]
    Possible,
    /// Not now; it stays in its place, muted, and says why when its key is pressed.
    Refused,
}

/// A key and what it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hint<'a> {
    /// The key, as it stands on keyboards: `F2`, `^S`, `Enter`.
    pub key: &'a str,
    /// What it does, in a word or three.
    pub verb: &'a str,
    /// Whether it can be used now.
    pub now: Use,
}

/// Draws the hints on the area's first row, one blank from its left. Those that do not fit are left out from the right;
/// the last one, help, stays.
pub fn draw(buffer: &mut Buffer, area: Rect, hints: &[Hint<'_>], theme: Theme) {
    let Some((last, others)) = hints.split_last() else { return };
    let mut column = 1;
    for hint in others {
        let after = column + hint.width() + GAP;
        if after + last.width() > area.width {
            break;
        }
        hint.put(buffer, area, column, theme);
        column = after;
    }
    if column + last.width() <= area.width {
        last.put(buffer, area, column, theme);
    }
}

impl Hint<'_> {
    fn width(&self) -> u16 {
        pen::cells(self.key).saturating_add(1).saturating_add(pen::cells(self.verb))
    }

    fn put(&self, buffer: &mut Buffer, area: Rect, column: u16, theme: Theme) {
        let (key, verb) = match self.now {
            Use::Possible => (theme.strong(Role::Text), theme.style(Role::Muted)),
            Use::Refused => (theme.style(Role::Muted), theme.style(Role::Muted)),
        };
        pen::put_all(buffer, area, column, 0, [(self.key, key), (" ", verb), (self.verb, verb)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::stage;

    #[test]
    fn hints_are_left_out_whole_and_help_stays() {
        let hints = [("F2", "answer"), ("F4", "pass on"), ("F8", "decline"), ("Tab", "pane"), ("?", "help")]
            .map(|(key, verb)| Hint { key, verb, now: Use::Possible });
        let shown = stage::show(60, 4, |buffer, area| {
            for (y, width) in (0..).zip([60, 52, 40, 6]) {
                draw(buffer, Rect { width, ..pen::row_of(area, y) }, &hints, stage::dark());
            }
        });
        insta::assert_snapshot!(stage::text(&shown), @"
         F2 answer   F4 pass on   F8 decline   Tab pane   ? help
         F2 answer   F4 pass on   F8 decline   ? help
         F2 answer   F4 pass on   ? help
        ");
    }
}
