//! Which characters of a title stand under what was typed, for those who draw it. Plays no part in finding or ranking.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::domain::text;

/// The characters of a title, by their place in it, that what was typed matches: in each typed word's best title word.
///
/// Costs a few microseconds a title: meant for the rows that are drawn.
#[must_use]
pub fn matched(title: &str, query: &str) -> Vec<u32> {
    let words = title_words(title);
    let matcher = SkimMatcherV2::default();
    let mut marked = Vec::new();
    for typed in text::words(query) {
        // A match that begins elsewhere, or leaves out most of a word, is chance.
        let similar = words.iter().filter(|word| word.text.chars().next() == typed.chars().next());
        let scored = similar.filter_map(|word| Some((word, matcher.fuzzy_indices(&word.text, &typed)?)));
        let best = scored.max_by_key(|(word, (score, _))| (*score, std::cmp::Reverse(word.text.len())));
        if let Some((word, (_, indices))) = best {
            marked.extend(indices.into_iter().filter_map(|index| word.places.get(index)));
        }
    }
    marked.sort_unstable();
    marked.dedup();
    marked
}

/// A word of a title, folded, with the place in the title from which each of its characters comes.
#[derive(Default)]
struct TitleWord {
    text: String,
    places: Vec<u32>,
}

fn title_words(title: &str) -> Vec<TitleWord> {
    let mut words = vec![TitleWord::default()];
    for (place, c) in (0..).zip(title.chars()) {
        let folded = text::fold(c.encode_utf8(&mut [0; 4]));
        if folded.is_empty() {
            continue;
        }
        if !folded.chars().all(char::is_alphanumeric) {
            words.push(TitleWord::default());
        } else if let Some(word) = words.last_mut() {
            word.places.extend(folded.chars().map(|_| place));
            word.text.push_str(&folded);
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(title: &str, query: &str) -> String {
        let marks = matched(title, query);
        title
            .chars()
            .zip(0..)
            .map(|(c, i)| if marks.contains(&i) { c.to_uppercase().next().unwrap() } else { c })
            .collect()
    }

    #[test]
    fn what_was_typed_is_marked_where_it_stands() {
        assert_eq!(shown("cancel an order", "order canc"), "CANCel an ORDER");
        assert_eq!(shown("cancel an order", "cncl"), "CaNCeL an order");
        assert_eq!(shown("cancel an order", "the refund"), "cancel an order");
    }

    #[test]
    fn accents_and_capitals_are_no_hindrance_and_places_count_characters() {
        assert_eq!(shown("où est ma société", "SOCIETE"), "où est ma SOCIÉTÉ");
        assert_eq!(matched("Straße 日本", "strasse"), [0, 1, 2, 3, 4, 5]);
        assert_eq!(matched("取消订单", "取消"), [0, 1]);
    }

    #[test]
    fn nothing_is_marked_without_a_title_or_a_query() {
        assert!(matched("", "refund").is_empty());
        assert!(matched("refund", " ?").is_empty());
    }
}
