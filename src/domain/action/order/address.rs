//! Another address: as long as nobody has packed the order.

use serde_json::{Map, Value};

use super::super::{Facts, Refusal};
use super::items::not_open;
use crate::domain::customer::Address;
use crate::domain::journal::Edit;
use crate::domain::order::{Order, OrderStatus};
use crate::domain::text::{Layout, prose};

pub(super) fn change(patch: &Map<String, Value>, facts: &Facts) -> Result<Vec<Edit>, Refusal> {
    let order = facts.need::<Order>()?;
    if order.status != OrderStatus::Pending {
        return Err(not_open(order, "sent elsewhere"));
    }
    let after = Order { address: merged(&order.address, patch)?, ..order.clone() };
    Ok(vec![Edit::changed(order, after)])
}

/// An address with the lines of `patch` in their place; `null` empties a line.
pub(in super::super) fn merged(address: &Address, patch: &Map<String, Value>) -> Result<Address, Refusal> {
    let mut merged = address.clone();
    for (name, value) in patch {
        let line = match name.as_str() {
            "line1" => &mut merged.line1,
            "line2" => &mut merged.line2,
            "city" => &mut merged.city,
            "region" => &mut merged.region,
            "postal_code" => &mut merged.postal_code,
            "country" => &mut merged.country,
            _ => {
                let message =
                    format!("an address has no `{name}`; there are line1, line2, city, region, postal_code, country");
                return Err(Refusal::new("unknown_field", message));
            }
        };
        *line = match value {
            Value::String(text) => prose(text, Layout::Line),
            Value::Null => String::new(),
            other @ (Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => {
                return Err(Refusal::new("bad_value", format!("`address.{name}` is a text, not {other}")));
            }
        };
    }
    if merged.line().is_empty() {
        return Err(Refusal::new("address_needed", "nothing would say where it goes; give a street and a city"));
    }
    Ok(merged)
}
