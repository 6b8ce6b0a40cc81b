//! Searching scripted answers while a customer talks: text in, ranked answers out, before the sentence ends.
//!
//! The index lives in memory and knows neither a store nor a file: whoever owns it puts answers in, and tells it what was
//! picked. What it knows of the answers can be written out and read back; what was learned cannot: picks that fade are
//! weighed anew each time. How a search goes is told in `lookup/search.rs`, what counts how much in `lookup/ranking.rs`.

mod asked;
mod fitting;
mod grams;
mod learned;
mod marks;
mod names;
mod note;
mod pins;
mod postings;
mod ranking;
mod search;
#[cfg(test)]
mod soak;
mod spelling;
mod spelt;
mod teach;
mod texts;
mod thesaurus;
mod upkeep;
mod weights;
mod words;

use std::collections::HashMap;
use std::sync::Mutex;

use serde::{Deserialize, Serialize};

use crate::domain::id::AnswerId;
use crate::domain::text;
use crate::domain::timestamp::Timestamp;

use grams::Grams;
use learned::Learned;
use names::{Name, Names};
use pins::Pins;
use postings::{Postings, Slot};
use texts::Texts;
use words::{Language, Source, Stem, Words};

pub use asked::{Context, Entry, Found, Hit, Medium, Pick, Query};
pub use marks::matched;
pub use weights::Weights;

/// How many words of what was typed are looked at: as many as a `search::Sum` has bits for.
const TYPED: usize = 32;

/// How many words of its body an answer is also found by as by a phrase: agents type how an answer begins.
const LEAD: usize = 16;

/// How many words are kept at most that no answer holds and that were only typed.
const STRANGE: usize = 1 << 15;

/// One in how many answers may be a gap before the gaps are swept out; more would blur how rare a word is.
const GAPS: usize = 8;

/// The answers that can be found.
#[derive(Default, Serialize, Deserialize)]
pub struct Index {
    #[serde(skip)]
    weights: Weights,
    words: Words,
    grams: Grams,
    postings: Postings,
    #[serde(skip)]
    learned: Learned,
    pins: Pins,
    places: HashMap<AnswerId, Slot>,
    /// By slot; nothing where an answer was replaced or removed.
    answers: Vec<Option<Answer>>,
    /// The weighted length of each answer by slot, and of all of them together.
    lengths: Vec<f32>,
    length: f32,
    /// The names of queues, tags and languages.
    names: Names,
    /// When what is learned is weighed.
    #[serde(skip)]
    now: Timestamp,
    /// Room for the sums of a search, by slot, all nothing between two.
    #[serde(skip)]
    sums: Mutex<Vec<search::Sum>>,
}

/// What is kept of an answer beside its postings.
#[derive(Serialize, Deserialize)]
struct Answer {
    id: AnswerId,
    language: Language,
    queue: Name,
    tongue: Name,
    tags: Box<[Name]>,
    /// Whether it has a form for the telephone.
    spoken: bool,
    uses: u32,
    /// Below the words of its title: title, the beginnings of the body and of its spoken form, and the phrases.
    texts: Texts,
}

impl Index {
    /// An index without answers.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An index without answers that ranks by other weights than those in use.
    #[must_use]
    pub fn weighing(weights: Weights) -> Self {
        Self { weights, ..Self::default() }
    }

    /// How many answers can be found.
    #[must_use]
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether nothing can be found.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Puts an answer in, in the place of an older one of the same identity; what was learned of that stays.
    pub fn put(&mut self, entry: &Entry<'_>) {
        self.take_out(entry.id);
        self.pins.forget(entry.id);
        for words in entry.pinned {
            self.pins.pin(words, entry.id);
        }
        let Some(slot) = Slot::try_from(self.answers.len()).ok().filter(|slot| *slot < postings::SLOTS) else { return };
        let language = Language::tagged(entry.language);
        let (mut length, weights) = (0.0, self.weights);
        let mut texts = Texts::below(&words::split(entry.title).join(" "));
        let phrases = entry.phrases.iter().map(|phrase| (phrase, weights.phrase, usize::MAX));
        let tags = entry.tags.iter().map(|tag| (tag, weights.tag, 0));
        let fields = phrases.chain(tags).map(|(text, weight, lead)| (text.as_str(), weight, lead));
        let (title, spoken) = ((entry.title, weights.title, usize::MAX), (entry.spoken, weights.body, LEAD));
        for (text, weight, lead) in [title, (entry.body, weights.body, LEAD), spoken].into_iter().chain(fields) {
            let stems = self.stems(text, language, Source::Answers);
            for stem in &stems {
                self.postings.add(*stem, slot, weight);
                length += weight;
            }
            texts.push(&distinct(stems.into_iter().take(lead)));
        }
        texts.settle();
        for (stem, times) in self.learned.said(entry.id, self.now, &weights) {
            self.postings.add(stem, slot, weights.learned * times);
        }
        let (id, uses, spoken) = (entry.id, entry.uses, !entry.spoken.is_empty());
        let (queue, tongue) = (self.names.intern(entry.queue), self.names.intern(&words::tongue(entry.language)));
        let tags = entry.tags.iter().map(|tag| self.names.intern(&text::fold(tag))).collect();
        self.answers.push(Some(Answer { id, language, queue, tongue, tags, spoken, uses, texts }));
        self.places.insert(id, slot);
        self.lengths.push(length);
        self.length += length;
    }

