//! The rules for a customer's details: what may be written into which field, and whose a contact is.

use serde_json::{Map, Value};

use super::{Facts, House, Refusal};
use crate::domain::contact::Contact;
use crate::domain::customer::{Customer, Details};
use crate::domain::email::EmailAddress;
use crate::domain::id::CustomerId;
use crate::domain::journal::Edit;
use crate::domain::phone::Phone;
use crate::domain::text::{Layout, clean, prose};
use crate::domain::timestamp::Zone;

pub(super) fn create(details: &Map<String, Value>, facts: &Facts, house: &House) -> Result<Vec<Edit>, Refusal> {
    let id = CustomerId(facts.fresh);
    let reference = format!("C-{id}");
    let details = merged(&Details::default(), details, house)?;
    let nameless = details.given_name.is_empty() && details.family_name.is_empty() && details.company.is_empty();
    if nameless {
        return Err(Refusal::new(
            "name_needed",
            "a customer needs a name; give a given name, a family name or a company",
        ));
    }
    let customer = Customer { id, version: 0, reference, details };
    let mut edits = vec![Edit::created(customer)];
    edits.extend(facts.get().map(|contact| belongs_to(contact, id)));
    Ok(edits)
}

pub(super) fn change(
    version: Option<i64>,
    details: &Map<String, Value>,
    facts: &Facts,
    house: &House,
) -> Result<Vec<Edit>, Refusal> {
    let before = facts.need_at::<Customer>(version)?;
    let after = Customer { details: merged(&before.details, details, house)?, ..before.clone() };
    if after.details.is_anonymous() && !before.details.is_anonymous() {
        let message = "nothing would tell who it is; leave a name, a company, a mail address or a number";
        return Err(Refusal::new("name_needed", message));
    }
    Ok(vec![Edit::changed(before, after)])
}

pub(super) fn identify(facts: &Facts) -> Result<Vec<Edit>, Refusal> {
    Ok(vec![belongs_to(facts.need()?, facts.need::<Customer>()?.id)])
}

fn belongs_to(contact: &Contact, customer: CustomerId) -> Edit {
    // What was compared was compared with another file.
    let identity = contact.identity.clone().filter(|_| contact.customer == Some(customer));
    Edit::changed(contact, Contact { customer: Some(customer), identity, ..contact.clone() })
}

/// The details with those of `patch` in their place. An address that is given in part keeps its other lines; `null`
/// empties a field.
fn merged(details: &Details, patch: &Map<String, Value>, house: &House) -> Result<Details, Refusal> {
    let unreadable =
        |error: serde_json::Error| Refusal::new("bad_value", format!("that cannot be written down: {error}"));
    let Value::Object(mut fields) = serde_json::to_value(details).map_err(unreadable)? else {
        return Ok(details.clone());
    };
    for (name, value) in patch {
        if !fields.contains_key(name) {
            return Err(unknown_field(name, &fields));
        }
        if value.is_null() {
            // A field that is missing reads as its empty value.
            fields.remove(name);
            continue;
        }
        match (fields.entry(name.as_str()).or_insert(Value::Null), admitted(name, value, house)?) {
            (Value::Object(old), Value::Object(new)) => {
                if let Some(unknown) = new.keys().find(|key| name == "address" && !old.contains_key(*key)) {
                    return Err(unknown_field(&format!("{name}.{unknown}"), old));
                }
                old.extend(new);
            }
            (field, value) => *field = value,
        }
    }
    serde_json::from_value(Value::Object(fields)).map_err(unreadable)
}

/// A value as it may enter the field of that name: cleaned, numbers and addresses read from any written form.
fn admitted(name: &str, value: &Value, house: &House) -> Result<Value, Refusal> {
    let each = |read: &dyn Fn(&str) -> Result<Value, Refusal>| -> Result<Value, Refusal> {
        let items = value.as_array().ok_or_else(|| bad_value(name, "a list", value))?;
        let texts = items.iter().map(|item| item.as_str().ok_or_else(|| bad_value(name, "a list of texts", item)));
        texts.map(|text| text.and_then(read)).collect::<Result<_, _>>().map(Value::Array)
    };
    match name {
        "phones" => each(&|text| {
            let phone = Phone::read(text, house.region);
            phone.map(|phone| Value::from(phone.e164())).ok_or_else(|| {
                Refusal::new(
                    "bad_phone",
                    format!("`{text}` is no telephone number; write it with its country, like +49 30 1234"),
                )
            })
        }),
        "emails" => each(&|text| {
            let email = EmailAddress::read(text);
            email.map(|email| Value::from(email.written())).ok_or_else(|| {
                Refusal::new("bad_email", format!("`{text}` is no mail address; it needs a name, one @ and a domain"))
            })
        }),
        "time_zone" => match value.as_str().map(str::trim) {
            Some(zone) if zone.is_empty() || Zone::named(zone).is_some() => Ok(Value::from(zone)),
            _ => Err(Refusal::new("bad_time_zone", format!("{value} is no time zone; write it like Europe/Berlin"))),
        },
        _ => Ok(cleaned(name, value)),
    }
}

fn bad_value(name: &str, wanted: &str, found: &Value) -> Refusal {
    Refusal::new("bad_value", format!("`{name}` is {wanted}, not {found}"))
}

fn unknown_field(name: &str, known: &Map<String, Value>) -> Refusal {
    let known = known.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
    Refusal::new("unknown_field", format!("a customer has no `{name}`; there are {known}"))
}

fn cleaned(name: &str, value: &Value) -> Value {
    match value {
        Value::String(text) => Value::from(prose(text, if name == "note" { Layout::Block } else { Layout::Line })),
        Value::Array(items) => items.iter().map(|item| cleaned(name, item)).collect(),
        Value::Object(fields) => {
            fields.iter().map(|(key, value)| (clean(key, Layout::Line), cleaned(key, value))).collect()
        }
        Value::Null => Value::from(""),
        Value::Bool(_) | Value::Number(_) => value.clone(),
    }
}
