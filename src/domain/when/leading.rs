//! A time at the beginning of a line: `tue 9 call about the refund` is a moment and what follows it.

use super::WhenError;
use crate::domain::timestamp::{Timestamp, Zone};

/// The most words that a time takes.
const LONGEST: usize = 6;

/// Words that a time may hold but never ends with: at its end they belong to what follows.
const LEADS_ON: [&str; 7] = ["in", "on", "the", "by", "of", "and", "at"];

/// Parts the longest beginning that is a time from what follows it. What is wrong with a time says more than that the
/// words after it are none.
/// # Errors
/// When no beginning is a time.
pub fn leading(text: &str, now: Timestamp, zone: Zone) -> Result<(Timestamp, String), WhenError> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut wrong = WhenError::Empty;
    for count in 1..=words.len().min(LONGEST) {
        match super::read(&beginning(&words, count), now, zone) {
            Err(WhenError::Unknown(_)) if count > 1 => {}
            Err(error) => wrong = error,
            Ok(_) => {}
        }
    }
    let mut ends = (1..=words.len().min(LONGEST))
        .rev()
        .filter(|end| words.get(end - 1).is_none_or(|last| !LEADS_ON.contains(last)));
    let read = ends.find_map(|end| Some((super::read(&beginning(&words, end), now, zone).ok()?, end)));
    let (at, end) = read.ok_or(wrong)?;
    Ok((at, words.get(end..).unwrap_or_default().join(" ")))
}

fn beginning(words: &[&str], count: usize) -> String {
    words.get(..count).unwrap_or(words).join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_at(text: &str) -> Result<(String, String), String> {
        let now = Timestamp::parse("2026-11-23T09:42:10Z").unwrap();
        let zone = Zone::named("Europe/Berlin").unwrap();
        leading(text, now, zone).map(|(at, what)| (at.rfc3339(), what)).map_err(|error| error.to_string())
    }

    #[test]
    fn the_time_comes_first_and_the_rest_is_the_promise() {
        let promised = |at: &str, what: &str| Ok((at.to_owned(), what.to_owned()));
        assert_eq!(read_at("tue 9 call about refund"), promised("2026-11-24T08:00:00Z", "call about refund"));
        assert_eq!(read_at("in 2h the label"), promised("2026-11-23T11:42:10Z", "the label"));
        assert_eq!(read_at("4 dec 10:00 parcel 12"), promised("2026-12-04T09:00:00Z", "parcel 12"));
        assert_eq!(read_at("tue 9 on the phone"), promised("2026-11-24T08:00:00Z", "on the phone"));
        assert_eq!(read_at("tomorrow"), promised("2026-11-24T08:00:00Z", ""));
    }

    #[test]
    fn what_is_wrong_with_the_time_is_said_and_not_what_follows_it() {
        assert!(read_at("next tue call").unwrap_err().contains("`next` may be"));
        assert!(read_at("31 feb call").unwrap_err().contains("no such day"), "{:?}", read_at("31 feb call"));
        assert!(read_at("4/5 call").unwrap_err().contains("may be two days"));
        assert!(read_at("call her").unwrap_err().contains("`call` is no time"));
    }
}
