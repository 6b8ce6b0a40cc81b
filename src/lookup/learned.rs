//! What agents typed before they took an answer. Such a text speaks for its answer like one of its own phrases; how loud
//! the texts of one agent are together is bounded.

use std::collections::{BTreeSet, HashMap};

use crate::domain::id::AnswerId;

use super::ranking::{self, Sought, WEIGHTS};
use super::real;
use super::words::Stem;

/// How many different texts are kept of an answer; later ones only count where they repeat one of those.
const EXAMPLES: usize = 256;

/// Everything that was learned.
#[derive(Default)]
pub(super) struct Learned {
    agents: HashMap<Box<str>, u32>,
    lessons: HashMap<AnswerId, Lessons>,
}

/// What was learned of one answer.
#[derive(Default)]
struct Lessons {
    /// Who ever took it.
    agents: Vec<u32>,
    examples: Vec<Example>,
}

/// A text by which an answer was found, and who found it so.
struct Example {
    text: Box<[Stem]>,
    /// Places among the agents of the lessons.
    agents: Vec<usize>,
    /// How many picks came without a name; each is taken for another agent's.
    unnamed: u16,
}

impl Learned {
    /// Notes that an answer was taken after this text, given as distinct stems, was typed; what comes back are those of
    /// them that nobody has learned from this agent yet.
    pub(super) fn note(&mut self, answer: AnswerId, text: &[Stem], agent: &str) -> Vec<Stem> {
        let Lessons { agents, examples } = self.lessons.entry(answer).or_default();
        let position = examples.iter().position(|example| *example.text == *text).unwrap_or(examples.len());
        if position == examples.len() {
            if text.is_empty() || position >= EXAMPLES {
                return Vec::new();
            }
            examples.push(Example { text: text.into(), agents: Vec::new(), unnamed: 0 });
        }
        let next = u32::try_from(self.agents.len()).unwrap_or(u32::MAX);
        let place = (!agent.is_empty()).then(|| {
            let agent = *self.agents.entry(agent.into()).or_insert(next);
            agents.iter().position(|known| *known == agent).unwrap_or_else(|| {
                agents.push(agent);
                agents.len() - 1
            })
        });
        let said = |stem: &Stem| match place {
            Some(place) => examples.iter().any(|e| e.agents.contains(&place) && e.text.contains(stem)),
            None => examples.get(position).is_some_and(|example| example.unnamed > 0),
        };
        let news = text.iter().copied().filter(|stem| !said(stem)).collect();
        if let Some(example) = examples.get_mut(position) {
            match place {
                Some(place) if !example.agents.contains(&place) => example.agents.push(place),
                Some(_) => {}
                None => example.unnamed = example.unnamed.saturating_add(1),
            }
        }
        news
    }

    /// The stems that were learned of an answer, each as often as [`Learned::note`] gave it back.
    pub(super) fn stems(&self, answer: AnswerId) -> Vec<Stem> {
        let Some(Lessons { agents, examples }) = self.lessons.get(&answer) else { return Vec::new() };
        let mut stems = Vec::new();
        for place in 0..agents.len() {
            let said = examples.iter().filter(|example| example.agents.contains(&place));
            stems.extend(said.flat_map(|example| example.text.iter().copied()).collect::<BTreeSet<_>>());
        }
        let unnamed = examples.iter().filter(|example| example.unnamed > 0);
        stems.extend(unnamed.flat_map(|example| example.text.iter().copied()));
        stems
    }

    /// Forgets what was learned of an answer.
    pub(super) fn forget(&mut self, answer: AnswerId) {
        self.lessons.remove(&answer);
    }

