//! The little of YAML that front matter needs: `key: value`, `key: [a, b]`, and a list of `- item` lines below its key.
//! Anything more is refused with its line.

use serde_json::{Map, Value};

use super::super::terms::short;

/// The fields, or the line and the reason why they cannot be read. Lines count from that of the opening mark.
pub(super) fn fields(front: &str) -> Result<Value, (u64, String)> {
    let mut fields: Map<String, Value> = Map::new();
    let mut open: Option<String> = None;
    for (line, number) in front.lines().zip(2..) {
        let text = line.trim();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        if let Some(item) = text.strip_prefix("- ").or_else(|| (text == "-").then_some("")) {
            let list = open.as_ref().and_then(|key| fields.get_mut(key));
            let Some(list) = list else {
                return Err((number, "a `-` needs a key above it, such as `tags:`".to_owned()));
            };
            let item = scalar(item.trim()).ok_or_else(|| unread(number, item))?;
            if let Value::Array(items) = list {
                items.push(item);
            } else {
                *list = Value::Array(vec![item]);
            }
            continue;
        }
        let pair = text.split_once(": ").or_else(|| text.strip_suffix(':').map(|key| (key, "")));
        let (key, value) = pair.filter(|_| !line.starts_with([' ', '\t'])).ok_or_else(|| unread(number, text))?;
        let (key, value) = (key.trim().trim_matches(['"', '\'']).to_owned(), value.trim());
        if value.is_empty() {
            fields.insert(key.clone(), Value::Null);
            open = Some(key);
        } else {
            let value = match value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                Some(items) => list(items).ok_or_else(|| unread(number, text))?,
                None => scalar(value).ok_or_else(|| unread(number, text))?,
            };
            fields.insert(key, value);
            open = None;
        }
    }
    Ok(Value::Object(fields))
}

fn unread(line: u64, text: &str) -> (u64, String) {
    (line, format!("`{}` is more YAML than is read here; write `key: value`, or TOML between `+++`", short(text)))
}

/// A plain or quoted text. Block texts, anchors, tags and mappings are not plain.
fn scalar(text: &str) -> Option<Value> {
    if text.starts_with('"') {
        // A text in double quotes is written in JSON's way, as far as anybody does.
        return serde_json::from_str::<String>(text).ok().map(Value::from);
    }
    if let Some(rest) = text.strip_prefix('\'') {
        return rest.strip_suffix('\'').map(|inner| Value::from(inner.replace("''", "'")));
    }
    let plain = text.split_once(" #").map_or(text, |(before, _)| before.trim_end());
    (!plain.starts_with(['|', '>', '&', '*', '!', '{', '[', '%', '`'])).then(|| meant(plain))
}

/// What a plain text stands for. A number that would not be written so again, such as `0049`, stays a text.
fn meant(plain: &str) -> Value {
    let number = plain.parse::<i64>().ok().filter(|number| number.to_string() == plain);
    match (plain, number) {
        ("true" | "false", _) => Value::from(plain == "true"),
        ("null" | "~", _) => Value::Null,
        (_, Some(number)) => Value::from(number),
        (text, None) => Value::from(text),
    }
}

/// The items of `[a, "b, c", d]`.
fn list(text: &str) -> Option<Value> {
    let mut items = vec![String::new()];
    let mut quote = None;
    for c in text.chars() {
        match (quote, c) {
            (None, ',') => items.push(String::new()),
            (None, '"' | '\'') if items.last().is_some_and(|item| item.trim().is_empty()) => {
                quote = Some(c);
                items.last_mut()?.push(c);
            }
            (open, c) => {
                quote = open.filter(|open| *open != c);
                items.last_mut()?.push(c);
            }
        }
    }
    let items = items.iter().map(|item| item.trim()).filter(|item| !item.is_empty());
    items.map(scalar).collect::<Option<Vec<_>>>().map(Value::Array)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_keys_and_both_kinds_of_lists_are_read() {
        let front = "title: How to return: the short way # yes\nqueue: 'returns'\n\ntags: [one, \"two, three\", it's]\nphrases:\n  - send it back\n- \"quo\\\"ted\"\nlanguage:\n";
        let said = fields(front).unwrap();
        let expected = serde_json::json!({
            "title": "How to return: the short way", "queue": "returns", "tags": ["one", "two, three", "it's"],
            "phrases": ["send it back", "quo\"ted"], "language": null,
        });
        assert_eq!(said, expected);
    }

    #[test]
    fn what_is_no_text_is_read_as_what_it_is() {
        let front = "reviewed: true\nround: 3\nprefix: 0049\nnote: ~\nquoted: '3'\nscores: [1, x]\n";
        let expected = serde_json::json!({
            "reviewed": true, "round": 3, "prefix": "0049", "note": null, "quoted": "3", "scores": [1, "x"],
        });
        assert_eq!(fields(front).unwrap(), expected);
    }

    #[test]
    fn what_is_more_than_plain_is_refused_with_its_line() {
        assert_eq!(fields("title: A\nbody: |\n").unwrap_err().0, 3);
        assert_eq!(fields("- lost\n").unwrap_err().0, 2);
        assert_eq!(fields("a: 1\n  b: 2\n").unwrap_err().0, 3);
        assert!(fields("a: \"open\n").is_err());
    }
}
