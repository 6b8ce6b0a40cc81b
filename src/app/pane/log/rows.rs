//! The rows of the log: contacts with what was done in them, what was done outside of one, and orders, newest first.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::sheet::{Whose, caller_name};
use crate::app::state::{Pane, State, Typing};
use crate::app::update::capital;
use crate::domain::contact::{Contact, ContactState, Direction};
use crate::domain::customer::Customer;
use crate::domain::file::Event;
use crate::domain::id::ContactId;
use crate::domain::journal::Receipt;
use crate::domain::order::Order;
use crate::ui::format::{clock, short_clock};
use crate::ui::glyphs::sign;
use crate::ui::list::column::{Column, Width};
use crate::ui::list::{Cell, List};
use crate::ui::theme::{Focus, Role};
use crate::ui::{pen, text};

/// A row of the log.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Row<'a> {
    /// Something of the customer's timeline.
    Event(Event<'a>),
    /// What was done in the contact above it.
    Done(&'a Receipt),
    /// A contact of the agent's own, with whom.
    Latest(&'a Contact, Option<&'a Customer>),
}

const COLUMNS: &[Column<'_>] = &[
    Column::new("When", Width::Whole(13)),
    Column::new("Channel", Width::Text(9)),
    Column::new("Who", Width::Text(10)),
    Column::new("Length", Width::Number(6)).gap(1),
    Column::new("What", Width::Rest(12)),
];

/// Every row, newest first. The contact that waits to be answered is no entry yet.
pub(super) fn all(state: &State) -> Vec<Row<'_>> {
    let Some(sheet) = state.sheet() else {
        let latest = state.latest.contacts.iter();
        return latest.map(|(contact, customer)| Row::Latest(contact, customer.as_ref())).collect();
    };
    let Some(file) = sheet.file() else {
        let running = sheet.contact.iter().filter(|contact| contact.state.is_on_desk());
        let running = running.map(|contact| Row::Event(Event::Contact(contact)));
        let done = sheet.contact.iter().flat_map(|contact| state.done_in(contact.id)).map(Row::Done);
        return running.chain(done).collect();
    };
    let at_hand = sheet.contact.as_ref().map(|contact| contact.id);
    let mut rows = Vec::new();
    for event in file.timeline() {
        if let Event::Contact(contact) = event {
            if contact.state != ContactState::Waiting || Some(contact.id) != at_hand {
                rows.push(Row::Event(event));
                rows.extend(state.done_in(contact.id).into_iter().map(Row::Done));
            }
        } else {
            rows.push(Row::Event(event));
        }
    }
    rows
}

/// The contact of a row: for what was done, the one it was done in.
pub(super) fn contact_at(state: &State, row: usize) -> Option<&Contact> {
    match *all(state).get(row)? {
        Row::Event(Event::Contact(contact)) | Row::Latest(contact, _) => Some(contact),
        Row::Done(receipt) => contact(state, receipt.contact?),
        Row::Event(Event::Receipt(_) | Event::Placed(_) | Event::Delivered(_)) => None,
    }
}

/// The contact of this identity, if the log has it.
pub(super) fn contact(state: &State, id: ContactId) -> Option<&Contact> {
    let listed = match state.sheet() {
        Some(sheet) => sheet.file().and_then(|file| file.contacts.iter().find(|contact| contact.id == id)),
        None => state.latest.contacts.iter().map(|(contact, _)| contact).find(|contact| contact.id == id),
    };
    listed.or_else(|| state.contact().filter(|contact| contact.id == id))
}

/// Draws the rows that fit; where the mark is.
pub(super) fn draw(state: &State, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let rows = all(state);
    let unknown = missing(state);
    let height = u16::try_from(unknown.len()).unwrap_or(0).min(area.height);
    let table = Rect { height: area.height - height, ..area };
    let mut below = area.y;
    let mut cursor = None;
    if !rows.is_empty() {
        let focus = Focus::when(state.pane == Pane::Log && state.typing == Typing::Nothing);
        let list = List { columns: COLUMNS, len: rows.len(), focus: Some(focus), after: "older", before: "newer" };
        let row = |index: usize| rows.get(index).map(|row| cells(state, row)).unwrap_or_default();
        let shown = list.draw(buffer, table, &state.log().list, state.setup.theme, row);
        cursor = shown.cursor;
        below += 1 + u16::try_from(shown.rows.len()).unwrap_or(0);
    }
    let rest = Rect { y: below, height: area.bottom().saturating_sub(below), ..area };
    for (y, line) in (0..).zip(text::paragraph(&unknown.join(" "), usize::from(area.width.saturating_sub(2)))) {
        pen::put(buffer, pen::inside(rest), 0, y + 1, &line, state.setup.theme.style(Role::Text));
    }
    cursor
}

