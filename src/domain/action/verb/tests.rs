//! The list of actions against the actions themselves: what each takes, and what is said of a mistake.

use serde_json::{Map, json};

use super::*;
use crate::domain::customer::Details;

fn example(field: &Field) -> Value {
    if let Form::Choice([word, ..]) = field.form {
        return json!(word);
    }
    if let Form::Choices([word, ..]) = field.form {
        return json!([word]);
    }
    match field.form.shape() {
        _ if field.form == Form::Moment => json!("2026-11-24T09:00:00Z"),
        _ if field.form == Form::Action => json!({"action": "undo", "receipt": 7}),
        Shape::Text => json!("x"),
        Shape::Number => json!(7),
        Shape::List => json!(["x"]),
        Shape::Pairs => json!([{"from": "x", "to": "y"}]),
        Shape::Goods => json!([{"sku": "x", "quantity": 2}]),
        Shape::Shares => json!([{"method": "x", "amount": "5.00"}, {"method": "y"}]),
        Shape::Json => json!({"x": "y"}),
    }
}

fn written(verb: &Verb, without: &str) -> Value {
    let fields = verb.fields().filter(|field| field.name != without);
    let mut all: Map<_, _> = fields.map(|field| (field.name.to_owned(), example(field))).collect();
    all.insert("action".to_owned(), verb.name.into());
    Value::Object(all)
}

#[test]
fn every_action_is_listed_with_what_it_takes() {
    for verb in VERBS {
        let action = Action::read(written(verb, "")).unwrap();
        let back = serde_json::to_value(&action).unwrap();
        assert!(verb.fields().all(|field| back.get(field.name).is_some()), "{back}");
        for field in verb.fields() {
            let read = serde_json::from_value::<Action>(written(verb, field.name));
            assert_eq!(read.is_err(), field.need == Need::Needed, "{} without {}", verb.name, field.name);
            if let Form::Choice(words) = field.form {
                for word in words {
                    let mut said = written(verb, "");
                    said[field.name] = json!(word);
                    assert!(Action::read(said).is_ok(), "{} {word}", field.name);
                }
            }
        }
    }
}

#[test]
fn every_detail_of_a_customer_is_among_the_fields() {
    let details = serde_json::to_value(Details::default()).unwrap();
    let listed: Vec<_> = list::DETAILS.iter().map(|field| field.name).collect();
    assert_eq!(details.as_object().unwrap().keys().map(String::as_str).collect::<Vec<_>>(), listed);
}

#[test]
fn a_mistake_is_told_with_what_would_be_right() {
    let told = |action: Value| Action::read(action).unwrap_err();
    assert!(told(json!({"action": "dance"})).message.starts_with("there is no action `dance`; there are create_"));
    assert_eq!(told(json!({"action": "dance"})).instead.len(), VERBS.len());
    assert_eq!(told(json!({"action": "keep_callback"})).message, "`keep_callback` needs `callback`");
    let more = told(json!({"action": "keep_callback", "callback": "B-1", "why": "x"}));
    assert_eq!((more.code.as_str(), more.message.contains("it takes callback")), ("unknown_field", true));
    assert!(told(json!([])).message.contains("\"action\""));
    let late = json!({"action": "schedule_callback", "due_at": "soon", "what": "x"});
    assert!(told(late).message.starts_with("`schedule_callback`: "));
}
