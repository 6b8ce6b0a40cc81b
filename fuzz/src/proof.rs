//! A text that is proofread, in whatever language and words.

use frontline::domain::proof::{Banned, HouseStyle, Kind, Manuscript, Name, Names, Rule, moved, read, refused};

use super::may_be_shown;

/// Every mark is a part of the text, in its order and beside the others; it has words, and goes along with the text.
pub fn holds(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let name = |given: &str, family: &str| Name { given: given.to_owned(), family: family.to_owned() };
    let names = Names {
        own: name("Katrin", "Vogel"),
        fitting: vec!["Nordhang".to_owned()],
        others: vec![name("Inga", "Petersen"), name("", "O")],
    };
    let banned = |phrase: &str| Banned { phrase: phrase.to_owned(), instead: vec!["with pleasure".to_owned()] };
    let style = HouseStyle {
        spelling: Kind::ALL.to_vec(),
        rules: Rule::ALL.to_vec(),
        refuses: Rule::ALL.to_vec(),
        banned: vec![banned("no problem"), banned("a"), banned("")],
        ..HouseStyle::default()
    };
    for language in ["en", "de-AT", "fr", ""] {
        let manuscript = Manuscript {
            text: text.to_owned(),
            kind: Kind::Reply,
            language: language.to_owned(),
            names: names.clone(),
        };
        let marks = read(&manuscript, &style, |_, word| word.len() % 3 == 0);
        let mut end = 0;
        for mark in &marks {
            let marked = text.get(mark.range.clone()).expect("a mark is a part of the text");
            assert!(mark.range.start >= end && !marked.is_empty(), "{:?} of {text:?}", mark.range);
            assert!(may_be_shown(&mark.words(marked)) || text.chars().any(char::is_control));
            end = mark.range.end;
        }
        drop(refused(&manuscript, &style));
        let shorter: String = text.chars().skip(1).collect();
        for other in [shorter, format!("{text}e")] {
            assert!(moved(marks.clone(), text, &other).iter().all(|mark| other.get(mark.range.clone()).is_some()));
        }
    }
}
