//! What a typed word means: the stems it may stand for, and how surely, be it whole, begun or misspelt. Only words that
//! the library itself knows come out.

use super::grams::{self, Form, Grams};
use super::ranking::WEIGHTS;
use super::real;
use super::words::{Stem, Words};

/// One stem that a typed word may stand for.
#[derive(Clone, Copy)]
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
    /// It is being typed.
    Open,
}

/// How many stems one typed word may stand for at most.
const MEANINGS: usize = 48;

/// The stems that a typed word may stand for, the surest first; `common` says how often a stem occurs.
pub(super) fn meanings(
    word: &str,
    ending: Ending,
    words: &Words,
    grams: &Grams,
    common: impl Fn(Stem) -> usize,
) -> Vec<Meaning> {
    let mut found: Vec<Meaning> = words.stems(word).into_iter().map(|stem| Meaning { stem, surety: 1.0 }).collect();
    let known = found.iter().any(|meaning| common(meaning.stem) > 0);
    let length = word.chars().count();
    let letters = grams::letters(word);
    let share = if known { WEIGHTS.related } else { WEIGHTS.misspelt };
    found.extend(grams.alike(word).filter_map(|alike| {
        let resembling = ((alike.cosine - WEIGHTS.unlike) / (1.0 - WEIGHTS.unlike)).max(0.0);
        let edited = if known { 0.0 } else { edits(word, length, letters, alike.form) };
        let surety = share * resembling.max(edited);
        (surety > 0.0).then_some(Meaning { stem: alike.form.stem, surety })
    }));
    if ending == Ending::Open {
        found.extend(grams.beginning(word).map(|form| {
            let typed = real(length) / real(form.length.max(1));
            let share = if known { WEIGHTS.related } else { 1.0 };
            Meaning { stem: form.stem, surety: share * WEIGHTS.begun * typed.sqrt() }
        }));
    }
    found.sort_by(|a, b| a.stem.cmp(&b.stem).then(b.surety.total_cmp(&a.surety)));
    found.dedup_by_key(|meaning| meaning.stem);
    found.sort_by(|a, b| b.surety.total_cmp(&a.surety).then(common(b.stem).cmp(&common(a.stem))).then(a.stem.cmp(&b.stem)));
    found.truncate(MEANINGS);
    found
}

/// How surely a word is a misspelt form, from the letters dropped, doubled, changed and swapped between them.
fn edits(word: &str, length: usize, letters: u64, form: &Form) -> f32 {
    let allowed = match length {
        0..=2 => return 0.0,
        3..=6 => 1,
        _ => 2,
    };
    let differing = (letters ^ form.letters).count_ones();
    if form.length.abs_diff(length) > allowed || usize::try_from(differing).unwrap_or(usize::MAX) > 2 * allowed {
        return 0.0;
    }
    match strsim::osa_distance(word, &form.text) {
        distance if distance <= allowed => 1.0 - real(distance) / real(length.max(form.length)),
        _ => 0.0,
    }
}
