//! The wrap-up, shown in the place of the customer's file: what came of the contact, by one key, what was done in it, and
//! what is promised.

mod account;
mod form;
mod screen;
mod summary;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

pub(in crate::app) use self::form::WrapUpForm;
use self::form::{Progress, Showing};
pub(super) use self::screen::{column, draw, title};
use crate::app::effect::Effect;
use crate::app::keymap::{Order, Place};
use crate::app::sheet::{Sheet, Subject, Writing};
use crate::app::state::{Pane, State, Typing};
use crate::domain::action::{Action, Keeper};
use crate::domain::agent::AgentState;
use crate::domain::contact::{Contact, ContactState, Step};
use crate::domain::disposition::{WrapUp, WrapUpMode};
use crate::domain::id::ContactId;
use crate::domain::journal::Receipt;
use crate::domain::record::RecordKind;
use crate::domain::timestamp::{Timestamp, Zone};
use crate::domain::when;
use crate::store::Draft;
use crate::ui::editor::{Editor, Layout};
use crate::ui::form::Pressed;
use crate::ui::format::short_clock;
use crate::ui::rule::Tone;

/// Whether the wrap-up of the contact at hand shows.
pub(in crate::app) fn is_open(state: &State) -> bool {
    state.sheet().and_then(|sheet| sheet.wrap_up.as_ref()).is_some_and(|form| form.showing == Showing::Open)
}

/// How many seconds more the agent takes at a time.
pub(in crate::app) const MORE: i64 = 30;

/// Opens the wrap-up of the contact at hand, before its end too; where it shows already, takes more time for it.
pub(in crate::app) fn open(state: &mut State) -> Vec<Effect> {
    if is_open(state) && state.pane == Pane::Customer && state.sheet().is_some_and(Sheet::is_wrapping) {
        return take_more_time(state);
    }
    let Some(subject) = state.at_hand().map(|own| Subject::Contact(own.id)) else { return Vec::new() };
    let effects = state.show_at_hand();
    state.typing = Typing::Nothing;
    state.pane = Pane::Customer;
    begin(state, subject);
    if let Some(form) = state.sheet_mut().and_then(|sheet| sheet.wrap_up.as_mut()) {
        form.showing = Showing::Open;
    }
    effects
}

/// More time for the wrap-up that shows, from now on where its time is up already.
fn take_more_time(state: &mut State) -> Vec<Effect> {
    let own = state.own_contact();
    let Some((seconds, since)) = own.and_then(|own| Some((state.wrap_up_seconds(own)?, own.since))) else {
        state.say(Tone::Quiet, "more time: not needed, nothing ends this wrap-up but you");
        return Vec::new();
    };
    let until = seconds.max(state.now.seconds_since(since)) + MORE;
    if until > i64::from(WrapUp::LONGEST) {
        let longest = short_clock(i64::from(WrapUp::LONGEST));
        state.say(Tone::Quiet, format!("more time: not now, no wrap-up is longer than {longest}"));
        return Vec::new();
    }
    if let Some(form) = state.sheet_mut().and_then(|sheet| sheet.wrap_up.as_mut()) {
        form.more += until - seconds;
    }
    state.say(Tone::Quiet, format!("✓ You have until {}", short_clock(until)));
    Vec::new()
}

/// The conversation of a contact is over; its wrap-up opens, but never in the midst of a text.
pub(in crate::app) fn begin(state: &mut State, subject: Subject) {
    let shown = state.shown == Some(subject);
    let writes = shown && state.typing != Typing::Nothing;
    let fresh = WrapUpForm::new(&state.setup, &state.after);
    let Some(sheet) = state.sheets.get_mut(&subject) else { return };
    let form = sheet.wrap_up.get_or_insert(fresh);
    match form.showing {
        Showing::Open => {}
        Showing::Aside | Showing::Due if writes => form.showing = Showing::Due,
        Showing::Aside | Showing::Due => form.showing = Showing::Open,
    }
    if shown && !writes {
        state.pane = Pane::Customer;
    }
}

