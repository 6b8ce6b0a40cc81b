//! The digits of a text, run by run: a run is what may be one number, with blanks, dashes, dots or line breaks in it.

use super::code;
use super::issuer::{is_begun, is_card, is_usual};
use super::{HIDDEN, KEPT, LENGTHS};

/// How many characters may stand between two digits of one number.
const GAP: usize = 3;

/// The longest number of a telephone, in digits (E.164).
const TELEPHONE: usize = 15;

/// How many digits most numbers of cards have.
const USUAL: usize = 16;

/// From how many hidden digits on a number was one of a card.
const WAS_HIDDEN: usize = 8;

/// Where the decimal digits of the scripts begin that people type numbers in (Unicode, general category Nd).
const ZEROS: [char; 16] = [
    '0', '\u{660}', '\u{6f0}', '\u{7c0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{be6}', '\u{c66}', '\u{ce6}',
    '\u{d66}', '\u{e50}', '\u{ed0}', '\u{1040}', '\u{ff10}',
];

/// A digit in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    /// Where it begins, in bytes.
    pub at: usize,
    /// Where it ends.
    pub end: usize,
    /// Its value; none where it was hidden before.
    value: Option<u8>,
    /// Whether it stands right beside the one before it.
    glued: Glued,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Glued {
    Yes,
    No,
}

/// What may be one number, or several beside each other.
#[derive(Debug)]
pub(super) struct Run {
    units: Vec<Unit>,
    /// Whether it begins with a plus sign, as numbers of telephones do.
    plus: bool,
}

/// What stands before a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// A word for it.
    Word,
    /// The number of a card.
    Card,
}

/// A number of which the beginning was hidden as a code.
#[derive(Debug)]
pub(super) struct Grown {
    /// Where it ends.
    pub end: usize,
    /// Where the digits are that are to be hidden.
    pub hidden: Vec<usize>,
}

/// The value of a digit of any script.
pub(super) fn value(c: char) -> Option<u8> {
    if c.is_ascii() {
        return c.to_digit(10).and_then(|value| u8::try_from(value).ok());
    }
    let above = |zero: char| u32::from(c).checked_sub(u32::from(zero)).filter(|value| *value < 10);
    ZEROS.iter().find_map(|zero| above(*zero)).and_then(|value| u8::try_from(value).ok())
}

/// Whether a text has so many digits, hidden ones included.
pub(super) fn are_at_least(text: &str, count: usize) -> bool {
    // A digit of another script takes several bytes, of which the first is none of a plain letter.
    let may_be = text.bytes().filter(|byte| byte.is_ascii_digit() || *byte >= 0xc0);
    may_be.take(count).count() == count
}

fn separates(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '-' | '.' | '_' | '·' | '\u{ad}' | '\u{2010}'
                ..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{ff0d}' | '\u{ff0e}'
        )
}

/// The runs of a text, in order.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut open = false;
    let (mut gap, mut plus) = (0, false);
    for (at, c) in text.char_indices() {
        let digit = value(c);
        if digit.is_none() && c != HIDDEN {
            gap += 1;
            open &= separates(c) && gap <= GAP;
            plus = matches!(c, '+' | '\u{ff0b}') || plus && c == '(';
            continue;
        }
        // What was hidden before is no part of the digits beside it.
        let alike =
            runs.last().and_then(|run| run.units.last()).is_some_and(|last| last.value.is_some() == digit.is_some());
        let glued = if open && gap == 0 && alike { Glued::Yes } else { Glued::No };
        let unit = Unit { at, end: at + c.len_utf8(), value: digit, glued };
        match runs.last_mut() {
            Some(run) if open => run.units.push(unit),
            _ => runs.push(Run { units: vec![unit], plus }),
        }
        (open, gap, plus) = (true, 0, false);
    }
    runs
}

