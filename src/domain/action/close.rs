//! The rule by which a contact goes into the log.

use super::{Actor, House, Refusal};
use crate::domain::contact::{Contact, ContactState, Resolution};
use crate::domain::journal::Edit;
use crate::domain::text::{Layout, clean, prose};

pub(super) fn close(
    contact: &Contact,
    disposition: &str,
    resolved: Option<Resolution>,
    note: &str,
    house: &House,
    actor: &Actor,
) -> Result<Vec<Edit>, Refusal> {
    if !contact.state.is_on_desk() || contact.agent != actor.agent {
        let message = format!("{} is not on your desk, so it cannot be closed; take it first", contact.reference);
        return Err(Refusal::new("not_on_desk", message));
    }
    let disposition = clean(disposition, Layout::Line);
    let names: Vec<_> = house.dispositions.iter().map(|known| known.name.clone()).collect();
    if disposition.is_empty() && house.wrap_up.needs_outcome() {
        return Err(Refusal::new("unknown_disposition", "say what came of the contact").instead(names));
    }
    if resolved.is_none() && house.wrap_up.needs_outcome() {
        return Err(Refusal::new("unknown_resolution", "say whether the matter is `resolved` or `unresolved`"));
    }
    if !(disposition.is_empty() || names.is_empty() || names.contains(&disposition)) {
        let message = format!("`{disposition}` is no disposition; choose one of {}", names.join(", "));
        return Err(Refusal::new("unknown_disposition", message).instead(names));
    }
    let mut closed = contact.clone();
    closed.times = contact.times_at(actor.at);
    closed.state = ContactState::Closed;
    closed.since = actor.at;
    closed.ended_at = contact.ended_at.or(Some(actor.at));
    closed.disposition = disposition;
    closed.resolved = resolved;
    closed.note = prose(note, Layout::Block);
    Ok(vec![Edit::changed(contact, closed)])
}
