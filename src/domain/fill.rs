//! Fills a scripted answer with what is known of the customer, the order and the contact at hand. What is not known
//! becomes a gap that can be seen and found; nothing is ever left out in silence. It reads no file and never runs long.

mod allowed;
mod asked;
mod filters;
pub mod gaps;
mod known;
mod locale;
mod records;
mod stale;

use std::io::{self, Write};
use std::ops::Range;

use minijinja::syntax::SyntaxConfig;
use minijinja::{Error, ErrorKind, Value};

pub use self::asked::{Question, Said};
pub use self::stale::{Basis, Stale, stale};

use self::asked::Asked;
use self::filters::Manner;
use self::known::{CLOSE, OPEN, unmarked};
use self::locale::Locale;
use self::records::Records;
use super::callback::{Callback, CallbackState};
use super::case::Case;
use super::contact::Contact;
use super::file::CustomerFile;
use super::ledger::Ledger;
use super::money::{Amount, Currency};
use super::order::Order;
use super::timestamp::{Timestamp, Zone};

/// How many steps a template may take; the longest answer of the retail pack takes under a hundred.
const STEPS: u64 = 20_000;

/// How deep a template may nest.
const DEPTH: usize = 50;

/// The longest text an answer may become, in bytes.
const LONGEST: usize = 20_000;

/// What an answer is filled from.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The file that is open.
    pub file: Option<&'a CustomerFile>,
    /// The order it is about.
    pub order: Option<&'a Order>,
    /// The account it is about; `None` for the one at hand.
    pub account: Option<&'a Ledger>,
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
    /// The zone of the house, for a customer who has none.
    pub zone: Zone,
    /// The language of the text; empty where it names none, and the customer's counts.
    pub language: &'a str,
    /// The language of the house.
    pub house_language: &'a str,
    /// Now.
    pub now: Timestamp,
    /// What was said to what the answer asks.
    pub said: &'a Said,
}

/// An answer with everything in it that is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// The text; a gap stands in it as `[order.tracking]`, a question as `[? which day]`.
    pub text: String,
    /// What is missing, in the order of the text.
    pub gaps: Vec<Gap>,
    /// What it asks for, in the order in which it is to be asked.
    pub questions: Vec<Question>,
}

/// A place in a filled answer for which nothing is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The bytes of the text that it takes, with its brackets.
    pub range: Range<usize>,
    /// The variable, or `? ` and a question; empty where the whole text could not be read as a template.
    pub name: String,
}

/// The order an answer speaks of when none was marked: the newest that is still open, else the newest. Orders come
/// newest first.
#[must_use]
pub fn order_at_hand(orders: &[Order]) -> Option<&Order> {
    orders.iter().find(|order| order.status.is_open()).or(orders.first())
}

/// The account an answer speaks of when none was marked: the first on which something is owed, else the first.
fn account_at_hand(accounts: &[Ledger]) -> Option<&Ledger> {
    accounts.iter().find(|ledger| ledger.balance > Amount::default()).or(accounts.first())
}

/// The newest case that is still open, else the newest.
fn case_at_hand(cases: &[Case]) -> Option<&Case> {
    let newest =
        |open: bool| cases.iter().filter(move |case| case.is_open() || !open).max_by_key(|case| case.opened_at);
    newest(true).or_else(|| newest(false))
}

/// The promise that is to be kept first.
fn promise_at_hand(promises: &[Callback]) -> Option<&Callback> {
    promises.iter().filter(|promise| promise.state == CallbackState::Open).min_by_key(|promise| promise.due_at)
}

/// Fills the body of an answer. One that is no template, or does not end, is kept word for word as one gap.
#[must_use]
pub fn fill(body: &str, context: &Context<'_>) -> Filled {
    let body = unmarked(body);
    let asked = Asked::with(context.said);
    if let Ok(text) = rendered(&with_foreign_marked(&body), context, &asked) {
        return Filled { questions: asked.open(), ..with_gaps(text.trim()) };
    }
    let gaps = vec![Gap { range: 0..body.len(), name: String::new() }];
    Filled { text: body, gaps, questions: Vec::new() }
}

fn rendered(body: &str, context: &Context<'_>, asked: &Asked) -> Result<String, Error> {
    if !allowed::is_allowed(body) {
        return Err(Error::new(ErrorKind::SyntaxError, "an answer can say less"));
    }
    let customer = context.file.map(|file| &file.customer.details);
    let language = customer.map(|details| details.language.as_str()).unwrap_or_default();
    let manner = Manner {
        locale: Locale::of(&[context.language, language, context.house_language]),
        currency: context.currency,
        zone: customer.and_then(|details| Zone::named(&details.time_zone)).unwrap_or(context.zone),
    };
    let mut environment = allowed::environment();
    environment.set_fuel(Some(STEPS));
    environment.set_recursion_limit(DEPTH);
    manner.add_to(&mut environment);
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        environment.set_syntax(syntax);
    }
    let root = Records { context, manner }.named_in(body).put("ask", asked.blank()).put("choose", asked.choice());
    let mut text = Limited(Vec::new());
    environment.template_from_str(body)?.render_captured_to(Value::from_object(root), &mut text)?;
    String::from_utf8(text.0).map_err(|error| Error::new(ErrorKind::WriteFailure, error.to_string()))
}

/// The body with a mark around what only another system could fill: a gap, word for word.
fn with_foreign_marked(body: &str) -> String {
    let (mut marked, mut rest) = (String::with_capacity(body.len()), body);
    while let Some(at) = rest.find(['#', '%', '{']) {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        marked.push_str(before);
        let length = gaps::foreign(from).unwrap_or(0);
        let (word, after) = from.split_at_checked(length.max(1)).unwrap_or((from, ""));
        if length == 0 {
            marked.push_str(word);
        } else {
            // As a text within a value it is no tag of this template, and neither ends that value nor changes in it.
            let word = word.replace('\\', "\\u005c").replace('"', "\\u0022");
            let word = word.replace('{', "\\u007b").replace('}', "\\u007d");
            marked.extend(["{{ \"", &OPEN.to_string(), &word, &CLOSE.to_string(), "\" }}"]);
        }
        rest = after;
    }
    marked.push_str(rest);
    marked
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
        filled.text.push_str(&gaps::shown(name));
        filled.gaps.push(Gap { range: from..filled.text.len(), name: name.to_owned() });
        filled.text.push_str(after);
    }
    filled
}

#[cfg(test)]
mod tests;
