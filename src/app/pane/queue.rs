//! The call queue: the agent's own contacts, those that wait, and the promises that are due, with a clock that turns as
//! its limit runs out.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use serde::{Deserialize, Serialize};

use super::{Title, list_step};
use crate::app::effect::Effect;
use crate::app::keymap::Order;
use crate::app::over::{self, Over};
use crate::app::sheet::{Subject, caller_name};
use crate::app::state::{Loaded, Pane, State};
use crate::app::view;
use crate::domain::approval::{Approval, Verdict};
use crate::domain::callback::Callback;
use crate::domain::case::{Case, CaseStatus, NoteKind};
use crate::domain::channel::Channel;
use crate::domain::contact::{Contact, ContactState, Step};
use crate::domain::customer::Customer;
use crate::domain::queue::Lateness;
use crate::domain::timestamp::{DAY, Timestamp, Zone};
use crate::store::Waiting;
use crate::ui::format::clock;
use crate::ui::glyphs::sign;
use crate::ui::list::column::{Column, Width};
use crate::ui::list::{Cell, List, ListState};
use crate::ui::rule::Tone;
use crate::ui::theme::{Focus, Role};
use crate::ui::{meter, pen, text};

/// Where the agent is in the queue.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::app) struct QueueView {
    pub(in crate::app) list: ListState,
}

/// A row of the queue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::app) enum Row<'a> {
    /// A contact of this desk or one that waits.
    Contact(&'a Waiting),
    /// A promise to keep, and to whom.
    Callback(&'a Callback, Option<&'a Customer>),
    /// A case whose turn is this agent's, and whose it is.
    Case(&'a Case, Option<&'a Customer>),
    /// Something that waits for this agent's yes, and whom it concerns.
    Approval(&'a Approval, Option<&'a Customer>),
}

impl Row<'_> {
    /// The sheet that the row opens.
    fn subject(&self) -> Option<Subject> {
        match self {
            Row::Contact(waiting) => Some(Subject::Contact(waiting.contact.id)),
            Row::Callback(callback, _) => {
                callback.customer.map(Subject::Customer).or(callback.contact.map(Subject::Contact))
            }
            Row::Case(case, _) => Some(Subject::Customer(case.customer)),
            Row::Approval(approval, _) => approval.customer.map(Subject::Customer),
        }
    }
}

/// The rows in the order they are shown: own contacts, the queue, what waits for a yes, cases that are answered, referred
/// to this agent or due within a day, and promises that are.
pub(in crate::app) fn rows(state: &State) -> Vec<Row<'_>> {
    let tomorrow = state.now.plus_seconds(DAY);
    let contacts = state.desk.own.iter().chain(&state.desk.waiting).map(Row::Contact);
    let due = state.desk.callbacks.iter().filter(|(callback, _)| callback.due_at <= tomorrow);
    let asked = state
        .desk
        .approvals
        .iter()
        .filter(|(approval, _)| approval.verdict == Verdict::Waiting && approval.asked_by != state.setup.agent);
    let cases = state
        .desk
        .cases
        .iter()
        .filter(|(case, _)| case.status != CaseStatus::Open || case.due_at.is_some_and(|due| due <= tomorrow));
    contacts
        .chain(asked.map(|(approval, customer)| Row::Approval(approval, customer.as_ref())))
        .chain(cases.map(|(case, customer)| Row::Case(case, customer.as_ref())))
        .chain(due.map(|(callback, customer)| Row::Callback(callback, customer.as_ref())))
        .collect()
}

pub(super) fn title(state: &State) -> Title {
    let waiting = state.desk.waiting.len();
    let end = match waiting {
        0 if rows(state).is_empty() => "empty".to_owned(),
        0 => "nobody waits".to_owned(),
        _ => format!("{waiting} waiting"),
    };
    Title { name: "1 Queue".to_owned(), end }
}

