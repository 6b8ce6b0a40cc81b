//! A promise in one line: `tue 9 call about the refund`. The time comes first and is read as the customer's own; the
//! rest is what is promised.

use super::Over;
use super::row::{Choice, Row};
use crate::app::state::State;
use crate::domain::action::Keeper;
use crate::domain::timestamp::{Timestamp, Zone};
use crate::domain::when::{self, WhenError};
use crate::ui::format::Wall;
use crate::ui::list::Cell;
use crate::ui::theme::Role;

/// The most words that a time takes.
const LONGEST: usize = 6;

/// Who may keep the promise.
pub(super) fn rows(state: &State, over: &Over) -> Vec<Row> {
    let read = read(over.text(), state.now, zone(state));
    [("You keep it", Keeper::Me), ("Anyone keeps it", Keeper::Anyone)]
        .into_iter()
        .map(|(name, keeper)| {
            let (told, choice) = match &read {
                Ok((due_at, what)) if !what.is_empty() => {
                    (what.clone(), Choice::Promise { due_at: *due_at, what: what.clone(), keeper })
                }
                Ok(_) => (String::new(), Choice::Refused("say what you promise, after the time".to_owned())),
                Err(error) => (String::new(), Choice::Refused(error.to_string())),
            };
            Row { cells: vec![Cell::text(name), Cell::of(Role::Muted, told)], choice }
        })
        .collect()
}

/// The moment that is read from what is typed, or what is wrong with it, with the role in which it is told.
pub(super) fn told(state: &State, over: &Over) -> (Role, String) {
    if over.text().is_empty() {
        return (Role::Muted, "The time first: in 2h, tue 9, 4 dec 10:00. Then what you promise.".to_owned());
    }
    match read(over.text(), state.now, zone(state)) {
        Ok((due_at, _)) => (Role::Text, moment(state, due_at)),
        Err(error) => (Role::Warn, format!("▲ {error}")),
    }
}

/// Whom the promise is made to.
pub(super) fn title(state: &State) -> String {
    format!("Promise to {}", state.sheet().map(crate::app::sheet::Sheet::name).unwrap_or_default())
}

/// A moment on the customer's clock, and on the agent's where that is another one.
fn moment(state: &State, at: Timestamp) -> String {
    let zone = zone(state);
    let here = state.wall();
    let there = Wall { zone, ..here };
    let told = |wall: &Wall| format!("{} {}", wall.weekday_and_day(at), wall.time(at));
    if zone.civil(at) == here.zone.civil(at) {
        return told(&there);
    }
    format!("{} in {}, {} here", told(&there), zone.name(), told(&here))
}

/// The customer's own zone, where it is known.
fn zone(state: &State) -> Zone {
    let zone = state.file().and_then(|file| Zone::named(&file.customer.details.time_zone));
    zone.unwrap_or(state.setup.zone)
}

/// Parts the longest beginning that is a time from what follows it.
fn read(text: &str, now: Timestamp, zone: Zone) -> Result<(Timestamp, String), WhenError> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut wrong = None;
    for count in (1..=words.len().min(LONGEST)).rev() {
        let (time, what) = words.split_at_checked(count).unwrap_or((&words, &[]));
        match when::read(&time.join(" "), now, zone) {
            Ok(at) => return Ok((at, what.join(" "))),
            // Words that are no time are likely what is promised; what is wrong with the time itself says more.
            Err(error @ WhenError::Unknown(_)) => wrong = wrong.or(Some(error)).filter(|_| count > 1).or(None),
            Err(error) => wrong = Some(error),
        }
    }
    Err(wrong.unwrap_or_else(|| when::read(words.first().unwrap_or(&""), now, zone).err().unwrap_or(WhenError::Empty)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_at(text: &str) -> Result<(String, String), String> {
        let now = Timestamp::parse("2026-11-23T09:42:10Z").unwrap();
        let zone = Zone::named("Europe/Berlin").unwrap();
        read(text, now, zone).map(|(at, what)| (at.rfc3339(), what)).map_err(|error| error.to_string())
    }

    #[test]
    fn the_time_comes_first_and_the_rest_is_the_promise() {
        let promised = |at: &str, what: &str| Ok((at.to_owned(), what.to_owned()));
        assert_eq!(read_at("tue 9 call about refund"), promised("2026-11-24T08:00:00Z", "call about refund"));
        assert_eq!(read_at("in 2h the label"), promised("2026-11-23T11:42:10Z", "the label"));
        assert_eq!(read_at("4 dec 10:00 parcel 12"), promised("2026-12-04T09:00:00Z", "parcel 12"));
        assert_eq!(read_at("tomorrow"), promised("2026-11-24T08:00:00Z", ""));
    }

    #[test]
    fn what_is_wrong_with_the_time_is_said_and_not_what_follows_it() {
        assert!(read_at("next tue call").unwrap_err().contains("`next` may be"));
        assert!(read_at("31 feb call").unwrap_err().contains("no such day"));
        assert!(read_at("4/5 call").unwrap_err().contains("may be two days"));
        assert!(read_at("call her").unwrap_err().contains("`call` is no time"));
    }
}
