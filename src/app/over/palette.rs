//! The palette: every command with its key, and, once two letters are typed, customers and answers.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::row::{Choice, Row};
use super::{Over, customers, macros};
use crate::app::keymap::{Binding, Order, Place};
use crate::app::possible::{NotNow, Possible};
use crate::app::state::State;
use crate::domain::record::RecordKind;
use crate::domain::text;
use crate::lookup;
use crate::ui::list::Cell;
use crate::ui::theme::Role;

/// How many customers and how many answers stand beside the commands.
const BESIDE: usize = 5;

/// What a name that begins with what was typed has over one that only holds its letters.
const BEGINS: i64 = 10_000;

/// The rows: first the commands that fit, then customers, then answers.
pub(super) fn rows(state: &State, over: &Over) -> Vec<Row> {
    let mut rows: Vec<Row> = found(state, over.text())
        .into_iter()
        .map(|Command { binding, letters, refused }| Row {
            cells: vec![
                Cell::text(""),
                Cell::text(binding.name.clone()).matched(letters),
                detail(binding, refused.as_ref()),
                Cell::of(Role::Muted, keys(state, binding)),
            ],
            choice: Choice::Do(binding.order, binding.place),
        })
        .collect();
    group(&mut rows, 0, "Commands");
    let commands = rows.len();
    rows.extend(macros::named(state, over));
    group(&mut rows, commands, "Macros");
    let commands = rows.len();
    rows.extend(over.customers.iter().take(BESIDE).map(|customer| Row {
        cells: vec![
            Cell::text(""),
            Cell::text(customer.name()),
            Cell::of(Role::Muted, customers::place(customer)),
            Cell::of(Role::Muted, customer.reference.clone()),
        ],
        choice: Choice::Customer(customer.id),
    }));
    group(&mut rows, commands, "Customers");
    let people = rows.len();
    rows.extend(over.found.answers.iter().take(BESIDE).map(|answer| {
        let matched = lookup::matched(&answer.title, over.text());
        let matched = matched.into_iter().filter_map(|at| usize::try_from(at).ok()).collect();
        let queue = state.setup.queue_title(&answer.queue);
        Row {
            cells: vec![
                Cell::text(""),
                Cell::text(answer.title.clone()).matched(matched),
                Cell::of(Role::Muted, queue),
                Cell::text(""),
            ],
            choice: Choice::Answer(answer.id),
        }
    }));
    group(&mut rows, people, "Answers");
    rows
}

/// Writes the name of a group before its first row.
fn group(rows: &mut [Row], first: usize, name: &str) {
    if let Some(cell) = rows.get_mut(first).and_then(|row| row.cells.first_mut()) {
        *cell = Cell::of(Role::Muted, name);
    }
}

/// What the command does, or why it is not possible now.
fn detail(binding: &Binding, refused: Option<&NotNow>) -> Cell {
    let words = refused.map_or_else(|| binding.words.to_owned(), |not_now| format!("({})", not_now.reason));
    Cell::of(Role::Muted, words)
}

/// The first key of each place in which the command acts everywhere, else that of its own.
fn keys(state: &State, binding: &Binding) -> String {
    let everywhere = |place| matches!(place, Place::Call | Place::Everywhere);
    let same = |other: &&Binding| {
        other.order == binding.order
            && (other.place == binding.place || (everywhere(other.place) && everywhere(binding.place)))
    };
    let keys = state.setup.keymap.all().iter().filter(same).filter_map(|binding| binding.chords.first());
    keys.map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// A command that fits what is typed.
struct Command<'a> {
    binding: &'a Binding,
    /// The letters of its name that matched.
    letters: Vec<usize>,
    /// Why it is not possible now.
    refused: Option<NotNow>,
}

/// The commands that fit what is typed, the best first; without a text all of them, those that were used last first, and
/// those last that are not possible now.
fn found<'a>(state: &'a State, typed: &str) -> Vec<Command<'a>> {
    let (matcher, possible) = (SkimMatcherV2::default(), Possible::of(state));
    let mut found: Vec<(i64, Command<'_>)> = commands(state)
        .into_iter()
        .filter_map(|binding| {
            let (fit, letters) = score(&matcher, binding, typed)?;
            Some((fit, Command { binding, letters, refused: possible.why_not(binding.order) }))
        })
        .collect();
    let used = |order| state.used.iter().position(|used| *used == order).unwrap_or(usize::MAX);
    found.sort_by_cached_key(|(fit, command)| {
        let refused = typed.is_empty() && command.refused.is_some();
        (std::cmp::Reverse(*fit), used(command.binding.order), refused)
    });
    found.into_iter().map(|(_, command)| command).collect()
}

/// How well a command fits what is typed, and which letters of its name matched.
fn score(matcher: &SkimMatcherV2, binding: &Binding, typed: &str) -> Option<(i64, Vec<usize>)> {
    let typed_words = text::words(typed);
    if typed_words.is_empty() {
        return Some((0, Vec::new()));
    }
    let begin = |words: &[String]| typed_words.iter().all(|typed| words.iter().any(|word| word.starts_with(typed)));
    let name = text::words(&binding.name);
    let named = name.iter().any(|word| word.chars().next() == typed.chars().next());
    let fuzzy = matcher.fuzzy_indices(&binding.name, typed).filter(|_| named);
    let bonus = if begin(&name) { BEGINS } else { 0 };
    let told = || begin(&text::words(binding.words)).then_some((0, Vec::new()));
    fuzzy
        .map(|(score, matched)| (score + bonus, matched))
        .or_else(|| (bonus > 0).then_some((bonus, Vec::new())))
        .or_else(told)
}

/// Every command that can be given by its name, each once.
fn commands(state: &State) -> Vec<&Binding> {
    let mut listed: Vec<Order> = vec![Order::Palette];
    let places = [Place::Call, Place::Everywhere, Place::Customer, Place::Queue, Place::Log];
    let rows = RecordKind::ALL.iter().copied().map(Place::Row);
    let bindings = places.into_iter().chain(rows).flat_map(|place| state.setup.keymap.of(place));
    bindings
        .filter(|binding| {
            let shared = matches!(binding.place, Place::Call | Place::Everywhere);
            let new = !shared || !listed.contains(&binding.order);
            if shared {
                listed.push(binding.order);
            }
            new
        })
        .collect()
}
