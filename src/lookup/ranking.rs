//! What an answer is worth for a query. All weights stand here; they were fitted on held-out questions of several trades.

use super::words::{Stem, Words};
use super::spelling::Meaning;
use super::{at, real};

/// The weights of the ranking.
pub(super) struct Weights {
    /// What a word in the title counts (BM25F).
    pub(super) title: f32,
    /// What a word in a phrase counts.
    pub(super) phrase: f32,
    /// What a tag counts.
    pub(super) tag: f32,
    /// What a word of the body counts.
    pub(super) body: f32,
    /// What a word of a learned text counts.
    pub(super) learned: f32,
    /// How soon repetition stops counting (BM25's k1).
    pub(super) saturation: f32,
    /// How much long answers are held back (BM25's b).
    pub(super) length: f32,
    /// How far the closest text outweighs many that are less close.
    pub(super) pool: i32,
    /// What the words of the whole answer count beside its closest texts.
    pub(super) whole: f32,
    /// Between the cosine of two texts (0) and the share of the query that is covered (1).
    pub(super) cover: f32,
    /// What a word counts that looks like a known one.
    pub(super) related: f32,
    /// What a word counts that an unknown one may be meant for.
    pub(super) misspelt: f32,
    /// Below this cosine two words are not alike.
    pub(super) unlike: f32,
    /// What a word counts that begins with what was typed.
    pub(super) begun: f32,
    /// What one agent can add to an answer at most.
    pub(super) one_agent: f32,
    /// What fitting the queue adds.
    pub(super) queue: f32,
    /// What frequent use adds.
    pub(super) uses: f32,
}

/// The weights in use.
pub(super) const WEIGHTS: Weights = Weights {
    title: 3.0,
    phrase: 1.0,
    tag: 1.0,
    body: 0.5,
    learned: 0.5,
    saturation: 1.2,
    length: 0.5,
    pool: 4,
    whole: 0.5,
    cover: 0.3,
    related: 0.3,
    misspelt: 0.9,
    unlike: 0.3,
    begun: 0.8,
    one_agent: 0.4,
    queue: 0.05,
    uses: 0.005,
};

/// A query as weights of stems.
pub(super) struct Sought {
    /// By stem: what it weighs in the query, and what it weighs in a text, squared.
    stems: Vec<Weighed>,
    /// The stems that are sought, the weightiest first.
    terms: Vec<(Stem, f32)>,
    norm: f32,
}

#[derive(Clone, Copy, Default)]
struct Weighed {
    sought: f32,
    rarity: f32,
}

impl Sought {
    /// Weighs what was typed: for each typed word the stems it may stand for.
    pub(super) fn new(typed: &[Vec<Meaning>], words: &Words, rarity: &[f32]) -> Self {
        let mut stems: Vec<Weighed> = rarity.iter().map(|&rarity| Weighed { sought: 0.0, rarity }).collect();
        stems.resize(words.len(), Weighed::default());
        let mut norm = 0.0_f32;
        let mut terms = Vec::new();
        for meanings in typed {
            let weight = meanings.iter().map(|meaning| meaning.surety * rare(rarity, meaning.stem)).fold(0.0, f32::max);
            norm += weight * weight;
            for meaning in meanings {
                if let Some(weighed) = stems.get_mut(at(meaning.stem)) {
                    let own = (meaning.surety * weight.min(weighed.rarity)).max(0.0);
                    if weighed.sought == 0.0 { terms.push(meaning.stem) }
                    weighed.sought = weighed.sought.max(own);
                }
            }
        }
        let mut terms: Vec<(Stem, f32)> =
            terms.into_iter().filter_map(|stem| Some((stem, stems.get(at(stem))?.sought))).collect();
        terms.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        Self { stems, terms, norm: norm.sqrt() }
    }

    pub(super) fn terms(&self) -> &[(Stem, f32)] { &self.terms }

    pub(super) fn norm(&self) -> f32 { self.norm }

    /// How like a text is to what is sought, 0 to 1.
    pub(super) fn likeness(&self, text: &[Stem]) -> f32 {
        let (mut dot, mut norm) = (0.0_f32, 0.0_f32);
        for stem in text {
            if let Some(weighed) = self.stems.get(at(*stem)) {
                dot += weighed.sought * weighed.rarity;
                norm += weighed.rarity * weighed.rarity;
            }
        }
        if dot <= 0.0 { return 0.0 }
        let cosine = dot / (self.norm * norm.sqrt());
        let covered = dot / (self.norm * self.norm);
        cosine * (covered / cosine).powf(WEIGHTS.cover)
    }
}

fn rare(rarity: &[f32], stem: Stem) -> f32 {
    rarity.get(at(stem)).copied().unwrap_or(0.0)
}

/// The inverse document frequency of Robertson and Spärck Jones, kept above zero as Lucene does.
pub(super) fn rarity(holding: usize, all: usize) -> f32 {
    (1.0 + (real(all.saturating_sub(holding)) + 0.5) / (real(holding) + 0.5)).ln()
}

/// A likeness in the measure in which those of several texts are added up.
pub(super) fn pooled(likeness: f32) -> f32 {
    likeness.powi(WEIGHTS.pool)
}

/// BM25F of one word: `frequency` weighted by field, `length` relative to the average; 0 to 1.
pub(super) fn saturated(frequency: f32, length: f32) -> f32 {
    let held_back = 1.0 - WEIGHTS.length + WEIGHTS.length * length;
    frequency / (frequency + WEIGHTS.saturation * held_back)
}
