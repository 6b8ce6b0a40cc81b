//! Searching scripted answers while a customer talks: text in, ranked answers out.
//!
//! The index lives in memory and knows neither a store nor a file: whoever owns it puts answers in and tells it what was
//! picked.

mod grams;
mod learned;
mod postings;
mod ranking;
mod spelling;
mod words;

use std::collections::HashMap;

use crate::domain::id::AnswerId;

use grams::Grams;
use learned::Learned;
use postings::{Postings, Slot};
use ranking::{Sought, WEIGHTS};
use spelling::Ending;
use words::{Language, Stem, Words};

/// An answer as it is put into the index.
pub struct Entry<'a> {
    /// Which answer it is.
    pub id: AnswerId,
    /// Its title.
    pub title: &'a str,
    /// Its text.
    pub body: &'a str,
    /// Its tags.
    pub tags: &'a [String],
    /// How people ask for it.
    pub phrases: &'a [String],
    /// The queue it is meant for, or nothing.
    pub queue: &'a str,
    /// The language it is written in, as a tag such as `en`.
    pub language: &'a str,
    /// How often it was taken.
    pub uses: u32,
}

/// What is searched for.
pub struct Query<'a> {
    /// What was typed.
    pub text: &'a str,
    /// The queue of the open contact: it lifts what fits and hides nothing.
    pub queue: Option<&'a str>,
    /// How many answers are wanted.
    pub limit: usize,
}

/// An answer that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Which answer it is.
    pub id: AnswerId,
    /// What it is worth; only comparable within one search.
    pub score: f32,
}

/// An answer that was taken after something was typed.
pub struct Pick<'a> {
    /// What was typed.
    pub query: &'a str,
    /// What was taken.
    pub answer: AnswerId,
    /// Who took it; empty when nobody knows.
    pub agent: &'a str,
}

/// The answers that can be found.
#[derive(Default)]
pub struct Index {
    words: Words,
    grams: Grams,
    postings: Postings,
    learned: Learned,
    places: HashMap<AnswerId, Slot>,
    slots: Vec<Option<Answer>>,
    texts: Vec<u32>,
    all_texts: usize,
    total_length: f32,
}

struct Answer {
    id: AnswerId,
    language: Language,
    queue: Box<str>,
    uses: u32,
    length: f32,
    texts: Box<[Stem]>,
}

const CANDIDATES: usize = 4096;

