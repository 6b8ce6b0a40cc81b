//! What is learned from searching: which answer was taken after something was typed, what a team lead makes of that, and
//! what was typed in vain.

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::id::AnswerId;
use super::masked::masked;
use super::named::named;
use super::text::{Layout, prose, words};
use super::timestamp::Timestamp;

/// The fewest letters of a search that says anything.
const TELLING: usize = 3;

/// What an agent typed, and the answer that was then taken.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pick {
    /// What was typed.
    pub query: String,
    /// What was taken.
    pub answer: AnswerId,
    /// Who took it; empty when that is not known, as in picks that were imported.
    pub agent: String,
    /// The queue of the contact it was taken for; empty where there was none.
    #[serde(default)]
    pub queue: String,
    /// The guide that was open; empty where there was none.
    #[serde(default)]
    pub guide: String,
    /// The kind of customer it was taken for; empty where that is not known.
    #[serde(default)]
    pub tier: String,
    /// When; the start of 1970 where that is not known.
    #[serde(default)]
    pub at: Timestamp,
    /// What became of it.
    #[serde(default)]
    pub outcome: Outcome,
}

named! {
    /// What became of an answer that was taken, within its contact.
    #[derive(Default)]
    Outcome {
        /// It stayed in what was written.
        #[default]
        Stayed = "stayed",
        /// Something else was searched and taken at once: it was not what was meant.
        Followed = "followed",
        /// It was taken out again.
        Undone = "undone",
    }
}

impl Outcome {
    /// What a pick of this outcome counts, beside 1 for one that stayed.
    #[must_use]
    pub const fn strength(self) -> f32 {
        match self {
            Self::Stayed => 1.0,
            Self::Followed => 0.5,
            Self::Undone => 0.2,
        }
    }
}

impl fmt::Debug for Pick {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pick({:?}, {}, {}, {})", masked(&self.query), self.answer, self.agent, self.outcome.name())
    }
}

/// Words by which an answer is not to be found by what was learned until then.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forgotten {
    /// The words.
    pub words: String,
    /// Picks until this moment do not count.
    pub at: Timestamp,
}

named! {
    /// Why a search was in vain.
    Why {
        /// Nothing was found.
        Nothing = "nothing found",
        /// What was found was only near.
        NoneGood = "none good",
        /// Nothing of what was found was taken.
        NotTaken = "not taken",
    }
}

/// A search that came to nothing.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Miss {
    /// What was typed.
    pub query: String,
    /// The queue of the contact; empty where there was none.
    pub queue: String,
    /// Who searched.
    pub agent: String,
    /// Why it came to nothing.
    pub why: Why,
    /// When.
    pub at: Timestamp,
}

impl Miss {
    /// A search in vain, without the number of any card; `None` where too little was typed to say anything.
    #[must_use]
    pub fn new(query: &str, queue: &str, agent: &str, why: Why, at: Timestamp) -> Option<Self> {
        let query = prose(query, Layout::Line);
        let letters = words(&query).iter().map(|word| word.chars().count()).sum::<usize>();
        let (queue, agent) = (queue.to_owned(), agent.to_owned());
        (letters >= TELLING).then_some(Self { query, queue, agent, why, at })
    }
}

impl fmt::Debug for Miss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Miss({:?}, {}, {})", masked(&self.query), self.agent, self.why.name())
    }
}

/// How often an agent searched the same words for a queue in vain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misses {
    /// The latest of them.
    pub latest: Miss,
    /// How many there were.
    pub times: u32,
}

/// What the team searches and does not find.
#[derive(Clone, PartialEq, Eq)]
pub struct Missing {
    /// What was typed, as it was typed last.
    pub query: String,
    /// For which queue; empty where it was for none.
    pub queue: String,
    /// How often.
    pub times: u32,
    /// By how many agents.
    pub agents: usize,
    /// Why the last search was in vain.
    pub why: Why,
    /// When that was.
    pub last: Timestamp,
}

/// What was learned of an answer: words by which it was taken.
#[derive(Clone, PartialEq, Eq)]
pub struct Lesson {
    /// The answer's reference.
    pub answer: String,
    /// Its title.
    pub title: String,
    /// The words, as they were typed last.
    pub query: String,
    /// How often it was taken by them.
    pub times: u32,
    /// By how many agents; none where nobody is named, as in picks that were imported.
    pub agents: usize,
    /// When last, where that is known.
    pub last: Option<Timestamp>,
    /// Whether it is pinned to them.
    pub pinned: bool,
    /// Whether they are one of its phrases.
    pub phrase: bool,
}

