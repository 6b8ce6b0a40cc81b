//! What became of an answer, version by version; one that is chosen is taken up in the form, to be saved from there.

use super::Over;
use super::row::{Choice, Row};
use crate::app::state::State;
use crate::app::update::capital;
use crate::domain::answer::Past;
use crate::domain::text::fold;
use crate::ui::list::Cell;
use crate::ui::list::column::{Column, Width};
use crate::ui::theme::Role;

/// Its columns: the version, when, by whom, what.
pub(super) const COLUMNS: &[Column<'_>] = &[
    Column::new("", Width::Text(0)),
    Column::new("", Width::Number(3)).gap(0),
    Column::new("", Width::Whole(12)),
    Column::new("", Width::Text(16)),
    Column::new("", Width::Rest(20)),
];

/// The versions, the latest first.
pub(super) fn rows(state: &State, over: &Over) -> Vec<Row> {
    let Some((_, history)) = &state.told_answer else { return Vec::new() };
    let typed = fold(over.text());
    let told = history.iter().enumerate().map(|(place, past)| row(state, past, place == 0));
    told.filter(|(words, _)| fold(words).contains(&typed)).map(|(_, row)| row).collect()
}

fn row(state: &State, past: &Past, is_now: bool) -> (String, Row) {
    let (at, by) = match &past.receipt {
        Some(receipt) => {
            let day = state.wall().day(state.setup.house.zone.civil(receipt.at).date);
            (format!("{day} {}", state.wall().time(receipt.at)), receipt.agent.clone())
        }
        None => (String::new(), "a file".to_owned()),
    };
    let words = capital(&past.words());
    let choice = if is_now {
        Choice::Refused("it is just so now; choose an earlier one".to_owned())
    } else if past.answer.is_some() {
        Choice::Past(past.version)
    } else {
        Choice::Refused("what it said then is not known: a file wrote over it later".to_owned())
    };
    let role = if past.answer.is_some() { Role::Text } else { Role::Muted };
    let cells = vec![
        Cell::of(Role::Muted, past.version.to_string()),
        Cell::of(Role::Muted, at),
        Cell::of(Role::Muted, by.clone()),
        Cell::of(role, words.clone()),
    ];
    (format!("{by} {words}"), Row { cells, choice })
}

pub(super) fn title(state: &State) -> String {
    let name = state.told_answer.as_ref().map(|(now, _)| now.title.as_str()).unwrap_or_default();
    format!("What became of {name}").trim_end().to_owned()
}
