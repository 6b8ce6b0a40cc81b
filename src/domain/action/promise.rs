//! The rules for promised call backs: one is made for a moment still to come, moved, and in the end kept
//! or broken.

use super::{Actor, Facts, Keeper, Refusal};
use crate::domain::callback::{Callback, CallbackState};
use crate::domain::contact::Contact;
use crate::domain::customer::Customer;
use crate::domain::id::CallbackId;
use crate::domain::journal::Edit;
use crate::domain::text::{Layout, prose};
use crate::domain::timestamp::Timestamp;

pub(super) fn schedule(
    due_at: Timestamp,
    what: &str,
    keeper: Keeper,
    facts: &Facts,
    actor: &Actor,
) -> Result<Vec<Edit>, Refusal> {
    still_to_come(due_at, actor)?;
    let id = CallbackId(facts.fresh);
    let contact = facts.get::<Contact>();
    let customer = facts.get::<Customer>().map(|customer| customer.id).or_else(|| contact.and_then(|c| c.customer));
    if contact.is_none() && customer.is_none() {
        return Err(Refusal::new("unknown_customer", "a promise is made to somebody; say which customer or contact"));
    }
    let callback = Callback {
        id,
        version: 0,
        reference: format!("B-{id}"),
        customer,
        contact: contact.map(|contact| contact.id),
        due_at,
        what: prose(what, Layout::Line),
        queue: contact.map(|contact| contact.queue.clone()).unwrap_or_default(),
        agent: match keeper {
            Keeper::Me => actor.agent.clone(),
            Keeper::Anyone => String::new(),
        },
        state: CallbackState::Open,
        settled_by: String::new(),
        settled_at: None,
        reason: String::new(),
    };
    Ok(vec![Edit::created(callback)])
}

pub(super) fn keep(facts: &Facts, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
    let before = open(facts.need()?)?;
    Ok(vec![Edit::changed(before, settled(before, CallbackState::Kept, "", actor))])
}

pub(super) fn break_off(reason: &str, facts: &Facts, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
    let before = open(facts.need()?)?;
    if reason.trim().is_empty() {
        return Err(Refusal::new("words_needed", "say why it was not kept"));
    }
    Ok(vec![Edit::changed(before, settled(before, CallbackState::Broken, reason, actor))])
}

pub(super) fn put_off(
    due_at: Timestamp,
    reason: &str,
    version: Option<i64>,
    facts: &Facts,
    actor: &Actor,
) -> Result<Vec<Edit>, Refusal> {
    let before = open(facts.need_at(version)?)?;
    still_to_come(due_at, actor)?;
    let after = Callback { due_at, reason: prose(reason, Layout::Line), ..before.clone() };
    Ok(vec![Edit::changed(before, after)])
}

fn settled(before: &Callback, state: CallbackState, reason: &str, actor: &Actor) -> Callback {
    let (settled_by, settled_at) = (actor.agent.clone(), Some(actor.at));
    Callback { state, settled_by, settled_at, reason: prose(reason, Layout::Line), ..before.clone() }
}

fn open(callback: &Callback) -> Result<&Callback, Refusal> {
    match callback.state {
        CallbackState::Open => Ok(callback),
        CallbackState::Kept => Err(Refusal::new("kept_already", format!("{} was kept already", callback.reference))),
        CallbackState::Broken => {
            let message = format!("{} was broken; promise it anew", callback.reference);
            Err(Refusal::new("broken_already", message).instead(["schedule_callback".to_owned()]))
        }
    }
}

fn still_to_come(due_at: Timestamp, actor: &Actor) -> Result<(), Refusal> {
    if due_at > actor.at {
        return Ok(());
    }
    Err(Refusal::new("past", "a promise is for a time still to come; give a later one"))
}
