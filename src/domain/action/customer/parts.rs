//! What a customer has several of: one is added, one is taken away, and the others stay as they are.

use serde_json::{Map, Value};

use super::super::{Facts, House, Refusal};
use super::{admitted, merged, still_known};
use crate::domain::customer::{Customer, Details, PaymentMethod};
use crate::domain::journal::Edit;
use crate::domain::money::Amount;
use crate::domain::text::fold;

/// The details of which a customer has several.
const PARTS: [&str; 6] = ["phones", "emails", "addresses", "tags", "alerts", "payment_methods"];

pub(super) fn add(details: &Map<String, Value>, facts: &Facts, house: &House) -> Result<Vec<Edit>, Refusal> {
    let before = facts.need::<Customer>()?;
    let mut patch = Map::new();
    for (name, value) in details {
        let mut parts = parts(name, &before.details)?;
        let Value::Array(new) = admitted(name, value, house)? else {
            return Err(Refusal::new("bad_value", format!("`{name}` is a list")));
        };
        for part in new {
            let known =
                parts.iter().any(|known| known == &part || named(known).is_some() && named(known) == named(&part));
            if known {
                let message = format!("{} has that already among the {}", before.reference, name.replace('_', " "));
                return Err(Refusal::new("there_already", message));
            }
            parts.push(part);
        }
        patch.insert(name.clone(), Value::Array(parts));
    }
    changed(before, &patch, house)
}

pub(super) fn remove(details: &Map<String, Value>, facts: &Facts, house: &House) -> Result<Vec<Edit>, Refusal> {
    let before = facts.need::<Customer>()?;
    let mut patch = Map::new();
    for (name, value) in details {
        let mut parts = parts(name, &before.details)?;
        let gone = if name == "phones" { admitted(name, value, house)? } else { value.clone() };
        for text in gone.as_array().into_iter().flatten().filter_map(Value::as_str) {
            let place = parts.iter().position(|part| spoken(part).any(|known| fold(known) == fold(text)));
            let Some(place) = place else {
                let message = format!("{} has no `{text}` among the {}", before.reference, name.replace('_', " "));
                let there = parts.iter().filter_map(|part| spoken(part).next().map(str::to_owned));
                return Err(Refusal::new("not_there", message).instead(there));
            };
            parts.remove(place);
        }
        patch.insert(name.clone(), Value::Array(parts));
    }
    let gone = |method: &&PaymentMethod| {
        let stays = patch.get("payment_methods").and_then(Value::as_array);
        stays.is_some_and(|stays| stays.iter().all(|left| named(left) != Some(&method.reference)))
    };
    let mut methods = before.details.payment_methods.iter().filter(gone);
    if let Some(method) = methods.find(|method| method.balance.is_some_and(|balance| balance != Amount(0))) {
        let message = format!("there is still money on {}, so it cannot be taken away", method.reference);
        return Err(Refusal::new("has_balance", message));
    }
    changed(before, &patch, house)
}

fn changed(before: &Customer, patch: &Map<String, Value>, house: &House) -> Result<Vec<Edit>, Refusal> {
    if patch.is_empty() {
        return Err(Refusal::new("nothing_to_change", format!("say which of {}", PARTS.join(", "))));
    }
    let after = Customer { details: merged(&before.details, patch, house)?, ..before.clone() };
    still_known(before, &after)?;
    Ok(vec![Edit::changed(before, after)])
}

/// What a customer has of a detail.
fn parts(name: &str, details: &Details) -> Result<Vec<Value>, Refusal> {
    if !PARTS.contains(&name) {
        let message = format!("a customer has only one `{name}`; there are several {}", PARTS.join(", "));
        return Err(Refusal::new("unknown_field", message).instead(["change_customer".to_owned()]));
    }
    let fields = serde_json::to_value(details).unwrap_or_default();
    Ok(fields.get(name).and_then(Value::as_array).cloned().unwrap_or_default())
}

/// The reference of a method of payment.
fn named(part: &Value) -> Option<&str> {
    part.get("ref").and_then(Value::as_str)
}

/// By what somebody names one part among its like: a text by itself, a method by its reference, an address by its street.
fn spoken(part: &Value) -> impl Iterator<Item = &str> {
    let fields = ["ref", "line1"].into_iter().filter_map(|name| part.get(name));
    std::iter::once(part).chain(fields).filter_map(Value::as_str)
}
