//! Business hours: when a business is there for its customers, and how much of a wait fell into that time.

use std::collections::BTreeSet;

use super::timestamp::{Date, Timestamp, Zone};

const DAY: u32 = 24 * 60;

/// Days that are looked at for one question at most: ten years. A wait beyond that is not counted on, so that a clock
/// gone wrong costs no more than this.
const DAYS_LOOKED_AT: usize = 3_660;

/// One stretch of time within which the business is open, on the clock of its zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Opening {
    from: u32,
    to: u32,
}

impl Opening {
    /// Reads `9:00-17:30`, `9-17`, or `22:00-06:00`, which ends on the day after; `None` when it is none of them or
    /// lasts no time at all. The whole day is `0:00-24:00`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.split_once(['-', '–'])?;
        let (from, to) = (minute_of_day(from)?, minute_of_day(to)?);
        match to.cmp(&from) {
            _ if from >= DAY => None,
            std::cmp::Ordering::Equal => None,
            std::cmp::Ordering::Greater => Some(Self { from, to }),
            std::cmp::Ordering::Less => Some(Self { from, to: to + DAY }),
        }
    }
}

/// `9`, `9:30` or `24:00`, in minutes since the day began.
fn minute_of_day(text: &str) -> Option<u32> {
    let (hour, minute) = text.trim().split_once(':').unwrap_or((text.trim(), "0"));
    let digits = |part: &str| part.len() <= 2 && part.chars().all(|c| c.is_ascii_digit());
    if !digits(hour) || !digits(minute) {
        return None;
    }
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let minutes = hour * 60 + minute;
    (minute < 60 && minutes <= DAY).then_some(minutes)
}

/// The hours of a week, and the days on which they do not hold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hours {
    week: [Vec<Opening>; 7],
    holidays: BTreeSet<Date>,
}

impl Hours {
    /// The hours of each weekday, from Monday to Sunday, and the days on which no opening begins. An opening that began
    /// on the evening before a holiday goes on to its end.
    #[must_use]
    pub fn new(mut week: [Vec<Opening>; 7], holidays: BTreeSet<Date>) -> Self {
        for day in &mut week {
            day.sort_unstable();
        }
        Self { week, holidays }
    }

    /// Whether the business is open at that moment.
    #[must_use]
    pub fn is_open(&self, at: Timestamp, zone: Zone) -> bool {
        self.openings(at, zone).take_while(|(from, _)| *from <= at).any(|(_, to)| at < to)
    }

    /// The seconds between two moments during which the business is open; 0 when `to` is the earlier one.
    #[must_use]
    pub fn open_seconds(&self, from: Timestamp, to: Timestamp, zone: Zone) -> i64 {
        let mut counted_to = from;
        let mut micros: i64 = 0;
        for (opens, closes) in self.openings(from, zone).take_while(|(opens, _)| *opens < to) {
            let (opens, closes) = (opens.max(counted_to), closes.min(to));
            if closes > opens {
                micros = micros.saturating_add(closes.micros() - opens.micros());
                counted_to = closes;
            }
        }
        micros / 1_000_000
    }

    /// The first moment, from `at` on, at which the business is open: `at` itself when it is open then. `None` when it
    /// does not open within ten years.
    #[must_use]
    pub fn next_opening(&self, at: Timestamp, zone: Zone) -> Option<Timestamp> {
        self.openings(at, zone).find(|(_, to)| at < *to).map(|(from, _)| from.max(at))
    }

    /// Every opening as two moments, by when it begins, from those that may still hold at `at`.
    fn openings(&self, at: Timestamp, zone: Zone) -> impl Iterator<Item = (Timestamp, Timestamp)> {
        // An opening of the evening before may reach past midnight; two days of 24 hours back are surely one of 25.
        let first = zone.civil(at.plus_seconds(-2 * 24 * 3600)).date;
        let days = std::iter::successors(Some(first), |day| Some(day.plus_days(1)).filter(|next| next > day));
        days.take(DAYS_LOOKED_AT).flat_map(move |day| {
            self.on(day).iter().filter_map(move |opening| {
                Some((from(day, opening.from, zone)?, from(day, opening.to, zone)?)).filter(|(from, to)| from < to)
            })
        })
    }

    fn on(&self, day: Date) -> &[Opening] {
        if self.holidays.contains(&day) {
            return &[];
        }
        usize::try_from(day.weekday()).ok().and_then(|weekday| self.week.get(weekday)).map_or(&[], Vec::as_slice)
    }
}

