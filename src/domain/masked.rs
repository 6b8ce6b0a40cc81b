//! How what people told us looks in a log: telephone numbers and mail addresses are masked wherever they stand in a text.
//! A type that holds such texts prints them (`{:?}`) through this file.

use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

/// The fewest digits that are taken for a number of somebody's: an account, a telephone, a card.
const DIGITS: usize = 7;

/// How many digits of a number are shown.
const SHOWN: usize = 3;

/// The words of a person. They print masked.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words(String);

impl Deref for Words {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<Words> for String {
    fn from(words: Words) -> Self {
        words.0
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&masked(&self.0), f)
    }
}

/// Prints a record as files carry it, masked: what `{:?}` shows of it.
///
/// # Errors
/// When it cannot be written.
pub fn record(name: &str, record: &impl Serialize, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let text = serde_json::to_string(record).map_err(|_| fmt::Error)?;
    write!(f, "{name}{}", masked(&text))
}

/// The text with the numbers and mail addresses in it masked: of a number the last three digits stay, of an address its
/// first letter and the domain. A day such as `2026-11-23` is no number.
#[must_use]
pub fn masked(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut kept = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(letter) = letters.get(at).copied() {
        let rest = letters.get(at..).unwrap_or_default();
        let begins = at == 0 || letters.get(at - 1).is_none_or(|before| !is_of_mail(*before));
        let taken = if let Some((shown, taken)) = address(rest).filter(|_| begins) {
            kept.push_str(&shown);
            taken
        } else if let Some((shown, taken)) = number(rest) {
            kept.push_str(&shown);
            taken
        } else {
            kept.push(letter);
            1
        };
        at += taken;
    }
    kept
}

/// The number that a text begins with, masked, and how many characters it takes; with fewer digits it stays as it is.
fn number(text: &[char]) -> Option<(String, usize)> {
    text.first().filter(|first| first.is_numeric())?;
    let is_part = |c: &char| c.is_numeric() || matches!(c, ' ' | '\u{a0}' | '-' | '.' | '/' | '(' | ')');
    let run: Vec<char> = text.iter().copied().take_while(is_part).collect();
    let taken = run.iter().rposition(|c| c.is_numeric())? + 1;
    let run: String = run.into_iter().take(taken).collect();
    let digits: Vec<char> = run.chars().filter(|c| c.is_numeric()).collect();
    if digits.len() < DIGITS || is_day(&run) {
        return Some((run, taken));
    }
    let last: String = digits.iter().skip(digits.len() - SHOWN).collect();
    Some((format!("***{last}"), taken))
}

fn is_day(text: &str) -> bool {
    let parts: Vec<usize> = text.split('-').map(str::len).collect();
    parts == [4, 2, 2] && text.is_ascii()
}

fn is_of_mail(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-' | '\'')
}

/// The mail address that a text begins with, masked, and how many characters it takes.
fn address(text: &[char]) -> Option<(String, usize)> {
    let local = text.iter().take_while(|c| is_of_mail(**c)).count();
    let first = text.first().filter(|_| local > 0 && text.get(local) == Some(&'@'))?;
    let is_of_domain = |c: &&char| c.is_alphanumeric() || matches!(c, '-' | '.');
    let domain: String = text.iter().skip(local + 1).take_while(is_of_domain).collect();
    let taken = local + 1 + domain.chars().count();
    (!domain.is_empty()).then(|| (format!("{first}***@{domain}"), taken))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_and_mail_addresses_are_masked_wherever_they_stand() {
        let told = "call +49 30 23125-417 or (030) 231 25 417, mail Katrin.Vogel+shop@post.example; order 104233";
        assert_eq!(masked(told), "call +***417 or (***417, mail K***@post.example; order 104233");
        assert_eq!(masked("\"from\":\"+493023125417\""), "\"from\":\"+***417\"");
        assert_eq!(masked("postgres://desk:1234@db.example/x"), "postgres://desk:1***@db.example/x");
    }

    #[test]
    fn days_and_short_numbers_stay() {
        let told = "{\"since\":\"2026-11-23T08:00:00Z\",\"ref\":\"C-20417\",\"price\":2990}";
        assert_eq!(masked(told), told);
        assert_eq!(format!("{:?}", Words::from("a\n20 blue")), "\"a\\n20 blue\"");
    }

    proptest! {
        #[test]
        fn no_number_survives_in_any_surroundings(before in "\\PC{0,12}", after in "[^0-9]\\PC{0,12}") {
            let told = masked(&format!("{before} +4930231254178 {after}"));
            prop_assert!(!told.contains("3023125"), "{told}");
        }
    }
}