impl fmt::Debug for Forgotten {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Forgotten({:?})", masked(&self.words))
    }
}

impl fmt::Debug for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Missing({:?}, {} by {})", masked(&self.query), self.times, self.agents)
    }
}

impl fmt::Debug for Lesson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Lesson({:?}, {}, {} by {})", masked(&self.query), self.answer, self.times, self.agents)
    }
}

/// Everything that a team lead sees of what was learned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Learning {
    /// What was learned, the most frequent first.
    pub lessons: Vec<Lesson>,
    /// What is missing, the most frequent first.
    pub missing: Vec<Missing>,
}

/// The form in which searches are the same: their words, folded, each once, in the order of the alphabet.
#[must_use]
pub fn same_words(query: &str) -> String {
    let words: BTreeSet<String> = words(query).into_iter().collect();
    words.into_iter().collect::<Vec<_>>().join(" ")
}

impl Answer {
    /// Whether it is pinned to these words.
    #[must_use]
    pub fn is_pinned_to(&self, query: &str) -> bool {
        holds(&self.pinned, query)
    }

    /// Whether these words are one of its phrases.
    #[must_use]
    pub fn has_phrase(&self, query: &str) -> bool {
        holds(&self.phrases, query)
    }

    /// Until when picks of these words do not count.
    #[must_use]
    pub fn forgot(&self, query: &str) -> Option<Timestamp> {
        if self.forgotten.is_empty() {
            return None;
        }
        let words = same_words(query);
        self.forgotten.iter().filter(|forgotten| forgotten.words == words).map(|forgotten| forgotten.at).max()
    }
}

fn holds(texts: &[String], query: &str) -> bool {
    let words = same_words(query);
    texts.iter().any(|text| same_words(text) == words)
}

/// What was learned from picks, of which the latest come last: a line for the words of each answer, the most frequent first,
/// then the latest. What is pinned is among it, whether anybody typed it or not.
#[must_use]
pub fn lessons(picks: &[Pick], answers: &[Answer]) -> Vec<Lesson> {
    let answers: HashMap<AnswerId, &Answer> = answers.iter().map(|answer| (answer.id, answer)).collect();
    let mut found: HashMap<(AnswerId, String), (Lesson, BTreeSet<&str>)> = HashMap::new();
    let begun = |answer: &Answer, query: &str| {
        let [answer_ref, title, query] = [&answer.reference, &answer.title, query].map(ToOwned::to_owned);
        let (pinned, phrase) = (answer.is_pinned_to(&query), answer.has_phrase(&query));
        let lesson = Lesson { answer: answer_ref, title, query, times: 0, agents: 0, last: None, pinned, phrase };
        (lesson, BTreeSet::new())
    };
    for pick in picks {
        let Some(answer) = answers.get(&pick.answer) else { continue };
        let key = (pick.answer, same_words(&pick.query));
        let (lesson, agents) = found.entry(key).or_insert_with(|| begun(answer, &pick.query));
        lesson.times += 1;
        lesson.query.clone_from(&pick.query);
        lesson.last = lesson.last.max(Some(pick.at).filter(|at| *at > Timestamp::default()));
        agents.extend(Some(pick.agent.as_str()).filter(|agent| !agent.is_empty()));
    }
    for answer in answers.values() {
        for words in &answer.pinned {
            found.entry((answer.id, same_words(words))).or_insert_with(|| begun(answer, words));
        }
    }
    let counted = |(lesson, agents): (Lesson, BTreeSet<&str>)| Lesson { agents: agents.len(), ..lesson };
    let mut lessons: Vec<Lesson> = found.into_values().map(counted).collect();
    lessons.sort_by(|a, b| {
        let order = (b.times, b.last).cmp(&(a.times, a.last));
        order.then_with(|| (&a.answer, &a.query).cmp(&(&b.answer, &b.query)))
    });
    lessons
}

