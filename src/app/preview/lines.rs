//! A receipt in lines: money first, then what goes and what comes, field by field.

use serde_json::Value;

use crate::app::state::State;
use crate::app::update::capital;
use crate::domain::customer::{Address, MethodKind};
use crate::domain::journal::{Change, FieldChange, Receipt};
use crate::domain::money::Amount;
use crate::domain::order::{Charges, Exchange, OrderLine, Payment, PaymentKind, Return};
use crate::domain::record::sums;
use crate::domain::timestamp::Timestamp;
use crate::ui::format;
use crate::ui::glyphs::sign;
use crate::ui::theme::Role;

/// A line of a preview.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::app) struct Line {
    pub(super) sign: &'static str,
    pub(super) role: Role,
    pub(super) words: String,
    /// At its right end.
    pub(super) amount: String,
}

impl Line {
    pub(in crate::app) fn of(sign: &'static str, role: Role, words: String) -> Self {
        Self { sign, role, words, amount: String::new() }
    }

    fn amount(self, amount: String) -> Self {
        Self { amount, ..self }
    }
}

/// Fields that say nothing to a person.
const SILENT: [&str; 7] = ["id", "ref", "version", "items", "customer", "contact", "notes"];

/// A field that may hold a number of the store rather than one that people use.
const INNER: &str = "account";

/// Fields of a new record that go without saying.
const USUAL: [&str; 12] = [
    "state",
    "status",
    "queue",
    "agent",
    "at",
    "opened_at",
    "asked_at",
    "asked_by",
    "verdict",
    "request",
    "next_step",
    "kind",
];

/// How the journal names what is left on a gift card.
const BALANCE: &str = "balance of ";

/// What a receipt says.
pub(super) fn of(state: &State, receipt: &Receipt) -> Vec<Line> {
    let mut lines = vec![Line::of("", Role::Text, capital(&receipt.action.words()))];
    if receipt.changes.is_empty() {
        lines.push(Line::of("", Role::Muted, "Nothing would change.".to_owned()));
    }
    for change in &receipt.changes {
        let is_new = change.fields.iter().any(|field| field.field == "id" && field.before.is_null());
        let shown = |field: &&FieldChange| {
            let name = field.field.as_str();
            let inner = name == INNER && field.after.is_number();
            !(inner || SILENT.contains(&name) || is_new && USUAL.contains(&name))
        };
        if is_new {
            lines.push(Line::of("", Role::Muted, format!("New {}", change.record.name())));
        }
        for field in change.fields.iter().filter(shown) {
            lines.extend(field_lines(state, change, field));
        }
    }
    lines
}

fn field_lines(state: &State, change: &Change, field: &FieldChange) -> Vec<Line> {
    match field.field.as_str() {
        "payments" => added::<Payment>(field).iter().map(|payment| moved(state, payment)).collect(),
        "returns" => added::<Return>(field).iter().flat_map(|asked| coming_back(state, change, asked)).collect(),
        "exchanges" => added::<Exchange>(field).iter().flat_map(|asked| exchanged(state, change, asked)).collect(),
        "lines" => goods(state, field),
        "charges" => {
            let charges: Option<Charges> = serde_json::from_value(field.after.clone()).ok();
            let parts = charges.map(|charges| charges.parts()).unwrap_or_default().into_iter();
            let line = |(name, amount): (&str, Amount)| {
                let role = if name == "Total" { Role::Text } else { Role::Muted };
                Line::of("", role, name.to_owned()).amount(money(state, amount.0))
            };
            parts.map(line).collect()
        }
        name if name.starts_with(BALANCE) => {
            let method = name.trim_start_matches(BALANCE);
            let left = field.after.as_i64().map(|left| money(state, left)).unwrap_or_default();
            vec![Line::of("", Role::Muted, format!("Then on {}", state.method_words(method))).amount(left)]
        }
        name => {
            let [before, after] = [&field.before, &field.after].map(|value| words(state, name, value));
            if before == after {
                return Vec::new();
            }
            let label = capital(&name.replace('_', " "));
            match (before.as_str(), after.as_str()) {
                ("", after) => vec![Line::of(sign::NEW, Role::Text, format!("{label}: {after}"))],
                (before, "") => vec![Line::of(sign::GONE, Role::Text, format!("{label}: {before}"))],
                (before, after) if before.len() + after.len() < 40 => {
                    vec![Line::of(sign::NEW, Role::Text, format!("{label}: {after}, was {before}"))]
                }
                (before, after) => vec![
                    Line::of(sign::GONE, Role::Text, format!("{label}: {before}")),
                    Line::of(sign::NEW, Role::Text, format!("{label}: {after}")),
                ],
            }
        }
    }
}

/// What a list has that it had not.
fn added<T: serde::de::DeserializeOwned>(field: &FieldChange) -> Vec<T> {
    let before = field.before.as_array().map_or(0, Vec::len);
    let after = field.after.as_array().into_iter().flatten().skip(before);
    after.filter_map(|item| serde_json::from_value(item.clone()).ok()).collect()
}

/// An amount as it stands at the end of a line, under the currency.
fn money(state: &State, minor: i64) -> String {
    format::money(Amount(minor), state.setup.house.currency)
}

