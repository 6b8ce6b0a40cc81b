//! An answer by its key in any text: `;;ref` becomes the answer's text at the blank, the line break or the tab that follows,
//! and while it is typed those are listed that begin so. Undo gives the letters back.

use std::ops::Range;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;

use super::take::{Goes, remember, take, taken};
use crate::app::effect::Effect;
use crate::app::pane::{customer, log};
use crate::app::state::{State, Typing};
use crate::domain::answer::{Answer, Standing};
use crate::domain::fill::{Filled, Said};
use crate::domain::language::serves;
use crate::domain::text::{Layout, clean, fold_reference};
use crate::store::{AtHand, Request};
use crate::ui::editor::{Edit, Editor, Place};
use crate::ui::list::{ListState, Step};
use crate::ui::popup;
use crate::ui::rule::Tone;

/// What begins the key of an answer.
const MARK: &str = ";;";

/// The longest key that is read.
const LONGEST: usize = 60;

/// From so many letters on the answers are listed that begin so.
const LISTED_FROM: usize = 2;

/// What is being typed for an answer, and what is called so.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::app) struct Calling {
    /// For what the store was asked last.
    asked: String,
    /// For what it has answered.
    typed: String,
    answers: Vec<Answer>,
    list: ListState,
    /// What was typed and ended before the store had answered.
    ended: Option<String>,
    /// What the agent wants to stand as it is.
    closed: String,
}

/// The text that has the cursor, if answers can stand in it.
fn text(state: &State) -> Option<&Editor> {
    match state.typing {
        Typing::Note => state.sheet().filter(|sheet| sheet.takes_note()).map(|sheet| sheet.text(sheet.writing())),
        Typing::Form => customer::text(state),
        Typing::Nothing | Typing::Search | Typing::WrapUp | Typing::Answer => None,
    }
}

fn text_mut(state: &mut State) -> Option<&mut Editor> {
    match state.typing {
        Typing::Note => {
            let sheet = state.sheet_mut().filter(|sheet| sheet.takes_note())?;
            let writing = sheet.writing();
            Some(sheet.text_mut(writing))
        }
        Typing::Form => customer::text_mut(state),
        Typing::Nothing | Typing::Search | Typing::WrapUp | Typing::Answer => None,
    }
}

/// What stands before the cursor behind the mark, down to the cursor.
fn typed(state: &State) -> Option<&str> {
    let editor = text(state)?;
    let before = editor.text().get(..editor.cursor())?;
    let at = before.rfind(MARK)?;
    let key = before.get(at + MARK.len()..)?;
    let begins = before.get(..at)?.chars().next_back().is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '"'));
    let is_key = key.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '#' | '/'));
    (begins && is_key && !key.is_empty() && key.len() <= LONGEST).then_some(key)
}

/// The answers that begin as what is being typed, while they are listed.
fn listed(state: &State) -> Option<&[Answer]> {
    let (typed, calling) = (typed(state)?, &state.calling);
    let shows = calling.typed == typed && calling.closed != typed && typed.chars().count() >= LISTED_FROM;
    Some(calling.answers.as_slice()).filter(|answers| shows && !answers.is_empty())
}

/// A key that ends what is typed for an answer, or chooses among those that begin so; `None` for every other.
pub(in crate::app) fn pressed(state: &mut State, key: KeyEvent) -> Option<Vec<Effect>> {
    if !(key.modifiers - KeyModifiers::SHIFT).is_empty() {
        return None;
    }
    let key_typed = typed(state).filter(|typed| *typed != state.calling.closed)?.to_owned();
    if let Some(count) = listed(state).map(<[Answer]>::len) {
        let step =
            [(KeyCode::Up, Step::Up), (KeyCode::Down, Step::Down)].into_iter().find(|(code, _)| *code == key.code);
        if let Some((_, step)) = step {
            state.calling.list.step(step, count, popup::MOST_ROWS);
            return Some(Vec::new());
        }
        if key.code == KeyCode::Esc {
            state.calling.closed = key_typed;
            return Some(Vec::new());
        }
        if key.code == KeyCode::Tab {
            let marked = state.calling.answers.get(state.calling.list.marked).cloned()?;
            return Some(take(state, marked, Goes::InPlaceOf(key_typed)));
        }
    }
    let (in_form, code) = (state.typing == Typing::Form, key.code);
    if code == KeyCode::Char(' ') && in_form {
        drop(customer::typed(state, key));
    } else if code == KeyCode::Char(' ') || code == KeyCode::Enter && !in_form {
        state.write_note(&if code == KeyCode::Enter { Edit::NewLine } else { Edit::Insert(' ') });
    } else if !matches!(code, KeyCode::Tab | KeyCode::Enter) {
        // In a form a line break may mean that it is done; there, and with a tab, the answer is all that comes.
        return None;
    }
    if state.calling.typed == key_typed {
        return Some(end(state, &key_typed));
    }
    state.calling.ended = Some(key_typed.clone());
    Some(vec![ask(state, key_typed)])
}

fn ask(state: &mut State, typed: String) -> Effect {
    state.calling.asked.clone_from(&typed);
    Effect::Store(Request::AtHand(AtHand::Called { typed: typed.into(), reader: state.reader() }))
}

