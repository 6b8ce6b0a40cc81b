//! The forms of answers on the desk: how one is begun, typed into, left, saved and brought back; what became of an answer, and
//! what else can be done with it. What stands in a form is its own affair.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::form::{self, AnswerForm, NEW, Showing, Stage, record_of};
use super::{begin, marked};
use crate::app::contest::Verdict;
use crate::app::effect::Effect;
use crate::app::keymap::Order;
use crate::app::over::{self, Over};
use crate::app::state::{Pane, State, Typing};
use crate::app::update::capital;
use crate::domain::action::answer::{AnswerAction, KEY_TAKEN};
use crate::domain::action::{Action, Facts};
use crate::domain::answer::{Answer, Past};
use crate::domain::journal::Receipt;
use crate::domain::record::Recorded;
use crate::store::{self, Draft, Request};
use crate::ui::form::Pressed;
use crate::ui::rule::Tone;

/// The forms that were begun and not saved, by the records under which the store keeps them; those that are done with stay
/// as nothing, so that the store lets go of them too.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct AnswerForms {
    forms: BTreeMap<String, Option<AnswerForm>>,
    /// Which of them shows while it is typed into.
    pub(in crate::app) shown: String,
}

impl AnswerForms {
    fn shown(&self) -> Option<&AnswerForm> {
        self.forms.get(&self.shown)?.as_ref()
    }

    fn shown_mut(&mut self) -> Option<&mut AnswerForm> {
        self.forms.get_mut(&self.shown)?.as_mut()
    }

    fn show(&mut self, form: AnswerForm) {
        self.shown = form.record();
        self.forms.insert(self.shown.clone(), Some(form));
    }

    /// All of them as the store is to keep them.
    pub(in crate::app) fn drafts(&self) -> impl Iterator<Item = Draft> {
        self.forms.iter().map(|(record, form)| AnswerForm::draft(record, form.as_ref()))
    }
}

/// Whether a form lies open, to be typed into.
pub(in crate::app) fn has_form(state: &State) -> bool {
    state.answer_forms.shown().is_some()
}

/// Whether both versions of what was written here and elsewhere show.
pub(in crate::app) fn shows_versions(state: &State) -> bool {
    state.answer_forms.shown().is_some_and(|form| form.showing == Showing::Both)
}

/// Draws the form that shows; where the cursor belongs.
pub(in crate::app) fn draw_form(state: &State, screen: Rect, buffer: &mut Buffer) -> Option<Position> {
    form::draw(state, state.answer_forms.shown()?, screen, buffer)
}

/// Puts the forms back that were open when the desk closed.
pub(in crate::app) fn restore(state: &mut State) {
    let restored = state.kept.all().filter_map(|draft| AnswerForm::restored(draft, &state.setup));
    let restored: Vec<_> = restored.map(|form| (form.record(), Some(form))).collect();
    state.answer_forms.forms.extend(restored);
}

fn type_in(state: &mut State) {
    if state.typing != Typing::Answer {
        begin(state);
    }
    (state.pane, state.typing) = (Pane::Answers, Typing::Answer);
}

/// Asks how an answer stands now, and what became of it.
fn ask(answer: &Answer) -> Effect {
    Effect::Store(Request::OpenAnswer(answer.id))
}

/// Asks how the answer stands now that is being changed here.
pub(in crate::app) fn ask_written(state: &State) -> Option<Effect> {
    state.answer_forms.shown()?.base.as_deref().map(ask)
}

/// Opens the form of the marked answer, as it was left.
pub(super) fn edit(state: &mut State) -> Vec<Effect> {
    let Some(answer) = marked(state).cloned() else { return Vec::new() };
    let left = state.answer_forms.forms.remove(&record_of(&answer)).flatten();
    let form = left.unwrap_or_else(|| AnswerForm::of(&answer, &state.setup));
    state.answer_forms.show(form);
    type_in(state);
    vec![ask(&answer)]
}

/// Opens the form of a new answer with this title, or one that was begun and not saved.
pub(in crate::app) fn begin_answer(state: &mut State, title: &str) -> Vec<Effect> {
    let left = state.answer_forms.forms.remove(NEW).flatten().filter(|form| !form.is_untouched());
    if left.is_some() && !title.is_empty() {
        state.say(Tone::Quiet, "This one you began earlier: save it, or empty it, before the next");
    }
    let form = left.unwrap_or_else(|| AnswerForm::new(title, &state.setup));
    state.answer_forms.show(form);
    type_in(state);
    Vec::new()
}

