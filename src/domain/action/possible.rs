//! Whether a verb can be done to a record as it stands, asked of the verb's own rule: what is refused whatever is said
//! stands against the record itself.

use serde_json::{Map, Value, json};

use super::{Action, Actor, Facts, Field, Form, House, Need, Refusal, Shape, Verb};

/// What is said of every field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    Nothing,
    Anything,
}

impl Verb {
    /// Whether it can be done to the record of that reference, which is among the facts.
    ///
    /// # Errors
    /// Why not, whatever is said beside the record.
    pub fn possible(&self, reference: &str, facts: &Facts, house: &House, actor: &Actor) -> Result<(), Refusal> {
        let tried = |said: Said| {
            let action = serde_json::from_value::<Action>(Value::Object(self.said(reference, said, actor)));
            action.map_or(Ok(()), |action| action.rule(facts, house, actor).map(|_| ()))
        };
        let Err(one) = tried(Said::Nothing) else { return Ok(()) };
        match tried(Said::Anything) {
            // Another record that has to be named is not among the facts, whatever is said.
            Err(other) if one.message == other.message && !one.code.starts_with("unknown_") => Err(one),
            _ => Ok(()),
        }
    }

    fn said(&self, reference: &str, said: Said, actor: &Actor) -> Map<String, Value> {
        let mut fields = Map::from_iter([("action".to_owned(), Value::from(self.name))]);
        let shown = |field: &Field| field.need == Need::Needed || said == Said::Anything;
        for (at, field) in self.fields().enumerate().filter(|(_, field)| shown(field)) {
            let value =
                if at == 0 && self.subject().is_some() { Value::from(reference) } else { value(field, said, actor) };
            fields.insert(field.name.to_owned(), value);
        }
        fields
    }
}

fn value(field: &Field, said: Said, actor: &Actor) -> Value {
    let nothing = said == Said::Nothing;
    match (field.form, field.form.shape()) {
        (Form::Choice(words), _) => words.first().copied().into(),
        (Form::Choices(words), _) => words.iter().copied().take(if nothing { 1 } else { words.len() }).collect(),
        (Form::Action, _) => json!({"action": "undo", "receipt": 0}),
        (Form::Moment, _) => actor.at.plus_seconds(if nothing { 60 } else { 3600 }).rfc3339().into(),
        (_, _) if nothing => match field.form.shape() {
            Shape::Text => "".into(),
            Shape::Number => 0.into(),
            Shape::List | Shape::Pairs | Shape::Goods | Shape::Shares => json!([]),
            Shape::Json => json!({}),
        },
        (Form::Amount, _) => "1".into(),
        (Form::Address, _) => json!({"line1": "?", "city": "?"}),
        (_, Shape::Text) => "?".into(),
        (_, Shape::Number) => 1.into(),
        (_, Shape::List) => json!(["?"]),
        (_, Shape::Pairs) => json!([{"from": "?", "to": "?"}]),
        (_, Shape::Goods) => json!([{"sku": "?", "quantity": 1}]),
        (_, Shape::Shares) => json!([{"method": "?"}]),
        (_, Shape::Json) => json!({}),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::customer::{Customer, Details};
    use crate::domain::id::CustomerId;
    use crate::domain::money::Currency;
    use crate::domain::order::Order;
    use crate::domain::phone::Region;
    use crate::domain::record::Recorded;
    use crate::domain::timestamp::Timestamp;

    fn possible(verb: &str, status: &str) -> Result<(), String> {
        let order = json!({"id": 1, "version": 1, "ref": "W1", "customer": 1, "status": status,
            "lines": [{"sku": "A", "price": 100, "quantity": 1}], "payments": [{"kind": "payment", "amount": 100, "method": "visa"}]});
        let order: Order = serde_json::from_value(order).unwrap();
        let customer =
            Customer { id: CustomerId(1), version: 1, reference: "C-1".to_owned(), details: Details::default() };
        let facts = Facts { records: vec![order.recorded(), customer.recorded()], ..Facts::default() };
        let house = House::plain(Region::named("DE").unwrap(), Currency::EUR);
        let actor = Actor { agent: "a".to_owned(), contact: None, at: Timestamp::default() };
        Verb::named(verb).unwrap().possible("W1", &facts, &house, &actor).map_err(|refusal| refusal.message)
    }

    #[test]
    fn what_is_refused_whatever_is_said_is_not_possible() {
        for verb in ["cancel_order", "change_order_address", "change_order_payment", "change_order_items"] {
            assert_eq!(possible(verb, "pending"), Ok(()), "{verb}");
            assert!(possible(verb, "delivered").unwrap_err().starts_with("W1 is delivered and cannot be"), "{verb}");
        }
        for verb in ["return_items", "exchange_items"] {
            assert_eq!(possible(verb, "delivered"), Ok(()), "{verb}");
            assert!(possible(verb, "pending").unwrap_err().contains("only what was delivered"), "{verb}");
        }
    }
}