impl Index {
    /// An index without answers.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How many answers can be found.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is nothing to be found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    fn stems(&mut self, text: &str, language: Language) -> Vec<Stem> {
        let Self { words, grams, .. } = self;
        words::split(text).iter().map(|word| words.learn(word, language, |form, stem| grams.add(form, stem))).collect()
    }

    fn count(&mut self, text: &[Stem]) {
        self.all_texts += 1;
        self.texts.resize(self.words.len(), 0);
        for stem in text {
            if let Some(n) = self.texts.get_mut(at(*stem)) { *n += 1; }
        }
    }

    /// Puts an answer in, in the place of an older one of the same identity.
    pub fn put(&mut self, entry: Entry<'_>) {
        self.take_out(entry.id);
        let slot = Slot::try_from(self.slots.len()).unwrap_or(Slot::MAX);
        let language = Language::tagged(entry.language);
        let mut texts = Vec::new();
        let mut length = 0.0;
        let fields = std::iter::once((entry.title, WEIGHTS.title, true))
            .chain(entry.phrases.iter().map(|phrase| (phrase.as_str(), WEIGHTS.phrase, true)))
            .chain(entry.tags.iter().map(|tag| (tag.as_str(), WEIGHTS.tag, false)))
            .chain([(entry.body, WEIGHTS.body, false)]);
        for (text, weight, whole) in fields {
            let mut stems = self.stems(text, language);
            for stem in &stems {
                self.postings.add(*stem, slot, weight);
                length += weight;
            }
            if whole {
                stems.sort_unstable();
                stems.dedup();
                self.count(&stems);
                texts.push(u32::try_from(stems.len()).unwrap_or(0));
                texts.append(&mut stems);
            }
        }
        for text in self.learned.texts(entry.id) {
            for stem in text { self.postings.add(*stem, slot, WEIGHTS.learned); length += WEIGHTS.learned; }
        }
        self.total_length += length;
        self.places.insert(entry.id, slot);
        self.slots.push(Some(Answer { id: entry.id, language, queue: entry.queue.into(), uses: entry.uses, length, texts: texts.into() }));
    }

    /// Takes an answer out, with what was learned of it.
    pub fn remove(&mut self, id: AnswerId) {
        self.take_out(id);
        self.learned.forget(id);
    }

    fn take_out(&mut self, id: AnswerId) {
        let answer = self.places.remove(&id).and_then(|slot| self.slots.get_mut(at(slot))).and_then(Option::take);
        if let Some(answer) = answer {
            self.total_length -= answer.length;
        }
    }

    /// Learns from a pick; it counts from the next search on.
    pub fn learn(&mut self, pick: Pick<'_>) {
        let Some(slot) = self.places.get(&pick.answer).copied() else { return };
        let Some(language) = self.slots.get(at(slot)).and_then(Option::as_ref).map(|answer| answer.language) else { return };
        let mut stems = self.stems(pick.query, language);
        stems.sort_unstable();
        stems.dedup();
        if self.learned.note(pick.answer, stems.clone().into(), pick.agent) {
            self.count(&stems);
            for stem in &stems { self.postings.add(*stem, slot, WEIGHTS.learned); }
            let more = real(stems.len()) * WEIGHTS.learned;
            self.total_length += more;
            if let Some(Some(answer)) = self.slots.get_mut(at(slot)) { answer.length += more; }
        }
    }

    /// The answers that fit best, the best first; equal ones in the order of their identities.
    #[must_use]
    pub fn search(&self, query: &Query<'_>) -> Vec<Hit> {
        let typed = words::split(query.text);
        let last = if words::is_open(query.text) { typed.len() } else { 0 };
        let mut meanings: Vec<Vec<spelling::Meaning>> = Vec::new();
        for (i, word) in typed.iter().enumerate() {
            if typed.iter().take(i).any(|w| w == word) && i + 1 != last { continue }
            let ending = if i + 1 == last { Ending::Open } else { Ending::Whole };
            meanings.push(spelling::meanings(word, ending, &self.words, &self.grams, |stem| self.postings.count(stem)));
        }
        let n = self.slots.len();
        let by_text: Vec<f32> = self.texts.iter().map(|n| ranking::rarity(at(*n), self.all_texts)).collect();
        let sought = Sought::new(&meanings, &self.words, &by_text);
        let by_answer: Vec<f32> = (0..self.words.len()).map(|s| ranking::rarity(self.postings.count(u32::try_from(s).unwrap_or(0)), n)).collect();
        let whole = Sought::new(&meanings, &self.words, &by_answer);
        let mut sums = vec![0.0_f32; n];
        let average = self.total_length / real(self.places.len().max(1));
        let total: f32 = meanings.iter().map(|m| m.iter().map(|m| m.surety * by_answer.get(at(m.stem)).copied().unwrap_or(0.0)).fold(0.0, f32::max)).sum();
        let lengths: Vec<f32> = self.slots.iter().map(|a| a.as_ref().map_or(1.0, |a| a.length / average)).collect();
        for (stem, weight) in whole.terms() {
            for (slot, frequency) in self.postings.of(*stem) {
                if let (Some(sum), Some(length)) = (sums.get_mut(at(slot)), lengths.get(at(slot))) {
                    *sum += weight * ranking::saturated(frequency, *length);
                }
            }
        }
        let mut candidates: Vec<(Slot, f32)> = (0..).zip(sums).filter(|(_, sum)| *sum > 0.0).collect();
        if candidates.len() > CANDIDATES {
            candidates.select_nth_unstable_by(CANDIDATES, |a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            candidates.truncate(CANDIDATES);
        }
        let mut hits: Vec<Hit> = candidates.into_iter().filter_map(|(slot, sum)| {
            let answer = self.slots.get(at(slot))?.as_ref()?;
            let own: f32 = texts(&answer.texts).map(|text| ranking::pooled(sought.likeness(text))).sum();
            let closest = (own + self.learned.vote(answer.id, &sought)).powf(1.0 / f32::from(u8::try_from(WEIGHTS.pool).unwrap_or(1)));
            let fits = query.queue.is_some_and(|queue| !queue.is_empty() && *queue == *answer.queue);
            let score = closest + WEIGHTS.whole * sum / total + if fits { WEIGHTS.queue } else { 0.0 } + WEIGHTS.uses * real(at(answer.uses) + 1).ln();
            Some(Hit { id: answer.id, score })
        }).collect();
        hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.id.cmp(&b.id)));
        hits.truncate(query.limit);
        hits
    }
}

fn texts(mut flat: &[Stem]) -> impl Iterator<Item = &[Stem]> {
    std::iter::from_fn(move || {
        let (length, rest) = flat.split_first()?;
        let (text, rest) = rest.split_at_checked(at(*length))?;
        flat = rest;
        Some(text)
    })
}

/// A number as a place in a list.
fn at(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// A count as a measure.
#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "a rounded count weighs the same")]
fn real(count: usize) -> f32 {
    count as f32
}
