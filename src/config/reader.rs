//! Reads a TOML document by asking for one setting after the other. What is wrong is written down with its place and does
//! not stop the reading, so that all of it is told at once; what nobody asked for is no setting.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::{Range, RangeInclusive};

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::finding::{Finding, did_you_mean, either};
use super::secret::is_secret;
use crate::domain::text::{Layout, clean};

/// A document that is being read, and what was found wrong in it.
pub(super) struct Document<'d> {
    file: &'d str,
    text: &'d str,
    findings: RefCell<Vec<Finding>>,
    asked: RefCell<BTreeSet<(String, &'static str)>>,
}

/// Reads the document with `read`, which asks for every setting there is.
///
/// # Errors
/// Everything that is wrong; `read` may return `None` only where it has written down why.
pub(super) fn read<T>(text: &str, file: &str, read: impl FnOnce(&Table<'_>) -> Option<T>) -> Result<T, Vec<Finding>> {
    let document = Document { file, text, findings: RefCell::default(), asked: RefCell::default() };
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let message = format!("this is no TOML: {}", error.message().replace('\n', ", "));
        document.wrong(&error.span().unwrap_or_default(), message);
    }
    let value = if errors.is_empty() { document.root(table.get_ref()).read(read) } else { None };
    let mut findings = document.findings.into_inner();
    findings.sort_by_key(|finding| (finding.line, finding.column));
    value.filter(|_| findings.is_empty()).ok_or(findings)
}

