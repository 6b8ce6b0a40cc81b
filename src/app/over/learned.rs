//! What was learned from searches, and what is searched in vain: for everybody to see, and for whoever may to pin, to let
//! be forgotten, and to make a phrase of.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::row::{Choice, Row};
use super::{Kind, Over};
use crate::app::effect::Effect;
use crate::app::keymap::{Chord, Order, Place};
use crate::app::state::State;
use crate::domain::action::learning::LearningAction;
use crate::domain::action::{Action, Actor};
use crate::domain::learning::{Lesson, Missing};
use crate::domain::text::fold;
use crate::store::Request;
use crate::ui::list::column::{Column, Width};
use crate::ui::list::{Cell, ListState};
use crate::ui::rule::Tone;
use crate::ui::theme::Role;

/// The words, what they led to, what was made of it or why it came to nothing, how often, by how many, when last.
pub(super) const COLUMNS: &[Column<'_>] = &[
    Column::new("", Width::Text(0)),
    Column::new("", Width::Rest(12)).gap(1),
    Column::new("", Width::Rest(12)),
    Column::new("", Width::Whole(0)),
    Column::new("", Width::Number(0)),
    Column::new("", Width::Number(0)),
    Column::new("", Width::Number(0)),
];

/// The lessons that hold what is typed.
fn lessons<'a>(state: &'a State, over: &Over) -> impl Iterator<Item = &'a Lesson> + use<'a> {
    let typed = fold(over.text());
    let lessons = state.learned.told.iter().flat_map(|learning| &learning.lessons);
    lessons.filter(move |lesson| [&lesson.query, &lesson.title].iter().any(|words| fold(words).contains(&typed)))
}

/// What is missing and holds what is typed.
fn missing<'a>(state: &'a State, over: &Over) -> impl Iterator<Item = &'a Missing> + use<'a> {
    let typed = fold(over.text());
    let missing = state.learned.told.iter().flat_map(|learning| &learning.missing);
    missing.filter(move |missing| fold(&missing.query).contains(&typed))
}

/// The words, their answer, what was made of them, and who taught them.
pub(super) fn rows(state: &State, over: &Over) -> Vec<Row> {
    let row = |lesson: &Lesson| {
        let made = match (lesson.pinned, lesson.phrase) {
            (true, _) => "pinned",
            (false, true) => "phrase",
            (false, false) => "",
        };
        let last = lesson.last.map(|at| state.wall().near_day(at)).unwrap_or_default();
        let cells = vec![
            Cell::text(lesson.query.clone()),
            Cell::of(Role::Muted, lesson.title.clone()),
            Cell::of(Role::Accent, made),
            Cell::text(format!("{}x", lesson.times)),
            Cell::of(Role::Muted, agents(lesson.agents)),
            Cell::of(Role::Muted, last),
        ];
        Row { cells, choice: Choice::Search(lesson.query.clone()) }
    };
    lessons(state, over).map(row).collect()
}

/// The words, why they were typed in vain, and by whom.
pub(super) fn missing_rows(state: &State, over: &Over) -> Vec<Row> {
    let row = |missing: &Missing| {
        let cells = vec![
            Cell::text(missing.query.clone()),
            Cell::of(Role::Muted, state.setup.queue_title(&missing.queue)),
            Cell::of(Role::Muted, missing.why.name()),
            Cell::text(format!("{}x", missing.times)),
            Cell::of(Role::Muted, agents(missing.agents)),
            Cell::of(Role::Muted, state.wall().near_day(missing.last)),
        ];
        Row { cells, choice: Choice::Search(missing.query.clone()) }
    };
    missing(state, over).map(row).collect()
}

fn agents(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => "1 agent".to_owned(),
        more => format!("{more} agents"),
    }
}

/// Where the keys of its rows stand in the table.
fn place(kind: Kind) -> Option<Place> {
    if kind == Kind::Learned {
        return Some(Place::Learned);
    }
    (kind == Kind::Missing).then_some(Place::Missing)
}

