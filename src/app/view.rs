//! Draws the state, and nothing else: one header, the panes that have room, one rule for what the desk says, one line of
//! keys.
//!
//! ```text
//!  ● ON CALL 2:41   Katrin Vogel   Returns                Jonas Weber   Mon 23 Nov  10:45:00
//! ── 1 Queue ─── 3 waiting ──┬── 2 Customer  Katrin Vogel ──────────────────────── C-20417 ──
//!                            │
//! ── 3 Answers ──────────────┼── 4 Log  Katrin Vogel ────────────────────────── 14 contacts ──
//!                            │
//! ── ✓ said ─────────────────┴───────────────────────────────── today  21 contacts · AHT 5:48 ──
//!  F3 hold   F8 end   / answers   ? help
//! ```

mod footer;
mod header;
mod layout;

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use self::layout::Layout;
use super::coach;
use super::over;
use super::pane::{self, Part, Title};
use super::state::{Notice, Pane, Sight, State, Typing};
use crate::ui::rule::{Kind, Lines, Rule, Tone};
use crate::ui::theme::{Focus, Role};
use crate::ui::{format, pen, popup, rule};

/// The smallest terminal on which the desk shows, in columns and rows.
const SMALLEST: (u16, u16) = (60, 16);

/// Draws the desk.
pub fn view(state: &State, frame: &mut Frame<'_>) {
    let screen = frame.area();
    let theme = state.setup.theme;
    let buffer = frame.buffer_mut();
    buffer.set_style(screen, theme.screen());
    let cursor = if state.sight == Sight::Hidden {
        draw_hidden(state, screen, buffer);
        None
    } else if screen.width < SMALLEST.0 || screen.height < SMALLEST.1 {
        draw_too_small(state, screen, buffer);
        None
    } else {
        draw_desk(state, screen, buffer)
    };
    theme.glyphs.finish(buffer);
    if let Some(cursor) = cursor.filter(|cursor| screen.contains(*cursor)) {
        frame.set_cursor_position(cursor);
    }
}

/// The pane at a cell of the screen.
pub(super) fn pane_at(state: &State, column: u16, row: u16) -> Option<Pane> {
    let layout = Layout::of(state, Rect::new(0, 0, state.size.0, state.size.1));
    layout.panes.iter().find(|(_, area)| area.contains(Position::new(column, row))).map(|(pane, _)| *pane)
}

/// Where a pane is drawn, or would be if it were shown.
pub(super) fn area_of(state: &State, pane: Pane) -> Rect {
    let layout = Layout::of(state, Rect::new(0, 0, state.size.0, state.size.1));
    let shown = layout.panes.iter().find(|(shown, _)| *shown == pane).or(layout.panes.first());
    shown.map(|(_, area)| *area).unwrap_or_default()
}

fn draw_too_small(state: &State, screen: Rect, buffer: &mut Buffer) {
    let (columns, rows) = SMALLEST;
    let words = format!("Needs {columns}x{rows}, has {}x{}.", screen.width, screen.height);
    let column = screen.width.saturating_sub(pen::cells(&words)) / 2;
    header::draw(state, pen::row_of(screen, 0), buffer);
    pen::put(buffer, screen, column, screen.height / 2, &words, state.setup.theme.style(Role::Text));
    footer::draw(state, pen::row_of(screen, screen.height.saturating_sub(1)), buffer);
}

fn draw_hidden(state: &State, screen: Rect, buffer: &mut Buffer) {
    let words = "Hidden. Any key shows the desk again.";
    let column = screen.width.saturating_sub(pen::cells(words)) / 2;
    pen::put(buffer, screen, column, screen.height / 2, words, state.setup.theme.style(Role::Muted));
}

fn draw_desk(state: &State, screen: Rect, buffer: &mut Buffer) -> Option<Position> {
    let layout = Layout::of(state, screen);
    header::draw(state, layout.header, buffer);
    draw_lines(state, &layout, buffer);
    let mut cursor = None;
    for (pane, area) in &layout.panes {
        let wished = pane::draw(state, *pane, *area, buffer);
        if *pane == state.pane {
            cursor = wished;
        }
    }
    draw_whole(state, &layout, cursor, buffer);
    pane::answers::expand::draw(state, cursor, buffer);
    footer::draw(state, layout.footer, buffer);
    if state.typing == Typing::Answer {
        cursor = pane::answers::draw_form(state, screen, buffer);
    }
    match &state.over {
        Some(over) => over::draw(state, over, screen, buffer).or(cursor),
        None => cursor,
    }
}

/// The whole of the marked row, over whatever lies below it.
fn draw_whole(state: &State, layout: &Layout, marked: Option<Position>, buffer: &mut Buffer) {
    let area = layout.panes.iter().find(|(pane, _)| *pane == state.pane).map(|(_, area)| *area);
    if let (Some(area), Some(marked), Some(words)) = (area, marked, pane::whole(state, state.pane)) {
        popup::whole(buffer, Rect { y: marked.y, height: 1, ..area }, &words, state.setup.theme);
    }
}

