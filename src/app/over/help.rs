//! The help: what the keys do here and now, read off the one table, in columns over the whole screen; what is not
//! possible now says why on the line below.

mod flow;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget};

use self::flow::{Line, Page};
use super::Over;
use super::row::{Choice, Row};
use crate::app::keymap::{Binding, Order, Place};
use crate::app::pane::customer;
use crate::app::possible::Possible;
use crate::app::state::{State, Typing};
use crate::domain::record::RecordKind;
use crate::domain::text::fold;
use crate::ui::glyphs::sign;
use crate::ui::list::{self, Step};
use crate::ui::rule::{Kind, Lines, Rule, Tone};
use crate::ui::theme::{Focus, Role};
use crate::ui::{pen, text};

/// The column in which the words stand behind their key.
const WORDS: u16 = 9;

/// A command that stands in the help.
pub(super) struct Entry<'a> {
    key: String,
    binding: &'a Binding,
    reason: Option<String>,
}

/// The entries that hold what is typed, to choose from.
pub(super) fn rows(state: &State, over: &Over) -> Vec<Row> {
    let entries = sections(state, over).into_iter().flat_map(|(_, entries)| entries);
    entries
        .map(|entry| Row { cells: Vec::new(), choice: Choice::Do(entry.binding.order, entry.binding.place) })
        .collect()
}

/// Turns a page: the first entry of the next one is marked, if it has any.
pub(super) fn turn(state: &State, over: &mut Over, step: Step) {
    let pages = shown_pages(state, over);
    let page = over.list.top;
    let last = pages.len().saturating_sub(1);
    over.list.top = if step == Step::PageDown { (page + 1).min(last) } else { page.saturating_sub(1) };
    if let Some(entries) = pages.get(over.list.top).and_then(Page::entries) {
        over.list.marked = entries.start;
    }
}

/// Moves the mark, and turns to the page it is then on.
pub(super) fn step(state: &State, over: &mut Over, step: Step) {
    let len = rows(state, over).len();
    over.list.top = 0;
    over.list.step(step, len, u16::MAX);
    let on_it = |page: &Page| page.entries().is_some_and(|range| range.contains(&over.list.marked));
    over.list.top = shown_pages(state, over).iter().position(on_it).unwrap_or_default();
}

/// Whether there is more than one page.
pub(super) fn has_more(state: &State, over: &Over) -> bool {
    shown_pages(state, over).len() > 1
}

fn shown_pages(state: &State, over: &Over) -> Vec<Page> {
    pages(state, over, Rect::new(0, 0, state.size.0, state.size.1))
}

/// The commands in the order of need: this pane, the call, you, everywhere, in lists.
fn sections<'a>(state: &'a State, over: &Over) -> Vec<(String, Vec<Entry<'a>>)> {
    let places = state.places();
    let row = |place: &&Place| matches!(place, Place::Row(_));
    let particular = particular(state);
    let title = match state.typing {
        Typing::Nothing => format!("This pane: {} {}", state.pane.number(), name(particular)),
        Typing::Search | Typing::Note | Typing::WrapUp | Typing::Form | Typing::Answer => {
            format!("While typing: {}", name(particular))
        }
    };
    let you = |binding: &&Binding| matches!(binding.order, Order::Presence | Order::NextState);
    let keymap = &state.setup.keymap;
    let marked = customer::marked(state).map(|(_, reference)| format!("From this row: {reference}"));
    let verbs = places.iter().filter(row).map(|place| {
        let file = *place == Place::Row(RecordKind::Customer);
        let title = marked.clone().filter(|_| !file).unwrap_or_else(|| "For this customer".to_owned());
        (title, keymap.of(*place).collect::<Vec<_>>())
    });
    let sections = [(title, keymap.of(particular).collect::<Vec<_>>())].into_iter().chain(verbs).chain([
        ("The call: also while typing".to_owned(), keymap.of(Place::Call).filter(|binding| !you(binding)).collect()),
        ("You".to_owned(), keymap.of(Place::Call).filter(you).collect()),
        ("Everywhere".to_owned(), keymap.of(Place::Everywhere).collect()),
        ("In a list".to_owned(), keymap.of(Place::List).collect()),
    ]);
    let taught = [("In what was learned", Place::Learned), ("In what is missing", Place::Missing)];
    let taught = taught.map(|(title, place)| (title.to_owned(), keymap.of(place).collect::<Vec<_>>()));
    let teaches = state.setup.house.policy.may_approve(&state.setup.agent);
    let sections = sections.chain(taught.into_iter().filter(|_| teaches));
    let typed = fold(over.text());
    let fits =
        |binding: &Binding| [binding.name.as_ref(), binding.words].iter().any(|words| fold(words).contains(&typed));
    let possible = Possible::of(state);
    sections
        .into_iter()
        .map(|(title, bindings)| {
            let bindings = bindings.into_iter().filter(|binding| !binding.chords.is_empty() && fits(binding));
            (title, bindings.map(|binding| entry(&possible, binding)).collect::<Vec<_>>())
        })
        .filter(|(_, entries)| !entries.is_empty())
        .collect()
}

fn entry<'a>(possible: &Possible<'_>, binding: &'a Binding) -> Entry<'a> {
    let keys: Vec<String> = binding.chords.iter().take(2).map(ToString::to_string).collect();
    Entry { key: keys.join("  "), binding, reason: possible.why_not(binding.order).map(|not_now| not_now.to_string()) }
}

/// The place that the help is about: the pane or the text, whatever row is marked in it.
fn particular(state: &State) -> Place {
    let of_pane = |place: &Place| !matches!(place, Place::Row(_) | Place::Writing);
    state.places().into_iter().find(of_pane).unwrap_or(Place::Everywhere)
}

