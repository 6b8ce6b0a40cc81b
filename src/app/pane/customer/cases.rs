//! The cases: complaints and what was referred, with the story of the marked one below them.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::entry::{self, Entry};
use super::parted::parted;
use crate::app::sheet::Sheet;
use crate::app::state::State;
use crate::app::update::capital;
use crate::domain::case::{Case, CaseStatus, NoteKind};
use crate::domain::file::CustomerFile;
use crate::ui::glyphs::sign;
use crate::ui::list::column::{Column, Width};
use crate::ui::list::{Cell, List, ListState};
use crate::ui::theme::Role;
use crate::ui::{pen, text};

const COLUMNS: &[Column<'_>] = &[
    Column::new("Case", Width::Whole(7)),
    Column::new("Opened", Width::Whole(9)),
    Column::new("What", Width::Rest(14)),
    Column::new("Severity", Width::Text(8)),
    Column::new("State", Width::Text(26)),
];

/// The columns of what was said about the marked case.
const STORY: &[Column<'_>] =
    &[Column::new("", Width::Whole(13)), Column::new("", Width::Text(12)), Column::new("", Width::Rest(20))];

/// The cells of a line of the story that stand before its words, with the blanks around them.
const BEFORE: u16 = 32;

pub(super) fn entries(file: &CustomerFile) -> Vec<Entry<'_>> {
    file.cases.iter().map(Entry::Case).collect()
}

pub(super) fn draw(
    state: &State,
    sheet: &Sheet,
    entries: &[Entry<'_>],
    area: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let theme = state.setup.theme;
    let list = &sheet.customer.list;
    let Some(Entry::Case(marked)) = entries.get(list.marked) else {
        pen::put(
            buffer,
            pen::inside(area),
            0,
            0,
            "Nobody complained, and nothing was referred.",
            theme.style(Role::Muted),
        );
        return None;
    };
    let story = story(state, marked, usize::from(area.width.saturating_sub(BEFORE)));
    let (table, below) = parted(area, entries.len(), story.len() + 1, 0);
    let shown = super::list(state, COLUMNS, entries.len(), "older").draw(buffer, table, list, theme, |index| {
        entries.get(index).map(|entry| row(state, entry)).unwrap_or_default()
    });
    let lines = List { columns: STORY, len: story.len(), focus: None, after: "more", before: "above" };
    lines.draw(buffer, below, &ListState::default(), theme, |index| story.get(index).map(line).unwrap_or_default());
    shown.cursor
}

fn row(state: &State, entry: &Entry<'_>) -> Vec<Cell> {
    let Entry::Case(case) = entry else { return Vec::new() };
    vec![
        Cell::text(&case.reference),
        Cell::text(entry::day(state, case.opened_at)),
        Cell::text(format!("{}: {}", capital(&case.title()), case.summary)),
        Cell::text(case.severity.name()),
        cell(state, case),
    ]
}

/// The cell of how far a case is: whose turn it is and until when.
pub(super) fn cell(state: &State, case: &Case) -> Cell {
    let due = case.due_at.map(|due| entry::moment(state, due));
    let by = |word: &str| due.as_ref().map_or_else(|| word.to_owned(), |due| format!("{word}, by {due}"));
    let late = case.is_late(state.now);
    let (sign, role, words) = match case.status {
        CaseStatus::Open if late => (sign::LATE, Role::Warn, by("late")),
        CaseStatus::Referred if late => (sign::LATE, Role::Warn, by(&format!("late, {}", case.to))),
        CaseStatus::Open => (sign::WAITING, Role::Muted, by("open")),
        CaseStatus::Referred => (sign::WAITING, Role::Muted, by(&format!("with {}", case.to))),
        CaseStatus::Answered => (sign::LIVE, Role::Accent, "answered, to be told".to_owned()),
        CaseStatus::Closed => (sign::DONE, Role::Muted, "closed".to_owned()),
    };
    Cell::of(if role == Role::Warn { role } else { Role::Text }, words).sign(sign, role)
}

/// A line of the story: when, who or what, and the words.
type Line = [String; 3];

fn line([when, who, words]: &Line) -> Vec<Cell> {
    vec![Cell::of(Role::Muted, when), Cell::of(Role::Muted, who), Cell::text(words)]
}

/// What is to be said and what was said about a case, the latest first, in lines of so many cells.
fn story(state: &State, case: &Case, cells: usize) -> Vec<Line> {
    let about = [
        ("Wants", case.wants.as_str()),
        ("About", case.summary.as_str()),
        ("Order", case.order.as_str()),
        ("Account", case.account.as_str()),
        ("Next", case.next_step.as_str()),
    ];
    let about = about.into_iter().filter(|(_, words)| !words.is_empty());
    let mut lines: Vec<Line> = about.flat_map(|(label, words)| said("", label, words, cells)).collect();
    for note in case.notes.iter().rev() {
        let when = state.wall().log_time(note.at);
        let words = match note.kind {
            NoteKind::Note => note.text.clone(),
            NoteKind::Offer | NoteKind::Referral | NoteKind::Answer | NoteKind::Outcome | NoteKind::Reopening => {
                format!("{}: {}", capital(note.kind.name()), note.text)
            }
        };
        lines.extend(said(&when, &entry::who(state, &note.who), &words, cells));
    }
    lines
}

fn said(when: &str, who: &str, words: &str, cells: usize) -> Vec<Line> {
    let mut head = Some((when.to_owned(), who.to_owned()));
    let line = |words: String| {
        let (when, who) = head.take().unwrap_or_default();
        [when, who, words]
    };
    text::paragraph(words, cells).into_iter().map(line).collect()
}

/// Everything about a case, for the box over its row.
pub(super) fn whole(state: &State, case: &Case) -> String {
    let head = format!("{}  {}, {}", case.reference, case.title(), case.severity.name());
    let lines = story(state, case, usize::MAX);
    lines.iter().fold(head, |whole, line| {
        let words: Vec<&str> = line.iter().map(|words| words.trim()).filter(|words| !words.is_empty()).collect();
        format!("{whole}\n{}", words.join("  "))
    })
}