/// The text that had the cursor was left: a wrap-up that waited for that opens.
pub(in crate::app) fn text_left(state: &mut State) {
    let waiting = state.sheet_mut().and_then(|sheet| sheet.wrap_up.as_mut());
    if let Some(form) = waiting.filter(|form| form.showing == Showing::Due) {
        form.showing = Showing::Open;
        state.pane = Pane::Customer;
    }
}

/// The contact is not on this desk any more: its file shows again, and what was written here is kept.
pub(in crate::app) fn lay_by(sheet: &mut Sheet) {
    if let Some(form) = &mut sheet.wrap_up {
        form.showing = Showing::Aside;
    }
}

/// A key while no text of the wrap-up has the cursor: an outcome, or `None` when it is no outcome's key.
pub(in crate::app) fn key(state: &mut State, key: KeyEvent) -> Option<Vec<Effect>> {
    let in_text = match state.typing {
        Typing::Nothing => false,
        Typing::WrapUp => state.sheet()?.wrap_up.as_ref()?.writes_text(),
        Typing::Search | Typing::Note | Typing::Form | Typing::Answer => true,
    };
    let plain = (key.modifiers - KeyModifiers::SHIFT).is_empty();
    let KeyCode::Char(letter) = key.code else { return None };
    if in_text || !plain || state.pane != Pane::Customer || !is_open(state) {
        return None;
    }
    let outcome = state.setup.house.dispositions.iter().find(|outcome| outcome.key == letter)?.clone();
    state.sheet_mut()?.wrap_up.as_mut()?.choose(&outcome);
    Some(Vec::new())
}

/// Obeys an order that was given to the wrap-up.
pub(in crate::app) fn obey(state: &mut State, order: Order) -> Vec<Effect> {
    if order == Order::Commit {
        return finish(state);
    }
    if order == Order::NextField {
        return walk(state, KeyCode::Tab, "settled", "then");
    }
    if order == Order::PreviousField {
        return walk(state, KeyCode::BackTab, "then", "settled");
    }
    if order != Order::Back {
        return Vec::new();
    }
    state.typing = Typing::Nothing;
    if let Some(form) = state.sheet_mut().and_then(|sheet| sheet.wrap_up.as_mut()) {
        form.showing = Showing::Aside;
    }
    Vec::new()
}

/// Goes on to the next field; before the first and after the last is the outcome, where single keys act.
fn walk(state: &mut State, key: KeyCode, first: &str, last: &str) -> Vec<Effect> {
    if state.typing == Typing::Nothing {
        state.typing = Typing::WrapUp;
        if let Some(form) = state.sheet_mut().and_then(|sheet| sheet.wrap_up.as_mut()) {
            form.fields.go_to(first);
        }
        return Vec::new();
    }
    let form = state.sheet().and_then(|sheet| sheet.wrap_up.as_ref());
    let ends = form.and_then(|form| form.fields.active()).is_none_or(|item| item.name == last);
    let effects = typed(state, KeyEvent::new(key, KeyModifiers::NONE));
    if ends {
        state.typing = Typing::Nothing;
    }
    effects
}

/// A key for the field that has the cursor.
pub(in crate::app) fn typed(state: &mut State, key: KeyEvent) -> Vec<Effect> {
    let (now, zone, cells) = (state.now, state.customer_zone(), screen::form_cells(state));
    let Some(form) = state.sheet_mut().and_then(|sheet| sheet.wrap_up.as_mut()) else { return Vec::new() };
    let pressed = form.fields.press(key, cells, &|name, value| wrong(name, value, now, zone));
    match pressed {
        Pressed::Changed => state.after = form.then(),
        Pressed::Refused(why) => state.say(Tone::Quiet, why),
        Pressed::Moved | Pressed::Nothing => {}
    }
    Vec::new()
}

/// A text pasted into it.
pub(in crate::app) fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    if let Some(form) = state.sheet_mut().and_then(|sheet| sheet.wrap_up.as_mut()) {
        form.fields.paste(text);
    }
    Vec::new()
}

