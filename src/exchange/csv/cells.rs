//! The columns of a file by our names, and the cells of one row.

use std::collections::HashMap;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::super::terms;
use super::super::written::{Flag, Text, Whole};
use super::{foreign, list};
use crate::domain::portable::Kind;

/// Where each of our columns stands in a file. A column of another system stands for ours where ours is not there.
pub(super) struct Columns {
    places: HashMap<&'static str, Vec<usize>>,
    others: Vec<(usize, String)>,
    known: &'static [&'static str],
    headers: Vec<String>,
    origin: Origin,
}

/// Columns that hold several values, so that several headers may stand for one.
const MANY: [&str; 3] = ["emails", "phones", "tags"];

/// Whose columns a file has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// Ours: it has our own name for the column that tells its records.
    Own,
    /// Those of another system.
    Foreign,
}

impl Columns {
    pub(super) fn new(kind: Kind, known: &'static [&'static str], headers: &[String]) -> Self {
        let plain: Vec<String> = headers.iter().map(|header| plain(header)).collect();
        let own = |name: &str| known.iter().copied().find(|known| *known == name);
        let mut places: HashMap<&'static str, Vec<usize>> = HashMap::new();
        for (place, name) in plain.iter().enumerate() {
            if let Some(name) = own(name) {
                places.entry(name).or_default().push(place);
            }
        }
        let literal: Vec<&'static str> = places.keys().copied().collect();
        let origin = if plain.iter().any(|name| name == "ref") { Origin::Own } else { Origin::Foreign };
        // A name is taken apart whosever it is; other systems' words are judged where all columns are theirs.
        let is_read = |meant: &&str| known.contains(meant) || *meant == "name" || origin == Origin::Foreign;
        let mut others = Vec::new();
        for (place, name) in plain.iter().enumerate().filter(|(_, name)| own(name).is_none()) {
            let meant = foreign::meant(kind, name).filter(|meant| !literal.contains(meant)).filter(is_read);
            // A second column of one value may say something else, so it is kept beside it.
            if meant.is_none_or(|meant| places.contains_key(meant) && !MANY.contains(&meant)) {
                others.push((place, headers.get(place).map(|header| header.trim().to_owned()).unwrap_or_default()));
            }
            if let Some(meant) = meant {
                places.entry(meant).or_default().push(place);
            }
        }
        others.retain(|(_, header)| !header.is_empty());
        Self { places, others, known, headers: plain, origin }
    }

    /// Whether records can be told by this column, or by what other systems have in its stead.
    pub(super) fn identify(&self, key: &str) -> bool {
        [key, "emails", "phones"].into_iter().any(|name| self.places.contains_key(name))
    }

    pub(super) fn origin(&self) -> Origin {
        self.origin
    }

    /// The headers as they are compared.
    pub(super) fn headers(&self) -> &[String] {
        &self.headers
    }

    pub(super) fn count(&self) -> usize {
        self.headers.len()
    }
}

/// A header as it is compared: in small letters, with `_` for a blank.
pub(super) fn plain(header: &str) -> String {
    header.trim().to_lowercase().replace(' ', "_")
}

/// One row.
pub(super) struct Cells<'a> {
    pub(super) columns: &'a Columns,
    pub(super) values: &'a [String],
}

