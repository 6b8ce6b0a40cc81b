//! What a business has agreed on for its accounts, as it stands in a configuration and in a pack: `[accounts]` and
//! `[plans]`.

use super::reader::Table;
use crate::domain::account::{Period, Plan};
use crate::domain::money::{Amount, Currency};
use crate::domain::text::{Layout, clean};
use crate::domain::trade::Trade;

/// The most days in which a charge may be to pay: a year.
const MOST_DAYS: u32 = 366;

/// What the file says stands over `usual`; plans of the same name take each other's place.
pub(super) fn trade(file: &Table<'_>, currency: Currency, usual: Trade) -> Trade {
    let mut trade = file.table("accounts", |table| accounts(table, &usual)).unwrap_or(usual);
    for (name, plan) in file.named("plans", |table| plan(table, currency, &trade.kinds)) {
        trade.plans.extend(plan.map(|plan| (name, plan)));
    }
    trade
}

fn accounts(table: &Table<'_>, usual: &Trade) -> Trade {
    Trade {
        kinds: table.texts("kinds").unwrap_or_else(|| usual.kinds.clone()),
        fields: table.texts("fields").unwrap_or_else(|| usual.fields.clone()),
        payment_days: table.number("payment_days", 0..=MOST_DAYS).or(usual.payment_days),
        plans: usual.plans.clone(),
    }
}

fn plan(table: &Table<'_>, currency: Currency, kinds: &[String]) -> Option<Plan> {
    let wanted = format!("an amount of {currency} in quotes, such as \"{}\"", Amount(2_990).decimal(currency));
    let price = |text: &str| Amount::parse(text, currency).filter(|amount| amount.0 >= 0);
    let price = table.needed("price", table.parsed("price", &wanted, price));
    let either = if kinds.is_empty() { "a text in quotes".to_owned() } else { format!("one of {}", kinds.join(", ")) };
    let known = |text: &str| {
        let kind = clean(text, Layout::Line);
        (kind.is_empty() || kinds.is_empty() || kinds.contains(&kind)).then_some(kind)
    };
    let kind = table.parsed("kind", &either, known).unwrap_or_default();
    let period = table.choice("period", Period::ALL, Period::name).unwrap_or_default();
    Some(Plan { kind, price: price?, period })
}
