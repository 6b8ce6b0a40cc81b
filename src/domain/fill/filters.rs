//! What an answer can do with what is known: write it as the customer's language has it, or another text where it is not
//! known. What is not known stays a gap, whatever is done with it.

use minijinja::{Environment, Error, ErrorKind, Value};

use super::LONGEST;
use super::known::{Known, Moment, Money};
use super::locale::{Locale, Style};
use crate::domain::money::{Amount, Currency};
use crate::domain::timestamp::{Civil, Date, Timestamp, Zone};

/// How a text is written that is filled for a customer.
#[derive(Clone, Copy)]
pub(super) struct Manner {
    pub(super) locale: &'static Locale,
    pub(super) currency: Currency,
    pub(super) zone: Zone,
}

impl Manner {
    /// Adds what writes in this manner, and what asks for what is known.
    pub(super) fn add_to(self, environment: &mut Environment<'_>) {
        environment.add_filter("money", move |value: &Value| self.money(value));
        environment.add_filter("date", move |value: &Value, style: Option<&str>| self.date(value, style));
        environment.add_filter("time", move |value: &Value| self.time(value));
        environment.add_filter("plural", plural);
        environment.add_filter("join", join);
        environment.add_filter("length", length);
        environment.add_filter("default", or_default);
        environment.add_filter("d", or_default);
        environment.add_test("defined", is_known);
        environment.add_test("undefined", |value: &Value| !is_known(value));
    }

    fn money(self, value: &Value) -> Result<Value, Error> {
        if !is_known(value) {
            return Ok(value.clone());
        }
        let amount = match value.downcast_object_ref::<Money>() {
            Some(money) => Some(money.amount),
            None => read_amount(&value.to_string(), self.currency),
        };
        let amount = amount.ok_or_else(|| wrong("`money` is for amounts, such as order.total"))?;
        Ok(Value::from(self.locale.money(amount, self.currency)))
    }

    fn date(self, value: &Value, style: Option<&str>) -> Result<Value, Error> {
        if !is_known(value) {
            return Ok(value.clone());
        }
        let style = Style::named(style.unwrap_or("long"))
            .ok_or_else(|| wrong("`date` takes \"short\", \"long\", \"weekday\" or \"iso\""))?;
        Ok(Value::from(self.locale.date(self.civil(value)?.date, style)))
    }

    fn time(self, value: &Value) -> Result<Value, Error> {
        if !is_known(value) {
            return Ok(value.clone());
        }
        Ok(Value::from(self.locale.time(self.civil(value)?)))
    }

    /// What the customer's clock shows at a moment of the file, or at one that a field of the house holds as a text.
    fn civil(self, value: &Value) -> Result<Civil, Error> {
        if let Some(moment) = value.downcast_object_ref::<Moment>() {
            return Ok(moment.civil);
        }
        let text = value.as_str().unwrap_or_default();
        let day = |date| Civil { date, hour: 0, minute: 0, second: 0 };
        let read = Timestamp::parse(text).map(|at| self.zone.civil(at)).or_else(|| Date::parse(text).map(day));
        read.ok_or_else(|| wrong("`date` and `time` are for days, such as order.placed_on"))
    }
}

fn wrong(why: &'static str) -> Error {
    Error::new(ErrorKind::InvalidOperation, why)
}

/// Whether something is known under what was asked for.
fn is_known(value: &Value) -> bool {
    !value.is_undefined() && value.downcast_object_ref::<Known>().is_none_or(Known::is_known)
}

/// An amount as a field of the house may hold it: with more decimals than the currency has, or none.
fn read_amount(text: &str, currency: Currency) -> Option<Amount> {
    let text = text.trim();
    Amount::parse(text, currency).or_else(|| Amount::parse(text.strip_suffix(".0")?, currency))
}

/// The word for one, or the word for several.
fn plural(value: &Value, one: &Value, several: &Value) -> Value {
    if !is_known(value) {
        return value.clone();
    }
    let count = value.as_i64().or_else(|| value.as_str()?.trim().parse().ok());
    let count = count.or_else(|| i64::try_from(value.len()?).ok());
    if count == Some(1) { one.clone() } else { several.clone() }
}

/// The things of a list, with a text between them. A text is no list, so that none grows.
fn join(value: &Value, between: Option<&str>) -> Result<Value, Error> {
    if !is_known(value) {
        return Ok(value.clone());
    }
    if value.as_str().is_some() {
        return Err(wrong("`join` is for lists, such as customer.emails"));
    }
    let mut text = String::new();
    for (at, item) in value.try_iter()?.enumerate() {
        if at > 0 {
            text.push_str(between.unwrap_or(", "));
        }
        text.push_str(&item.to_string());
        if text.len() > LONGEST {
            return Err(wrong("the answer is too long"));
        }
    }
    Ok(Value::from(text))
}

fn length(value: &Value) -> Result<Value, Error> {
    if !is_known(value) {
        return Ok(value.clone());
    }
    value.len().map(Value::from).ok_or_else(|| wrong("`length` is for lists and texts"))
}

/// Another text where nothing is known, so that there is no gap.
fn or_default(value: &Value, other: Option<Value>) -> Value {
    if value.is_true() { value.clone() } else { other.unwrap_or_else(|| Value::from("")) }
}
