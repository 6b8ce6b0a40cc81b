//! Where the parts of the screen lie at its size.

use ratatui::layout::Rect;

use crate::app::state::{Pane, State, Zoom};

/// From this size on, all four panes show.
const FOUR: (u16, u16) = (120, 34);

/// From this size on there is a third column.
const THREE_COLUMNS: (u16, u16) = (200, 50);

/// The parts of the screen.
pub(super) struct Layout {
    pub(super) header: Rect,
    pub(super) notice: Rect,
    pub(super) footer: Rect,
    /// Where the titles of all panes share one row, because one pane shows.
    pub(super) strip: Option<Rect>,
    /// The column between left and right.
    pub(super) column: Option<u16>,
    /// The panes that show, below their titles.
    pub(super) panes: Vec<(Pane, Rect)>,
}

impl Layout {
    pub(super) fn of(state: &State, screen: Rect) -> Self {
        let row = |y: u16| Rect { y: screen.y + y.min(screen.height.saturating_sub(1)), height: 1, ..screen };
        let (notice, footer) = (screen.height.saturating_sub(2), screen.height.saturating_sub(1));
        let body = Rect { y: screen.y + 2, height: notice.saturating_sub(2), ..screen };
        let four = screen.width >= FOUR.0 && screen.height >= FOUR.1 && state.zoom == Zoom::All;
        let base = Self {
            header: row(0),
            notice: row(notice),
            footer: row(footer),
            strip: (!four).then_some(row(1)),
            column: None,
            panes: vec![(state.pane, body)],
        };
        if four { base.with_four(screen, body) } else { base }
    }

    fn with_four(self, screen: Rect, body: Rect) -> Self {
        let left = if screen.width >= THREE_COLUMNS.0 && screen.height >= THREE_COLUMNS.1 { 64 } else { 45 };
        let right = Rect { x: body.x + left + 1, width: body.width - left - 1, ..body };
        let left_column = Rect { width: left, ..body };
        let (queue, answers) = split(left_column, body.height * 11 / 36);
        let (customer, log) = split(right, body.height * 20 / 36);
        let panes = vec![(Pane::Queue, queue), (Pane::Customer, customer), (Pane::Answers, answers), (Pane::Log, log)];
        Self { column: Some(body.x + left), panes, ..self }
    }
}

/// An area in two, the upper one so many rows high, with one row between them for the title of the lower one.
fn split(area: Rect, rows: u16) -> (Rect, Rect) {
    let upper = Rect { height: rows, ..area };
    let lower = Rect { y: area.y + rows + 1, height: area.height.saturating_sub(rows + 1), ..area };
    (upper, lower)
}