/// Opens the form of an answer, filled as it was in another version.
pub(in crate::app) fn restore_version(state: &mut State, version: i64) -> Vec<Effect> {
    let Some((now, history)) = &state.told_answer else { return Vec::new() };
    let Some(past) = history.iter().find(|past| past.version == version).and_then(|past| past.answer.as_ref()) else {
        return Vec::new();
    };
    let mut form = AnswerForm::of(now, &state.setup);
    form.fill(past);
    state.answer_forms.show(form);
    type_in(state);
    let save = state.setup.keymap.key_of_in(crate::app::keymap::Place::AnswerForm, Order::Commit);
    state.say(Tone::Quiet, format!("As it was in version {version}; {save} saves it so"));
    Vec::new()
}

/// Shows what became of the marked answer.
pub(super) fn history(state: &mut State) -> Vec<Effect> {
    let Some(answer) = marked(state).cloned() else { return Vec::new() };
    state.told_answer = None;
    let mut effects = over::open(state, Over::past());
    effects.push(ask(&answer));
    effects
}

/// What can be done with the marked answer by one key.
fn deed(state: &State, order: Order) -> Option<Action> {
    let answer = marked(state)?;
    let reference = answer.reference.clone();
    Some(Action::Answer(if order == Order::ApproveAnswer {
        AnswerAction::ApproveAnswer { answer: reference, version: Some(answer.version) }
    } else if answer.withdrawn {
        AnswerAction::ReinstateAnswer { answer: reference }
    } else {
        AnswerAction::WithdrawAnswer { answer: reference }
    }))
}

/// Why an order that keeps the library cannot be obeyed now.
pub(in crate::app) fn why_not(state: &State, order: Order) -> Option<Cow<'static, str>> {
    if order == Order::NewAnswer {
        return None;
    }
    let Some(answer) = marked(state) else { return Some("no answer is marked".into()) };
    if !matches!(order, Order::ApproveAnswer | Order::WithdrawAnswer) {
        return None;
    }
    let facts = Facts { records: vec![answer.clone().recorded()], ..Facts::default() };
    let refusal = deed(state, order)?.rule(&facts, &state.setup.house, &state.actor()).err()?;
    Some(refusal.message.into())
}

/// Whether what the customer would read stands beside the form that is typed into.
pub(in crate::app) fn is_beside(state: &State) -> bool {
    state.typing == Typing::Answer && form::is_beside(state.size.0)
}

/// Withdraws the marked answer, puts it into use again, or agrees to it.
pub(super) fn do_to_marked(state: &mut State, order: Order) -> Vec<Effect> {
    deed(state, order).map(|action| state.perform(vec![action])).into_iter().collect()
}

/// What an order does to the form that shows.
#[expect(clippy::wildcard_enum_match_arm, reason = "a form obeys few orders")]
pub(in crate::app) fn obey(state: &mut State, order: Order) -> Vec<Effect> {
    let Some(form) = state.answer_forms.shown_mut() else { return Vec::new() };
    let in_contest = form.showing == Showing::Both;
    match order {
        Order::Commit => return save(state),
        Order::Back if form.showing == Showing::Form => return leave(state),
        Order::Back => form.showing = Showing::Form,
        Order::Look => {
            form.showing = if form.showing == Showing::Preview { Showing::Form } else { Showing::Preview };
        }
        Order::Theirs if in_contest => form.contest.choose(Verdict::Theirs),
        Order::Mine if in_contest => form.contest.choose(Verdict::Mine),
        Order::Up if in_contest => form.contest.mark(-1),
        Order::Down if in_contest => form.contest.mark(1),
        Order::NextField => return typed(state, KeyEvent::from(KeyCode::Tab)),
        Order::PreviousField => return typed(state, KeyEvent::from(KeyCode::BackTab)),
        _ => {}
    }
    Vec::new()
}

/// A key for the form that shows.
pub(in crate::app) fn typed(state: &mut State, key: KeyEvent) -> Vec<Effect> {
    let cells = form::cells(state.size.0);
    let pressed = filling(state).map(|form| form.press(key, cells));
    after(state, pressed)
}

/// A text pasted into the form that shows.
pub(in crate::app) fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    let pressed = filling(state).map(|form| form.form.paste(text));
    after(state, pressed)
}

