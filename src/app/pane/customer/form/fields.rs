//! The fields of the form: how a detail is written into one, and read back out of it.

use serde_json::{Map, Value};

use crate::domain::customer::Details;
use crate::ui::form::Item;

/// The field that says what is wrong with the whole.
pub(super) const FIRST: &str = "given_name";

/// How a field is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Line,
    /// Several, parted by `;`.
    List,
    /// A part of the address.
    Address,
    Block,
}

const ALL: [(&str, &str, Shape); 17] = [
    (FIRST, "Given name", Shape::Line),
    ("family_name", "Family name", Shape::Line),
    ("company", "Company", Shape::Line),
    ("phones", "Phones", Shape::List),
    ("emails", "Mail", Shape::List),
    ("line1", "Street", Shape::Address),
    ("line2", "Second line", Shape::Address),
    ("postal_code", "Postcode", Shape::Address),
    ("city", "City", Shape::Address),
    ("region", "Region", Shape::Address),
    ("country", "Country", Shape::Address),
    ("language", "Language", Shape::Line),
    ("time_zone", "Time zone", Shape::Line),
    ("tier", "Tier", Shape::Line),
    ("tags", "Tags", Shape::List),
    ("alerts", "Alerts", Shape::List),
    ("note", "Note", Shape::Block),
];

/// The names of the fields, in the order in which they are read.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    ALL.into_iter().map(|(name, ..)| name)
}

/// The fields filled from details.
pub(super) fn items(details: &Details) -> Vec<Item> {
    names().map(|name| item(name, &text(details, name))).collect()
}

/// One field with this text.
pub(super) fn item(name: &'static str, text: &str) -> Item {
    let (label, shape) = known(name);
    match shape {
        Shape::Line | Shape::List | Shape::Address => Item::line(name, label, text),
        Shape::Block => Item::block(name, label, text, 2),
    }
}

fn known(name: &str) -> (&'static str, Shape) {
    let known = ALL.into_iter().find(|(known, ..)| *known == name);
    known.map_or(("", Shape::Line), |(_, label, shape)| (label, shape))
}

/// What a field of this name is called.
pub(super) fn label(name: &str) -> String {
    match known(name).0 {
        "" => super::super::capital(&name.replace('_', " ")),
        label => label.to_owned(),
    }
}

/// The text of a field.
pub(super) fn text(details: &Details, name: &str) -> String {
    let address = &details.address;
    match name {
        "given_name" => details.given_name.clone(),
        "family_name" => details.family_name.clone(),
        "company" => details.company.clone(),
        "phones" => details.phones.iter().map(|phone| phone.international()).collect::<Vec<_>>().join("; "),
        "emails" => details.emails.iter().map(|mail| mail.written().to_owned()).collect::<Vec<_>>().join("; "),
        "line1" => address.line1.clone(),
        "line2" => address.line2.clone(),
        "postal_code" => address.postal_code.clone(),
        "city" => address.city.clone(),
        "region" => address.region.clone(),
        "country" => address.country.clone(),
        "language" => details.language.clone(),
        "time_zone" => details.time_zone.clone(),
        "tier" => details.tier.clone(),
        "tags" => details.tags.join("; "),
        "alerts" => details.alerts.join("; "),
        "note" => details.note.clone(),
        _ => String::new(),
    }
}

/// Writes a field's text into the details that change.
pub(super) fn write(patch: &mut Map<String, Value>, name: &str, text: &str) {
    let value = match known(name).1 {
        Shape::List => {
            text.split([';', '\n']).map(str::trim).filter(|part| !part.is_empty()).map(Value::from).collect()
        }
        Shape::Line | Shape::Block | Shape::Address => Value::from(text),
    };
    if known(name).1 == Shape::Address {
        let address = patch.entry("address").or_insert_with(|| Value::Object(Map::new()));
        if let Value::Object(lines) = address {
            lines.insert(name.to_owned(), value);
        }
    } else {
        patch.insert(name.to_owned(), value);
    }
}
