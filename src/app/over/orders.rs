//! The customer's orders by their numbers, or by what is in them: the one with the tablet.

use super::Over;
use super::row::{Choice, Row};
use crate::app::state::State;
use crate::domain::order::Order;
use crate::domain::spoken;
use crate::ui::format;
use crate::ui::list::Cell;
use crate::ui::list::column::{Column, Width};
use crate::ui::theme::Role;

/// The number, what of it was meant, what it came to, and how far it is.
pub(super) const COLUMNS: &[Column<'_>] = &[
    Column::new("", Width::Text(0)),
    Column::new("", Width::Whole(8)).gap(1),
    Column::new("", Width::Rest(16)),
    Column::new("", Width::Number(9)),
    Column::new("", Width::Whole(9)),
];

/// The orders that hold what is typed, with what of them does.
pub(super) fn rows(state: &State, over: &Over) -> Vec<Row> {
    let orders = state.file().map(|file| file.orders.as_slice()).unwrap_or_default();
    let row = |order: &Order| {
        let held = spoken::holding(over.text(), order)?;
        let words = held.iter().map(|line| line.item()).collect::<Vec<_>>().join("; ");
        let words = if words.is_empty() { order.contents() } else { words };
        let total = format::money(order.charged().total, state.setup.house.currency);
        let cells = vec![
            Cell::text(order.reference.clone()),
            Cell::text(words),
            Cell::text(total),
            Cell::of(Role::Muted, order.status.name()),
        ];
        Some(Row { cells, choice: Choice::Order(order.reference.clone()) })
    };
    orders.iter().filter_map(row).collect()
}
