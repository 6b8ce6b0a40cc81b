//! The front matter of an answer and the text below it.

use serde_json::Value;

use super::super::written::Text;
use super::super::written::answer::Answer;
use super::yaml;

/// What stands around front matter in TOML.
const MARK: &str = "+++";

/// How many lines that look like the mark may stand within the texts of front matter.
const MARKS: usize = 16;

/// The answer that a file holds, or the line and the reason why there is none.
pub(super) fn read(text: &str) -> Result<Answer, (u64, String)> {
    let text = text.trim_start_matches('\u{feff}');
    let (fields, body) = parts(text)?;
    let mut answer: Answer = serde_json::from_value(fields).map_err(|error| (1, error.to_string()))?;
    answer.body = Text::from(body.as_str());
    Ok(answer)
}

/// The fields of the front matter between its marks, and everything below.
fn parts(text: &str) -> Result<(Value, String), (u64, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let mark = lines.first().map(|line| line.trim_end()).unwrap_or_default();
    let read: fn(&str) -> Result<Value, (u64, String)> = match mark {
        MARK => toml_fields,
        "---" => yaml::fields,
        _ => {
            let reason = "there is no front matter; begin with a line `+++`, then `title = \"…\"`, then `+++`";
            return Err((1, reason.to_owned()));
        }
    };
    let ends = lines.iter().enumerate().skip(1).filter(|(_, line)| line.trim_end() == mark).map(|(at, _)| at);
    let mut wrong = None;
    // A line of a text may look like the mark; what is above it is no front matter then.
    for end in ends.take(MARKS) {
        let front: String = lines.iter().take(end).skip(1).flat_map(|line| [*line, "\n"]).collect();
        match read(&front) {
            Ok(fields) => return Ok((fields, lines.get(end + 1..).unwrap_or_default().join("\n"))),
            Err(error) => wrong = wrong.or(Some(error)),
        }
    }
    Err(wrong.unwrap_or_else(|| (1, format!("the front matter is not closed; end it with a line `{mark}`"))))
}

fn toml_fields(front: &str) -> Result<Value, (u64, String)> {
    let table: toml::Table = toml::from_str(front).map_err(|error| {
        let before = error.span().and_then(|span| front.get(..span.start)).unwrap_or_default();
        let line = u64::try_from(before.matches('\n').count()).unwrap_or(0) + 2;
        (line, error.message().to_owned())
    })?;
    Ok(json(toml::Value::Table(table)))
}

fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::from(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(truth) => Value::from(truth),
        toml::Value::Datetime(moment) => Value::from(moment.to_string()),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(fields) => {
            Value::Object(fields.into_iter().map(|(name, value)| (name, json(value))).collect())
        }
    }
}

/// The file of an answer, with its front matter as TOML. What is empty is left out.
pub(super) fn text(answer: &Answer) -> Result<String, toml::ser::Error> {
    let mut table = toml::Table::new();
    let mut put = |name: &str, text: &Text| {
        if !text.is_blank() {
            table.insert(name.to_owned(), toml::Value::String(text.0.clone()));
        }
    };
    put("ref", &answer.reference);
    put("title", &answer.title);
    put("queue", &answer.queue);
    put("language", &answer.language);
    put("key", &answer.key);
    put("spoken", &answer.spoken);
    put("author", &answer.author);
    put("approved_by", &answer.approved_by);
    for (name, day) in
        [("valid_from", &answer.valid_from), ("valid_until", &answer.valid_until), ("review_on", &answer.review_on)]
    {
        if !day.is_blank() {
            // A year of five digits is no day to TOML.
            let day = day.as_str().parse().map_or_else(|_| toml::Value::from(day.as_str()), toml::Value::Datetime);
            table.insert(name.to_owned(), day);
        }
    }
    if answer.withdrawn.0 == Some(true) {
        table.insert("withdrawn".to_owned(), toml::Value::Boolean(true));
    }
    for (name, texts) in [("tags", &answer.tags), ("phrases", &answer.phrases), ("pinned", &answer.pinned)] {
        if !texts.is_empty() {
            table.insert(
                name.to_owned(),
                toml::Value::Array(texts.iter().map(|text| toml::Value::from(text.as_str())).collect()),
            );
        }
    }
    // Tables come last, or what follows would stand within them.
    let (plain, tables): (Vec<_>, Vec<_>) = answer.custom.iter().partition(|(_, value)| !value.is_object());
    for (name, value) in plain.into_iter().chain(tables) {
        if let Some(value) = own(value) {
            table.insert(name.clone(), value);
        }
    }
    Ok(format!("{MARK}\n{}{MARK}\n\n{}\n", toml::to_string_pretty(&table)?, answer.body.0))
}

/// A value as TOML writes it; TOML has no word for nothing.
fn own(value: &Value) -> Option<toml::Value> {
    match value {
        Value::Null => None,
        Value::Bool(truth) => Some(toml::Value::Boolean(*truth)),
        Value::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Some(toml::Value::Integer(whole)),
            (None, Some(real)) => Some(toml::Value::Float(real)),
            (None, None) => None,
        },
        Value::String(text) => Some(toml::Value::String(text.clone())),
        Value::Array(items) => Some(toml::Value::Array(items.iter().filter_map(own).collect())),
        Value::Object(fields) => {
            let fields = fields.iter().filter_map(|(name, value)| Some((name.clone(), own(value)?)));
            Some(toml::Value::Table(fields.collect()))
        }
    }
}
