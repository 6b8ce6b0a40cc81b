//! Proofreading: what a text shall not be sent with. The rules are pure; whether a word is spelt right, whoever asks has a
//! dictionary for. Every mark stands between letters, whatever the text is.

mod article;
mod banned;
mod blank;
mod capital;
mod name;
mod promise;
mod repeated;
mod run;
mod spelling;

use std::fmt;
use std::ops::Range;

use unicode_segmentation::GraphemeCursor;

use super::fill::gaps;
use super::language;
use super::masked::masked;
use super::named::named;
pub use banned::Banned;
pub use name::{Name, Names};
pub use spelling::Vocabulary;

named! {
    /// A rule that a text is held to. Where two find fault with the same words, the earlier one speaks.
    Rule {
        /// Nothing is left to be filled in.
        Gap = "gap",
        /// The team does not say so.
        Banned = "banned",
        /// The name is this customer's.
        Name = "name",
        /// What is promised is promised for a time.
        Promise = "promise",
        /// No word stands twice.
        Repeated = "repeated",
        /// `a` and `an` stand where they belong.
        Article = "article",
        /// No blank stands before a comma or a full stop.
        Blank = "blank",
        /// A sentence begins with a capital.
        Capital = "capital",
    }
}

named! {
    /// What a text is for.
    Kind {
        /// It is sent to the customer.
        Reply = "reply",
        /// It is kept for the next agent.
        Note = "note",
    }
}

/// What the house wants of its texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HouseStyle {
    /// The texts in which spelling is looked at.
    pub spelling: Vec<Kind>,
    /// The rules that a reply is held to.
    pub rules: Vec<Rule>,
    /// Those without which it is not sent.
    pub refuses: Vec<Rule>,
    /// Words of the house that stand in no dictionary.
    pub words: Vec<String>,
    /// What the house does not say.
    pub banned: Vec<Banned>,
}

impl Default for HouseStyle {
    fn default() -> Self {
        let rules = Rule::ALL.iter().copied().filter(|rule| *rule != Rule::Capital).collect();
        Self { spelling: vec![Kind::Reply], rules, refuses: Vec::new(), words: Vec::new(), banned: Vec::new() }
    }
}

impl HouseStyle {
    /// Whether anything is looked at in such a text.
    #[must_use]
    pub fn reads(&self, kind: Kind) -> bool {
        self.spelling.contains(&kind) || kind == Kind::Reply && !self.active().is_empty()
    }

    /// The rules that are held to: what is refused is marked too.
    fn active(&self) -> Vec<Rule> {
        let active = |rule: &Rule| self.rules.contains(rule) || self.refuses.contains(rule);
        Rule::ALL.iter().copied().filter(active).collect()
    }
}

/// A text that is proofread.
#[derive(Clone, PartialEq, Eq)]
pub struct Manuscript {
    /// The text.
    pub text: String,
    /// What it is for.
    pub kind: Kind,
    /// Its language, as a BCP 47 tag.
    pub language: String,
    /// Whose matter it is, and whose it is not.
    pub names: Names,
}

impl fmt::Debug for Manuscript {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Manuscript({:?}, {:?}, {})", masked(&self.text), self.kind, self.language)
    }
}

impl Manuscript {
    /// The language without its country, such as `en`.
    fn tongue(&self) -> &str {
        language::code(&self.language)
    }
}

/// What is wrong with a part of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The word stands in no dictionary.
    Misspelt,
    /// A rule of the house is not kept.
    Against(Rule),
}

/// A part of a text with which something is wrong.
#[derive(Clone, PartialEq, Eq)]
pub struct Mark {
    /// The bytes of the text that it takes.
    pub range: Range<usize>,
    /// What is wrong.
    pub fault: Fault,
    /// What could stand there instead, as far as the rule knows.
    pub instead: Vec<String>,
}

impl fmt::Debug for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Mark({:?}, {:?}, {} instead)", self.range, self.fault, self.instead.len())
    }
}

impl Mark {
    fn new(range: Range<usize>, rule: Rule, instead: impl IntoIterator<Item = String>) -> Self {
        Self { range, fault: Fault::Against(rule), instead: instead.into_iter().collect() }
    }

    /// What is wrong, in words; `marked` is what stands there.
    #[must_use]
    pub fn words(&self, marked: &str) -> String {
        let rule = match self.fault {
            Fault::Misspelt => return format!("\"{marked}\" stands in no dictionary"),
            Fault::Against(rule) => rule,
        };
        match rule {
            Rule::Gap => format!("{marked} is to be filled in"),
            Rule::Banned => format!("the team does not say \"{marked}\""),
            Rule::Name => format!("\"{marked}\" is not this customer's name"),
            Rule::Promise => format!("\"{marked}\" is promised for no time: say by when"),
            Rule::Repeated => format!("\"{marked}\": the word stands twice"),
            Rule::Article => format!("\"{marked}\" takes the other article"),
            Rule::Blank => "a blank stands before the sign".to_owned(),
            Rule::Capital => format!("\"{marked}\" begins a sentence, with a small letter"),
        }
    }

