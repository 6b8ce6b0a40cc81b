//! The form of a verb: one field for each thing that it takes, filled from what is known, completed from what is open, read
//! with every letter, and never done before the preview of it showed.

mod completing;
mod draw;
mod filling;
pub(in crate::app) mod kept;

use crossterm::event::{KeyCode, KeyEvent};
use serde_json::{Map, Value};

pub(in crate::app) use self::draw::column;
pub(super) use self::draw::draw;
use crate::app::effect::Effect;
use crate::app::keymap::Order;
use crate::app::preview::Preview;
use crate::app::state::{Pane, State, Typing};
use crate::domain::action::limit::NEEDS_APPROVAL;
use crate::domain::action::{Action, Field, Form as Takes, Need, Refusal, Verb};
use crate::domain::customer::Customer;
use crate::domain::journal::Receipt;
use crate::domain::product::Offer;
use crate::domain::record::RecordKind;
use crate::domain::spoken::{self, Fit};
use crate::store::{self, Draft};
use crate::ui::form::{Form, Item, Pressed};
use crate::ui::list::ListState;
use crate::ui::rule::Tone;

/// A verb that is about to be done.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct Deed {
    pub(super) verb: &'static Verb,
    /// The record it is done to; empty where it is done to none.
    pub(super) subject: String,
    /// What somebody is asked to approve, where that is what it does.
    request: Option<Box<Action>>,
    pub(super) form: Form,
    preview: Preview,
    /// Which of the completions is marked, while they show.
    completing: Option<ListState>,
    stage: Stage,
    showing: Showing,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Filling,
    Saving,
}

/// Whether it lies open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Showing {
    Form,
    File,
}

/// The most forms that are kept for one file.
const KEPT: usize = 8;

/// The form that shows, if one does.
pub(super) fn shown(state: &State) -> Option<&Deed> {
    state.sheet()?.customer.deeds.iter().rfind(|deed| deed.showing == Showing::Form)
}

pub(super) fn shown_mut(state: &mut State) -> Option<&mut Deed> {
    state.sheet_mut()?.customer.deeds.iter_mut().rfind(|deed| deed.showing == Showing::Form)
}

/// What the title says of it, and of what is missing.
pub(super) fn title(deed: &Deed, name: &str) -> (String, String) {
    let word = crate::app::update::capital(&spoken::word(deed.verb));
    let name = format!("{name}  {word} {}", deed.subject).trim_end().to_owned();
    (name, deed.form.title_end())
}

/// Opens the form of a verb for the marked record, as it was left. A verb that takes nothing more is shown and waits for Enter.
pub(in crate::app) fn begin(state: &mut State, verb: &'static Verb) -> Vec<Effect> {
    let Some(subject) = subject(state, verb) else { return Vec::new() };
    state.leave_text();
    let fresh = filling::begun(state, verb, &subject);
    let Some(sheet) = state.sheet_mut() else { return Vec::new() };
    let deeds = &mut sheet.customer.deeds;
    for deed in deeds.iter_mut() {
        deed.showing = Showing::File;
    }
    let left = deeds.iter().position(|deed| deed.verb == verb && deed.subject == subject).map(|at| deeds.remove(at));
    if deeds.len() >= KEPT {
        deeds.remove(0);
    }
    deeds.push(Deed { showing: Showing::Form, stage: Stage::Filling, ..left.unwrap_or(fresh) });
    state.pane = Pane::Customer;
    state.typing = Typing::Form;
    let order = Some(subject).filter(|_| verb.subject() == Some(RecordKind::Order));
    let mut effects: Vec<Effect> = order.map(|order| state.ask_goods(&order)).into_iter().flatten().collect();
    effects.extend(look(state));
    effects
}

/// The record that a verb would be done to: the marked one where it is of that kind; empty where it can do without.
pub(in crate::app) fn subject(state: &State, verb: &Verb) -> Option<String> {
    match verb.subject() {
        Some(RecordKind::Customer) => state.file().map(|file| file.customer.reference.clone()),
        Some(RecordKind::Contact) => state.contact().map(|contact| contact.reference.clone()),
        Some(kind) => {
            let marked = super::marked(state).filter(|(marked, _)| *marked == kind);
            marked.map(|(_, reference)| reference).or_else(|| (!verb.needs_subject()).then(String::new))
        }
        None => Some(String::new()),
    }
}

