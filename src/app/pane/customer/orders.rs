//! The orders, and the lines of the marked one below them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::entry::{self, Entry};
use super::parted::parted;
use crate::app::sheet::Sheet;
use crate::app::state::State;
use crate::domain::file::CustomerFile;
use crate::domain::order::{Order, OrderLine};
use crate::ui::format;
use crate::ui::glyphs::sign;
use crate::ui::list::column::{Column, Width};
use crate::ui::list::{Cell, List, ListState};
use crate::ui::theme::Role;

pub(super) fn entries(file: &CustomerFile) -> Vec<Entry<'_>> {
    file.orders.iter().map(Entry::Order).collect()
}

pub(super) fn draw(
    state: &State,
    sheet: &Sheet,
    entries: &[Entry<'_>],
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let theme = state.setup.theme;
    let list = &sheet.customer.list;
    let marked = entries.get(list.marked).and_then(order);
    let lines = marked.map(|order| lines(state, order)).unwrap_or_default();
    let (table, below) = parted(area, entries.len(), lines.len() + 1, 1);
    let total = format!("Total {}", state.setup.house.currency);
    let columns = [
        Column::new("Order", Width::Whole(6)),
        Column::new("Date", Width::Whole(9)),
        Column::new("Items", Width::Rest(10)),
        Column::new("Parts", Width::Number(5)),
        Column::new(&total, Width::Number(9)),
        Column::new("State", Width::Text(17)).gap(3),
    ];
    let shown = super::list(state, &columns, entries.len(), "older").draw(buffer, table, list, theme, |index| {
        entries.get(index).and_then(order).map(|order| cells(state, order)).unwrap_or_default()
    });
    let columns = [
        Column::new("", Width::Whole(6)),
        Column::new("", Width::Rest(10)),
        Column::new("", Width::Number(5)),
        Column::new("", Width::Number(9)),
        Column::new("", Width::Text(17)).gap(3),
    ];
    List { columns: &columns, len: lines.len(), focus: None, after: "more", before: "above" }.draw(
        buffer,
        below,
        &ListState::default(),
        theme,
        |index| lines.get(index).cloned().unwrap_or_default(),
    );
    shown.cursor
}

fn order<'a>(entry: &Entry<'a>) -> Option<&'a Order> {
    match entry {
        Entry::Order(order) | Entry::Delivered(order) => Some(order),
        Entry::Contact(_)
        | Entry::Done(_)
        | Entry::Promise(_)
        | Entry::Account(_)
        | Entry::Outage(_)
        | Entry::Case(_)
        | Entry::Detail(..) => None,
    }
}

fn cells(state: &State, order: &Order) -> Vec<Cell> {
    let parts: i64 = order.lines.iter().map(|line| line.quantity).sum();
    vec![
        Cell::text(&order.reference),
        Cell::text(order.placed_at.map(|placed| entry::day(state, placed)).unwrap_or_default()),
        Cell::text(order.contents()),
        Cell::text(parts.to_string()),
        Cell::text(format::money(order.charged().total, state.setup.house.currency)),
        entry::order_cell(order),
    ]
}

fn lines(state: &State, order: &Order) -> Vec<Vec<Cell>> {
    let delivered = order.delivered_at.map(|at| entry::day(state, at).trim_start().to_owned());
    let line = |(at, line): (usize, &OrderLine)| {
        let reference = if at == 0 { order.reference.as_str() } else { "" };
        let price = format::money(line.total(), state.setup.house.currency);
        let so = match &delivered {
            Some(day) => Cell::text(day).sign(sign::DONE, Role::Muted),
            None => Cell::text(""),
        };
        vec![
            Cell::text(reference),
            Cell::text(line.item()),
            Cell::text(line.quantity.to_string()),
            Cell::text(price),
            so,
        ]
    };
    let goods = order.lines.iter().enumerate().map(line);
    let money = entry::order_money(state, order).into_iter();
    goods.chain(money.map(|words| vec![Cell::text(""), Cell::of(Role::Muted, words)])).collect()
}
