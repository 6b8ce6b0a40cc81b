//! The 3-grams of the library's words: which words look alike, and which begin with what was typed. They are kept of words
//! and not of texts, so that they stay as small as the vocabulary.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::words::Stem;
use super::{at, real};

/// Three neighbouring characters of a word, two blanks before it and one behind it, 21 bits each.
type Gram = u64;

/// A word as it was written.
#[derive(Serialize, Deserialize)]
pub(super) struct Form {
    /// The word, folded.
    pub(super) text: Box<str>,
    /// What it is a form of.
    pub(super) stem: Stem,
    /// How many characters it has.
    pub(super) length: usize,
    /// Which characters occur in it: a bit each, by their code modulo 64.
    pub(super) letters: u64,
}

impl Form {
    /// The form of this stem that is written so.
    pub(super) fn new(word: &str, stem: Stem) -> Self {
        let letters = word.chars().fold(0, |seen, c| seen | 1 << (u32::from(c) % 64));
        Self { text: word.into(), stem, length: word.chars().count(), letters }
    }
}

/// How many characters occur in one of two words only.
pub(super) fn differing(a: u64, b: u64) -> usize {
    at((a ^ b).count_ones())
}

/// The forms of a library, by their grams.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Grams {
    forms: Vec<Form>,
    /// How many grams each form has; apart from the forms, so that most are passed over without a look at them.
    #[serde(with = "serde_bytes")]
    sizes: Vec<u8>,
    holders: HashMap<Gram, Vec<u32>>,
}

impl Grams {
    /// Takes in a form that is not known yet.
    pub(super) fn add(&mut self, word: &str, stem: Stem) {
        let number = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        for gram in grams(word) {
            self.holders.entry(gram).or_default().push(number);
        }
        let form = Form::new(word, stem);
        self.sizes.push(u8::try_from(form.length + 1).unwrap_or(u8::MAX));
        self.forms.push(form);
    }

    /// The forms that share grams with a word, where the cosine of the two sets of grams is `least` or more, with it.
    pub(super) fn alike(&self, word: &str, least: f32) -> impl Iterator<Item = (&Form, f32)> {
        let wanted = grams(word);
        let mut shared = vec![0_u8; self.forms.len()];
        let mut found = Vec::new();
        for number in wanted.iter().filter_map(|gram| self.holders.get(gram)).flatten() {
            if let Some(count) = shared.get_mut(at(*number)) {
                if *count == 0 {
                    found.push(at(*number));
                }
                *count = count.saturating_add(1);
            }
        }
        let size = real(wanted.len());
        found.into_iter().filter_map(move |number| {
            let (count, own) = (f32::from(*shared.get(number)?), f32::from(*self.sizes.get(number)?));
            let cosine = count / (size * own).sqrt();
            (cosine >= least).then_some((self.forms.get(number)?, cosine))
        })
    }

    /// The forms that begin with what was typed.
    pub(super) fn beginning<'a>(&'a self, typed: &'a str) -> impl Iterator<Item = &'a Form> {
        let mut letters = typed.chars();
        let first = match (letters.next(), letters.next()) {
            (Some(a), Some(b)) => Some(gram([' ', a, b])),
            (Some(a), None) => Some(gram([' ', ' ', a])),
            (None, _) => None,
        };
        let holders = first.and_then(|gram| self.holders.get(&gram)).into_iter().flatten();
        holders.filter_map(|form| self.forms.get(at(*form))).filter(move |form| form.text.starts_with(typed))
    }
}

/// The grams of a word, each once.
fn grams(word: &str) -> Vec<Gram> {
    let mut found = Vec::with_capacity(word.len() + 1);
    let (mut a, mut b) = (' ', ' ');
    for c in word.chars().chain([' ']) {
        found.push(gram([a, b, c]));
        (a, b) = (b, c);
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn gram(characters: [char; 3]) -> Gram {
    characters.into_iter().fold(0, |gram, c| gram << 21 | Gram::from(u32::from(c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn library() -> Grams {
        let mut grams = Grams::default();
        for (stem, word) in (0..).zip(["refund", "refunded", "receipt", "order", "r"]) {
            grams.add(word, stem);
        }
        grams
    }

    #[test]
    fn a_word_is_most_like_itself() {
        let grams = library();
        let mut alike: Vec<(&str, f32)> =
            grams.alike("refund", 0.0).map(|(form, cosine)| (&*form.text, cosine)).collect();
        alike.sort_by(|a, b| b.1.total_cmp(&a.1));
        assert_eq!(alike[0], ("refund", 1.0));
        assert_eq!(alike[1].0, "refunded");
        assert!(alike.iter().all(|(word, _)| *word != "order"));
        assert_eq!(grams.alike("refund", 0.99).count(), 1);
    }

    #[test]
    fn words_are_found_by_their_beginning() {
        let grams = library();
        let begun = |typed| grams.beginning(typed).map(|form| form.stem).collect::<Vec<_>>();
        assert_eq!(begun("r"), [0, 1, 2, 4]);
        assert_eq!(begun("re"), [0, 1, 2]);
        assert_eq!(begun("refu"), [0, 1]);
        assert!(begun("x").is_empty() && begun("").is_empty());
    }
}
