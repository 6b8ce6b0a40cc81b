//! A promise in one line: `tue 9 call about the refund`. The time comes first and is read as the customer's own; the
//! rest is what is promised.

use super::Over;
use super::row::{Choice, Row};
use crate::app::state::State;
use crate::domain::action::Keeper;
use crate::domain::when::leading;
use crate::ui::list::Cell;
use crate::ui::theme::Role;

/// Who may keep the promise.
pub(super) fn rows(state: &State, over: &Over) -> Vec<Row> {
    let read = leading(over.text(), state.now, state.customer_zone());
    [("You keep it", Keeper::Me), ("Anyone keeps it", Keeper::Anyone)]
        .into_iter()
        .map(|(name, keeper)| {
            let (told, choice) = match &read {
                Ok((due_at, what)) if !what.is_empty() => {
                    (what.clone(), Choice::Promise { due_at: *due_at, what: what.clone(), keeper })
                }
                Ok(_) => (String::new(), Choice::Refused("say what you promise, after the time".to_owned())),
                Err(error) => (String::new(), Choice::Refused(error.to_string())),
            };
            Row { cells: vec![Cell::text(name), Cell::of(Role::Muted, told)], choice }
        })
        .collect()
}

/// The moment that is read from what is typed, or what is wrong with it, with the role in which it is told.
pub(super) fn told(state: &State, over: &Over) -> (Role, String) {
    if over.text().is_empty() {
        return (Role::Muted, "The time first: in 2h, tue 9, 4 dec 10:00. Then what you promise.".to_owned());
    }
    match leading(over.text(), state.now, state.customer_zone()) {
        Ok((due_at, _)) => (Role::Text, state.moment(due_at)),
        Err(error) => (Role::Warn, format!("▲ {error}")),
    }
}

/// Whom the promise is made to.
pub(super) fn title(state: &State) -> String {
    format!("Promise to {}", state.sheet().map(crate::app::sheet::Sheet::name).unwrap_or_default())
}
