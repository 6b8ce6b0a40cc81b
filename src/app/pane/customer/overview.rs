//! What is open now, what happened since the last contact, and, where the log does not show beside it, the last contacts.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::entry::{self, Entry};
use super::timeline;
use crate::app::sheet::Sheet;
use crate::app::state::State;
use crate::domain::contact::ContactState;
use crate::domain::file::{CustomerFile, Matter, Sign};
use crate::ui::glyphs::sign;
use crate::ui::list::column::{Column, Width};
use crate::ui::list::{Cell, List, ListState};
use crate::ui::theme::Role;
use crate::ui::{format, pen};

/// How many of the last contacts show.
const LAST: usize = 3;

/// A pane from this width on shows heads and ages.
const WIDE: u16 = 90;

pub(super) fn entries<'a>(sheet: &Sheet, file: &'a CustomerFile) -> Vec<Entry<'a>> {
    let current = sheet.contact.as_ref().map(|contact| contact.id);
    let entry = |matter| match matter {
        Matter::Order(order) => Entry::Order(order),
        Matter::Promise(callback) => Entry::Promise(callback),
        Matter::Case(case) => Entry::Case(case),
        Matter::Contact(contact) => Entry::Contact(contact),
    };
    file.open(current).into_iter().map(entry).collect()
}

