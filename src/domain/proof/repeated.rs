//! A word that stands twice.

use super::run::runs;
use super::{Mark, Rule};

/// What may well stand twice, by language; the first line is of all.
const WANTED: [(&str, &[&str]); 5] = [
    ("", &["bye", "ha", "no", "yes", "tam", "so"]),
    ("en", &["had", "that", "is", "very"]),
    ("de", &["die", "der", "das", "sie", "ihr", "wir", "ja", "nein"]),
    ("fr", &["nous", "vous"]),
    ("nl", &["dat", "die", "wat"]),
];

pub(super) fn marks(text: &str, tongue: &str) -> Vec<Mark> {
    let runs = runs(text);
    let wanted =
        |word: &str| WANTED.iter().any(|(of, words)| (of.is_empty() || *of == tongue) && words.contains(&word));
    let twice = runs.iter().zip(runs.iter().skip(1)).filter(|(first, second)| {
        let between = text.get(first.range.end..second.range.start).unwrap_or_default();
        first.folded == second.folded
            && !first.folded.contains(char::is_numeric)
            && between.chars().all(|c| c == ' ')
            && !wanted(&first.folded)
    });
    let mark = |(first, second): (&super::run::Run, &super::run::Run)| {
        let once = text.get(first.range.clone()).unwrap_or_default().to_owned();
        Mark::new(first.range.start..second.range.end, Rule::Repeated, [once])
    };
    twice.map(mark).collect()
}
