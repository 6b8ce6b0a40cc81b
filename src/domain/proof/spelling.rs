//! Which words of a text are looked up in a dictionary, and which are known without one.

use std::collections::BTreeSet;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::text::{is_unspaced, words as folded};

/// A word longer than this many bytes is none of a language.
const LONGEST: usize = 100;

/// The words of a text that stand in a dictionary if they are right. No numbers, references, addresses of mail and web,
/// abbreviations in capitals and gaps are among them, and nothing of the scripts that set no blanks between words.
pub(super) fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let pieces = text.split_word_bounds().scan(0, |at, piece| {
        let from = *at;
        *at += piece.len();
        Some((from, piece))
    });
    // Word boundaries part what blanks hold together, such as an address; whatever is none of prose goes as a whole.
    let mut chunks: Vec<(usize, usize)> = Vec::new();
    for (at, piece) in pieces {
        let blank = piece.chars().all(char::is_whitespace);
        match chunks.last_mut().filter(|(_, end)| *end == at && !blank) {
            Some((_, end)) => *end = at + piece.len(),
            None if blank => {}
            None => chunks.push((at, at + piece.len())),
        }
    }
    let prose = chunks.into_iter().filter_map(move |(from, end)| Some((from, text.get(from..end)?)));
    prose.filter(|(_, chunk)| is_prose(chunk)).flat_map(|(from, chunk)| {
        let words = chunk.unicode_word_indices().map(move |(at, word)| (from + at..from + at + word.len(), word));
        words.filter(|(_, word)| is_word(word))
    })
}

/// Whether what stands between two blanks is made of words.
fn is_prose(chunk: &str) -> bool {
    let inner = chunk.trim_matches(|c: char| !c.is_alphanumeric());
    let dotted = inner.split(['.', '…']).filter(|part| part.chars().next().is_some_and(char::is_lowercase)).count() > 1;
    !(dotted && inner.contains('.')
        || chunk.contains(['@', '\\', '_', '[', '{', '<', '#', '•'])
        || inner.contains("://")
        || inner.contains(char::is_numeric))
}

fn is_word(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let has_two = letters.clone().nth(1).is_some();
    let in_capitals = letters.all(char::is_uppercase);
    has_two && !in_capitals && word.len() <= LONGEST && !word.chars().any(is_unspaced)
}

/// Words that are known without a dictionary: names, goods, what the house says and what was learned. However they are
/// written, they are known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary(BTreeSet<String>);

impl Vocabulary {
    /// The words of these texts.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self(texts.into_iter().flat_map(folded).collect())
    }

    /// Whether a word is among them, or made of them, or the possessive of one.
    #[must_use]
    pub fn knows(&self, word: &str) -> bool {
        let mut parts = folded(word);
        if parts.len() > 1 && parts.last().is_some_and(|last| last == "s") {
            parts.pop();
        }
        !parts.is_empty() && parts.iter().all(|part| self.0.contains(part))
    }
}
