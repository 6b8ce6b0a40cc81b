//! The answers that an agent wants at hand: they are listed where nothing is searched.

use super::{here, marked};
use crate::app::effect::Effect;
use crate::app::message::{Found, FoundBy};
use crate::app::state::State;
use crate::domain::answer::{Answer, Favour};
use crate::store::{AtHand, Request};
use crate::ui::rule::Tone;

/// Lists them beside what was not searched: above what was taken last, below what is proposed. They are kept for as
/// long as the desk is open, so whether the agent finds them is asked each time.
pub(super) fn list(state: &State, found: &mut Found) {
    let (house, reader) = (&state.setup.house, state.reader());
    let favourites: Vec<Answer> =
        state.favourites.iter().filter(|answer| house.shows(answer, &reader)).cloned().collect();
    let stands = |answers: &[Answer], id| answers.iter().any(|answer| answer.id == id);
    match found.by {
        FoundBy::Typed => {}
        FoundBy::Taken => {
            found.answers.retain(|answer| !stands(&favourites, answer.id));
            found.answers.splice(0..0, favourites);
        }
        FoundBy::Along(_) => {
            let more: Vec<Answer> = favourites.into_iter().filter(|known| !stands(&found.answers, known.id)).collect();
            found.answers.extend(more);
        }
    }
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
