//! What orders cost beside their goods, as it stands in a configuration: `[charges]`.

use std::collections::BTreeMap;

use super::reader::Table;
use crate::domain::charges::{Carriage, ChargeRules, Rate, Rounding, Taxation};
use crate::domain::money::{Amount, Currency};

/// How a rate is written.
const RATE: &str = "percent from 0 to 100 in quotes, such as \"8.25\"";

/// The charges of the file; amounts are of that currency.
pub(super) fn charges(file: &Table<'_>, currency: Currency) -> ChargeRules {
    let read = |table: &Table<'_>| {
        let usual = ChargeRules::default();
        ChargeRules {
            taxation: table.choice("taxation", Taxation::ALL, Taxation::name).unwrap_or(usual.taxation),
            rounding: table.choice("rounding", Rounding::ALL, Rounding::name).unwrap_or(usual.rounding),
            rate: table.parsed("rate", RATE, Rate::parse),
            rates: table.table("rates", rates).unwrap_or_default(),
            carriage_rate: table.parsed("carriage_rate", RATE, Rate::parse),
            carriage: table.tables("carriage", |way| carriage(way, currency)).unwrap_or_default(),
        }
    };
    file.table("charges", read).unwrap_or_default()
}

/// The rates of classes of goods, which are of the writer's choice.
fn rates(table: &Table<'_>) -> BTreeMap<String, Rate> {
    let mut rates = BTreeMap::new();
    for (class, texts, _) in table.lines() {
        match texts.as_slice() {
            [text] if Rate::parse(text).is_some() => rates.extend(Rate::parse(text).map(|rate| (class, rate))),
            _ => table.wrong(&class, format!("`{class}` takes {RATE}")),
        }
    }
    rates
}

fn carriage(way: &Table<'_>, currency: Currency) -> Option<Carriage> {
    let wanted = format!("an amount of {currency} in quotes, such as \"{}\"", Amount(490).decimal(currency));
    let amount = |text: &str| Amount::parse(text, currency).filter(|amount| amount.0 >= 0);
    let (name, price) = (way.text("name"), way.parsed("price", &wanted, amount));
    let free_from = way.parsed("free_from", &wanted, amount);
    Some(Carriage { name: way.needed("name", name)?, price: way.needed("price", price)?, free_from })
}
