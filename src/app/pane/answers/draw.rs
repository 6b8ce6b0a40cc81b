//! Draws the answers.
//!
//! ```text
//!  / pole repl▏                       9 of 612
//!
//! ▌  Tent pole: repair or replace
//!    Pole replacement under warranty
//! ── Tent pole: repair or replace ── 1-9 of 24 ──
//!  A pole that splits within 30 days is a
//! ```

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::layout::Places;
use super::{here, is_hidden, listed, marked};
use crate::app::keymap::Order;
use crate::app::message::FoundBy;
use crate::app::pane::{Part, Title};
use crate::app::state::{Pane, State, Typing};
use crate::domain::fill::Filled;
use crate::lookup;
use crate::ui::format::count;
use crate::ui::list::column::{Column, Width};
use crate::ui::list::{Cell, List};
use crate::ui::theme::{Focus, Role};
use crate::ui::{field, pen, text};

/// From this width on a row has room for the queue it is meant for.
const WIDE: u16 = 70;

const NARROW_COLUMNS: &[Column<'_>] = &[Column::new("", Width::Text(1)), Column::new("", Width::Rest(10)).gap(1)];

const WIDE_COLUMNS: &[Column<'_>] = &[
    Column::new("", Width::Text(1)),
    Column::new("", Width::Rest(10)).gap(1),
    Column::new("", Width::Text(12)),
    Column::new("", Width::Text(16)),
];

pub(in crate::app::pane) fn parts(state: &State, area: Rect) -> Vec<Part> {
    let places = Places::of(area);
    let Some(answer) = marked(state).filter(|_| places.below) else { return Vec::new() };
    let end = lines_shown(state, &state.filled(answer), places.body);
    vec![Part { y: places.title.y, title: Title { name: answer.title.clone(), end } }]
}

pub(in crate::app::pane) fn draw(state: &State, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let theme = state.setup.theme;
    let places = Places::of(area);
    let typed = draw_search(state, places.search, buffer);
    let Some(answer) = marked(state) else {
        draw_empty(state, area, buffer);
        return typed;
    };
    let head = match state.found.by {
        FoundBy::Typed => "",
        FoundBy::Note => "For your note",
        FoundBy::Taken => "Your last taken",
    };
    pen::put(buffer, pen::inside(places.head), 0, 0, head, theme.style(Role::Muted));
    let listed = draw_list(state, places.list, buffer);
    let filled = state.filled(answer);
    if !places.below {
        let end = lines_shown(state, &filled, places.body);
        let room = usize::from(places.title.width.saturating_sub(pen::cells(&end) + 2));
        pen::put(buffer, places.title, 0, 0, &text::cut(&answer.title, room), theme.strong(Role::Text));
        pen::put_right(buffer, places.title, 0, &end, theme.style(Role::Muted));
    }
    draw_body(state, &filled, places.body, buffer);
    typed.or(listed)
}

/// The line that is typed into, and how many were found; where the cursor belongs while it is typed into.
fn draw_search(state: &State, line: Rect, buffer: &mut Buffer) -> Option<Position> {
    let theme = state.setup.theme;
    let inside = pen::inside(line);
    let search = &here(state).search;
    let library = count(state.found.library);
    let found = if search.is_empty() {
        format!("{library} answers")
    } else {
        format!("{} of {library}", count(listed(state).len()))
    };
    let end = pen::put_right(buffer, inside, 0, &found, theme.style(Role::Muted));
    let column = pen::put(buffer, inside, 0, 0, "/ ", theme.strong(Role::Text));
    let room = end.saturating_sub(column + 2);
    let area = Rect { x: inside.x + column, width: room, ..inside };
    let focus = Focus::when(state.typing == Typing::Search);
    let (cursor, _) = field::line(buffer, area, search, focus, theme.style(Role::Text));
    cursor
}

fn draw_list(state: &State, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let wide = area.width >= WIDE;
    let columns = if wide { WIDE_COLUMNS } else { NARROW_COLUMNS };
    let answers = listed(state);
    let focus = Some(Focus::when(state.pane == Pane::Answers));
    let list = List { columns, len: answers.len(), focus, after: "more", before: "above" };
    let row = |index: usize| {
        let Some(answer) = answers.get(index) else { return Vec::new() };
        let matched = lookup::matched(&answer.title, &state.found.text);
        let matched = matched.into_iter().filter_map(|at| usize::try_from(at).ok()).collect();
        let mut cells = vec![Cell::text(""), Cell::text(answer.title.clone()).matched(matched)];
        if wide {
            cells.push(Cell::of(Role::Muted, state.setup.queue_title(&answer.queue)));
            cells.push(Cell::of(Role::Muted, answer.tags.join(", ")));
        }
        cells
    };
    list.draw(buffer, area, &here(state).list, state.setup.theme, row).cursor
}

/// Draws the lines of the body that show, its gaps in brackets and in the colour of what is late.
fn draw_body(state: &State, filled: &Filled, area: Rect, buffer: &mut Buffer) {
    let theme = state.setup.theme;
    let lines = text::wrap(&filled.text, usize::from(area.width));
    let first = first_line(state, lines.len(), area);
    for (y, line) in (0..area.height).zip(lines.into_iter().skip(first)) {
        let mut column = 0;
        for (piece, style) in pieces(filled, line, theme.style(Role::Text), theme.style(Role::Warn)) {
            column = pen::put(buffer, area, column, y, piece, style);
        }
    }
}

/// A line in pieces: what is known, and the gaps.
fn pieces(filled: &Filled, line: Range<usize>, known: Style, gap: Style) -> Vec<(&str, Style)> {
    let mut pieces = Vec::new();
    let mut at = line.start;
    for range in filled.gaps.iter().map(|gap| &gap.range) {
        let (from, to) = (range.start.clamp(at, line.end), range.end.clamp(at, line.end));
        pieces.extend([(at..from, known), (from..to, gap)]);
        at = to;
    }
    pieces.push((at..line.end, known));
    pieces.into_iter().filter_map(|(range, style)| Some((filled.text.get(range)?, style))).collect()
}

fn first_line(state: &State, lines: usize, area: Rect) -> usize {
    here(state).line.min(lines.saturating_sub(usize::from(area.height)))
}

/// Which lines of the body show, where not all do; else what is missing in it.
fn lines_shown(state: &State, filled: &Filled, area: Rect) -> String {
    let lines = text::wrap(&filled.text, usize::from(area.width)).len();
    let height = usize::from(area.height);
    if lines > height {
        let first = first_line(state, lines, area);
        let words = if area.width >= WIDE { "lines " } else { "" };
        return format!("{words}{}-{} of {lines}", first + 1, first + height);
    }
    match filled.gaps.len() {
        0 => String::new(),
        1 => "1 gap".to_owned(),
        more => format!("{more} gaps"),
    }
}

/// Says what is missing and what to do, where no answer is listed.
fn draw_empty(state: &State, area: Rect, buffer: &mut Buffer) {
    let theme = state.setup.theme;
    let search = here(state).search.text().trim();
    let lines: Vec<String> = if state.found.library == 0 {
        let why = "Answers are short texts that you search while you talk: / from anywhere.";
        let how = "`frontline import answers FOLDER` reads a folder of Markdown files, a file an answer.";
        vec!["No answers yet.".to_owned(), String::new(), why.to_owned(), String::new(), how.to_owned()]
    } else if search.is_empty() {
        let how =
            "Type / and what the customer asks; a word or two is enough. What you take is listed here the next time.";
        vec!["No answer was taken yet.".to_owned(), String::new(), how.to_owned()]
    } else if state.found.text.trim() == search {
        let [write, nearest] = [Order::WriteAnswer, Order::Nearest].map(|order| state.setup.keymap.key_of(order));
        let why = if is_hidden(state) { "No answer is good for" } else { "No answer has" };
        let mut how = format!("Fewer or other words may find one. {write} writes one, with these words as its title.");
        if is_hidden(state) {
            how = format!("{how} {nearest} shows the nearest all the same.");
        }
        vec![format!("{why} \"{search}\"."), String::new(), how]
    } else {
        Vec::new()
    };
    let inside = pen::inside(Rect { y: area.y + area.height.min(2), height: area.height.saturating_sub(2), ..area });
    let width = usize::from(inside.width.min(76));
    for (y, line) in (0..).zip(lines.iter().flat_map(|line| text::paragraph(line, width))) {
        pen::put(buffer, inside, 0, y, &line, theme.style(Role::Text));
    }
}
