//! A meter is a rule: its heavy part is the share of a limit that is used up. `━━━━──`

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::glyphs::sign;
use super::pen;
use super::theme::{Role, Theme};

/// How many of `cells` are heavy: the nearest, but all of them only when the limit is reached.
#[must_use]
pub fn heavy(value: i64, limit: i64, cells: u16) -> u16 {
    let (value, limit) = (i128::from(value.max(0)), i128::from(limit));
    if value >= limit {
        return cells;
    }
    let nearest = (2 * value * i128::from(cells) + limit) / (2 * limit);
    u16::try_from(nearest).unwrap_or(cells).min(cells.saturating_sub(1))
}

/// Draws a meter over the width of the area's first row: in the accent, and amber once the limit is reached.
pub fn draw(buffer: &mut Buffer, area: Rect, value: i64, limit: i64, theme: Theme) {
    let full = heavy(value, limit, area.width);
    let role = if full == area.width { Role::Warn } else { Role::Accent };
    let (used, left) = (usize::from(full), usize::from(area.width - full));
    let pieces = [(sign::HEAVY.repeat(used), theme.style(role)), (sign::LIGHT.repeat(left), theme.style(Role::Rule))];
    pen::put_all(buffer, area, 0, 0, pieces.iter().map(|(text, style)| (text.as_str(), *style)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::stage;

    #[test]
    fn a_meter_is_full_only_when_the_limit_is_reached() {
        let meters = [0, 7, 21, 55, 108, 151, 165, 179, 180, 192];
        let shown = stage::show(6, 10, |buffer, area| {
            for (y, seconds) in (0..).zip(meters) {
                draw(buffer, pen::row_of(area, y), seconds, 180, stage::dark());
            }
        });
        insta::assert_snapshot!(stage::text(&shown), @"
        ──────
        ──────
        ━─────
        ━━────
        ━━━━──
        ━━━━━─
        ━━━━━─
        ━━━━━─
        ━━━━━━
        ━━━━━━
        ");
        assert_eq!(shown[(0, 7)].style().fg, stage::dark().style(Role::Accent).fg);
        assert_eq!(shown[(0, 8)].style().fg, stage::dark().style(Role::Warn).fg);
    }

    #[test]
    fn no_limit_and_absurd_values_are_drawn_too() {
        assert_eq!(heavy(0, 0, 6), 6);
        assert_eq!(heavy(-3, 90, 6), 0);
        assert_eq!(heavy(i64::MAX, i64::MIN, 6), 6);
        assert_eq!(heavy(i64::MAX - 1, i64::MAX, 12), 11);
        assert_eq!(heavy(1, 2, 0), 0);
    }
}
