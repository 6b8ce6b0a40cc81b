//! What is said of a field, read in the form of the field: the same for a form on the screen and for a line of words.

use serde_json::{Value, json};

use super::fits::words_of_method;
use super::word::best;
use super::{Known, Unclear, address, goods, method};
use crate::domain::action::Form;
use crate::domain::money::Amount;
use crate::domain::order::Order;
use crate::domain::record::RecordKind;
use crate::domain::text::{Layout, fold, fold_reference, prose};
use crate::domain::when;

impl Known<'_> {
    /// The value that a text stands for in a field of this form, for the order that is spoken of.
    ///
    /// # Errors
    /// When it is none, with what would fit.
    pub fn value(&self, form: Form, text: &str, order: Option<&Order>) -> Result<Value, Unclear> {
        let text = text.trim();
        let which = |what: &str| Unclear::new(format!("say which {what}"), Vec::new());
        match form {
            Form::Text => Ok(prose(text, Layout::Line).into()),
            Form::Block => Ok(prose(text, Layout::Block).into()),
            Form::Number => {
                let number = text.parse::<i64>().map(Value::from);
                number.map_err(|_| Unclear::new(format!("`{text}` is no whole number"), Vec::new()))
            }
            Form::Moment => match when::read(text, self.now, self.zone) {
                Ok(at) => Ok(at.rfc3339().into()),
                Err(error) => Err(Unclear::new(error.to_string(), self.fits(form, "", order))),
            },
            Form::Amount => match Amount::parse(text, self.house.currency) {
                Some(amount) => Ok(amount.decimal(self.house.currency).into()),
                None => Err(Unclear::new(format!("`{text}` is no amount; write it like 12.50"), Vec::new())),
            },
            Form::List => Ok(text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(Value::from).collect()),
            Form::Json => serde_json::from_str(text)
                .map_err(|error| Unclear::new(format!("that is no JSON: {error}"), Vec::new())),
            Form::Choice(choices) => chosen(choices, text).ok_or_else(|| self.unclear(form, text, order)),
            Form::Choices(choices) => {
                let each = text.split(',').map(str::trim).filter(|part| !part.is_empty());
                each.map(|part| self.value(Form::Choice(choices), part, order)).collect()
            }
            Form::Action => {
                let said = super::read(text, self);
                match (said.stop, said.actions.as_slice()) {
                    (None, [action]) => serde_json::to_value(action).map_err(|error| which(&error.to_string())),
                    (Some(stop), _) => Err(stop.why),
                    (None, _) => Err(Unclear::new("say one action, like `return pegs -> gift card`", Vec::new())),
                }
            }
            Form::Goods => goods::ordered(text, self),
            Form::Shares => self.shares(text),
            Form::Record(kind) => self.record(kind, text),
            Form::Lines => goods::lines(text, order.ok_or_else(|| which("order"))?),
            Form::Swaps => goods::swaps(text, order.ok_or_else(|| which("order"))?, self),
            Form::Method => self.method(text, order),
            Form::Address => self.address(text),
            Form::Methods => Ok(Value::Array(vec![method::read(text, self.house)?])),
            Form::Addresses => Ok(Value::Array(vec![self.address(text)?])),
            Form::Reason(reasons) => {
                let listed = reasons.of(&self.house.policy);
                if listed.is_empty() {
                    return Ok(prose(text, Layout::Line).into());
                }
                Self::listed(text, listed.iter().map(String::as_str)).ok_or_else(|| self.unclear(form, text, order))
            }
            Form::Name(names) => {
                let listed = self.names(names, order);
                if listed.is_empty() {
                    return Ok(prose(text, Layout::Line).into());
                }
                let names = listed.iter().map(|fit| fit.text.as_str());
                Self::listed(text, names).ok_or_else(|| self.unclear(form, text, order))
            }
        }
    }

    /// The one of these that a text is, or that its words describe.
    fn listed<'n>(text: &str, names: impl Iterator<Item = &'n str> + Clone) -> Option<Value> {
        if let Some(same) = names.clone().find(|name| *name == text) {
            return Some(same.into());
        }
        let found = best(text, names.map(|name| (name, crate::domain::text::words(name))));
        if let [one] = found.as_slice() { Some((*one).into()) } else { None }
    }

    /// Says that a text is none of what would fit.
    fn unclear(&self, form: Form, text: &str, order: Option<&Order>) -> Unclear {
        let narrowed = self.fits(form, text, order);
        let fits = if narrowed.is_empty() { self.fits(form, "", order) } else { narrowed };
        let names: Vec<&str> = fits.iter().map(|fit| fit.text.as_str()).take(5).collect();
        let known = if names.is_empty() { String::new() } else { format!("; there is {}", names.join(", ")) };
        let words =
            if text.is_empty() { format!("say which{known}") } else { format!("`{text}` is none of them{known}") };
        Unclear::new(words, fits)
    }

    /// The reference of a record: one that is open by its number or by what it holds, or a number of one that is not.
    fn record(&self, kind: RecordKind, text: &str) -> Result<Value, Unclear> {
        let mut all = self.open(kind);
        all.extend(self.found(kind));
        let said = fold_reference(text);
        if let Some(same) = all.iter().find(|open| fold_reference(&open.reference) == said) {
            return Ok(same.reference.as_str().into());
        }
        let begun = !said.is_empty() && all.iter().any(|open| fold_reference(&open.reference).starts_with(&said));
        let is_number = !text.contains(char::is_whitespace) && text.chars().any(|c| c.is_ascii_digit());
        let found = best(text, all.iter().map(|open| (open.reference.as_str(), open.words.clone())));
        match found.as_slice() {
            [one] if !begun => Ok((*one).into()),
            [] if is_number && !begun => Ok(text.into()),
            _ => Err(self.unclear(Form::Record(kind), text, None)),
        }
    }

    fn address(&self, text: &str) -> Result<Value, Unclear> {
        let wrong = "write a street and a city, like `Torstr. 140, 10119 Berlin`";
        address::read(text, self).ok_or_else(|| Unclear::new(wrong, self.fits(Form::Address, "", None)))
    }

    /// What each method pays: `gift card 20.00, visa`; the last may pay the rest.
    fn shares(&self, text: &str) -> Result<Value, Unclear> {
        let share = |part: &str| {
            let last = part.rsplit_once(' ').and_then(|(method, amount)| {
                Some((method, Amount::parse(amount, self.house.currency)?.decimal(self.house.currency)))
            });
            Ok(match last.filter(|(_, amount)| amount.contains('.') || self.method(part, None).is_err()) {
                Some((method, amount)) => json!({"method": self.method(method, None)?, "amount": amount}),
                None => json!({"method": self.method(part, None)?}),
            })
        };
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        let shares: Vec<Value> = parts.map(share).collect::<Result<_, Unclear>>()?;
        if shares.is_empty() { Err(self.unclear(Form::Shares, text, None)) } else { Ok(Value::Array(shares)) }
    }

    fn method(&self, text: &str, order: Option<&Order>) -> Result<Value, Unclear> {
        let all = self.methods(order);
        if let Some(same) = all.iter().find(|method| method.reference == text) {
            return Ok(same.reference.as_str().into());
        }
        let found = best(text, all.iter().map(|method| (method.reference.as_str(), words_of_method(method))));
        match found.as_slice() {
            [one] => Ok((*one).into()),
            _ => Err(self.unclear(Form::Method, text, order)),
        }
    }
}

/// The one of these words that a text is, or that it begins.
fn chosen(choices: &[&'static str], text: &str) -> Option<Value> {
    let same = |name: &&&str| **name == text || fold(&name.replace('_', " ")) == fold(text);
    let begun = |name: &&&str| !text.is_empty() && name.starts_with(fold(text).as_str());
    let found = choices.iter().find(same).or_else(|| choices.iter().find(begun));
    found.map(|name| Value::from(*name))
}
