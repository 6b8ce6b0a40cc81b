//! Taking an answer: into the reply or the note, in the place of its key, or onto the clipboard. What it asks is asked first,
//! one thing after the other. An answer with a gap is not copied; the cursor goes to the gap.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{begin, here, here_mut, marked, settle};
use crate::app::effect::Effect;
use crate::app::keymap::Order;
use crate::app::over::{self, Over};
use crate::app::sheet::{Sheet, Writing};
use crate::app::state::{Pane, State, Typing};
use crate::domain::answer::Answer;
use crate::domain::fill::{Filled, Gap, Question, Said};
use crate::ui::rule::Tone;

/// How many of the texts that were filled in last are looked at again before they go out.
const REMEMBERED: usize = 20;

/// Where an answer goes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(in crate::app) enum Goes {
    /// Into what is written for the contact at hand.
    Text,
    /// Onto the clipboard.
    Clipboard,
    /// In the place of what was typed for it, in the text that has the cursor.
    InPlaceOf(String),
}

/// An answer that is being taken, as far as it was asked for.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub(in crate::app) struct Taking {
    answer: Answer,
    goes: Goes,
    said: Said,
    /// The questions that are left as gaps, by their words.
    left: Vec<String>,
}

impl fmt::Debug for Taking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Taking({}, {:?})", self.answer.reference, self.goes)
    }
}

/// Puts the marked answer into what is written for the contact at hand: the reply where the customer is answered in
/// writing, else the note.
pub(super) fn into_text(state: &mut State) -> Vec<Effect> {
    let Some(answer) = chosen(state) else { return Vec::new() };
    if state.own_contact().is_none() {
        let copy = state.setup.keymap.key_of_in(crate::app::keymap::Place::Answers, Order::Copy);
        let next = state.setup.keymap.key_of(Order::NextContact);
        let why = match state.at_hand() {
            Some(_) => format!("its words are for the file that shows, not for your contact; {next} goes back"),
            None => format!("no contact of yours is open; {copy} copies"),
        };
        state.say(Tone::Quiet, format!("insert: not now, {why}"));
        return Vec::new();
    }
    take(state, answer, Goes::Text)
}

/// Puts the marked answer on the clipboard, unless something is missing in it.
pub(super) fn to_clipboard(state: &mut State) -> Vec<Effect> {
    chosen(state).map(|answer| take(state, answer, Goes::Clipboard)).unwrap_or_default()
}

fn chosen(state: &mut State) -> Option<Answer> {
    let found = marked(state).cloned();
    if found.is_none() {
        state.say(Tone::Quiet, "not now: no answer is marked");
        begin(state);
    }
    found
}

/// Takes an answer; what it asks is asked first.
pub(in crate::app) fn take(state: &mut State, answer: Answer, goes: Goes) -> Vec<Effect> {
    here_mut(state).taking = Some(Box::new(Taking { answer, goes, said: Said::new(), left: Vec::new() }));
    go_on(state)
}

/// Asks the next thing; once there is none, puts the text where it goes.
fn go_on(state: &mut State) -> Vec<Effect> {
    if question(state).is_some() {
        return over::open(state, Over::question());
    }
    let Some(taking) = here_mut(state).taking.take() else { return Vec::new() };
    let filled = state.filled(&taking.answer, &taking.said);
    match &taking.goes {
        Goes::Text => inserted(state, &taking, &filled),
        Goes::Clipboard => copied(state, &taking, filled),
        Goes::InPlaceOf(typed) => super::expand::expanded(state, &taking.answer, &taking.said, &filled, typed),
    }
}

/// What is asked now for the answer that is being taken.
pub(in crate::app) fn question(state: &State) -> Option<Question> {
    let taking = here(state).taking.as_ref()?;
    let questions = state.filled(&taking.answer, &taking.said).questions;
    questions.into_iter().find(|question| !taking.left.contains(&question.words))
}

/// The title of the answer that is being taken.
pub(in crate::app) fn title_of_taken(state: &State) -> &str {
    here(state).taking.as_ref().map(|taking| taking.answer.title.as_str()).unwrap_or_default()
}

/// What was asked was answered.
pub(in crate::app) fn said(state: &mut State, text: &str) -> Vec<Effect> {
    let Some(question) = question(state) else { return Vec::new() };
    if let Some(taking) = &mut here_mut(state).taking {
        taking.said.insert(question.words, text.to_owned());
    }
    go_on(state)
}

