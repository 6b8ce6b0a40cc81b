//! What may stand in the place of something that is marked in a text, and what else can be said to the mark.

use super::row::{Choice, Row};
use crate::app::state::State;
use crate::domain::proof::Fault;
use crate::ui::list::Cell;
use crate::ui::theme::Role;

/// The letter that lets it stand in this contact, and the one that learns the word.
const IGNORE: char = 'i';
const LEARN: char = 'l';

/// How many suggestions are listed, each by its digit.
const MOST: usize = 5;

/// The suggestions by their digits, then the two letters.
pub(super) fn rows(state: &State) -> Vec<Row> {
    let Some(about) = &state.proof.about else { return Vec::new() };
    let row = |key: String, words: String, role: Role, choice: Choice| Row {
        cells: vec![Cell::of(Role::Muted, key), Cell::of(role, words)],
        choice,
    };
    let instead = about.instead.iter().flatten().take(MOST).enumerate();
    let mut rows: Vec<Row> = instead
        .map(|(place, text)| row((place + 1).to_string(), text.clone(), Role::Text, Choice::Instead(text.clone())))
        .collect();
    let is_refused = matches!(about.mark.fault, Fault::Against(rule) if state.setup.style.refuses.contains(&rule));
    if !is_refused {
        rows.push(row(IGNORE.to_string(), "let it stand in this contact".to_owned(), Role::Muted, Choice::Ignore));
    }
    if about.mark.fault == Fault::Misspelt {
        rows.push(row(LEARN.to_string(), "learn it: right for everybody here".to_owned(), Role::Muted, Choice::Learn));
    }
    rows
}

/// What is wrong.
pub(super) fn title(state: &State) -> String {
    state.proof.about.as_ref().map(|about| about.mark.words(&about.marked)).unwrap_or_default()
}

/// Whether anything is known that may have been meant.
pub(super) fn told(state: &State) -> Option<(Role, String)> {
    let about = state.proof.about.as_ref()?;
    let words = match (&about.instead, about.mark.fault) {
        (None, _) => "Looking for what may have been meant.",
        (Some(instead), Fault::Misspelt) if instead.is_empty() => {
            "Nothing like it is known; Esc goes back to the word."
        }
        (Some(instead), _) if instead.is_empty() => "Esc goes back to it, to be written anew.",
        (Some(_), _) => return None,
    };
    Some((Role::Muted, words.to_owned()))
}

/// What a digit or a letter chooses.
pub(super) fn of_key(state: &State, letter: char) -> Option<Choice> {
    let rows = rows(state);
    let is_meant = |choice: &Choice| match letter {
        IGNORE => *choice == Choice::Ignore,
        LEARN => *choice == Choice::Learn,
        _ => false,
    };
    if let Some(number) = letter.to_digit(10).and_then(|digit| usize::try_from(digit).ok()) {
        let choice = rows.into_iter().nth(number.checked_sub(1)?)?.choice;
        return Some(choice).filter(|choice| matches!(choice, Choice::Instead(_)));
    }
    rows.into_iter().map(|row| row.choice).find(is_meant)
}
