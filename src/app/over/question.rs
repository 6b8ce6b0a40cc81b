//! What an answer asks as it is taken: a choice by its digit or its letters, or a text. Esc leaves it as a gap.

use super::Over;
use super::row::{Choice, Row};
use crate::app::effect::Effect;
use crate::app::pane::answers;
use crate::app::state::State;
use crate::domain::text::fold;
use crate::ui::list::Cell;
use crate::ui::theme::Role;

/// What can be chosen that holds what is typed; nothing where a text is asked for.
pub(super) fn rows(state: &State, over: &Over) -> Vec<Row> {
    let choices = answers::question(state).map(|question| question.choices).unwrap_or_default();
    let typed = fold(over.text());
    let numbered = (1..).zip(choices).filter(|(_, choice)| fold(choice).contains(&typed));
    let row = |(number, choice): (usize, String)| Row {
        cells: vec![Cell::of(Role::Muted, number.to_string()), Cell::text(choice.clone())],
        choice: Choice::Said(choice),
    };
    numbered.map(row).collect()
}

/// What is asked.
pub(super) fn title(state: &State) -> String {
    let Some(question) = answers::question(state) else { return String::new() };
    if question.choices.is_empty() { question.words } else { "Which one?".to_owned() }
}

/// What is to be typed.
pub(super) fn asked(state: &State) -> &'static str {
    let chooses = answers::question(state).is_some_and(|question| !question.choices.is_empty());
    if chooses { "its number, or a few letters of it" } else { "what is to stand in its place" }
}

/// For which answer it is asked.
pub(super) fn told(state: &State) -> String {
    format!("For: {}. Esc leaves a gap in its place.", answers::title_of_taken(state))
}

/// Takes the text that was typed, where one is asked for. Nothing is no answer.
pub(super) fn commit(state: &mut State, mut over: Over) -> Vec<Effect> {
    let asks_text = answers::question(state).is_some_and(|question| question.choices.is_empty());
    if asks_text && !over.text().is_empty() {
        return answers::said(state, over.text());
    }
    over.refused = Some(if asks_text { "Type what is to stand there." } else { "None is called so." }.to_owned());
    state.over = Some(over);
    Vec::new()
}