/// What the log has to say where it has no rows, a sentence a line.
fn missing(state: &State) -> Vec<&'static str> {
    match state.sheet().map(|sheet| &sheet.whose) {
        None if state.latest.contacts.is_empty() => {
            vec!["The log fills itself:", "every contact stands here, with what was said, written and done in it."]
        }
        Some(Whose::Unknown(found)) if found.is_empty() => {
            vec!["Nobody is known by this address.", "Once the customer is, the contacts before this one stand here."]
        }
        Some(Whose::Unknown(_)) => {
            vec!["Several customers use this address.", "Choose one, and the contacts before this one stand here."]
        }
        Some(Whose::Asked) => vec!["The contacts before this one are being fetched."],
        Some(Whose::Known(file)) if file.contacts.iter().all(|contact| contact.state == ContactState::Waiting) => {
            vec!["No contact with this customer is in the log yet."]
        }
        None | Some(Whose::Known(_)) => Vec::new(),
    }
}

fn cells(state: &State, row: &Row<'_>) -> Vec<Cell> {
    match *row {
        Row::Event(Event::Contact(contact)) => contact_cells(state, contact, what(state, contact)),
        Row::Latest(contact, customer) => {
            let name = customer.map_or_else(|| caller_name(contact), Customer::name);
            contact_cells(state, contact, format!("{name} {} {}", sign::DOT, what(state, contact)))
        }
        Row::Event(Event::Receipt(receipt)) => {
            let words = Cell::text(capital(&receipt.words())).sign(sign::DONE, Role::Muted);
            outside(state, receipt.at, "change", who(state, &receipt.agent), words)
        }
        Row::Event(Event::Placed(order)) => {
            let what = format!("{}  {}", order.reference, items(order));
            outside(state, order.placed_at.unwrap_or_default(), "order", "", Cell::text(what))
        }
        Row::Event(Event::Delivered(order)) => {
            let what = format!("Order {} delivered", order.reference);
            outside(state, order.delivered_at.unwrap_or_default(), "parcel", "", Cell::text(what))
        }
        Row::Done(receipt) => {
            let words = capital(&receipt.words());
            let what = match receipt.undone_by {
                None => Cell::text(words).sign(sign::DONE, Role::Muted),
                Some(_) => Cell::of(Role::Muted, format!("{words}, taken back")).sign(sign::GONE, Role::Muted),
            };
            let [none, nobody, no_time] = ["", "", ""].map(Cell::text);
            vec![none, Cell::of(Role::Muted, "  done"), nobody, no_time, what]
        }
    }
}

fn contact_cells(state: &State, contact: &Contact, what: String) -> Vec<Cell> {
    let runs = contact.state.is_on_desk();
    let times = contact.times_at(state.now);
    let length = times.talk_seconds + times.hold_seconds;
    let length = if length > 0 || runs { clock(length).trim_start().to_owned() } else { String::new() };
    let what = if runs { Cell::text(what).strong() } else { Cell::text(what) };
    vec![
        Cell::text(state.wall().log_time(contact.arrived_at)),
        Cell::text(channel(contact)),
        Cell::text(who(state, &contact.agent)),
        Cell::text(length),
        what,
    ]
}

fn outside(state: &State, at: crate::domain::timestamp::Timestamp, by: &str, who: &str, what: Cell) -> Vec<Cell> {
    vec![Cell::text(state.wall().log_time(at)), Cell::text(by), Cell::text(who), Cell::text(""), what]
}

/// `call in`, `mail out`.
pub(super) fn channel(contact: &Contact) -> String {
    let direction = match contact.direction {
        Direction::In => "in",
        Direction::Out => "out",
    };
    format!("{} {direction}", contact.channel.word())
}

/// The agent as this one says it.
pub(super) fn who<'a>(state: &State, agent: &'a str) -> &'a str {
    if agent == state.setup.agent { "you" } else { agent }
}

/// What a row says of its contact: how it stands while it runs, then the note, then whatever else is known.
fn what(state: &State, contact: &Contact) -> String {
    let queue = state.setup.queue_title(&contact.queue);
    let subject = if contact.subject.is_empty() { String::new() } else { format!(", {}", contact.subject) };
    match contact.state {
        ContactState::Open => format!("running, {queue}{subject}"),
        ContactState::Held => format!("on hold, {queue}{subject}"),
        ContactState::Wrapping => format!("being wrapped up, {queue}{subject}"),
        ContactState::Waiting => format!("waits, {queue}{subject}"),
        ContactState::Abandoned => format!("gave up after {}, {queue}", short_clock(contact.times.wait_seconds)),
        ContactState::Closed => {
            let note = contact.note.split_whitespace().collect::<Vec<_>>().join(" ");
            let said = [note, contact.subject.clone(), contact.disposition.clone()];
            said.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
        }
    }
}

/// `Fjell 2 tent + 2 more`.
fn items(order: &Order) -> String {
    let first = order.lines.first().map(|line| line.name.clone()).unwrap_or_default();
    match order.lines.len() {
        0 | 1 => first,
        more => format!("{first} + {} more", more - 1),
    }
}