/// What its keys do, for the footer.
pub(super) fn hints(state: &State, over: &Over) -> Option<Vec<(String, &'static str)>> {
    let place = place(over.kind)?;
    let verbs = [
        (Order::Enter, "search"),
        (Order::Pin, pin_word(state, over)),
        (Order::Forget, "forget"),
        (Order::Phrase, "phrase"),
        (Order::NewAnswer, "write one"),
        (Order::NextField, if over.kind == Kind::Learned { "missing" } else { "learned" }),
    ];
    let table = |order| {
        let chords = state.setup.keymap.of(place).find(|binding| binding.order == order).map(|found| &found.chords);
        let acts = |chord: &&Chord| over.text().is_empty() || !is_letter(chord.event());
        Some(chords?.iter().find(acts)?.to_string())
    };
    let may = |order| !matches!(order, Order::Pin | Order::Forget | Order::Phrase) || may_teach(state);
    let hints = verbs.into_iter().filter(|(order, _)| may(*order));
    let hints = hints.filter_map(|(order, word)| Some((table(order)?, word)));
    Some(hints.chain([("Esc".to_owned(), "close"), (state.setup.keymap.key_of(Order::Help), "keys")]).collect())
}

fn pin_word(state: &State, over: &Over) -> &'static str {
    if marked(state, over).is_some_and(|lesson| lesson.pinned) { "unpin" } else { "pin" }
}

fn marked<'a>(state: &'a State, over: &Over) -> Option<&'a Lesson> {
    lessons(state, over).nth(over.list.marked)
}

fn is_letter(key: KeyEvent) -> bool {
    matches!(key.code, KeyCode::Char(_)) && !key.modifiers.contains(KeyModifiers::CONTROL)
}

fn may_teach(state: &State) -> bool {
    state.setup.house.policy.may_approve(&state.setup.agent)
}

/// Why the keys of what was learned do nothing elsewhere.
pub(in crate::app) fn why_not(state: &State) -> String {
    let key = state.setup.keymap.key_of(Order::Learned);
    format!("that is for a row of what was learned; {key} shows it")
}

/// What a key of its rows means. Letters are such keys as long as nothing is typed.
pub(super) fn of_key(state: &State, over: &Over, key: KeyEvent) -> Option<Choice> {
    let place = place(over.kind)?;
    if is_letter(key) && !over.text().is_empty() {
        return None;
    }
    let order = state.setup.keymap.order(Chord::of(key), &[place]).filter(|order| *order != Order::Enter)?;
    if order == Order::NextField {
        return Some(Choice::Turn);
    }
    if order == Order::NewAnswer {
        return missing(state, over).nth(over.list.marked).map(|missing| Choice::Write(missing.query.clone()));
    }
    if !may_teach(state) {
        return Some(Choice::Refused("how answers are found for everybody is for a supervisor to change".to_owned()));
    }
    let lesson = marked(state, over)?;
    let (answer, words) = (lesson.answer.clone(), lesson.query.clone());
    Some(Choice::Teach(if order == Order::Pin && lesson.pinned {
        LearningAction::UnpinAnswer { answer, words }
    } else if order == Order::Pin {
        LearningAction::PinAnswer { answer, words }
    } else if order == Order::Forget {
        LearningAction::ForgetLearned { answer, words }
    } else {
        LearningAction::AddPhrase { answer, phrase: words }
    }))
}

/// From what was learned to what is missing, and back.
pub(super) fn turn(state: &mut State, mut over: Over) -> Vec<Effect> {
    over.kind = if over.kind == Kind::Learned { Kind::Missing } else { Kind::Learned };
    over.list = ListState::default();
    over.refused = None;
    state.over = Some(over);
    Vec::new()
}

/// What the desk says just now: the rule on which that stands is covered.
pub(super) fn said(state: &State) -> Option<(Role, String)> {
    let notice = state.notice.as_ref()?;
    let role = if notice.tone == Tone::Failed { Role::Warn } else { Role::Muted };
    Some((role, notice.words.clone()))
}

/// Does it for the whole team: it is nothing of the contact at hand.
pub(super) fn teach(state: &mut State, over: Over, action: LearningAction) -> Vec<Effect> {
    state.over = Some(Over { refused: None, ..over });
    let actor = Actor { contact: None, ..state.actor() };
    let (actions, key) = (vec![Action::Learning(action)], state.once());
    vec![Effect::Store(Request::Perform { actions, actor, key, drafts: Vec::new() })]
}
