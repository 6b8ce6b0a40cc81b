//! The contact log of the customer at hand, what is said in the running contact, and the note being written; without a
//! customer, the agent's own latest contacts.

mod entry;
mod note;
mod rows;
mod share;
mod words;

use crossterm::event::KeyEvent;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use serde::{Deserialize, Serialize};

use self::share::Share;
use super::{Part, Title, list_step};
use crate::app::effect::Effect;
use crate::app::keymap::Order;
use crate::app::sheet::{Sheet, Subject, Writing};
use crate::app::state::{Pane, State, Typing};
use crate::app::view;
use crate::domain::contact::Contact;
use crate::domain::customer::Customer;
use crate::domain::id::ContactId;
use crate::ui::editor::{Edit, Place, keys};
use crate::ui::list::{ListState, Step};
use crate::ui::rule::Tone;

/// Where the agent is in the log.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::app) struct LogView {
    list: ListState,
    /// The entry that is shown whole, and its first line that shows.
    entry: Option<(ContactId, usize)>,
    /// The first line of what was said that shows, once the agent scrolled there.
    words: Option<usize>,
}

/// The agent's own latest contacts, shown while nobody's file is open.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct Latest {
    contacts: Vec<(Contact, Option<Customer>)>,
    view: LogView,
}

impl Latest {
    /// The store listed them anew.
    pub(in crate::app) fn told(&mut self, contacts: Vec<(Contact, Option<Customer>)>) {
        self.contacts = contacts;
        self.view.list.clamp(self.contacts.len());
    }

    /// Where the agent is in it.
    pub(in crate::app) const fn view(&self) -> &LogView {
        &self.view
    }

    /// Puts the agent where they were in it.
    pub(in crate::app) fn take_up(&mut self, view: LogView) {
        self.view = view;
    }
}

impl State {
    /// Where the agent is in the log that shows.
    fn log(&self) -> &LogView {
        self.sheet().map_or(&self.latest.view, |sheet| &sheet.log)
    }

    fn log_mut(&mut self) -> &mut LogView {
        match self.shown.and_then(|shown| self.sheets.get_mut(&shown)) {
            Some(sheet) => &mut sheet.log,
            None => &mut self.latest.view,
        }
    }
}

pub(super) fn title(state: &State) -> Title {
    let Some(sheet) = state.sheet() else {
        let end = if state.latest.contacts.is_empty() { "empty" } else { "yours, the latest first" };
        return Title { name: "4 Log".to_owned(), end: end.to_owned() };
    };
    let end = match sheet.file().map(|file| file.contact_count) {
        Some(1) => "1 contact".to_owned(),
        Some(999..) => "999 contacts and more".to_owned(),
        Some(count) => format!("{count} contacts"),
        None => String::new(),
    };
    Title { name: format!("4 Log  {}", sheet.name()), end }
}

pub(super) fn parts(state: &State, area: Rect) -> Vec<Part> {
    let share = Share::of(state, area);
    let words = share.words.map(|area| Part { y: area.y.saturating_sub(1), title: words::title(state) });
    let note = share.note.map(|area| Part { y: area.y.saturating_sub(1), title: note::title(state) });
    words.into_iter().chain(note).collect()
}

/// Puts the cursor into a text of the contact at hand, which comes to the top.
pub(in crate::app) fn write(state: &mut State, writing: Writing) -> Vec<Effect> {
    let effects = state.show_at_hand();
    state.log_mut().entry = None;
    if let Some(sheet) = state.sheet_mut() {
        sheet.wrote = Some(writing);
    }
    state.pane = Pane::Log;
    state.typing = Typing::Note;
    if writing == Writing::Reply {
        state.begin_reply();
    }
    state.go_to_told(writing);
    effects
}

