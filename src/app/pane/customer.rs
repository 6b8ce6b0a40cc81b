//! The customer's file: who it is, what an agent must know first, and what belongs to them, tab by tab.

mod accounts;
mod cases;
pub(in crate::app) mod deed;
mod details;
mod editing;
mod entry;
pub(in crate::app) mod first;
mod form;
mod head;
mod identity;
mod marked;
mod matches;
mod nothing;
mod offer;
mod orders;
mod overview;
mod parted;
mod promises;
mod tab;
mod timeline;
mod written;

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use serde::{Deserialize, Serialize};

use self::deed::Deed;
use self::entry::Entry;
pub(in crate::app) use self::form::CustomerForm;
use self::marked::copy;
pub(in crate::app) use self::marked::{facts, marked};
use self::nothing::{draw_verbs, key_in};
pub(in crate::app) use self::offer::offered;
use self::tab::Tab;
pub(in crate::app) use self::written::{text, text_mut};
use super::{Title, list_step};
use crate::app::effect::Effect;
use crate::app::keymap::Order;
use crate::app::over::{self, Over};
use crate::app::sheet::{Sheet, Whose};
use crate::app::state::{Pane, State, Typing};
use crate::app::update::capital;
use crate::app::view;
use crate::domain::customer::Customer;
use crate::domain::file::CustomerFile;
use crate::domain::journal::Receipt;
use crate::domain::policy::Hidden;
use crate::store::{self, Draft};
use crate::ui::list::column::Column;
use crate::ui::list::{List, ListState};
use crate::ui::pen;
use crate::ui::tabs;
use crate::ui::theme::{Focus, Role};

/// Where the agent is in a file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::app) struct CustomerView {
    tab: Tab,
    list: ListState,
    whole: Whole,
    /// Kept apart from where the agent is.
    #[serde(skip)]
    form: Option<CustomerForm>,
    /// What is about to be done, the latest last.
    #[serde(skip)]
    deeds: Vec<Deed>,
    /// The same as it was left, until the file is there.
    #[serde(skip)]
    left: Option<String>,
}

/// Whether the whole of the marked row shows over it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Whole {
    #[default]
    Hidden,
    Shown,
}

