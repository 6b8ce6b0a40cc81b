//! The agent's states to choose from: ready, and each reason not to be.

use super::Over;
use super::row::{Choice, Row};
use crate::app::state::State;
use crate::domain::agent::AgentState;
use crate::domain::text;
use crate::ui::list::Cell;
use crate::ui::theme::Role;

/// Ready, then the reasons not to be with how long they usually last; those whose name holds what is typed.
pub(super) fn rows(state: &State, over: &Over) -> Vec<Row> {
    let ready = (AgentState::Ready, "Ready".to_owned(), None);
    let reasons = &state.setup.not_ready;
    let reasons = reasons.iter().map(|reason| (AgentState::NotReady, reason.name.clone(), reason.minutes));
    let (chosen, why) = &state.after;
    let typed = text::fold(over.text());
    (1..)
        .zip(std::iter::once(ready).chain(reasons))
        .filter(|(_, (_, name, _))| text::fold(name).contains(&typed))
        .map(|(number, (presence, name, minutes)): (usize, _)| {
            let reason = if presence == AgentState::Ready { String::new() } else { name.clone() };
            let next = state.state_of_contacts().is_some() && *chosen == presence && *why == reason;
            let cells = vec![
                Cell::of(Role::Muted, number.to_string()),
                Cell::text(name),
                Cell::of(Role::Muted, if next { "chosen" } else { "" }),
                Cell::of(Role::Muted, minutes.map(|minutes| format!("{minutes} min")).unwrap_or_default()),
            ];
            Row { cells, choice: Choice::Presence(presence, reason) }
        })
        .collect()
}

/// What the list is called: with a contact open, the choice is for afterwards.
pub(super) fn title(state: &State) -> &'static str {
    if state.state_of_contacts().is_some() { "After this contact" } else { "Your state" }
}
