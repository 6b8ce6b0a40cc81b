//! What an answer is worth for a query: the measures in which words and texts are compared. What counts how much stands
//! in `weights.rs`.

use std::collections::HashMap;

use super::spelling::Meaning;
use super::weights::Weights;
use super::words::{Source, Stem, Words};
use super::{at, real};

/// A query in the measure of the ranking.
pub(super) struct Sought {
    /// The stems that are sought and what each counts in a whole answer, the weightiest first.
    pub(super) terms: Vec<(Stem, f32)>,
    /// What an answer comes to that is full of all that was typed.
    full: f32,
    /// What the words come to that nobody knows, each half of one that stands once: it may only be misspelt.
    strange: f32,
    /// By stem, what it counts in a single text: the root of its rarity, since texts are short and seldom repeat a word.
    weights: Vec<f32>,
    /// How long the query is as a vector of such weights.
    norm: f32,
}

impl Sought {
    /// Weighs what was typed, each word as the stems it may stand for; `held` says how many of `all` answers hold one.
    pub(super) fn new(typed: &[Vec<Meaning>], words: &Words, all: usize, held: impl Fn(Stem) -> usize) -> Self {
        let mut counts: HashMap<Stem, f32> = HashMap::new();
        let mut weights = vec![0.0_f32; words.len()];
        let (mut full, mut strange) = (0.0, 0.0);
        for meanings in typed {
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
                let count = counts.entry(*stem).or_default();
                *count = count.max(surety * rarity);
                if let Some(weight) = weights.get_mut(at(*stem)) {
                    *weight = weight.max(surety * rarity.sqrt());
                }
            }
        }
        let mut terms: Vec<(Stem, f32)> = counts.into_iter().collect();
        terms.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        Self { terms, full, strange, weights, norm: full.sqrt() }
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
        let shared: f32 = text.iter().filter_map(|stem| self.weights.get(at(*stem))).sum();
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
