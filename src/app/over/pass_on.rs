//! The queues to which the contact at hand can be handed over; what is typed is the word for whoever takes it there.

use super::Over;
use super::row::{Choice, Row};
use crate::app::state::State;
use crate::ui::list::Cell;
use crate::ui::theme::Role;

/// The other queues, each with how many wait there.
pub(super) fn rows(state: &State, over: &Over) -> Vec<Row> {
    let Some(own) = state.at_hand() else { return Vec::new() };
    let others = state.setup.queues.iter().filter(|queue| queue.name != own.queue && queue.takes(own.channel));
    others
        .map(|queue| {
            let waiting = state.desk.waiting.iter().filter(|waiting| waiting.contact.queue == queue.name).count();
            let cells = vec![Cell::text(queue.title.clone()), Cell::of(Role::Muted, format!("{waiting} waiting"))];
            let choice = if over.text().is_empty() {
                Choice::Refused("say why first, in a few words: whoever takes it there reads them".to_owned())
            } else {
                Choice::PassOn(queue.name.clone())
            };
            Row { cells, choice }
        })
        .collect()
}