    /// Takes an answer out, with what was learned of it and where it was pinned.
    pub fn remove(&mut self, id: AnswerId) {
        self.take_out(id);
        self.learned.forget(id);
        self.pins.forget(id);
    }

    /// Where an answer is kept, and the language it is written in.
    fn known(&self, id: AnswerId) -> Option<(Slot, Language)> {
        let slot = self.places.get(&id)?;
        self.answers.get(at(*slot))?.as_ref().map(|answer| (*slot, answer.language))
    }

    fn stems(&mut self, text: &str, language: Language, source: Source) -> Vec<Stem> {
        let Self { words, grams, .. } = self;
        let mut stems = Vec::new();
        words::each(text, |word| {
            if source == Source::Answers || words.typed() < STRANGE || !words.stems(word).is_empty() {
                stems.push(words.learn(word, language, source, |form, stem| grams.add(form, stem)));
            }
        });
        stems
    }

    fn take_out(&mut self, id: AnswerId) {
        let Some(slot) = self.places.remove(&id) else { return };
        if let Some(answer) = self.answers.get_mut(at(slot)) {
            *answer = None;
        }
        self.length -= self.lengths.get(at(slot)).copied().unwrap_or(0.0);
        if GAPS * (self.answers.len() - self.len()) > self.len() {
            self.sweep();
        }
    }
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("answers", &self.len()).field("stems", &self.words.len()).finish_non_exhaustive()
    }
}

