//! What was promised to the customer: until when, by whom, and whether it was kept.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::entry::{self, Entry};
use crate::app::sheet::Sheet;
use crate::app::state::State;
use crate::domain::callback::{Callback, CallbackState};
use crate::domain::file::CustomerFile;
use crate::ui::glyphs::sign;
use crate::ui::list::Cell;
use crate::ui::list::column::{Column, Width};
use crate::ui::pen;
use crate::ui::theme::Role;

const COLUMNS: &[Column<'_>] = &[
    Column::new("Due", Width::Whole(12)),
    Column::new("State", Width::Text(8)),
    Column::new("Promise", Width::Rest(20)),
    Column::new("Who keeps it", Width::Text(14)),
    Column::new("Number", Width::Whole(7)),
];

/// The same for a customer whose clock shows another time than this desk's.
const COLUMNS_ABROAD: &[Column<'_>] = &[
    Column::new("Due here", Width::Whole(12)),
    Column::new("By the customer's clock", Width::Text(24)),
    Column::new("State", Width::Text(8)),
    Column::new("Promise", Width::Rest(20)),
    Column::new("Who keeps it", Width::Text(14)),
    Column::new("Number", Width::Whole(7)),
];

pub(super) fn entries(file: &CustomerFile) -> Vec<Entry<'_>> {
    file.callbacks.iter().map(Entry::Promise).collect()
}

pub(super) fn draw(
    state: &State,
    sheet: &Sheet,
    entries: &[Entry<'_>],
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let theme = state.setup.theme;
    if entries.is_empty() {
        let key = state.setup.keymap.key_of(crate::app::keymap::Order::Promise);
        let words = format!("Nothing was promised. {key} promises to call back.");
        pen::put(buffer, pen::inside(area), 0, 0, &words, theme.style(Role::Muted));
        return None;
    }
    let abroad = entries.iter().any(|entry| matches!(entry, Entry::Promise(callback) if there(state, callback)));
    let columns = if abroad { COLUMNS_ABROAD } else { COLUMNS };
    let list = super::list(state, columns, entries.len(), "older");
    let row = |index: usize| match entries.get(index) {
        Some(Entry::Promise(callback)) => cells(state, callback, abroad),
        _ => Vec::new(),
    };
    list.draw(buffer, area, &sheet.customer.list, theme, row).cursor
}

/// Whether the customer's clock shows another time when a promise is due.
fn there(state: &State, callback: &Callback) -> bool {
    entry::due_there(state, callback).is_some()
}

fn cells(state: &State, callback: &Callback, abroad: bool) -> Vec<Cell> {
    let so = match callback.state {
        CallbackState::Broken => Cell::of(Role::Warn, "broken").sign(sign::GONE, Role::Warn),
        CallbackState::Kept => Cell::text("kept").sign(sign::DONE, Role::Muted),
        CallbackState::Open if callback.due_at < state.now => Cell::of(Role::Warn, "late").sign(sign::LATE, Role::Warn),
        CallbackState::Open => Cell::text("open").sign(sign::WAITING, Role::Muted),
    };
    let there = abroad.then(|| Cell::text(entry::due_there(state, callback).unwrap_or_default()));
    let due = [Cell::text(entry::due(state, callback))].into_iter().chain(there);
    let rest =
        [so, Cell::text(&callback.what), Cell::text(entry::keeper(state, callback)), Cell::text(&callback.reference)];
    due.chain(rest).collect()
}