/// Obeys an order that was given to the log or, while its text is written, to the note.
pub(in crate::app) fn obey(state: &mut State, order: Order) -> Vec<Effect> {
    if let Some(step) = list_step(order) {
        if state.typing == Typing::Note {
            return turn_note(state, step);
        }
        move_by(state, step);
        return Vec::new();
    }
    let open = state.log().entry.is_some();
    match (order, open) {
        (Order::Back, _) if state.typing == Typing::Note => {
            state.leave_text();
            return Vec::new();
        }
        (Order::Back, _) | (Order::Whole, true) => state.log_mut().entry = None,
        (Order::TextUp, _) => words::scroll(state, Step::PageUp),
        (Order::TextDown, _) => words::scroll(state, Step::PageDown),
        (Order::Commit, _) => return state.send_reply(),
        (Order::NextField, _) if state.go_to_gap() => {}
        (Order::NextField, _) => return state.obey(Order::NextPane),
        (Order::Look, _) | (Order::Enter, true) => return open_customer(state),
        (Order::Enter | Order::Whole, false) => open_entry(state),
        (Order::Copy, _) => return entry::copied(state).map(|text| Effect::Copy(text.into())).into_iter().collect(),
        _ => {}
    }
    Vec::new()
}

/// Shows the marked contact whole.
fn open_entry(state: &mut State) {
    let marked = rows::contact_at(state, state.log().list.marked).map(|contact| (contact.id, 0));
    if marked.is_none() {
        state.say(Tone::Quiet, "open: not now, that row is all there is; the customer's file has the rest");
    }
    state.log_mut().entry = marked;
}

/// Moves the mark, or the entry that is open.
fn move_by(state: &mut State, step: Step) {
    let area = view::area_of(state, Pane::Log);
    let log = Share::of(state, area).log;
    if state.log().entry.is_some() {
        let most = entry::lines(state, log.width).len().saturating_sub(usize::from(log.height));
        let page = usize::from(log.height.max(1));
        if let Some((_, top)) = &mut state.log_mut().entry {
            *top = match step {
                Step::Up => top.saturating_sub(1),
                Step::Down => *top + 1,
                Step::PageUp => top.saturating_sub(page),
                Step::PageDown => *top + page,
                Step::First => 0,
                Step::Last => most,
            }
            .min(most);
        }
        return;
    }
    let len = rows::all(state).len();
    state.log_mut().list.step(step, len, log.height.saturating_sub(1));
}

/// Opens the file of the customer whose contact is marked.
fn open_customer(state: &mut State) -> Vec<Effect> {
    let open = state.log().entry.map(|(id, _)| id);
    let marked = match open {
        Some(id) => rows::contact(state, id),
        None => rows::contact_at(state, state.log().list.marked),
    };
    let customer = marked.and_then(|contact| contact.customer);
    let here = state.file().map(|file| file.customer.id);
    let Some(customer) = customer else {
        state.say(Tone::Quiet, "open: not now, nobody knows whose contact that is");
        return Vec::new();
    };
    state.pane = Pane::Customer;
    if here == Some(customer) { Vec::new() } else { state.show(Subject::Customer(customer)) }
}

/// Turns a page of the text that is written.
fn turn_note(state: &mut State, step: Step) -> Vec<Effect> {
    let rows = Share::of(state, view::area_of(state, Pane::Log)).note.map_or(1, |note| note.height);
    let place = if step == Step::PageUp { Place::Above } else { Place::Below };
    (0..rows).for_each(|_| state.write_note(&Edit::Go(place)));
    Vec::new()
}

/// A key for the note.
pub(in crate::app) fn typed(state: &mut State, key: KeyEvent) -> Vec<Effect> {
    if let Some(edit) = keys::edit(key) {
        state.write_note(&edit);
    }
    Vec::new()
}

/// A text pasted into the note.
pub(in crate::app) fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    state.write_note(&Edit::Paste(text.to_owned()));
    Vec::new()
}

pub(super) fn draw(state: &State, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let share = Share::of(state, area);
    let marked = match state.log().entry {
        Some((_, top)) => entry::draw(state, top, share.log, buffer),
        None => rows::draw(state, share.log, buffer),
    };
    if let Some(area) = share.words {
        words::draw(state, area, buffer);
    }
    let written = share.note.and_then(|area| note::draw(state, area, buffer));
    if state.typing == Typing::Note { written } else { marked }
}

/// How many cells wide the note is wrapped.
pub(in crate::app) fn note_cells(state: &State) -> usize {
    usize::from(note::text_area(view::area_of(state, Pane::Log)).width)
}

/// The log begins at its newest row again, because the contact at hand is another one.
pub(in crate::app) fn opened(sheet: &mut Sheet) {
    let len = sheet.file().map_or(0, |file| file.contacts.len() + file.receipts.len() + 2 * file.orders.len());
    sheet.log.list.clamp(len);
}
