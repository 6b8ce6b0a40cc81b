//! The form on the desk: how it is begun, typed into, left, saved and brought back. What stands in it is its own affair.

use crossterm::event::{KeyCode, KeyEvent};

use super::form::draft::draft;
use super::form::{CustomerForm, Showing, Stage, Verdict};
use crate::app::effect::Effect;
use crate::app::keymap::Order;
use crate::app::sheet::{Sheet, Subject, Whose};
use crate::app::state::{Pane, State, Typing};
use crate::domain::action::Action;
use crate::domain::contact::Contact;
use crate::domain::customer::Details;
use crate::domain::email::EmailAddress;
use crate::domain::journal::Receipt;
use crate::domain::phone::Phone;
use crate::store;
use crate::ui::form::Pressed;
use crate::ui::rule::Tone;

/// The record under which a new customer without a contact is kept.
pub(super) const NEWCOMER: &str = "new customer";

/// The form that shows in the pane, if one does.
pub(super) fn shown(state: &State) -> Option<&CustomerForm> {
    let newcomer = state.newcomer.as_ref().filter(|form| form.showing != Showing::File);
    newcomer.or_else(|| state.sheet()?.customer.form.as_ref().filter(|form| form.showing != Showing::File))
}

pub(super) fn shown_mut(state: &mut State) -> Option<&mut CustomerForm> {
    if state.newcomer.as_ref().is_some_and(|form| form.showing != Showing::File) {
        return state.newcomer.as_mut();
    }
    state.sheet_mut()?.customer.form.as_mut().filter(|form| form.showing != Showing::File)
}

/// Opens the form of the customer at hand, as it was left.
pub(super) fn edit(state: &mut State) -> Vec<Effect> {
    let Some(sheet) = state.sheet_mut() else { return Vec::new() };
    let Whose::Known(file) = &sheet.whose else { return Vec::new() };
    let left = sheet.customer.form.take().filter(|form| form.base.is_some());
    let form = left.unwrap_or_else(|| CustomerForm::of(&file.customer));
    sheet.customer.form = Some(CustomerForm { showing: Showing::Form, ..form });
    type_in(state)
}

/// Opens the form of a new customer, as it was left, with what is known of the contact where nobody is known for it.
pub(super) fn begin_new(state: &mut State) -> Vec<Effect> {
    let unknown = state.sheet_mut().filter(|sheet| matches!(sheet.whose, Whose::Unknown(_)));
    let (place, begun) = match unknown {
        Some(Sheet { contact: Some(contact), customer, .. }) => {
            let begun = CustomerForm::new(&contact.reference, &known_of(contact));
            (&mut customer.form, begun)
        }
        Some(_) | None => (&mut state.newcomer, CustomerForm::new("", &Details::default())),
    };
    let form = place.take().unwrap_or(begun);
    *place = Some(CustomerForm { showing: Showing::Form, ..form });
    type_in(state)
}

pub(super) fn type_in(state: &mut State) -> Vec<Effect> {
    state.pane = Pane::Customer;
    state.typing = Typing::Form;
    Vec::new()
}

/// What a contact tells of its sender.
fn known_of(contact: &Contact) -> Details {
    let (given, family) = contact.name.trim().rsplit_once(' ').unwrap_or(("", contact.name.trim()));
    Details {
        given_name: given.to_owned(),
        family_name: family.to_owned(),
        phones: Phone::from_e164(&contact.from).into_iter().collect(),
        emails: EmailAddress::read(&contact.from).into_iter().collect(),
        ..Details::default()
    }
}

/// What an order does to the desk.
type Obey = fn(&mut State) -> Vec<Effect>;

pub(super) fn obey(state: &mut State, order: Order) -> Vec<Effect> {
    let obeys: [(Order, Obey); 10] = [
        (Order::Back, back),
        (Order::Commit, save),
        (Order::Theirs, |state| choose(state, Verdict::Theirs)),
        (Order::Mine, |state| choose(state, Verdict::Mine)),
        (Order::Up, |state| mark(state, -1)),
        (Order::Down, |state| mark(state, 1)),
        (Order::NextField, |state| typed(state, KeyEvent::from(KeyCode::Tab))),
        (Order::PreviousField, |state| typed(state, KeyEvent::from(KeyCode::BackTab))),
        (Order::Edit, type_in),
        (Order::Enter, type_in),
    ];
    let known = obeys.into_iter().find(|(known, _)| *known == order);
    known.map(|(_, obey)| obey(state)).unwrap_or_default()
}

/// The form that shows, where it can be written into.
fn filling(state: &mut State) -> Option<&mut CustomerForm> {
    shown_mut(state).filter(|form| form.stage == Stage::Filling && form.showing != Showing::File)
}

/// A key for the form that shows.
pub(super) fn typed(state: &mut State, key: KeyEvent) -> Vec<Effect> {
    let setup = state.setup.clone();
    let Some(form) = filling(state) else { return Vec::new() };
    let pressed = form.press(&setup, key);
    after(state, pressed)
}

/// A text pasted into the form that shows.
pub(super) fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    let Some(form) = filling(state) else { return Vec::new() };
    let pressed = form.form.paste(text);
    after(state, pressed)
}