    /// Drops a text by which an answer was found; what comes back is what [`Learned::stems`] no longer tells.
    pub(super) fn unlearn(&mut self, answer: AnswerId, text: &[Stem]) -> Vec<Stem> {
        let mut gone = self.stems(answer);
        if let Some(lessons) = self.lessons.get_mut(&answer) {
            lessons.examples.retain(|example| *example.text != *text);
        }
        for stem in self.stems(answer) {
            if let Some(place) = gone.iter().position(|known| *known == stem) {
                gone.swap_remove(place);
            }
        }
        gone
    }

    /// How loud the picks of an answer speak for it, in the measure of [`ranking::pooled`].
    pub(super) fn vote(&self, answer: AnswerId, sought: &Sought) -> f32 {
        let Some(Lessons { agents, examples }) = self.lessons.get(&answer) else { return 0.0 };
        let mut unnamed = 0.0;
        let mut named = vec![0.0_f32; agents.len()];
        for example in examples {
            let vote = ranking::pooled(sought.likeness(&example.text));
            unnamed += vote * real(usize::from(example.unnamed));
            for place in &example.agents {
                if let Some(sum) = named.get_mut(*place) {
                    *sum += vote;
                }
            }
        }
        unnamed + named.into_iter().map(|sum| sum.min(WEIGHTS.agent)).sum::<f32>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lookup::spelling::Meaning;
    use crate::lookup::words::{Language, Source, Words};

    const ANSWER: AnswerId = AnswerId(1);

    fn sought(stem: Stem) -> Sought {
        let mut words = Words::default();
        for number in 0..100 {
            words.learn(&number.to_string(), Language::tagged(""), Source::Answers, |_, _| ());
        }
        Sought::new(&[vec![Meaning { stem, surety: 1.0 }]], &words, 10, |_| 1)
    }

    #[test]
    fn one_agent_counts_once_however_often_and_variously_he_picks() {
        let mut learned = Learned::default();
        assert_eq!(learned.note(ANSWER, &[1], "eve"), [1]);
        let once = learned.vote(ANSWER, &sought(1));
        assert!(learned.note(ANSWER, &[1], "eve").is_empty());
        for stem in 2..90 {
            assert_eq!(learned.note(ANSWER, &[1, stem], "eve"), [stem]);
        }
        assert!((learned.vote(ANSWER, &sought(1)) - once).abs() < 1e-6);
        assert_eq!(learned.note(ANSWER, &[1], "bob"), [1]);
        assert!(learned.vote(ANSWER, &sought(1)) > 1.9 * once);
    }

    #[test]
    fn what_is_not_like_it_says_nothing() {
        let mut learned = Learned::default();
        learned.note(ANSWER, &[1], "eve");
        assert!(learned.vote(ANSWER, &sought(2)).abs() < 1e-6);
        assert!(learned.vote(AnswerId(2), &sought(1)).abs() < 1e-6);
        learned.forget(ANSWER);
        assert!(learned.vote(ANSWER, &sought(1)).abs() < 1e-6);
    }

    #[test]
    fn the_stems_of_an_answer_are_those_that_were_news() {
        let mut learned = Learned::default();
        let picks: [(&[Stem], &str); 6] =
            [(&[1, 2], "eve"), (&[2, 3], "eve"), (&[2, 3], "bob"), (&[2, 3], ""), (&[2, 3], ""), (&[3, 4], "")];
        let mut news: Vec<Stem> = picks.iter().flat_map(|(text, agent)| learned.note(ANSWER, text, agent)).collect();
        let mut stems = learned.stems(ANSWER);
        news.sort_unstable();
        stems.sort_unstable();
        assert_eq!(stems, [1, 2, 2, 2, 3, 3, 3, 3, 4]);
        assert_eq!(stems, news);
    }

    #[test]
    fn there_is_an_end_to_what_is_kept() {
        let mut learned = Learned::default();
        let fresh = (0..1000).filter(|stem| learned.note(ANSWER, &[*stem], "") == [*stem]).count();
        assert_eq!(fresh, EXAMPLES);
        assert!(learned.note(ANSWER, &[], "").is_empty());
    }
}
