//! The words of a library: how a text falls into words, which words are forms of one stem, and a number for each.
//! Knows nothing of answers; nothing is weighed here.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};
use serde::{Deserialize, Serialize};

use crate::domain::language;
use crate::domain::text::{self, is_unspaced};

use super::at;
use super::thesaurus::Thesaurus;

/// The number of a stem: what forms of one word have in common.
pub(super) type Stem = u32;

/// How many bytes a word has at most; what is longer is no word, and would only take up room.
const LONGEST: usize = 128;

/// The words of a text, folded, one after the other; where a script writes no blanks between words, its pairs of
/// neighbouring characters.
pub(super) fn each(text: &str, mut hear: impl FnMut(&str)) {
    for word in text::fold(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !word.is_ascii() && word.chars().any(is_unspaced) {
            for pair in pairs(word) {
                hear(&pair);
            }
        } else if word.len() <= LONGEST {
            hear(word);
        }
    }
}

/// The words of a text as [`each`] tells them.
pub(super) fn split(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    each(text, |word| found.push(word.to_owned()));
    found
}

/// Whether the last word of what was typed may go on: nothing stands behind it yet.
pub(super) fn is_open(typed: &str) -> bool {
    typed.chars().next_back().is_some_and(char::is_alphanumeric)
}

/// The pairs of neighbouring characters in a run without blanks; words of other scripts within it stay whole.
fn pairs(run: &str) -> Vec<String> {
    let characters: Vec<char> = run.chars().collect();
    let stretches = characters.chunk_by(|a, b| is_unspaced(*a) == is_unspaced(*b));
    stretches
        .flat_map(|stretch| {
            let width = if stretch.first().copied().is_some_and(is_unspaced) { 2 } else { LONGEST };
            stretch.windows(width.min(stretch.len())).map(String::from_iter).collect::<Vec<_>>()
        })
        .collect()
}

/// Every word that occurs in the library, with its stem.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Words {
    tongues: Vec<Tongue>,
    stems: HashMap<Box<str>, Stem>,
    sources: Vec<Source>,
    /// How many stems were only typed so far.
    typed: usize,
}

/// Where a word comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Source {
    /// Some answer holds it.
    Answers,
    /// It was only typed so far, and may be unfinished or misspelt.
    Picks,
}

/// The words of one language.
#[derive(Serialize, Deserialize)]
struct Tongue {
    algorithm: Option<Algorithm>,
    forms: HashMap<Box<str>, Stem>,
}

impl Tongue {
    fn stem(&self, word: &str) -> Box<str> {
        self.algorithm.map_or_else(|| word.into(), |algorithm| root(word, algorithm))
    }
}

/// What the forms of a word in a language have in common.
pub(super) fn root(word: &str, algorithm: Algorithm) -> Box<str> {
    Stemmer::create(algorithm).stem(word).into()
}

impl Words {
    /// The stem of a word in this language; `fresh` hears of every form that was not known.
    pub(super) fn learn(
        &mut self,
        word: &str,
        language: Language,
        source: Source,
        mut fresh: impl FnMut(&str, Stem),
    ) -> Stem {
        let Some(tongue) = self.tongues.iter_mut().find(|tongue| tongue.algorithm == language.0) else {
            self.tongues.push(Tongue { algorithm: language.0, forms: HashMap::new() });
            return self.learn(word, language, source, fresh);
        };
        let stem = if let Some(stem) = tongue.forms.get(word) {
            *stem
        } else {
            let next = Stem::try_from(self.stems.len()).unwrap_or(Stem::MAX);
            let stem = *self.stems.entry(tongue.stem(word)).or_insert(next);
            tongue.forms.insert(word.into(), stem);
            fresh(word, stem);
            stem
        };
        match self.sources.get_mut(at(stem)) {
            Some(known) if source == Source::Answers => {
                self.typed -= usize::from(*known == Source::Picks);
                *known = source;
            }
            Some(_) => {}
            None => {
                self.typed += usize::from(source == Source::Picks);
                self.sources.push(source);
            }
        }
        stem
    }

    /// How many stems were only typed so far.
    pub(super) fn typed(&self) -> usize {
        self.typed
    }

    /// Where a stem comes from.
    pub(super) fn source(&self, stem: Stem) -> Source {
        self.sources.get(at(stem)).copied().unwrap_or(Source::Picks)
    }

