//! Everything that happened with the customer, in one list: contacts, what was done, orders and their arrival.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::entry::{self, Entry};
use crate::app::sheet::Sheet;
use crate::app::state::State;
use crate::domain::contact::{Contact, ContactState, Direction};
use crate::domain::file::{CustomerFile, Event};
use crate::domain::timestamp::Timestamp;
use crate::ui::format;
use crate::ui::list::Cell;
use crate::ui::list::column::{Column, Width};
use crate::ui::theme::Role;

/// A pane from this width on shows lengths.
const WIDE: u16 = 90;

const COLUMNS: &[Column<'_>] = &[
    Column::new("When", Width::Whole(13)),
    Column::new("What", Width::Text(9)),
    Column::new("Who", Width::Text(10)),
    Column::new("Length", Width::Number(6)).gap(1),
    Column::new("About", Width::Rest(20)),
];

/// The columns without heads for narrow panes.
pub(super) const NARROW: &[Column<'_>] = &[
    Column::new("", Width::Whole(13)),
    Column::new("", Width::Text(9)),
    Column::new("", Width::Text(10)),
    Column::new("", Width::Rest(20)),
];

pub(super) fn entries(file: &CustomerFile) -> Vec<Entry<'_>> {
    let entry = |event| match event {
        Event::Contact(contact) => Entry::Contact(contact),
        Event::Receipt(receipt) => Entry::Done(receipt),
        Event::Placed(order) => Entry::Order(order),
        Event::Delivered(order) => Entry::Delivered(order),
    };
    file.history().into_iter().map(entry).collect()
}

pub(super) fn draw(
    state: &State,
    sheet: &Sheet,
    entries: &[Entry<'_>],
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let wide = area.width >= WIDE;
    let columns = if wide { COLUMNS } else { NARROW };
    let list = super::list(state, columns, entries.len(), "older");
    let row = |index: usize| entries.get(index).map(|entry| cells(state, entry, wide)).unwrap_or_default();
    list.draw(buffer, area, &sheet.customer.list, state.setup.theme, row).cursor
}

/// The cells of one contact.
pub(super) fn contact_cells(state: &State, contact: &Contact, wide: bool) -> Vec<Cell> {
    let customer = state.file().map(|file| file.customer.details.given_name.clone()).unwrap_or_default();
    let who = match contact.direction {
        Direction::In if contact.agent.is_empty() => customer,
        Direction::In | Direction::Out => entry::who(state, &contact.agent),
    };
    let times = contact.times_at(state.now);
    let length = times.talk_seconds + times.hold_seconds;
    let words = match contact.state {
        ContactState::Closed => entry::gist(contact),
        ContactState::Waiting
        | ContactState::Open
        | ContactState::Held
        | ContactState::Wrapping
        | ContactState::Abandoned => format!("{}: {}", entry::contact_word(contact.state), entry::gist(contact)),
    };
    let length = if length > 0 { format::clock(length).trim_start().to_owned() } else { String::new() };
    line(state, contact.arrived_at, [entry::way(contact), who, length, words], wide)
}

fn cells(state: &State, entry: &Entry<'_>, wide: bool) -> Vec<Cell> {
    let [none, name] =
        [String::new(), state.file().map(|file| file.customer.details.given_name.clone()).unwrap_or_default()];
    match entry {
        Entry::Contact(contact) => contact_cells(state, contact, wide),
        Entry::Order(order) => {
            let words = format!("{}  {}", order.reference, order.contents());
            line(state, order.placed_at.unwrap_or_default(), ["order".to_owned(), name, none, words], wide)
        }
        Entry::Delivered(order) => {
            let words = format!("{}  delivered", order.reference);
            line(state, order.delivered_at.unwrap_or_default(), ["parcel".to_owned(), none.clone(), none, words], wide)
        }
        Entry::Done(receipt) => {
            let undone = if receipt.undone_by.is_some() { ", taken back" } else { "" };
            let words = format!("{}{undone}", receipt.words());
            line(state, receipt.at, ["done".to_owned(), entry::who(state, &receipt.agent), none, words], wide)
        }
        Entry::Promise(_) | Entry::Account(_) | Entry::Outage(_) | Entry::Case(_) | Entry::Detail(..) => Vec::new(),
    }
}

fn line(state: &State, at: Timestamp, words: [String; 4], wide: bool) -> Vec<Cell> {
    let [way, who, length, about] = words;
    let mut cells = vec![Cell::text(state.wall().log_time(at)), Cell::of(Role::Muted, way), Cell::text(who)];
    if wide {
        cells.push(Cell::text(length));
    }
    cells.push(Cell::text(about));
    cells
}
