//! The identity check: it is written down at the contact, and asked for before an action that needs it.

use serde_json::Value;

use super::{Action, Actor, Facts, House, Refusal};
use crate::domain::contact::{Contact, Detail, Identity};
use crate::domain::customer::Customer;
use crate::domain::journal::Edit;
use crate::domain::record::Record;

pub(super) fn verify(details: &[Detail], facts: &Facts, house: &House, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
    let before = facts.need::<Contact>()?;
    if before.customer.is_none() {
        let message = format!("nobody knows yet whose contact {} is; say that first", before.reference);
        return Err(Refusal::new("unknown_customer", message).instead(["identify_customer".to_owned()]));
    }
    let mut details = details.to_vec();
    details.sort_unstable();
    details.dedup();
    let wanted = house.policy.identity.details.max(1);
    if details.len() < wanted {
        let message = format!("{wanted} details have to agree, and there are {}; ask for another one", details.len());
        let left = Detail::ALL.iter().filter(|detail| !details.contains(detail)).map(|detail| detail.words());
        return Err(Refusal::new("too_few_details", message).instead(left));
    }
    let identity = Some(Identity { details, by: actor.agent.clone(), at: actor.at });
    Ok(vec![Edit::changed(before, Contact { identity, ..before.clone() })])
}

/// Whether an action may be done for whoever is on the line: one that needs it waits until the contact says who it is.
pub(super) fn checked(action: &Action, facts: &Facts, house: &House) -> Result<(), Refusal> {
    let policy = &house.policy.identity;
    let Some(contact) = facts.during.as_ref().or_else(|| facts.get::<Contact>()) else { return Ok(()) };
    if policy.verbs.is_empty() || !policy.verbs.contains(&action.name()) {
        return Ok(());
    }
    let concerned = facts.records.iter().find_map(Record::customer);
    if contact.identity.is_some() && concerned.is_none_or(|customer| contact.customer == Some(customer)) {
        return Ok(());
    }
    let whom = facts.get::<Customer>().map_or_else(|| "the customer".to_owned(), Customer::name);
    let count = policy.details.max(1);
    let message =
        format!("before that I have to be sure that I speak with {whom}; ask for {count} details of the file");
    let ways = Detail::ALL.iter().map(|detail| detail.words());
    Err(Refusal::new("identity_needed", message).instead(std::iter::once("verify_identity".to_owned()).chain(ways)))
}

impl Action {
    /// Its name, as it is written down.
    #[must_use]
    pub fn name(&self) -> String {
        let written = serde_json::to_value(self).unwrap_or_default();
        written.get("action").and_then(Value::as_str).unwrap_or_default().to_owned()
    }
}