impl Cells<'_> {
    fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let places = self.columns.places.get(name).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|place| self.values.get(*place)).map(|value| unguarded(value))
    }

    /// What stands under a column; of several such columns, in the first that is filled.
    pub(super) fn text(&self, name: &str) -> Text {
        Text::from(self.all(name).find(|value| !value.trim().is_empty()).unwrap_or_default())
    }

    /// The values under a column, of all such columns together.
    pub(super) fn texts(&self, name: &str) -> Vec<Text> {
        let values = self.all(name).flat_map(|cell| list::split(';', cell));
        values.flat_map(|value| value.split(" ::: ").map(Text::from).collect::<Vec<_>>()).collect()
    }

    /// One field of each record of a list, each again with several values.
    pub(super) fn lists(&self, name: &str) -> Vec<Vec<Text>> {
        let parts = |cell: &String| list::split(',', cell).into_iter().map(Text).collect();
        list::split(';', self.text(name).as_str()).iter().map(parts).collect()
    }

    /// One field of each record of a list.
    pub(super) fn column(&self, name: &str) -> Vec<Text> {
        list::split(';', self.text(name).as_str()).into_iter().map(Text).collect()
    }

    pub(super) fn whole(&self, name: &str) -> Result<Whole, String> {
        Whole::read(self.text(name).as_str()).map_err(|reason| format!("{name}: {reason}"))
    }

    pub(super) fn flag(&self, name: &str) -> Result<Flag, String> {
        Flag::read(self.text(name).as_str()).map_err(|reason| format!("{name}: {reason}"))
    }

    /// Whether something stands under one of these columns.
    pub(super) fn any(&self, names: &[&str]) -> bool {
        names.iter().any(|name| !self.text(name).is_blank())
    }

    /// What stands under columns that are not ours, and the JSON object under `custom`.
    pub(super) fn custom(&self) -> Result<Map<String, Value>, String> {
        let mut custom = Map::new();
        for (place, header) in &self.columns.others {
            if let Some(value) = self.values.get(*place).filter(|value| !value.trim().is_empty()) {
                custom.insert(header.clone(), Value::from(unguarded(value)));
            }
        }
        let own = self.object("custom")?;
        if let Some(name) = own.keys().find(|name| self.columns.known.contains(&name.as_str())) {
            return Err(format!("custom: `{name}` is a column of its own"));
        }
        custom.extend(own);
        Ok(custom)
    }

    /// The JSON object under a column; an empty one where nothing stands there.
    pub(super) fn object(&self, name: &str) -> Result<Map<String, Value>, String> {
        object(name, &self.text(name))
    }

    /// The records under a column, a JSON list of them; none where nothing stands there.
    pub(super) fn records<T: DeserializeOwned>(&self, name: &str) -> Result<Vec<T>, String> {
        let text = self.text(name);
        if text.is_blank() {
            return Ok(Vec::new());
        }
        serde_json::from_str(text.as_str())
            .map_err(|error| format!("{name}: `{}` is no JSON list of records: {error}", terms::short(text.as_str())))
    }

    /// The JSON object of each record of a list.
    pub(super) fn objects(&self, name: &str) -> Result<Vec<Map<String, Value>>, String> {
        self.column(name).iter().map(|text| object(name, text)).collect()
    }
}

fn object(name: &str, text: &Text) -> Result<Map<String, Value>, String> {
    if text.is_blank() {
        return Ok(Map::new());
    }
    list::object(text.as_str()).ok_or_else(|| format!("{name}: `{}` is no JSON object", terms::short(text.as_str())))
}

/// What the records of a list carry beside what is known here; nothing where none carries anything.
pub(super) fn custom_column<T>(records: &[T], custom: impl Fn(&T) -> &Map<String, Value>) -> String {
    if records.iter().all(|record| custom(record).is_empty()) {
        return String::new();
    }
    let cells: Vec<String> = records.iter().map(|record| custom_cell(custom(record))).collect();
    list::join(';', cells.iter().map(String::as_str))
}

/// Records as a JSON list in one cell; nothing where there are none.
pub(super) fn records_cell<T: Serialize>(records: &[T]) -> String {
    let list = if records.is_empty() { None } else { serde_json::to_string(records).ok() };
    list.unwrap_or_default()
}

/// A custom cell: a JSON object, or nothing.
pub(super) fn custom_cell(custom: &Map<String, Value>) -> String {
    if custom.is_empty() { String::new() } else { Value::Object(custom.clone()).to_string() }
}

/// Whether a spreadsheet takes a cell that begins so for a formula (OWASP, "CSV Injection").
fn begins_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A cell with an apostrophe before it where a spreadsheet would compute it.
pub(in super::super) fn guarded(mut cell: String) -> String {
    if begins_formula(cell.trim_start_matches('\'')) {
        cell.insert(0, '\'');
    }
    cell
}

/// A cell without the apostrophe that guards it.
fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if begins_formula(rest.trim_start_matches('\'')) => rest,
        Some(_) | None => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guard_is_put_before_what_looks_like_a_formula_and_taken_off_again() {
        for text in ["=1+1", "+49 30 1", "-12.00", "@home", "'=1", "''+1", "plain", "'tis", "", "'"] {
            let cell = guarded(text.to_owned());
            assert!(!begins_formula(&cell), "{text}");
            assert_eq!(unguarded(&cell), text);
        }
        assert_eq!(guarded("=1".to_owned()), "'=1");
        assert_eq!(guarded("'tis".to_owned()), "'tis");
    }

    #[test]
    fn a_column_of_our_own_comes_before_one_of_another_system() {
        let headers = ["ref", "Id", "E-mail 1 - Value", "E-mail 2 - Value"].map(str::to_owned);
        let columns = Columns::new(Kind::Customers, &["ref", "emails"], &headers);
        let values = ["C1", "77", "a@b.example", ""].map(str::to_owned);
        let cells = Cells { columns: &columns, values: &values };
        assert_eq!(cells.text("ref").as_str(), "C1");
        assert_eq!(cells.texts("emails"), [Text::from("a@b.example")]);
        assert_eq!(cells.custom().unwrap().get("Id"), Some(&Value::from("77")));
    }
}
