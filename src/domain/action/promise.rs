//! The rules for promised call backs: one is made for a moment still to come, and kept once.

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
    if due_at <= actor.at {
        return Err(Refusal::new("past", "a promise is for a time still to come; give a later one"));
    }
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
    };
    Ok(vec![Edit::created(callback)])
}

pub(super) fn keep(before: &Callback) -> Result<Vec<Edit>, Refusal> {
    if before.state == CallbackState::Kept {
        return Err(Refusal::new("kept_already", format!("{} was kept already", before.reference)));
    }
    let after = Callback { state: CallbackState::Kept, ..before.clone() };
    Ok(vec![Edit::changed(before, after)])
}
