//! Sentences that begin with a small letter.

use unicode_segmentation::UnicodeSegmentation;

use super::{Mark, Rule};

/// How long an abbreviation is: behind a full stop of one, no sentence begins.
const ABBREVIATION: usize = 4;

pub(super) fn marks(text: &str) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut end_before = 0;
    let mut before = "";
    for (at, word) in text.unicode_word_indices() {
        let between = text.get(end_before..at).unwrap_or_default();
        let is_first = end_before == 0 && at == between.len();
        let stopped = between.starts_with(['!', '?'])
            || between.starts_with('.') && before.chars().count() >= ABBREVIATION && !before.contains('.');
        let begins = is_first || stopped && between.contains(char::is_whitespace) || between.contains("\n\n");
        let is_small = word.chars().next().is_some_and(char::is_lowercase) && !word.contains(char::is_uppercase);
        let stands_alone = between.is_empty() || between.ends_with(char::is_whitespace);
        let is_word = word.chars().all(char::is_alphabetic) && !goes_on(text, at + word.len());
        if begins && is_small && stands_alone && is_word {
            marks.push(Mark::new(at..at + word.len(), Rule::Capital, [capital(word)]));
        }
        (end_before, before) = (at + word.len(), word);
    }
    marks
}

/// Whether the word is only the beginning of an address.
fn goes_on(text: &str, end: usize) -> bool {
    let mut rest = text.get(end..).unwrap_or_default().chars();
    let (sign, next) = (rest.next(), rest.next());
    sign.is_some_and(|sign| matches!(sign, '.' | '@' | ':' | '/' | '_')) && next.is_some_and(|c| !c.is_whitespace())
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
