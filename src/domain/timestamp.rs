//! Moments, and the civil time that people read off them. The one file that names `chrono`; it never asks what time it
//! is.

use chrono::{
    DateTime, Datelike, Days, MappedLocalTime, Months, NaiveDate, NaiveDateTime, SecondsFormat, TimeZone, Timelike, Utc,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

#[cfg(test)]
pub(super) mod nights;

/// The seconds of a day on which nobody moves the clock.
pub const DAY: i64 = 86_400;

const MICROS: i64 = 1_000_000;

/// A moment, in microseconds since 1970 in UTC. Files and the command line write it as RFC 3339.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The moment that many microseconds after the start of 1970 in UTC.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// Microseconds since the start of 1970 in UTC.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Reads RFC 3339, with any offset; `None` when it is not that.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        DateTime::parse_from_rfc3339(text.trim()).ok().map(|moment| Self(moment.timestamp_micros()))
    }

    /// RFC 3339 in UTC, with a fraction only where there is one.
    #[must_use]
    pub fn rfc3339(self) -> String {
        self.utc().to_rfc3339_opts(SecondsFormat::AutoSi, true)
    }

    /// Whole seconds from `earlier` to here; 0 when the clock was put back in between.
    #[must_use]
    pub fn seconds_since(self, earlier: Self) -> i64 {
        (self.0.saturating_sub(earlier.0) / MICROS).max(0)
    }

    /// The moment so many seconds later, or earlier when negative.
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(MICROS)))
    }

    /// The same time so many months later; the last day of a month that is too short.
    #[must_use]
    pub fn plus_months(self, months: u32) -> Self {
        let later = self.utc().checked_add_months(Months::new(months));
        later.map_or(self, |moment| Self(moment.timestamp_micros()))
    }

    fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0).unwrap_or_default()
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.rfc3339())
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| serde::de::Error::custom(format!("`{text}` is no time; write it like 2026-11-23T10:42:00Z")))
    }
}

/// A day of the civil calendar, without a time or a zone. Written `2026-11-23`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// The day of this year, month (1 to 12) and day of the month; `None` when the calendar has no such day.
    #[must_use]
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// Reads `2026-11-23`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        text.parse().ok().map(Self)
    }

    /// The day on which it is so in UTC.
    #[must_use]
    pub fn of(at: Timestamp) -> Self {
        Self(at.utc().date_naive())
    }

    /// The year, the month from 1 to 12, and the day of the month.
    #[must_use]
    pub fn parts(self) -> (i32, u32, u32) {
        (self.0.year(), self.0.month(), self.0.day())
    }

    /// Days since Monday, from 0 to 6.
    #[must_use]
    pub fn weekday(self) -> u32 {
        self.0.weekday().num_days_from_monday()
    }

    /// The day so many days later; the same day at the end of the calendar.
    #[must_use]
    pub fn plus_days(self, days: u64) -> Self {
        Self(self.0.checked_add_days(Days::new(days)).unwrap_or(self.0))
    }

    /// Whole days from `earlier` to here; negative when `earlier` is the later one.
    #[must_use]
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0.signed_duration_since(earlier.0).num_days()
    }
}

impl std::fmt::Display for Date {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| serde::de::Error::custom(format!("`{text}` is no day; write it like 2026-11-23")))
    }
}

/// What a clock on the wall shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Civil {
    /// The day.
    pub date: Date,
    /// Hours, 0 to 23.
    pub hour: u32,
    /// Minutes, 0 to 59.
    pub minute: u32,
    /// Seconds, 0 to 59.
    pub second: u32,
}

