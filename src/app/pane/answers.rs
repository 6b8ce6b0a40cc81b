//! The answers: searched while typing, read beside the list with the customer's own words filled in, put into the reply,
//! into the note, or on the clipboard.

mod draw;
mod editing;
mod form;
mod layout;
mod marks;
mod take;

use crossterm::event::KeyEvent;
use serde::{Deserialize, Serialize};

pub(super) use self::draw::{draw, parts};
pub(in crate::app) use self::editing::{
    AnswerForms, ask_written, begin_answer, draw_form, has_form, is_beside, not_saved, obey as obey_in_form,
    pasted as pasted_in_form, restore, restore_version, saved, shows_versions, told, typed as typed_in_form, why_not,
};
use self::layout::Places;
pub(in crate::app) use self::marks::{ask_uses, is_seen, uses_told};
pub(in crate::app) use self::take::target;
use super::{Title, list_step};
use crate::app::effect::{Effect, Seeker};
use crate::app::keymap::Order;
use crate::app::message::Found;
use crate::app::state::{Pane, State, Typing};
use crate::app::view;
use crate::domain::answer::Answer;
use crate::domain::fill::{self, Filled};
use crate::domain::id::AnswerId;
use crate::ui::editor::{Done, Edit, Editor, keys};
use crate::ui::list::{ListState, Step};
use crate::ui::text;

/// Where the agent is in the answers. Every contact has its own, so that its search is there when it is taken up again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::app) struct AnswersView {
    search: Editor,
    list: ListState,
    /// The first line of the body that shows.
    line: usize,
    /// Where the agent was before the search.
    back: Option<(Pane, Typing)>,
}

impl Default for AnswersView {
    fn default() -> Self {
        Self { search: Editor::line(), list: ListState::default(), line: 0, back: None }
    }
}

impl State {
    /// Searches again for what is typed, for the contact at hand.
    pub(in crate::app) fn search_again(&self) -> Effect {
        self.search_answers(here(self).search.text(), Seeker::Pane)
    }

    /// Searches the answers for the contact at hand.
    pub(in crate::app) fn search_answers(&self, text: &str, seeker: Seeker) -> Effect {
        let queue = self.contact().map(|contact| contact.queue.clone()).unwrap_or_default();
        Effect::Search { text: text.into(), queue, seeker }
    }

    /// The text of an answer for the contact at hand, as it is said or as it is written, filled.
    fn filled(&self, answer: &Answer) -> Filled {
        let is_said = self.contact().is_some_and(|contact| !contact.channel.is_written());
        self.filled_text(if is_said && !answer.spoken.is_empty() { &answer.spoken } else { &answer.body })
    }

    /// A text, filled from the file, the contact and the agent at hand.
    fn filled_text(&self, text: &str) -> Filled {
        let file = self.file();
        let wall = self.wall();
        let day = |at| wall.day(self.setup.house.zone.civil(at).date).trim().to_owned();
        let contact = self.contact();
        fill::fill(
            text,
            &fill::Context {
                customer: file.map(|file| &file.customer),
                order: file.and_then(|file| fill::order_at_hand(&file.orders)),
                contact,
                queue: contact.map(|contact| self.setup.queue_title(&contact.queue)).unwrap_or_default(),
                agent: &self.setup.agent,
                shop: &self.setup.shop,
                currency: self.setup.house.currency,
                day: &day,
            },
        )
    }
}

/// The search of the contact or customer at hand.
fn here(state: &State) -> &AnswersView {
    state.sheet().map_or(&state.answers, |sheet| &sheet.answers)
}

fn here_mut(state: &mut State) -> &mut AnswersView {
    match state.shown.and_then(|shown| state.sheets.get_mut(&shown)) {
        Some(sheet) => &mut sheet.answers,
        None => &mut state.answers,
    }
}

/// The marked answer.
fn marked(state: &State) -> Option<&Answer> {
    state.found.answers.get(here(state).list.marked)
}

/// Whether an order keeps the library, rather than taking something from it.
pub(in crate::app) const fn keeps(order: Order) -> bool {
    matches!(
        order,
        Order::EditAnswer | Order::NewAnswer | Order::AnswerHistory | Order::WithdrawAnswer | Order::ApproveAnswer
    )
}

/// Whether the marked answer is out of use.
pub(in crate::app) fn is_withdrawn(state: &State) -> bool {
    marked(state).is_some_and(|answer| answer.withdrawn)
}

