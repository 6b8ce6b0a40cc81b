//! The door through which every text from outside comes in, and the folding by which texts are compared.

use std::borrow::Cow;
use std::ops::Range;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::card::guard;

/// How a text may be laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Layout {
    /// One line: line breaks and tabs become blanks.
    Line,
    /// Several lines: line breaks stay, tabs become blanks.
    Block,
}

/// A JSON value as people read it: a text without its quotes.
#[must_use]
pub fn value_words(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A text from outside, fit to be stored and drawn: composed (NFC), without control characters, escape sequences or
/// overrides of the writing direction, and without blanks at its ends.
#[must_use]
pub fn clean(text: &str, layout: Layout) -> String {
    // Nearly every text of a large file is plain already.
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return text.trim().to_owned();
    }
    let mut kept = String::with_capacity(text.len());
    let mut escape = Escape::Outside;
    for c in text.nfc() {
        escape = escape.after(c);
        match c {
            _ if escape != Escape::Outside => {}
            '\n' if layout == Layout::Block => kept.push('\n'),
            '\n' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}' => kept.push(' '),
            c if c.is_control() || is_invisible(c) => {}
            c => kept.push(c),
        }
    }
    let trimmed = kept.trim();
    if trimmed.len() == kept.len() { kept } else { trimmed.to_owned() }
}

/// The words of a person, fit to be stored and drawn: [`clean`], and without the number of a card. References, numbers of
/// parcels and the like are no words; they are only cleaned.
#[must_use]
pub fn prose(text: &str, layout: Layout) -> String {
    let cleaned = clean(text, layout);
    match guard(&cleaned) {
        Cow::Borrowed(_) => cleaned,
        Cow::Owned(guarded) => guarded,
    }
}

/// Reads one line of a person's words where a record or an action comes in: [`prose`], for serde.
///
/// # Errors
/// When it is no text.
pub fn line<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    Ok(prose(&String::deserialize(deserializer)?, Layout::Line))
}

/// Where a text stands within a terminal's escape sequence (ECMA-48, 5.4 and 8.3).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Escape {
    Outside,
    Begun,
    Control,
    Command,
    Ended,
}

impl Escape {
    fn after(self, c: char) -> Self {
        match (self, c) {
            (_, '\u{1b}') => Self::Begun,
            (_, '\u{9b}') | (Self::Begun, '[') => Self::Control,
            (_, '\u{9d}' | '\u{90}') | (Self::Begun, ']' | 'P' | '^' | '_' | 'X') => Self::Command,
            (Self::Begun, _) | (Self::Control, '\u{40}'..='\u{7e}') | (Self::Command, '\u{7}' | '\u{9c}') => {
                Self::Ended
            }
            (Self::Command | Self::Control, '\n') | (Self::Outside | Self::Ended, _) => Self::Outside,
            (Self::Control | Self::Command, _) => self,
        }
    }
}

/// Characters that show nothing and change what stands beside them: overrides and isolates of direction (Unicode
/// Annex 9), marks of no width, tags.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The form by which texts are compared: compatibility forms undone, without accents, in small letters, and with `ß`,
/// `ø`, `ł` and their like as the letters people type for them.
#[must_use]
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            '’' | 'ʼ' => folded.push('\''),
            c if is_combining_mark(c) => {}
            c => folded.push(c),
        }
    }
    folded
}

/// How many letters of a word count.
const LONGEST_WORD: usize = 100;

/// The folded words of a text: runs of letters and digits, of a very long one the beginning.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| word.chars().take(LONGEST_WORD).collect()).collect()
}

/// Whether a letter is of a script that sets no blanks between words: Thai, Lao, Myanmar, Khmer, Kana and Han.
#[must_use]
pub const fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// The form by which references are compared: folded, without `#` and blanks.
#[must_use]
pub fn fold_reference(reference: &str) -> String {
    fold(reference).chars().filter(|c| !c.is_whitespace() && *c != '#').collect()
}

/// The sentences of a text: they end with a line, or with a full stop and the like before a blank.
#[must_use]
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut from = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let ends = matches!(c, '.' | '!' | '?' | '…') && letters.peek().is_none_or(|(_, next)| next.is_whitespace());
        if ends || matches!(c, '\n' | '。' | '！' | '？') {
            let end = at + c.len_utf8();
            sentences.push(from..end);
            from = end;
        }
    }
    sentences.push(from..text.len());
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_sequence_leaves_nothing_behind() {
        assert_eq!(clean("Eve \u{1b}[31mred\u{1b}[0m", Layout::Line), "Eve red");
        assert_eq!(clean("a\u{1b}]0;title\u{7}b", Layout::Line), "ab");
        assert_eq!(clean("a\u{1b}]52;c;eA==\u{1b}\\b", Layout::Line), "ab");
    }

    #[test]
    fn direction_overrides_and_control_characters_are_dropped() {
        assert_eq!(clean("\u{202e}evil\u{202c}\0\u{8}", Layout::Line), "evil");
    }

    #[test]
    fn a_line_break_stays_only_where_there_are_lines() {
        assert_eq!(clean(" one\r\ntwo\n", Layout::Block), "one\ntwo");
        assert_eq!(clean("one\ntwo\tthree", Layout::Line), "one two three");
    }

    #[test]
    fn names_fold_to_what_people_type() {
        assert_eq!(fold("Zoë Ångström-Weiß"), "zoe angstrom-weiss");
        assert_eq!(fold("ＬＩ Łukasz"), "li lukasz");
        assert_eq!(words("O'Brien, Mary-Ann"), ["o", "brien", "mary", "ann"]);
        assert_eq!(fold_reference("# W 123"), "w123");
    }
}