/// What is missing: searches in vain, put together by their words and their queue. What somebody took an answer for
/// afterwards is missing no longer. The most frequent comes first, and of those the latest.
#[must_use]
pub fn missing(misses: &[Misses], picks: &[Pick]) -> Vec<Missing> {
    let mut taken: HashMap<String, Timestamp> = HashMap::new();
    for pick in picks {
        let at = taken.entry(same_words(&pick.query)).or_default();
        *at = pick.at.max(*at);
    }
    let mut found: HashMap<(String, &str), (Missing, BTreeSet<&str>)> = HashMap::new();
    for Misses { latest, times } in misses {
        let words = same_words(&latest.query);
        if taken.get(&words).is_some_and(|at| *at >= latest.at) {
            continue;
        }
        let Miss { query, queue, agent, why, at } = latest;
        let begun =
            || Missing { query: query.clone(), queue: queue.clone(), times: 0, agents: 0, why: *why, last: *at };
        let (missing, agents) = found.entry((words, queue)).or_insert_with(|| (begun(), BTreeSet::new()));
        if missing.last < *at {
            (missing.query, missing.why, missing.last) = (query.clone(), *why, *at);
        }
        missing.times = missing.times.saturating_add(*times);
        agents.insert(agent);
    }
    let counted = |(missing, agents): (Missing, BTreeSet<&str>)| Missing { agents: agents.len(), ..missing };
    let mut missing: Vec<Missing> = found.into_values().map(counted).collect();
    missing.sort_by(|a, b| {
        let order = (b.times, b.last).cmp(&(a.times, a.last));
        order.then_with(|| (&a.query, &a.queue).cmp(&(&b.query, &b.queue)))
    });
    missing
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::default().plus_seconds(seconds)
    }

    fn answer(id: i64, pinned: &[&str]) -> Answer {
        let answer = json!({"id": id, "version": 1, "ref": format!("a{id}"), "title": "T", "pinned": pinned,
                            "phrases": ["money back"]});
        serde_json::from_value(answer).unwrap()
    }

    fn pick(query: &str, answer: i64, agent: &str, seconds: i64) -> Pick {
        let pick = json!({"query": query, "answer": answer, "agent": agent, "at": at(seconds)});
        serde_json::from_value(pick).unwrap()
    }

    fn misses(query: &str, queue: &str, agent: &str, times: u32, seconds: i64) -> Misses {
        Misses { latest: Miss::new(query, queue, agent, Why::NoneGood, at(seconds)).unwrap(), times }
    }

    #[test]
    fn lessons_are_put_together_by_their_words_and_name_how_many_agents_taught_them() {
        let picks = [
            pick("Money back!", 1, "ann", 1),
            pick("back money", 1, "bob", 9),
            pick("money back", 1, "bob", 5),
            pick("money back", 2, "", 0),
            pick("gone", 7, "ann", 2),
        ];
        let told = lessons(&picks, &[answer(1, &[]), answer(2, &["late parcel"])]);
        let told: Vec<_> =
            told.iter().map(|l| (l.answer.as_str(), l.query.as_str(), l.times, l.agents, l.last, l.pinned)).collect();
        assert_eq!(
            told,
            [
                ("a1", "money back", 3, 2, Some(at(9)), false),
                ("a2", "money back", 1, 0, None, false),
                ("a2", "late parcel", 0, 0, None, true),
            ]
        );
    }

    #[test]
    fn what_is_missing_is_put_together_by_words_and_queue_until_an_answer_is_taken_for_it() {
        let all = [
            misses("blue tent", "shop", "ann", 2, 5),
            misses("tent, blue", "shop", "bob", 1, 8),
            misses("blue tent", "", "ann", 1, 6),
            misses("late parcel", "", "ann", 9, 4),
        ];
        let told = missing(&all, &[pick("parcel late", 1, "bob", 4), pick("blue tent", 1, "bob", 3)]);
        let told: Vec<_> =
            told.iter().map(|m| (m.query.as_str(), m.queue.as_str(), m.times, m.agents, m.last)).collect();
        assert_eq!(told, [("tent, blue", "shop", 3, 2, at(8)), ("blue tent", "", 1, 1, at(6))]);
    }

    #[test]
    fn a_search_in_vain_keeps_no_card_and_says_something() {
        let new = |query| Miss::new(query, "", "ann", Why::Nothing, at(1));
        assert_eq!(new("a b"), None);
        assert!(!new("card 4111 1111 1111 1111").unwrap().query.contains("4111 1111"));
    }
}