/// The titles of the panes, the quiet rules within them, the column between them, and the rule of notices.
fn draw_lines(state: &State, layout: &Layout, buffer: &mut Buffer) {
    let theme = state.setup.theme;
    let alone = layout.strip.is_some();
    let mut rules: Vec<(Position, u16, Kind, Title)> = Vec::new();
    for (pane, area) in &layout.panes {
        if !alone {
            let at = Position::new(area.x, area.y.saturating_sub(1));
            rules.push((at, area.width, Kind::Pane(Focus::when(*pane == state.pane)), pane::title(state, *pane)));
        }
        for Part { y, title } in pane::parts(state, *pane, *area) {
            rules.push((Position::new(area.x, y), area.width, Kind::Sub, title));
        }
    }
    let (tone, said) = said(state);
    let notice = Title { name: said, end: today(state, screen_is_wide(layout)) };
    let bottom = layout.notice;
    rules.push((Position::new(bottom.x, bottom.y), bottom.width, Kind::Notice(tone), notice));
    let mut lines = rules.iter().fold(Lines::new(), |lines, (at, width, kind, Title { name, end })| {
        lines.rule(Rule { at: *at, width: *width, kind: *kind, title: name, end })
    });
    for (pane, area) in &layout.panes {
        if let Some(x) = pane::column(state, *pane, *area) {
            lines = lines.column(x, area.y.saturating_sub(1), area.bottom());
        }
    }
    if let Some(x) = layout.column {
        lines = lines.column(x, layout.header.bottom(), bottom.y);
    }
    lines.paint(buffer, theme);
    if let Some(strip) = layout.strip {
        let titles: Vec<(String, Focus)> =
            Pane::ALL.into_iter().map(|pane| (strip_title(state, pane), Focus::when(pane == state.pane))).collect();
        let titles: Vec<(&str, Focus)> = titles.iter().map(|(title, focus)| (title.as_str(), *focus)).collect();
        rule::strip(buffer, strip, &titles, theme);
    }
}

/// What stands on the bottom rule: what the store does not take, else what went wrong or is late, else what a newcomer is to do, else what was done last.
fn said(state: &State) -> (Tone, String) {
    let notice = state.notice.as_ref();
    let fresh = |notice: &&Notice| notice.tone != Tone::Live && state.now.seconds_since(notice.at) < 4;
    let urgent = notice.filter(|notice| matches!(notice.tone, Tone::Late | Tone::Failed) || fresh(notice));
    if let Some(fault) = &state.fault {
        return match notice.filter(|notice| state.now.seconds_since(notice.at) < 4) {
            Some(notice) => (notice.tone, notice.words.clone()),
            None => (Tone::Failed, fault.line()),
        };
    }
    match (urgent, coach::advice(state), notice) {
        (Some(notice), _, _) | (None, None, Some(notice)) => (notice.tone, notice.words.clone()),
        (None, Some(advice), _) => (Tone::Live, advice),
        (None, None, None) => (Tone::Quiet, String::new()),
    }
}

fn screen_is_wide(layout: &Layout) -> bool {
    layout.header.width >= 120
}

/// The title of a pane on the one row that all four share.
fn strip_title(state: &State, pane: Pane) -> String {
    let name = state.sheet().map(super::sheet::Sheet::name).unwrap_or_default();
    match pane {
        Pane::Queue => format!("1 Queue {}", state.desk.waiting.len()),
        Pane::Customer if name.is_empty() => "2 Customer".to_owned(),
        Pane::Customer if pane::wrap_up::is_open(state) => format!("2 {}  Wrap-up", crate::ui::text::cut(&name, 18)),
        Pane::Customer if pane::customer::shows_deed(state) => {
            let title = pane::title(state, pane).name;
            crate::ui::text::cut(&title.replacen("2 Customer  ", "2 ", 1), 40)
        }
        Pane::Customer if state.contact_of_another().is_some() => {
            format!("2 {}, another's file", crate::ui::text::cut(&name, 18))
        }
        Pane::Customer => format!("2 {}", crate::ui::text::cut(&name, 24)),
        Pane::Answers => "3 Answers".to_owned(),
        Pane::Log => match state.file() {
            Some(file) => format!("4 Log {}", file.contact_count),
            None => "4 Log".to_owned(),
        },
    }
}

/// The agent's own day, at the end of the rule of notices.
fn today(state: &State, wide: bool) -> String {
    let day = state.desk.day;
    let average = day.average_handling_time().map(|seconds| format!(" · AHT {}", format::short_clock(seconds)));
    let contacts = if day.handled == 1 { "contact" } else { "contacts" };
    let resolved = match (u64::try_from(day.resolved), u64::try_from(day.handled)) {
        (Ok(resolved), Ok(handled)) if handled > 0 && wide => {
            format!(" · resolved {}", format::percent(resolved, handled))
        }
        _ => String::new(),
    };
    format!("today  {} {contacts}{}{resolved}", day.handled, average.unwrap_or_default())
}