/// A time zone of the IANA data base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(chrono_tz::Tz);

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self(chrono_tz::UTC);

    /// The zone of this name, such as `Europe/Berlin`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        name.trim().parse().ok().map(Self)
    }

    /// The IANA name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The place that it is named after: `New York`.
    #[must_use]
    pub fn city(self) -> String {
        self.name().rsplit('/').next().unwrap_or_default().replace('_', " ")
    }

    /// What the clocks of this zone show at `at`.
    #[must_use]
    pub fn civil(self, at: Timestamp) -> Civil {
        let local = at.utc().with_timezone(&self.0);
        Civil { date: Date(local.date_naive()), hour: local.hour(), minute: local.minute(), second: local.second() }
    }

    /// The moment at which the clocks of this zone show that time: the first of two on the night that has the hour
    /// twice, and the hour after on the night that skips it. `None` when `hour` or `minute` is out of range.
    #[must_use]
    pub fn moment(self, date: Date, hour: u32, minute: u32) -> Option<Timestamp> {
        let wall = date.0.and_hms_opt(hour, minute, 0)?;
        match self.0.from_local_datetime(&wall) {
            MappedLocalTime::Single(moment) | MappedLocalTime::Ambiguous(moment, _) => {
                Some(Timestamp(moment.timestamp_micros()))
            }
            MappedLocalTime::None => self.after_gap(wall),
        }
    }

    /// The first moment at which the clocks of this zone show that time or a later one of that day: where a change of
    /// clocks skips the time, the moment of the change. `None` when no later one is shown, or `hour` or `minute` is out of
    /// range.
    #[must_use]
    pub fn first_from(self, date: Date, hour: u32, minute: u32) -> Option<Timestamp> {
        let wall = date.0.and_hms_opt(hour, minute, 0)?;
        let later = std::iter::successors(Some(wall), |wall| wall.checked_add_signed(chrono::TimeDelta::minutes(1)));
        let mut shown = later.take_while(|wall| wall.date() == date.0);
        let moment = shown.find_map(|wall| self.0.from_local_datetime(&wall).earliest())?;
        Some(Timestamp(moment.timestamp_micros()))
    }

    /// A wall time that a change of clocks skipped, read with the offset that held before it.
    fn after_gap(self, wall: NaiveDateTime) -> Option<Timestamp> {
        let before = wall.checked_sub_signed(chrono::TimeDelta::hours(3))?;
        let moment = self.0.from_local_datetime(&before).earliest()?;
        Some(Timestamp(moment.timestamp_micros()).plus_seconds(3 * 3600))
    }

    /// The moment at which `date` begins in this zone.
    #[must_use]
    pub fn midnight(self, date: Date) -> Timestamp {
        self.moment(date, 0, 0).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::nights::night;
    use super::*;

    fn berlin() -> Zone {
        Zone::named("Europe/Berlin").unwrap()
    }

    #[test]
    fn a_moment_reads_back_what_it_writes() {
        let at = Timestamp::parse("2026-11-23T11:42:10.25+01:00").unwrap();
        assert_eq!(at.rfc3339(), "2026-11-23T10:42:10.250Z");
        assert_eq!(Timestamp::parse(&at.rfc3339()), Some(at));
        assert_eq!(Timestamp::parse("yesterday"), None);
    }

    #[test]
    fn a_clock_that_is_put_back_shows_zero_and_not_a_negative_time() {
        let at = Timestamp::from_micros(5 * MICROS);
        assert_eq!(at.seconds_since(at.plus_seconds(60)), 0);
    }

    #[test]
    fn the_hour_that_is_skipped_in_spring_is_read_as_the_hour_after() {
        let date = Date::new(2026, 3, 29).unwrap();
        assert_eq!(berlin().moment(date, 2, 30).unwrap().rfc3339(), "2026-03-29T01:30:00Z");
        assert_eq!(berlin().civil(berlin().moment(date, 2, 30).unwrap()).hour, 3);
    }

    #[test]
    fn the_hour_that_comes_twice_in_autumn_is_the_first_of_the_two() {
        let date = Date::new(2026, 10, 25).unwrap();
        assert_eq!(berlin().moment(date, 2, 30).unwrap().rfc3339(), "2026-10-25T00:30:00Z");
    }

    #[test]
    fn a_time_that_is_skipped_begins_when_the_clocks_change() {
        let date = Date::new(2026, 3, 29).unwrap();
        let begins = |hour, minute| berlin().first_from(date, hour, minute).unwrap().rfc3339();
        assert_eq!(begins(2, 30), "2026-03-29T01:00:00Z");
        assert_eq!(begins(3, 0), "2026-03-29T01:00:00Z");
        assert_eq!(begins(1, 59), "2026-03-29T00:59:00Z");
    }

    proptest! {
        #[test]
        fn what_the_clocks_show_is_a_moment_at_which_they_show_it((zone, [at]) in night()) {
            let shown = zone.civil(at);
            let moment = zone.moment(shown.date, shown.hour, shown.minute).unwrap();
            prop_assert_eq!(zone.civil(moment), shown);
            prop_assert_eq!(zone.first_from(shown.date, shown.hour, shown.minute), Some(moment));
            prop_assert!(moment == at || (moment < at && at.seconds_since(moment) <= 3_600), "the first of two at most");
        }

        #[test]
        fn every_time_of_a_day_is_a_moment_of_it((zone, [at]) in night(), hour in 0..24_u32, minute in 0..60_u32) {
            let date = zone.civil(at).date;
            let moment = zone.moment(date, hour, minute).unwrap();
            let shown = zone.civil(moment);
            let skipped = (shown.hour * 60 + shown.minute).checked_sub(hour * 60 + minute);
            prop_assert!(shown.date == date && matches!(skipped, Some(0 | 30 | 60)), "{:?}", shown);
            prop_assert!(zone.midnight(date) <= zone.first_from(date, hour, minute).unwrap());
            prop_assert!(zone.first_from(date, hour, minute).unwrap() <= moment);
        }

        #[test]
        fn no_clock_however_wrong_shows_a_time_below_nothing(one in any::<i64>(), other in any::<i64>()) {
            let (one, other) = (Timestamp::from_micros(one), Timestamp::from_micros(other));
            prop_assert!(one.seconds_since(other) >= 0);
            prop_assert!(one.seconds_since(other) == 0 || other.seconds_since(one) == 0);
            let _ = (berlin().civil(one), one.rfc3339(), one.plus_seconds(other.micros()));
        }
    }
}
