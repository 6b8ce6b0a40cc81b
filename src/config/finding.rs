//! What is wrong in a file: the place, and what would be right there.

use std::fmt;

/// One thing that is wrong in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The name of the file as it was given.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong and what would be right.
    pub message: String,
}

impl Finding {
    /// A finding at that many bytes into the text of the file.
    pub(super) fn at(file: &str, text: &str, offset: usize, message: String) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        Self { file: file.to_owned(), line, column, message }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)
    }
}

/// The end of a sentence about a wrong word: `; did you mean …?` where a known word is near, and nothing else.
pub(super) fn did_you_mean<'w>(typed: &str, known: impl IntoIterator<Item = &'w str>) -> String {
    meant(typed, known).map(|word| format!("; did you mean `{word}`?")).unwrap_or_default()
}

/// The known word that was probably meant: the one that is fewest slips of the hand away, one for every three letters at
/// most.
fn meant<'w>(typed: &str, known: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    let typed = typed.to_lowercase();
    known
        .into_iter()
        .map(|word| (strsim::damerau_levenshtein(&typed, word), word))
        .filter(|(slips, word)| *slips <= word.chars().count().div_ceil(3))
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, word)| word)
}

/// Words as a sentence lists them: `auto, dark or light`.
pub(super) fn either(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [word] => (*word).to_owned(),
        [words @ .., last] => format!("{} or {last}", words.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_told_in_lines_and_characters() {
        let text = "shop = \"Ü\"\nthème = 1\n";
        let finding = Finding::at("config.toml", text, text.find("= 1").unwrap(), "wrong".to_owned());
        assert_eq!(finding.to_string(), "config.toml:2:7: wrong");
        assert_eq!(Finding::at("a", text, 0, String::new()).to_string(), "a:1:1: ");
        assert_eq!(Finding::at("a", text, 9_999, String::new()).line, 3);
    }

    #[test]
    fn the_nearest_word_is_meant_and_none_that_is_far() {
        let known = ["theme", "time_zone", "bell"];
        assert_eq!(meant("thmee", known), Some("theme"));
        assert_eq!(meant("Theme", known), Some("theme"));
        assert_eq!(meant("timezone", known), Some("time_zone"));
        assert_eq!(meant("colour", known), None);
    }

    #[test]
    fn words_are_listed_as_a_sentence_does() {
        assert_eq!(either(&["auto"]), "auto");
        assert_eq!(either(&["auto", "dark", "light"]), "auto, dark or light");
    }
}
