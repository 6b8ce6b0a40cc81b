//! What agents typed before they took an answer. Such a text speaks for its answer like one of its own phrases: louder where
//! it was taken in the same queue, guide and tier, fainter the longer ago; and how loud one agent is, is bounded.

use std::collections::{BTreeMap, HashMap};

use crate::domain::id::AnswerId;
use crate::domain::timestamp::Timestamp;

use super::names::{NOBODY, Name, Names, Scenes};
use super::ranking::{self, Sought};
use super::weights::Weights;
use super::words::Stem;
use super::{Pick, Query, at, real};

/// How many different texts are kept of an answer; a new one takes the place of the oldest.
const EXAMPLES: usize = 256;

/// How many of them one agent may hold; beyond it, his new ones take the place of his own oldest.
const OWN: usize = 32;

/// How many voices are kept of a text; the newest stay.
const VOICES: usize = 32;

/// Everything that was learned.
#[derive(Default)]
pub(super) struct Learned {
    agents: Names,
    scenes: Scenes,
    lessons: HashMap<AnswerId, Vec<Example>>,
}

/// A text by which an answer was found, and who found it so.
struct Example {
    text: Box<[Stem]>,
    voices: Vec<Voice>,
}

/// That somebody took the answer after this text, in one kind of contact.
struct Voice {
    /// Nobody where that is not known; each such pick is taken for another agent's.
    agent: Name,
    scene: Name,
    at: Timestamp,
    strength: f32,
}

impl Example {
    fn latest(&self) -> Timestamp {
        self.voices.iter().map(|voice| voice.at).max().unwrap_or_default()
    }

    /// Whether this very pick was told before: by the same agent, at the same moment.
    fn told(&self, voice: &Voice) -> bool {
        let same = |known: &Voice| (known.agent, known.scene, known.at) == (voice.agent, voice.scene, voice.at);
        voice.agent != NOBODY && self.voices.iter().any(same)
    }

    fn has(&self, agent: Name) -> bool {
        self.voices.iter().any(|voice| voice.agent == agent)
    }
}

/// With what ears the picks are heard.
pub(super) struct Hearing<'a> {
    /// What is sought.
    pub(super) sought: &'a Sought,
    /// When: what was said long ago is faint.
    pub(super) now: Timestamp,
    /// How much of each scene is the same here: see [`Learned::alike`].
    pub(super) alike: Vec<f32>,
}

/// How often each stem is said for an answer, an agent's word counting once.
type Said = BTreeMap<Stem, f32>;

impl Learned {
    /// Notes that an answer was taken after this text, given as distinct stems, was typed; `hear` is told by how much each
    /// stem is said more often for it, or less, as of `now`.
    pub(super) fn note(
        &mut self,
        pick: &Pick<'_>,
        text: &[Stem],
        now: Timestamp,
        weights: &Weights,
        mut hear: impl FnMut(Stem, f32),
    ) {
        let (agent, scene) = (self.agents.intern(pick.agent), self.scenes.intern(pick.queue, pick.guide, pick.tier));
        let strength = pick.strength.clamp(0.0, 1.0);
        if text.is_empty() || strength <= 0.0 {
            return;
        }
        let examples = self.lessons.entry(pick.answer).or_default();
        let known = examples.iter().position(|example| *example.text == *text);
        let voice = Voice { agent, scene, at: pick.at, strength };
        if known.and_then(|place| examples.get(place)).is_some_and(|example| example.told(&voice)) {
            let before = said(examples, now, weights);
            if let Some(example) = known.and_then(|place| examples.get_mut(place)) {
                example.hear(voice, weights);
            }
            for (stem, times) in said(examples, now, weights) {
                let more = times - before.get(&stem).copied().unwrap_or_default();
                if more != 0.0 {
                    hear(stem, more);
                }
            }
            return;
        }
        if known.is_none() {
            make_room(examples, agent, now, weights, &mut hear);
        }
        let strength_now = strength * weights.fade(pick.at, now);
        let unsaid = |stem: &Stem| match agent {
            NOBODY => !known.and_then(|place| examples.get(place)).is_some_and(|example| example.has(NOBODY)),
            agent => !examples.iter().any(|example| example.has(agent) && example.text.contains(stem)),
        };
        text.iter().filter(|stem| unsaid(stem)).for_each(|stem| hear(*stem, strength_now));
        if known.is_none() {
            examples.push(Example { text: text.into(), voices: Vec::new() });
        }
        let place = known.unwrap_or(examples.len() - 1);
        if let Some(example) = examples.get_mut(place) {
            example.hear(voice, weights);
        }
    }