fn moved(state: &State, payment: &Payment) -> Line {
    let method = state.method_words(&payment.method);
    let words = match payment.kind {
        PaymentKind::Payment => format!("Taken from {method}"),
        PaymentKind::Refund => {
            let seen = state.seen(payment).map(|seen| format!(", {seen}"));
            format!("Back to {method}{}", seen.unwrap_or_default())
        }
    };
    Line::of("", Role::Text, words).amount(money(state, payment.amount.0))
}

/// That money goes to a method once goods are back, and when the customer sees it then.
fn once_back(state: &State, reference: &str) -> String {
    let method = state.method_words(reference);
    let at_once = state.method(reference).is_some_and(|method| method.kind == MethodKind::GiftCard);
    match state.setup.house.policy.orders.refund_days {
        _ if at_once => format!("To {method} at once when the goods are back"),
        Some(days) => format!("To {method} within {days} days once the goods are back"),
        None => format!("To {method}, once the goods are back"),
    }
}

fn coming_back(state: &State, change: &Change, asked: &Return) -> Vec<Line> {
    let mut told: Vec<&String> = Vec::new();
    for sku in &asked.lines {
        if !told.contains(&sku) {
            told.push(sku);
        }
    }
    let count = |sku: &String| asked.lines.iter().filter(|other| *other == sku).count();
    let mut lines: Vec<Line> = told.into_iter().map(|sku| item(state, change, sku, count(sku))).collect();
    lines.push(Line::of("", Role::Muted, once_back(state, &asked.refund_to)));
    lines
}

fn exchanged(state: &State, change: &Change, asked: &Exchange) -> Vec<Line> {
    let mut lines = Vec::new();
    for swap in &asked.changes {
        lines.push(item(state, change, &swap.from, 1));
        lines.push(Line { sign: sign::NEW, ..item(state, change, &swap.to, 1) });
    }
    let words = match asked.difference.0 {
        0 => "No difference in price".to_owned(),
        1.. => format!("From {}, once the goods are back", state.method_words(&asked.method)),
        _ => once_back(state, &asked.method),
    };
    let amount =
        if asked.difference.0 == 0 { String::new() } else { money(state, asked.difference.0.saturating_abs()) };
    lines.push(Line::of("", Role::Muted, words).amount(amount));
    lines
}

/// So many of a variant as it stands in its order, or in the catalogue; its number where neither is known.
fn item(state: &State, change: &Change, sku: &str, count: usize) -> Line {
    let order = state.file().and_then(|file| file.order(&change.reference));
    let line = order.and_then(|order| order.lines.iter().find(|line| line.sku == sku));
    let variant = || state.products.iter().find_map(|product| Some((product, product.variant(sku)?)));
    let (words, price) = match (line, variant()) {
        (Some(line), _) => (line.item(), Some(line.price)),
        (None, Some((product, variant))) => (format!("{}, {}", product.name, variant.words()), Some(variant.price)),
        (None, None) => (sku.to_owned(), None),
    };
    let words = if count > 1 { format!("{count} x {words}") } else { words };
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    let amount = price.map(|price| money(state, price.times(count).0)).unwrap_or_default();
    Line::of(sign::GONE, Role::Text, words).amount(amount)
}

/// The lines that an order loses and gets.
fn goods(state: &State, field: &FieldChange) -> Vec<Line> {
    let lines = |value: &Value| serde_json::from_value::<Vec<OrderLine>>(value.clone()).unwrap_or_default();
    let [before, after] = [lines(&field.before), lines(&field.after)];
    let count = |lines: &[OrderLine], sku: &str| {
        lines.iter().filter(|line| line.sku == sku).map(|line| line.quantity).sum::<i64>()
    };
    let mut told: Vec<(String, Line)> = Vec::new();
    for line in before.iter().chain(&after) {
        let difference = count(&after, &line.sku) - count(&before, &line.sku);
        if difference == 0 || told.iter().any(|(sku, _)| *sku == line.sku) {
            continue;
        }
        let sign = if difference > 0 { sign::NEW } else { sign::GONE };
        let words = format!("{} x {}", difference.abs(), line.item());
        let amount = money(state, line.price.times(difference.abs()).0);
        told.push((line.sku.clone(), Line::of(sign, Role::Text, words).amount(amount)));
    }
    told.into_iter().map(|(_, line)| line).collect()
}

/// A value as it is read.
fn words(state: &State, name: &str, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        Value::Number(number) => match number.as_i64() {
            Some(minor) if sums::is_money(name) => money(state, minor),
            _ => number.to_string(),
        },
        Value::String(text) => {
            match Timestamp::parse(text).filter(|_| name == "at" || name.ends_with("_at") || name.ends_with("_on")) {
                Some(at) => state.moment(at),
                None => text.replace('_', " "),
            }
        }
        Value::Array(items) => items.iter().map(|item| words(state, name, item)).collect::<Vec<_>>().join("; "),
        Value::Object(fields) => match serde_json::from_value::<Address>(value.clone()) {
            Ok(address) if fields.contains_key("line1") => address.line(),
            _ => fields
                .iter()
                .map(|(name, value)| words(state, name, value))
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(", "),
        },
    }
}
