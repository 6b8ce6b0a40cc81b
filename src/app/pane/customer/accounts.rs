//! The accounts with what is owed on each, and the entries of the marked one below them; beside them the outages that
//! concern the customer.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::entry::{self, Entry};
use super::parted::parted;
use crate::app::sheet::Sheet;
use crate::app::state::State;
use crate::domain::account::{Account, AccountStatus};
use crate::domain::file::CustomerFile;
use crate::domain::ledger::{Entry as Booked, Invoice, Ledger, invoices};
use crate::domain::outage::Outage;
use crate::domain::text::value_words;
use crate::ui::format;
use crate::ui::glyphs::sign;
use crate::ui::list::column::{Column, Width};
use crate::ui::list::{Cell, List, ListState};
use crate::ui::theme::Role;

pub(super) fn entries(file: &CustomerFile) -> Vec<Entry<'_>> {
    file.accounts.iter().map(Entry::Account).chain(file.outages.iter().map(Entry::Outage)).collect()
}

pub(super) fn draw(
    state: &State,
    sheet: &Sheet,
    entries: &[Entry<'_>],
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let (theme, list) = (state.setup.theme, &sheet.customer.list);
    let booked = entries.get(list.marked).and_then(ledger).map(|ledger| booked(state, ledger)).unwrap_or_default();
    let (table, below) = parted(area, entries.len(), booked.len() + 2, 1);
    let owed = format!("Owed {}", state.setup.house.currency);
    let columns = [
        Column::new("Account", Width::Whole(8)),
        Column::new("Of", Width::Rest(16)),
        Column::new(&owed, Width::Number(9)),
        Column::new("State", Width::Text(18)).gap(3),
    ];
    let shown = super::list(state, &columns, entries.len(), "older").draw(buffer, table, list, theme, |index| {
        entries.get(index).map(|entry| cells(state, entry)).unwrap_or_default()
    });
    if !booked.is_empty() {
        let columns = [
            Column::new("Entry", Width::Whole(8)),
            Column::new("Date", Width::Whole(9)),
            Column::new("What", Width::Rest(16)),
            Column::new(state.setup.house.currency.code(), Width::Number(9)),
            Column::new("Open", Width::Text(18)).gap(3),
        ];
        let list = List { columns: &columns, len: booked.len(), focus: None, after: "older", before: "newer" };
        list.draw(buffer, below, &ListState::default(), theme, |index| booked.get(index).cloned().unwrap_or_default());
    }
    shown.cursor
}

fn ledger<'a>(entry: &Entry<'a>) -> Option<&'a Ledger> {
    if let Entry::Account(ledger) = entry { Some(ledger) } else { None }
}

fn cells(state: &State, entry: &Entry<'_>) -> Vec<Cell> {
    match entry {
        Entry::Account(ledger) => vec![
            Cell::text(&ledger.account.reference),
            Cell::text(ledger.account.words()),
            Cell::text(format::money(ledger.balance, state.setup.house.currency)),
            account_cell(&ledger.account),
        ],
        Entry::Outage(outage) => vec![
            Cell::text(&outage.reference),
            Cell::text(format!("Outage: {}", outage.words())),
            Cell::text(""),
            outage_cell(state, outage),
        ],
        Entry::Order(_)
        | Entry::Delivered(_)
        | Entry::Contact(_)
        | Entry::Done(_)
        | Entry::Promise(_)
        | Entry::Case(_)
        | Entry::Detail(..) => Vec::new(),
    }
}

fn account_cell(account: &Account) -> Cell {
    let cell = Cell::text(account.status.name());
    match account.status {
        AccountStatus::Active => cell,
        AccountStatus::Suspended => cell.sign(sign::HELD, Role::Muted),
        AccountStatus::Closed => cell.sign(sign::DONE, Role::Muted),
    }
}

fn outage_cell(state: &State, outage: &Outage) -> Cell {
    let wall = state.wall();
    match (outage.ended_at, outage.expected_until) {
        (Some(at), _) => Cell::text(format!("over {}", wall.near_day(at))).sign(sign::DONE, Role::Muted),
        (None, Some(until)) => Cell::of(Role::Warn, format!("until {}", wall.due(until))).sign(sign::LATE, Role::Warn),
        (None, None) => Cell::of(Role::Warn, "no end known").sign(sign::LATE, Role::Warn),
    }
}

