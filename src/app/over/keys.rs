//! What a key does while something lies over the screen.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Choice, Kind, Over, choose, draft, draw, help, learned, macros, say, suggestions, verbs};
use crate::app::effect::Effect;
use crate::app::keymap::{Chord, Order, Place};
use crate::app::pane::answers;
use crate::app::state::State;
use crate::ui::editor::{Done, Edit, keys};
use crate::ui::list::{ListState, Step};

/// A key. Those of the call act as always; arrows move the mark; the rest is typed.
pub(in crate::app) fn pressed(state: &mut State, key: KeyEvent) -> Vec<Effect> {
    let Some(mut over) = state.over.take() else { return Vec::new() };
    if key.code == KeyCode::Esc {
        return if over.kind == Kind::Question { answers::left_open(state) } else { Vec::new() };
    }
    let step = step(key);
    let order = state.setup.keymap.order(Chord::of(key), &[Place::Call]);
    let turns = |order: &Order| {
        matches!(order, Order::TextUp | Order::TextDown | Order::PageUp | Order::PageDown) || step.is_some()
    };
    if let Some(order) = order.filter(|order| !turns(order)) {
        return of_the_call(state, over, order);
    }
    if over.kind == Kind::Say
        && let Some(effects) = say::pressed(state, &mut over, key)
    {
        state.over = Some(over);
        return effects;
    }
    if let Some(choice) = learned::of_key(state, &over, key) {
        return choose::take(state, over, choice);
    }
    if key.code == KeyCode::Enter {
        return choose::marked(state, over);
    }
    if let Some(choice) = by_its_key(state, &over, key) {
        return choose::take(state, over, choice);
    }
    let effects = if let Some(step) = step {
        over.step(state, step);
        Vec::new()
    } else {
        keys::edit(key).map(|edit| over.edited(state, &edit)).unwrap_or_default()
    };
    state.over = Some(over);
    effects
}

/// A text was pasted.
pub(in crate::app) fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    let Some(mut over) = state.over.take() else { return Vec::new() };
    let effects = over.edited(state, &Edit::Paste(text.to_owned()));
    state.over = Some(over);
    effects
}

fn of_the_call(state: &mut State, over: Over, order: Order) -> Vec<Effect> {
    if order == Order::Help && over.kind == Kind::Help {
        return Vec::new();
    }
    if matches!(order, Order::Redraw | Order::Suspend) || state.why_not(order).is_some() {
        state.over = Some(over);
        return state.obey(order);
    }
    let mut effects = if over.kind == Kind::Question { answers::all_left_open(state) } else { Vec::new() };
    effects.extend(state.obey(order));
    effects
}

/// A list that shows a key for each row, a letter or its number, takes them as long as nothing is typed.
fn by_its_key(state: &State, over: &Over, key: KeyEvent) -> Option<Choice> {
    let KeyCode::Char(letter) = key.code else { return None };
    if over.kind == Kind::Verbs {
        return verbs::of_key(state, over, letter);
    }
    if over.kind == Kind::Macros {
        return macros::of_key(state, over, letter);
    }
    if over.kind == Kind::Suggestions {
        return suggestions::of_key(state, letter);
    }
    let number = usize::try_from(letter.to_digit(10)?).ok()?.checked_sub(1)?;
    if !matches!(over.kind, Kind::Presence | Kind::Question) || !over.input.is_empty() {
        return None;
    }
    over.rows(state).into_iter().nth(number).map(|row| row.choice)
}

/// How a key moves the mark. Letters are text here, so that only arrows and keys held with Ctrl do.
fn step(key: KeyEvent) -> Option<Step> {
    let control = KeyModifiers::CONTROL;
    [
        (KeyCode::Up, KeyModifiers::NONE, Step::Up),
        (KeyCode::Down, KeyModifiers::NONE, Step::Down),
        (KeyCode::PageUp, KeyModifiers::NONE, Step::PageUp),
        (KeyCode::PageDown, KeyModifiers::NONE, Step::PageDown),
        (KeyCode::Char('p'), control, Step::Up),
        (KeyCode::Char('n'), control, Step::Down),
    ]
    .into_iter()
    .find_map(|(code, held, step)| (key.code == code && key.modifiers & control == held).then_some(step))
}

impl Over {
    fn step(&mut self, state: &State, step: Step) {
        let rows = self.rows(state).len();
        match (self.kind, step) {
            (Kind::Help, Step::PageUp | Step::PageDown) => help::turn(state, self, step),
            (Kind::Help, _) => help::step(state, self, step),
            _ => self.list.step(step, rows, draw::list_height(state, self)),
        }
    }

    fn edited(&mut self, state: &mut State, edit: &Edit) -> Vec<Effect> {
        let done = if self.kind.is_typed() { self.input.apply(edit, usize::MAX) } else { Done::Nothing };
        draft::keep(state, self);
        if done != Done::Changed {
            return Vec::new();
        }
        self.refused = None;
        if self.text().is_empty() {
            self.customers.clear();
            self.found.answers.clear();
        }
        // Where the text is no search, what is marked stays marked while it is typed.
        if !matches!(self.kind, Kind::PassOn | Kind::Promise | Kind::Approvals) {
            self.list = ListState::default();
        }
        if self.kind == Kind::Say { say::ask(state, self) } else { self.ask(state) }
    }
}
