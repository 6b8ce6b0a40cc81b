//! Other words for the same: who asks for a reimbursement finds what is written about refunds. The words of a language
//! stand in a file of `assets/thesaurus`, a line for each matter.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use rust_stemmers::Algorithm;

use super::words;

/// The other words of one language.
pub(super) struct Thesaurus {
    /// The stems of each line.
    lines: Vec<BTreeSet<Box<str>>>,
    /// The lines on which a stem stands.
    places: HashMap<Box<str>, Vec<usize>>,
}

static ALL: LazyLock<[(Algorithm, Thesaurus); 2]> = LazyLock::new(|| {
    [
        (Algorithm::English, include_str!("../../assets/thesaurus/en.txt")),
        (Algorithm::German, include_str!("../../assets/thesaurus/de.txt")),
    ]
    .map(|(algorithm, text)| (algorithm, Thesaurus::read(text, algorithm)))
});

impl Thesaurus {
    /// That of a language, where there is one.
    pub(super) fn of(language: Algorithm) -> Option<&'static Self> {
        ALL.iter().find(|(known, _)| *known == language).map(|(_, thesaurus)| thesaurus)
    }

    fn read(text: &str, language: Algorithm) -> Self {
        let (mut lines, mut places) = (Vec::new(), HashMap::<Box<str>, Vec<usize>>::new());
        for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let stems: BTreeSet<Box<str>> = words::split(line).iter().map(|word| words::root(word, language)).collect();
            for stem in &stems {
                places.entry(stem.clone()).or_default().push(lines.len());
            }
            lines.push(stems);
        }
        Self { lines, places }
    }

    /// The stems of the words for the same as one, which is among them; none where it stands on no line.
    pub(super) fn synonyms<'a>(&'a self, stem: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let lines = self.places.get(stem).into_iter().flatten().filter_map(|place| self.lines.get(*place));
        lines.flatten().map(|other| &**other)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::*;
    use super::super::*;
    use super::*;

    #[test]
    fn what_is_asked_in_other_words_is_found() {
        let mut index = Index::new();
        put(&mut index, AnswerId(1), "Refunds", &[], "", "en");
        put(&mut index, AnswerId(2), "Opening hours", &[], "", "en");
        put(&mut index, AnswerId(3), "Lieferung verspätet", &[], "", "de");
        for (text, answer) in [("reimbursement ", 1), ("reimbursment ", 1), ("Paket ", 3)] {
            assert_eq!(search(&index, text).first(), Some(&AnswerId(answer)), "{text}");
        }
    }

    #[test]
    fn the_word_itself_counts_more_than_another_for_it_and_both_no_more_than_once() {
        let mut index = Index::new();
        put(&mut index, AnswerId(1), "Repayment and reimbursement", &[], "", "en");
        put(&mut index, AnswerId(2), "Refund and something", &[], "", "en");
        assert_eq!(search(&index, "refund "), [AnswerId(2), AnswerId(1)]);
    }

    #[test]
    fn every_line_holds_several_words() {
        for (language, thesaurus) in &*ALL {
            let alone = thesaurus.lines.iter().find(|line| line.len() < 2);
            assert_eq!(alone, None, "{language:?}");
        }
    }
}
