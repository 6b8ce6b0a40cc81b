//! The details of an answer that can be written, by the names they have in an action: how each is admitted, and what differs
//! between two versions.

use serde_json::{Map, Value};

use super::Refusal;
use crate::domain::answer::Answer;
use crate::domain::text::{Layout, prose};
use crate::domain::timestamp::Date;

/// How the value of a detail is read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Line,
    Block,
    Word,
    Lines,
    Day,
}

/// The details: their names in an action, in the record, and how they are read.
const DETAILS: [(&str, &str, Kind); 11] = [
    ("title", "title", Kind::Line),
    ("body", "body", Kind::Block),
    ("spoken", "spoken", Kind::Block),
    ("tags", "tags", Kind::Lines),
    ("phrases", "phrases", Kind::Lines),
    ("queue", "queue", Kind::Line),
    ("language", "language", Kind::Line),
    ("mnemonic", "key", Kind::Word),
    ("valid_from", "valid_from", Kind::Day),
    ("valid_until", "valid_until", Kind::Day),
    ("review_on", "review_on", Kind::Day),
];

/// The answer with these details in their place; `null` or an empty text empties one.
///
/// # Errors
/// When a detail is none of an answer's, cannot be read, or the whole makes no sense.
pub fn merged(answer: &Answer, details: &Map<String, Value>) -> Result<Answer, Refusal> {
    let unreadable =
        |error: serde_json::Error| Refusal::new("bad_value", format!("that cannot be written down: {error}"));
    let Value::Object(mut fields) = serde_json::to_value(answer).map_err(unreadable)? else {
        return Ok(answer.clone());
    };
    for (name, value) in details {
        let known = DETAILS.iter().find(|(known, ..)| known == name);
        let (_, field, kind) = known.ok_or_else(|| {
            let known: Vec<_> = DETAILS.iter().map(|(name, ..)| *name).collect();
            Refusal::new("unknown_field", format!("an answer has no `{name}`; there are {}", known.join(", ")))
        })?;
        match admitted(name, *kind, value)? {
            Some(value) => fields.insert((*field).to_owned(), value),
            // A field that is missing reads as its empty value.
            None => fields.remove(*field),
        };
    }
    fields.entry("title").or_insert_with(|| Value::from(""));
    let merged: Answer = serde_json::from_value(Value::Object(fields)).map_err(unreadable)?;
    sensible(&merged)?;
    Ok(merged)
}

/// The details in which `other` differs from `answer`, as they are in `other`.
#[must_use]
pub fn difference(answer: &Answer, other: &Answer) -> Map<String, Value> {
    let [now, then] = [answer, other].map(|answer| serde_json::to_value(answer).unwrap_or_default());
    let differs = |field: &str| now.get(field) != then.get(field);
    let value = |field: &str| then.get(field).cloned().unwrap_or_default();
    let differing = DETAILS.iter().filter(|(_, field, _)| differs(field));
    differing.map(|(name, field, _)| ((*name).to_owned(), value(field))).collect()
}

/// A value as it may enter a field of this kind; `None` where it is empty.
fn admitted(name: &str, kind: Kind, value: &Value) -> Result<Option<Value>, Refusal> {
    let bad = |wanted: &str| Refusal::new("bad_value", format!("`{name}` is {wanted}, not {value}"));
    if value.is_null() {
        return Ok(None);
    }
    if kind == Kind::Lines {
        let items = value.as_array().ok_or_else(|| bad("a list"))?;
        let texts = items.iter().map(|item| item.as_str().ok_or_else(|| bad("a list of texts")));
        let mut lines: Vec<String> = Vec::with_capacity(items.len());
        for text in texts {
            let line = prose(text?, Layout::Line);
            if !line.is_empty() && !lines.contains(&line) {
                lines.push(line);
            }
        }
        return Ok(Some(Value::from(lines)));
    }
    let layout = if kind == Kind::Block { Layout::Block } else { Layout::Line };
    let text = prose(value.as_str().ok_or_else(|| bad("a text"))?, layout);
    if text.is_empty() {
        return Ok(None);
    }
    if kind == Kind::Word && text.chars().any(char::is_whitespace) {
        return Err(Refusal::new(
            "bad_key",
            format!("`{text}` is several words; a key is one, such as `ref` in `;;ref`"),
        ));
    }
    if kind == Kind::Day && Date::parse(&text).is_none() {
        return Err(Refusal::new("bad_day", format!("`{text}` is no day; write it like 2026-11-23")));
    }
    Ok(Some(Value::from(text)))
}

fn sensible(answer: &Answer) -> Result<(), Refusal> {
    if answer.title.is_empty() {
        return Err(Refusal::new("title_needed", "an answer needs a title, by which it is known in the list"));
    }
    match (answer.valid_from, answer.valid_until) {
        (Some(first), Some(last)) if last < first => {
            let message = format!("it would hold from {first} until {last}; the last day cannot come before the first");
            Err(Refusal::new("bad_days", message))
        }
        _ => Ok(()),
    }
}
