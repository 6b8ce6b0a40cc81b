//! A plan: what an account costs a period, and what of that falls on the rest of one.

use crate::domain::money::Amount;
use crate::domain::named::named;
use crate::domain::timestamp::Date;

/// A plan by which accounts are billed, a period in advance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The kind of account it is for; empty where it is for any.
    pub kind: String,
    /// What a period costs.
    pub price: Amount,
    /// How long a period is.
    pub period: Period,
}

named! {
    /// How long a period of billing is.
    #[derive(Default)]
    Period {
        /// A month.
        #[default]
        Month = "month",
        /// Three months.
        Quarter = "quarter",
        /// A year.
        Year = "year",
    }
}

/// What is left of a period, the present day included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rest {
    /// How many days are left.
    pub days: i64,
    /// How many days the period has.
    pub of: i64,
    /// The first day of the next period.
    pub until: Date,
}

impl Period {
    const fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        }
    }

    /// What is left of the period in which `day` falls. Periods begin on the day of the month on which the account was
    /// opened, or on the last day of a month that is shorter; where the opening is not known, with the calendar's.
    #[must_use]
    pub fn rest(self, opened: Option<Date>, day: Date) -> Rest {
        let (year, month, of_month) = opened.map_or((2000, 1, 1), Date::parts);
        let length = i64::from(self.months());
        let begin = |number: i64| nth(year, i64::from(month) - 1 + number * length, of_month).unwrap_or(day);
        let (this_year, this_month, _) = day.parts();
        let months = i64::from(this_year - year) * 12 + i64::from(this_month) - i64::from(month);
        let guess = months.div_euclid(length);
        let number = if begin(guess) > day { guess - 1 } else { guess };
        let [from, until] = [number, number + 1].map(begin);
        Rest { days: until.days_since(day), of: until.days_since(from).max(1), until }
    }
}

/// The day in the month so many months after the January of a year; the month's last where it has no such day.
fn nth(year: i32, months: i64, of_month: u32) -> Option<Date> {
    let year = i32::try_from(i64::from(year) + months.div_euclid(12)).ok()?;
    let month = u32::try_from(months.rem_euclid(12)).ok()? + 1;
    (1..=of_month).rev().find_map(|day| Date::new(year, month, day))
}

impl Plan {
    /// What the rest of a period costs: its days' share of the price, half a minor unit rounded up.
    #[must_use]
    pub fn price_of(&self, rest: Rest) -> Amount {
        let [price, days, of] = [self.price.0, rest.days, rest.of.max(1)].map(i128::from);
        let share = (2 * price * days + of).div_euclid(2 * of);
        Amount(i64::try_from(share).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn a_period_begins_on_the_day_of_the_opening() {
        for (period, opened, day, days, of, until) in [
            (Period::Month, "2025-03-15", "2026-11-23", 22, 30, "2026-12-15"),
            (Period::Month, "2025-03-15", "2026-11-15", 30, 30, "2026-12-15"),
            (Period::Month, "2025-03-15", "2026-11-14", 1, 31, "2026-11-15"),
            (Period::Month, "2025-01-31", "2026-02-27", 1, 28, "2026-02-28"),
            (Period::Month, "2025-01-31", "2026-02-28", 31, 31, "2026-03-31"),
            (Period::Quarter, "2025-12-01", "2026-02-10", 19, 90, "2026-03-01"),
            (Period::Year, "2024-02-29", "2026-03-01", 364, 365, "2027-02-28"),
        ] {
            let rest = period.rest(Some(date(opened)), date(day));
            assert_eq!(rest, Rest { days, of, until: date(until) }, "{opened} {day}");
        }
        assert_eq!(Period::Month.rest(None, date("2026-11-23")).until, date("2026-12-01"));
    }

    #[test]
    fn a_share_of_a_price_is_rounded_half_up() {
        let plan = Plan { kind: String::new(), price: Amount(1_001), period: Period::Month };
        let price = |days| plan.price_of(Rest { days, of: 30, until: date("2026-12-01") }).0;
        assert_eq!([price(15), price(30), price(0)], [501, 1_001, 0]);
    }

    proptest! {
        #[test]
        fn every_day_falls_into_its_period(opened in 0..8_000_u64, later in 0..8_000_u64, period in 0..3_usize) {
            let opened = date("2000-01-01").plus_days(opened);
            let day = opened.plus_days(later);
            let rest = Period::ALL[period].rest(Some(opened), day);
            prop_assert!(rest.days >= 1 && rest.days <= rest.of && rest.until > day, "{rest:?}");
            prop_assert!(rest.of >= 28 && rest.of <= 366, "{rest:?}");
        }
    }
}
