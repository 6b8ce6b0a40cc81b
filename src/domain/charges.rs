//! What an order costs beside its goods: a discount, carriage and tax. Amounts are integers; only a rate is a decimal, and
//! what comes of one is rounded where the house has it.

use std::collections::BTreeMap;
use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

use super::money::Amount;
use super::named::named;
use super::order::{Charges, Order, OrderLine};
use super::product::Product;

/// A share in percent, from 0 to 100, with at most six decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rate(Decimal);

named! {
    /// How prices stand to tax.
    Taxation {
        /// It is added to them.
        Added = "added",
        /// They hold it already.
        Included = "included",
    }
}

named! {
    /// Where tax is rounded to the smallest unit.
    Rounding {
        /// Once for the order.
        Order = "order",
        /// In every line.
        Line = "line",
    }
}

/// A way of sending goods, and what it costs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carriage {
    /// The name by which orders ask for it.
    pub name: String,
    /// What it costs.
    pub price: Amount,
    /// From what goods less discount on it costs nothing; `None` where it always costs.
    pub free_from: Option<Amount>,
}

/// How the house charges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargeRules {
    /// How prices stand to tax.
    pub taxation: Taxation,
    /// Where tax is rounded.
    pub rounding: Rounding,
    /// The rate of goods that are of no class; `None` where they bear no tax.
    pub rate: Option<Rate>,
    /// The rates of classes of goods; a product names its own in its field `tax_class`.
    pub rates: BTreeMap<String, Rate>,
    /// The rate of carriage; `None` where it bears no tax.
    pub carriage_rate: Option<Rate>,
    /// The ways of sending goods, the usual one first; where there are none, sending costs nothing.
    pub carriage: Vec<Carriage>,
}

impl Default for ChargeRules {
    fn default() -> Self {
        Self {
            taxation: Taxation::Added,
            rounding: Rounding::Order,
            rate: None,
            rates: BTreeMap::new(),
            carriage_rate: None,
            carriage: Vec::new(),
        }
    }
}

impl Rate {
    /// Reads percent, such as `8.25`, with or without a `%`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text.strip_suffix('%').unwrap_or(text).trim();
        let plain = !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
        let rate: Decimal = digits.parse().ok().filter(|_| plain && digits.len() <= 10)?;
        (rate <= Decimal::ONE_HUNDRED && rate.scale() <= 6).then(|| Self(rate.normalize()))
    }

    /// That share of an amount.
    #[must_use]
    pub fn of(self, amount: Amount) -> Amount {
        rounded(Decimal::from(amount.0) * self.0 / Decimal::ONE_HUNDRED)
    }

    fn tax(self, amount: Amount, taxation: Taxation) -> Decimal {
        let whole = match taxation {
            Taxation::Added => Decimal::ONE_HUNDRED,
            Taxation::Included => Decimal::ONE_HUNDRED + self.0,
        };
        Decimal::from(amount.0) * self.0 / whole
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Rate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Rate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom(format!("`{text}` is no rate from 0 to 100")))
    }
}

/// Half a unit goes away from zero, as cash registers have it.
fn rounded(exact: Decimal) -> Amount {
    let whole = exact.round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
    Amount(i64::try_from(whole).unwrap_or(i64::MAX))
}

impl ChargeRules {
    /// The rate at which a product is taxed.
    #[must_use]
    pub fn rate_of(&self, product: &Product) -> Option<Rate> {
        let class = product.custom.get("tax_class").and_then(Value::as_str);
        class.and_then(|class| self.rates.get(class)).copied().or(self.rate)
    }

    /// The way of sending of that name; the usual one where none is named.
    #[must_use]
    pub fn carriage(&self, name: &str) -> Option<&Carriage> {
        if name.is_empty() { self.carriage.first() } else { self.carriage.iter().find(|way| way.name == name) }
    }

    /// What these lines cost, less a discount, sent in that way.
    #[must_use]
    pub fn charges(&self, lines: &[OrderLine], discount: Amount, carriage: Option<&Carriage>) -> Charges {
        let goods = goods(lines);
        let net = goods.less(discount);
        let shipping = carriage.map_or(Amount::default(), |way| match way.free_from {
            Some(from) if net >= from => Amount::default(),
            Some(_) | None => way.price,
        });
        let charges = Charges { goods, discount, shipping, total: net.plus(shipping), ..Charges::default() };
        let tax = self.tax(lines, discount, shipping, self.taxation);
        match self.taxation {
            Taxation::Added => Charges { tax, total: charges.total.plus(tax), ..charges },
            Taxation::Included => Charges { included_tax: tax, ..charges },
        }
    }

    /// The tax of lines of which a discount is taken off in proportion, and of carriage.
    fn tax(&self, lines: &[OrderLine], discount: Amount, shipping: Amount, taxation: Taxation) -> Amount {
        let prices: Vec<Amount> = lines.iter().map(OrderLine::total).collect();
        let nets = prices.iter().zip(discount.shared(&prices)).map(|(price, discount)| price.less(discount));
        let taxed = nets.zip(lines.iter().map(|line| line.tax_rate)).chain([(shipping, self.carriage_rate)]);
        let exact = taxed.map(|(net, rate)| rate.unwrap_or_default().tax(net, taxation));
        match self.rounding {
            Rounding::Line => exact.map(rounded).sum(),
            Rounding::Order => rounded(exact.sum()),
        }
    }

    /// What an order costs once its lines are these. Carriage stays as it was agreed, a discount keeps its share of the
    /// goods, and so does the tax of an order whose lines tell no rate.
    #[must_use]
    pub fn recharged(&self, order: &Order, lines: &[OrderLine]) -> Charges {
        let before = order.charged();
        let [was, is] = [goods(&order.lines), goods(lines)];
        let discount = before.discount.scaled(is, was);
        let known = |lines: &[OrderLine]| lines.iter().all(|line| line.tax_rate.is_some());
        let none = Amount::default();
        let taxation = match (before.tax, before.included_tax) {
            (added, included) if added == none && included == none => self.taxation,
            (added, _) if added != none => Taxation::Added,
            _ => Taxation::Included,
        };
        let [tax, included_tax] = if order.lines.is_empty() || !known(&order.lines) || !known(lines) {
            [before.tax.scaled(is, was), before.included_tax.scaled(is, was)]
        } else {
            let tax = self.tax(lines, discount, before.shipping, taxation);
            match taxation {
                Taxation::Added => [tax, none],
                Taxation::Included => [none, tax],
            }
        };
        let added = |charges: Charges| charges.goods.less(charges.discount).plus(charges.tax);
        let goods = before.goods.plus(is).less(was);
        let after = Charges { goods, discount, tax, included_tax, ..before };
        Charges { total: before.total.plus(added(after)).less(added(before)), ..after }
    }
}

fn goods(lines: &[OrderLine]) -> Amount {
    lines.iter().map(OrderLine::total).sum()
}

#[cfg(test)]
mod tests;