/// Whether something is offered instead of what is refused.
pub(in crate::app) fn is_offered(state: &State) -> bool {
    let refusal = shown(state).and_then(|deed| deed.preview.refusal());
    refusal
        .is_some_and(|refusal| refusal.code == NEEDS_APPROVAL || refusal.instead.iter().any(|offer| !offer.is_empty()))
}

/// A file came from the store: what is shown may have changed under it.
pub(in crate::app) fn look(state: &mut State) -> Vec<Effect> {
    let Some(deed) = shown(state) else { return Vec::new() };
    let action = deed.action(state);
    let mut preview = deed.preview.clone();
    let effects = preview.ask(state, action.as_slice());
    if let Some(deed) = shown_mut(state) {
        deed.preview = preview;
    }
    effects
}

/// The store told what actions would change.
pub(in crate::app) fn previewed(
    state: &mut State,
    actions: &[Action],
    outcome: &Result<Vec<Receipt>, (usize, Refusal)>,
) {
    for deed in state.sheets.values_mut().flat_map(|sheet| &mut sheet.customer.deeds) {
        deed.preview.told(actions, outcome);
    }
}

/// The store found goods for a text.
pub(in crate::app) fn offered_goods(state: &mut State, text: &str, offers: Vec<Offer>) -> Vec<Effect> {
    if !offers.is_empty() || !text.is_empty() {
        state.offers = offers;
    }
    look(state)
}

/// The store found customers for a text.
pub(in crate::app) fn found_people(state: &mut State, people: Vec<Customer>) -> Vec<Effect> {
    state.people = people;
    look(state)
}

/// A key for the form that shows.
pub(super) fn typed(state: &mut State, key: KeyEvent) -> Vec<Effect> {
    if let Some(effects) = completing::pressed(state, key) {
        return effects;
    }
    let Some(deed) = shown(state).filter(|deed| deed.stage == Stage::Filling) else { return Vec::new() };
    let last = deed.form.items().last().map(|item| item.name) == deed.form.active().map(|item| item.name);
    if key.code == KeyCode::Enter && last {
        return commit(state);
    }
    let (verb, subject) = (deed.verb, deed.subject.clone());
    let mut form = deed.form.clone();
    let check = |name: &'static str, text: &str| filling::refused(state, verb, &subject, name, text);
    let pressed = form.press(key, draw::FIELDS, &check);
    after(state, form, pressed)
}

/// A text pasted into it.
pub(super) fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    let Some(deed) = shown(state).filter(|deed| deed.stage == Stage::Filling) else { return Vec::new() };
    let mut form = deed.form.clone();
    let pressed = form.paste(text);
    after(state, form, pressed)
}

