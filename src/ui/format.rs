//! How numbers, amounts, times and ages are written. Pure: what time it is comes in with [`Wall`].

use crate::domain::money::{Amount, Currency};
use crate::domain::timestamp::{Date, Timestamp, Zone};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A duration in six cells: `3:12` up to an hour, `2:14 h` up to ten, then hours, then days.
#[must_use]
pub fn clock(seconds: i64) -> String {
    let seconds = seconds.max(0);
    let (hours, minutes) = (seconds / HOUR, seconds % HOUR / MINUTE);
    let text = match hours {
        0 => short_clock(seconds),
        1..10 => format!("{hours}:{minutes:02} h"),
        10..48 => format!("{hours} h"),
        _ => format!("{} d", (seconds / DAY).min(9999)),
    };
    format!("{text:>6}")
}

/// A duration as `3:12`, however long, without blanks before it: for the header and within sentences.
#[must_use]
pub fn short_clock(seconds: i64) -> String {
    let seconds = seconds.max(0);
    format!("{}:{:02}", seconds / MINUTE, seconds % MINUTE)
}

/// An amount without its currency, which stands in the head: `1 842.60`, `-5.00`.
#[must_use]
pub fn money(amount: Amount, currency: Currency) -> String {
    let decimal = amount.decimal(currency);
    let (sign, digits) = decimal.strip_prefix('-').map_or(("", decimal.as_str()), |digits| ("-", digits));
    match digits.split_once('.') {
        Some((whole, fraction)) => format!("{sign}{}.{fraction}", grouped(whole)),
        None => format!("{sign}{}", grouped(digits)),
    }
}

/// A number with a blank between its thousands: `1 204`.
#[must_use]
pub fn count(number: usize) -> String {
    grouped(&number.to_string())
}

/// A share as `82 %`, rounded to the nearest; `-` where there is no whole.
#[must_use]
pub fn percent(part: u64, whole: u64) -> String {
    match part.saturating_mul(200).saturating_add(whole).checked_div(whole.saturating_mul(2)) {
        Some(share) => format!("{share} %"),
        None => "-".to_owned(),
    }
}

fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

/// What a clock and a calendar on the wall show: the moment it is, in the agent's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wall {
    /// The moment it is.
    pub now: Timestamp,
    /// Where the wall is.
    pub zone: Zone,
}

impl Wall {
    /// `10:42`.
    #[must_use]
    pub fn time(&self, at: Timestamp) -> String {
        let civil = self.zone.civil(at);
        format!("{:02}:{:02}", civil.hour, civil.minute)
    }

    /// `10:42:17`.
    #[must_use]
    pub fn time_to_the_second(&self, at: Timestamp) -> String {
        format!("{}:{:02}", self.time(at), self.zone.civil(at).second)
    }

    /// The day with its weekday, for the header: `Mon 23 Nov`.
    #[must_use]
    pub fn weekday_and_day(&self, at: Timestamp) -> String {
        let date = self.date(at);
        format!("{} {}", weekday(date), day_and_month(date))
    }

    /// A day in a column: `12 Nov`, ` 2 Jun`, and with its year when that is not this one: `18 Dec 25`.
    #[must_use]
    pub fn day(&self, date: Date) -> String {
        let (year, ..) = date.parts();
        let (this_year, ..) = self.today().parts();
        let day = day_and_month(date);
        if year == this_year { day } else { format!("{day} {:02}", year.rem_euclid(100)) }
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

    /// A moment in the log's first column, in 13 cells: `Fri 20  16:02` within four weeks, when the day of the month
    /// says which one it was; then `Wed  4 Mar`, and `Fri 18 Dec 25` when the year is not this one.
    #[must_use]
    pub fn log_time(&self, at: Timestamp) -> String {
        let date = self.date(at);
        let (_, _, day) = date.parts();
        let text = match self.today().days_since(date) {
            0..28 => format!("{} {day:>2}  {}", weekday(date), self.time(at)),
            _ => format!("{} {}", weekday(date), self.day(date)),
        };
        format!("{text:<13}")
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
}

fn weekday(date: Date) -> &'static str {
    usize::try_from(date.weekday()).ok().and_then(|day| WEEKDAYS.get(day)).copied().unwrap_or_default()
}

fn day_and_month(date: Date) -> String {
    let (_, month, day) = date.parts();
    let name = usize::try_from(month).ok().and_then(|month| MONTHS.get(month.checked_sub(1)?)).copied();
    format!("{day:>2} {}", name.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(&format!("{text}:00+01:00")).unwrap()
    }

    fn wall() -> Wall {
        Wall { now: at("2026-11-23T10:42"), zone: Zone::named("Europe/Berlin").unwrap() }
    }

    #[test]
    fn a_clock_takes_six_cells_however_long_it_runs() {
        let shown: Vec<String> = [-5, 7, 192, 3599, 3600, 8040, 40_000, 180_000, i64::MAX].map(clock).to_vec();
        assert_eq!(shown, ["  0:00", "  0:07", "  3:12", " 59:59", "1:00 h", "2:14 h", "  11 h", "   2 d", "9999 d"]);
        assert_eq!(short_clock(708), "11:48");
    }

    #[test]
    fn points_align_and_thousands_have_a_gap() {
        assert_eq!(money(Amount(184_260), Currency::EUR), "1 842.60");
        assert_eq!(money(Amount(-123_456_789), Currency::EUR), "-1 234 567.89");
        assert_eq!(money(Amount(-500), Currency::EUR), "-5.00");
        assert_eq!(money(Amount(1_200_000), Currency::named("JPY").unwrap()), "1 200 000");
        assert_eq!((count(612), count(9800)), ("612".to_owned(), "9 800".to_owned()));
        assert_eq!((percent(9, 11), percent(0, 0)), ("82 %".to_owned(), "-".to_owned()));
    }

    #[test]
    fn the_log_says_when_in_as_few_words_as_are_clear() {
        let log = |text| wall().log_time(at(text));
        assert_eq!(log("2026-11-20T16:02"), "Fri 20  16:02");
        assert_eq!(log("2026-11-23T09:00"), "Mon 23  09:00");
        assert_eq!(log("2026-03-04T12:00"), "Wed  4 Mar   ");
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
        assert_eq!(
            [age("2026-11-23T10:42"), age("2026-11-23T10:32"), age("2026-11-23T08:28")],
            ["now", "10 min", "2 h"]
        );
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

    proptest! {
        #[test]
        fn no_clock_is_wider_than_its_column(seconds in any::<i64>()) {
            prop_assert_eq!(clock(seconds).len(), 6);
        }

        #[test]
        fn money_reads_back(minor in any::<i64>()) {
            let amount = Amount(minor.max(-i64::MAX));
            prop_assert_eq!(Amount::parse(&money(amount, Currency::EUR), Currency::EUR), Some(amount));
        }
    }
}
