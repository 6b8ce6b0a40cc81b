//! The security code of a card: three or four digits after a word for it, or right after the number and the month it
//! expires in.

use super::HIDDEN;
use super::digits::{self, Before, value};
use crate::domain::text::{fold, words};

/// How many digits a code has at least.
pub(super) const SHORTEST: usize = 3;

/// How many it has at most.
pub(super) const LONGEST: usize = 4;

/// How many characters may stand before the code.
const BESIDE: usize = 16;

/// The words that may stand between the word for it and the code.
const FILLERS: [&str; 12] = ["is", "ist", "est", "es", "e", "was", "number", "nummer", "code", "no", "nr", "the"];

/// The words for it, folded.
const WORDS: [&str; 22] = [
    "cvv",
    "cvc",
    "cvn",
    "csc",
    "cvd",
    "card code",
    "security code",
    "security number",
    "verification code",
    "verification value",
    "verification number",
    "prufziffer",
    "prufnummer",
    "sicherheitscode",
    "sicherheitsnummer",
    "cryptogramme",
    "code de securite",
    "codigo de seguridad",
    "codigo de seguranca",
    "codice di sicurezza",
    "beveiligingscode",
    "kod bezpieczenstwa",
];

/// A word that means it only beside a card's number; elsewhere it is short for other things.
const ONLY_WITH_CARD: &str = "cid";

/// Where the digits are of every code in a text whose cards' numbers end at `cards`, and of every number that began like a
/// code when it was typed.
pub(super) fn beside(text: &str, cards: &[usize]) -> Vec<usize> {
    let words = after_words(text, !cards.is_empty()).into_iter().map(|place| (place, Before::Word));
    let mut all: Vec<_> = words.chain(cards.iter().map(|end| (*end, Before::Card))).collect();
    all.sort_unstable_by_key(|(at, _)| *at);
    let mut found: Vec<usize> = Vec::new();
    let mut grown_until = 0;
    for (at, before) in all {
        let place = match before {
            Before::Word => at,
            // Of a number that is still being typed a part may look like a whole one.
            Before::Card if at <= grown_until => continue,
            Before::Card => after_card(text, at),
        };
        if !text.get(place..).unwrap_or_default().starts_with(HIDDEN) {
            found.extend(digits_at(text, place, SHORTEST..=LONGEST));
        } else if let Some(number) = digits::grown(text, place, before) {
            found.extend(number.hidden);
            grown_until = number.end;
        }
    }
    found
}

/// The places where a code may begin that follows a word for it.
fn after_words(text: &str, beside_card: bool) -> Vec<usize> {
    // Each character of the folded text, with the place in the text that it came from.
    let mut folded = String::new();
    let mut places = Vec::new();
    for (at, c) in text.char_indices() {
        let begun = folded.len();
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else {
            folded.push_str(&fold(c.encode_utf8(&mut [0; 4])));
        }
        places.extend(std::iter::repeat_n(at + c.len_utf8(), folded.len() - begun));
    }
    let names = WORDS.iter().chain(beside_card.then_some(&ONLY_WITH_CARD));
    let ends = names.flat_map(|word| folded.match_indices(word).map(|(at, found)| at + found.len()));
    let is_digit = |c: char| value(c).is_some() || c == HIDDEN;
    let begins = ends.filter_map(|end| places.get(end - 1)).filter_map(|end| {
        // "CVV2" and its like: the digit belongs to the word.
        let rest = text.get(*end..).unwrap_or_default();
        let skipped = rest.starts_with('2') && rest.chars().nth(1).is_none_or(|c| !is_digit(c));
        let from = end + usize::from(skipped);
        let rest = text.get(from..).unwrap_or_default();
        let between: String = rest.chars().take(BESIDE).take_while(|c| !is_digit(*c)).collect();
        words(&between).iter().all(|word| FILLERS.contains(&word.as_str())).then_some(from + between.len())
    });
    begins.collect()
}

/// The place where a code may begin that follows a card's number, which ends at `end`, with or without the month of expiry
/// between them; the end of the text where nothing parts them.
fn after_card(text: &str, end: usize) -> usize {
    let first = past_gap(text, end);
    let month = digits_at(text, first, 1..=2);
    let parted = month.last().map(|last| after(text, *last)).filter(|at| {
        let rest = text.get(*at..).unwrap_or_default();
        rest.starts_with(['/', '-', '.', ' '])
    });
    let year = parted.map(|at| digits_at(text, at + 1, 2..=4)).unwrap_or_default();
    let code = year.last().map_or(first, |last| past_gap(text, after(text, *last)));
    if code == end { text.len() } else { code }
}

/// The place after the character at `at`.
fn after(text: &str, at: usize) -> usize {
    at + text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8)
}

/// The place after blanks and marks.
fn past_gap(text: &str, from: usize) -> usize {
    let gap = text.get(from..).unwrap_or_default().chars().take(BESIDE);
    let gap = gap.take_while(|c| c.is_whitespace() || matches!(c, ',' | ';' | '/' | '|' | '-' | '(' | ':'));
    from + gap.map(char::len_utf8).sum::<usize>()
}

/// The places of the digits from `from` on, where they are so many and no letter or digit stands beside them.
fn digits_at(text: &str, from: usize, count: std::ops::RangeInclusive<usize>) -> Vec<usize> {
    let rest = text.get(from..).unwrap_or_default();
    let places: Vec<usize> =
        rest.char_indices().take_while(|(_, c)| value(*c).is_some()).map(|(at, _)| from + at).collect();
    let after = rest.chars().nth(places.len());
    let stands_alone = !after.is_some_and(|c| c.is_alphanumeric() || c == HIDDEN);
    if stands_alone && count.contains(&places.len()) { places } else { Vec::new() }
}
