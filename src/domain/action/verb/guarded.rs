//! What people say in an action, before anything keeps it: the journal holds actions word for word, so no card's number may
//! come in with one. References and telephone numbers are no words and stay as they are.

use std::borrow::Cow;

use serde_json::Value;

use super::{Field, Form};
use crate::domain::card::guard;

/// Hides the numbers of cards in what stands in a field.
pub(super) fn guarded(field: &Field, value: &mut Value) {
    let words = matches!(
        field.form,
        Form::Text
            | Form::Block
            | Form::Reason(_)
            | Form::Name(_)
            | Form::List
            | Form::Json
            | Form::Addresses
            | Form::Methods
    );
    if words && field.name != "phones" {
        hide(value);
    }
}

fn hide(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Cow::Owned(hidden) = guard(text) {
                *text = hidden;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(hide),
        Value::Object(fields) => fields.values_mut().for_each(hide),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::domain::action::Action;

    #[test]
    fn no_action_carries_the_number_of_a_card() {
        let number = "4111 1111 1111 1111";
        for action in [
            json!({"action": "close_contact", "contact": "K-1", "note": number}),
            json!({"action": "change_customer", "customer": "C-1", "alerts": [number], "custom": {"card": number}}),
            json!({"action": "cancel_order", "order": "W1", "reason": number}),
        ] {
            let read = serde_json::to_string(&Action::read(action).unwrap()).unwrap();
            assert!(!read.contains("4111") && read.contains("1111"), "{read}");
        }
        let phone = json!({"action": "change_customer", "customer": "C-1", "phones": ["4111111111111111"]});
        assert!(serde_json::to_string(&Action::read(phone).unwrap()).unwrap().contains("4111"));
    }
}
