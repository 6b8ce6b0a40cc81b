//! The talk-and-type line: `return 104233 pegs -> gift card; promise call tue 9` is a list of actions. It is read against
//! what is open on the desk, so that an order is named by its number or by what is in it, an item by a word of its name,
//! and what is not clear is told with what would fit.

mod address;
mod fields;
mod fits;
mod goods;
mod method;
mod names;
mod token;
mod usual;
mod value;
mod word;
mod written;

use std::ops::Range;

use super::action::{Action, House};
use super::contact::Contact;
use super::customer::Customer;
use super::file::CustomerFile;
use super::order::Order;
use super::policy::Hidden;
use super::product::{Offer, Product};
use super::record::RecordKind;
use super::text::fold_reference;
use super::timestamp::{Timestamp, Zone};

pub use word::{named, word};
pub use written::written;

/// What is open on the desk, and what was found in the catalogue: everything that words can mean.
#[derive(Clone, Debug)]
pub struct Known<'a> {
    /// The customer's file.
    pub file: Option<&'a CustomerFile>,
    /// The contact at hand.
    pub contact: Option<&'a Contact>,
    /// The record that is marked: the one that is meant where none is named.
    pub marked: Option<(RecordKind, String)>,
    /// The products that are known so far.
    pub products: &'a [Product],
    /// What was found in the catalogue for what is being typed.
    pub offers: &'a [Offer],
    /// The customers who were found for what is being typed.
    pub people: &'a [Customer],
    /// What is not to be told while nobody has seen yet that the customer is who they say.
    pub hides: Vec<Hidden>,
    /// What actions are measured against.
    pub house: &'a House,
    /// Now.
    pub now: Timestamp,
    /// The zone in which times are said.
    pub zone: Zone,
}

/// Something that can be said, and what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// What to say.
    pub text: String,
    /// What it is, in a few words.
    pub words: String,
}

/// Why some words mean nothing, and what would.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unclear {
    /// What is wrong, and what to do.
    pub words: String,
    /// What would fit.
    pub fits: Vec<Fit>,
}

/// Where reading a line came to an end, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The words that are unclear, in bytes of the line; empty where something is missing.
    pub at: Range<usize>,
    /// Why, and what would fit instead of them.
    pub why: Unclear,
}

/// What a line says, as far as it could be read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spoken {
    /// The actions up to where reading came to an end.
    pub actions: Vec<Action>,
    /// Why it did, before the end of the line.
    pub stop: Option<Stop>,
    /// The orders it speaks of: what else there is of their goods may have to be looked up.
    pub orders: Vec<String>,
}

impl Fit {
    fn new(text: impl Into<String>, words: impl Into<String>) -> Self {
        Self { text: text.into(), words: words.into() }
    }
}

impl Unclear {
    fn new(words: impl Into<String>, fits: Vec<Fit>) -> Self {
        Self { words: words.into(), fits }
    }
}

impl Known<'_> {
    /// The order of that number in the file.
    #[must_use]
    pub fn order(&self, reference: &str) -> Option<&Order> {
        self.file?.order(reference)
    }
}

/// What of an order the words describe: nothing where they name it by its number or are none, and `None` where they
/// describe nothing in it.
#[must_use]
pub fn holding<'o>(said: &str, order: &'o Order) -> Option<Vec<&'o super::order::OrderLine>> {
    let folded = fold_reference(said);
    if fold_reference(&order.reference).starts_with(&folded) {
        return Some(Vec::new());
    }
    let lines = goods::matching(said, order);
    (!lines.is_empty()).then_some(lines)
}

/// What of a line is to be looked for in the catalogue: the words at which it stops, where they are goods.
#[must_use]
pub fn sought<'l>(line: &'l str, spoken: &Spoken) -> Option<&'l str> {
    let stop = spoken.stop.as_ref()?;
    let actions = token::actions(line);
    let (tokens, _) = actions.get(spoken.actions.len()..)?.iter().find(|(tokens, _)| !tokens.is_empty())?;
    let (verb, _) = word::verb(tokens).ok()?;
    let goods = verb.fields().any(|field| field.form == super::action::Form::Goods);
    line.get(stop.at.clone()).filter(|words| goods && !words.is_empty())
}

/// Reads a line of actions with `;` between them.
#[must_use]
pub fn read(line: &str, known: &Known<'_>) -> Spoken {
    let mut spoken = Spoken::default();
    for (part, end) in token::actions(line) {
        if part.is_empty() {
            continue;
        }
        match fields::action(&part, end, known, &mut spoken.orders) {
            Ok(action) => spoken.actions.push(action),
            Err(stop) => {
                spoken.stop = Some(stop);
                break;
            }
        }
    }
    spoken
}

#[cfg(test)]
pub(in crate::domain) mod tests;