fn after(state: &mut State, pressed: Pressed) -> Vec<Effect> {
    match pressed {
        Pressed::Refused(reason) => state.say(Tone::Quiet, reason),
        Pressed::Changed | Pressed::Moved | Pressed::Nothing => {}
    }
    Vec::new()
}

/// Chooses between the versions of a field.
fn choose(state: &mut State, verdict: Verdict) -> Vec<Effect> {
    let Some(form) = shown_mut(state).filter(|form| form.showing == Showing::Both) else { return Vec::new() };
    form.choose(verdict);
    after(state, Pressed::Changed)
}

/// Marks another field of those that have two versions.
fn mark(state: &mut State, steps: isize) -> Vec<Effect> {
    if let Some(form) = shown_mut(state) {
        form.mark(steps);
    }
    Vec::new()
}

/// Leaves both versions for the form, and the form for the file.
fn back(state: &mut State) -> Vec<Effect> {
    match shown_mut(state).filter(|form| form.showing == Showing::Both) {
        Some(form) => {
            form.showing = Showing::Form;
            Vec::new()
        }
        None => leave(state),
    }
}

/// Leaves the form; what was typed stays, and the key that opened it brings it back.
fn leave(state: &mut State) -> Vec<Effect> {
    let key = state.setup.keymap.key_of(Order::Edit);
    let Some(form) = shown_mut(state) else { return Vec::new() };
    form.showing = Showing::File;
    let is_new = form.base.is_none();
    let key = if is_new { state.setup.keymap.key_of(Order::NewCustomer) } else { key };
    state.leave_text();
    state.say(Tone::Quiet, format!("What you typed is kept; {key} brings it back"));
    Vec::new()
}

fn save(state: &mut State) -> Vec<Effect> {
    let (setup, now) = (state.setup.clone(), state.now);
    let Some(form) = shown_mut(state).filter(|form| form.stage == Stage::Filling) else { return Vec::new() };
    match form.finish(&setup, now) {
        Err(words) => {
            state.say(Tone::Failed, words);
            Vec::new()
        }
        Ok(None) => {
            state.say(Tone::Quiet, "Nothing was changed, so nothing was saved");
            done_with(state)
        }
        Ok(Some(action)) => {
            form.stage = Stage::Saving;
            let is_newcomer = state.newcomer.as_ref().is_some_and(|form| form.showing != Showing::File);
            let record = state.sheet().filter(|_| !is_newcomer).map_or(NEWCOMER.to_owned(), Sheet::record);
            let drafts = vec![draft(&record, None)];
            vec![state.perform_and_keep(vec![action], drafts)]
        }
    }
}

/// Closes the form that shows, for good.
fn done_with(state: &mut State) -> Vec<Effect> {
    if state.newcomer.as_ref().is_some_and(|form| form.showing != Showing::File) {
        state.newcomer = None;
    } else if let Some(sheet) = state.sheet_mut() {
        sheet.customer.form = None;
    }
    if state.typing == Typing::Form {
        state.leave_text();
    }
    Vec::new()
}

/// The store saved a form: wherever it lies, it is done with.
pub(super) fn saved(state: &mut State, receipt: &Receipt) -> Vec<Effect> {
    let undo = state.setup.keymap.key_of(Order::Undo);
    let shown_before = state.shown;
    let is_saving = |form: &CustomerForm| form.stage == Stage::Saving;
    let forms = state.sheets.values_mut().map(|sheet| &mut sheet.customer.form);
    let saved = forms.filter_map(|form| form.take_if(|form| is_saving(form))).count();
    let mut effects = Vec::new();
    let newcomer = state.newcomer.take_if(|form| is_saving(form));
    if newcomer.is_some() {
        effects.extend(receipt.customer.map(|id| state.show(Subject::Customer(id))).unwrap_or_default());
    }
    if state.typing == Typing::Form && (newcomer.is_some() || (saved > 0 && state.shown == shown_before)) {
        state.leave_text();
    }
    let words = if let Action::ChangeCustomer { details, .. } = &receipt.action {
        let names: Vec<_> = details.keys().map(|name| name.replace('_', " ")).collect();
        super::capital(&format!("{} changed", names.join(", ")))
    } else {
        super::capital(&receipt.words())
    };
    if matches!(receipt.action, Action::CreateCustomer { .. }) {
        state.customers += 1;
    }
    state.say(Tone::Quiet, format!("✓ {words} · {undo} undo"));
    effects
}

/// The store did not save: the text stays, and where somebody else was first the file is read again.
pub(super) fn not_saved(state: &mut State, error: &store::Error) -> Vec<Effect> {
    let conflict = error.code() == "conflict";
    let sheets = state.sheets.values_mut().filter_map(|sheet| sheet.customer.form.as_mut());
    let mut is_ours = false;
    for form in sheets.chain(&mut state.newcomer).filter(|form| form.stage == Stage::Saving) {
        form.stage = Stage::Filling;
        if conflict && form.showing == Showing::Form {
            form.showing = Showing::Both;
        }
        is_ours = true;
    }
    let shown = state.shown.filter(|_| is_ours && conflict);
    if shown.is_some() {
        state.say(Tone::Failed, "Somebody else changed this file meanwhile; nothing of yours is lost");
    }
    shown.map(|subject| vec![State::ask_for(subject)]).unwrap_or_default()
}