/// The moment from which on the clocks of the zone show that many minutes since the day began, or more.
fn from(day: Date, minutes: u32, zone: Zone) -> Option<Timestamp> {
    let day = day.plus_days(u64::from(minutes / DAY));
    zone.first_from(day, minutes % DAY / 60, minutes % 60)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::timestamp::nights::night;

    fn berlin() -> Zone {
        Zone::named("Europe/Berlin").unwrap()
    }

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    fn week(openings: &[&str], days: std::ops::Range<usize>) -> Hours {
        let mut week: [Vec<Opening>; 7] = Default::default();
        for day in days {
            week[day] = openings.iter().map(|text| Opening::parse(text).unwrap()).collect();
        }
        Hours::new(week, BTreeSet::from([Date::new(2026, 12, 25).unwrap()]))
    }

    fn open(hours: &Hours, from: &str, to: &str) -> i64 {
        hours.open_seconds(at(from), at(to), berlin())
    }

    #[test]
    fn an_opening_is_read_as_people_write_it() {
        assert_eq!(Opening::parse("9-17"), Some(Opening { from: 540, to: 1020 }));
        assert_eq!(Opening::parse("9:30 – 17:45"), Some(Opening { from: 570, to: 1065 }));
        assert_eq!(Opening::parse("22:00-06:00"), Some(Opening { from: 1320, to: 1800 }));
        assert_eq!(Opening::parse("0:00-24:00"), Some(Opening { from: 0, to: 1440 }));
        for text in ["", "9", "9-9", "24:00-3:00", "9:60-10", "25-26", "+9-10", "-1-5", "9-17-18", "nine to five"] {
            assert_eq!(Opening::parse(text), None, "{text}");
        }
    }

    #[test]
    fn only_the_time_within_the_hours_is_counted() {
        let hours = week(&["14:00-18:00", "9:00-12:30"], 0..5);
        assert_eq!(open(&hours, "2026-11-23T12:00:00+01:00", "2026-11-23T14:10:00+01:00"), 40 * 60);
        assert_eq!(open(&hours, "2026-11-20T17:00:00+01:00", "2026-11-23T09:30:00+01:00"), 90 * 60);
        assert_eq!(open(&hours, "2026-11-23T12:40:00+01:00", "2026-11-23T13:50:00+01:00"), 0);
        assert_eq!(open(&hours, "2026-11-23T12:00:00+01:00", "2026-11-23T09:00:00+01:00"), 0);
    }

    #[test]
    fn no_opening_begins_on_a_holiday() {
        let hours = week(&["9-17"], 0..5);
        assert_eq!(open(&hours, "2026-12-24T16:00:00+01:00", "2026-12-28T10:00:00+01:00"), 2 * 3600);
        assert!(!hours.is_open(at("2026-12-25T10:00:00+01:00"), berlin()));
        let nights = week(&["22:00-06:00"], 0..7);
        assert!(nights.is_open(at("2026-12-25T05:00:00+01:00"), berlin()), "the shift of the evening before");
        assert!(!nights.is_open(at("2026-12-25T23:00:00+01:00"), berlin()));
    }

    #[test]
    fn a_night_shift_is_one_opening() {
        let hours = week(&["22:00-06:00"], 0..7);
        assert_eq!(open(&hours, "2026-11-23T21:00:00+01:00", "2026-11-24T23:00:00+01:00"), 9 * 3600);
        assert!(hours.is_open(at("2026-11-24T00:00:00+01:00"), berlin()));
        assert!(!hours.is_open(at("2026-11-24T06:00:00+01:00"), berlin()));
    }

    #[test]
    fn hours_that_overlap_count_once() {
        let hours = week(&["8:00-20:00", "9:00-12:00", "18:00-9:00"], 0..7);
        assert_eq!(open(&hours, "2026-11-23T00:00:00+01:00", "2026-11-24T00:00:00+01:00"), 24 * 3600);
    }

    #[test]
    fn the_night_that_skips_an_hour_is_an_hour_shorter() {
        let nights = week(&["22:00-06:00"], 0..7);
        assert_eq!(open(&nights, "2026-03-28T12:00:00+01:00", "2026-03-29T12:00:00+02:00"), 7 * 3600);
        let whole = week(&["0:00-24:00"], 0..7);
        assert_eq!(open(&whole, "2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00"), 23 * 3600);
        let early = week(&["2:00-3:00"], 0..7);
        assert_eq!(
            open(&early, "2026-03-29T00:00:00+01:00", "2026-03-29T12:00:00+02:00"),
            0,
            "that hour did not exist"
        );
    }

    #[test]
    fn the_night_that_has_an_hour_twice_is_an_hour_longer() {
        let nights = week(&["22:00-06:00"], 0..7);
        assert_eq!(open(&nights, "2026-10-24T12:00:00+02:00", "2026-10-25T12:00:00+01:00"), 9 * 3600);
        let early = week(&["2:00-3:00"], 0..7);
        assert_eq!(open(&early, "2026-10-25T00:00:00+02:00", "2026-10-25T12:00:00+01:00"), 2 * 3600);
        assert!(early.is_open(at("2026-10-25T02:30:00+02:00"), berlin()));
        assert!(early.is_open(at("2026-10-25T02:30:00+01:00"), berlin()));
        assert!(nights.is_open(at("2026-10-25T05:30:00+01:00"), berlin()));
    }

    #[test]
    fn the_next_opening_is_now_or_later() {
        let hours = week(&["9-17"], 0..5);
        let next = |text: &str| hours.next_opening(at(text), berlin()).unwrap();
        assert_eq!(next("2026-11-23T10:00:00+01:00"), at("2026-11-23T10:00:00+01:00"));
        assert_eq!(next("2026-11-20T17:00:00+01:00"), at("2026-11-23T09:00:00+01:00"));
        assert_eq!(next("2026-12-24T18:00:00+01:00"), at("2026-12-28T09:00:00+01:00"));
        assert_eq!(Hours::default().next_opening(at("2026-11-23T10:00:00Z"), berlin()), None);
    }

    #[test]
    fn a_clock_gone_wrong_costs_no_more_than_ten_years_of_days() {
        let hours = week(&["9-17"], 0..7);
        let ends = [i64::MIN, i64::MIN / 2, -1, 0, 1, i64::MAX / 2, i64::MAX].map(Timestamp::from_micros);
        for from in ends {
            for to in ends {
                assert!(hours.open_seconds(from, to, berlin()) >= 0);
            }
            let _ = (hours.is_open(from, berlin()), hours.next_opening(from, berlin()));
        }
    }

    #[test]
    fn an_opening_in_the_hour_that_is_skipped_begins_or_ends_when_the_clocks_change() {
        let (from, to) = ("2026-03-29T00:00:00+01:00", "2026-03-29T12:00:00+02:00");
        assert_eq!(open(&week(&["2:30-4:00"], 0..7), from, to), 3600);
        assert_eq!(open(&week(&["1:00-2:30"], 0..7), from, to), 3600);
        let both = week(&["2:30-2:45", "3:00-4:00"], 0..7);
        assert!(both.is_open(at("2026-03-29T03:10:00+02:00"), berlin()));
    }

    /// Hours of a week in which every day is like the others.
    fn hours() -> impl Strategy<Value = Hours> {
        let opening =
            (0..48_u32, 1..=48_u32).prop_map(|(from, length)| Opening { from: from * 30, to: (from + length) * 30 });
        prop::collection::vec(opening, 1..4)
            .prop_map(|day| Hours::new(std::array::from_fn(|_| day.clone()), BTreeSet::new()))
    }

    proptest! {
        #[test]
        fn a_wait_is_the_sum_of_its_parts_on_the_nights_too((zone, mut moments) in night::<3>(), hours in hours()) {
            moments.sort();
            let [from, between, to] = moments;
            let open = |from, to| hours.open_seconds(from, to, zone);
            prop_assert_eq!(open(from, between) + open(between, to), open(from, to));
            prop_assert!((0..=to.seconds_since(from)).contains(&open(from, to)));
            prop_assert_eq!(open(to, from), 0, "a clock that was put back");
        }

        #[test]
        fn the_business_is_open_while_its_clock_runs((zone, [at]) in night(), hours in hours()) {
            let minute = hours.open_seconds(at, at.plus_seconds(60), zone);
            prop_assert_eq!(minute, if hours.is_open(at, zone) { 60 } else { 0 });
            let next = hours.next_opening(at, zone).unwrap();
            prop_assert!(next >= at && hours.is_open(next, zone));
            prop_assert_eq!(hours.open_seconds(at, next, zone), 0);
        }
    }
}