pub(super) fn draw(
    state: &State,
    sheet: &Sheet,
    file: &CustomerFile,
    entries: &[Entry<'_>],
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let theme = state.setup.theme;
    let wide = area.width >= WIDE;
    let alone = area.width == state.size.0;
    let last = if alone {
        file.contacts.iter().filter(|contact| is_over(contact.state)).take(LAST).collect()
    } else {
        Vec::new()
    };
    let below = if last.is_empty() { 2 } else { u16::try_from(last.len()).unwrap_or(0) + 4 };
    let heads = u16::from(wide);
    let rows = u16::try_from(entries.len()).unwrap_or(u16::MAX).saturating_add(heads).max(heads + 1);
    let table = Rect { height: rows.min(area.height.saturating_sub(below).max(heads + 2)).min(area.height), ..area };
    let currency = state.setup.house.currency.code();
    let columns = if wide { wide_columns(currency).to_vec() } else { NARROW.to_vec() };
    let shown =
        super::list(state, &columns, entries.len(), "more").draw(buffer, table, &sheet.customer.list, theme, |index| {
            entries.get(index).map(|entry| cells(state, entry, wide)).unwrap_or_default()
        });
    if entries.is_empty() {
        pen::put(buffer, pen::inside(table), 0, heads, "Nothing is open.", theme.style(Role::Muted));
    }
    let below = Rect { y: table.bottom(), height: area.bottom().saturating_sub(table.bottom()), ..area };
    let inside = pen::inside(below);
    if last.is_empty() {
        draw_news(state, sheet, file, pen::row_of(inside, 1), buffer);
    } else {
        pen::put(buffer, inside, 0, 1, "Last contacts", theme.style(Role::Muted));
        let contacts =
            List { columns: timeline::NARROW, len: last.len(), focus: None, after: "older", before: "newer" };
        let taken = u16::try_from(last.len()).unwrap_or(0);
        let place = Rect { y: below.y.saturating_add(2), height: taken.min(below.height.saturating_sub(2)), ..below };
        contacts.draw(buffer, place, &ListState::default(), theme, |index| {
            last.get(index).map(|contact| timeline::contact_cells(state, contact, false)).unwrap_or_default()
        });
        draw_news(state, sheet, file, pen::row_of(inside, taken + 3), buffer);
    }
    shown.cursor
}

const fn is_over(state: ContactState) -> bool {
    matches!(state, ContactState::Closed | ContactState::Abandoned)
}

const NARROW: &[Column<'_>] = &[
    Column::new("", Width::Whole(7)),
    Column::new("", Width::Rest(12)),
    Column::new("", Width::Number(6)),
    Column::new("", Width::Text(20)),
];

const fn wide_columns(currency: &str) -> [Column<'_>; 5] {
    [
        Column::new("Open now", Width::Whole(8)),
        Column::new("", Width::Rest(20)).gap(1),
        Column::new("Age", Width::Number(6)),
        Column::new(currency, Width::Number(9)),
        Column::new("State", Width::Text(22)).gap(3),
    ]
}

fn cells(state: &State, entry: &Entry<'_>, wide: bool) -> Vec<Cell> {
    let wall = state.wall();
    let none = String::new;
    let (reference, what, age, amount, so) = match entry {
        Entry::Order(order) | Entry::Delivered(order) => (
            order.reference.clone(),
            format!("Order: {}", order.contents()),
            order.placed_at.map(|placed| wall.age(placed)).unwrap_or_default(),
            format::money(order.charged().total, state.setup.house.currency),
            entry::order_cell(order),
        ),
        Entry::Promise(callback) => {
            let (sign, role, word) = if callback.due_at < state.now {
                (sign::LATE, Role::Warn, "late")
            } else {
                (sign::WAITING, Role::Muted, "due")
            };
            let due = format!("{word} {}", entry::due(state, callback));
            let role_of_words = if role == Role::Warn { role } else { Role::Text };
            let so = Cell::of(role_of_words, due).sign(sign, role);
            (callback.reference.clone(), format!("Promise: {}", callback.what), none(), none(), so)
        }
        Entry::Contact(contact) => {
            let so = Cell::text(entry::contact_word(contact.state)).sign(sign::WAITING, Role::Muted);
            let what = format!("{}: {}", super::capital(&entry::way(contact)), entry::gist(contact));
            (contact.reference.clone(), what, wall.age(contact.arrived_at), none(), so)
        }
        Entry::Account(ledger) => {
            (ledger.account.reference.clone(), ledger.account.words(), none(), none(), Cell::text(""))
        }
        Entry::Outage(outage) => (outage.reference.clone(), outage.words(), none(), none(), Cell::text("")),
        Entry::Case(case) => {
            let what = format!("{}: {}", super::capital(&case.title()), case.summary);
            (case.reference.clone(), what, wall.age(case.opened_at), none(), super::cases::cell(state, case))
        }
        Entry::Done(receipt) => (none(), receipt.words(), wall.age(receipt.at), none(), Cell::text("")),
        Entry::Detail(label, text, _) => ((*label).to_owned(), text.clone(), none(), none(), Cell::text("")),
    };
    let mut cells = vec![Cell::text(reference), Cell::text(what)];
    if wide {
        cells.push(Cell::text(age));
    }
    cells.extend([Cell::text(amount), so]);
    cells
}

/// `Since the last contact   + order 104310   + 1 mail unanswered`, as much of it as fits.
fn draw_news(state: &State, sheet: &Sheet, file: &CustomerFile, line: Rect, buffer: &mut Buffer) {
    let theme = state.setup.theme;
    let current = sheet.contact.as_ref().map(|contact| contact.id);
    let news = file.since_last_contact(current);
    if news.is_empty() {
        return;
    }
    let mut x = pen::put(buffer, line, 0, 0, "Since the last contact", theme.style(Role::Muted));
    for (at, (came, words)) in news.iter().enumerate() {
        let sign = match came {
            Sign::Came => sign::NEW,
            Sign::Went => sign::GONE,
        };
        let rest = format!("{} more", news.len() - at);
        let after = if at + 1 < news.len() { pen::cells(&rest) + 3 } else { 0 };
        if x + 5 + pen::cells(words) + after > line.width {
            pen::put(buffer, line, x + 3, 0, &rest, theme.style(Role::Muted));
            return;
        }
        x = pen::put(buffer, line, x + 3, 0, sign, theme.style(Role::Muted));
        x = pen::put(buffer, line, x + 1, 0, words, theme.style(Role::Text));
    }
}
