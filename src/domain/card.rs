//! The guard against card numbers: whatever people write into a text, no payment card's number stays in it, only its last
//! four digits, and no security code. It knows texts alone; who must ask it is the door in [`super::text`].

use std::borrow::Cow;

mod code;
mod digits;
mod issuer;

/// What stands in the place of a digit that is hidden.
pub const HIDDEN: char = '•';

/// The fewest and the most digits of a card number (ISO/IEC 7812-1).
const LENGTHS: std::ops::RangeInclusive<usize> = 12..=19;

/// How many digits of a card number stay.
const KEPT: usize = 4;

/// The text with every card number in it hidden but for the last four digits, and with every security code hidden. Each
/// hidden digit is one character, so that a cursor keeps its place.
#[must_use]
pub fn guard(text: &str) -> Cow<'_, str> {
    let mut hidden = Vec::new();
    let mut cards = Vec::new();
    if digits::are_at_least(text, *LENGTHS.start()) {
        for run in digits::runs(text) {
            for card in run.cards() {
                hidden.extend(card.iter().take(card.len().saturating_sub(KEPT)).map(|unit| unit.at));
                cards.extend(card.last().map(|unit| unit.end));
            }
        }
    }
    if digits::are_at_least(text, code::SHORTEST) {
        hidden.extend(code::after_words(text, !cards.is_empty()));
        hidden.extend(cards.iter().flat_map(|end| code::after_card(text, *end)));
    }
    if hidden.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(without(text, &hidden)) }
}

/// The text with the characters that begin at these places hidden.
fn without(text: &str, hidden: &[usize]) -> String {
    text.char_indices().map(|(at, c)| if hidden.contains(&at) { HIDDEN } else { c }).collect()
}

#[cfg(test)]
mod tests;
