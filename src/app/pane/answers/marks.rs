//! How answers stand and what came of them, in the words of the screen.

use super::here;
use crate::app::effect::Effect;
use crate::app::state::{Pane, State};
use crate::domain::answer::{Answer, Standing, Use};
use crate::domain::id::AnswerId;
use crate::store::Request;
use crate::ui::format::percent;

/// How many answers are asked about at once: as many as show.
const ASKED: usize = 40;

/// How an answer stands, in a word for the list; nothing where it is as it should be.
pub(super) fn word(state: &State, answer: &Answer) -> &'static str {
    match answer.standing(&state.setup.house.policy, state.today()) {
        Standing::Current if answer.is_stale(state.today()) => "stale",
        Standing::Current => "",
        standing @ (Standing::Draft | Standing::Early | Standing::Over | Standing::Withdrawn) => standing.name(),
    }
}

/// The same in a sentence for each thing that is to be known, to stand above its text.
pub(super) fn sentences(state: &State, answer: &Answer) -> Vec<String> {
    let day = |date| state.wall().day(date).trim().to_owned();
    let standing =
        match (answer.standing(&state.setup.house.policy, state.today()), answer.valid_from, answer.valid_until) {
            (Standing::Draft, ..) => Some(format!("Draft of {}; nobody has agreed to it yet", answer.author)),
            (Standing::Early, Some(first), _) => Some(format!("Holds from {} on", day(first))),
            (Standing::Over, _, Some(last)) => Some(format!("Held until {}", day(last))),
            (Standing::Withdrawn, ..) => Some("Withdrawn; agents do not find it".to_owned()),
            _ => None,
        };
    let due = answer.review_on.filter(|_| answer.is_stale(state.today()));
    standing.into_iter().chain(due.map(|review| format!("Stale: to be reviewed since {}", day(review)))).collect()
}

/// What came of an answer: how often it was taken, and how many of those contacts were resolved; nothing while that is not
/// known, or it was never taken.
pub(super) fn came_of(state: &State, answer: &Answer) -> String {
    let Some(Some(used)) = state.uses.get(&answer.id) else { return String::new() };
    match resolved(*used) {
        _ if used.taken == 0 => String::new(),
        None => format!("taken {}", used.taken),
        Some(share) => format!("taken {} · resolved {share}", used.taken),
    }
}

/// The same for the list: `41 · 95 %`.
pub(super) fn share(state: &State, answer: &Answer) -> String {
    let Some(Some(used)) = state.uses.get(&answer.id).filter(|used| used.is_some_and(|used| used.taken > 0)) else {
        return String::new();
    };
    match (u64::try_from(used.resolved), u64::try_from(used.contacts)) {
        (Ok(resolved), Ok(contacts)) if contacts > 0 => format!("{} · {}", used.taken, percent(resolved, contacts)),
        _ => used.taken.to_string(),
    }
}

/// `36 of 38, 95 %`; nothing where no wrap-up says anything.
fn resolved(used: Use) -> Option<String> {
    let (resolved, contacts) = (u64::try_from(used.resolved).ok()?, u64::try_from(used.contacts).ok()?);
    (contacts > 0).then(|| format!("{resolved} of {contacts}, {}", percent(resolved, contacts)))
}

/// The store told what came of answers.
pub(in crate::app) fn uses_told(state: &mut State, uses: Vec<(AnswerId, Use)>) -> Vec<Effect> {
    state.uses.extend(uses.into_iter().map(|(answer, used)| (answer, Some(used))));
    Vec::new()
}

/// Asks what came of the answers that show and of which that is not known yet.
pub(in crate::app) fn ask_uses(state: &mut State) -> Option<Effect> {
    let shows = state.pane == Pane::Answers || !state.found.answers.is_empty();
    let listed = state.found.answers.iter().skip(here(state).list.top).take(ASKED).filter(|_| shows);
    let answers: Vec<_> = listed.map(|answer| answer.id).filter(|id| !state.uses.contains_key(id)).collect();
    state.uses.extend(answers.iter().map(|id| (*id, None)));
    (!answers.is_empty()).then_some(Effect::Store(Request::AnswerUses { answers }))
}
