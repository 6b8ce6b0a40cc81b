//! How numbers, amounts, durations and times are written. Pure: what time it is comes in with [`Wall`].

mod wall;

pub use self::wall::{Dates, Hours, Wall};
use crate::domain::money::{Amount, Currency};
use crate::domain::timestamp::DAY;

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
