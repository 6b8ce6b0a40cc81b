//! What an answer is worth for a query: the measures in which words and texts are compared. What counts how much stands
//! in `weights.rs`.

use std::collections::HashMap;

use super::spelling::Meaning;
use super::weights::Weights;
use super::words::{Source, Stem, Words};
use super::{TYPED, at, real};

/// A query in the measure of the ranking.
pub(super) struct Sought {
    /// The stems that are sought, the weightiest first.
    pub(super) terms: Vec<Term>,
    /// What an answer comes to that is full of all that was typed.
    full: f32,
    /// What the words come to that nobody knows, each half of one that stands once: it may only be misspelt.
    strange: f32,
    /// By stem, what it counts in a single text: the root of its rarity, since texts are short and seldom repeat a word.
    weights: Vec<f32>,
    /// By stem, the place of the typed word that it stands for in a single text.
    places: Vec<u8>,
    /// How many words were typed.
    typed: usize,
    /// How long the query is as a vector of such weights.
    norm: f32,
}

/// A stem that is sought.
pub(super) struct Term {
    pub(super) stem: Stem,
    /// What it counts in a whole answer.
    pub(super) weight: f32,
    /// The place of the typed word that it stands for.
    pub(super) word: u8,
}

impl Sought {
    /// Weighs what was typed, each word as the stems it may stand for; `held` says how many of `all` answers hold one.
    pub(super) fn new(typed: &[Vec<Meaning>], words: &Words, all: usize, held: impl Fn(Stem) -> usize) -> Self {
        let mut terms: HashMap<Stem, Term> = HashMap::new();
        let (mut weights, mut places) = (vec![0.0_f32; words.len()], vec![0; words.len()]);
        let (mut full, mut strange) = (0.0, 0.0);
        for (place, meanings) in (0..).zip(typed) {
            // A misspelt or unfinished word is as rare as the rarest that it surely stands for. What was only ever typed
            // is rare for no good reason, and must not outweigh the words that it may stand for.
            let weighed = |m: &Meaning| m.surety * rarity(held(m.stem), all);
            let known = |m: &&Meaning| words.source(m.stem) == Source::Answers;
            let word = meanings.iter().filter(known).map(weighed).reduce(f32::max);
            let word = word.unwrap_or_else(|| meanings.iter().map(weighed).fold(0.0, f32::max));
            full += word;
            strange += if meanings.is_empty() { rarity(1, all) / 2.0 } else { 0.0 };
            for Meaning { stem, surety } in meanings {
                let rarity = word.min(rarity(held(*stem), all));
                if let (Some(weight), Some(known)) = (weights.get_mut(at(*stem)), places.get_mut(at(*stem)))
                    && *weight < surety * rarity.sqrt()
                {
                    (*weight, *known) = (surety * rarity.sqrt(), place);
                }
                let term = Term { stem: *stem, weight: surety * rarity, word: place };
                if terms.get(stem).is_none_or(|known| known.weight < term.weight) {
                    terms.insert(*stem, term);
                }
            }
        }
        let mut terms: Vec<Term> = terms.into_values().collect();
        terms.sort_unstable_by(|a, b| b.weight.total_cmp(&a.weight).then(a.stem.cmp(&b.stem)));
        Self { terms, full, strange, weights, places, typed: typed.len(), norm: full.sqrt() }
    }

    /// How much of what is sought a whole answer holds, 0 to 1, from the sum over its words.
    pub(super) fn share(&self, sum: f32) -> f32 {
        if self.full > 0.0 { sum / self.full } else { 0.0 }
    }

    /// How much of what was typed is known at all, 0 to 1.
    pub(super) fn known(&self) -> f32 {
        self.full / (self.full + self.strange).max(f32::MIN_POSITIVE)
    }

    /// How like a text of distinct stems is to what is sought: the cosine, 0 to 1.
    pub(super) fn likeness(&self, text: &[Stem]) -> f32 {
        let mut words = [0.0_f32; TYPED];
        for stem in text {
            let weight = self.weights.get(at(*stem)).copied().unwrap_or(0.0);
            if weight > 0.0
                && let Some(word) = self.places.get(at(*stem)).and_then(|place| words.get_mut(usize::from(*place)))
            {
                *word = word.max(weight);
            }
        }
        let shared: f32 = words.iter().take(self.typed).sum();
        if shared > 0.0 { shared / (self.norm * real(text.len()).sqrt()) } else { 0.0 }
    }
}

/// The inverse document frequency of Robertson and Spärck Jones, with 1 added under the logarithm to stay above zero.
fn rarity(held: usize, all: usize) -> f32 {
    (1.0 + (real(all.saturating_sub(held)) + 0.5) / (real(held) + 0.5)).ln()
}

impl Weights {
    /// What one word counts by its weighted frequency in an answer, whose length is relative to the average: 0 to 1
    /// (BM25F, Robertson, Zaragoza and Taylor 2004).
    pub(super) fn saturated(&self, frequency: f32, length: f32) -> f32 {
        let held_back = 1.0 - self.length + self.length * length;
        frequency / (frequency + self.saturation * held_back)
    }
}

/// A likeness in the measure in which those of several texts are added up: its third power hears the closest only.
pub(super) fn pooled(likeness: f32) -> f32 {
    likeness * likeness * likeness
}

/// The likeness that a sum of pooled ones comes to.
pub(super) fn unpooled(sum: f32) -> f32 {
    sum.cbrt()
}
