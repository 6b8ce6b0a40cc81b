//! Where the parts of the answers lie: the search, the list, and the body below it, or beside it where there is room.

use ratatui::layout::Rect;

use crate::ui::pen;

/// How many lines the list takes beside a body below it.
pub(super) const LIST: u16 = 6;

/// From this width on the body stands beside the list.
const BESIDE: u16 = 120;

/// The widest line of a body that is still read with ease.
const WIDEST: u16 = 100;

/// The parts of the pane.
pub(super) struct Places {
    /// What is typed, and how many were found.
    pub(super) search: Rect,
    /// What the list is, where it needs a word.
    pub(super) head: Rect,
    pub(super) list: Rect,
    /// The row of the body's title.
    pub(super) title: Rect,
    pub(super) body: Rect,
    /// Whether the title is a rule over the whole pane.
    pub(super) below: bool,
}

impl Places {
    pub(super) fn of(area: Rect) -> Self {
        let (search, head) = (pen::row_of(area, 0), pen::row_of(area, 1));
        let rest = Rect { y: area.y + area.height.min(2), height: area.height.saturating_sub(2), ..area };
        if area.width >= BESIDE {
            let list = Rect { width: rest.width * 2 / 5, ..rest };
            let body = Rect { x: rest.x + list.width + 2, width: rest.width - list.width - 3, ..rest };
            let body = Rect { width: body.width.min(WIDEST), ..body };
            let title = Rect { y: body.y.saturating_sub(1), height: 1, ..body };
            return Self { search, head: Rect { width: list.width, ..head }, list, title, body, below: false };
        }
        let rows = if rest.height >= 14 { LIST.max(rest.height / 4) } else { rest.height / 3 };
        let list = Rect { height: rows, ..rest };
        let title = pen::row_of(rest, rows);
        let below = rows.saturating_add(1).min(rest.height);
        let body = Rect { y: rest.y + below, height: rest.height - below, ..rest };
        Self { search, head, list, title, body: pen::inside(body), below: true }
    }
}
