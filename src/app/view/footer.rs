//! The footer: the keys that work now, read off the one table. The keys of the call come first, always in the same
//! place; help comes last.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::keymap::{Binding, Order, Place};
use crate::app::over;
use crate::app::pane::{log, wrap_up};
use crate::app::sheet::Sheet;
use crate::app::state::{State, Typing};
use crate::domain::contact::ContactState;
use crate::ui::hints::{self, Hint, Use};

pub(super) fn draw(state: &State, area: Rect, buffer: &mut Buffer) {
    if let Some(over) = &state.over {
        let hints = over::hints(state, over);
        let hints: Vec<Hint<'_>> = hints.iter().map(|(key, verb)| Hint { key, verb, now: Use::Possible }).collect();
        hints::draw(buffer, area, &hints, state.setup.theme);
        return;
    }
    let shown = orders(state);
    let bindings: Vec<(String, &str)> = shown
        .iter()
        .filter_map(|(order, place)| {
            let mut of_place = state.setup.keymap.of(*place);
            let binding = of_place.find(|binding| binding.order == *order && !binding.chords.is_empty())?;
            let key = binding.chords.first()?.to_string();
            Some((key, verb(state, binding)))
        })
        .collect();
    let hints: Vec<Hint<'_>> = bindings
        .iter()
        .zip(&shown)
        .map(|((key, verb), (order, _))| {
            let now = if state.why_not(*order).is_some() { Use::Refused } else { Use::Possible };
            Hint { key, verb, now }
        })
        .collect();
    hints::draw(buffer, area, &hints, state.setup.theme);
}

/// The word for a key as things stand: F8 declines a call that rings, F3 takes back one on hold.
#[expect(clippy::wildcard_enum_match_arm, reason = "the table has the word for every other key")]
fn verb(state: &State, binding: &Binding) -> &'static str {
    match binding.order {
        Order::End if state.ring.is_some() => "decline",
        Order::Hold if state.own_contact().is_some_and(|own| own.state == ContactState::Held) => "take back",
        _ => binding.verb,
    }
}

/// What the footer shows, the most wanted first.
fn orders(state: &State) -> Vec<(Order, Place)> {
    let mut orders = Vec::new();
    if state.ring.is_some() {
        orders.extend([Order::Answer, Order::End].map(|order| (order, Place::Call)));
    } else if let Some(own) = state.own_contact() {
        let call: &[Order] = match own.state {
            ContactState::Wrapping if wrap_up::is_open(state) => &[],
            ContactState::Wrapping => &[Order::WrapUp],
            ContactState::Open | ContactState::Held if own.channel.is_live() => {
                &[Order::Hold, Order::PassOn, Order::WrapUp, Order::End]
            }
            ContactState::Open
            | ContactState::Held
            | ContactState::Waiting
            | ContactState::Closed
            | ContactState::Abandoned => &[Order::PassOn, Order::PutBack, Order::WrapUp, Order::End],
        };
        orders.extend(call.iter().map(|order| (*order, Place::Call)));
        if log::is_answered_in_writing(own.channel) && state.typing == Typing::Nothing {
            orders.push((Order::Reply, Place::Everywhere));
        }
    } else {
        orders.extend([Order::Answer, Order::Presence].map(|order| (order, Place::Call)));
    }
    let particular = state.places().first().copied().unwrap_or(Place::Everywhere);
    let typing = state.typing != Typing::Nothing;
    let wrapping = particular == Place::WrapUp;
    if !typing && !wrapping && state.own_contact().is_some() {
        orders.extend([Order::SearchAnswers, Order::Note].map(|order| (order, Place::Everywhere)));
    }
    let note = particular == Place::Note && state.sheet().is_some_and(Sheet::writes_note);
    let of_place = state.setup.keymap.of(particular).filter(|binding| !(note && binding.order == Order::Commit));
    orders.extend(of_place.map(|binding| (binding.order, particular)));
    if typing {
        orders.push((Order::Help, Place::Call));
        return orders;
    }
    let everywhere = [
        Order::SearchAnswers,
        Order::Note,
        Order::SearchCustomers,
        Order::NextPane,
        Order::Undo,
        Order::Palette,
        Order::Help,
    ];
    let rest = everywhere.map(|order| (order, Place::Everywhere));
    // A key that means something nearer is not offered twice.
    let nearer = |order: Order| wrapping && order == Order::NextPane;
    let rest = rest.into_iter().filter(|(order, place)| !nearer(*order) && !orders.contains(&(*order, *place)));
    orders.extend(rest.collect::<Vec<_>>());
    orders
}