fn after(state: &mut State, form: Form, pressed: Pressed) -> Vec<Effect> {
    let Some(deed) = shown_mut(state) else { return Vec::new() };
    let moved = deed.form.active().map(|item| item.name) != form.active().map(|item| item.name);
    deed.form = form;
    match pressed {
        Pressed::Changed => {
            deed.completing = Some(ListState::default());
            let mut effects = filling::seek(state);
            effects.extend(look(state));
            effects
        }
        Pressed::Moved if moved => {
            filling::offer_to_replace(&mut deed.form);
            let empty = deed.form.active().is_some_and(|item| item.value().is_empty());
            deed.completing = empty.then(ListState::default);
            Vec::new()
        }
        Pressed::Refused(reason) => {
            state.say(Tone::Quiet, reason);
            Vec::new()
        }
        Pressed::Moved | Pressed::Nothing => Vec::new(),
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "a form obeys no more orders")]
pub(super) fn obey(state: &mut State, order: Order) -> Vec<Effect> {
    match order {
        Order::Commit => commit(state),
        Order::TakeOffer => take_offer(state),
        Order::NextField => typed(state, KeyEvent::from(KeyCode::Tab)),
        Order::PreviousField => typed(state, KeyEvent::from(KeyCode::BackTab)),
        Order::Back if completing::close(state) => Vec::new(),
        Order::Back => leave(state),
        Order::Enter | Order::Edit => {
            state.typing = Typing::Form;
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Does what the preview shows; where it shows nothing yet, says what is missing.
fn commit(state: &mut State) -> Vec<Effect> {
    let Some(deed) = shown(state).filter(|deed| deed.stage == Stage::Filling) else { return Vec::new() };
    let (verb, subject, mut form) = (deed.verb, deed.subject.clone(), deed.form.clone());
    let check = |name: &'static str, text: &str| {
        (!text.is_empty()).then(|| filling::refused(state, verb, &subject, name, text)).flatten()
    };
    let missing = form.finish(&check).err().and(form.complaint());
    let shown = deed.preview.shown().map(<[Action]>::to_vec);
    let refused = deed.preview.refusal().map(|refusal| refusal.message.clone());
    let Some(deed) = shown_mut(state) else { return Vec::new() };
    deed.form = form;
    deed.completing = None;
    if let Some(words) = missing {
        state.say(Tone::Quiet, words);
        return Vec::new();
    }
    let Some(actions) = shown else {
        let words =
            refused.map_or_else(|| "Asking what it would change".to_owned(), |why| crate::app::update::capital(&why));
        state.say(Tone::Late, words);
        return look(state);
    };
    deed.stage = Stage::Saving;
    let draft = kept::without(state, verb, &subject);
    vec![state.perform_and_keep(actions, draft.into_iter().collect())]
}

/// Leaves the form; what was typed stays, and the key that opened it brings it back.
fn leave(state: &mut State) -> Vec<Effect> {
    let Some(deed) = shown_mut(state) else { return Vec::new() };
    deed.showing = Showing::File;
    let (key, word) = (Order::Verb(deed.verb), spoken::word(deed.verb));
    state.leave_text();
    let key = state.setup.keymap.key_of(key);
    let again = if key.is_empty() { format!("`{word}`") } else { key };
    state.say(Tone::Quiet, format!("What you typed is kept; {again} brings it back"));
    Vec::new()
}

/// Takes the first thing that is offered instead: another verb for the same record, or another value.
fn take_offer(state: &mut State) -> Vec<Effect> {
    let Some(deed) = shown(state) else { return Vec::new() };
    if let Preview::Refused(actions, refusal) = &deed.preview
        && refusal.code == NEEDS_APPROVAL
    {
        let request = actions.first().cloned();
        return request.map(|request| ask_approval(state, request)).unwrap_or_default();
    }
    let offers = deed.preview.refusal().map(|refusal| refusal.instead.clone()).unwrap_or_default();
    if let Some(verb) = offers.iter().find_map(|offer| filling::offered_verb(offer)) {
        leave(state);
        state.notice = None;
        return state.obey(Order::Verb(verb));
    }
    let filled = offers.iter().find_map(|offer| filling::with_offer(state, deed, offer));
    if let (Some(form), Some(deed)) = (filled, shown_mut(state)) {
        deed.form = form;
        deed.completing = None;
        return look(state);
    }
    state.say(Tone::Quiet, "Nothing is offered that could stand here");
    Vec::new()
}

/// Opens the form that asks somebody who may for what is above the agent's limit.
fn ask_approval(state: &mut State, request: Action) -> Vec<Effect> {
    let Ok(verb) = Verb::named("request_approval") else { return Vec::new() };
    leave(state);
    state.notice = None;
    let mut effects = begin(state, verb);
    if let Some(deed) = shown_mut(state) {
        deed.request = Some(Box::new(request));
        deed.form.drop_item("request");
    }
    effects.extend(look(state));
    effects
}

/// What was done is done with, wherever its form lies.
pub(in crate::app) fn saved(state: &mut State, receipt: &Receipt) {
    let is_done = |deed: &Deed| {
        deed.stage == Stage::Saving && deed.preview.shown().is_some_and(|shown| shown.contains(&receipt.action))
    };
    let typing = shown(state).is_some_and(is_done);
    for sheet in state.sheets.values_mut() {
        sheet.customer.deeds.retain(|deed| !is_done(deed));
    }
    if typing && state.typing == Typing::Form {
        state.leave_text();
    }
}

/// It was not done: the form stays, with the reason.
pub(in crate::app) fn not_saved(state: &mut State, error: &store::Error) -> Vec<Effect> {
    let mut ours = false;
    for deed in state.sheets.values_mut().flat_map(|sheet| &mut sheet.customer.deeds) {
        if deed.stage == Stage::Saving {
            deed.stage = Stage::Filling;
            ours = true;
        }
    }
    let again = ours && matches!(error, store::Error::Refused(_) | store::Error::Conflict { .. });
    if again { look(state) } else { Vec::new() }
}
