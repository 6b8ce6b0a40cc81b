//! What an answer was filled from, and what of it is no longer so: another order, another amount, another customer. The
//! answer is filled again and both texts are laid side by side; what differs is told if it still stands where it was put.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Context, Said, fill};
use crate::domain::id::CustomerId;
use crate::domain::masked;
use crate::domain::timestamp::Timestamp;

/// What an answer was filled from, and the text that it became.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// The answer's title.
    pub title: String,
    /// Its body.
    pub body: String,
    /// Its language.
    pub language: String,
    /// Whose file was open.
    pub customer: Option<CustomerId>,
    /// The order it was about, by its reference.
    pub order: String,
    /// The account that was marked, by its reference.
    pub account: String,
    /// What was said to what it asked.
    pub said: Said,
    /// When it was filled.
    pub at: Timestamp,
    /// What it became.
    pub text: String,
    /// Whether the order was open by then.
    pub order_was_open: bool,
}

impl fmt::Debug for Basis {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("Basis", self, f)
    }
}

/// A piece of a text that was so when it was filled in, and is not any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stale {
    /// Where it stands.
    pub range: Range<usize>,
    /// What is wrong with it, in words.
    pub words: String,
}

/// The first piece of `text` that came from an answer and is not so any more. The context is that of the file as it is now.
#[must_use]
pub fn stale(text: &str, bases: &[Basis], context: &Context<'_>) -> Option<Stale> {
    bases.iter().filter_map(|basis| one(text, basis, context)).min_by_key(|stale| stale.range.start)
}

fn one(text: &str, basis: &Basis, context: &Context<'_>) -> Option<Stale> {
    let file = context.file?;
    let same = file.customer.id;
    let order = file.orders.iter().find(|order| order.reference == basis.order);
    let account = file.accounts.iter().find(|ledger| ledger.account.reference == basis.account);
    // Of another's file no order is the one that was meant.
    let theirs = basis.customer.is_some_and(|customer| customer != same);
    let order = if theirs || basis.order.is_empty() { context.order } else { order };
    let again = Context { order, account, now: basis.at, said: &basis.said, language: &basis.language, ..*context };
    let now = fill(&basis.body, &again).text;
    if let Some((range, was, is)) = differing(text, &basis.text, &now) {
        let words = if theirs {
            format!("\"{was}\" is of another file, not of {}", file.customer.name())
        } else {
            format!("\"{was}\" is {is} by now")
        };
        return Some(Stale { range, words });
    }
    let closed = order.filter(|order| basis.order_was_open && !order.status.is_open() && !basis.order.is_empty())?;
    let at = text.find(&basis.order)?;
    let words = format!("order {} is {} by now", closed.reference, closed.status.name());
    Some(Stale { range: at..at + basis.order.len(), words })
}

/// Where a piece stands that was filled in otherwise than it would be now, what it says and what it would.
fn differing(text: &str, was: &str, now: &str) -> Option<(Range<usize>, String, String)> {
    let (old, new): (Vec<&str>, Vec<&str>) = (was.lines().collect(), now.lines().collect());
    let alike = old.len() == new.len();
    let pairs = old.iter().enumerate().filter(|(_, line)| !new.contains(line));
    pairs.into_iter().find_map(|(at, line)| {
        let beside = if alike { new.get(at).copied().unwrap_or_default() } else { "" };
        let (before, piece, is) = apart(line, beside);
        let whole = said(if piece.is_empty() { line } else { piece });
        if whole.is_empty() {
            return None;
        }
        // The word before it tells the piece from its like.
        let lead = before.rsplit_once(' ').map_or(before, |(_, word)| word);
        let from = text.find(&format!("{lead}{whole}")).map(|at| at + lead.len());
        let from = from.or_else(|| (before.is_empty() || whole.len() > 8).then(|| text.find(whole)).flatten())?;
        let is = if is.is_empty() { "another" } else { said(is) }.to_owned();
        Some((from..from + whole.len(), whole.to_owned(), is))
    })
}

/// The words of a piece, without what parts it from the next.
fn said(piece: &str) -> &str {
    piece.trim().trim_end_matches([',', '.', ';', ':', '!', '?'])
}

/// What two lines have alike before they differ, and the words in which they do.
fn apart<'a>(line: &'a str, beside: &'a str) -> (&'a str, &'a str, &'a str) {
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| {
        a.zip(b).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>()
    };
    let prefix = same(&mut line.chars(), &mut beside.chars());
    // Words are told whole.
    let prefix = line.get(..prefix).and_then(|head| head.rfind(' ')).map_or(0, |blank| blank + 1);
    let (head, tail) = line.split_at_checked(prefix).unwrap_or(("", line));
    let other = beside.get(prefix..).unwrap_or_default();
    let suffix = same(&mut tail.chars().rev(), &mut other.chars().rev());
    let suffix = tail.len().checked_sub(suffix).and_then(|from| tail.get(from..)?.find(' ').map(|at| from + at));
    let kept = suffix.map_or(0, |from| tail.len() - from);
    let cut = |text: &'a str| text.get(..text.len().saturating_sub(kept)).unwrap_or_default();
    (head, cut(tail), cut(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_told_in_whole_words() {
        let text = "Hello. It costs 31.90 EUR, as agreed.";
        let (at, was, is) =
            differing(text, "It costs 31.90 EUR, as agreed.", "It costs 29.90 EUR, as agreed.").unwrap();
        assert_eq!((text.get(at), was.as_str(), is.as_str()), (Some("31.90"), "31.90", "29.90"));
        assert_eq!(differing("It costs little.", "It costs 31.90 EUR.", "It costs 29.90 EUR."), None);
        assert_eq!(differing(text, "a\nb", "a\nb"), None);
    }

    #[test]
    fn a_name_is_told_whole() {
        let (at, was, is) = differing("Dear Katrin Vogel,", "Dear Katrin Vogel,", "Dear Nils Petersen,").unwrap();
        assert_eq!((at, was.as_str(), is.as_str()), (5..17, "Katrin Vogel", "Nils Petersen"));
    }
}
