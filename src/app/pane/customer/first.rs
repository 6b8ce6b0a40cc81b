//! The first start, on an empty store: the sample, a file to read in, the first customer by hand, or nothing at all.

use crossterm::event::{KeyCode, KeyEvent};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use serde::{Deserialize, Serialize};

use crate::app::effect::Effect;
use crate::app::keymap::Order;
use crate::app::pane::list_step;
use crate::app::state::{Loaded, Pane, State, Typing};
use crate::ui::editor::{Edit, Editor, Layout, keys};
use crate::ui::glyphs::sign;
use crate::ui::list::column::{Column, Width};
use crate::ui::list::{Cell, List, ListState};
use crate::ui::rule::Tone;
use crate::ui::theme::{Focus, Role};
use crate::ui::{field, pen, text};

/// Where the agent is in the first steps.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(in crate::app) struct FirstSteps {
    list: ListState,
    /// The path of a file to read in, while it is typed.
    path: Option<Editor>,
    /// The path that is being read in.
    #[serde(skip)]
    asked: Option<String>,
    /// Why it could not be read.
    refused: Option<String>,
    wish: Wish,
}

/// Whether the agent wants to see the first steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
enum Wish {
    #[default]
    Shown,
    Hidden,
}

const STEPS: [(Order, &str, &str); 4] = [
    (Order::TakeSample, "Look around", "fill it with the sample, an invented shop"),
    (Order::Import, "Customers", "read in a file of yours: CSV or JSON Lines"),
    (Order::NewCustomer, "By hand", "add the first customer yourself"),
    (Order::Back, "Start empty", "whoever rings or writes is added as you go"),
];

/// Whether the first steps are what the pane shows.
pub(in crate::app) fn shows(state: &State) -> bool {
    let is_empty = state.loaded == Loaded::Desk && state.customers == 0 && state.shown.is_none();
    state.first.path.is_some()
        || (is_empty && state.first.wish == Wish::Shown && super::editing::shown(state).is_none())
}

pub(super) fn obey(state: &mut State, order: Order) -> Vec<Effect> {
    if let Some(step) = list_step(order) {
        state.first.list.step(step, STEPS.len(), 10);
        return Vec::new();
    }
    match (order, &state.first.path) {
        (Order::Enter, None) => {
            let marked = STEPS.get(state.first.list.marked).map(|(order, ..)| *order);
            marked.map(|order| if order == Order::Back { hide(state) } else { state.obey(order) }).unwrap_or_default()
        }
        (Order::Back, None) => hide(state),
        (Order::Back, Some(_)) => {
            state.first.path = None;
            state.leave_text();
            Vec::new()
        }
        (Order::Commit, Some(_)) => read_in(state),
        _ => Vec::new(),
    }
}

fn hide(state: &mut State) -> Vec<Effect> {
    state.first.wish = Wish::Hidden;
    let key = state.setup.keymap.key_of(Order::FirstSteps);
    state.say(Tone::Quiet, format!("You start empty; {key} brings the first steps back"));
    Vec::new()
}

/// Shows the first steps again.
pub(in crate::app) fn bring_back(state: &mut State) -> Vec<Effect> {
    state.leave_text();
    super::step_aside(state);
    state.first.wish = Wish::Shown;
    let effects = state.put_away(None);
    state.pane = Pane::Customer;
    effects
}

/// Fills the store with the sample.
pub(in crate::app) fn take_sample(state: &mut State) -> Vec<Effect> {
    state.say(Tone::Quiet, "Reading the sample …");
    vec![Effect::TakeSample]
}

/// Opens the line for the path of a file to read in.
pub(in crate::app) fn begin_import(state: &mut State) -> Vec<Effect> {
    state.first.path = Some(Editor::line());
    state.first.refused = None;
    state.pane = Pane::Customer;
    state.typing = Typing::Form;
    Vec::new()
}

/// Whether the path of a file to read in is asked for.
pub(in crate::app) fn asks_path(state: &State) -> bool {
    state.first.path.is_some()
}

/// A key while a path is typed; whether one is.
pub(super) fn typed(state: &mut State, key: KeyEvent) -> Option<Vec<Effect>> {
    let path = state.first.path.as_mut()?;
    if key.code == KeyCode::Enter {
        return Some(read_in(state));
    }
    if let Some(edit) = keys::edit(key) {
        path.apply(&edit, usize::MAX);
    }
    Some(Vec::new())
}