/// What the pane shows.
enum Content<'a> {
    Nothing,
    FirstSteps,
    Form(&'a CustomerForm),
    Deed(&'a Deed),
    Asked(&'a Sheet),
    Matches(&'a Sheet, &'a [Customer]),
    File(&'a Sheet, &'a CustomerFile),
}

/// How long the store may take before the pane says that it was asked, in microseconds.
const PATIENCE: i64 = 300_000;

impl CustomerView {
    /// The form of a record as the store is to keep it.
    pub(in crate::app) fn draft(&self, record: &str) -> Draft {
        form::draft::draft(record, self.form.as_ref())
    }

    /// What is about to be done, as the store is to keep it.
    pub(in crate::app) fn deeds(&self, record: &str) -> Draft {
        match &self.left {
            Some(left) => Draft { text: left.clone(), ..Draft::none(record, deed::kept::FIELD) },
            None => deed::kept::draft(record, &self.deeds),
        }
    }

    /// Where the agent is, without what is written.
    pub(in crate::app) fn without_form(&self) -> Self {
        Self { tab: self.tab, list: self.list, whole: self.whole, ..Self::default() }
    }

    /// Puts the agent where they were.
    pub(in crate::app) fn take_up(&mut self, view: &Self) {
        (self.tab, self.list, self.whole) = (view.tab, view.list, view.whole);
    }

    /// Puts a form back as it was left.
    pub(in crate::app) fn take_up_form(&mut self, draft: &Draft) {
        self.form = CustomerForm::restored(draft).or(self.form.take());
        deed::kept::take_up(self, draft);
    }
}

fn content(state: &State) -> Content<'_> {
    if first::shows(state) {
        return Content::FirstSteps;
    }
    if let Some(form) = editing::shown(state) {
        return Content::Form(form);
    }
    match state.sheet() {
        None => Content::Nothing,
        Some(sheet) => match &sheet.whose {
            Whose::Asked => Content::Asked(sheet),
            Whose::Unknown(matches) => Content::Matches(sheet, matches),
            Whose::Known(file) => deed::shown(state).map_or(Content::File(sheet, file), Content::Deed),
        },
    }
}

pub(super) fn title(state: &State) -> Title {
    if super::wrap_up::is_open(state) {
        return super::wrap_up::title(state);
    }
    let name = state.sheet().map(Sheet::name).unwrap_or_default();
    let (name, end) = match content(state) {
        Content::Nothing => (String::new(), String::new()),
        Content::FirstSteps => (String::new(), "first steps".to_owned()),
        Content::Form(form) if form.base.is_none() => ("new customer".to_owned(), "being added".to_owned()),
        Content::Form(form) if form.showing == form::Showing::Both => (name, form::title_end(&form.contest)),
        Content::Form(_) => (name, "being edited".to_owned()),
        Content::Deed(deed) => deed::title(deed, &name),
        Content::Asked(_) => (name, String::new()),
        Content::Matches(_, matches) if matches.len() > 1 => (name, format!("{} matches", matches.len())),
        Content::Matches(..) => (name, "not known".to_owned()),
        Content::File(_, file) if state.contact_of_another().is_some() => {
            (name, format!("another customer's file   {}", file.customer.reference))
        }
        Content::File(_, file) => (name, file.customer.reference.clone()),
    };
    Title { name: format!("2 Customer  {name}").trim_end().to_owned(), end }
}

pub(in crate::app) fn obey(state: &mut State, order: Order) -> Vec<Effect> {
    match content(state) {
        Content::FirstSteps => first::obey(state, order),
        Content::Form(_) => editing::obey(state, order),
        Content::Deed(_) => deed::obey(state, order),
        Content::Matches(..) => matches::obey(state, order),
        Content::File(..) => obey_in_file(state, order),
        Content::Nothing | Content::Asked(_) => Vec::new(),
    }
}

fn obey_in_file(state: &mut State, order: Order) -> Vec<Effect> {
    let Content::File(sheet, file) = content(state) else { return Vec::new() };
    let view = &sheet.customer;
    let entries = entries(state, sheet, file, view.tab);
    let len = entries.len();
    let marked = entries.get(view.list.marked);
    let copied =
        marked.map(Entry::copied).or(file.customer.details.phones.first().map(|phone| phone.e164().to_owned()));
    let order_of_row = match marked {
        Some(Entry::Order(order) | Entry::Delivered(order)) if view.tab != Tab::Orders => {
            file.orders.iter().position(|known| known.id == order.id)
        }
        _ => None,
    };
    let acts = marked.is_some_and(|entry| entry.named().is_some());
    let (next, previous) = (view.tab.next(file), view.tab.previous(file));
    let rows = view::area_of(state, Pane::Customer).height;
    if order == Order::Edit {
        return editing::edit(state);
    }
    if order == Order::Copy {
        return copy(state, copied.unwrap_or_default());
    }
    if order == Order::CopyWhole {
        let whole = marked.map(|entry| entry.whole(state));
        return copy(state, whole.unwrap_or_default());
    }
    let Some(view) = state.sheet_mut().map(|sheet| &mut sheet.customer) else { return Vec::new() };
    if let Some(step) = list_step(order) {
        // Beside the list stand the head of the file, the tabs and the heads of the columns.
        view.list.step(step, len, rows.saturating_sub(8));
        return Vec::new();
    }
    match (order, order_of_row) {
        (Order::NextTab, _) => view.go_to(next, 0),
        (Order::PreviousTab, _) => view.go_to(previous, 0),
        (Order::Enter, Some(row)) => view.go_to(Tab::Orders, row),
        (Order::Enter, None) if acts => return over::open(state, Over::verbs()),
        (Order::Enter, None) => view.whole = Whole::Shown,
        (Order::Whole, _) if view.whole == Whole::Hidden => view.whole = Whole::Shown,
        (Order::Whole | Order::Back, _) => view.whole = Whole::Hidden,
        _ => {}
    }
    Vec::new()
}

impl CustomerView {
    fn go_to(&mut self, tab: Tab, row: usize) {
        self.tab = tab;
        self.list = ListState { marked: row, top: 0 };
        self.whole = Whole::Hidden;
    }
}

/// Whether the form of a verb shows.
pub(in crate::app) fn shows_deed(state: &State) -> bool {
    matches!(content(state), Content::Deed(_))
}

/// Goes to an order of the file.
pub(in crate::app) fn go_to_order(state: &mut State, reference: &str) {
    let row = state.file().and_then(|file| file.orders.iter().position(|order| order.reference == reference));
    state.leave_text();
    state.pane = Pane::Customer;
    if let (Some(row), Some(sheet)) = (row, state.sheet_mut()) {
        sheet.customer.go_to(Tab::Orders, row);
    }
}

/// The rows of a tab.
fn entries<'a>(state: &State, sheet: &Sheet, file: &'a CustomerFile, tab: Tab) -> Vec<Entry<'a>> {
    match tab {
        Tab::Overview => overview::entries(sheet, file),
        Tab::Orders => orders::entries(file),
        Tab::Accounts => accounts::entries(file),
        Tab::Cases => cases::entries(file),
        Tab::Timeline => timeline::entries(file),
        Tab::Promises => promises::entries(file),
        Tab::Details => details::entries(state, sheet, file),
    }
}

