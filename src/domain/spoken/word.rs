//! The words for verbs: what agents say for an action, and how words are matched with what they describe.

use super::token::Token;
use super::{Fit, Unclear};
use crate::domain::action::{VERBS, Verb};
use crate::domain::text;

/// What agents say for some actions, the usual word first. Every other is said by its name, word for word.
const SAID: &[(&str, &[&str])] = &[
    ("create_customer", &["new customer"]),
    ("change_customer", &["change customer"]),
    ("identify_customer", &["identify"]),
    ("close_contact", &["close"]),
    ("schedule_callback", &["promise", "callback"]),
    ("keep_callback", &["kept", "keep"]),
    ("cancel_order", &["cancel"]),
    ("change_order_address", &["address"]),
    ("change_order_payment", &["payment", "pay"]),
    ("change_order_items", &["change", "items"]),
    ("return_items", &["return"]),
    ("exchange_items", &["exchange", "swap"]),
];

/// Words that say nothing about what they stand beside.
const FILLERS: [&str; 14] =
    ["the", "a", "an", "one", "with", "my", "his", "her", "their", "that", "this", "order", "of", "item"];

/// The word for an action: `cancel`, `suspend account`.
#[must_use]
pub fn word(verb: &Verb) -> String {
    match synonyms(verb).first() {
        Some(word) => (*word).to_owned(),
        None => verb.name.replace('_', " "),
    }
}

fn synonyms(verb: &Verb) -> &'static [&'static str] {
    SAID.iter().find(|(name, _)| *name == verb.name).map(|(_, said)| *said).unwrap_or_default()
}

/// The verb of that word, as it stands at the beginning of a line.
#[must_use]
pub fn named(word: &str) -> Option<&'static Verb> {
    let words = text::words(word);
    said(&words).map(|(verb, _)| verb)
}

/// The verb at the beginning of an action, and how many of its words name it.
pub(super) fn verb(tokens: &[Token<'_>]) -> Result<(&'static Verb, usize), Unclear> {
    let words: Vec<String> = tokens.iter().map_while(|token| token.plain().map(text::fold)).take(4).collect();
    said(&words).ok_or_else(|| {
        let typed = words.first().map(String::as_str).unwrap_or_default();
        let begins = |verb: &&Verb| ways(verb).iter().any(|way| way.join(" ").starts_with(typed));
        let mut fits: Vec<Fit> =
            VERBS.iter().filter(begins).map(|verb| Fit::new(self::word(verb), verb.words)).collect();
        let wrong = if fits.is_empty() {
            fits = VERBS.iter().map(|verb| Fit::new(self::word(verb), verb.words)).collect();
            format!("`{typed}` is nothing that can be done")
        } else {
            "say what is to be done".to_owned()
        };
        Unclear::new(wrong, fits)
    })
}

/// The ways in which a verb is said, each as its words.
fn ways(verb: &Verb) -> Vec<Vec<String>> {
    let name = verb.name.replace('_', " ");
    let said = synonyms(verb).iter().copied().chain([verb.name, name.as_str()]);
    said.map(|way| way.split(' ').map(str::to_owned).collect()).collect()
}

/// The longest way of any verb with which the words begin; else the only verb whose name begins with the first of them.
fn said(words: &[String]) -> Option<(&'static Verb, usize)> {
    let all = || VERBS.iter().flat_map(|verb| ways(verb).into_iter().map(move |way| (verb, way)));
    let whole = all().filter(|(_, way)| words.starts_with(way)).max_by_key(|(_, way)| way.len());
    if let Some((verb, way)) = whole {
        return Some((verb, way.len()));
    }
    let first = words.first()?;
    let mut begun = VERBS.iter().filter(|verb| verb.name.split('_').next() == Some(first.as_str()));
    begun.next().filter(|_| begun.next().is_none()).map(|verb| (verb, 1))
}

/// The words of a text that say something.
pub(super) fn telling(said: &str) -> Vec<String> {
    let words = text::words(said);
    let telling: Vec<String> = words.iter().filter(|word| !FILLERS.contains(&word.as_str())).cloned().collect();
    if telling.is_empty() { words } else { telling }
}

/// How well words describe what has these words: each of them is one of them, or begins one, or is one letter off;
/// `None` when one is not.
pub(super) fn fit(said: &[String], of: &[String]) -> Option<usize> {
    let one = |said: &String| {
        let near = |word: &String| {
            let singular = said.strip_suffix("es").into_iter().chain(said.strip_suffix('s'));
            if word == said {
                Some(4)
            } else if word.starts_with(said.as_str()) {
                Some(3)
            } else if singular.into_iter().any(|stem| stem.len() >= 3 && word == stem) {
                Some(2)
            } else {
                let slip = said.chars().count() >= 5 && strsim::damerau_levenshtein(said, word) == 1;
                slip.then_some(1)
            }
        };
        of.iter().filter_map(near).max()
    };
    said.iter().map(one).sum()
}

/// Those that the words describe best; none where they describe nothing.
pub(super) fn best<T>(said: &str, all: impl IntoIterator<Item = (T, Vec<String>)>) -> Vec<T> {
    let said = telling(said);
    if said.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(usize, T)> =
        all.into_iter().filter_map(|(one, words)| Some((fit(&said, &words)?, one))).collect();
    let top = found.iter().map(|(score, _)| *score).max();
    found.retain(|(score, _)| Some(*score) == top);
    found.into_iter().map(|(_, one)| one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verb_is_said_in_its_own_word() {
        for verb in VERBS {
            assert_eq!(named(&word(verb)).unwrap().name, verb.name, "{}", word(verb));
            assert_eq!(named(verb.name).map(|found| found.name), Some(verb.name));
        }
        assert_eq!(named("dance"), None);
    }

    #[test]
    fn words_describe_by_their_beginnings_and_with_a_slip() {
        let of = text::words("Peg set, 12 pieces");
        let said = |said: &str| fit(&telling(said), &of).is_some();
        assert!(said("pegs") && said("the one with the peg") && said("peices") && said("12"));
        assert!(!said("tent") && !said("peg tent"));
    }
}