/// What is asked stays a gap.
pub(in crate::app) fn left_open(state: &mut State) -> Vec<Effect> {
    let Some(question) = question(state) else { return Vec::new() };
    if let Some(taking) = &mut here_mut(state).taking {
        taking.left.push(question.words);
    }
    go_on(state)
}

/// Everything that is still asked stays a gap: something else is to be done now.
pub(in crate::app) fn all_left_open(state: &mut State) -> Vec<Effect> {
    while let Some(question) = question(state) {
        let Some(taking) = &mut here_mut(state).taking else { break };
        taking.left.push(question.words);
    }
    go_on(state)
}

fn inserted(state: &mut State, taking: &Taking, filled: &Filled) -> Vec<Effect> {
    let effects = insert(state, taking, filled);
    let closed = state.closed_order_in(&filled.text);
    match (filled.gaps.first(), closed) {
        (Some(gap), _) => state.say(Tone::Late, format!("▲ {}; the cursor is on it", missing(gap))),
        (None, Some(words)) => state.say(Tone::Late, format!("▲ In the {}, but {words}", target(state))),
        (None, None) => state.say(Tone::Quiet, format!("✓ In the {}: {}", target(state), taking.answer.title)),
    }
    effects
}

fn copied(state: &mut State, taking: &Taking, filled: Filled) -> Vec<Effect> {
    let answer = &taking.answer;
    let Some(gap) = filled.gaps.first() else {
        state.say(Tone::Quiet, format!("✓ Copied: {}", answer.title));
        let basis = state.basis(answer, &taking.said, &filled.text);
        state.copied.push(basis);
        let old = state.copied.len().saturating_sub(REMEMBERED);
        state.copied.drain(..old);
        let mut effects = taken(state, answer, None);
        effects.push(Effect::Copy(filled.text.into()));
        return effects;
    };
    if state.own_contact().is_none() {
        state.say(Tone::Failed, format!("▲ Not copied: {}", missing(gap)));
        return Vec::new();
    }
    let target = target(state);
    state.say(Tone::Failed, format!("▲ Not copied: {}; it is in the {target}, fill it in there", missing(gap)));
    insert(state, taking, &filled)
}

/// What the agent writes: the note, or a reply.
pub(in crate::app) fn target(state: &State) -> &'static str {
    match state.sheet().map(Sheet::writing) {
        Some(Writing::Reply) => "reply",
        Some(Writing::Note) | None => "note",
    }
}

/// What a gap lacks, in words.
fn missing(gap: &Gap) -> String {
    match gap.name.strip_prefix("? ") {
        Some(words) => format!("{words} is left open"),
        None if gap.name.is_empty() => "this answer's text cannot be read as a template".to_owned(),
        None => format!("{} is not known", gap.name),
    }
}

/// Puts the text where the agent writes, the cursor on its first gap if it has one.
fn insert(state: &mut State, taking: &Taking, filled: &Filled) -> Vec<Effect> {
    let writing = state.sheet().map(Sheet::writing);
    let effects = taken(state, &taking.answer, writing.map(|writing| (writing, filled.text.as_str())));
    // What an answer is put into opens with it, and the next one goes there too.
    if let Some(sheet) = state.sheet_mut() {
        sheet.wrote = Some(sheet.writing());
    }
    state.begin_reply();
    remember(state, &taking.answer, &taking.said, &filled.text);
    let gap = filled.gaps.first().and_then(|gap| filled.text.get(gap.range.clone()));
    state.insert_into_note(&filled.text, gap);
    if gap.is_some() {
        (state.pane, state.typing) = (Pane::Log, Typing::Note);
    }
    effects
}

/// Remembers what a text was filled from, to look at it again before it goes out.
pub(super) fn remember(state: &mut State, answer: &Answer, said: &Said, text: &str) {
    let basis = state.basis(answer, said, text);
    if let Some(sheet) = state.sheet_mut() {
        sheet.bases.push(basis);
        let old = sheet.bases.len().saturating_sub(REMEMBERED);
        sheet.bases.drain(..old);
    }
}

/// Remembers that the answer was taken: for the lookup, and for the contact's wrap-up.
pub(super) fn taken(state: &mut State, answer: &Answer, put: Option<(Writing, &str)>) -> Vec<Effect> {
    settle(state);
    if let Some(sheet) = state.sheet_mut() {
        sheet.read.push(answer.title.clone());
    }
    let query = here(state).search.text().trim().to_owned();
    state.learn(query, answer.id, put)
}
