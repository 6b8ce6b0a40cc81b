//! Amounts of money: integers of the currency's smallest unit, never fractions of it.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A currency by its ISO 4217 code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Currency(iso_currency::Currency);

impl Currency {
    /// The euro.
    pub const EUR: Self = Self(iso_currency::Currency::EUR);

    /// The currency of this code, in capitals or not.
    #[must_use]
    pub fn named(code: &str) -> Option<Self> {
        iso_currency::Currency::from_code(&code.trim().to_ascii_uppercase()).map(Self)
    }

    /// The ISO 4217 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0.code()
    }

    /// The sign by which people write it, such as `€`; its code where it has none.
    #[must_use]
    pub fn sign(self) -> String {
        let sign = self.0.symbol().symbol;
        if sign.is_empty() { self.code().to_owned() } else { sign }
    }

    /// How many decimals an amount of it is written with (ISO 4217, "minor unit").
    #[must_use]
    pub fn decimals(self) -> u32 {
        u32::from(self.0.exponent().unwrap_or(0))
    }
}

/// An amount in the smallest unit of the store's currency (cents of a euro).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Amount(pub i64);

impl Amount {
    /// Reads a decimal such as `47.84`, `-3` or `1 842.6`; `None` when it is none, has more decimals than the currency,
    /// or does not fit.
    #[must_use]
    pub fn parse(text: &str, currency: Currency) -> Option<Self> {
        let text: String = text.trim().chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}')).collect();
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.as_str()),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let decimals = usize::try_from(currency.decimals()).ok()?;
        let fits = fraction.len() <= decimals && !whole.is_empty();
        if !fits || !whole.chars().chain(fraction.chars()).all(|c| c.is_ascii_digit()) {
            return None;
        }
        let minor: i64 = format!("{whole}{fraction:0<decimals$}").parse().ok()?;
        Some(Self(if negative { -minor } else { minor }))
    }

    /// The decimal that files and scripts read, such as `47.84`.
    #[must_use]
    pub fn decimal(self, currency: Currency) -> String {
        let decimals = usize::try_from(currency.decimals()).unwrap_or(0);
        let sign = if self.0 < 0 { "-" } else { "" };
        let digits = format!("{:0>width$}", self.0.unsigned_abs(), width = decimals + 1);
        let (whole, fraction) = digits.split_at_checked(digits.len() - decimals).unwrap_or((&digits, ""));
        if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
    }

    /// Both together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// What is left without the other.
    #[must_use]
    pub const fn less(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// This amount in the proportion of `part` to `whole`, rounded to the nearest unit; all of it where there is no whole.
    #[must_use]
    pub fn scaled(self, part: Self, whole: Self) -> Self {
        if whole.0 == 0 {
            return self;
        }
        let [amount, part, whole] = [self.0, part.0, whole.0].map(i128::from);
        let twice = amount * part * 2 + whole;
        Self(i64::try_from(twice.div_euclid(whole * 2)).unwrap_or(i64::MAX))
    }

    /// This amount shared out in the proportion of these, to the last unit; nothing where there is nothing to go by.
    #[must_use]
    pub fn shared(self, among: &[Self]) -> Vec<Self> {
        let whole: i128 = among.iter().map(|part| i128::from(part.0)).sum();
        let (mut reached, mut given) = (0_i128, 0_i128);
        let share = |part: &Self| {
            reached += i128::from(part.0);
            let through = if whole == 0 { 0 } else { (i128::from(self.0) * reached).div_euclid(whole) };
            let share = through - given;
            given = through;
            Self(i64::try_from(share).unwrap_or(i64::MAX))
        };
        among.iter().map(share).collect()
    }

    /// This amount so many times.
    #[must_use]
    pub const fn times(self, quantity: i64) -> Self {
        Self(self.0.saturating_mul(quantity))
    }
}

impl std::iter::Sum for Amount {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        Self(amounts.fold(0, |total, amount| total.saturating_add(amount.0)))
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_reads_back_what_it_writes() {
        for (text, minor) in [("47.84", 4784), ("0.05", 5), ("-0.05", -5), ("-12.00", -1200), ("1842.60", 184_260)] {
            let amount = Amount::parse(text, Currency::EUR).unwrap();
            assert_eq!(amount, Amount(minor));
            assert_eq!(amount.decimal(Currency::EUR), text);
        }
    }

    #[test]
    fn the_currency_says_how_many_decimals_there_are() {
        let yen = Currency::named("jpy").unwrap();
        assert_eq!(Amount::parse("1200", yen), Some(Amount(1200)));
        assert_eq!(Amount(1200).decimal(yen), "1200");
        assert_eq!(Amount::parse("12.5", yen), None);
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in ["", ".", "1,5", "12.345", "12.-1", "ten", "99999999999999999999"] {
            assert_eq!(Amount::parse(text, Currency::EUR), None, "{text}");
        }
    }
}
