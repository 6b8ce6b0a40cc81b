//! The macros: each with its key and its line, to be run, and what was just done, to be kept as a new one.

use super::Over;
use super::row::{Choice, Row};
use crate::app::state::State;
use crate::domain::macros::{Macro, recorded};
use crate::domain::text::fold;
use crate::ui::list::Cell;
use crate::ui::theme::Role;

/// The macros that hold what is typed, and the row that keeps what was done.
pub(super) fn rows(state: &State, over: &Over) -> Vec<Row> {
    let typed = fold(over.text());
    let fits = |kept: &&Macro| [&kept.name, &kept.say].iter().any(|words| fold(words).contains(&typed));
    let row = |kept: &Macro| Row {
        cells: vec![
            Cell::of(Role::Muted, kept.key.clone()),
            Cell::text(kept.name.clone()),
            Cell::of(Role::Muted, kept.say.clone()),
        ],
        choice: Choice::Run(kept.say.clone()),
    };
    let mut rows: Vec<Row> = state.setup.macros.iter().filter(fits).map(row).collect();
    if let Some(say) = of_last(state).filter(|_| typed.is_empty()) {
        let cells = vec![Cell::text(""), Cell::text("Keep what you just did"), Cell::of(Role::Muted, say)];
        rows.push(Row { cells, choice: Choice::Record });
    }
    rows
}

/// The macros that are called what is typed, as the palette lists them.
pub(super) fn named(state: &State, over: &Over) -> Vec<Row> {
    let typed = fold(over.text());
    let called = |kept: &&Macro| !typed.is_empty() && fold(&kept.name).contains(&typed);
    let row = |kept: &Macro| {
        let cells = vec![
            Cell::text(""),
            Cell::text(kept.name.clone()),
            Cell::of(Role::Muted, kept.say.clone()),
            Cell::of(Role::Muted, kept.key.clone()),
        ];
        Row { cells, choice: Choice::Run(kept.say.clone()) }
    };
    state.setup.macros.iter().filter(called).map(row).collect()
}

/// The macro of a letter, while nothing is typed.
pub(super) fn of_key(state: &State, over: &Over, letter: char) -> Option<Choice> {
    let of_letter = |kept: &&Macro| over.text().is_empty() && kept.key.chars().eq([letter]);
    state.setup.macros.iter().find(of_letter).map(|kept| Choice::Run(kept.say.clone()))
}

/// The line that does again what was done last.
pub(super) fn of_last(state: &State) -> Option<String> {
    let actions: Vec<_> = state.done_last().iter().rev().map(|receipt| receipt.action.clone()).collect();
    recorded(&actions, &state.known())
}

/// Under which key a new macro of the typed name is kept.
pub(super) fn naming(state: &State, over: &Over) -> Vec<Row> {
    let name = over.text().to_owned();
    let say = of_last(state).unwrap_or_default();
    let row = |key: String| {
        let told = if key.is_empty() { "without a key".to_owned() } else { format!("with the key {key}") };
        let cells = vec![Cell::text(told), Cell::of(Role::Muted, say.clone())];
        let kept = Macro { name: name.clone(), key, say: say.clone() };
        let choice = if name.is_empty() {
            Choice::Refused("give it a name first".to_owned())
        } else {
            Choice::Keep(Box::new(kept))
        };
        Row { cells, choice }
    };
    let free = |letter: &char| state.setup.macros.iter().all(|kept| !kept.key.chars().eq([*letter]));
    let letters = name.to_lowercase();
    let key = letters.chars().filter(char::is_ascii_lowercase).chain('a'..='z').find(free);
    key.map(|key| row(key.to_string())).into_iter().chain([row(String::new())]).collect()
}
