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

/// How often a text is looked through. What people write needs three looks at most: a code, the number it turns out to
/// begin, and what stands beside that.
const LOOKS: usize = 12;

/// The text with every card number in it hidden but for the last four digits, and with every security code hidden. Each
/// hidden digit is one character, so that a cursor keeps its place. What was guarded stays as it is when it is guarded again.
#[must_use]
pub fn guard(text: &str) -> Cow<'_, str> {
    let Some(mut guarded) = look(text) else { return Cow::Borrowed(text) };
    for _ in 0..LOOKS {
        let Some(more) = look(&guarded) else { return Cow::Owned(guarded) };
        guarded = more;
    }
    // A text that was made to be looked through for ever keeps no digit.
    Cow::Owned(guarded.chars().map(|c| if digits::value(c).is_some() { HIDDEN } else { c }).collect())
}

/// The text with what is to be hidden in it; `None` where nothing is that was not hidden before.
fn look(text: &str) -> Option<String> {
    if !digits::are_at_least(text, code::SHORTEST) {
        return None;
    }
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
    hidden.extend(code::beside(text, &cards));
    hidden.sort_unstable();
    let guarded = |(at, c)| if hidden.binary_search(&at).is_ok() { HIDDEN } else { c };
    (!hidden.is_empty()).then(|| text.char_indices().map(guarded).collect()).filter(|guarded: &String| guarded != text)
}

#[cfg(test)]
mod tests;
