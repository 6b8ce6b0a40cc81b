//! What can be done to a customer's file, and the rules for its details: what may be written into which field, and whose a
//! contact is.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Actor, Facts, House, Refusal, Touches};
use crate::domain::channel::Channel;
use crate::domain::contact::Contact;
use crate::domain::customer::{Consent, Customer, Details, Said};
use crate::domain::email::EmailAddress;
use crate::domain::id::CustomerId;
use crate::domain::journal::Edit;
use crate::domain::masked;
use crate::domain::phone::Phone;
use crate::domain::record::RecordKind;
use crate::domain::text::{Layout, clean, prose};
use crate::domain::timestamp::Zone;

pub(super) mod merge;
mod parts;
#[cfg(test)]
mod tests;

/// Something that is done to a customer's file beside making and correcting it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum CustomerAction {
    /// These are added to what the customer has several of.
    AddToCustomer {
        /// The customer.
        customer: String,
        /// What is added, by its name in files.
        #[serde(flatten)]
        details: Map<String, Value>,
    },
    /// These are taken away from what the customer has several of.
    RemoveFromCustomer {
        /// The customer.
        customer: String,
        /// What is taken away: numbers, addresses by their street, methods by their references.
        #[serde(flatten)]
        details: Map<String, Value>,
    },
    /// What a customer said to being contacted.
    RecordConsent {
        /// The customer.
        customer: String,
        /// On which channel.
        channel: Channel,
        /// What they said.
        said: Said,
        /// For what; for everything when empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        purpose: String,
        /// How they said it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        how: String,
    },
    /// Two files are of one customer.
    MergeCustomers {
        /// The file that stays.
        customer: String,
        /// The file that goes into it.
        other: String,
        /// The details that are the other's; without them the survivor's stand, where it has any.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        take: Vec<String>,
        /// The version of the survivor that the choice was made from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<i64>,
        /// The version of the other that the choice was made from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        other_version: Option<i64>,
    },
    /// Two files that became one are parted again.
    SplitCustomers {
        /// The file that stayed.
        customer: String,
        /// The one that went into it.
        other: String,
    },
}

impl fmt::Debug for CustomerAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("CustomerAction", self, f)
    }
}

impl CustomerAction {
    pub(super) fn touches(&self) -> Touches<'_> {
        match self {
            Self::AddToCustomer { customer, .. }
            | Self::RemoveFromCustomer { customer, .. }
            | Self::RecordConsent { customer, .. }
            | Self::SplitCustomers { customer, .. } => Touches::named([(RecordKind::Customer, customer.as_str())]),
            Self::MergeCustomers { customer, other, .. } => {
                let both = [(RecordKind::Customer, customer.as_str()), (RecordKind::Customer, other)];
                Touches::named(both).with_all_of(other)
            }
        }
    }

    /// Splitting is the journal's own affair, like taking back, and has no rule here.
    pub(super) fn rule(&self, facts: &Facts, house: &House, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
        match self {
            Self::AddToCustomer { details, .. } => parts::add(details, facts, house),
            Self::RemoveFromCustomer { details, .. } => parts::remove(details, facts, house),
            Self::RecordConsent { channel, said, purpose, how, .. } => {
                let [purpose, how] = [purpose, how].map(|text| prose(text, Layout::Line));
                let (channel, said, at, by) = (*channel, *said, actor.at, actor.agent.clone());
                consent(&Consent { channel, purpose, said, at, how, by }, facts)
            }
            Self::MergeCustomers { take, version, other_version, .. } => {
                merge::merge(take, [*version, *other_version], facts)
            }
            Self::SplitCustomers { .. } => Ok(Vec::new()),
        }
    }

    pub(super) fn words(&self) -> String {
        let names = |details: &Map<String, Value>| {
            details.keys().map(|name| name.replace('_', " ")).collect::<Vec<_>>().join(", ")
        };
        match self {
            Self::AddToCustomer { details, .. } => format!("added {}", names(details)),
            Self::RemoveFromCustomer { details, .. } => format!("took away {}", names(details)),
            Self::RecordConsent { channel, said, purpose, .. } => {
                let purpose = if purpose.is_empty() { String::new() } else { format!(" for {purpose}") };
                format!("consent to {}{purpose} {}", channel.word(), said.name())
            }
            Self::MergeCustomers { customer, other, .. } => format!("{other} became one with {customer}"),
            Self::SplitCustomers { customer, other } => format!("{other} parted from {customer} again"),
        }
    }
}

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
    still_known(before, &after)?;
    Ok(vec![Edit::changed(before, after)])
}

/// Whether something still tells who it is.
fn still_known(before: &Customer, after: &Customer) -> Result<(), Refusal> {
    if after.details.is_anonymous() && !before.details.is_anonymous() {
        let message = "nothing would tell who it is; leave a name, a company, a mail address or a number";
        return Err(Refusal::new("name_needed", message));
    }
    Ok(())
}

/// Writes down what a customer said to being contacted, over what they said of the same before.
fn consent(said: &Consent, facts: &Facts) -> Result<Vec<Edit>, Refusal> {
    let before = facts.need::<Customer>()?;
    let mut after = before.clone();
    after.details.consents.retain(|known| !known.is_about(said));
    after.details.consents.push(said.clone());
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
        // What was said and what was merged has actions of its own.
        if !fields.contains_key(name) || matches!(name.as_str(), "consents" | "merged") {
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
