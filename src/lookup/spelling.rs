//! What a typed word may stand for: stems of the library's own words, and how surely, be it whole, begun or misspelt, or
//! another word for the same.

use super::grams::{self, Form, Grams};
use super::real;
use super::weights::Weights;
use super::words::{Source, Stem, Words};

/// One stem that a typed word may stand for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Meaning {
    /// The stem.
    pub(super) stem: Stem,
    /// How surely it is meant, above 0 up to 1.
    pub(super) surety: f32,
}

/// Whether more letters of a word may follow.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// The word stands as it was meant.
    Whole,
    /// It is still being typed.
    Open,
}

/// How many stems one typed word stands for at most.
const MEANINGS: usize = 16;

/// The likeness that a word keeps however it is misspelt: a swap spoils four of its grams.
const SPARED: f32 = 0.15;

/// What a typed word may stand for, the surest first; `held` says how many answers hold a stem.
pub(super) fn meanings(
    word: &str,
    ending: Ending,
    words: &Words,
    grams: &Grams,
    weights: &Weights,
    held: impl Fn(Stem) -> usize,
) -> Vec<Meaning> {
    let mut found: Vec<Meaning> = words.stems(word).into_iter().map(|stem| Meaning { stem, surety: 1.0 }).collect();
    let known = found.iter().any(|m| words.source(m.stem) == Source::Answers && held(m.stem) > 0);
    let share = if known { weights.related } else { 1.0 };
    let typed = Form::new(word, Stem::MAX);
    let unlike = if known { weights.unlike } else { weights.strange };
    let mut nearest = ("", 0.0);
    found.extend(grams.alike(word, if known { unlike } else { SPARED }).filter_map(|(form, cosine)| {
        let resembling = (cosine - unlike) / (1.0 - unlike);
        let surety = share * if known { resembling } else { resembling.max(misspelt(&typed, form)) };
        if surety > nearest.1 {
            nearest = (&form.text, surety);
        }
        (surety > 0.0).then_some(Meaning { stem: form.stem, surety })
    }));
    let before = found.len();
    let surety = if known { weights.synonym } else { weights.instead };
    found.extend(words.synonyms(word).map(|stem| Meaning { stem, surety }));
    if !known && found.len() == before {
        // It says the same as the word that it is most likely a slip of.
        let surety = weights.synonym * nearest.1;
        found.extend(words.synonyms(nearest.0).map(|stem| Meaning { stem, surety }));
    }
    if ending == Ending::Open {
        let most = grams.beginning(word).map(|form| held(form.stem)).max().unwrap_or(0).max(1);
        found.extend(grams.beginning(word).map(|form| {
            let (done, usual) = (real(typed.length) / real(form.length), real(held(form.stem)) / real(most));
            Meaning { stem: form.stem, surety: share * (done * usual.sqrt()).sqrt() }
        }));
    }
    found.sort_unstable_by(|a, b| a.stem.cmp(&b.stem).then(b.surety.total_cmp(&a.surety)));
    found.dedup_by_key(|meaning| meaning.stem);
    found.retain(|meaning| held(meaning.stem) > 0);
    found.sort_unstable_by(|a, b| b.surety.total_cmp(&a.surety).then(a.stem.cmp(&b.stem)));
    found.truncate(MEANINGS);
    found
}

/// How surely one word is another misspelt, from how many letters are dropped, doubled, changed or swapped.
fn misspelt(typed: &Form, form: &Form) -> f32 {
    let allowed = match typed.length {
        0..=2 => return 0.0,
        3..=6 => 1,
        _ => 2,
    };
    // An edit changes the set of letters by two at most; counting bits is a hundred times faster than aligning words.
    let apart = grams::differing(typed.letters, form.letters);
    if typed.length.abs_diff(form.length) > allowed || apart > 2 * allowed {
        return 0.0;
    }
    let distance = strsim::osa_distance(&typed.text, &form.text);
    if distance > allowed { 0.0 } else { 1.0 - real(distance) / real(typed.length.max(form.length)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lookup::words::Language;

    const LIBRARY: [&str; 8] = ["refund", "refunds", "reference", "card", "cancel", "cancellation", "order", "account"];

    fn meant(typed: &str, ending: Ending) -> Vec<(String, f32)> {
        let (mut words, mut grams) = (Words::default(), Grams::default());
        let mut stems = Vec::new();
        for word in LIBRARY {
            stems.push(words.learn(word, Language::tagged("en"), Source::Answers, |form, stem| grams.add(form, stem)));
        }
        let word = |stem| LIBRARY[stems.iter().position(|known| *known == stem).unwrap()].to_owned();
        let found = meanings(typed, ending, &words, &grams, &Weights::default(), |_| 1);
        found.into_iter().map(|meaning| (word(meaning.stem), meaning.surety)).collect()
    }

    fn first(typed: &str, ending: Ending) -> Option<String> {
        meant(typed, ending).into_iter().next().map(|(word, _)| word)
    }

    #[test]
    fn a_known_word_is_surely_meant_and_its_relatives_less() {
        let found = meant("refunding", Ending::Whole);
        assert_eq!(found[0], ("refund".to_owned(), 1.0));
        assert!(found.iter().skip(1).all(|(_, surety)| *surety < 0.5));
    }

    #[test]
    fn a_letter_dropped_doubled_changed_or_swapped_is_forgiven() {
        for (typed, word) in [("refnd", "refund"), ("orrder", "order"), ("crad", "card"), ("accpunt", "account")] {
            assert_eq!(first(typed, Ending::Whole).as_deref(), Some(word), "{typed}");
        }
        assert_eq!(first("xylophone", Ending::Whole), None);
    }

    #[test]
    fn only_an_open_word_may_go_on() {
        assert_eq!(first("acc", Ending::Open).as_deref(), Some("account"));
        assert_eq!(meant("o", Ending::Open).len(), 1);
        assert_eq!(meant("o", Ending::Whole), []);
    }

    #[test]
    fn two_letters_are_too_few_to_be_misspelt() {
        assert_eq!(meant("xd", Ending::Whole), []);
    }
}
