//! What an answer is worth for a query. Every weight stands here, fitted on questions that people really asked in three
//! trades; nothing else in the lookup knows what counts how much.

use std::collections::HashMap;

use super::spelling::Meaning;
use super::words::{Source, Stem, Words};
use super::{at, real};

/// The weights of the ranking.
pub(super) struct Weights {
    /// What a word counts in the title, beside one in a phrase.
    pub(super) title: f32,
    /// What a word counts in a phrase.
    pub(super) phrase: f32,
    /// What a tag counts.
    pub(super) tag: f32,
    /// What a word counts in the body.
    pub(super) body: f32,
    /// What a word counts in a text that was learned.
    pub(super) learned: f32,
    /// How late repetition stops counting (`k1` of BM25).
    pub(super) saturation: f32,
    /// How much long answers are held back (`b` of BM25), 0 to 1.
    pub(super) length: f32,
    /// The power in which the likenesses of several texts are added up: a high one hears the closest only.
    pub(super) pool: i32,
    /// What all words of an answer count beside its single texts.
    pub(super) whole: f32,
    /// How surely a word is meant that looks like the known one that was typed.
    pub(super) related: f32,
    /// The likeness (cosine of the 3-grams) below which a word has nothing to do with the known one that was typed.
    pub(super) unlike: f32,
    /// The same for a typed word that nobody knows, which must be taken for one of the library's: more is asked there.
    pub(super) strange: f32,
    /// What one agent's picks can add to an answer at most, in the measure of [`pooled`].
    pub(super) agent: f32,
    /// What fitting the queue adds.
    pub(super) queue: f32,
    /// What having been taken adds, times the logarithm of how often.
    pub(super) uses: f32,
}

/// The weights in use.
pub(super) const WEIGHTS: Weights = Weights {
    title: 1.5,
    phrase: 1.0,
    tag: 2.0,
    body: 0.75,
    learned: 0.75,
    saturation: 1.2,
    length: 0.75,
    pool: 3,
    whole: 1.5,
    related: 0.3,
    unlike: 0.3,
    strange: 0.4,
    agent: 0.4,
    queue: 0.15,
    uses: 0.005,
};

/// A query in the measure of the ranking.
pub(super) struct Sought {
    /// The stems that are sought and what each counts in a whole answer, the weightiest first.
    pub(super) terms: Vec<(Stem, f32)>,
    /// What an answer comes to that is full of all that was typed.
    full: f32,
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
        let mut full = 0.0;
        for meanings in typed {
            // A misspelt or unfinished word is as rare as the rarest that it surely stands for. What was only ever typed
            // is rare for no good reason, and must not outweigh the words that it may stand for.
            let weighed = |m: &Meaning| m.surety * rarity(held(m.stem), all);
            let known = |m: &&Meaning| words.source(m.stem) == Source::Answers;
            let word = meanings.iter().filter(known).map(weighed).reduce(f32::max);
            let word = word.unwrap_or_else(|| meanings.iter().map(weighed).fold(0.0, f32::max));
            full += word;
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
        Self { terms, full, weights, norm: full.sqrt() }
    }

    /// How much of what is sought a whole answer holds, 0 to 1, from the sum over its words.
    pub(super) fn share(&self, sum: f32) -> f32 {
        if self.full > 0.0 { sum / self.full } else { 0.0 }
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

/// What one word counts by its weighted frequency in an answer, whose length is relative to the average: 0 to 1 (BM25F,
/// Robertson, Zaragoza and Taylor 2004).
pub(super) fn saturated(frequency: f32, length: f32) -> f32 {
    let held_back = 1.0 - WEIGHTS.length + WEIGHTS.length * length;
    frequency / (frequency + WEIGHTS.saturation * held_back)
}

/// A likeness in the measure in which those of several texts are added up.
pub(super) fn pooled(likeness: f32) -> f32 {
    likeness.powi(WEIGHTS.pool)
}

/// The likeness that a sum of pooled ones comes to.
pub(super) fn unpooled(sum: f32) -> f32 {
    sum.powf(1.0 / f32::from(i16::try_from(WEIGHTS.pool).unwrap_or(1)))
}