    /// Whether it takes, or touches, the place so many bytes from the beginning.
    #[must_use]
    pub fn touches(&self, at: usize) -> bool {
        (self.range.start..=self.range.end).contains(&at)
    }
}

/// Everything that is wrong with a text, in its order; no two marks overlap. `is_right` tells whether a word of that
/// language is spelt right.
pub fn read(manuscript: &Manuscript, style: &HouseStyle, mut is_right: impl FnMut(&str, &str) -> bool) -> Vec<Mark> {
    let mut found = match manuscript.kind {
        Kind::Reply => style.active().into_iter().flat_map(|rule| broken(rule, manuscript, style)).collect(),
        Kind::Note => Vec::new(),
    };
    if style.spelling.contains(&manuscript.kind) {
        let words = spelling::words(&manuscript.text);
        let wrong = words.filter(|(_, word)| !is_right(&manuscript.language, word));
        found.extend(wrong.map(|(range, _)| Mark { range, fault: Fault::Misspelt, instead: Vec::new() }));
    }
    in_order(found, &manuscript.text)
}

/// The first mark for which a reply is not sent.
#[must_use]
pub fn refused(manuscript: &Manuscript, style: &HouseStyle) -> Option<Mark> {
    let broken = style.refuses.iter().flat_map(|rule| broken(*rule, manuscript, style)).collect();
    in_order(broken, &manuscript.text).into_iter().next()
}

fn broken(rule: Rule, manuscript: &Manuscript, style: &HouseStyle) -> Vec<Mark> {
    let (text, tongue) = (manuscript.text.as_str(), manuscript.tongue());
    match rule {
        Rule::Gap => gaps::all(text).map(|range| Mark::new(range, rule, None)).collect(),
        Rule::Banned => banned::marks(text, &style.banned),
        Rule::Name => name::marks(text, tongue, &manuscript.names),
        Rule::Promise => promise::marks(text, tongue),
        Rule::Repeated => repeated::marks(text, tongue),
        Rule::Article => article::marks(text, tongue),
        Rule::Blank => blank::marks(text, tongue),
        Rule::Capital => capital::marks(text),
    }
}

/// The marks in the order of the text: of those that overlap, the one that came first.
fn in_order(found: Vec<Mark>, text: &str) -> Vec<Mark> {
    let mut kept: Vec<Mark> = Vec::new();
    for mark in found.into_iter().filter(|mark| !mark.range.is_empty() && is_whole(text, &mark.range)) {
        let place = kept.partition_point(|other| other.range.start < mark.range.start);
        let before = place.checked_sub(1).and_then(|before| kept.get(before));
        let clear = before.is_none_or(|other| other.range.end <= mark.range.start)
            && kept.get(place).is_none_or(|other| mark.range.end <= other.range.start);
        if clear {
            kept.insert(place, mark);
        }
    }
    kept
}

/// Whether a part of the text begins and ends between letters.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let between = |at: usize| {
        text.is_char_boundary(at) && GraphemeCursor::new(at, text.len(), true).is_boundary(text, 0) == Ok(true)
    };
    between(range.start) && between(range.end)
}

/// The marks of a text that has become another since: those that the change did not touch, where they stand now.
#[must_use]
pub fn moved(marks: Vec<Mark>, old: &str, new: &str) -> Vec<Mark> {
    let same = |(a, b): &(char, char)| a == b;
    let length =
        |pairs: &mut dyn Iterator<Item = (char, char)>| pairs.take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let head: usize = length(&mut old.chars().zip(new.chars()));
    let (old_rest, new_rest) = (old.get(head..).unwrap_or_default(), new.get(head..).unwrap_or_default());
    let tail: usize = length(&mut old_rest.chars().rev().zip(new_rest.chars().rev()));
    let tail_begins = old.len() - tail;
    let goes_on = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let changed = new.get(head..new.len() - tail).unwrap_or_default();
    let kept = |mut mark: Mark| {
        let range = mark.range.clone();
        if range.end < head || range.end == head && !goes_on(new_rest.chars().next()) {
            return Some(mark);
        }
        let joined = range.start == tail_begins && goes_on(changed.chars().next_back());
        if range.start < tail_begins || joined {
            return None;
        }
        let at = |place: usize| place - tail_begins + new.len() - tail;
        mark.range = at(range.start)..at(range.end);
        Some(mark)
    };
    marks.into_iter().filter_map(kept).collect()
}

#[cfg(test)]
mod tests;
