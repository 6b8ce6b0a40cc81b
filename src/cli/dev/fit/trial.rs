//! A library put to the test: people's questions whose answers are known, asked as they were and as agents type them, of
//! an index that has learned nothing yet and of one that has learned from other questions.

use std::collections::HashMap;

use crate::cli::dev::generate::Random;
use crate::domain::answer::Answer;
use crate::domain::id::AnswerId;
use crate::domain::timestamp::Timestamp;
use crate::lookup::{Context, Entry, Found, Index, Pick, Query, Weights};

/// Into how many parts the questions fall, each of which is asked once of what has learned the others.
const FOLDS: usize = 4;

/// How many questions of each part are asked.
const ASKED: usize = 200;

/// How many of the words that are most frequent in the questions somebody in haste leaves out.
const COMMON: usize = 60;

/// How a question is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typing {
    /// As it was asked.
    Clean,
    /// In haste.
    Misspelt,
    /// In a few words, as during a call.
    Keywords,
}

/// A question and the answers that are right.
pub(super) struct Question {
    pub(super) text: String,
    pub(super) right: Vec<AnswerId>,
}

/// A library with questions that were asked of it.
pub(super) struct Trial {
    pub(super) name: String,
    answers: Vec<Answer>,
    /// By part, what is learned of it and what is asked of it, typed in every way.
    folds: Vec<(Vec<Question>, Vec<Question>)>,
}

/// How often the right answer was found, as shares of all questions.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Figures {
    asked: f64,
    first: f64,
    five: f64,
    reciprocal: f64,
}

impl Figures {
    /// Counts one search.
    pub(super) fn count(&mut self, found: &Found, right: &[AnswerId]) {
        self.asked += 1.0;
        if let Some(place) = found.hits.iter().position(|hit| right.contains(&hit.id)) {
            self.first += if place == 0 { 1.0 } else { 0.0 };
            self.five += if place < 5 { 1.0 } else { 0.0 };
            self.reciprocal += 1.0 / (1.0 + f64::from(u32::try_from(place).unwrap_or(u32::MAX)));
        }
    }

    /// Recall at 1 and at 5 and the mean reciprocal rank.
    pub(super) fn shares(&self) -> [f64; 3] {
        [self.first, self.five, self.reciprocal].map(|sum| sum / self.asked.max(1.0))
    }

    /// The mean of the three.
    fn worth(&self) -> f64 {
        self.shares().iter().sum::<f64>() / 3.0
    }
}

impl Trial {
    /// A library with questions, each of which has one right answer.
    pub(super) fn new(name: String, answers: Vec<Answer>, mut questions: Vec<Question>, seed: u64) -> Self {
        let mut random = Random::new(seed);
        for place in (1..questions.len()).rev() {
            let other = random.below(u64::try_from(place + 1).unwrap_or(1));
            questions.swap(place, usize::try_from(other).unwrap_or(0));
        }
        let common = common(&questions);
        let mut folds: Vec<(Vec<Question>, Vec<Question>)> = (0..FOLDS).map(|_| (Vec::new(), Vec::new())).collect();
        for (place, question) in questions.into_iter().enumerate() {
            let Some((learned, asked)) = folds.get_mut(place % FOLDS) else { continue };
            if asked.len() < 3 * ASKED {
                for typing in [Typing::Clean, Typing::Misspelt, Typing::Keywords] {
                    let text = typed(&question.text, typing, &common, &mut random);
                    asked.push(Question { text, right: question.right.clone() });
                }
            }
            learned.push(question);
        }
        Self { name, answers, folds }
    }

    /// What the weights reach, as imported and learned: the mean of recall at 1, recall at 5 and mean reciprocal rank.
    pub(super) fn worth(&self, weights: Weights) -> [f64; 2] {
        let imported = self.index(weights, |_| false);
        let (mut before, mut after) = (Figures::default(), Figures::default());
        for (place, (_, asked)) in self.folds.iter().enumerate() {
            let learned = self.index(weights, |fold| fold != place);
            for question in asked {
                before.count(&search(&imported, &question.text), &question.right);
                after.count(&search(&learned, &question.text), &question.right);
            }
        }
        [before.worth(), after.worth()]
    }

