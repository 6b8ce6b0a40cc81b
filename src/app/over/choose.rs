//! What Enter does with the marked row.

use serde_json::{Map, Value};

use super::{Choice, Kind, Over};
use crate::app::effect::Effect;
use crate::app::keymap::{Order, Place};
use crate::app::pane::{answers, customer};
use crate::app::sheet::{PASS_ON, PROMISE, Subject};
use crate::app::state::{Pane, State};
use crate::domain::action::approval::ApprovalAction;
use crate::domain::action::{Action, Keeper};
use crate::domain::approval::Verdict;
use crate::domain::contact::Step;
use crate::domain::customer::Customer;
use crate::domain::email::EmailAddress;
use crate::domain::macros::Macro;
use crate::domain::phone::Phone;
use crate::domain::timestamp::Timestamp;
use crate::store::Draft;

/// Takes the marked row; without one, what lies over the screen stays.
pub(super) fn marked(state: &mut State, over: Over) -> Vec<Effect> {
    if over.kind == Kind::Say {
        return super::say::commit(state, over);
    }
    let Some(row) = over.rows(state).into_iter().nth(over.list.marked) else {
        if over.kind == Kind::Question {
            return super::question::commit(state, over);
        }
        state.over = Some(over);
        return Vec::new();
    };
    take(state, over, row.choice)
}

/// Does what a row means. It is closed by then, unless the choice is refused.
pub(super) fn take(state: &mut State, mut over: Over, choice: Choice) -> Vec<Effect> {
    match choice {
        Choice::Do(order, place) => command(state, order, place),
        Choice::Customer(id) => {
            let open = state.file().is_some_and(|file| file.customer.id == id);
            state.leave_text();
            state.pane = Pane::Customer;
            if open { Vec::new() } else { state.show(Subject::Customer(id)) }
        }
        Choice::Belongs(customer) => belongs(state, &customer),
        Choice::Answer(id) => answers::show(state, over.found, id),
        Choice::Past(version) => answers::restore_version(state, version),
        Choice::Presence(presence, reason) => state.choose_presence(presence, &reason),
        Choice::PassOn(queue) => pass_on(state, queue, over.text().to_owned()),
        Choice::Promise { due_at, what, keeper } => promise(state, due_at, what, keeper),
        Choice::Decide { approval, verdict } => decide(state, approval, verdict, over.text().to_owned()),
        Choice::Search(words) => answers::search(state, &words),
        Choice::Teach(action) => super::learned::teach(state, over, action),
        Choice::Write(title) => answers::begin_answer(state, &title),
        Choice::Turn => super::learned::turn(state, over),
        Choice::Undo(receipt) => {
            let receipt = state.done.iter().find(|done| done.id == receipt).cloned();
            receipt.map(|receipt| state.take_back(&[receipt])).into_iter().collect()
        }
        Choice::Order(reference) => {
            customer::go_to_order(state, &reference);
            Vec::new()
        }
        Choice::Run(say) => {
            let filled = Macro { say, ..Macro::default() }.filled(&state.known());
            super::say::open_with(state, &filled)
        }
        Choice::Record => super::open(state, Over::of(Kind::NewMacro)),
        Choice::Keep(kept) => {
            state.setup.macros.push((*kept).clone());
            vec![Effect::KeepMacro(kept)]
        }
        Choice::Instead(text) => {
            state.put_instead(&text);
            Vec::new()
        }
        Choice::Ignore => {
            let meant = state.proof.about.take();
            state.ignore_mark(meant);
            Vec::new()
        }
        Choice::Learn => {
            let meant = state.proof.about.take();
            state.learn_mark(meant)
        }
        Choice::Said(text) => answers::said(state, &text),
        Choice::Leave => state.close(),
        Choice::Close => Vec::new(),
        Choice::Refused(why) => {
            over.refused = Some(why);
            state.over = Some(over);
            Vec::new()
        }
    }
}

/// Hands the contact over. It is not to ring here again, where it was just passed on.
fn pass_on(state: &mut State, queue: String, reason: String) -> Vec<Effect> {
    let Some(id) = state.at_hand().map(|own| own.id) else { return Vec::new() };
    state.declined.push(id);
    let drafts = vec![Draft::none(&Subject::Contact(id).record(), PASS_ON)];
    vec![state.step_and_keep(id, Step::HandOver { queue, reason: reason.into() }, drafts)]
}

/// Does a command, in the pane whose command it is.
fn command(state: &mut State, order: Order, place: Place) -> Vec<Effect> {
    state.used.retain(|used| *used != order);
    state.used.insert(0, order);
    let pane = match place {
        Place::Queue => Some(Pane::Queue),
        Place::Customer | Place::FirstSteps | Place::Row(_) => Some(Pane::Customer),
        Place::Log => Some(Pane::Log),
        Place::Answers
        | Place::Learned
        | Place::Missing
        | Place::Call
        | Place::Everywhere
        | Place::List
        | Place::Note
        | Place::WrapUp
        | Place::Form
        | Place::AnswerForm
        | Place::Versions
        | Place::Deed
        | Place::Writing => None,
    };
    if let Some(pane) = pane.filter(|pane| *pane != state.pane) {
        state.leave_text();
        state.pane = pane;
    }
    state.obey(order)
}

/// Adds where the contact came from to a customer's file, and the contact to the customer.
fn belongs(state: &mut State, customer: &Customer) -> Vec<Effect> {
    let Some((contact, from)) = state.own_contact().map(|own| (own.reference.clone(), own.from.clone())) else {
        return Vec::new();
    };
    let details = &customer.details;
    let mut actions = Vec::new();
    let mut add = |field: &str, known: Vec<String>, new: String| {
        if !known.contains(&new) {
            let all: Vec<Value> = known.into_iter().chain([new]).map(Value::from).collect();
            let details = Map::from_iter([(field.to_owned(), Value::from(all))]);
            let version = Some(customer.version);
            actions.push(Action::ChangeCustomer { customer: customer.reference.clone(), version, details });
        }
    };
    if let Some(phone) = Phone::from_e164(&from) {
        add("phones", details.phones.iter().map(|phone| phone.e164().to_owned()).collect(), phone.e164().to_owned());
    } else if let Some(email) = EmailAddress::read(&from) {
        add(
            "emails",
            details.emails.iter().map(|mail| mail.written().to_owned()).collect(),
            email.written().to_owned(),
        );
    }
    actions.push(Action::IdentifyCustomer { contact, customer: customer.reference.clone() });
    vec![state.perform(actions)]
}

fn decide(state: &mut State, approval: String, verdict: Verdict, reason: String) -> Vec<Effect> {
    let action = match verdict {
        Verdict::Approved => ApprovalAction::Approve { approval, reason },
        Verdict::Declined => ApprovalAction::Decline { approval, reason },
        Verdict::Waiting => return Vec::new(),
    };
    vec![state.perform(vec![Action::Approval(action)])]
}

fn promise(state: &mut State, due_at: Timestamp, what: String, keeper: Keeper) -> Vec<Effect> {
    let customer = state.file().map(|file| file.customer.reference.clone()).unwrap_or_default();
    let contact = state.contact().map(|contact| contact.reference.clone()).unwrap_or_default();
    let drafts = state.sheet().map(|sheet| Draft::none(&sheet.record(), PROMISE)).into_iter().collect();
    let action = Action::ScheduleCallback { customer, contact, due_at, what, keeper };
    vec![state.perform_and_keep(vec![action], drafts)]
}
