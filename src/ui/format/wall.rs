//! Times and days as they are told to people, seen from the moment it is.

use super::{DAY, HOUR, MINUTE};
use crate::domain::timestamp::{Date, Timestamp, Zone};

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// How hours are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Hours {
    /// `14:30`.
    #[default]
    TwentyFour,
    /// `2:30 pm`.
    Twelve,
}

/// How the days of a year are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Dates {
    /// ` 3 Nov`, `18 Dec 25`.
    #[default]
    DayMonth,
    /// `Nov  3`, `Dec 18 2025`.
    MonthDay,
    /// `2026-11-03`.
    Iso,
}

/// What a clock and a calendar on the wall show: the moment it is, where the agent is, in the way the agent reads them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wall {
    /// The moment it is.
    pub now: Timestamp,
    /// Where the wall is.
    pub zone: Zone,
    /// How hours are told.
    pub hours: Hours,
    /// How days are told.
    pub dates: Dates,
}

impl Wall {
    /// A wall with 24 hours and the day before the month.
    #[must_use]
    pub fn new(now: Timestamp, zone: Zone) -> Self {
        Self { now, zone, hours: Hours::default(), dates: Dates::default() }
    }

    /// `10:42`.
    #[must_use]
    pub fn time(&self, at: Timestamp) -> String {
        let civil = self.zone.civil(at);
        self.clock_face(civil.hour, &format!("{:02}", civil.minute))
    }

    /// `10:42:17`.
    #[must_use]
    pub fn time_to_the_second(&self, at: Timestamp) -> String {
        let civil = self.zone.civil(at);
        self.clock_face(civil.hour, &format!("{:02}:{:02}", civil.minute, civil.second))
    }

    /// The day with its weekday, for the header: `Mon 23 Nov`.
    #[must_use]
    pub fn weekday_and_day(&self, at: Timestamp) -> String {
        let date = self.date(at);
        format!("{} {}", weekday(date), self.day_of_year(date))
    }

    /// A day in a column: `12 Nov`, ` 2 Jun`, and with its year when that is not this one: `18 Dec 25`.
    #[must_use]
    pub fn day(&self, date: Date) -> String {
        let (year, ..) = date.parts();
        let (this_year, ..) = self.today().parts();
        let day = self.day_of_year(date);
        match self.dates {
            _ if year == this_year => day,
            Dates::DayMonth => format!("{day} {:02}", year.rem_euclid(100)),
            Dates::MonthDay => format!("{day} {year}"),
            Dates::Iso => day,
        }
    }

    /// How long ago, by the calendar: `today`, `Fri` within seven days, then [`Self::day`].
    #[must_use]
    pub fn near_day(&self, at: Timestamp) -> String {
        let date = self.date(at);
        match self.today().days_since(date) {
            0 => "today".to_owned(),
            1..7 => weekday(date).to_owned(),
            _ => self.day(date),
        }
    }

    /// A moment in the log's first column: `Fri 20  16:02` within four weeks, when the day of the month says which one
    /// it was; then `Wed  4 Mar`, and `Fri 18 Dec 25` when the year is not this one.
    #[must_use]
    pub fn log_time(&self, at: Timestamp) -> String {
        let date = self.date(at);
        let (_, _, day) = date.parts();
        match self.today().days_since(date) {
            0..28 => format!("{} {day:>2}  {}", weekday(date), self.time(at)),
            _ if self.dates == Dates::Iso => self.day(date),
            _ => format!("{} {}", weekday(date), self.day(date)),
        }
    }

    /// An age: `now`, `10 min`, `2 h`, and from a day on by the calendar, `7 d`.
    #[must_use]
    pub fn age(&self, since: Timestamp) -> String {
        let seconds = self.now.seconds_since(since);
        match seconds {
            0..MINUTE => "now".to_owned(),
            MINUTE..HOUR => format!("{} min", seconds / MINUTE),
            HOUR..DAY => format!("{} h", seconds / HOUR),
            _ => format!("{} d", self.today().days_since(self.date(since))),
        }
    }

    /// When something is due: `10:38` today, `Thu 09:00` within seven days, ` 4 Dec` otherwise. What is overdue is a
    /// time too; the word `late` stands beside it.
    #[must_use]
    pub fn due(&self, at: Timestamp) -> String {
        let date = self.date(at);
        match date.days_since(self.today()) {
            0 => self.time(at),
            1..7 => format!("{} {}", weekday(date), self.time(at)),
            _ => self.day(date),
        }
    }

