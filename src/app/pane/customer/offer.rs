//! What a refusal offers instead, as a person says it: a verb with its key, a method of payment, an item.

use crate::app::keymap::{self, Order};
use crate::app::state::State;
use crate::domain::action::Verb;
use crate::domain::order::OrderLine;
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
    if let Some(method) = state.method(offer) {
        return method.words();
    }
    let lines = state.file().into_iter().flat_map(|file| &file.orders).flat_map(|order| &order.lines);
    let line = lines.into_iter().find(|line| line.sku == offer);
    line.map_or_else(|| offer.to_owned(), OrderLine::item)
}