/// The stems of a text, each once.
fn distinct(stems: impl Iterator<Item = Stem>) -> Vec<Stem> {
    let mut text: Vec<Stem> = stems.collect();
    text.sort_unstable();
    text.dedup();
    text
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

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) const REFUND: AnswerId = AnswerId(1);
    pub(super) const CANCEL: AnswerId = AnswerId(2);
    pub(super) const ADDRESS: AnswerId = AnswerId(3);

    pub(super) fn put(index: &mut Index, id: AnswerId, title: &str, phrases: &[&str], queue: &str, language: &str) {
        let phrases: Vec<String> = phrases.iter().map(|phrase| (*phrase).to_owned()).collect();
        let body = "Thank you for your patience, here is what we can do";
        index.put(&Entry {
            id,
            title,
            body,
            spoken: "",
            tags: &[],
            phrases: &phrases,
            pinned: &[],
            queue,
            language,
            uses: 0,
        });
    }

    pub(super) fn library() -> Index {
        let mut index = Index::new();
        put(&mut index, REFUND, "Refund", &["when do I get my money back", "refund for a return"], "billing", "en");
        put(&mut index, CANCEL, "Cancel an order", &["I do not want it any more", "stop my order"], "orders", "en");
        put(
            &mut index,
            ADDRESS,
            "Change the address",
            &["I am moving house", "wrong street on my order"],
            "orders",
            "en",
        );
        index
    }

    pub(super) fn search(index: &Index, text: &str) -> Vec<AnswerId> {
        index.search(&query(text)).hits.into_iter().map(|hit| hit.id).collect()
    }

    pub(super) fn query(text: &str) -> Query<'_> {
        Query { text, queue: None, context: Context::default(), now: Timestamp::default(), limit: 10 }
    }

    pub(super) fn pick(index: &mut Index, query: &str, answer: AnswerId, agent: &str) {
        index.learn(&Pick { agent, ..Pick::new(query, answer) });
    }

    #[test]
    fn an_answer_that_is_put_again_replaces_the_old_one_and_keeps_what_was_learned() {
        let mut index = library();
        pick(&mut index, "zlotys return", REFUND, "ann");
        put(&mut index, REFUND, "Vouchers", &[], "", "en");
        assert_eq!(index.len(), 3);
        assert!(!search(&index, "money ").contains(&REFUND));
        assert_eq!(search(&index, "vouchers").first(), Some(&REFUND));
        assert_eq!(search(&index, "zlotys").first(), Some(&REFUND));
    }

    #[test]
    fn an_answer_that_is_removed_is_not_found_and_leaves_the_others_in_peace() {
        let mut index = library();
        pick(&mut index, "zlotys", REFUND, "ann");
        index.remove(REFUND);
        index.remove(AnswerId(77));
        assert!([search(&index, "refund"), search(&index, "zlotys")].iter().flatten().all(|found| *found != REFUND));
        assert_eq!(index.len(), 2);
        pick(&mut index, "zlotys", REFUND, "ann");
        put(&mut index, REFUND, "Refund", &[], "", "en");
        assert_eq!(search(&index, "refund").first(), Some(&REFUND));
        assert!(!search(&index, "zlotys").contains(&REFUND));
        assert_eq!(search(&index, "cancel order").first(), Some(&CANCEL));
    }

    #[test]
    fn an_index_that_is_fed_again_and_again_does_not_grow() {
        let mut index = library();
        for round in 0..4000 {
            put(&mut index, CANCEL, &format!("Cancel an order {}", round % 10), &["stop my order"], "", "en");
        }
        assert!(index.answers.len() <= index.len() + 1);
        assert_eq!(search(&index, "stop ").first(), Some(&CANCEL));
        assert_eq!(search(&index, "refund").first(), Some(&REFUND));
        assert_eq!(search(&index, "moving ").first(), Some(&ADDRESS));
    }

    #[test]
    fn what_was_taken_is_found_at_the_next_key_by_those_words_and_by_words_like_them() {
        let mut index = library();
        assert!(!search(&index, "zlotys ").contains(&REFUND));
        pick(&mut index, "zlotys", REFUND, "ann");
        assert_eq!(search(&index, "zlotys ").first(), Some(&REFUND));
        assert_eq!(search(&index, "zlotsy ").first(), Some(&REFUND));
        assert_eq!(search(&index, "zlo").first(), Some(&REFUND));
    }

    #[test]
    fn picks_of_several_agents_turn_the_order_round() {
        let mut index = library();
        assert_eq!(search(&index, "stop order ").first(), Some(&CANCEL));
        for agent in ["ann", "bob", "cem", "dan"] {
            pick(&mut index, "stop order", ADDRESS, agent);
        }
        assert_eq!(search(&index, "stop order ").first(), Some(&ADDRESS));
    }

    #[test]
    fn what_was_learned_of_some_words_is_forgotten_and_nothing_else() {
        let mut index = library();
        for words in ["zlotys", "groszy"] {
            pick(&mut index, words, REFUND, "ann");
            pick(&mut index, words, REFUND, "");
        }
        index.forget("Zlotys", REFUND);
        assert!(!search(&index, "zlotys ").contains(&REFUND));
        assert_eq!(search(&index, "groszy ").first(), Some(&REFUND));
    }

    #[test]
    fn what_is_pinned_comes_first_for_its_words_only() {
        let mut index = library();
        index.pin("Stop  order!", ADDRESS);
        for words in ["stop order", "order stop ", "stop ord"] {
            assert_eq!(search(&index, words).first(), Some(&ADDRESS), "{words}");
        }
        assert_eq!(search(&index, "stop my order ").first(), Some(&CANCEL));
        index.unpin("stop order", ADDRESS);
        assert_eq!(search(&index, "stop order").first(), Some(&CANCEL));
    }

    #[test]
    fn one_agent_alone_pushes_nothing_to_the_top() {
        let mut index = library();
        for n in 0..1000 {
            pick(&mut index, "refund", CANCEL, "eve");
            pick(&mut index, &format!("refund {n}"), CANCEL, "eve");
        }
        assert_eq!(search(&index, "refund ").first(), Some(&REFUND));
        for agent in ["ann", "bob"] {
            pick(&mut index, "money", REFUND, agent);
        }
        pick(&mut index, "money", ADDRESS, "eve");
        assert_eq!(search(&index, "money ").first(), Some(&REFUND));
        pick(&mut index, "ref", ADDRESS, "eve");
        assert_eq!(search(&index, "ref").first(), Some(&REFUND));
    }
}
