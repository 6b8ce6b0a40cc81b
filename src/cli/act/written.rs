//! An action as it is typed word by word: each field in the form that the list of actions tells, and the help about it.

use serde_json::{Map, Value, json};

use super::Failure;
use crate::cli::columns;
use crate::domain::action::{Field, Form, Need, Refusal, Shape, VERBS, Verb};
use crate::store::Mode;

/// The fields that were typed, and whether the action is only to be shown.
type Typed = (Map<String, Value>, Mode);

/// Reads `--FIELD VALUE …`. A wrong word of the command line is a failure, a field that the action has not a refusal.
pub(super) fn fields(verb: &Verb, words: Vec<String>) -> Result<Result<Typed, Refusal>, Failure> {
    let (mut fields, mut mode) = (Map::new(), Mode::Commit);
    fields.insert("action".to_owned(), Value::from(verb.name));
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        let wrong = |message: String| Failure::impossible("usage", message);
        let Some(name) = word.strip_prefix("--") else {
            return Err(wrong(format!(
                "`{word}` stands behind no field; write --FIELD VALUE, in quotes where it has blanks"
            )));
        };
        match name {
            "preview" => mode = Mode::Preview,
            "json" => {}
            "store" | "config" | "agent" => {
                return Err(wrong(format!("`{word}` stands before the command; write `frontline {word} … do`")));
            }
            name => {
                let field = match verb.field(&name.replace('-', "_")) {
                    Ok(field) => field,
                    Err(refusal) => return Ok(Err(refusal)),
                };
                let value = words.next().ok_or_else(|| wrong(format!("`{word}` needs a value; write {word} VALUE")))?;
                fields.insert(field.name.to_owned(), valued(field, value).map_err(wrong)?);
            }
        }
    }
    Ok(Ok((fields, mode)))
}

/// A value in the form of its field.
fn valued(field: &Field, text: String) -> Result<Value, String> {
    match field.form.shape() {
        Shape::Text => Ok(Value::String(text)),
        Shape::Number => {
            text.parse::<i64>().map(Value::from).map_err(|_| format!("{}: `{text}` is no whole number", field.name))
        }
        Shape::List if !text.starts_with('[') => {
            let items = text.split(';').map(str::trim).filter(|item| !item.is_empty());
            Ok(items.map(Value::from).collect())
        }
        Shape::Pairs if !text.starts_with('[') => {
            let pair = |pair: &str| match pair.split_once('=') {
                Some((from, to)) => Ok(json!({"from": from.trim(), "to": to.trim()})),
                None => Err(format!("{}: `{pair}` is no pair; write FROM=TO", field.name)),
            };
            text.split(';').map(str::trim).filter(|each| !each.is_empty()).map(pair).collect()
        }
        Shape::Goods if !text.starts_with('[') => {
            let goods = |(sku, quantity): (&str, Option<&str>)| match quantity.unwrap_or("1").parse::<i64>() {
                Ok(quantity) => Ok(json!({"sku": sku, "quantity": quantity})),
                Err(_) => Err(format!("{}: how many of {sku}? write SKU=2", field.name)),
            };
            parts(&text).map(goods).collect()
        }
        Shape::Shares if !text.starts_with('[') => {
            let share = |(method, amount): (&str, Option<&str>)| match amount {
                Some(amount) => json!({"method": method, "amount": amount}),
                None => json!({"method": method}),
            };
            Ok(parts(&text).map(share).collect())
        }
        Shape::List | Shape::Pairs | Shape::Goods | Shape::Shares | Shape::Json => serde_json::from_str(&text)
            .map_err(|error| format!("{}: that is no JSON ({error}); write it like {}", field.name, shape(field))),
    }
}

/// Names with what is said of each: `ONE=2;OTHER`.
fn parts(text: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let each = text.split(';').map(str::trim).filter(|each| !each.is_empty());
    each.map(|each| each.rsplit_once('=').map_or((each, None), |(name, said)| (name.trim(), Some(said.trim()))))
}

/// How the value of a field is written.
fn shape(field: &Field) -> String {
    match (field.form, field.form.shape(), field.name) {
        (Form::Moment, ..) => "2026-11-24T09:00:00Z".to_owned(),
        (Form::Choice(words), ..) => words.join("|"),
        (Form::Choices(words), ..) => format!("'{}'", words.join(";")),
        (Form::Action, ..) => r#"'{"action":"NAME",…}'"#.to_owned(),
        (Form::Amount, ..) => "12.50".to_owned(),
        (Form::Address, ..) => r#"'{"city":"Berlin","postal_code":"10115"}'"#.to_owned(),
        (_, Shape::Text, _) => "TEXT".to_owned(),
        (_, Shape::Number, _) => "NUMBER".to_owned(),
        (_, Shape::Pairs, _) => "'FROM=TO;FROM=TO'".to_owned(),
        (_, Shape::List, _) => "'ONE;OTHER'".to_owned(),
        (_, Shape::Goods, _) => "'SKU=2;SKU'".to_owned(),
        (_, Shape::Shares, _) => "'METHOD=10.00;METHOD'".to_owned(),
        (_, Shape::Json, "payment_methods") => r#"'[{"ref":"G1","kind":"gift_card","balance":5000}]'"#.to_owned(),
        (_, Shape::Json, _) => r#"'{"NAME":"VALUE"}'"#.to_owned(),
    }
}

/// What one action does and takes.
pub(super) fn about(verb: &Verb) -> String {
    let fields = verb.fields().map(|field| {
        let need = if field.need == Need::Needed { "  (needed)" } else { "" };
        format!("  --{} {}{need}\n", field.name, shape(field))
    });
    let fields = fields.collect::<Vec<_>>().concat();
    format!("frontline do {}: {}\n\n{fields}  --preview  only show what would change\n", verb.name, verb.words)
}

/// Every action with what it takes; what need not be given stands in brackets.
pub(super) fn told() -> String {
    let verbs = VERBS.iter().map(|verb| {
        let fields = verb.fields().map(|field| match field.need {
            Need::Needed => format!("--{}", field.name),
            Need::Optional => format!("[--{}]", field.name),
        });
        format!("  {}: {}\n{}", verb.name, verb.words, columns::lines(fields, " "))
    });
    format!("Actions:\n{}", verbs.collect::<Vec<_>>().concat())
}
