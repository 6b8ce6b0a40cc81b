//! The words of a library: how a text falls into words, which words are forms of one stem, and a number for each.
//! Knows nothing of answers; nothing is weighed here.

use std::collections::HashMap;

use rust_stemmers::{Algorithm, Stemmer};

use crate::domain::text;

/// The number of a stem: what forms of one word have in common.
pub(super) type Stem = u32;

/// The words of a text, folded; where a script writes no blanks between words, its pairs of neighbouring characters.
pub(super) fn split(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for word in text::words(text) {
        if word.chars().any(is_unspaced) { found.extend(pairs(&word)) } else { found.push(word) }
    }
    found
}

/// Whether the last word of what was typed may go on: nothing stands behind it yet.
pub(super) fn is_open(typed: &str) -> bool {
    typed.chars().next_back().is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c))
}

fn pairs(word: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut spaced = String::new();
    let mut before = None;
    for c in word.chars() {
        if is_unspaced(c) {
            if !spaced.is_empty() {
                found.push(std::mem::take(&mut spaced));
            }
            found.extend(before.map(|b: char| String::from_iter([b, c])));
            before = Some(c);
        } else {
            before = None;
            spaced.push(c);
        }
    }
    if !spaced.is_empty() {
        found.push(spaced);
    }
    if found.is_empty() { vec![word.to_owned()] } else { found }
}

/// Scripts that set no blanks between words: Thai, Lao, Myanmar, Khmer, Kana and Han.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// Every word that occurs in the library, with its stem.
#[derive(Default)]
pub(super) struct Words {
    tongues: Vec<Tongue>,
    stems: HashMap<Box<str>, Stem>,
}

/// The words of one language.
struct Tongue {
    algorithm: Option<Algorithm>,
    forms: HashMap<Box<str>, Stem>,
}

impl Tongue {
    fn stem(&self, word: &str) -> Box<str> {
        match self.algorithm {
            Some(algorithm) => Stemmer::create(algorithm).stem(word).into(),
            None => word.into(),
        }
    }
}

impl Words {
    /// The stem of a word in an answer of this language; `fresh` hears of every form that was not known.
    pub(super) fn learn(&mut self, word: &str, language: Language, mut fresh: impl FnMut(&str, Stem)) -> Stem {
        let Some(tongue) = self.tongues.iter_mut().find(|tongue| tongue.algorithm == language.0) else {
            self.tongues.push(Tongue { algorithm: language.0, forms: HashMap::new() });
            return self.learn(word, language, fresh);
        };
        if let Some(stem) = tongue.forms.get(word) {
            return *stem;
        }
        let next = Stem::try_from(self.stems.len()).unwrap_or(Stem::MAX);
        let stem = *self.stems.entry(tongue.stem(word)).or_insert(next);
        tongue.forms.insert(word.into(), stem);
        fresh(word, stem);
        stem
    }

    /// What a typed word may be a form of: a stem for each language that knows the word or its stem.
    pub(super) fn stems(&self, word: &str) -> Vec<Stem> {
        let stem = |tongue: &Tongue| tongue.forms.get(word).or_else(|| self.stems.get(&tongue.stem(word))).copied();
        let mut found: Vec<Stem> = self.tongues.iter().filter_map(stem).collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// How many stems there are; their numbers are below this.
    pub(super) fn len(&self) -> usize {
        self.stems.len()
    }
}

/// How the words of a language are stemmed; one that nobody stems is taken as it is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Language(Option<Algorithm>);

impl Language {
    /// The language of a tag such as `en` or `pt-BR` (BCP 47); English when there is none.
    pub(super) fn tagged(tag: &str) -> Self {
        let code = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        Self(match code.as_str() {
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
