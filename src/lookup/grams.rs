//! The 3-grams of the library's words: which words look alike, and which begin with what was typed. Works on words, not
//! on texts, so it stays as small as the vocabulary is.

use std::collections::HashMap;

use super::words::Stem;
use super::{at, real};

/// Three neighbouring characters of a word, two blanks before it and one behind (the scheme of `PostgreSQL`'s `pg_trgm`).
type Gram = u64;

/// A word of the library as it was written.
pub(super) struct Form {
    /// The word, folded.
    pub(super) text: Box<str>,
    /// What it is a form of.
    pub(super) stem: Stem,
    /// How many characters it has.
    pub(super) length: usize,
    /// Which characters occur in it, a bit each.
    pub(super) letters: u64,
}

/// A form, and how many of its grams are those of the word that was asked for.
pub(super) struct Alike<'a> {
    /// The form.
    pub(super) form: &'a Form,
    /// The cosine of the two sets of grams, 0 to 1.
    pub(super) cosine: f32,
}

/// Every form by its grams.
#[derive(Default)]
pub(super) struct Grams {
    forms: Vec<Form>,
    holders: HashMap<Gram, Vec<u32>>,
}

impl Grams {
    /// Takes in one form that is not known yet.
    pub(super) fn add(&mut self, word: &str, stem: Stem) {
        let number = u32::try_from(self.forms.len()).unwrap_or(u32::MAX);
        for gram in grams(word) {
            self.holders.entry(gram).or_default().push(number);
        }
        let length = word.chars().count();
        self.forms.push(Form { text: word.into(), stem, length, letters: letters(word) });
    }

    /// The forms that share a gram with a word, in the order in which they came in.
    pub(super) fn alike(&self, word: &str) -> impl Iterator<Item = Alike<'_>> {
        let wanted = grams(word);
        let mut shared = vec![0_u8; self.forms.len()];
        for holder in wanted.iter().filter_map(|gram| self.holders.get(gram)).flatten() {
            if let Some(count) = shared.get_mut(at(*holder)) {
                *count = count.saturating_add(1);
            }
        }
        let size = real(wanted.len());
        self.forms.iter().zip(shared).filter(|(_, count)| *count > 0).map(move |(form, count)| Alike {
            form,
            cosine: f32::from(count) / (size * real(form.length + 1)).sqrt(),
        })
    }

    /// The forms that begin with what was typed.
    pub(super) fn beginning<'a>(&'a self, typed: &'a str) -> impl Iterator<Item = &'a Form> {
        let mut start = typed.chars().take(2);
        let first = match (start.next(), start.next()) {
            (Some(a), Some(b)) => gram(' ', a, b),
            (Some(a), None) => gram(' ', ' ', a),
            (None, _) => 0,
        };
        let holders = self.holders.get(&first).into_iter().flatten();
        holders.filter_map(|form| self.forms.get(at(*form))).filter(move |form| form.text.starts_with(typed))
    }
}

/// Which characters occur in a word: a bit each, by their code modulo 64.
pub(super) fn letters(word: &str) -> u64 {
    word.chars().fold(0, |seen, c| seen | 1 << (u32::from(c) % 64))
}

fn grams(word: &str) -> Vec<Gram> {
    let mut found = Vec::with_capacity(word.len() + 1);
    let (mut a, mut b) = (' ', ' ');
    for c in word.chars().chain([' ']) {
        found.push(gram(a, b, c));
        (a, b) = (b, c);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Three characters in one number, 21 bits each.
fn gram(a: char, b: char, c: char) -> Gram {
    u64::from(u32::from(a)) << 42 | u64::from(u32::from(b)) << 21 | u64::from(u32::from(c))
}
