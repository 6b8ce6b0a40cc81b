//! What is counted within a record: the balance of a gift card, the stock of a variant. The journal keeps each as a field
//! of its own, so that a change of it is taken back as a difference, whatever else moved it since.

use serde_json::{Map, Value};

/// A sum: the list it stands in, the name of the field within an item, by what the item is named, and what the journal
/// calls it.
const SUMS: [(&str, &str, &str, &str); 2] =
    [("payment_methods", "balance", "ref", "balance of "), ("variants", "stock", "sku", "stock of ")];

/// Whether the journal's field of that name is a sum.
#[must_use]
pub fn is_sum(field: &str) -> bool {
    SUMS.iter().any(|(.., prefix)| field.starts_with(prefix))
}

/// The fields of records that hold minor units of money.
const AMOUNTS: [&str; 10] =
    ["balance", "price", "amount", "difference", "goods", "discount", "shipping", "tax", "included_tax", "total"];

/// Whether a field of that name, of a record or of the journal, holds money.
#[must_use]
pub fn is_money(field: &str) -> bool {
    AMOUNTS.contains(&field) || field.starts_with("balance of ")
}

/// What a sum is once a change of it is taken back; `None` where there is nothing to take it from, or not enough.
#[must_use]
pub fn taken_back(current: &Value, before: &Value, after: &Value) -> Option<Value> {
    let back = current.as_i64()?.checked_sub(after.as_i64()?)?.checked_add(before.as_i64()?)?;
    (back >= 0).then(|| Value::from(back))
}

/// The fields of a record with its sums taken out of their lists.
#[must_use]
pub(super) fn lifted(mut fields: Map<String, Value>) -> Map<String, Value> {
    for (list, sum, named, prefix) in SUMS {
        let Some(Value::Array(items)) = fields.get_mut(list) else { continue };
        let mut sums: Vec<(String, Value)> = Vec::new();
        for item in items.iter_mut().filter_map(Value::as_object_mut) {
            let Some(name) = item.get(named).and_then(Value::as_str).map(|name| format!("{prefix}{name}")) else {
                continue;
            };
            if item.get(sum).is_some_and(Value::is_number) && sums.iter().all(|(known, _)| *known != name) {
                sums.extend(item.shift_remove(sum).map(|value| (name, value)));
            }
        }
        fields.extend(sums);
    }
    fields
}

/// The fields of a record with its sums back in their lists.
#[must_use]
pub(super) fn lowered(mut fields: Map<String, Value>) -> Map<String, Value> {
    for (list, sum, named, prefix) in SUMS {
        let names: Vec<_> = fields.keys().filter(|name| name.starts_with(prefix)).cloned().collect();
        for name in names {
            let value = fields.shift_remove(&name);
            let Some(Value::Array(items)) = fields.get_mut(list) else { continue };
            let own = name.strip_prefix(prefix);
            let mut items = items.iter_mut().filter_map(Value::as_object_mut);
            if let (Some(item), Some(value)) =
                (items.find(|item| item.get(named).and_then(Value::as_str) == own && !item.contains_key(sum)), value)
            {
                item.insert(sum.to_owned(), value);
            }
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_was_lifted_comes_back() {
        let record = json!({"payment_methods": [{"ref": "V", "kind": "card"}, {"ref": "G", "balance": 5}, {"ref": "G", "balance": 7}]});
        let Value::Object(fields) = record.clone() else { panic!() };
        let lifted = lifted(fields);
        assert_eq!(lifted["balance of G"], 5);
        assert_eq!(Value::Object(lowered(lifted)), record);
    }

    #[test]
    fn a_sum_is_taken_back_as_a_difference_and_never_below_nothing() {
        assert_eq!(taken_back(&json!(70), &json!(100), &json!(90)), Some(json!(80)));
        assert_eq!(taken_back(&json!(5), &json!(0), &json!(10)), None);
        assert_eq!(taken_back(&Value::Null, &json!(0), &json!(10)), None);
    }
}
