//! What can be done with the marked record and for the customer, each verb with its key; what is not possible now stands last
//! and says why.

use super::Over;
use super::row::{Choice, Row};
use crate::app::keymap::{self, Binding, Order, Place};
use crate::app::pane::customer;
use crate::app::possible::Possible;
use crate::app::state::State;
use crate::domain::record::RecordKind;
use crate::domain::text::fold;
use crate::ui::list::Cell;
use crate::ui::theme::Role;

/// The verbs of the marked record first, then those of the customer.
pub(super) fn rows(state: &State, over: &Over) -> Vec<Row> {
    let kind = customer::marked(state).map(|(kind, _)| kind);
    let places = kind.into_iter().chain([RecordKind::Customer]).map(Place::Row);
    let typed = fold(over.text());
    let fits =
        |binding: &&Binding| [binding.name.as_ref(), binding.words].iter().any(|words| fold(words).contains(&typed));
    let verbs = places.flat_map(|place| state.setup.keymap.of(place)).filter(fits);
    let possible = Possible::of(state);
    let mut rows: Vec<(bool, Row)> = verbs
        .map(|binding| {
            let refusal = possible.why_not(binding.order);
            let told = refusal.as_ref().map_or(binding.words, |not_now| &not_now.reason).to_owned();
            let role = if refusal.is_some() { Role::Muted } else { Role::Text };
            let key = binding.chords.first().map(ToString::to_string).unwrap_or_default();
            let cells = vec![Cell::of(role, key), Cell::of(role, binding.name.clone()), Cell::of(Role::Muted, told)];
            (refusal.is_some(), Row { cells, choice: Choice::Do(binding.order, binding.place) })
        })
        .collect();
    rows.sort_by_key(|(refused, _)| *refused);
    rows.into_iter().map(|(_, row)| row).collect()
}

/// What it is about: `104233, Fjell 2 tent + 2 more`.
pub(super) fn title(state: &State) -> String {
    let name = state.sheet().map(crate::app::sheet::Sheet::name).unwrap_or_default();
    match customer::marked(state) {
        Some((_, reference)) => format!("What can be done with {reference} of {name}"),
        None => format!("What can be done for {name}"),
    }
}

/// The verb of a key, while nothing is typed: the list shows the keys, so they act.
pub(super) fn of_key(state: &State, over: &Over, letter: char) -> Option<Choice> {
    let chord = keymap::Chord::read(&letter.to_string()).ok().filter(|_| over.text().is_empty())?;
    let kind = customer::marked(state).map(|(kind, _)| kind);
    let places: Vec<Place> = kind.into_iter().chain([RecordKind::Customer]).map(Place::Row).collect();
    let order = state.setup.keymap.order(chord, &places)?;
    matches!(order, Order::Verb(_)).then_some(Choice::Do(order, Place::Customer))
}
