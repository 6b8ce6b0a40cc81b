//! Whether a word is spelt right, by the Hunspell dictionaries that the system has. One is read when its first word is
//! asked for, and stays; without one every word is right.

mod place;

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use encoding_rs::{Encoding, UTF_8};
use spellbook::Dictionary;
use thiserror::Error;

pub use self::place::package;
use crate::domain::phone::Region;

/// How many suggestions are made for a word.
pub const SUGGESTED: usize = 5;

/// How much of an affix file is searched for the name of its encoding, in bytes.
const HEAD: usize = 4_096;

/// Why a dictionary that is there cannot be used.
#[derive(Debug, Error)]
pub enum SpellingError {
    /// A file of it cannot be read.
    #[error("cannot read the dictionary `{}`; see that you may read it", file.display())]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// What the system says.
        #[source]
        cause: std::io::Error,
    },
    /// What stands in it is no dictionary.
    #[error("`{}` is no dictionary of Hunspell ({what}); install it anew", file.display())]
    Broken {
        /// The affix file.
        file: PathBuf,
        /// What is wrong, and where.
        what: String,
    },
}

/// The dictionaries of a machine.
pub struct Dictionaries {
    folders: Vec<PathBuf>,
    region: Option<Region>,
    /// Where the dictionary of each language lies that was asked for.
    found: HashMap<String, Option<PathBuf>>,
    read: HashMap<PathBuf, Option<Dictionary>>,
}

impl Dictionaries {
    /// Those in `folder`, or else where systems keep them. Of several countries the house's own comes first.
    #[must_use]
    pub fn new(folder: Option<&Path>, region: Region) -> Self {
        let folders = folder.map_or_else(place::usual, |folder| vec![folder.to_owned()]);
        Self { folders, region: Some(region), ..Self::none() }
    }

    /// No dictionaries: every word is right.
    #[must_use]
    pub fn none() -> Self {
        Self { folders: Vec::new(), region: None, found: HashMap::new(), read: HashMap::new() }
    }

    /// The folders that are looked in.
    #[must_use]
    pub fn folders(&self) -> &[PathBuf] {
        &self.folders
    }

    /// The affix file of the dictionary for a language, as a BCP 47 tag; `None` where there is none.
    #[must_use]
    pub fn find(&self, language: &str) -> Option<PathBuf> {
        place::find(&self.folders, language, self.region)
    }

    /// Whether a word of that language is spelt right.
    pub fn is_right(&mut self, language: &str, word: &str) -> bool {
        let word = word.replace(['’', 'ʼ'], "'");
        self.of(language).is_none_or(|dictionary| dictionary.check(&word))
    }

    /// What may have been meant by a word, the likeliest first.
    pub fn suggest(&mut self, language: &str, word: &str) -> Vec<String> {
        let mut suggested = Vec::new();
        if let Some(dictionary) = self.of(language) {
            dictionary.suggest(word, &mut suggested);
        }
        suggested.truncate(SUGGESTED);
        suggested
    }

    /// The dictionary of a language, looked for and read once.
    fn of(&mut self, language: &str) -> Option<&Dictionary> {
        if !self.found.contains_key(language) {
            self.found.insert(language.to_owned(), self.find(language));
        }
        let affixes = self.found.get(language)?.as_ref()?;
        if !self.read.contains_key(affixes) {
            let read = open(affixes).inspect_err(|error| tracing::warn!(%error, "a dictionary cannot be used"));
            self.read.insert(affixes.clone(), read.ok());
        }
        self.read.get(affixes)?.as_ref()
    }
}

/// Reads a dictionary: the affix file, and the words beside it.
///
/// # Errors
/// When one of them cannot be read, or is none.
pub fn open(affixes: &Path) -> Result<Dictionary, SpellingError> {
    let read = |file: &Path| fs::read(file).map_err(|cause| SpellingError::Unreadable { file: file.to_owned(), cause });
    let (rules, words) = (read(affixes)?, read(&affixes.with_extension("dic"))?);
    let encoding = encoding(&rules);
    let (rules, words) = (encoding.decode(&rules).0, encoding.decode(&words).0);
    Dictionary::new(&rules, &words)
        .map_err(|error| SpellingError::Broken { file: affixes.to_owned(), what: error.to_string() })
}

/// The encoding that an affix file names, such as `SET ISO8859-15`; both files of a dictionary have it.
fn encoding(affixes: &[u8]) -> &'static Encoding {
    let head = String::from_utf8_lossy(affixes.get(..HEAD).unwrap_or(affixes));
    let mut lines = head.lines().map(|line| line.trim_start_matches('\u{feff}').trim());
    let named = lines.find_map(|line| line.strip_prefix("SET ")).unwrap_or_default().trim();
    let label = named.trim_start_matches("microsoft-").trim_end_matches("-2533");
    Encoding::for_label(label.as_bytes()).unwrap_or(UTF_8)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A few words of English, written for these tests.
    fn dictionaries() -> Dictionaries {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spelling");
        Dictionaries::new(Some(&folder), Region::US)
    }

    #[test]
    fn a_word_is_right_where_the_dictionary_has_it_in_any_form() {
        let mut words = dictionaries();
        for right in ["parcel", "Parcels", "receive", "received", "don't", "don’t", "unhappy", "PARCEL"] {
            assert!(words.is_right("en", right), "{right}");
        }
        assert!(["recieve", "parcell", "unparcel"].iter().all(|wrong| !words.is_right("en-GB", wrong)));
    }

    #[test]
    fn what_was_meant_is_suggested() {
        let suggested = dictionaries().suggest("en", "recieve");
        assert_eq!(suggested.first().map(String::as_str), Some("receive"), "{suggested:?}");
        assert!(suggested.len() <= SUGGESTED);
    }

    #[test]
    fn a_dictionary_is_read_in_its_own_encoding() {
        let mut words = dictionaries();
        assert!(words.is_right("de", "Größe") && words.is_right("de-AT", "grün"));
        assert!(!words.is_right("de", "Groesse"));
    }

    #[test]
    fn without_a_dictionary_every_word_is_right() {
        let mut words = dictionaries();
        assert!(words.is_right("fr", "teh") && words.suggest("fr", "teh").is_empty());
        assert!(Dictionaries::none().is_right("en", "teh"));
    }

    #[test]
    fn a_file_that_is_no_dictionary_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let affixes = folder.path().join("en_US.aff");
        assert!(open(&affixes).unwrap_err().to_string().starts_with("cannot read the dictionary"));
        fs::write(&affixes, "SFX A Y 1\nnonsense\n").unwrap();
        fs::write(folder.path().join("en_US.dic"), "many\nwords").unwrap();
        assert!(open(&affixes).unwrap_err().to_string().contains("is no dictionary of Hunspell"));
        assert!(Dictionaries::new(Some(folder.path()), Region::US).is_right("en", "teh"));
    }
}