/// Obeys an order that was given to the queue.
pub(in crate::app) fn obey(state: &mut State, order: Order) -> Vec<Effect> {
    let len = rows(state).len();
    if let Some(step) = list_step(order) {
        let rows = view::area_of(state, Pane::Queue).height.saturating_sub(3);
        state.queue.list.step(step, len, rows);
        return Vec::new();
    }
    let marked = rows(state).get(state.queue.list.marked).copied();
    let waits = matches!(marked, Some(Row::Contact(waiting)) if waiting.contact.state == ContactState::Waiting);
    if let (Order::Enter, Some(Row::Approval(..))) = (order, marked) {
        return over::open(state, Over::approvals());
    }
    match (order, marked.and_then(|row| row.subject())) {
        (Order::Enter, Some(Subject::Contact(id))) if waits => state.take(id),
        (Order::Abandoned, Some(Subject::Contact(id))) if waits => vec![state.step(id, Step::Abandon)],
        (Order::Abandoned, _) => {
            state.say(Tone::Quiet, "gave up: not now, only for a contact that waits");
            Vec::new()
        }
        (Order::Enter | Order::Look, Some(subject)) => {
            state.pane = Pane::Customer;
            state.show(subject)
        }
        _ => Vec::new(),
    }
}

/// Columns narrower than this leave out what the line of the marked row tells.
const WIDE: u16 = 70;

const NARROW_COLUMNS: &[Column<'_>] = &[
    Column::new("", Width::Text(1)),
    Column::new("Caller", Width::Rest(10)).gap(1),
    Column::new("Line", Width::Text(10)).gap(1),
    Column::new("Wait", Width::Number(6)).gap(1),
    Column::new("Limit", Width::Whole(6)).gap(1),
];

const WIDE_COLUMNS: &[Column<'_>] = &[
    Column::new("", Width::Text(1)),
    Column::new("Caller", Width::Rest(16)).gap(1),
    Column::new("Came by", Width::Text(7)),
    Column::new("Line", Width::Text(10)),
    Column::new("Tier", Width::Text(8)),
    Column::new("7 days", Width::Number(6)),
    Column::new("Wait", Width::Number(6)),
    Column::new("Limit", Width::Whole(6)).gap(1),
];

pub(super) fn draw(state: &State, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let theme = state.setup.theme;
    let rows = rows(state);
    if rows.is_empty() {
        draw_empty(state, area, buffer);
        return None;
    }
    let wide = area.width >= WIDE;
    let columns = if wide { WIDE_COLUMNS } else { NARROW_COLUMNS };
    let focus = Focus::when(state.pane == Pane::Queue);
    let list = List { columns, len: rows.len(), focus: Some(focus), after: "more", before: "above" };
    let about = rows.get(state.queue.list.marked).map(|row| about(state, row)).unwrap_or_default();
    let lines = about_lines(&about, rows.len(), area);
    let taken = u16::try_from(lines.len()).unwrap_or(1);
    let table = Rect { height: area.height.saturating_sub(taken), ..area };
    let row = |index: usize| rows.get(index).map(|row| cells(state, row, wide)).unwrap_or_default();
    let shown = list.draw(buffer, table, &state.queue.list, theme, row);
    draw_meters(state, rows.get(shown.rows.clone()).unwrap_or_default(), table, buffer);
    for (y, line) in (table.height..).zip(&lines) {
        pen::put(buffer, pen::inside(area), 0, y, line, theme.style(Role::Muted));
    }
    shown.cursor
}

/// The lines about the marked row: as many as the rows leave, and two of them in any case.
fn about_lines(about: &str, rows: usize, area: Rect) -> Vec<String> {
    let cells = usize::from(area.width.saturating_sub(2));
    let most = usize::from(area.height).saturating_sub(rows + 1).max(2);
    let mut lines = text::paragraph(about, cells);
    if lines.len() > most {
        let last = lines.get(most - 1).map(|line| text::cut(&format!("{line} {}", sign::CUT), cells));
        lines.truncate(most - 1);
        lines.extend(last);
    }
    lines
}

fn draw_empty(state: &State, area: Rect, buffer: &mut Buffer) {
    if state.loaded != Loaded::Desk {
        return;
    }
    let words = ["Nobody waits.", "", "Who rings, writes or comes to the counter stands here, the most urgent first."];
    let inside = pen::inside(area);
    let lines = words.iter().flat_map(|words| text::paragraph(words, usize::from(inside.width)));
    for (y, line) in (1..).zip(lines) {
        pen::put(buffer, inside, 0, y, &line, state.setup.theme.style(Role::Text));
    }
}

