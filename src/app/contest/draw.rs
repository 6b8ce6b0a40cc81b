//! Both versions of what was written here and elsewhere, side by side, a field a row; the chosen one is marked.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Contest, Contested, Verdict};
use crate::app::state::State;
use crate::ui::form::Form;
use crate::ui::glyphs::sign;
use crate::ui::theme::Role;
use crate::ui::{pen, text};

/// The columns in which the labels, and the signs of the versions, begin.
const LABEL: u16 = 2;
const VERSIONS: u16 = 15;

/// How many cells lie between the two versions.
const GAP: u16 = 2;

/// How many cells the sign of a version takes.
const SIGN: u16 = 4;

/// A field as it is drawn.
struct Row<'a> {
    field: &'a Contested,
    theirs: Vec<String>,
    mine: Vec<String>,
    before: Vec<String>,
}

impl Row<'_> {
    fn height(&self) -> u16 {
        let rows = self.theirs.len().max(self.mine.len()) + self.before.len() + 1;
        u16::try_from(rows).unwrap_or(u16::MAX)
    }
}

/// What the title says at its end.
pub(in crate::app) fn title_end(contest: &Contest) -> String {
    match contest.fields.len() {
        0 => "both versions".to_owned(),
        many => format!("both versions   {} of {many} chosen", contest.chosen()),
    }
}

/// Draws both versions of what the form holds of a record, which people call so.
pub(in crate::app) fn draw(
    state: &State,
    contest: &Contest,
    (form, noun): (&Form, &str),
    area: Rect,
    buffer: &mut Buffer,
) {
    let theme = state.setup.theme;
    let inside = pen::inside(area);
    let cells = usize::from(inside.width);
    let mut y = 1;
    for line in text::paragraph(&introduction(state, contest, noun), cells) {
        pen::put(buffer, inside, 0, y, &line, theme.style(Role::Text));
        y += 1;
    }
    if contest.fields.is_empty() {
        return;
    }
    if !contest.followed.is_empty() {
        let words = format!("Taken over, because you had not touched it: {}", contest.followed.join(", "));
        for line in text::paragraph(&words, cells) {
            pen::put(buffer, inside, 0, y, &line, theme.style(Role::Muted));
            y += 1;
        }
    }
    let width = column(inside);
    let right = VERSIONS + width + GAP;
    let muted = theme.style(Role::Muted);
    pen::put(buffer, inside, VERSIONS + SIGN, y + 1, "on file now", muted);
    pen::put(buffer, inside, right + SIGN, y + 1, "yours, not saved yet", muted);
    let top = (y + 2).min(inside.height);
    draw_fields(state, (contest, form), Rect { y: inside.y + top, height: inside.height - top, ..inside }, buffer);
}

fn draw_fields(state: &State, (contest, form): (&Contest, &Form), area: Rect, buffer: &mut Buffer) {
    let theme = state.setup.theme;
    let width = column(area);
    let rows: Vec<Row<'_>> = contest.fields.iter().map(|field| row(form, field, width)).collect();
    let (first, mut y) = (first_shown(&rows, contest.marked, area.height), 0);
    let mut last = first;
    for (at, row) in rows.iter().enumerate().skip(first) {
        if at > first && y + row.height() - 1 > area.height {
            break;
        }
        let style = if at == contest.marked { theme.strong(Role::Text) } else { theme.style(Role::Text) };
        if at == contest.marked {
            pen::put(buffer, area, 0, y, sign::MARKED, theme.style(Role::Accent));
        }
        let label = text::cut(&row.field.label, usize::from(VERSIONS - LABEL - 1));
        pen::put(buffer, area, LABEL, y, &label, style);
        let versions = [(VERSIONS, &row.theirs, Verdict::Theirs), (VERSIONS + width + GAP, &row.mine, Verdict::Mine)];
        for (column, lines, verdict) in versions {
            let chosen = if row.field.verdict == verdict { "(•)" } else { "( )" };
            pen::put(buffer, area, column, y, chosen, style);
            put_lines(buffer, area, (column + SIGN, y), lines, style);
        }
        let below = y + row.height() - 1 - u16::try_from(row.before.len()).unwrap_or(0);
        put_lines(buffer, area, (VERSIONS + SIGN, below), &row.before, theme.style(Role::Muted));
        y += row.height();
        last = at + 1;
    }
    if first > 0 || last < rows.len() {
        let hidden = format!("{first} above, {} below", rows.len() - last);
        pen::put_right(buffer, area, area.height.saturating_sub(1), &hidden, theme.style(Role::Muted));
    }
}

/// Draws lines below each other; where the area ends before they do, the last one that shows is a `…`.
fn put_lines(buffer: &mut Buffer, area: Rect, (column, row): (u16, u16), lines: &[String], style: Style) {
    let room = usize::from(area.height.saturating_sub(row));
    for (y, (at, line)) in (row..).zip(lines.iter().enumerate()).take(room) {
        let is_cut = at + 1 == room && lines.len() > room;
        pen::put(buffer, area, column, y, if is_cut { sign::CUT } else { line }, style);
    }
}

/// How wide each of the two versions is, with its sign.
fn column(area: Rect) -> u16 {
    area.width.saturating_sub(VERSIONS + GAP) / 2
}

fn row<'a>(form: &Form, field: &'a Contested, width: u16) -> Row<'a> {
    let cells = usize::from(width.saturating_sub(SIGN));
    let version = |words: &str| text::paragraph(if words.is_empty() { "nothing" } else { words }, cells);
    let before = if field.before.is_empty() { "nothing" } else { &field.before };
    Row {
        field,
        theirs: version(field.theirs.trim()),
        mine: version(&form.value(&field.name)),
        before: text::paragraph(&format!("before: {before}"), usize::from((2 * width + GAP).saturating_sub(SIGN))),
    }
}

/// The first field to show so that the marked one shows whole.
fn first_shown(rows: &[Row<'_>], marked: usize, height: u16) -> usize {
    let mut room = height;
    let mut first = marked;
    for (at, row) in rows.iter().enumerate().take(marked + 1).rev() {
        if row.height() - 1 > room && at < marked {
            break;
        }
        first = at;
        room = room.saturating_sub(row.height());
    }
    first
}

fn introduction(state: &State, contest: &Contest, noun: &str) -> String {
    if contest.fields.is_empty() {
        return format!("Somebody else changed this {noun} meanwhile; asking the store what stands there now …");
    }
    let at = contest.at.map(|at| format!(" at {}", state.wall().time(at))).unwrap_or_default();
    format!("{} changed this {noun}{at}, while you wrote. Choose what is to stand, then save.", contest.who())
}
