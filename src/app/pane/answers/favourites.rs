//! The answers that an agent wants at hand: they stand above those taken last, where nothing is searched.

use super::{here, is_seen, marked};
use crate::app::effect::Effect;
use crate::app::state::State;
use crate::domain::answer::{Answer, Favour};
use crate::store::{AtHand, Request};
use crate::ui::rule::Tone;

/// Puts them above the others.
pub(super) fn put_above(state: &State, answers: &mut Vec<Answer>) {
    let favourites: Vec<&Answer> = state.favourites.iter().filter(|answer| is_seen(state, answer)).collect();
    answers.retain(|answer| favourites.iter().all(|favourite| favourite.id != answer.id));
    answers.splice(0..0, favourites.into_iter().cloned());
}

/// The store told what the agent wants at hand.
pub(in crate::app) fn told(state: &mut State, favourites: Vec<Answer>) -> Vec<Effect> {
    state.favourites = favourites;
    if here(state).search.is_empty() { vec![state.search_again()] } else { Vec::new() }
}

/// Whether the agent wants it at hand.
pub(super) fn is_favourite(state: &State, answer: &Answer) -> bool {
    state.favourites.iter().any(|favourite| favourite.id == answer.id)
}

/// Has the marked answer at hand from now on, or no more.
pub(super) fn favour(state: &mut State) -> Vec<Effect> {
    let Some(answer) = marked(state).cloned() else {
        state.say(Tone::Quiet, "favourite: not now, no answer is marked");
        return Vec::new();
    };
    let (favour, words) = if is_favourite(state, &answer) {
        (Favour::Withdrawn, "no favourite any more")
    } else {
        (Favour::Given, "a favourite: it stands above what you took last")
    };
    state.say(Tone::Quiet, format!("✓ {} is {words}", answer.title));
    let agent = state.setup.agent.clone();
    vec![Effect::Store(Request::AtHand(AtHand::Favour { agent, answer: answer.id, favour, at: state.now }))]
}
