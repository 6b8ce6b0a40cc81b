//! The answers: searched while typing, read beside the list with the customer's own words filled in, put into the reply,
//! into the note, or on the clipboard.

mod draw;
mod editing;
pub(in crate::app) mod expand;
pub(in crate::app) mod favourites;
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
pub(in crate::app) use self::marks::{ask_uses, uses_told};
use self::take::Taking;
pub(in crate::app) use self::take::{all_left_open, left_open, question, said, target, title_of_taken};
use super::{Title, list_step};
use crate::app::effect::{Effect, Seeker};
use crate::app::keymap::Order;
use crate::app::learn::{Sought, none_is_good};
use crate::app::message::{Found, FoundBy};
use crate::app::state::{Pane, State, Typing};
use crate::app::view;
use crate::domain::answer::Answer;
use crate::domain::fill::Said;
use crate::domain::id::AnswerId;
use crate::ui::editor::{Done, Edit, Editor, keys};
use crate::ui::list::{ListState, Step};
use crate::ui::text;

/// After how many seconds without a key the texts of a contact are read along.
const PAUSE: i64 = 1;

/// Where the agent is in the answers. Every contact has its own, so that its search is there when it is taken up again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::app) struct AnswersView {
    search: Editor,
    list: ListState,
    /// The first line of the body that shows.
    line: usize,
    /// Where the agent was before the search.
    back: Option<(Pane, Typing)>,
    /// What was searched and not taken yet.
    #[serde(default)]
    sought: Option<Sought>,
    /// The text for which something was taken already.
    #[serde(default)]
    settled: String,
    /// Whether the nearest answers are wanted where none is good.
    #[serde(default)]
    nearest: bool,
    /// The answer that is being taken, while it asks for something.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    taking: Option<Box<Taking>>,
}

impl Default for AnswersView {
    fn default() -> Self {
        let (list, settled) = (ListState::default(), String::new());
        let search = Editor::line();
        Self { search, list, line: 0, back: None, sought: None, settled, nearest: false, taking: None }
    }
}

impl AnswersView {
    /// What was searched and not taken.
    pub(in crate::app) fn sought(&self) -> Option<&Sought> {
        self.sought.as_ref()
    }
}