    /// What a typed word may be a form of: a stem for each language that knows the word or its stem.
    pub(super) fn stems(&self, word: &str) -> Vec<Stem> {
        let stem = |tongue: &Tongue| tongue.forms.get(word).or_else(|| self.stems.get(&tongue.stem(word))).copied();
        let mut found: Vec<Stem> = self.tongues.iter().filter_map(stem).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The stems of the words for the same as a word, in every language of the library.
    pub(super) fn synonyms(&self, word: &str) -> impl Iterator<Item = Stem> {
        let others =
            self.tongues.iter().filter_map(|tongue| Some((tongue.stem(word), Thesaurus::of(tongue.algorithm?)?)));
        others
            .flat_map(|(root, thesaurus)| thesaurus.synonyms(&root))
            .filter_map(|other| self.stems.get(other).copied())
    }

    /// How many stems there are; their numbers are below this.
    pub(super) fn len(&self) -> usize {
        self.stems.len()
    }
}

/// The language of a tag, however it is written.
pub(super) fn tongue(tag: &str) -> String {
    language::code(tag).to_ascii_lowercase()
}

/// How the words of a language are stemmed; one that nobody stems is taken as it is written.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Language(Option<Algorithm>);

impl Language {
    /// The language of a tag such as `en` or `pt-BR` (BCP 47); English when there is none.
    pub(super) fn tagged(tag: &str) -> Self {
        Self(match tongue(tag).as_str() {
            "" | "en" => Some(Algorithm::English),
            "ar" => Some(Algorithm::Arabic),
            "da" => Some(Algorithm::Danish),
            "nl" => Some(Algorithm::Dutch),
            "fi" => Some(Algorithm::Finnish),
            "fr" => Some(Algorithm::French),
            "de" => Some(Algorithm::German),
            "el" => Some(Algorithm::Greek),
            "hu" => Some(Algorithm::Hungarian),
            "it" => Some(Algorithm::Italian),
            "no" | "nb" | "nn" => Some(Algorithm::Norwegian),
            "pt" => Some(Algorithm::Portuguese),
            "ro" => Some(Algorithm::Romanian),
            "ru" => Some(Algorithm::Russian),
            "es" => Some(Algorithm::Spanish),
            "sv" => Some(Algorithm::Swedish),
            "ta" => Some(Algorithm::Tamil),
            "tr" => Some(Algorithm::Turkish),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_falls_into_folded_words() {
        assert_eq!(split("Où est ma Commande № 12-B?"), ["ou", "est", "ma", "commande", "no", "12", "b"]);
        assert!(split(" …!").is_empty());
        assert!(split(&"x".repeat(LONGEST + 1)).is_empty());
    }

    #[test]
    fn a_script_without_blanks_falls_into_pairs_of_characters() {
        assert_eq!(split("取消订单"), ["取消", "消订", "订单"]);
        assert_eq!(split("iPhoneの返品 退"), ["iphone", "の返", "返品", "退"]);
    }

    #[test]
    fn a_word_is_open_until_something_stands_behind_it() {
        assert!(is_open("track my or"));
        assert!(!is_open("track my order ") && !is_open("order?") && !is_open(""));
    }

    #[test]
    fn forms_of_a_word_share_its_stem_in_their_language() {
        let mut words = Words::default();
        let mut learn = |word, tag| words.learn(word, Language::tagged(tag), Source::Answers, |_, _| ());
        let stem = learn("cancelled", "en-GB");
        assert_eq!(learn("cancels", "en"), stem);
        assert_ne!(learn("cancels", "xx"), stem);
        assert_eq!(learn("bestellungen", "de"), learn("bestellung", "de"));
        assert_eq!(words.stems("cancelling"), [stem]);
        assert!(words.stems("refund").is_empty());
    }

    #[test]
    fn only_a_new_form_is_told() {
        let mut words = Words::default();
        let mut told = Vec::new();
        for word in ["order", "orders", "order"] {
            words.learn(word, Language::tagged(""), Source::Answers, |form, _| told.push(form.to_owned()));
        }
        assert_eq!(told, ["order", "orders"]);
        assert_eq!(words.len(), 1);
    }

    #[test]
    fn a_word_that_was_only_typed_counts_as_one_once_an_answer_holds_it() {
        let mut words = Words::default();
        let mut learn = |word, source| words.learn(word, Language::tagged(""), source, |_, _| ());
        let (typed, held) = (learn("refu", Source::Picks), learn("refund", Source::Answers));
        learn("refunds", Source::Picks);
        assert_eq!((words.source(typed), words.source(held)), (Source::Picks, Source::Answers));
        words.learn("refu", Language::tagged(""), Source::Answers, |_, _| ());
        assert_eq!(words.source(typed), Source::Answers);
    }
}
