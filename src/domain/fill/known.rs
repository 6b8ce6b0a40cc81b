//! What is known, as the template asks for it: names within names, lists, amounts and moments. A name under which nothing
//! is known is falsy, has every name within it, and leaves a mark where it is written.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr};

use super::locale::{Locale, Style};
use crate::domain::money::{Amount, Currency};
use crate::domain::timestamp::Civil;

/// Begins the mark of a gap. Texts of the store hold no control characters.
pub(super) const OPEN: char = '\u{1}';

/// Ends it.
pub(super) const CLOSE: char = '\u{2}';

/// The most things of a list that an answer sees.
const MOST: usize = 500;

/// What is known under a name.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    name: String,
    /// What is written where the name itself stands; nothing where it only holds others.
    says: String,
    within: BTreeMap<String, Value>,
    place: Place,
}

/// Where something stands of which nothing is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    /// By itself: it is gone through once, so that a gap is left for it.
    #[default]
    Alone,
    /// Among what is gone through: there is nothing in it.
    Listed,
}

impl Known {
    /// Nothing yet, under a name.
    pub(super) fn named(name: &str) -> Self {
        Self { name: name.to_owned(), ..Self::default() }
    }

    /// Nothing yet, under a name within this one.
    pub(super) fn child(&self, name: &str) -> Self {
        if self.name.is_empty() { Self::named(name) } else { Self::named(&format!("{}.{name}", self.name)) }
    }

    /// Whether anything is known.
    pub(super) fn is_known(&self) -> bool {
        !self.says.is_empty() || !self.within.is_empty()
    }

    /// The same, with a text to be written where the name stands.
    pub(super) fn saying(mut self, text: &str) -> Self {
        self.says = unmarked(text);
        self
    }

    /// The same with a value under a name.
    pub(super) fn put(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.within.insert(name.to_owned(), value.into());
        self
    }

    /// The same with something known under a name, unless nothing is.
    pub(super) fn holding(self, name: &str, known: Option<Self>) -> Self {
        match known.filter(Self::is_known) {
            Some(known) => self.put(name, Value::from_object(known)),
            None => self,
        }
    }

    /// The same with a text under a name; an empty text is not known.
    pub(super) fn with(self, name: &str, text: &str) -> Self {
        let text = unmarked(text);
        if text.trim().is_empty() { self } else { self.put(name, text) }
    }

    /// The same with a list under a name, each of which is made by `each` under a name of its own.
    pub(super) fn listing<T>(
        self,
        name: &str,
        all: impl IntoIterator<Item = T>,
        each: impl Fn(Self, T) -> Value,
    ) -> Self {
        let list = self.child(name);
        let items = all.into_iter().take(MOST).enumerate();
        let items: Vec<Value> = items.map(|(at, item)| each(list.child(&(at + 1).to_string()), item)).collect();
        if items.is_empty() {
            return self;
        }
        self.put(name, Value::from_object(List { name: list.name, items }))
    }
}

/// A text without what marks gaps.
pub(super) fn unmarked(text: &str) -> String {
    text.chars().filter(|c| !matches!(*c, OPEN | CLOSE)).collect()
}

impl Object for Known {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        if self.is_known() || self.place == Place::Listed { ObjectRepr::Map } else { ObjectRepr::Iterable }
    }

    /// Whatever it is, it can be gone through: two things are compared by what is in them, and what has no end, or cannot be
    /// gone through, would bring the desk down.
    fn enumerate(self: &Arc<Self>) -> Enumerator {
        if self.is_known() || self.place == Place::Listed {
            return Enumerator::Values(self.within.keys().map(|name| Value::from(name.as_str())).collect());
        }
        let listed = Self { place: Place::Listed, ..Self::named(&self.name) };
        Enumerator::Values(vec![Value::from_object(listed)])
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        Some(self.within.get(key).cloned().unwrap_or_else(|| Value::from_object(self.child(&unmarked(key)))))
    }

    fn is_true(self: &Arc<Self>) -> bool {
        self.is_known()
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.says.is_empty() { write!(f, "{OPEN}{}{CLOSE}", self.name) } else { f.write_str(&self.says) }
    }
}

/// Several things, one after the other.
#[derive(Debug)]
pub(super) struct List {
    name: String,
    items: Vec<Value>,
}

impl Object for List {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Seq
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let item = key.as_usize().and_then(|at| self.items.get(at)).cloned();
        Some(item.unwrap_or_else(|| Value::from_object(Known::named(&self.name))))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Seq(self.items.len())
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, item) in self.items.iter().enumerate() {
            write!(f, "{}{item}", if at == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

/// An amount of money.
#[derive(Debug)]
pub(super) struct Money {
    /// How much.
    pub(super) amount: Amount,
    /// Of what.
    pub(super) currency: Currency,
}

impl Object for Money {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn is_true(self: &Arc<Self>) -> bool {
        self.amount.0 != 0
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount.decimal(self.currency), self.currency)
    }
}

/// A moment, on the customer's clock.
#[derive(Debug)]
pub(super) struct Moment {
    /// What that clock shows.
    pub(super) civil: Civil,
    /// How it is written where no filter says it.
    pub(super) style: Style,
    /// In which language.
    pub(super) locale: &'static Locale,
}

impl Object for Moment {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.locale.date(self.civil.date, self.style))
    }
}
