//! Leads a newcomer through their first contact of a demonstration: one sentence at a time, on the bottom rule, read off
//! what has been done so far. It never does anything itself.

use super::keymap::Order;
use super::pane::{answers, wrap_up};
use super::setup::Occasion;
use super::sheet::Writing;
use super::state::{Pane, State, Typing};
use crate::domain::contact::ContactState;

/// After how many contacts handled a newcomer is none any more.
const LEARNED: i64 = 1;

/// What to do next, in a sentence; `None` where nobody needs telling.
pub(super) fn advice(state: &State) -> Option<String> {
    let newcomer = state.setup.occasion == Occasion::Demo && state.desk.day.handled < LEARNED;
    if !newcomer || state.over.is_some() {
        return None;
    }
    let key = |order| state.setup.keymap.key_of(order);
    if state.contact_of_another().is_some() {
        return Some(format!("This file is another customer's. {} goes back to your contact", key(Order::NextContact)));
    }
    let Some(own) = state.own_contact() else {
        return Some(match state.ring {
            Some(_) => format!("A call rings and its file is open already. {} answers it", key(Order::Answer)),
            None if state.desk.waiting.is_empty() => "You are ready. A call comes in a few seconds".to_owned(),
            None => format!("Somebody waits. {} takes the first in the queue", key(Order::Answer)),
        });
    };
    if own.state == ContactState::Wrapping || wrap_up::is_open(state) {
        return Some(finishing(state));
    }
    let sheet = state.sheet()?;
    let reading = state.typing == Typing::Search;
    Some(if sheet.read.is_empty() && !reading {
        format!(
            "Read what is said in pane {}. {} searches the answers: try `refund`",
            Pane::Log.number(),
            key(Order::SearchAnswers)
        )
    } else if reading {
        format!("Type a few letters; arrows choose, Enter puts it into your {}", answers::target(state))
    } else {
        let end = key(Order::End);
        match (state.typing == Typing::Note, sheet.writing()) {
            (true, Writing::Note) => format!("Write what the next agent must know. Esc leaves, {end} twice ends"),
            (true, Writing::Reply) => format!("Write to the customer. {} sends it, Esc leaves it", key(Order::Commit)),
            (false, Writing::Note) => {
                format!("{} writes the note; when all is said, {end} twice ends", key(Order::Note))
            }
            (false, Writing::Reply) => {
                format!("{} writes to the customer; when all is said, {end} twice ends", key(Order::Reply))
            }
        }
    })
}

fn finishing(state: &State) -> String {
    let outcome = state.setup.house.dispositions.first().map_or('1', |first| first.key);
    let finish = state.setup.keymap.key_of(Order::Commit);
    if state.typing == Typing::Note {
        return "The contact has ended. Esc leaves the note and shows the wrap-up".to_owned();
    }
    format!("One key says what came of it, such as {outcome}; {finish} puts it into the log")
}
