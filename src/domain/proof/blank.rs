//! Blanks before a sign that follows its word without one. French sets them before high signs, and only there.

use super::{Mark, Rule};

pub(super) fn marks(text: &str, tongue: &str) -> Vec<Mark> {
    let low = |sign: char| matches!(sign, ',' | '.');
    let high = |sign: char| matches!(sign, '!' | '?' | ';' | ':');
    let mut marks = Vec::new();
    let mut begun: Option<usize> = None;
    let mut before = None;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        if c == ' ' {
            begun = begun.or(Some(at));
            continue;
        }
        // What goes on behind the sign is none of a sentence: an ellipsis, a smile, the name of a file.
        let ends = letters.peek().is_none_or(|(_, next)| next.is_whitespace());
        let wanted = low(c) || high(c) && tongue != "fr";
        let follows_word = before.is_some_and(|before: char| before.is_alphanumeric() || matches!(before, ')' | '"'));
        if let Some(from) = begun.take().filter(|_| wanted && ends && follows_word) {
            marks.push(Mark::new(from..at + c.len_utf8(), Rule::Blank, [c.to_string()]));
        }
        before = Some(c);
    }
    marks
}