const fn name(place: Place) -> &'static str {
    match place {
        Place::Call => "Call",
        Place::Everywhere => "Desk",
        Place::List => "List",
        Place::Queue => "Queue",
        Place::Customer => "Customer",
        Place::Answers => "Answers",
        Place::Learned => "What was learned",
        Place::Missing => "What is missing",
        Place::Log => "Log",
        Place::Note => "Note",
        Place::WrapUp => "Wrap-up",
        Place::Form => "Form",
        Place::AnswerForm => "Answer",
        Place::Versions => "Both versions",
        Place::Deed => "What is to be done",
        Place::Writing => "Reply",
        Place::Row(_) => "Row",
        Place::FirstSteps => "First steps",
    }
}

/// What the signs mean.
const SIGNS: [(&[&str], &str); 7] = [
    (&[sign::MARKED, sign::MARKED_ELSEWHERE], "marked here; marked in another pane"),
    (&[sign::AT_HAND], "your contact, the one at hand"),
    (&[sign::LIVE, sign::HELD, sign::WAITING], "now; held or wrapping; waiting"),
    (&[sign::LATE], "late or over the limit"),
    (&[sign::DONE, sign::NEW, sign::GONE], "done; new; gone"),
    (&[sign::NEEDED], "needed"),
    (&[sign::CUT], "cut; Space shows all of it"),
];

/// Draws it between the header and the footer; where the cursor belongs.
pub(super) fn draw(state: &State, over: &Over, screen: Rect, buffer: &mut Buffer) -> Option<Position> {
    let theme = state.setup.theme;
    let area = Rect { y: screen.y + 1, height: screen.height.saturating_sub(2), ..screen };
    Clear.render(area, buffer);
    buffer.set_style(area, theme.screen());
    let pages = pages(state, over, screen);
    let page = pages.get(over.list.top);
    draw_lines(state, over, page, area, buffer);
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..area };
    let mut cursor = None;
    for (column, x) in page.into_iter().flat_map(Page::columns).zip(lefts(screen.width)) {
        let area = Rect { x: body.x + x, width: width(screen.width), ..body };
        for (y, line) in (0..area.height).zip(column) {
            cursor = draw_line(state, over, line, pen::row_of(area, y), buffer).or(cursor);
        }
    }
    if page.is_none() {
        let words = format!("No key does \"{}\". ^U clears what is typed, Esc closes.", over.text());
        pen::put(buffer, pen::inside(body), 0, 1, &words, theme.style(Role::Text));
    }
    cursor
}

fn draw_line(state: &State, over: &Over, line: &Line, row: Rect, buffer: &mut Buffer) -> Option<Position> {
    let theme = state.setup.theme;
    let inside = pen::inside(row);
    match line {
        Line::Blank => {}
        Line::Head(words) => {
            let words = text::cut(words, usize::from(inside.width));
            pen::put(buffer, inside, 0, 0, &words, theme.strong(Role::Text));
        }
        Line::More(words, role) => {
            pen::put(buffer, inside, WORDS, 0, words, theme.style(*role));
        }
        Line::Sign(signs, words) => {
            pen::put(buffer, inside, 0, 0, signs, theme.style(Role::Text));
            pen::put(buffer, inside, WORDS, 0, words, theme.style(Role::Muted));
        }
        Line::Key { entry, key, words, role } => {
            pen::put(buffer, inside, 0, 0, key, theme.strong(*role));
            pen::put(buffer, inside, WORDS, 0, words, theme.style(*role));
            if *entry == over.list.marked {
                list::mark(buffer, row, Focus::Here, theme);
                return Some(Position::new(row.x, row.y));
            }
        }
    }
    None
}

fn draw_lines(state: &State, over: &Over, page: Option<&Page>, area: Rect, buffer: &mut Buffer) {
    let title = if over.text().is_empty() {
        format!("? Help: what works now  {} {}", state.pane.number(), name(particular(state)))
    } else {
        format!("? Help: what works now  with \"{}\"", over.text())
    };
    let total = rows(state, over).len();
    let range = page.and_then(Page::entries);
    let end = range.map(|range| format!("{}-{} of {total}", range.start + 1, range.end)).unwrap_or_default();
    let version = concat!("frontline ", env!("CARGO_PKG_VERSION"));
    let last = area.bottom().saturating_sub(1);
    let rule = |y, kind, title, end| Rule { at: Position::new(area.x, y), width: area.width, kind, title, end };
    let lines = Lines::new().rule(rule(area.y, Kind::Pane(Focus::Here), &title, &end)).rule(rule(
        last,
        Kind::Notice(Tone::Quiet),
        "",
        version,
    ));
    let between = lefts(area.width).into_iter().skip(1).map(|x| area.x + x - 1);
    between.fold(lines, |lines, x| lines.column(x, area.y, last)).paint(buffer, state.setup.theme);
}

fn pages(state: &State, over: &Over, screen: Rect) -> Vec<Page> {
    let height = usize::from(screen.height.saturating_sub(4));
    let columns = lefts(screen.width).len();
    let signs = if over.text().is_empty() { SIGNS.as_slice() } else { &[] };
    flow::pages(&sections(state, over), signs, columns, usize::from(width(screen.width)), height)
}

/// Where the columns begin, one cell apart.
fn lefts(screen: u16) -> Vec<u16> {
    let columns = match screen {
        120.. => 3,
        76.. => 2,
        _ => 1,
    };
    (0..columns).map(|column| column * (screen + 1) / columns).collect()
}

fn width(screen: u16) -> u16 {
    let columns = u16::try_from(lefts(screen).len()).unwrap_or(1).max(1);
    (screen + 1) / columns - 1
}
