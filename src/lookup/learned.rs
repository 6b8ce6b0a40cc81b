//! What agents typed before they took an answer. Every such text is kept beside its answer like one of the answer's own
//! phrases; how much it counts is bounded for each agent.

use std::collections::HashMap;

use crate::domain::id::AnswerId;

use super::ranking::{self, Sought, WEIGHTS};
use super::words::Stem;
use super::real;

/// How many different texts are kept for an answer; beyond that, new ones only count for those already kept.
const EXAMPLES: usize = 512;

/// Everything that was learned, by answer.
#[derive(Default)]
pub(super) struct Learned {
    agents: HashMap<Box<str>, u32>,
    examples: HashMap<AnswerId, Vec<Example>>,
}

/// A text by which an answer was found, and who found it so.
struct Example {
    stems: Box<[Stem]>,
    /// How many picks came without a name, each of them taken for another person's.
    unnamed: u16,
    agents: Vec<u32>,
}

impl Learned {
    /// Notes a pick; true when it taught something new.
    pub(super) fn note(&mut self, answer: AnswerId, stems: Box<[Stem]>, agent: &str) -> bool {
        let examples = self.examples.entry(answer).or_default();
        let position = match examples.iter().position(|example| example.stems == stems) {
            Some(position) => position,
            None if stems.is_empty() || examples.len() >= EXAMPLES => return false,
            None => {
                examples.push(Example { stems, unnamed: 0, agents: Vec::new() });
                examples.len() - 1
            }
        };
        let Some(example) = examples.get_mut(position) else { return false };
        if agent.is_empty() {
            example.unnamed = example.unnamed.saturating_add(1);
            return true;
        }
        let next = u32::try_from(self.agents.len()).unwrap_or(u32::MAX);
        let agent = *self.agents.entry(agent.into()).or_insert(next);
        let news = !example.agents.contains(&agent);
        if news {
            example.agents.push(agent);
        }
        news
    }

    /// The texts that were learned for an answer, as stems.
    pub(super) fn texts(&self, answer: AnswerId) -> impl Iterator<Item = &[Stem]> {
        self.examples.get(&answer).into_iter().flatten().map(|example| &*example.stems)
    }

    /// Forgets an answer.
    pub(super) fn forget(&mut self, answer: AnswerId) {
        self.examples.remove(&answer);
    }

    /// How strongly the picks of an answer speak for it, in the measure of [`ranking::pooled`].
    pub(super) fn vote(&self, answer: AnswerId, sought: &Sought) -> f32 {
        let mut unnamed = 0.0;
        let mut named: Vec<(u32, f32)> = Vec::new();
        for example in self.examples.get(&answer).into_iter().flatten() {
            let vote = ranking::pooled(sought.likeness(&example.stems));
            if vote > 0.0 {
                unnamed += vote * real(usize::from(example.unnamed));
                for agent in &example.agents {
                    match named.iter_mut().find(|(known, _)| known == agent) {
                        Some((_, sum)) => *sum += vote,
                        None => named.push((*agent, vote)),
                    }
                }
            }
        }
        unnamed + named.into_iter().map(|(_, sum)| sum.min(WEIGHTS.one_agent)).sum::<f32>()
    }
}
