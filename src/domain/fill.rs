//! Fills a scripted answer with what is known of the customer, the order and the contact at hand. What is not known
//! becomes a gap that can be seen and found; nothing is ever left out in silence. It reads no file and never runs long.

mod allowed;
mod known;

use std::io::{self, Write};
use std::ops::Range;

use minijinja::syntax::SyntaxConfig;
use minijinja::{Error, ErrorKind, Value};

use self::known::{CLOSE, Known, OPEN};
use super::contact::Contact;
use super::customer::Customer;
use super::money::Currency;
use super::order::Order;
use super::timestamp::Timestamp;

/// How many steps a template may take; the longest answer of the retail pack takes under a hundred.
const STEPS: u64 = 20_000;

/// How deep a template may nest.
const DEPTH: usize = 50;

/// The longest text an answer may become, in bytes.
const LONGEST: usize = 20_000;

/// What an answer is filled from.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// Whose file is open.
    pub customer: Option<&'a Customer>,
    /// The order it is about.
    pub order: Option<&'a Order>,
    /// The contact at hand.
    pub contact: Option<&'a Contact>,
    /// What customers hear the contact's queue called.
    pub queue: &'a str,
    /// The agent.
    pub agent: &'a str,
    /// The business.
    pub shop: &'a str,
    /// The currency of amounts.
    pub currency: Currency,
    /// How a day is written.
    pub day: &'a dyn Fn(Timestamp) -> String,
}

/// An answer with everything in it that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// The text; a gap stands in it as `[order.tracking]`.
    pub text: String,
    /// What is missing, in the order of the text.
    pub gaps: Vec<Gap>,
}

/// A place in a filled answer for which nothing is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The bytes of the text that it takes, with its brackets.
    pub range: Range<usize>,
    /// The variable; empty where the whole text could not be read as a template.
    pub name: String,
}

/// The order an answer speaks of when none was marked: the newest that is still open, else the newest. Orders come
/// newest first.
#[must_use]
pub fn order_at_hand(orders: &[Order]) -> Option<&Order> {
    orders.iter().find(|order| order.status.is_open()).or(orders.first())
}

/// Fills the body of an answer. One that is no template, or does not end, is kept word for word as one gap.
#[must_use]
pub fn fill(body: &str, context: &Context<'_>) -> Filled {
    let body: String = body.chars().filter(|c| !matches!(*c, OPEN | CLOSE)).collect();
    match rendered(&body, Known::of(context)) {
        Ok(text) => with_gaps(text.trim()),
        Err(_) => Filled { gaps: vec![Gap { range: 0..body.len(), name: String::new() }], text: body },
    }
}

fn rendered(body: &str, known: Known) -> Result<String, Error> {
    if !allowed::is_allowed(body) {
        return Err(Error::new(ErrorKind::SyntaxError, "an answer can say less"));
    }
    let mut environment = allowed::environment();
    environment.set_fuel(Some(STEPS));
    environment.set_recursion_limit(DEPTH);
    environment.add_filter("default", or_default);
    environment.add_filter("d", or_default);
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        environment.set_syntax(syntax);
    }
    let mut text = Limited(Vec::new());
    environment.template_from_str(body)?.render_captured_to(Value::from_object(known), &mut text)?;
    String::from_utf8(text.0).map_err(|error| Error::new(ErrorKind::WriteFailure, error.to_string()))
}

/// The filter `default`: another text where nothing is known, so that there is no gap.
fn or_default(value: &Value, other: Option<Value>) -> Value {
    if value.is_true() { value.clone() } else { other.unwrap_or_else(|| Value::from("")) }
}

/// A text that refuses to grow beyond [`LONGEST`].
struct Limited(Vec<u8>);

impl Write for Limited {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > LONGEST {
            return Err(io::Error::other("the answer is too long"));
        }
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Puts brackets in the place of the marks that unknown variables left, and remembers where they are.
fn with_gaps(marked: &str) -> Filled {
    let mut filled = Filled::default();
    let mut pieces = marked.split(OPEN);
    filled.text.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (name, after) = piece.split_once(CLOSE).unwrap_or((piece, ""));
        let from = filled.text.len();
        filled.text.push('[');
        filled.text.push_str(name);
        filled.text.push(']');
        filled.gaps.push(Gap { range: from..filled.text.len(), name: name.to_owned() });
        filled.text.push_str(after);
    }
    filled
}

#[cfg(test)]
mod tests;
