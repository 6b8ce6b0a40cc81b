//! What the house does not say, and what it says instead.

use super::run::{folded, runs, said};
use super::{Mark, Rule};

/// A phrase that the house does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Banned {
    /// The phrase, however it is written.
    pub phrase: String,
    /// What can be said instead; nothing where it is only left out.
    pub instead: Vec<String>,
}

pub(super) fn marks(text: &str, banned: &[Banned]) -> Vec<Mark> {
    let runs = runs(text);
    let of_phrase = |banned: &Banned| {
        let ranges = said(text, &runs, &folded(&banned.phrase));
        let mark = |range| Mark::new(range, Rule::Banned, banned.instead.clone());
        ranges.into_iter().map(mark).collect::<Vec<_>>()
    };
    banned.iter().flat_map(of_phrase).collect()
}
