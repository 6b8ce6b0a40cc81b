//! The times that agents type for a promise to get back: `in 2h`, `tue 9`, `4 dec 10:00`. What can be read in two ways is
//! refused with words, never guessed.

mod leading;
mod phrase;
mod words;

use thiserror::Error;

pub use self::leading::leading;
use self::phrase::{Day, Length, Phrase};
use super::timestamp::{DAY, Date, Timestamp, Zone};

/// The hour of a day for which none was said.
const MORNING: (u32, u32) = (9, 0);

/// The furthest time that is taken, in days: what lies beyond five years is a slip of the hand.
const FURTHEST: i64 = 5 * 366;

/// Why a time was not taken; each says what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum WhenError {
    /// Nothing was said.
    #[error("say when, as in `tue 9`, `in 2h` or `4 dec 10:00`")]
    Empty,
    /// A word that is no part of a time.
    #[error("`{0}` is no time; write it like `tue 9`, `in 2h` or `4 dec 10:00`")]
    Unknown(String),
    /// A number that may be an hour, minutes or a day.
    #[error("`{0}` may be an hour or a day; write it like `{0}:00`, `{0}h` or `{0} dec`")]
    BareNumber(u32),
    /// Two numbers that may be a time, or a day and its month.
    #[error("`{0}` may be a time or a day; write it like `9:30` or `4 dec`")]
    TimeOrDay(String),
    /// The weekday of this week or of the next one.
    #[error("`next` may be this week or the one after; write the date, like `4 dec`, or the weekday alone")]
    EitherWeek,
    /// Two numbers that may be a day and a month in either order.
    #[error("`{0}/{1}` may be two days; write the month as a word, like `{0} {2}` or `{1} {3}`")]
    EitherDay(u32, u32, &'static str, &'static str),
    /// Two days or two times at once.
    #[error("that says two {0}; say one")]
    Twice(&'static str),
    /// A length of time together with a day or an hour, or days together with hours.
    #[error("that is a length of time and more; say one thing, as in `in 2h`, `in 3 days` or `tue 9`")]
    Mixed,
    /// A day that no calendar has.
    #[error("there is no such day; look at the day of the month")]
    NoSuchDay,
    /// An hour or minute that no clock shows.
    #[error("`{0}` is no time of day; write it like `14:30` or `2pm`")]
    NoSuchHour(String),
    /// The weekday and the date are different days.
    #[error("that date is a {0}; leave the weekday out or mend the date")]
    OtherWeekday(&'static str),
    /// The time is gone.
    #[error("{0} is past; say a later time")]
    Past(String),
    /// The time is further away than anybody plans.
    #[error("that is more than five years away; say an earlier time")]
    TooFar,
}

/// The moment that a phrase means when it is typed at `now` by somebody whose clock shows the time of `zone`. It is always
/// later than `now`. A day without an hour means 9:00, an hour without a day its next time, a day without a year its next
/// year.
///
/// # Errors
/// When the phrase is none, may mean two things, or means a time that is past or too far away.
pub fn read(text: &str, now: Timestamp, zone: Zone) -> Result<Timestamp, WhenError> {
    let at = Timestamp::parse(text).map_or_else(|| meant(text, now, zone), Ok)?;
    if at <= now {
        return Err(WhenError::Past(shown(at, zone)));
    }
    if at.seconds_since(now) > FURTHEST * DAY {
        return Err(WhenError::TooFar);
    }
    Ok(at)
}

/// The moment that a phrase means, be it past or far away.
fn meant(text: &str, now: Timestamp, zone: Zone) -> Result<Timestamp, WhenError> {
    Ok(match phrase::read(text)? {
        Phrase { length: Some(Length { days: 0, seconds }), .. } => now.plus_seconds(seconds),
        Phrase { length: Some(Length { days, .. }), time, .. } => {
            moment(zone.civil(now).date.plus_days(days), time.unwrap_or(MORNING), zone)?
        }
        Phrase { day: None, weekday: None, time: Some(time), .. } => first(now, zone, time, 1, |_| true)?,
        Phrase { day: Some(day), time, weekday, .. } => on_day(day, time, weekday, now, zone)?,
        Phrase { weekday: Some(weekday), time, .. } => {
            first(now, zone, time.unwrap_or(MORNING), 7, |day| day.weekday() == weekday)?
        }
        Phrase { .. } => return Err(WhenError::Empty),
    })
}

/// The moment of a day that was named, and that has to be the weekday that was named beside it.
fn on_day(
    day: Day,
    time: Option<(u32, u32)>,
    weekday: Option<u32>,
    now: Timestamp,
    zone: Zone,
) -> Result<Timestamp, WhenError> {
    let today = zone.civil(now).date;
    let date = match day {
        Day::After(days) => today.plus_days(days),
        Day::NextWeek => today.plus_days(7 - u64::from(today.weekday())),
        Day::EndOfWeek => first_day(today, |day| day.weekday() == words::FRIDAY),
        Day::Of { year: Some(year), month, day } => Date::new(year, month, day).ok_or(WhenError::NoSuchDay)?,
        Day::Of { year: None, month, day } => next_date(today, month, day).ok_or(WhenError::NoSuchDay)?,
    };
    if weekday.is_some_and(|weekday| weekday != date.weekday()) {
        return Err(WhenError::OtherWeekday(words::weekday(date.weekday())));
    }
    moment(date, time.unwrap_or(MORNING), zone)
}

/// The first day from today on that has this month and day; a leap day may be eight years away.
fn next_date(today: Date, month: u32, day: u32) -> Option<Date> {
    let (year, ..) = today.parts();
    (year..=year.saturating_add(8)).filter_map(|year| Date::new(year, month, day)).find(|date| *date >= today)
}

fn first_day(today: Date, is_meant: impl Fn(Date) -> bool) -> Date {
    (0..7).map(|days| today.plus_days(days)).find(|day| is_meant(*day)).unwrap_or(today)
}

/// The first moment after `now`, at most so many days away, that is on a day which is meant and at that time of day.
fn first(
    now: Timestamp,
    zone: Zone,
    time: (u32, u32),
    days: u64,
    is_meant: impl Fn(Date) -> bool,
) -> Result<Timestamp, WhenError> {
    let today = zone.civil(now).date;
    let mut at = now;
    for day in (0..=days).map(|days| today.plus_days(days)).filter(|day| is_meant(*day)) {
        at = moment(day, time, zone)?;
        if at > now {
            break;
        }
    }
    Ok(at)
}

fn moment(date: Date, (hour, minute): (u32, u32), zone: Zone) -> Result<Timestamp, WhenError> {
    zone.moment(date, hour, minute).ok_or(WhenError::NoSuchDay)
}

/// How a time that is past is told to the agent, such as `Mon 23 Nov 9:00`.
fn shown(at: Timestamp, zone: Zone) -> String {
    let civil = zone.civil(at);
    let (_, month, day) = civil.date.parts();
    let (weekday, month) = (words::weekday(civil.date.weekday()), words::month(month));
    format!("{weekday} {day} {month} {}:{:02}", civil.hour, civil.minute)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::timestamp::nights::night;

    fn berlin() -> Zone {
        Zone::named("Europe/Berlin").unwrap()
    }

    /// Monday, 23 November 2026, a quarter past ten.
    fn now() -> Timestamp {
        Timestamp::parse("2026-11-23T10:15:00+01:00").unwrap()
    }

    /// What the wall shows at the time that was read, as `2026-11-24 9:00`.
    fn wall(text: &str) -> String {
        let civil = berlin().civil(read(text, now(), berlin()).unwrap_or_else(|error| panic!("{text}: {error}")));
        let (year, month, day) = civil.date.parts();
        format!("{year}-{month:02}-{day:02} {}:{:02}", civil.hour, civil.minute)
    }

    fn refusal(text: &str) -> String {
        read(text, now(), berlin()).expect_err(text).to_string()
    }

    #[test]
    fn a_length_of_time_counts_from_now() {
        for text in ["in 2h", "2h", "2 hours", "in two hours", "120m", "1h 60min", "1h60m", "2 HRS", "in 120 minutes"] {
            assert_eq!(wall(text), "2026-11-23 12:15", "{text}");
        }
        assert_eq!(wall("45m"), "2026-11-23 11:00");
        assert_eq!(wall("in an hour"), "2026-11-23 11:15");
        assert_eq!(wall("half an hour"), "2026-11-23 10:45");
    }

    #[test]
    fn a_length_in_days_is_a_day_at_nine() {
        assert_eq!(wall("in 3 days"), "2026-11-26 9:00");
        assert_eq!(wall("3d 14:30"), "2026-11-26 14:30");
        assert_eq!(wall("1w"), "2026-11-30 9:00");
        assert_eq!(wall("in a week at 16"), "2026-11-30 16:00");
    }

    #[test]
    fn a_weekday_is_the_first_one_whose_time_is_to_come() {
        for text in ["tue 9", "tue", "tuesday 9am", "on tues at 9", "9 tue", "tue9", "Tuesday, 9:00", "tue 9 am"] {
            assert_eq!(wall(text), "2026-11-24 9:00", "{text}");
        }
        assert_eq!(wall("tue 14:30"), "2026-11-24 14:30");
        assert_eq!(wall("mon"), "2026-11-30 9:00");
        assert_eq!(wall("mon 16"), "2026-11-23 16:00");
        assert_eq!(wall("sun noon"), "2026-11-29 12:00");
        assert_eq!(wall("fri morning"), "2026-11-27 9:00");
    }

    #[test]
    fn a_day_is_named_from_today() {
        assert_eq!(wall("tom 9"), "2026-11-24 9:00");
        assert_eq!(wall("tomorrow"), "2026-11-24 9:00");
        assert_eq!(wall("tmrw afternoon"), "2026-11-24 14:00");
        assert_eq!(wall("today 16"), "2026-11-23 16:00");
        assert_eq!(wall("next week"), "2026-11-30 9:00");
        assert_eq!(wall("next week 11:30"), "2026-11-30 11:30");
        assert_eq!(wall("eow"), "2026-11-27 17:00");
    }

    #[test]
    fn a_date_is_the_next_of_its_kind() {
        for text in ["4 dec", "4th december", "dec 4", "on the 4. dec", "4 dec 9:00", "Fri 4 Dec", "4 dec 2026"] {
            assert_eq!(wall(text), "2026-12-04 9:00", "{text}");
        }
        assert_eq!(wall("4 dec 10:00"), "2026-12-04 10:00");
        assert_eq!(wall("4 dec 10"), "2026-12-04 10:00");
        assert_eq!(wall("3 feb"), "2027-02-03 9:00");
        assert_eq!(wall("29 feb"), "2028-02-29 9:00");
        assert_eq!(wall("2026-12-04 09:00"), "2026-12-04 9:00");
        assert_eq!(wall("2026-12-04T15:30"), "2026-12-04 15:30");
        assert_eq!(wall("24/12"), "2026-12-24 9:00");
        assert_eq!(wall("12/24 15:00"), "2026-12-24 15:00");
        assert_eq!(wall("4.12.2026"), "2026-12-04 9:00");
    }

    #[test]
    fn an_hour_alone_is_its_next_time() {
        assert_eq!(wall("9:30"), "2026-11-24 9:30");
        assert_eq!(wall("14:30"), "2026-11-23 14:30");
        assert_eq!(wall("14.30"), "2026-11-23 14:30");
        assert_eq!(wall("noon"), "2026-11-23 12:00");
        assert_eq!(wall("eod"), "2026-11-23 17:00");
        assert_eq!(wall("2pm"), "2026-11-23 14:00");
        assert_eq!(wall("12am"), "2026-11-24 0:00");
        assert_eq!(wall("2:30 pm"), "2026-11-23 14:30");
        assert_eq!(wall("at 16"), "2026-11-23 16:00");
    }

    #[test]
    fn what_may_mean_two_things_is_refused() {
        assert_eq!(refusal("9"), "`9` may be an hour or a day; write it like `9:00`, `9h` or `9 dec`");
        assert_eq!(refusal("12/4"), "`12/4` may be two days; write the month as a word, like `12 Apr` or `4 Dec`");
        assert_eq!(refusal("14.10"), "`14.10` may be a time or a day; write it like `9:30` or `4 dec`");
        assert_eq!(
            refusal("next tue"),
            "`next` may be this week or the one after; write the date, like `4 dec`, or the weekday alone"
        );
        assert_eq!(refusal("tue wed"), "that says two days; say one");
        assert_eq!(refusal("tue 9 14:30"), "that says two times; say one");
        assert_eq!(
            refusal("in 2h tue"),
            "that is a length of time and more; say one thing, as in `in 2h`, `in 3 days` or `tue 9`"
        );
    }

    #[test]
    fn what_is_no_time_is_refused() {
        assert_eq!(refusal(" "), "say when, as in `tue 9`, `in 2h` or `4 dec 10:00`");
        assert_eq!(refusal("tue nine"), "`nine` is no time; write it like `tue 9`, `in 2h` or `4 dec 10:00`");
        assert_eq!(refusal("soon"), "`soon` is no time; write it like `tue 9`, `in 2h` or `4 dec 10:00`");
        assert_eq!(refusal("tue 25"), "`25` is no time of day; write it like `14:30` or `2pm`");
        assert_eq!(refusal("tue 9:75"), "`9:75` is no time of day; write it like `14:30` or `2pm`");
        assert_eq!(refusal("13pm"), "`13pm` is no time of day; write it like `14:30` or `2pm`");
        assert_eq!(refusal("31 nov"), "there is no such day; look at the day of the month");
        assert_eq!(refusal("thu 4 dec"), "that date is a Fri; leave the weekday out or mend the date");
    }

    #[test]
    fn what_is_past_or_far_away_is_refused() {
        assert_eq!(refusal("today 9"), "Mon 23 Nov 9:00 is past; say a later time");
        assert_eq!(refusal("today"), "Mon 23 Nov 9:00 is past; say a later time");
        assert_eq!(refusal("2025-12-04 9:00"), "Thu 4 Dec 9:00 is past; say a later time");
        assert_eq!(refusal("0m"), "Mon 23 Nov 10:15 is past; say a later time");
        assert_eq!(refusal("9999w"), "that is more than five years away; say an earlier time");
        assert_eq!(refusal("2099-01-01T00:00:00Z"), "that is more than five years away; say an earlier time");
        assert_eq!(refusal("2099-01-01"), "that is more than five years away; say an earlier time");
    }

    #[test]
    fn a_length_of_time_is_as_long_on_the_night_the_clocks_change() {
        let before = Timestamp::parse("2026-03-29T01:30:00+01:00").unwrap();
        assert_eq!(read("in 1h", before, berlin()).unwrap().rfc3339(), "2026-03-29T01:30:00Z");
        assert_eq!(read("2:30", before, berlin()).unwrap().rfc3339(), "2026-03-29T01:30:00Z");
        let between = Timestamp::parse("2026-10-25T02:40:00+01:00").unwrap();
        assert_eq!(read("2:45", between, berlin()).unwrap().rfc3339(), "2026-10-26T01:45:00Z");
    }

    proptest! {
        #[test]
        fn nothing_that_is_typed_stops_the_desk(text in "\\PC{0,24}", micros in any::<i64>()) {
            let now = Timestamp::from_micros(micros);
            if let Ok(at) = read(&text, now, berlin()) {
                prop_assert!(at > now);
            }
        }

        #[test]
        fn every_time_that_is_taken_is_to_come(
            words in proptest::collection::vec(
                "in|at|on|next|mon|tuesday|tom|today|noon|eod|[0-9]{1,4}|[0-9]{1,2}(:[0-9]{2}|am|pm|h|m|d|w)?|dec|feb|\
                 [0-9]{1,2}/[0-9]{1,2}|[12][0-9]{3}-[0-9]{2}-[0-9]{2}|hours|weeks|half|a",
                0..5,
            ),
            seconds in 0..4_000_000_000_i64,
        ) {
            let now = Timestamp::default().plus_seconds(seconds);
            if let Ok(at) = read(&words.join(" "), now, berlin()) {
                prop_assert!(at > now);
                prop_assert!(at.seconds_since(now) <= FURTHEST * DAY);
            }
        }

        #[test]
        fn an_hour_is_its_next_time_on_the_nights_too((zone, [now]) in night(), hour in 0..24_u32, minute in 0..60_u32) {
            let at = read(&format!("{hour}:{minute:02}"), now, zone).unwrap();
            let shown = zone.civil(at);
            let skipped = (shown.hour * 60 + shown.minute).checked_sub(hour * 60 + minute);
            prop_assert!(matches!(skipped, Some(0 | 30 | 60)), "{:?}", shown);
            prop_assert!(at > now && at.seconds_since(now) <= 25 * 3_600);
            prop_assert_eq!(Ok(at), read(&format!("in {}m", at.seconds_since(now) / 60), now, zone));
        }

        #[test]
        fn a_weekday_is_that_day_on_the_nights_too((zone, [now]) in night(), hour in 0..24_u32) {
            for (number, weekday) in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].into_iter().enumerate() {
                let at = read(&format!("{weekday} {hour}:30"), now, zone).unwrap();
                prop_assert_eq!(usize::try_from(zone.civil(at).date.weekday()), Ok(number));
                prop_assert!(at > now && at.seconds_since(now) <= (7 * 24 + 1) * 3_600);
            }
        }
    }
}