    /// How often each stem is said for an answer, as of `now`.
    pub(super) fn said(&self, answer: AnswerId, now: Timestamp, weights: &Weights) -> Said {
        self.lessons.get(&answer).map(|examples| said(examples, now, weights)).unwrap_or_default()
    }

    /// Drops a text by which an answer was found; `hear` is told how much less each stem is said for it.
    pub(super) fn unlearn(
        &mut self,
        answer: AnswerId,
        text: &[Stem],
        now: Timestamp,
        weights: &Weights,
        hear: impl FnMut(Stem, f32),
    ) {
        if let Some(examples) = self.lessons.get_mut(&answer) {
            drop_those(examples, |example| *example.text == *text, now, weights, hear);
        }
    }

    /// Forgets what was learned of an answer.
    pub(super) fn forget(&mut self, answer: AnswerId) {
        self.lessons.remove(&answer);
    }

    /// How much of each scene is the same in the contact in which something is searched.
    pub(super) fn alike(&self, query: &Query<'_>) -> Vec<f32> {
        let here = [query.queue.unwrap_or_default(), query.context.guide, query.context.tier];
        let same = |scene: &[Box<str>; 3]| scene.iter().zip(here).filter(|(a, b)| !b.is_empty() && ***a == **b).count();
        self.scenes.all().map(|scene| real(same(scene))).collect()
    }

    /// How many texts were learned of an answer.
    pub(super) fn texts(&self, answer: AnswerId) -> usize {
        self.lessons.get(&answer).map_or(0, Vec::len)
    }

    /// How loud the picks of an answer speak for it, in the measure of [`ranking::pooled`].
    pub(super) fn vote(&self, answer: AnswerId, hearing: &Hearing<'_>, weights: &Weights) -> f32 {
        let Some(examples) = self.lessons.get(&answer) else { return 0.0 };
        let mut unnamed = 0.0;
        // By agent, what his picks come to, and how loud he is heard here.
        let mut named: Vec<(Name, f32, f32)> = Vec::new();
        for example in examples {
            let likeness = hearing.sought.likeness(&example.text);
            if likeness <= 0.0 {
                continue;
            }
            let vote = ranking::pooled(likeness);
            for voice in &example.voices {
                let loud = 1.0 + weights.same * hearing.alike.get(at(voice.scene)).copied().unwrap_or(0.0);
                let part = vote * voice.strength * weights.fade(voice.at, hearing.now);
                match named.iter_mut().find(|(agent, ..)| *agent == voice.agent) {
                    _ if voice.agent == NOBODY => unnamed += part * loud,
                    Some((_, sum, loudest)) => (*sum, *loudest) = (*sum + part, loudest.max(loud)),
                    None => named.push((voice.agent, part, loud)),
                }
            }
        }
        unnamed + named.into_iter().map(|(_, sum, loud)| loud * sum.min(weights.agent)).sum::<f32>()
    }
}

impl Example {
    /// Takes a voice in: that of an agent in a scene is one, those of nobody add up. The same pick told anew is as it is told
    /// last.
    fn hear(&mut self, voice: Voice, weights: &Weights) {
        let same = self.voices.iter_mut().find(|known| (known.agent, known.scene) == (voice.agent, voice.scene));
        if let Some(known) = same {
            let (before, latest) = (known.strength * weights.fade(known.at, voice.at), known.at.max(voice.at));
            let strength = match voice.agent {
                NOBODY => before + voice.strength,
                _ if known.at == voice.at => voice.strength,
                _ => before.max(voice.strength),
            };
            (known.strength, known.at) = (strength, latest);
            return;
        }
        if self.voices.len() >= VOICES {
            let oldest = self.voices.iter().enumerate().min_by_key(|(_, voice)| voice.at).map(|(place, _)| place);
            oldest.map(|place| self.voices.swap_remove(place));
        }
        self.voices.push(voice);
    }
}