impl State {
    /// Searches again for what is typed, for the contact at hand.
    pub(in crate::app) fn search_again(&self) -> Effect {
        self.search_answers(here(self).search.text(), Seeker::Pane)
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

/// Whether answers were found that are not shown, because none of them is likely meant.
fn is_hidden(state: &State) -> bool {
    let view = here(state);
    !view.nearest && none_is_good(&state.found) && state.found.text == view.search.text()
}

/// Whether nothing good was found for what is typed.
pub(in crate::app) fn finds_none(state: &State) -> bool {
    let view = here(state);
    let typed = !view.search.text().trim().is_empty() && state.found.text == view.search.text();
    typed && (is_hidden(state) || state.found.answers.is_empty())
}

/// The answers that are listed.
fn listed(state: &State) -> &[Answer] {
    if is_hidden(state) { &[] } else { &state.found.answers }
}

/// The marked answer.
fn marked(state: &State) -> Option<&Answer> {
    listed(state).get(here(state).list.marked)
}

/// Why the nearest answers cannot be shown, or none can be taken, whose texts are not shown.
pub(in crate::app) fn why_hidden(state: &State, order: Order) -> Option<String> {
    let here = state.typing == Typing::Search || state.typing == Typing::Nothing && state.pane == Pane::Answers;
    match (is_hidden(state), order) {
        (false, Order::Nearest) => Some("no answers are hidden".to_owned()),
        (true, Order::Enter | Order::Copy) if here => {
            let nearest = state.setup.keymap.key_of(Order::Nearest);
            Some(format!("none is good; {nearest} shows the nearest"))
        }
        _ => None,
    }
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
    read_now(state)
}

/// What the texts of the contact ask for by now, where they are others than were read last.
fn read_now(state: &State) -> Vec<Effect> {
    let other = state.found.along != state.read_along() || proposes_taken(state);
    (other && here(state).search.is_empty()).then(|| state.search_again()).into_iter().collect()
}

/// Whether something that was taken by now is proposed still. It stays in its place for as long as the list is at hand.
fn proposes_taken(state: &State) -> bool {
    let taken = state.sheet().map(|sheet| sheet.taken.as_slice()).unwrap_or_default();
    let is_taken = |answer: &Answer| {
        let stays = favourites::is_favourite(state, answer);
        !stays && taken.iter().any(|taken| taken.answer() == answer.id)
    };
    let proposes = matches!(state.found.by, FoundBy::Along(_));
    proposes && state.pane != Pane::Answers && state.found.answers.iter().any(is_taken)
}

/// Reads the texts of the contact along, unless the agent is just typing.
pub(in crate::app) fn read_along(state: &State) -> Vec<Effect> {
    let pauses = state.pressed_at.is_none_or(|at| state.now.seconds_since(at) >= PAUSE);
    let pauses = pauses || state.typing == Typing::Nothing;
    if pauses && state.own_contact().is_some() { read_now(state) } else { Vec::new() }
}

/// Searches these words, as if they had been typed here.
pub(in crate::app) fn search(state: &mut State, words: &str) -> Vec<Effect> {
    state.leave_text();
    let mut effects = begin(state);
    here_mut(state).search.replace("");
    give_up(state);
    effects.extend(edited(state, &Edit::Paste(words.to_owned())));
    effects
}

/// Begins a new answer; what was searched in vain is its title.
fn write_one(state: &mut State) -> Vec<Effect> {
    let title = if finds_none(state) { here(state).search.text().trim().to_owned() } else { String::new() };
    begin_answer(state, &title)
}

/// Shows the nearest answers although none is likely meant.
fn show_nearest(state: &mut State) -> Vec<Effect> {
    here_mut(state).nearest = true;
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
    view.nearest = true;
    state.found = found;
    effects
}

/// What an order does.
type Obey = fn(&mut State) -> Vec<Effect>;

pub(in crate::app) fn obey(state: &mut State, order: Order) -> Vec<Effect> {
    let obeyed: [(Order, Obey); 13] = [
        (Order::Enter, take::into_text),
        (Order::Copy, take::to_clipboard),
        (Order::Favour, favourites::favour),
        (Order::Back, back),
        (Order::Nearest, show_nearest),
        (Order::NextField, leave),
        (Order::TextUp, |state| turn(state, Step::PageUp)),
        (Order::TextDown, |state| turn(state, Step::PageDown)),
        (Order::EditAnswer, editing::edit),
        (Order::NewAnswer, write_one),
        (Order::AnswerHistory, editing::history),
        (Order::WithdrawAnswer, |state| editing::do_to_marked(state, Order::WithdrawAnswer)),
        (Order::ApproveAnswer, |state| editing::do_to_marked(state, Order::ApproveAnswer)),
    ];
    if let Some((_, obey)) = obeyed.into_iter().find(|(known, _)| *known == order) {
        return obey(state);
    }
    if let Some(step) = list_step(order) {
        let len = listed(state).len();
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
    let Some(filled) = marked(state).map(|answer| state.filled(answer, &Said::new())) else { return Vec::new() };
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
pub(in crate::app) fn found(state: &mut State, mut found: Found) {
    if found.text != here(state).search.text() {
        return;
    }
    let is_unasked = found.by != FoundBy::Typed;
    if is_unasked && found.along != state.read_along() {
        // It was asked before more was written; what that asks for is on its way, or comes with the next pause.
        return;
    }
    // Nothing slips from under the mark of whoever reads the list just now.
    if is_unasked && state.pane == Pane::Answers && here(state).list.marked > 0 {
        state.found.along = found.along;
        return;
    }
    favourites::list(state, &mut found);
    let (len, at) = (found.answers.len(), state.now);
    let view = here_mut(state);
    view.list.clamp(len);
    let text = found.text.trim();
    if !text.is_empty() && !view.settled.starts_with(text) {
        view.sought = Some(Sought::after(view.sought.take(), &found, at));
    }
    state.found = found;
}

/// What was typed led to an answer.
fn settle(state: &mut State) {
    let view = here_mut(state);
    view.sought = None;
    view.settled = view.search.text().trim().to_owned();
}

/// The line was emptied: what was searched and not taken was searched in vain.
fn give_up(state: &mut State) {
    let queue = state.contact().map(|contact| contact.queue.clone()).unwrap_or_default();
    let view = here_mut(state);
    view.settled.clear();
    view.nearest = false;
    let sought = view.sought.take();
    let miss = sought.and_then(|sought| sought.given_up(&queue, &state.setup.agent));
    state.learned.misses.extend(miss);
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
    if view.search.text().trim().is_empty() {
        give_up(state);
    }
    vec![state.search_again()]
}