/// A text pasted while a path is typed; whether one is.
pub(super) fn pasted(state: &mut State, text: &str) -> Option<Vec<Effect>> {
    state.first.path.as_mut()?.apply(&Edit::Paste(text.to_owned()), usize::MAX);
    Some(Vec::new())
}

fn read_in(state: &mut State) -> Vec<Effect> {
    let path = state.first.path.as_ref().map(|path| path.text().trim().to_owned()).unwrap_or_default();
    if path.is_empty() {
        state.say(Tone::Quiet, "Type where the file is, such as ~/customers.csv");
        return Vec::new();
    }
    state.first.path = None;
    state.leave_text();
    state.say(Tone::Quiet, format!("Reading {path} …"));
    state.first.asked = Some(path.clone());
    vec![Effect::Import { path }]
}

/// The file was read in, or could not be. Then its path comes back with the reason, if the agent still waits for it.
pub(in crate::app) fn read(state: &mut State, result: Result<String, String>) {
    let asked = state.first.asked.take();
    let words = match result {
        Ok(words) => return state.say(Tone::Quiet, words),
        Err(words) => words,
    };
    let waits = state.shown.is_none() && state.typing == Typing::Nothing && state.over.is_none();
    match asked.filter(|_| waits) {
        Some(path) => {
            begin_import(state);
            state.first.path = Some(Editor::of(&path, Layout::Line));
            state.first.refused = Some(format!("{}.", super::capital(words.trim_end_matches('.'))));
            state.say(Tone::Failed, "Nothing was read in; pane 2 says why");
        }
        None => state.say(Tone::Failed, words),
    }
}

pub(super) fn draw(state: &State, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let inside = pen::inside(area);
    if let Some(path) = &state.first.path {
        return draw_path(state, path, inside, buffer);
    }
    let theme = state.setup.theme;
    pen::put(buffer, inside, 0, 1, "No customers yet. Where do you want to begin?", theme.style(Role::Text));
    let columns = [
        Column::new("", Width::Text(2)),
        Column::new("", Width::Text(13)),
        Column::new("", Width::Rest(20)),
        Column::new("", Width::Text(3)),
    ];
    let focus = Some(Focus::when(state.pane == Pane::Customer));
    let list = List { columns: &columns, len: STEPS.len(), focus, after: "", before: "" };
    let place = Rect { y: area.y + 3, height: 4, ..area }.intersection(area);
    let shown = list.draw(buffer, place, &state.first.list, theme, |index| {
        let Some((order, name, words)) = STEPS.get(index) else { return Vec::new() };
        let key = super::key_in(state, *order);
        vec![Cell::of(Role::Muted, (index + 1).to_string()), Cell::text(*name), Cell::text(*words), Cell::text(key)]
    });
    let words = format!(
        "Nothing is sent anywhere. Everything stays in one place: {}. The sample's customers can be told by their \
         addresses, which all end in .example.",
        state.setup.store
    );
    for (y, line) in (8..).zip(text::paragraph(&words, usize::from(inside.width.min(90)))) {
        pen::put(buffer, inside, 0, y, &line, theme.style(Role::Muted));
    }
    shown.cursor
}

fn draw_path(state: &State, path: &Editor, inside: Rect, buffer: &mut Buffer) -> Option<Position> {
    let theme = state.setup.theme;
    pen::put(buffer, inside, 0, 1, "Read in a file", theme.strong(Role::Text));
    let line = Rect { x: inside.x + 9, width: inside.width.saturating_sub(9), ..pen::row_of(inside, 3) };
    pen::put(buffer, inside, 0, 3, "Path", theme.style(Role::Text));
    let focus = Focus::when(state.typing == Typing::Form);
    buffer.set_style(line.intersection(buffer.area), theme.field(focus));
    let (cursor, _) = field::line(buffer, line, path, focus, theme.field(focus));
    let cells = usize::from(inside.width.min(90));
    let refused = state.first.refused.iter().flat_map(|why| text::paragraph(&format!("{} {why}", sign::LATE), cells));
    let mut y = 5;
    for line in refused {
        pen::put(buffer, inside, 0, y, &line, theme.style(Role::Bad));
        y += 1;
    }
    let words = "Customers, products, orders, answers or contacts, as CSV or JSON Lines. What is known already is \
                 not read twice, and a line that cannot be read does not stop the others.";
    for (y, line) in (y + u16::from(y > 5)..).zip(text::paragraph(words, cells)) {
        pen::put(buffer, inside, 0, y, &line, theme.style(Role::Muted));
    }
    cursor
}
