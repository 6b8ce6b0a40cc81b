//! `a` before a vowel that is heard, `an` before one that is not. It is the sound that counts: an hour, a user.

use unicode_segmentation::UnicodeSegmentation;

use super::{Mark, Rule};

/// Words that begin with a letter of one kind and with a sound of the other.
const HEARD_AS_VOWEL: [&str; 4] = ["hour", "honest", "hono", "heir"];
const HEARD_AS_CONSONANT: [&str; 14] =
    ["use", "usu", "usa", "util", "eu", "ewe", "ubi", "uran", "urin", "ukr", "ukul", "utop", "oui", "uni"];

/// Of those that begin with `uni`, the ones that begin with `un`.
const NEGATED: [&str; 3] = ["unin", "unim", "unid"];

/// Words that both are said of.
const EITHER: [&str; 4] = ["herb", "histor", "hotel", "hyster"];

/// Words before which `a` is a letter and no article.
const NO_NOUN: [&str; 11] = ["and", "or", "as", "at", "in", "is", "it", "of", "on", "if", "are"];

/// The letters whose names begin with a vowel.
const NAMED_WITH_VOWEL: &str = "aefhilmnorsx";

pub(super) fn marks(text: &str, tongue: &str) -> Vec<Mark> {
    if tongue != "en" {
        return Vec::new();
    }
    let words: Vec<(usize, &str)> = text.unicode_word_indices().collect();
    let pairs = words.iter().zip(words.iter().skip(1)).enumerate();
    let wrong = pairs.filter_map(|(place, (&(at, article), &(next_at, next)))| {
        let between = text.get(at + article.len()..next_at)?;
        let (small, large) = match article {
            "a" | "A" => ("an", "An"),
            "an" | "An" => ("a", "A"),
            _ => return None,
        };
        // Within a sentence a capital is the name of something: option A.
        let begins =
            place == 0 || text.get(..at)?.trim_end().ends_with(['.', '!', '?', ':']) || text.get(..at)?.ends_with('\n');
        let is_article = article != "A" || begins;
        let stands_apart = !between.is_empty() && between.chars().all(|c| c == ' ');
        let wants_an = begins_with_vowel(next)?;
        let is_wrong = wants_an != article.ends_with('n') && is_article && stands_apart;
        let right = if article.starts_with('A') { large } else { small };
        let mark = || Mark::new(at..next_at + next.len(), Rule::Article, [format!("{right}{between}{next}")]);
        is_wrong.then(mark)
    });
    wrong.collect()
}

/// Whether a word is heard to begin with a vowel; `None` where that depends on who says it.
fn begins_with_vowel(word: &str) -> Option<bool> {
    let first = word.chars().next()?;
    let lower = word.to_lowercase();
    if first.is_ascii_digit() {
        let number: String = word.chars().take_while(char::is_ascii_digit).collect();
        return Some(first == '8' || number == "11" || number == "18");
    }
    if !first.is_ascii_alphabetic() || NO_NOUN.contains(&lower.as_str()) {
        return None;
    }
    if lower.len() == 1 {
        return Some(NAMED_WITH_VOWEL.contains(lower.as_str()));
    }
    // Some are spelt out, others are read as words.
    if word.chars().all(|c| c.is_uppercase() || c.is_numeric()) {
        return None;
    }
    let begins = |parts: &[&str]| parts.iter().any(|part| lower.starts_with(part));
    if begins(&EITHER) {
        return None;
    }
    let consonant =
        begins(&HEARD_AS_CONSONANT) && !begins(&NEGATED) || matches!(lower.as_str(), "one" | "ones" | "once");
    Some(begins(&HEARD_AS_VOWEL) || "aeiou".contains(first.to_ascii_lowercase()) && !consonant)
}