/// The file of a sheet came from the store. What it changes under an agent's hands, in words.
pub(in crate::app) fn opened(sheet: &mut Sheet) -> Option<String> {
    let Whose::Known(file) = &sheet.whose else { return None };
    let form = sheet.customer.form.as_mut()?;
    let words = form.rebase(file);
    form.show_versions();
    words
}

/// Whether both versions of what was written here and elsewhere show, and a key chooses between them.
pub(in crate::app) fn shows_versions(state: &State) -> bool {
    matches!(content(state), Content::Form(form) if form.showing == form::Showing::Both)
}

/// Begins a new customer with what is known of the contact.
pub(in crate::app) fn begin_new(state: &mut State) -> Vec<Effect> {
    editing::begin_new(state)
}

/// The store saved the form.
pub(in crate::app) fn saved(state: &mut State, receipt: &Receipt) -> Vec<Effect> {
    editing::saved(state, receipt)
}

/// The store did not save it.
pub(in crate::app) fn not_saved(state: &mut State, error: &store::Error) -> Vec<Effect> {
    editing::not_saved(state, error)
}

/// The new customer who is being added, as the store is to keep it.
pub(in crate::app) fn newcomer_draft(state: &State) -> Draft {
    form::draft::draft(editing::NEWCOMER, state.newcomer.as_ref())
}

/// Puts a new customer who was being added when the desk closed back.
pub(in crate::app) fn restore_newcomer(state: &mut State) {
    let kept = state.kept.of(editing::NEWCOMER).find_map(CustomerForm::restored);
    state.newcomer = state.newcomer.take().or(kept);
}

/// Whether a form shows, or the line for a path.
pub(in crate::app) fn has_form(state: &State) -> bool {
    first::asks_path(state) || editing::shown(state).is_some() || deed::shown(state).is_some()
}

/// Another sheet comes to the top: a new customer who was being added waits below it.
pub(in crate::app) fn step_aside(state: &mut State) {
    if let Some(form) = &mut state.newcomer {
        form.showing = form::Showing::File;
    }
}

/// Whether something of the file is hidden until the identity is checked.
pub(in crate::app) fn is_hidden(state: &State) -> bool {
    identity::hides(state)
}