/// Every setting that `read` asks for in this document, as `wrap_up.mode`.
#[cfg(test)]
pub(super) fn settings<T>(text: &str, read: impl FnOnce(&Table<'_>) -> T) -> Vec<String> {
    let document = Document { file: "", text, findings: RefCell::default(), asked: RefCell::default() };
    let table = DeTable::parse(text).unwrap();
    document.root(table.get_ref()).read(read);
    let dotted = |(path, key): (String, &str)| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    document.asked.into_inner().into_iter().map(dotted).collect()
}

impl<'d> Document<'d> {
    fn root(&'d self, entries: &'d DeTable<'d>) -> Table<'d> {
        Table { document: self, entries, span: 0..0, path: String::new() }
    }

    fn wrong(&self, span: &Range<usize>, message: String) {
        self.findings.borrow_mut().push(Finding::at(self.file, self.text, span.start, message));
    }

    fn line(&self, span: &Range<usize>) -> usize {
        Finding::at(self.file, self.text, span.start, String::new()).line
    }
}

/// One table of a document.
pub(super) struct Table<'d> {
    document: &'d Document<'d>,
    entries: &'d DeTable<'d>,
    span: Range<usize>,
    path: String,
}

impl<'d> Table<'d> {
    fn read<T>(self, read: impl FnOnce(&Self) -> T) -> T {
        let value = read(&self);
        self.report_unknown();
        value
    }

    fn entry(&self, key: &'static str) -> Option<&'d Spanned<DeValue<'d>>> {
        self.document.asked.borrow_mut().insert((self.path.clone(), key));
        self.entries.get(key)
    }

    /// A value that `read` understands; `wanted` says what it takes.
    pub(super) fn typed<T>(
        &self,
        key: &'static str,
        wanted: &str,
        read: impl Fn(&'d DeValue<'d>) -> Option<T>,
    ) -> Option<T> {
        let entry = self.entry(key)?;
        let value = read(entry.get_ref());
        if value.is_none() {
            self.not_taken(key, wanted, entry);
        }
        value
    }

    fn not_taken(&self, key: &str, wanted: &str, entry: &Spanned<DeValue<'_>>) {
        let message = format!("`{key}` takes {wanted}, not {}", shown(entry.get_ref()));
        self.document.wrong(&entry.span(), message);
    }

    /// A text, cleaned.
    pub(super) fn text(&self, key: &'static str) -> Option<String> {
        self.parsed(key, "a text in quotes", |text| Some(clean(text, Layout::Line)))
    }

    /// A text, cleaned, where an empty one says that there is none; `usual` where the file is silent.
    pub(super) fn text_or(&self, key: &'static str, usual: Option<String>) -> Option<String> {
        self.text(key).map_or(usual, |text| Some(text).filter(|text| !text.is_empty()))
    }

    /// A text that `parse` understands; `wanted` says what it takes.
    pub(super) fn parsed<T>(&self, key: &'static str, wanted: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.typed(key, wanted, |value| value.as_str().and_then(&parse))
    }

    /// `true` or `false`.
    pub(super) fn truth(&self, key: &'static str) -> Option<bool> {
        self.typed(key, "true or false", DeValue::as_bool)
    }

    /// A whole number of that range.
    pub(super) fn number(&self, key: &'static str, range: RangeInclusive<u32>) -> Option<u32> {
        let wanted = format!("a whole number from {} to {}", range.start(), range.end());
        self.typed(key, &wanted, |value| {
            let number = value.as_integer().filter(|number| number.radix() == 10)?.as_str().parse().ok()?;
            range.contains(&number).then_some(number)
        })
    }

    /// One of the words by which `all` are named.
    pub(super) fn choice<T: Copy>(&self, key: &'static str, all: &[T], name: fn(T) -> &'static str) -> Option<T> {
        self.one_of(key, self.entry(key)?, all, name)
    }

    /// A list of such words.
    pub(super) fn choices<T: Copy>(&self, key: &'static str, all: &[T], name: fn(T) -> &'static str) -> Option<Vec<T>> {
        let list = self.typed(key, "a list", DeValue::as_array)?;
        Some(list.iter().filter_map(|item| self.one_of(key, item, all, name)).collect())
    }

    fn one_of<T: Copy>(
        &self,
        key: &str,
        entry: &Spanned<DeValue<'_>>,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Option<T> {
        let word = entry.get_ref().as_str();
        let choice = all.iter().copied().find(|choice| word == Some(name(*choice)));
        if choice.is_none() {
            let names: Vec<&str> = all.iter().copied().map(name).collect();
            let meant = word.map(|word| did_you_mean(word, names.iter().copied())).unwrap_or_default();
            let message = format!("`{key}` takes {}, not {}{meant}", either(&names), shown(entry.get_ref()));
            self.document.wrong(&entry.span(), message);
        }
        choice
    }

    /// A list of texts that `parse` understands; each that it does not is told by itself.
    pub(super) fn list<T>(&self, key: &'static str, wanted: &str, parse: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
        let list = self.typed(key, &format!("a list of {wanted}"), DeValue::as_array)?;
        let read = |item: &Spanned<DeValue<'_>>| {
            let value = item.get_ref().as_str().and_then(&parse);
            if value.is_none() {
                self.not_taken(key, &format!("a list of {wanted}"), item);
            }
            value
        };
        Some(list.iter().filter_map(read).collect())
    }

    /// A list of texts, cleaned.
    pub(super) fn texts(&self, key: &'static str) -> Option<Vec<String>> {
        self.list(key, "texts in quotes", |text| Some(clean(text, Layout::Line)))
    }

    /// The table of this name.
    pub(super) fn table<T>(&self, key: &'static str, read: impl FnOnce(&Table<'d>) -> T) -> Option<T> {
        let entries = self.typed(key, &format!("a table `[{key}]`"), DeValue::as_table)?;
        let span = self.entry(key)?.span();
        Some(self.below(key, entries, span).read(read))
    }

    /// The tables `[[key]]`, of which there is at least one.
    pub(super) fn tables<T>(&self, key: &'static str, mut read: impl FnMut(&Table<'d>) -> Option<T>) -> Option<Vec<T>> {
        let wanted = format!("one or more tables `[[{key}]]`");
        let list = self.typed(key, &wanted, |value| value.as_array().filter(|list| !list.is_empty()))?;
        let mut items = Vec::new();
        for item in list {
            match item.get_ref().as_table() {
                Some(entries) => items.extend(self.below(key, entries, item.span()).read(&mut read)),
                None => self.not_taken(key, &wanted, item),
            }
        }
        Some(items)
    }

    /// The tables `[key.NAME]` with names of the writer's choice.
    pub(super) fn named<T>(&self, key: &'static str, read: impl Fn(&Table<'d>) -> T) -> Vec<(String, T)> {
        let wanted = format!("tables `[{key}.NAME]`");
        let entries = self.typed(key, &wanted, DeValue::as_table);
        let mut items = Vec::new();
        for (name, value) in entries.into_iter().flatten() {
            match value.get_ref().as_table() {
                Some(entries) => {
                    let table = self.below(&format!("{key}.NAME"), entries, name.span());
                    items.push((clean(name.get_ref(), Layout::Line), table.read(&read)));
                }
                None => self.not_taken(key, &wanted, value),
            }
        }
        items
    }

    /// Every entry of this table, with names of the writer's choice: a text or a list of texts, and the line it stands in.
    pub(super) fn lines(&self) -> Vec<(String, Vec<String>, usize)> {
        let mut lines = Vec::new();
        for (name, value) in self.entries {
            let name_shown = clean(name.get_ref(), Layout::Line);
            let text = |value: &DeValue<'_>| value.as_str().map(|text| clean(text, Layout::Line));
            let texts = match value.get_ref().as_array() {
                Some(list) => list.iter().map(|item| text(item.get_ref())).collect(),
                None => text(value.get_ref()).map(|text| vec![text]),
            };
            match texts {
                Some(texts) => lines.push((name_shown, texts, self.document.line(&name.span()))),
                None => self.not_taken(&name_shown, "a text in quotes or a list of them", value),
            }
        }
        lines
    }

    /// Writes down what is wrong with the value of a key, or with the table where it has no such key.
    pub(super) fn wrong(&self, key: &str, message: String) {
        let span = self.entries.get(key).map_or_else(|| self.span.clone(), Spanned::span);
        self.document.wrong(&span, message);
    }

    /// A value that has to be there.
    pub(super) fn needed<T>(&self, key: &'static str, value: Option<T>) -> Option<T> {
        if value.is_none() && !self.entries.contains_key(key) {
            let place = if self.path.is_empty() { String::new() } else { format!(" in `{}`", self.path) };
            self.wrong(key, format!("`{key}` is missing{place}"));
        }
        value
    }

    fn below(&self, key: &str, entries: &'d DeTable<'d>, span: Range<usize>) -> Table<'d> {
        let path = if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) };
        Table { document: self.document, entries, span, path }
    }

    fn report_unknown(&self) {
        let asked = self.document.asked.borrow();
        let known: Vec<&str> = asked.iter().filter(|(path, _)| *path == self.path).map(|(_, key)| *key).collect();
        if known.is_empty() {
            return;
        }
        for (key, value) in self.entries.iter().filter(|(key, _)| !known.contains(&key.get_ref().as_ref())) {
            let name = clean(key.get_ref(), Layout::Line);
            if self.report_secret(&name, key.span(), value.get_ref()) {
                continue;
            }
            let hint = match did_you_mean(&name, known.iter().copied()) {
                meant if !meant.is_empty() => meant,
                _ if self.path.is_empty() => "; config.example.toml lists them all".to_owned(),
                _ => format!(" of `{}`; those are {}", self.path, known.join(", ")),
            };
            self.document.wrong(&key.span(), format!("`{name}` is no setting{hint}"));
        }
    }

    /// Whether an unknown setting holds a secret, which is then what is told of it.
    fn report_secret(&self, name: &str, span: Range<usize>, value: &DeValue<'_>) -> bool {
        if is_secret(name) {
            let message = format!(
                "`{name}`: a secret does not belong in a file; name a command that prints it, like \
                 `{name}_command = \"pass show desk\"`"
            );
            self.document.wrong(&span, message);
            return true;
        }
        let below = value.as_table().into_iter().flatten();
        below.fold(false, |found, (key, value)| self.report_secret(key.get_ref(), key.span(), value.get_ref()) || found)
    }
}

/// A value as a sentence names it.
fn shown(value: &DeValue<'_>) -> String {
    match value {
        DeValue::String(text) => format!("`{}`", clean(text, Layout::Line).chars().take(40).collect::<String>()),
        DeValue::Integer(number) => format!("`{number}`"),
        DeValue::Float(number) => format!("`{number}`"),
        DeValue::Boolean(truth) => format!("`{truth}`"),
        DeValue::Datetime(_) => "a time".to_owned(),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a table".to_owned(),
    }
}