/// What is wrong with a field, and what to do.
fn wrong(name: &str, value: &str, now: Timestamp, zone: Zone) -> Option<String> {
    if name == "when" && !value.is_empty() {
        when::read(value, now, zone).err().map(|error| error.to_string())
    } else {
        None
    }
}

/// Puts the contact into the log with everything that the wrap-up says; an open conversation is ended first.
fn finish(state: &mut State) -> Vec<Effect> {
    let (now, zone) = (state.now, state.customer_zone());
    let Some(contact) = state.own_contact().cloned() else { return Vec::new() };
    let Some(form) = state.sheet_mut().and_then(|sheet| sheet.wrap_up.as_mut()) else { return Vec::new() };
    if form.progress == Progress::Sent {
        return Vec::new();
    }
    if !state.is_reply_empty() && state.sheet().is_some_and(|sheet| !sheet.customer_left()) {
        let reply = state.setup.keymap.key_of(Order::Reply);
        state.say(Tone::Late, format!("▲ The reply is not sent: {reply} goes to it; send it or empty it"));
        return Vec::new();
    }
    let Some(form) = state.sheet_mut().and_then(|sheet| sheet.wrap_up.as_mut()) else { return Vec::new() };
    if let Err(missing) = form.finish(&|name, value| wrong(name, value, now, zone)) {
        let typing = if missing == form::OUTCOME { Typing::Nothing } else { Typing::WrapUp };
        state.typing = typing;
        state.say(Tone::Late, format!("▲ {missing} is needed before the contact can go into the log"));
        return Vec::new();
    }
    if let Err(words) = state.may_go(Writing::Note) {
        let (note, finish) =
            (state.setup.keymap.key_of(Order::Note), state.setup.keymap.key_of_in(Place::WrapUp, Order::Commit));
        state.say(Tone::Late, format!("▲ Note: {words}; {note} goes to it, {finish} goes on"));
        return Vec::new();
    }
    if let Some(form) = state.sheet_mut().and_then(|sheet| sheet.wrap_up.as_mut()) {
        form.progress = Progress::Sent;
    }
    let actions = actions(state, &contact);
    let mut effects = Vec::new();
    if matches!(contact.state, ContactState::Open | ContactState::Held) {
        effects.push(state.step(contact.id, Step::End));
    }
    let gone = state.sheet().map(Sheet::drafts).unwrap_or_default();
    let drafts = gone.iter().map(|draft| Draft::none(&draft.record, &draft.field)).collect();
    effects.push(state.perform_and_keep(actions, drafts));
    effects
}

/// The promise first and the closing last, so that the closing is what is taken back first.
fn actions(state: &State, contact: &Contact) -> Vec<Action> {
    let Some(form) = state.sheet().and_then(|sheet| sheet.wrap_up.as_ref()) else { return Vec::new() };
    let due_at = when::read(&form.fields.value("when"), state.now, state.customer_zone()).ok();
    let promise = due_at.map(|due_at| {
        let what = form.fields.value("what");
        Action::ScheduleCallback {
            customer: state.file().map(|file| file.customer.reference.clone()).unwrap_or_default(),
            contact: contact.reference.clone(),
            due_at,
            what: if what.is_empty() { "get back to the customer".to_owned() } else { what },
            keeper: if form.fields.value("who") == form::ANYONE { Keeper::Anyone } else { Keeper::Me },
        }
    });
    let close = Action::CloseContact {
        contact: contact.reference.clone(),
        disposition: form.outcome.clone(),
        resolved: form.settled(),
        note: summary::text(state),
    };
    promise.into_iter().chain([close]).collect()
}

/// The store did not close it: everything is still here, to be tried again.
pub(in crate::app) fn not_closed(state: &mut State) {
    for form in state.sheets.values_mut().filter_map(|sheet| sheet.wrap_up.as_mut()) {
        form.progress = Progress::Filling;
    }
}

