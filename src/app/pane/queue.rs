//! The call queue: the agent's own contacts, those that wait, and the promises that are due, with a clock that turns as
//! its limit runs out.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Title;
use crate::app::effect::Effect;
use crate::app::keymap::Order;
use crate::app::sheet::{Subject, caller_name};
use crate::app::state::{Pane, State, Typing};
use crate::domain::callback::Callback;
use crate::domain::contact::{ContactState, Step};
use crate::domain::customer::Customer;
use crate::domain::queue::Lateness;
use crate::store::{Request, Waiting};
use crate::ui::format::clock;
use crate::ui::glyphs::sign;
use crate::ui::list::{ListState, Step as Move};
use crate::ui::theme::{Focus, Role};
use crate::ui::{format, meter, pen, text};

/// Where the agent is in the queue.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct QueueView {
    pub(in crate::app) list: ListState,
}

/// A row of the queue.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::app) enum Row<'a> {
    /// A contact of this desk or one that waits.
    Contact(&'a Waiting),
    /// A promise to keep.
    Callback(&'a Callback, Option<&'a Customer>),
}

/// The rows in the order they are shown: own contacts, the queue, promises that are due within a day.
pub(in crate::app) fn rows(state: &State) -> Vec<Row<'_>> {
    let tomorrow = state.now.plus_seconds(24 * 3600);
    let contacts = state.desk.own.iter().chain(&state.desk.waiting).map(Row::Contact);
    let due = state.desk.callbacks.iter().filter(|(callback, _)| callback.due_at <= tomorrow);
    contacts.chain(due.map(|(callback, customer)| Row::Callback(callback, customer.as_ref()))).collect()
}

pub(super) fn title(state: &State) -> Title {
    let waiting = state.desk.waiting.len();
    let end = if waiting == 0 { "empty".to_owned() } else { format!("{waiting} waiting") };
    Title { name: "1 Queue".to_owned(), end }
}

/// Obeys an order that was given to the queue.
pub(in crate::app) fn obey(state: &mut State, order: Order) -> Vec<Effect> {
    let len = rows(state).len();
    let steps = [
        (Order::Down, Move::Down),
        (Order::Up, Move::Up),
        (Order::PageDown, Move::PageDown),
        (Order::PageUp, Move::PageUp),
        (Order::First, Move::First),
        (Order::Last, Move::Last),
    ];
    if let Some((_, step)) = steps.into_iter().find(|(moves, _)| *moves == order) {
        state.queue.list.step(step, len, 10);
        return Vec::new();
    }
    let marked = rows(state).get(state.queue.list.marked).copied().map(|row| match row {
        Row::Contact(waiting) => (Subject::Contact(waiting.contact.id), waiting.contact.state),
        Row::Callback(callback, _) => {
            let subject = callback.customer.map(Subject::Customer);
            (subject.or(callback.contact.map(Subject::Contact)).unwrap_or(Subject::Contact(crate::domain::id::ContactId(0))), ContactState::Closed)
        }
    });
    let Some((subject, contact_state)) = marked else { return Vec::new() };
    match (order, subject, contact_state) {
        (Order::Enter, Subject::Contact(id), ContactState::Waiting) => state.take(id),
        (Order::Abandoned, Subject::Contact(contact), ContactState::Waiting) => {
            let (agent, at) = (state.setup.agent.clone(), state.now);
            vec![Effect::Store(Request::Step { contact, step: Step::Abandon, agent, at })]
        }
        (Order::Enter | Order::Look, subject, _) => {
            state.pane = Pane::Customer;
            state.typing = Typing::Nothing;
            state.show(subject)
        }
        _ => Vec::new(),
    }
}