/// Draws the meters of the rows that show over the cells that the list left free for them.
fn draw_meters(state: &State, rows: &[Row<'_>], table: Rect, buffer: &mut Buffer) {
    let x = table.x + table.width.saturating_sub(7);
    for (y, row) in (table.y + 1..table.bottom()).zip(rows) {
        if let Row::Contact(Waiting { contact, .. }) = row
            && contact.state == ContactState::Waiting
        {
            let wait = state.setup.wait(contact, state.now);
            meter::draw(buffer, Rect::new(x, y, 6, 1), wait.waited, i64::from(wait.limit), state.setup.theme);
        }
    }
}

fn cells(state: &State, row: &Row<'_>, wide: bool) -> Vec<Cell> {
    match row {
        Row::Contact(waiting) => contact_cells(state, waiting, wide),
        Row::Callback(callback, customer) => matter_cells(state, &of_callback(callback, *customer), wide),
        Row::Case(case, customer) => matter_cells(state, &of_case(state, case, *customer), wide),
        Row::Approval(approval, customer) => matter_cells(state, &of_approval(approval, *customer), wide),
    }
}

fn contact_cells(state: &State, waiting: &Waiting, wide: bool) -> Vec<Cell> {
    let contact = &waiting.contact;
    let rings = state.ring.is_some_and(|ring| ring.contact == contact.id);
    let wait = state.setup.wait(contact, state.now);
    let late = contact.state == ContactState::Waiting && wait.lateness() == Lateness::Late;
    let role = if late { Role::Warn } else { Role::Text };
    let (sign, sign_role) = match contact.state {
        ContactState::Waiting if rings => (sign::LIVE, Role::Accent),
        ContactState::Waiting if late => (sign::LATE, Role::Warn),
        ContactState::Open => (sign::LIVE, Role::Accent),
        ContactState::Held | ContactState::Wrapping => (sign::HELD, Role::Muted),
        ContactState::Waiting | ContactState::Closed | ContactState::Abandoned => (sign::WAITING, Role::Muted),
    };
    let (seconds, word) = match contact.state {
        ContactState::Open if contact.channel.is_live() => (contact.times_at(state.now).talk_seconds, "talk"),
        ContactState::Open => (contact.times_at(state.now).talk_seconds, "open"),
        ContactState::Held => (state.now.seconds_since(contact.since), "hold"),
        ContactState::Wrapping => (state.now.seconds_since(contact.since), "wrap"),
        ContactState::Waiting | ContactState::Closed | ContactState::Abandoned => (wait.waited, ""),
    };
    let name = waiting.customer.as_ref().map_or_else(|| caller_name(contact), Customer::name);
    let line = state.setup.queue_title(&contact.queue).to_owned();
    let mut cells = vec![Cell::of(sign_role, sign), Cell::of(role, name)];
    if wide {
        let tier = waiting.customer.as_ref().map(|customer| customer.details.tier.clone()).unwrap_or_default();
        cells.extend([Cell::text(contact.channel.word()), Cell::text(line), Cell::text(tier)]);
        cells.push(Cell::text(if waiting.recent > 1 { waiting.recent.to_string() } else { String::new() }));
    } else {
        let by = if contact.channel == Channel::Phone { line } else { contact.channel.word().to_owned() };
        cells.push(Cell::text(by));
    }
    let at_hand = state.at_hand().is_some_and(|own| own.id == contact.id);
    let word = if at_hand { format!("{word} {}", sign::AT_HAND) } else { word.to_owned() };
    cells.extend([Cell::of(role, clock(seconds).trim_start()), Cell::text(word)]);
    if at_hand { cells.into_iter().map(Cell::strong).collect() } else { cells }
}

/// What a row shows that is no contact: whose it is, what it is, its line, and until when.
struct Matter {
    name: String,
    word: &'static str,
    queue: String,
    due_at: Option<Timestamp>,
}

fn of_callback(callback: &Callback, customer: Option<&Customer>) -> Matter {
    let name = customer.map_or_else(|| callback.what.clone(), Customer::name);
    Matter { name, word: "promise", queue: callback.queue.clone(), due_at: Some(callback.due_at) }
}

fn of_case(state: &State, case: &Case, customer: Option<&Customer>) -> Matter {
    let name = customer.map_or_else(|| case.reference.clone(), Customer::name);
    let word = match case.status {
        CaseStatus::Answered => "answer",
        CaseStatus::Referred if case.to != state.setup.agent => "referred",
        CaseStatus::Open | CaseStatus::Referred | CaseStatus::Closed => "case",
    };
    // Once it was answered nothing runs out any more.
    let due_at = case.due_at.filter(|_| case.status != CaseStatus::Answered);
    Matter { name, word, queue: String::new(), due_at }
}

fn of_approval(approval: &Approval, customer: Option<&Customer>) -> Matter {
    let name = customer.map_or_else(|| approval.asked_by.clone(), Customer::name);
    Matter { name, word: "approve", queue: String::new(), due_at: None }
}

fn matter_cells(state: &State, matter: &Matter, wide: bool) -> Vec<Cell> {
    let late = matter.due_at.is_some_and(|due| due < state.now);
    let role = if late { Role::Warn } else { Role::Text };
    let sign = if late { Cell::of(Role::Warn, sign::LATE) } else { Cell::of(Role::Muted, sign::WAITING) };
    let wall = state.wall();
    let mut cells = vec![sign, Cell::of(role, matter.name.clone()), Cell::text(matter.word)];
    if wide {
        let line = state.setup.queue_title(&matter.queue).to_owned();
        cells.extend([Cell::text(line), Cell::text(""), Cell::text("")]);
    }
    let due = |told: &dyn Fn(Timestamp) -> String| Cell::of(role, matter.due_at.map(told).unwrap_or_default());
    cells.extend([due(&|at| wall.time(at)), due(&|at| wall.due_word(at).to_owned())]);
    cells
}

/// Whether a contact is one of the agent's own, and which key goes to it.
fn whose(state: &State, contact: &Contact) -> Option<String> {
    let own = contact.state.is_on_desk() && contact.agent == state.setup.agent;
    let at_hand = state.at_hand().is_some_and(|hand| hand.id == contact.id);
    match (own, at_hand) {
        (true, true) => Some("yours, at hand".to_owned()),
        (true, false) => Some(format!("yours, {} goes on to it", state.setup.keymap.key_of(Order::NextContact))),
        (false, _) => None,
    }
}

/// What the columns leave out of a row, in one line.
fn about(state: &State, row: &Row<'_>) -> String {
    let mut facts = Vec::new();
    match row {
        Row::Contact(Waiting { contact, customer, recent }) => {
            facts.extend(whose(state, contact));
            facts.push(format!("{} {}", state.setup.queue_title(&contact.queue), contact.channel.word()));
            facts.push(format!("priority {}", contact.priority));
            if *recent > 1 {
                facts.push(format!("{recent} contacts in 7 days"));
            }
            if let Some(customer) = customer {
                facts.extend([customer.details.tier.clone()].into_iter().filter(|tier| !tier.is_empty()));
                facts.extend(customer.details.tags.iter().cloned());
            }
            facts.extend([contact.subject.clone()].into_iter().filter(|subject| !subject.is_empty()));
        }
        Row::Case(case, _) => {
            facts.extend([case.reference.clone(), case.title(), case.summary.clone()]);
            facts.extend(case.last(NoteKind::Answer).map(|answer| format!("answered: {}", answer.text)));
        }
        Row::Approval(approval, _) => {
            facts.extend([format!("{} asks", approval.asked_by), approval.request.words()]);
            facts.extend([approval.over.clone(), approval.reason.clone()]);
        }
        Row::Callback(callback, customer) => {
            facts.push(format!("promised by {}", state.wall().due(callback.due_at)));
            let zone = customer.and_then(|customer| Zone::named(&customer.details.time_zone));
            facts.extend(zone.and_then(|zone| state.wall().there(zone, callback.due_at)));
            facts.push(callback.what.clone());
        }
    }
    facts.join(" · ")
}