/// Makes room for one more text of an agent.
fn make_room(
    examples: &mut Vec<Example>,
    agent: Name,
    now: Timestamp,
    weights: &Weights,
    hear: &mut impl FnMut(Stem, f32),
) {
    let own = examples.iter().filter(|example| agent != NOBODY && example.has(agent)).count();
    let candidates = examples.iter().filter(|example| own < OWN || example.has(agent));
    if own < OWN && examples.len() < EXAMPLES {
        return;
    }
    let oldest = candidates.min_by_key(|example| example.latest()).map(|example| example.text.clone());
    if let Some(text) = oldest {
        drop_those(examples, |example| example.text == text, now, weights, hear);
    }
}

fn drop_those(
    examples: &mut Vec<Example>,
    gone: impl Fn(&Example) -> bool,
    now: Timestamp,
    weights: &Weights,
    mut hear: impl FnMut(Stem, f32),
) {
    let before = said(examples, now, weights);
    examples.retain(|example| !gone(example));
    let after = said(examples, now, weights);
    for (stem, times) in before {
        let left = after.get(&stem).copied().unwrap_or(0.0);
        if left < times {
            hear(stem, left - times);
        }
    }
}

fn said(examples: &[Example], now: Timestamp, weights: &Weights) -> Said {
    let mut by_agent: BTreeMap<(Name, Stem), f32> = BTreeMap::new();
    let mut said = Said::new();
    for example in examples {
        let loudest = |agent| {
            let own = example.voices.iter().filter(move |voice| voice.agent == agent);
            own.map(|voice| voice.strength.min(1.0) * weights.fade(voice.at, now)).fold(0.0, f32::max)
        };
        for stem in &example.text {
            for voice in &example.voices {
                let strength = loudest(voice.agent);
                // What nobody in particular typed counts anew with every text.
                if voice.agent != NOBODY {
                    let known = by_agent.entry((voice.agent, *stem)).or_default();
                    *known = known.max(strength);
                }
            }
            *said.entry(*stem).or_default() += loudest(NOBODY);
        }
    }
    for ((_, stem), strength) in by_agent {
        *said.entry(stem).or_default() += strength;
    }
    said.retain(|_, times| *times > 0.0);
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lookup::spelling::Meaning;
    use crate::lookup::words::{Language, Source, Words};

    const ANSWER: AnswerId = AnswerId(1);

    fn vote(learned: &Learned, stem: Stem) -> f32 {
        let mut words = Words::default();
        for number in 0..100 {
            words.learn(&number.to_string(), Language::tagged(""), Source::Answers, |_, _| ());
        }
        let sought = Sought::new(&[vec![Meaning { stem, surety: 1.0 }]], &words, 10, |_| 1);
        let hearing = Hearing { sought: &sought, now: day(1000), alike: Vec::new() };
        learned.vote(ANSWER, &hearing, &Weights::default())
    }

    fn day(day: i64) -> Timestamp {
        Timestamp::default().plus_seconds(day * 86_400)
    }

    /// What a pick says anew.
    fn note(learned: &mut Learned, pick: &Pick<'_>, text: &[Stem]) -> Vec<(Stem, f32)> {
        let mut news = Vec::new();
        learned.note(pick, text, day(1000), &Weights::default(), |stem, times| news.push((stem, times)));
        news
    }

    fn by(agent: &str) -> Pick<'_> {
        Pick { agent, ..Pick::new("", ANSWER) }
    }

    #[test]
    fn one_agent_counts_once_however_often_and_variously_he_picks() {
        let mut learned = Learned::default();
        assert_eq!(note(&mut learned, &by("eve"), &[1]), [(1, 1.0)]);
        let once = vote(&learned, 1);
        assert!(note(&mut learned, &by("eve"), &[1]).is_empty());
        for stem in 2..20 {
            assert_eq!(note(&mut learned, &by("eve"), &[1, stem]), [(stem, 1.0)]);
        }
        assert!((vote(&learned, 1) - once).abs() < 1e-6);
        assert_eq!(note(&mut learned, &by("bob"), &[1]), [(1, 1.0)]);
        assert!(vote(&learned, 1) > 1.9 * once);
    }

    #[test]
    fn what_is_not_like_it_says_nothing() {
        let mut learned = Learned::default();
        note(&mut learned, &by("eve"), &[1]);
        assert!(vote(&learned, 2).abs() < 1e-6);
        learned.forget(ANSWER);
        assert!(vote(&learned, 1).abs() < 1e-6);
    }

    #[test]
    fn old_picks_and_half_hearted_ones_speak_fainter() {
        let loud = |pick: &Pick<'_>| {
            let mut learned = Learned::default();
            let news = note(&mut learned, pick, &[1, 2, 3, 4, 5, 6, 7, 8, 9]);
            (vote(&learned, 1), news.first().map_or(0.0, |(_, times)| *times))
        };
        let (fresh, times) = loud(&Pick { at: day(1000), ..by("eve") });
        for pick in [Pick { at: day(820), ..by("eve") }, Pick { strength: 0.5, ..by("eve") }] {
            let (fainter, fewer) = loud(&pick);
            assert!((fainter - fresh / 2.0).abs() < 1e-3 && (fewer - times / 2.0).abs() < 1e-3, "{pick:?}");
        }
        assert_eq!(loud(&Pick { strength: 0.0, ..by("eve") }), (0.0, 0.0));
    }

    #[test]
    fn what_is_said_of_an_answer_is_what_was_news() {
        let mut learned = Learned::default();
        let picks: [(&[Stem], &str); 6] =
            [(&[1, 2], "eve"), (&[2, 3], "eve"), (&[2, 3], "bob"), (&[2, 3], ""), (&[2, 3], ""), (&[3, 4], "")];
        let mut news = Said::new();
        for (text, agent) in picks {
            for (stem, times) in note(&mut learned, &by(agent), text) {
                *news.entry(stem).or_default() += times;
            }
        }
        let said = learned.said(ANSWER, day(1000), &Weights::default());
        assert_eq!(said, Said::from([(1, 1.0), (2, 3.0), (3, 4.0), (4, 1.0)]));
        assert_eq!(said, news);
        let mut gone = Vec::new();
        learned.unlearn(ANSWER, &[2, 3], day(1000), &Weights::default(), |stem, times| gone.push((stem, times)));
        assert_eq!(gone, [(2, -2.0), (3, -3.0)]);
    }

    #[test]
    fn there_is_an_end_to_what_is_kept_and_the_oldest_goes_first() {
        let mut learned = Learned::default();
        for (number, stem) in (0..).zip([1].into_iter().chain(1000..2000).chain([2])) {
            note(&mut learned, &Pick { at: day(number), ..by("") }, &[stem]);
        }
        assert_eq!(learned.texts(ANSWER), EXAMPLES);
        assert!(vote(&learned, 2) > 0.0 && vote(&learned, 1).abs() < 1e-6);
        assert!(note(&mut learned, &by(""), &[]).is_empty());
    }

    #[test]
    fn one_agent_displaces_only_his_own_texts() {
        let mut learned = Learned::default();
        note(&mut learned, &Pick { at: day(1), ..by("ann") }, &[99]);
        for stem in 0..90 {
            note(&mut learned, &Pick { at: day(2), ..by("eve") }, &[stem]);
        }
        assert_eq!(learned.texts(ANSWER), OWN + 1);
        assert!(vote(&learned, 99) > 0.0);
    }

    #[test]
    fn a_pick_that_is_told_anew_counts_as_it_is_told_last() {
        let mut learned = Learned::default();
        let told = |strength| Pick { agent: "ann", at: day(1000), strength, ..Pick::new("", ANSWER) };
        note(&mut learned, &told(1.0), &[1, 2]);
        let whole = vote(&learned, 1);
        assert_eq!(note(&mut learned, &told(0.25), &[1, 2]), [(1, -0.75), (2, -0.75)]);
        assert!(vote(&learned, 1) < whole);
        note(&mut learned, &told(1.0), &[1, 2]);
        assert!((vote(&learned, 1) - whole).abs() < 1e-6);
    }
}