/// The details of the file that shows that are hidden now.
pub(in crate::app) fn hidden(state: &State) -> Vec<Hidden> {
    if is_hidden(state) { state.setup.house.policy.identity.hides.clone() } else { Vec::new() }
}

/// A key for the form.
pub(in crate::app) fn typed(state: &mut State, key: KeyEvent) -> Vec<Effect> {
    let deed = matches!(content(state), Content::Deed(_));
    first::typed(state, key).unwrap_or_else(|| if deed { deed::typed(state, key) } else { editing::typed(state, key) })
}

/// A text pasted into the form.
pub(in crate::app) fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    let deed = matches!(content(state), Content::Deed(_));
    first::pasted(state, text)
        .unwrap_or_else(|| if deed { deed::pasted(state, text) } else { editing::pasted(state, text) })
}

/// The whole text of the marked row, while it is wanted.
pub(super) fn whole(state: &State) -> Option<String> {
    if super::wrap_up::is_open(state) {
        return None;
    }
    let Content::File(sheet, file) = content(state) else { return None };
    let view = &sheet.customer;
    let entries = (view.whole == Whole::Shown).then(|| entries(state, sheet, file, view.tab))?;
    entries.get(view.list.marked).map(|entry| entry.whole(state))
}

pub(super) fn draw(state: &State, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    if super::wrap_up::is_open(state) {
        return super::wrap_up::draw(state, area, buffer);
    }
    match content(state) {
        Content::Nothing => {
            nothing::draw(state, area, buffer);
            None
        }
        Content::FirstSteps => first::draw(state, area, buffer),
        Content::Form(form) => form.draw(state, area, Focus::when(state.typing == Typing::Form), buffer),
        Content::Deed(deed) => deed::draw(state, deed, area, Focus::when(state.typing == Typing::Form), buffer),
        Content::Asked(sheet) => {
            if state.now.micros().saturating_sub(sheet.asked_at.micros()) >= PATIENCE {
                let style = state.setup.theme.style(Role::Muted);
                pen::put(buffer, pen::inside(area), 0, 1, "asking the store …", style);
            }
            None
        }
        Content::Matches(sheet, matches) => matches::draw(state, sheet, matches, area, buffer),
        Content::File(sheet, file) => draw_file(state, sheet, file, area, buffer),
    }
}

fn draw_file(state: &State, sheet: &Sheet, file: &CustomerFile, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let theme = state.setup.theme;
    let below = |rows: u16| {
        let rows = rows.min(area.height);
        Rect { y: area.y + rows, height: area.height - rows, ..area }
    };
    let head = head::draw(state, sheet, file, area, buffer);
    let names: Vec<_> =
        Tab::of(file).into_iter().map(|tab| tabs::Tab { name: tab.name(), count: tab.count(file) }).collect();
    let tab = sheet.customer.tab;
    tabs::draw(buffer, pen::inside(below(head)), &names, tab.place(file), theme);
    let body = below(head + 2);
    let rows = entries(state, sheet, file, tab);
    match tab {
        Tab::Overview => overview::draw(state, sheet, file, &rows, body, buffer),
        Tab::Orders => orders::draw(state, sheet, &rows, body, buffer),
        Tab::Accounts => accounts::draw(state, sheet, &rows, body, buffer),
        Tab::Cases => cases::draw(state, sheet, &rows, body, buffer),
        Tab::Timeline => timeline::draw(state, sheet, &rows, body, buffer),
        Tab::Promises => promises::draw(state, sheet, &rows, body, buffer),
        Tab::Details => details::draw(state, sheet, &rows, body, buffer),
    }
}

/// A list of this pane.
fn list<'a>(state: &State, columns: &'a [Column<'a>], len: usize, after: &'a str) -> List<'a> {
    let focus = Some(Focus::when(state.pane == Pane::Customer));
    List { columns, len, focus, after, before: if after == "older" { "newer" } else { "above" } }
}
