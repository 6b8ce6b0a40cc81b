//! Taking an answer: into the reply or the note, or onto the clipboard. An answer with a gap is not copied; the cursor goes to the gap.

use super::{begin, here, is_hidden, marked, settle};
use crate::app::effect::Effect;
use crate::app::keymap::Order;
use crate::app::sheet::{Sheet, Writing};
use crate::app::state::{Pane, State, Typing};
use crate::domain::answer::Answer;
use crate::domain::fill::{Filled, Gap};
use crate::ui::rule::Tone;

/// Puts the marked answer into what is written for the contact at hand: the reply where the customer is answered in
/// writing, else the note.
pub(super) fn into_text(state: &mut State) -> Vec<Effect> {
    let Some((answer, filled)) = chosen(state) else { return Vec::new() };
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
    let effects = insert(state, &answer, &filled);
    match filled.gaps.first() {
        Some(gap) => state.say(Tone::Late, format!("▲ {}; the cursor is on it", missing(gap))),
        None => state.say(Tone::Quiet, format!("✓ In the {}: {}", target(state), answer.title)),
    }
    effects
}

/// Puts the marked answer on the clipboard, unless something is missing in it.
pub(super) fn to_clipboard(state: &mut State) -> Vec<Effect> {
    let Some((answer, filled)) = chosen(state) else { return Vec::new() };
    let Some(gap) = filled.gaps.first() else {
        state.say(Tone::Quiet, format!("✓ Copied: {}", answer.title));
        let mut effects = taken(state, &answer, None);
        effects.push(Effect::Copy(filled.text.into()));
        return effects;
    };
    if state.own_contact().is_none() {
        state.say(Tone::Failed, format!("▲ Not copied: {}", missing(gap)));
        return Vec::new();
    }
    let target = target(state);
    state.say(Tone::Failed, format!("▲ Not copied: {}; it is in the {target}, fill it in there", missing(gap)));
    insert(state, &answer, &filled)
}

fn chosen(state: &mut State) -> Option<(Answer, Filled)> {
    let found = marked(state).cloned();
    if found.is_none() {
        let nearest = state.setup.keymap.key_of(Order::Nearest);
        let why = if is_hidden(state) {
            format!("none is good; {nearest} shows the nearest")
        } else {
            "no answer is marked".to_owned()
        };
        state.say(Tone::Quiet, format!("not now: {why}"));
        begin(state);
    }
    found.map(|answer| (state.filled(&answer), answer)).map(|(filled, answer)| (answer, filled))
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
    if gap.name.is_empty() {
        "this answer's text cannot be read as a template".to_owned()
    } else {
        format!("{} is not known", gap.name)
    }
}

/// Puts the text where the agent writes, the cursor on its first gap if it has one.
fn insert(state: &mut State, answer: &Answer, filled: &Filled) -> Vec<Effect> {
    let writing = state.sheet().map(Sheet::writing);
    let effects = taken(state, answer, writing.map(|writing| (writing, filled.text.as_str())));
    // What an answer is put into opens with it, and the next one goes there too.
    if let Some(sheet) = state.sheet_mut() {
        sheet.wrote = Some(sheet.writing());
    }
    let gap = filled.gaps.first().and_then(|gap| filled.text.get(gap.range.clone()));
    state.insert_into_note(&filled.text, gap);
    if gap.is_some() {
        (state.pane, state.typing) = (Pane::Log, Typing::Note);
    }
    effects
}

/// Remembers that the answer was taken: for the lookup, and for the contact's wrap-up.
fn taken(state: &mut State, answer: &Answer, put: Option<(Writing, &str)>) -> Vec<Effect> {
    settle(state);
    if let Some(sheet) = state.sheet_mut() {
        sheet.read.push(answer.title.clone());
    }
    let query = here(state).search.text().trim().to_owned();
    state.learn(query, answer.id, put)
}
