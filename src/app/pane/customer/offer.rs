//! What a refusal offers instead, as a person says it: a verb with its key, a method of payment, an item.

use crate::app::keymap::{self, Order};
use crate::app::state::State;
use crate::domain::action::Verb;
use crate::domain::customer::PaymentMethod;
use crate::domain::spoken;

/// The words for an offer.
pub(in crate::app) fn offered(state: &State, offer: &str) -> String {
    let (first, rest) = offer.split_once(' ').unwrap_or((offer, ""));
    if let Ok(verb) = Verb::named(first) {
        let order = keymap::of_verb(verb);
        let key = if matches!(order, Order::Verb(_)) { state.setup.keymap.key_of(order) } else { String::new() };
        let key = if key.is_empty() { key } else { format!("  {key}") };
        return format!("{}{key} {rest}", spoken::word(verb)).trim_end().to_owned();
    }
    let stored = state.file().map(|file| file.customer.details.payment_methods.as_slice()).unwrap_or_default();
    if let Some(method) = stored.iter().find(|method| method.reference == offer) {
        return PaymentMethod::words(method);
    }
    let lines = state.file().into_iter().flat_map(|file| &file.orders).flat_map(|order| &order.lines);
    let line = lines.into_iter().find(|line| line.sku == offer);
    line.map_or_else(|| offer.to_owned(), super::item)
}