pub(super) fn title(state: &State) -> Title {
    let searching = state.typing == Typing::Search;
    let end = if searching { "searching".to_owned() } else { String::new() };
    Title { name: "3 Answers".to_owned(), end }
}

/// Puts the cursor into the search.
pub(in crate::app) fn begin(state: &mut State) -> Vec<Effect> {
    let from = (state.pane, state.typing);
    if from.1 != Typing::Search {
        here_mut(state).back = Some(from).filter(|(pane, _)| *pane != Pane::Answers);
    }
    state.pane = Pane::Answers;
    state.typing = Typing::Search;
    Vec::new()
}

/// Shows an answer that was found elsewhere, as if it had been searched here.
pub(in crate::app) fn show(state: &mut State, found: Found, answer: AnswerId) -> Vec<Effect> {
    let effects = begin(state);
    let marked = found.answers.iter().position(|found| found.id == answer).unwrap_or_default();
    let view = here_mut(state);
    view.search.replace(&found.text);
    view.list = ListState { marked, top: 0 };
    view.line = 0;
    state.found = found;
    effects
}

/// What an order does.
type Obey = fn(&mut State) -> Vec<Effect>;

pub(in crate::app) fn obey(state: &mut State, order: Order) -> Vec<Effect> {
    let obeyed: [(Order, Obey); 11] = [
        (Order::Enter, take::into_text),
        (Order::Copy, take::to_clipboard),
        (Order::Back, back),
        (Order::NextField, leave),
        (Order::TextUp, |state| turn(state, Step::PageUp)),
        (Order::TextDown, |state| turn(state, Step::PageDown)),
        (Order::EditAnswer, editing::edit),
        (Order::NewAnswer, |state| begin_answer(state, "")),
        (Order::AnswerHistory, editing::history),
        (Order::WithdrawAnswer, |state| editing::do_to_marked(state, Order::WithdrawAnswer)),
        (Order::ApproveAnswer, |state| editing::do_to_marked(state, Order::ApproveAnswer)),
    ];
    if let Some((_, obey)) = obeyed.into_iter().find(|(known, _)| *known == order) {
        return obey(state);
    }
    if let Some(step) = list_step(order) {
        let len = state.found.answers.len();
        let rows = Places::of(view::area_of(state, Pane::Answers)).list.height;
        let view = here_mut(state);
        view.list.step(step, len, rows);
        view.line = 0;
    }
    Vec::new()
}

/// On to the next pane; the search stays.
fn leave(state: &mut State) -> Vec<Effect> {
    state.leave_text();
    state.obey(Order::NextPane)
}

/// Back to where the agent was before the search, and into the text that was being written there.
fn back(state: &mut State) -> Vec<Effect> {
    state.leave_text();
    if let Some((pane, typing)) = here_mut(state).back.take() {
        state.pane = pane;
        if typing != Typing::Search && state.has_text(typing) {
            state.typing = typing;
        }
    }
    Vec::new()
}

/// Turns a page of the body.
fn turn(state: &mut State, step: Step) -> Vec<Effect> {
    let places = Places::of(view::area_of(state, Pane::Answers));
    let page = usize::from(places.body.height);
    let Some(filled) = marked(state).map(|answer| state.filled(answer)) else { return Vec::new() };
    let lines = text::wrap(&filled.text, usize::from(places.body.width)).len();
    let view = here_mut(state);
    let turned = if step == Step::PageUp {
        view.line.saturating_sub(page.saturating_sub(1))
    } else {
        view.line.saturating_add(page.saturating_sub(1))
    };
    view.line = turned.min(lines.saturating_sub(page));
    Vec::new()
}

/// The lookup answered.
pub(in crate::app) fn found(state: &mut State, found: Found) {
    if found.text == here(state).search.text() {
        let len = found.answers.len();
        state.found = found;
        here_mut(state).list.clamp(len);
    }
}

/// A key for the search.
pub(in crate::app) fn typed(state: &mut State, key: KeyEvent) -> Vec<Effect> {
    keys::edit(key).map(|edit| edited(state, &edit)).unwrap_or_default()
}

/// A text pasted into the search.
pub(in crate::app) fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    edited(state, &Edit::Paste(text.to_owned()))
}

fn edited(state: &mut State, edit: &Edit) -> Vec<Effect> {
    let view = here_mut(state);
    if view.search.apply(edit, usize::MAX) != Done::Changed {
        return Vec::new();
    }
    view.list = ListState::default();
    view.line = 0;
    vec![state.search_again()]
}
