//! The words of a text with the bytes they take, folded as everywhere, so that phrases are found however they are written.

use std::ops::Range;

use crate::domain::text::fold;

/// A run of letters and digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The bytes of the text that it takes.
    pub(super) range: Range<usize>,
    /// Its folded form.
    pub(super) folded: String,
}

/// The runs of a text.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let is_of_run = |c: char| c.is_alphanumeric() || unicode_normalization::char::is_combining_mark(c);
    let mut runs = Vec::new();
    let mut begun = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (is_of_run(c), begun) {
            (true, None) => begun = Some(at),
            (false, Some(from)) => {
                runs.push(Run { range: from..at, folded: fold(text.get(from..at).unwrap_or_default()) });
                begun = None;
            }
            (true, Some(_)) | (false, None) => {}
        }
    }
    runs
}

/// The parts of a text that say a phrase, which is given as folded words: within one sentence.
pub(super) fn said(text: &str, runs: &[Run], phrase: &[impl AsRef<str>]) -> Vec<Range<usize>> {
    if phrase.is_empty() {
        return Vec::new();
    }
    let matches = |window: &&[Run]| window.iter().zip(phrase).all(|(run, word)| run.folded == word.as_ref());
    let spans = runs.windows(phrase.len()).filter(matches).filter_map(|window| {
        let range = window.first()?.range.start..window.last()?.range.end;
        let parted = text.get(range.clone())?.contains(['.', '!', '?', ';', ':', ',']);
        (!parted).then_some(range)
    });
    spans.collect()
}

/// The words of a phrase as it is compared.
pub(super) fn folded(phrase: &str) -> Vec<String> {
    runs(phrase).into_iter().map(|run| run.folded).collect()
}