impl Run {
    /// The numbers of cards in it, each with all its digits.
    pub(super) fn cards(&self) -> Vec<&[Unit]> {
        let telephone = self.plus && self.units.len() <= TELEPHONE;
        let mut cards = Vec::new();
        let mut from = 0;
        while from < self.units.len() {
            let plain = || LENGTHS.rev().filter(|_| !telephone).find_map(|length| self.card(from, length));
            let card = self.hidden_before(from).or_else(plain);
            from += card.map_or(1, <[Unit]>::len);
            cards.extend(card);
        }
        cards
    }

    /// The units from `from` on, if they are whole groups and the number of a card.
    fn card(&self, from: usize, length: usize) -> Option<&[Unit]> {
        let units = self.units.get(from..from + length)?;
        let whole = |unit: Option<&Unit>| unit.is_none_or(|unit| unit.glued == Glued::No);
        if !whole(units.first()) || !whole(self.units.get(from + length)) {
            return None;
        }
        let digits: Vec<u8> = units.iter().filter_map(|unit| unit.value).collect();
        let groups = groups(units);
        let alone = length == self.units.len();
        (digits.len() == length && (alone || is_usual(&groups)) && is_card(&digits, &groups)).then_some(units)
    }

    /// A number that begins at `from`, was hidden while it was typed, and goes on: what now are its last digits stay.
    fn hidden_before(&self, from: usize) -> Option<&[Unit]> {
        let units = self.units.get(from..)?;
        let hidden = units.iter().take(*LENGTHS.end()).take_while(|unit| unit.value.is_none()).count();
        let kept = hidden + KEPT;
        let goes_on = |upto: &usize| {
            let next = units.get(*upto).filter(|next| next.value.is_some());
            let short = || *upto < USUAL && is_begun(&pieces(units.get(..*upto).unwrap_or_default()));
            next.is_some_and(|next| next.glued == Glued::Yes || short())
        };
        let end = (kept..=units.len()).find(|upto| !goes_on(upto))?;
        units.get(..end).filter(|number| hidden >= WAS_HIDDEN && number.len() <= *LENGTHS.end())
    }
}

/// What became of a code that was hidden at `place` when no more than it was typed: a code with one more digit, or the number
/// of a card, with as many digits as it may have, of which those stay that are the last for now.
pub(super) fn grown(text: &str, place: usize, before: Before) -> Option<Grown> {
    let rest = text.get(place..)?;
    let near = rest.char_indices().nth(LENGTHS.end() * (GAP + 1)).map_or(rest.len(), |(at, _)| at);
    let run = runs(rest.get(..near)?).into_iter().next()?;
    let units = run.units.get(..run.units.len().min(*LENGTHS.end()))?;
    let pieces = pieces(units);
    let hidden = units.iter().take_while(|unit| unit.value.is_none()).count();
    let first = pieces.first().copied()?;
    let parted = || units.get(first - 1).zip(units.get(first)).and_then(|(last, next)| rest.get(last.end..next.at));
    let is_number = || {
        let same_line = before == Before::Word && parted().is_some_and(|gap| !gap.contains('\n'));
        hidden != first || hidden > code::LONGEST || same_line || is_usual(&pieces)
    };
    let last = if first == code::LONGEST && hidden == code::SHORTEST && !goes_on(rest, units.get(first - 1)?.end) {
        first
    } else if LENGTHS.contains(&units.len()) && is_number() {
        units.len() - KEPT
    } else {
        return None;
    };
    Some(Grown {
        end: place + units.last()?.end,
        hidden: units.iter().take(last).map(|unit| place + unit.at).collect(),
    })
}

/// Whether a letter stands at a place.
fn goes_on(text: &str, at: usize) -> bool {
    text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric)
}

/// How many digits stand right beside each other, group by group, hidden ones or not.
fn pieces(units: &[Unit]) -> Vec<usize> {
    units.chunk_by(|unit, next| unit.end == next.at).map(<[Unit]>::len).collect()
}

/// How many digits stand right beside each other, group by group.
fn groups(units: &[Unit]) -> Vec<usize> {
    let mut groups = Vec::new();
    for unit in units {
        match groups.last_mut() {
            Some(group) if unit.glued == Glued::Yes => *group += 1,
            _ => groups.push(1),
        }
    }
    groups
}