/// The entries of an account, the newest first, as the list shows them.
fn booked(state: &State, ledger: &Ledger) -> Vec<Vec<Cell>> {
    let open = invoices(&ledger.entries);
    let row = |booked: &Booked| {
        let invoice = open.iter().find(|invoice| invoice.charge.id == booked.id && invoice.open.0 > 0);
        vec![
            Cell::text(&booked.reference),
            Cell::text(entry::day(state, booked.at)),
            Cell::text(booked.words()),
            Cell::text(format::money(booked.owed(), state.setup.house.currency)),
            invoice.map_or_else(|| Cell::text(""), |invoice| open_cell(state, invoice)),
        ]
    };
    ledger.entries.iter().map(row).collect()
}

/// `49.90, due 7 Dec`; a charge that should have been paid by now is late.
fn open_cell(state: &State, invoice: &Invoice<'_>) -> Cell {
    let open = format::money(invoice.open, state.setup.house.currency);
    match invoice.charge.due_at {
        Some(due) if due < state.now => {
            let words = format!("{open}, {}", entry::day(state, due).trim_start());
            Cell::of(Role::Warn, words).sign(sign::LATE, Role::Warn)
        }
        Some(due) => Cell::text(format!("{open}, {}", entry::day(state, due).trim_start())),
        None => Cell::text(open),
    }
}

/// Everything that a row of an account could say.
pub(super) fn whole(state: &State, ledger: &Ledger) -> String {
    let (account, currency) = (&ledger.account, state.setup.house.currency);
    let owed = format::money(ledger.balance, currency);
    let mut lines = vec![
        format!("{}  {}, {}", account.reference, account.words(), account.status.name()),
        format!("Owed {owed} {currency}"),
    ];
    lines.extend(Some(&account.reason).filter(|reason| !reason.is_empty()).map(|reason| format!("Because: {reason}")));
    lines.extend(account.opened_at.map(|at| format!("Opened {}", entry::day(state, at).trim_start())));
    lines.extend(account.closed_at.map(|at| format!("Closed {}", entry::day(state, at).trim_start())));
    lines.extend(Some(account.address.line()).filter(|line| !line.is_empty()).map(|line| format!("At {line}")));
    lines.extend(account.custom.iter().map(|(name, value)| format!("{name}: {}", value_words(value))));
    let readings = account.readings.iter().rev().take(3);
    lines.extend(readings.map(|reading| {
        let meter = if reading.meter.is_empty() { "Meter" } else { &reading.meter };
        format!("{meter} {} on {}", reading.value, entry::day(state, reading.at).trim_start())
    }));
    let reports = account.reports.iter().rev().take(3);
    lines.extend(reports.map(|report| format!("{}: {}", state.wall().log_time(report.at).trim_start(), report.what)));
    lines.extend(statement(state, ledger));
    lines.join("\n")
}

/// What came and went, the latest first, each with what was owed after it.
fn statement(state: &State, ledger: &Ledger) -> Vec<String> {
    let money = |amount| format::money(amount, state.setup.house.currency);
    let mut owed = ledger.balance;
    let line = |booked: &Booked| {
        let after = owed;
        owed = owed.less(booked.owed());
        let day = entry::day(state, booked.at);
        format!("{day}  {}  {}, then owed {}", booked.words(), money(booked.owed()), money(after))
    };
    ledger.entries.iter().map(line).collect()
}

/// Everything that a row of an outage could say.
pub(super) fn whole_outage(state: &State, outage: &Outage) -> String {
    let place = [&outage.postal_codes, &outage.accounts].map(|all| all.join(" ")).join(" ");
    format!("{}  {}\n{}", outage.reference, since(state, outage), [&outage.words(), place.trim()].join("\n"))
}

/// `since 9:40, expected until 12:00`.
pub(super) fn since(state: &State, outage: &Outage) -> String {
    let wall = state.wall();
    let since = format!("since {}", wall.due(outage.started_at));
    match (outage.ended_at, outage.expected_until) {
        (Some(at), _) => format!("{since}, over {}", wall.due(at)),
        (None, Some(until)) if until < state.now => format!("{since}, expected until {}, late", wall.due(until)),
        (None, Some(until)) => format!("{since}, expected until {}", wall.due(until)),
        (None, None) => since,
    }
}