/// Asks what is called as what is typed now, where that was not asked yet.
pub(in crate::app) fn look(state: &mut State) -> Option<Effect> {
    let listed = typed(state).filter(|typed| typed.chars().count() >= LISTED_FROM).map(str::to_owned);
    let Some(typed) = listed else {
        // What is called so may be another the next time.
        if state.calling.ended.is_none() {
            state.calling = Calling { closed: std::mem::take(&mut state.calling.closed), ..Calling::default() };
        }
        return None;
    };
    if state.calling.closed != typed {
        state.calling.closed.clear();
    }
    (state.calling.asked != typed).then(|| ask(state, typed))
}

/// The store told which answers are called so.
pub(in crate::app) fn told(state: &mut State, typed: &str, mut answers: Vec<Answer>) -> Vec<Effect> {
    if state.calling.asked != typed {
        return Vec::new();
    }
    nearest_first(state, typed, &mut answers);
    state.calling.list = ListState::default();
    (state.calling.typed, state.calling.answers) = (typed.to_owned(), answers);
    match state.calling.ended.take_if(|ended| *ended == typed) {
        Some(ended) => end(state, &ended),
        None => Vec::new(),
    }
}

/// Takes the answer that is called just so. Where none is, what was typed stands.
fn end(state: &mut State, typed: &str) -> Vec<Effect> {
    let key = fold_reference(typed);
    let chosen = state.calling.answers.iter().find(|answer| is_called(answer, &key)).cloned();
    if let Some(answer) = chosen {
        return take(state, answer, Goes::InPlaceOf(typed.to_owned()));
    }
    state.say(Tone::Quiet, format!("No answer is called {typed}; the letters stand as they are"));
    Vec::new()
}

fn is_called(answer: &Answer, key: &str) -> bool {
    [&answer.key, &answer.reference].into_iter().any(|name| fold_reference(name) == key)
}

/// Puts first what is called just so, by its key before its reference: of several languages that of the customer, of
/// several queues that of the contact, and what holds today before what does not. The rest keep their order.
fn nearest_first(state: &State, typed: &str, answers: &mut [Answer]) {
    let key = fold_reference(typed);
    let language = state.file().map(|file| file.customer.details.language.as_str()).unwrap_or_default();
    let queue = state.contact().map(|contact| contact.queue.as_str()).unwrap_or_default();
    let (house, today) = (&state.setup.house, state.today());
    let fit = |answer: &Answer| {
        let own = answer.language_or(&house.language);
        let language = (serves(own, language), serves(own, &house.language));
        let by_key = fold_reference(&answer.key) == key;
        let holds = answer.standing(&house.policy, today) == Standing::Current;
        (by_key, language, answer.queue == queue, answer.queue.is_empty(), holds)
    };
    answers.sort_by_cached_key(|answer| std::cmp::Reverse(is_called(answer, &key).then(|| fit(answer))));
}

/// Puts a filled answer in the place of what was typed for it, wherever that stands by now.
pub(super) fn expanded(state: &mut State, answer: &Answer, said: &Said, filled: &Filled, typed: &str) -> Vec<Effect> {
    let word = format!("{MARK}{typed}");
    let Some(place) = text(state).and_then(|editor| place(editor, &word)) else { return Vec::new() };
    let follows = text(state).is_some_and(|editor| editor.cursor() > place.end);
    if let Some(editor) = text_mut(state) {
        editor.select(place.clone());
    }
    let mut effects = match state.typing {
        Typing::Form => customer::pasted(state, &filled.text),
        Typing::Note | Typing::Nothing | Typing::Search | Typing::WrapUp | Typing::Answer => {
            log::pasted(state, &filled.text)
        }
    };
    // Whoever takes it back wants the letters.
    typed.clone_into(&mut state.calling.closed);
    let gap = filled.gaps.first().and_then(|gap| filled.text.get(gap.range.clone()));
    if let Some(editor) = text_mut(state) {
        let gap = gap.and_then(|gap| Some((place.start + editor.text().get(place.start..)?.find(gap)?, gap.len())));
        match gap {
            Some((at, length)) => editor.select(at..at + length),
            None if follows => drop(editor.apply(&Edit::Go(Place::After), 0)),
            None => {}
        }
    }
    let written = clean(&filled.text, Layout::Block);
    let mut put = None;
    if state.typing == Typing::Note {
        remember(state, answer, said, &written);
        put = state.sheet().map(|sheet| (sheet.writing(), written.as_str()));
    }
    state.say(Tone::Quiet, format!("✓ {}", answer.title));
    effects.extend(taken(state, answer, put));
    effects
}

/// Where a word stands, the nearest before the cursor.
fn place(editor: &Editor, word: &str) -> Option<Range<usize>> {
    let before = editor.text().get(..editor.cursor())?;
    let at = before.rfind(word).or_else(|| editor.text().find(word))?;
    Some(at..at + word.len())
}

/// Draws the answers that begin as what is being typed, beside the cursor.
pub(in crate::app) fn draw(state: &State, cursor: Option<Position>, buffer: &mut Buffer) {
    let (Some(cursor), Some(answers)) = (cursor, listed(state)) else { return };
    let rows: Vec<String> = answers
        .iter()
        .map(|answer| {
            let key = if answer.key.is_empty() { &answer.reference } else { &answer.key };
            format!("{key}  {}", answer.title)
        })
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    popup::completion(buffer, (cursor.x, cursor.y), &rows, &state.calling.list, state.setup.theme);
}
