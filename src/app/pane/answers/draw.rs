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
use super::{favourites, here, is_hidden, listed, marked, marks};
use crate::app::effect::Along;
use crate::app::keymap::Order;
use crate::app::message::FoundBy;
use crate::app::pane::{Part, Title};
use crate::app::state::{Pane, State, Typing};
use crate::domain::answer::Answer;
use crate::domain::fill::{Filled, Said};
use crate::lookup;
use crate::ui::format::count;
use crate::ui::glyphs::sign;
use crate::ui::list::column::{Column, Width};
use crate::ui::list::{Cell, List};
use crate::ui::theme::{Focus, Role, Theme};
use crate::ui::{field, pen, text};

/// From this width on a row has room for the queue it is meant for.
const WIDE: u16 = 70;

/// From this width on it has room for what came of it.
const MIDDLE: u16 = 50;

const NARROW_COLUMNS: &[Column<'_>] = &[Column::new("", Width::Text(1)), Column::new("", Width::Rest(10)).gap(1)];

const MIDDLE_COLUMNS: &[Column<'_>] =
    &[Column::new("", Width::Text(1)), Column::new("", Width::Rest(10)).gap(1), Column::new("", Width::Number(9))];

const WIDE_COLUMNS: &[Column<'_>] = &[
    Column::new("", Width::Text(1)),
    Column::new("", Width::Rest(10)).gap(1),
    Column::new("", Width::Text(12)),
    Column::new("", Width::Text(16)),
    Column::new("", Width::Number(9)),
];

pub(in crate::app::pane) fn parts(state: &State, area: Rect) -> Vec<Part> {
    let places = Places::of(area);
    let Some(answer) = marked(state).filter(|_| places.below) else { return Vec::new() };
    let end = lines_shown(state, answer, &state.filled(answer, &Said::new()), places.body);
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
    pen::put(buffer, pen::inside(places.head), 0, 0, &head(state), theme.style(Role::Muted));
    let listed = draw_list(state, places.list, buffer);
    let filled = state.filled(answer, &Said::new());
    if !places.below {
        let end = lines_shown(state, answer, &filled, places.body);
        let room = usize::from(places.title.width.saturating_sub(pen::cells(&end) + 2));
        pen::put(buffer, places.title, 0, 0, &text::cut(&answer.title, room), theme.strong(Role::Text));
        pen::put_right(buffer, places.title, 0, &end, theme.style(Role::Muted));
    }
    draw_body(state, answer, &filled, places.body, buffer);
    typed.or(listed)
}

/// What the listed answers are; nothing where that is clear from what is typed.
fn head(state: &State) -> String {
    let also = !state.favourites.is_empty();
    let proposed = match state.found.by {
        FoundBy::Typed => return String::new(),
        FoundBy::Taken => {
            return if also { "Your favourites, then your last taken" } else { "Your last taken" }.to_owned();
        }
        FoundBy::Along(Along::Note) => "For your note",
        FoundBy::Along(Along::Reply) => "For your reply",
        FoundBy::Along(Along::Message) => "For the message",
    };
    if also { format!("{proposed}, then your favourites") } else { proposed.to_owned() }
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
    let middle = area.width >= MIDDLE;
    let columns = match (wide, middle) {
        (true, _) => WIDE_COLUMNS,
        (false, true) => MIDDLE_COLUMNS,
        (false, false) => NARROW_COLUMNS,
    };
    let answers = listed(state);
    let focus = Some(Focus::when(state.pane == Pane::Answers));
    let list = List { columns, len: answers.len(), focus, after: "more", before: "above" };
    let row = |index: usize| {
        let Some(answer) = answers.get(index) else { return Vec::new() };
        let matched = lookup::matched(&answer.title, &state.found.text);
        let matched = matched.into_iter().filter_map(|at| usize::try_from(at).ok()).collect();
        let favourite = if favourites::is_favourite(state, answer) { sign::CHOSEN } else { "" };
        let word = marks::word(state, answer);
        let title = if word.is_empty() { answer.title.clone() } else { format!("{} · {word}", answer.title) };
        let mut cells = vec![Cell::of(Role::Accent, favourite), Cell::text(title).matched(matched)];
        if wide {
            cells.push(Cell::of(Role::Muted, state.setup.queue_title(&answer.queue)));
            cells.push(Cell::of(Role::Muted, answer.tags.join(", ")));
        }
        if middle {
            cells.push(Cell::of(Role::Muted, marks::share(state, answer)));
        }
        cells
    };
    list.draw(buffer, area, &here(state).list, state.setup.theme, row).cursor
}

/// Draws how the answer stands, and the lines of the body that show below it.
fn draw_body(state: &State, answer: &Answer, filled: &Filled, area: Rect, buffer: &mut Buffer) {
    let theme = state.setup.theme;
    let marks = marks_of(state, answer, area);
    for (y, mark) in (0..area.height).zip(&marks) {
        pen::put(buffer, area, 0, y, mark, theme.style(Role::Warn));
    }
    let area = below(area, &marks);
    let lines = text::wrap(&filled.text, usize::from(area.width)).len();
    draw_filled(filled, first_line(state, lines, area), (theme, area), buffer);
}

/// How the answer stands, in lines of the body's width.
fn marks_of(state: &State, answer: &Answer, area: Rect) -> Vec<String> {
    let sentences = marks::sentences(state, answer).into_iter();
    let width = usize::from(area.width);
    sentences.flat_map(|sentence| text::paragraph(&format!("{} {sentence}", sign::LATE), width)).collect()
}

/// What is left of the body's place below such lines.
fn below(area: Rect, marks: &[String]) -> Rect {
    let rows = u16::try_from(marks.len()).unwrap_or(u16::MAX).min(area.height);
    Rect { y: area.y + rows, height: area.height - rows, ..area }
}

/// Draws the lines of a filled text from that one on, its gaps in the colour of what is late; how many rows it took.
pub(super) fn draw_filled(filled: &Filled, first: usize, (theme, area): (Theme, Rect), buffer: &mut Buffer) -> u16 {
    let mut rows = 0;
    for (y, line) in (0..area.height).zip(text::wrap(&filled.text, usize::from(area.width)).into_iter().skip(first)) {
        let mut column = 0;
        for (piece, style) in pieces(filled, line, theme.style(Role::Text), theme.style(Role::Warn)) {
            column = pen::put(buffer, area, column, y, piece, style);
        }
        rows = y + 1;
    }
    rows
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

/// Which lines of the body show, where not all do; else what came of the answer and what is missing in it.
fn lines_shown(state: &State, answer: &Answer, filled: &Filled, area: Rect) -> String {
    let area = below(area, &marks_of(state, answer, area));
    let lines = text::wrap(&filled.text, usize::from(area.width)).len();
    let height = usize::from(area.height);
    if lines > height {
        let first = first_line(state, lines, area);
        let words = if area.width >= WIDE { "lines " } else { "" };
        return format!("{words}{}-{} of {lines}", first + 1, first + height);
    }
    let gaps = match filled.gaps.len() {
        0 => String::new(),
        1 => "1 gap".to_owned(),
        more => format!("{more} gaps"),
    };
    let came = if area.width >= MIDDLE { marks::came_of(state, answer) } else { String::new() };
    [came, gaps].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("   ")
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
        let [write, nearest] = [Order::NewAnswer, Order::Nearest].map(|order| state.setup.keymap.key_of(order));
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