fn filling(state: &mut State) -> Option<&mut AnswerForm> {
    let beside = form::is_beside(state.size.0);
    let shown = state.answer_forms.shown_mut().filter(|form| form.stage == Stage::Filling);
    shown.filter(|form| form.showing == Showing::Form || form.showing == Showing::Preview && beside)
}

fn after(state: &mut State, pressed: Option<Pressed>) -> Vec<Effect> {
    if let Some(Pressed::Refused(reason)) = pressed {
        state.say(Tone::Quiet, reason);
    }
    Vec::new()
}

/// Leaves the form for the search; what was typed stays, and the key that opened it brings it back.
fn leave(state: &mut State) -> Vec<Effect> {
    let Some(form) = state.answer_forms.shown() else { return Vec::new() };
    if form.is_untouched() {
        return done_with(state);
    }
    let order = if form.base.is_some() { Order::EditAnswer } else { Order::NewAnswer };
    let key = state.setup.keymap.key_of(order);
    state.typing = Typing::Search;
    state.say(Tone::Quiet, format!("What you typed is kept; {key} brings it back"));
    Vec::new()
}

/// Closes the form that shows, for good.
fn done_with(state: &mut State) -> Vec<Effect> {
    let shown = std::mem::take(&mut state.answer_forms.shown);
    state.answer_forms.forms.insert(shown, None);
    if state.typing == Typing::Answer {
        state.typing = Typing::Search;
    }
    Vec::new()
}

fn save(state: &mut State) -> Vec<Effect> {
    let (setup, now) = (state.setup.clone(), state.now);
    let Some(form) = state.answer_forms.shown_mut().filter(|form| form.stage == Stage::Filling) else {
        return Vec::new();
    };
    match form.finish(&setup, now) {
        Err(words) => {
            state.say(Tone::Failed, words);
            Vec::new()
        }
        Ok(None) => {
            state.say(Tone::Quiet, "Nothing was changed, so nothing was saved");
            done_with(state)
        }
        Ok(Some(action)) => {
            form.stage = Stage::Saving;
            let drafts = vec![AnswerForm::draft(&form.record(), None)];
            vec![state.perform_and_keep(vec![action], drafts)]
        }
    }
}

/// The store did something to an answer, or asks somebody else whether it may: a form that was sent is done with.
pub(in crate::app) fn saved(state: &mut State, receipt: &Receipt) -> Vec<Effect> {
    let sent = |(record, form): (&String, &Option<AnswerForm>)| {
        form.as_ref().filter(|form| form.stage == Stage::Saving).map(|_| record.clone())
    };
    let sent: Vec<String> = state.answer_forms.forms.iter().filter_map(sent).collect();
    for record in sent {
        let is_shown = state.answer_forms.shown == record;
        state.answer_forms.forms.insert(record, None);
        if is_shown && state.typing == Typing::Answer {
            state.typing = Typing::Search;
        }
    }
    let undo = state.setup.keymap.key_of(Order::Undo);
    state.say(Tone::Quiet, format!("✓ {} · {undo} undo", capital(&receipt.words())));
    vec![state.search_again()]
}

/// The store did not save: the text stays, and where somebody else was first the answer is read again.
pub(in crate::app) fn not_saved(state: &mut State, error: &store::Error) -> Vec<Effect> {
    let conflict = error.code() == "conflict";
    let mut effects = Vec::new();
    let forms = state.answer_forms.forms.values_mut().flatten().filter(|form| form.stage == Stage::Saving);
    for form in forms {
        form.stage = Stage::Filling;
        if error.code() == KEY_TAKEN {
            form.refuse("mnemonic", &error.to_string());
        }
        if let Some(base) = form.base.as_deref().filter(|_| conflict) {
            form.showing = Showing::Both;
            effects.push(ask(base));
        }
    }
    if !effects.is_empty() {
        state.say(Tone::Failed, "Somebody else changed this answer meanwhile; nothing of yours is lost");
    }
    effects
}

/// The store told how an answer stands, and what became of it.
pub(in crate::app) fn told(state: &mut State, now: Answer, history: Vec<Past>) -> Vec<Effect> {
    let form = state.answer_forms.forms.get_mut(&record_of(&now)).and_then(Option::as_mut);
    let words = form.filter(|form| form.stage == Stage::Filling).and_then(|form| form.rebase(&now, &history));
    if let Some(words) = words {
        state.say(Tone::Late, format!("▲ {words}"));
    }
    state.told_answer = Some((now, history));
    Vec::new()
}
