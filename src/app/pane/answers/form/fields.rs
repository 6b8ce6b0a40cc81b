//! The fields of the form: how a detail of an answer is written into one, and read back out of it.

use serde_json::Value;

use crate::domain::answer::Answer;
use crate::domain::timestamp::Date;
use crate::ui::form::Item;

/// How a field is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Line,
    /// Several, parted by `;`.
    List,
    /// Several, a line each.
    Lines(u16),
    Block(u16),
}

/// The fields, by the names that the details have in an action.
const ALL: [(&str, &str, Shape); 11] = [
    ("title", "Title", Shape::Line),
    ("body", "Text", Shape::Block(9)),
    ("spoken", "Spoken", Shape::Block(3)),
    ("phrases", "Asked for", Shape::Lines(4)),
    ("tags", "Tags", Shape::List),
    ("mnemonic", "Key", Shape::Line),
    ("queue", "Queue", Shape::Line),
    ("language", "Language", Shape::Line),
    ("valid_from", "Valid from", Shape::Line),
    ("valid_until", "Valid until", Shape::Line),
    ("review_on", "Review", Shape::Line),
];

/// The names of the fields, in the order in which they are read.
pub(super) const NAMES: [&str; 11] = [
    "title",
    "body",
    "spoken",
    "phrases",
    "tags",
    "mnemonic",
    "queue",
    "language",
    "valid_from",
    "valid_until",
    "review_on",
];

/// The fields filled from an answer.
pub(super) fn items(answer: &Answer) -> Vec<Item> {
    NAMES.into_iter().map(|name| item(name, &text(answer, name))).collect()
}

/// One field with this text.
pub(super) fn item(name: &'static str, text: &str) -> Item {
    let (label, shape) = known(name);
    let item = match shape {
        Shape::Line | Shape::List => Item::line(name, label, text),
        Shape::Lines(rows) | Shape::Block(rows) => Item::block(name, label, text, rows),
    };
    if name == "title" { item.needed() } else { item }
}

fn known(name: &str) -> (&'static str, Shape) {
    let known = ALL.into_iter().find(|(known, ..)| *known == name);
    known.map_or(("", Shape::Line), |(_, label, shape)| (label, shape))
}

/// What a field of this name is called.
pub(super) fn label(name: &str) -> &'static str {
    known(name).0
}

/// The text of a field.
pub(super) fn text(answer: &Answer, name: &str) -> String {
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    match name {
        "title" => answer.title.clone(),
        "body" => answer.body.clone(),
        "spoken" => answer.spoken.clone(),
        "phrases" => answer.phrases.join("\n"),
        "tags" => answer.tags.join("; "),
        "mnemonic" => answer.key.clone(),
        "queue" => answer.queue.clone(),
        "language" => answer.language.clone(),
        "valid_from" => day(answer.valid_from),
        "valid_until" => day(answer.valid_until),
        "review_on" => day(answer.review_on),
        _ => String::new(),
    }
}

/// What a field's text stands for.
pub(super) fn value(name: &str, text: &str) -> Value {
    let parted =
        |by: char| text.split([by, '\n']).map(str::trim).filter(|part| !part.is_empty()).map(Value::from).collect();
    match known(name).1 {
        Shape::Line | Shape::Block(_) => Value::from(text),
        Shape::List => parted(';'),
        Shape::Lines(_) => parted('\n'),
    }
}
