//! The guard against card numbers, in whatever text.

use frontline::domain::card::{HIDDEN, guard};

/// A number that must never stay.
const CARD: &str = "4111111111111111";

/// A text is guarded once and for all, keeps its length, and keeps no card's number.
pub fn holds(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    check(&text);
    let within = format!("x{CARD}x");
    assert!(!check(&format!("{text} {within} {text}")).contains(&within), "beside {text:?}");
    // As it is typed: each letter goes into what was guarded before.
    let mut typed = String::new();
    for letter in text.chars().take(100) {
        typed.push(letter);
        typed = check(&typed);
    }
}

/// The guarded text, for which all that must hold does.
fn check(text: &str) -> String {
    let guarded = guard(text);
    assert_eq!(guarded.chars().count(), text.chars().count(), "{text:?} became {guarded:?}");
    for (before, after) in text.chars().zip(guarded.chars()) {
        assert!(before == after || (after == HIDDEN && !before.is_alphabetic()), "{text:?} became {guarded:?}");
    }
    assert_eq!(guard(&guarded), guarded, "{text:?} is guarded anew");
    assert!(!guarded.split(|c: char| !c.is_alphanumeric()).any(is_card), "{guarded:?} keeps a card");
    guarded.into_owned()
}

/// Whether a word is the number of a Visa or Mastercard of 16 digits and nothing else (ISO/IEC 7812-1, annex B).
fn is_card(word: &str) -> bool {
    if word.len() != 16 || !word.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let digits: Vec<u32> = word.chars().filter_map(|c| c.to_digit(10)).collect();
    let doubled = |(place, digit): (usize, u32)| if place % 2 == 1 { digit * 2 / 10 + digit * 2 % 10 } else { digit };
    let sum: u32 = digits.iter().rev().copied().enumerate().map(doubled).sum();
    let issued = word.starts_with('4') || (word.starts_with('5') && (1..=5).contains(&digits[1]));
    issued && sum.is_multiple_of(10)
}
