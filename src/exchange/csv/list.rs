//! Several values in one cell, separated by a sign. A sign within a value, and a backslash before it, is written with a
//! backslash in front.

use serde_json::{Map, Value};

use super::super::written::Text;

/// The values in one cell.
pub(super) fn join<'a>(separator: char, values: impl IntoIterator<Item = &'a str>) -> String {
    let mut cell = String::new();
    for (number, value) in values.into_iter().enumerate() {
        if number > 0 {
            cell.push(separator);
        }
        for c in value.chars() {
            if c == separator || c == '\\' {
                cell.push('\\');
            }
            cell.push(c);
        }
    }
    cell
}

/// The values of a cell; none where it is empty. A backslash before any other character stands for itself.
pub(super) fn split(separator: char, cell: &str) -> Vec<String> {
    if cell.is_empty() {
        return Vec::new();
    }
    let mut values = vec![String::new()];
    let mut rest = cell.chars().peekable();
    while let Some(c) = rest.next() {
        if c == separator {
            values.push(String::new());
        } else if let Some(value) = values.last_mut() {
            let escaped = (c == '\\').then(|| rest.next_if(|next| *next == separator || *next == '\\')).flatten();
            value.push(escaped.unwrap_or(c));
        }
    }
    values
}

/// A column of a list of records: one field of each, in their order.
pub(super) fn column<T>(records: &[T], field: impl Fn(&T) -> &Text) -> String {
    join(';', records.iter().map(|record| field(record).as_str()))
}

/// A column of a list of records of which each has several values.
pub(super) fn column_of_lists<T>(records: &[T], field: impl Fn(&T) -> Vec<String>) -> String {
    let cells: Vec<String> = records.iter().map(|record| join(',', field(record).iter().map(String::as_str))).collect();
    join(';', cells.iter().map(String::as_str))
}

/// Options as `color=red;size=M`; as JSON where one of them is no text.
pub(super) fn options(options: &Map<String, Value>) -> String {
    let pairs: Option<Vec<String>> =
        options.iter().map(|(name, value)| Some(join('=', [name.as_str(), value.as_str()?]))).collect();
    match pairs {
        Some(pairs) => join(';', pairs.iter().map(String::as_str)),
        None => Value::Object(options.clone()).to_string(),
    }
}

/// Reads what [`options`] writes.
pub(super) fn read_options(cell: &str) -> Map<String, Value> {
    if let Some(options) = object(cell) {
        return options;
    }
    let pairs = split(';', cell);
    let pairs = pairs.iter().map(|pair| {
        let mut parts = split('=', pair).into_iter();
        let name = parts.next().unwrap_or_default();
        (name.trim().to_owned(), Value::from(parts.collect::<Vec<_>>().join("=").trim()))
    });
    pairs.filter(|(name, _)| !name.is_empty()).collect()
}

/// The JSON object that a cell holds, if it holds one.
pub(super) fn object(cell: &str) -> Option<Map<String, Value>> {
    cell.trim_start().starts_with('{').then(|| serde_json::from_str(cell).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn options_are_written_as_people_write_them() {
        let said = serde_json::json!({"color": "red", "fits": "a=b;c"});
        let said = said.as_object().unwrap();
        assert_eq!(options(said), r"color=red;fits=a\\=b\;c");
        assert_eq!(&read_options(&options(said)), said);
        assert_eq!(Value::from(read_options("color = red; size=M;")), serde_json::json!({"color": "red", "size": "M"}));
    }

    #[test]
    fn an_option_that_is_no_text_comes_back_as_it_was() {
        let said = serde_json::json!({"size": 42});
        assert_eq!(&read_options(&options(said.as_object().unwrap())), said.as_object().unwrap());
    }

    #[test]
    fn a_backslash_that_hides_nothing_stays() {
        assert_eq!(split(';', r"C:\new;b"), [r"C:\new", "b"]);
    }

    proptest! {
        #[test]
        fn values_come_back_as_they_were(values in proptest::collection::vec("[a-z;,=\\\\]{0,5}", 2..5)) {
            let cell = join(';', values.iter().map(String::as_str));
            prop_assert_eq!(split(';', &cell), values);
        }
    }
}