    /// What the first answer comes to for every question: where the right one is in the library and stands first, and
    /// where the right one was taken out.
    pub(super) fn certainty(&self, weights: Weights) -> [Vec<f32>; 2] {
        let mut index = self.index(weights, |_| false);
        let (mut there, mut gone) = (Vec::new(), Vec::new());
        for answer in &self.answers {
            let asked = || self.folds.iter().flat_map(|(_, asked)| asked).filter(|asked| asked.right == [answer.id]);
            let found = asked().map(|asked| search(&index, &asked.text));
            let first = |found: &Found| found.hits.first().is_some_and(|hit| hit.id == answer.id);
            there.extend(found.filter(first).map(|found| found.certainty));
            index.remove(answer.id);
            gone.extend(asked().map(|asked| search(&index, &asked.text).certainty));
            index.put(&Entry::of(answer, "", 0));
        }
        [there, gone]
    }

    /// What the first answer comes to for the questions of another trade.
    pub(super) fn foreign(&self, other: &Self, weights: Weights) -> Vec<f32> {
        let index = self.index(weights, |_| false);
        let asked = other.folds.iter().flat_map(|(_, asked)| asked);
        asked.map(|asked| search(&index, &asked.text).certainty).collect()
    }

    /// The library as an index that has learned from the questions of these parts.
    pub(super) fn index(&self, weights: Weights, learns: impl Fn(usize) -> bool) -> Index {
        let mut index = Index::weighing(weights);
        for answer in &self.answers {
            index.put(&Entry::of(answer, "", 0));
        }
        let parts = self.folds.iter().enumerate().filter(|(part, _)| learns(*part));
        for question in parts.flat_map(|(_, (learned, _))| learned) {
            for answer in &question.right {
                index.learn(&Pick::new(&question.text, *answer));
            }
        }
        index
    }
}

/// Asks a question.
pub(super) fn search(index: &Index, text: &str) -> Found {
    index.search(&Query { text, queue: None, context: Context::default(), now: Timestamp::default(), limit: 10 })
}

/// The words that are most frequent in the questions: who has no time leaves them out.
fn common(questions: &[Question]) -> Vec<String> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in questions.iter().flat_map(|question| question.text.split_whitespace()) {
        *counts.entry(word).or_default() += 1;
    }
    let mut words: Vec<(&str, usize)> = counts.into_iter().collect();
    words.sort_unstable_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    words.into_iter().take(COMMON).map(|(word, _)| word.to_lowercase()).collect()
}

fn typed(text: &str, typing: Typing, common: &[String], random: &mut Random) -> String {
    let words = text.split_whitespace();
    match typing {
        Typing::Clean => text.to_owned(),
        Typing::Misspelt => {
            let misspelt =
                words.map(|word| if word.len() > 2 && random.chance(22) { random.slip(word) } else { word.into() });
            misspelt.collect::<Vec<_>>().join(" ")
        }
        Typing::Keywords => {
            let long = |word: &&str| word.len() > 3 && !common.contains(&word.to_lowercase());
            let kept: Vec<&str> = words.filter(long).take(2 + usize::from(random.chance(40))).collect();
            if kept.is_empty() { text.to_owned() } else { kept.join(" ") }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_haste_the_common_words_are_left_out() {
        let mut random = Random::new(3);
        let common = vec!["where".to_owned()];
        let text = typed("Where is my parcel gone today again", Typing::Keywords, &common, &mut random);
        assert!(text.starts_with("parcel gone"), "{text}");
    }

    #[test]
    fn figures_are_shares_of_what_was_asked() {
        let mut figures = Figures::default();
        let hits = [1, 2].map(|id| crate::lookup::Hit { id: AnswerId(id), score: 1.0 }).to_vec();
        let found = Found { hits, certainty: 1.0, sure: true };
        for right in [1, 2, 3, 1] {
            figures.count(&found, &[AnswerId(right)]);
        }
        let apart = figures.shares().into_iter().zip([0.5, 0.75, 0.625]).map(|(share, right)| (share - right).abs());
        assert!(apart.sum::<f64>() < 1e-6);
    }
}
