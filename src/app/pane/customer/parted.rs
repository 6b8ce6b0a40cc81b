//! A tab whose list stands above what belongs to its marked row.

use ratatui::layout::Rect;

/// The table of so many rows under their head, and the part so far below it that takes so many rows: what is below has what it
/// wants, but never more than half.
pub(super) fn parted(area: Rect, rows: usize, below: usize, gap: u16) -> (Rect, Rect) {
    let [rows, below] = [rows, below].map(|rows| u16::try_from(rows).unwrap_or(u16::MAX));
    let room = area.height.saturating_sub(below).max(area.height / 2);
    let table = Rect { height: rows.saturating_add(1).min(room).min(area.height), ..area };
    let y = table.bottom().saturating_add(gap);
    (table, Rect { y, height: area.bottom().saturating_sub(y), ..area })
}
