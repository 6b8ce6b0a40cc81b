//! An action as it would be said: what was done becomes a line that does it again.

use serde_json::{Map, Value};

use super::{address, word};
use crate::domain::action::{Action, Form, Shape, Verb};
use crate::domain::record::RecordKind;

/// The line that says an action; `None` for what no line can say. The contact it happened in and the moment it was meant for
/// are left to be said anew: `{ask:when}`.
#[must_use]
#[expect(clippy::wildcard_enum_match_arm, reason = "every other field is written as it is read")]
pub fn written(action: &Action) -> Option<String> {
    let value = serde_json::to_value(action).ok()?;
    let fields = value.as_object()?;
    let verb = Verb::named(fields.get("action")?.as_str()?).ok()?;
    let mut line = word::word(verb);
    for field in verb.fields() {
        let Some(value) = fields.get(field.name).filter(|value| !is_empty(value)) else { continue };
        let text = match field.form {
            Form::Record(RecordKind::Contact) => continue,
            Form::Moment => "{ask:when}".to_owned(),
            _ if field.name == "version" => continue,
            _ => text(field.form, value)?,
        };
        let first = verb.subject().is_some() && verb.fields().next() == Some(field);
        line.push(' ');
        if !first {
            line.push_str(field.name);
            line.push_str(": ");
        }
        line.push_str(&text);
    }
    Some(line)
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Bool(_) | Value::Number(_) | Value::Object(_) => false,
    }
}

fn text(form: Form, value: &Value) -> Option<String> {
    match (form, form.shape(), value) {
        (Form::Address, _, Value::Object(lines)) => Some(quoted(&address::written(lines))),
        (_, Shape::Json, value) => Some(quoted(&value.to_string())).filter(|_| !value.to_string().contains('"')),
        (_, Shape::Text, Value::String(text)) => Some(quoted(text)),
        (_, Shape::Number, Value::Number(number)) => Some(number.to_string()),
        (_, Shape::List, Value::Array(items)) => {
            Some(items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "))
        }
        (_, Shape::Goods, Value::Array(goods)) => {
            let each =
                |one: &Value| Some(format!("{} x {}", one.get("quantity")?.as_i64()?, one.get("sku")?.as_str()?));
            goods.iter().map(each).collect::<Option<Vec<_>>>().map(|goods| goods.join(", "))
        }
        (_, Shape::Shares, Value::Array(shares)) => {
            let amount = |one: &Value| one.get("amount").and_then(Value::as_str).map(|amount| format!(" {amount}"));
            let each =
                |one: &Value| Some(format!("{}{}", one.get("method")?.as_str()?, amount(one).unwrap_or_default()));
            shares.iter().map(each).collect::<Option<Vec<_>>>().map(|shares| shares.join(", "))
        }
        (_, Shape::Pairs, Value::Array(pairs)) => {
            let side =
                |pair: &Map<String, Value>, side: &str| pair.get(side).and_then(Value::as_str).map(str::to_owned);
            let pair = |pair: &Value| {
                pair.as_object().and_then(|pair| Some(format!("{} -> {}", side(pair, "from")?, side(pair, "to")?)))
            };
            pairs.iter().map(pair).collect::<Option<Vec<_>>>().map(|pairs| pairs.join(", "))
        }
        _ => None,
    }
}

/// In quotes, where a word of it may mean more than itself.
fn quoted(text: &str) -> String {
    let text: String = text.chars().filter(|c| *c != '"').collect();
    let plain = text.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '{' | '}'));
    if plain { text } else { format!("\"{text}\"") }
}