    /// The same moment by the clock of another zone, where that shows another time: `24 Nov 15:00 in New York`.
    #[must_use]
    pub fn there(&self, zone: Zone, at: Timestamp) -> Option<String> {
        let there = Self { zone, ..*self };
        let differs = zone.civil(at) != self.zone.civil(at);
        differs.then(|| format!("{} {} in {}", there.near_day(at).trim(), there.time(at), zone.city()))
    }

    /// The word beside a due time: `late`, `today`, or nothing.
    #[must_use]
    pub fn due_word(&self, at: Timestamp) -> &'static str {
        if at < self.now {
            "late"
        } else if self.date(at) == self.today() {
            "today"
        } else {
            ""
        }
    }

    /// The day it is.
    #[must_use]
    pub fn today(&self) -> Date {
        self.date(self.now)
    }

    fn date(&self, at: Timestamp) -> Date {
        self.zone.civil(at).date
    }

    fn clock_face(&self, hour: u32, rest: &str) -> String {
        match self.hours {
            Hours::TwentyFour => format!("{hour:02}:{rest}"),
            Hours::Twelve => {
                let half = if hour < 12 { "am" } else { "pm" };
                format!("{}:{rest} {half}", (hour + 11) % 12 + 1)
            }
        }
    }

    fn day_of_year(&self, date: Date) -> String {
        let (year, month, day) = date.parts();
        let name = usize::try_from(month).ok().and_then(|month| MONTHS.get(month.checked_sub(1)?)).copied();
        let name = name.unwrap_or_default();
        match self.dates {
            Dates::DayMonth => format!("{day:>2} {name}"),
            Dates::MonthDay => format!("{name} {day:>2}"),
            Dates::Iso => format!("{year:04}-{month:02}-{day:02}"),
        }
    }
}

fn weekday(date: Date) -> &'static str {
    usize::try_from(date.weekday()).ok().and_then(|day| WEEKDAYS.get(day)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(&format!("{text}:00+01:00")).unwrap()
    }

    fn wall() -> Wall {
        Wall::new(at("2026-11-23T10:42"), Zone::named("Europe/Berlin").unwrap())
    }

    #[test]
    fn the_log_says_when_in_as_few_words_as_are_clear() {
        let log = |text| wall().log_time(at(text));
        assert_eq!(log("2026-11-20T16:02"), "Fri 20  16:02");
        assert_eq!(log("2026-11-23T09:00"), "Mon 23  09:00");
        assert_eq!(log("2026-03-04T12:00"), "Wed  4 Mar");
        assert_eq!(log("2025-12-18T12:00"), "Thu 18 Dec 25");
    }

    #[test]
    fn days_nearby_have_words() {
        let near = |text| wall().near_day(at(text));
        assert_eq!(near("2026-11-23T08:00"), "today");
        assert_eq!(near("2026-11-20T08:00"), "Fri");
        assert_eq!(near("2026-11-12T08:00"), "12 Nov");
        assert_eq!(near("2026-11-03T08:00"), " 3 Nov");
        assert_eq!(wall().weekday_and_day(wall().now), "Mon 23 Nov");
    }

    #[test]
    fn an_age_is_short_and_counts_days_by_the_calendar() {
        let age = |text| wall().age(at(text));
        let recent = [age("2026-11-23T10:42"), age("2026-11-23T10:32"), age("2026-11-23T08:28")];
        assert_eq!(recent, ["now", "10 min", "2 h"]);
        assert_eq!([age("2026-11-16T14:47"), age("2026-11-12T20:03")], ["7 d", "11 d"]);
    }

    #[test]
    fn what_is_due_is_a_time_with_a_word() {
        let due = |text| (wall().due(at(text)), wall().due_word(at(text)));
        assert_eq!(due("2026-11-23T10:38"), ("10:38".to_owned(), "late"));
        assert_eq!(due("2026-11-23T11:30"), ("11:30".to_owned(), "today"));
        assert_eq!(due("2026-11-26T09:00"), ("Thu 09:00".to_owned(), ""));
        assert_eq!(due("2026-12-04T09:00"), (" 4 Dec".to_owned(), ""));
    }

    #[test]
    fn times_and_days_are_told_as_the_agent_reads_them() {
        let american = Wall { hours: Hours::Twelve, dates: Dates::MonthDay, ..wall() };
        assert_eq!(american.time(at("2026-11-23T00:05")), "12:05 am");
        assert_eq!(american.time_to_the_second(at("2026-11-23T14:30")), "2:30:00 pm");
        assert_eq!(american.log_time(at("2025-12-18T12:00")), "Thu Dec 18 2025");
        let iso = Wall { dates: Dates::Iso, ..wall() };
        assert_eq!(iso.log_time(at("2026-03-04T12:00")), "2026-03-04");
        assert_eq!(iso.weekday_and_day(iso.now), "Mon 2026-11-23");
    }
}