/// The contact is in the log; the next one comes to the top.
pub(in crate::app) fn closed(state: &mut State, receipt: &Receipt) -> Vec<Effect> {
    let closed = receipt.changes.iter().find(|change| change.record == RecordKind::Contact);
    let Some(id) = closed.map(|change| ContactId(change.id)) else { return Vec::new() };
    let subject = Subject::Contact(id);
    if state.setup.wrap_up.mode == WrapUpMode::TimedToTheEnd
        && let Some(own) = state.waiting(id).filter(|own| own.contact.state == ContactState::Wrapping)
        && let Some(seconds) = state.wrap_up_seconds(&own.contact)
    {
        state.wrap_until = Some(own.contact.since.plus_seconds(seconds));
    }
    if !state.sheets.contains_key(&subject) {
        return Vec::new();
    }
    state.lay_aside(subject);
    let mut effects = vec![state.done_with(subject.record())];
    state.desk.own.retain(|own| own.contact.id != id);
    if state.shown == Some(subject) {
        let next = state.desk.own.first().map(|own| Subject::Contact(own.contact.id));
        state.pane = if next.is_some() { Pane::Customer } else { Pane::Queue };
        effects.extend(state.put_away(next));
    }
    if let Action::CloseContact { disposition, .. } = &receipt.action {
        let undo = state.setup.keymap.key_of(Order::Undo);
        let outcome = if disposition.is_empty() { String::new() } else { format!(" as {disposition}") };
        state.say(Tone::Quiet, format!("✓ In the log{outcome} · {undo} undo"));
    }
    effects
}

/// A closing was taken back: the contact is on the desk again.
pub(in crate::app) fn reopened(state: &mut State, undone: &Receipt) -> Vec<Effect> {
    let Some(sheet) = as_sent(state, undone) else { return Vec::new() };
    let subject = sheet.subject;
    state.sheets.insert(subject, sheet);
    state.pane = Pane::Customer;
    state.show(subject)
}

/// The sheet of a contact with its note and its wrap-up as they were sent; `None` for what is no closing.
pub(in crate::app) fn as_sent(state: &State, undone: &Receipt) -> Option<Sheet> {
    let (Some(id), Action::CloseContact { disposition, resolved, note, .. }) = (undone.contact, &undone.action) else {
        return None;
    };
    let mut form = WrapUpForm::new(&state.setup, &state.after);
    if let Some(outcome) = state.setup.house.dispositions.iter().find(|known| known.name == *disposition) {
        form.choose(outcome);
    }
    form.settle(*resolved);
    let together = state.done.iter().filter(|done| done.at == undone.at && done.contact == undone.contact);
    for receipt in together {
        if let Action::ScheduleCallback { due_at, what, keeper, .. } = &receipt.action {
            form.promise(*due_at, what, *keeper);
        }
    }
    let mut sheet = Sheet::new(Subject::Contact(id), None, state.now);
    sheet.note = Editor::of(note, Layout::Block);
    sheet.wrap_up = Some(form);
    Some(sheet)
}

/// When the time for the wrap-up is over, the agent is told that calls come again; the contact waits to be finished.
pub(in crate::app) fn time_is_up(state: &mut State) {
    let over = state.desk.own.iter().find(|own| state.is_over_time(&own.contact));
    let wraps = state.presence().state == AgentState::AfterContactWork && state.state_of_contacts().is_none();
    let Some(reference) = over.map(|own| own.contact.reference.clone()).filter(|_| wraps) else { return };
    let then = after_words(state);
    state.say(Tone::Late, format!("▲ Time is up: {then} is set for you. {reference} stays open until you finish it"));
}

/// What comes after this contact, in a word.
fn after_words(state: &State) -> String {
    let (after, reason) = &state.after;
    match after {
        AgentState::NotReady if reason.is_empty() => "not ready".to_owned(),
        AgentState::NotReady => reason.to_lowercase(),
        AgentState::Ready
        | AgentState::LoggedOut
        | AgentState::OnContact
        | AgentState::Holding
        | AgentState::AfterContactWork
        | AgentState::NotResponding => "ready".to_owned(),
    }
}
