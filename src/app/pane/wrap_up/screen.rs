//! How the wrap-up is shown: summary, outcomes and fields; beside them, where there is room, the account of the contact.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::account;
use super::form::WrapUpForm;
use super::summary::{self, Written};
use crate::app::pane::Title;
use crate::app::state::{Pane, State, Typing};
use crate::app::view;
use crate::domain::contact::Contact;
use crate::domain::disposition::Disposition;
use crate::domain::when;
use crate::ui::form::Need;
use crate::ui::format::short_clock;
use crate::ui::glyphs::sign;
use crate::ui::theme::{Focus, Role};
use crate::ui::{pen, text};

/// From this width on the account has a column of its own.
const WIDE: u16 = 90;

/// The width of the other column then.
const LEFT: u16 = 51;

/// The least width of an outcome in the list of them.
const OUTCOME: u16 = 24;

/// The most rows of the summary.
const SUMMARY: u16 = 5;

/// The column of the line between the form and the account.
pub(in crate::app::pane) fn column(area: Rect) -> Option<u16> {
    (area.width >= WIDE).then_some(area.x + LEFT)
}

/// How many cells wide the fields are.
pub(super) fn form_cells(state: &State) -> u16 {
    pen::inside(left(view::area_of(state, Pane::Customer))).width
}

fn left(area: Rect) -> Rect {
    Rect { width: if column(area).is_some() { LEFT } else { area.width }, ..area }
}

pub(in crate::app::pane) fn title(state: &State) -> Title {
    let name = state.sheet().map(crate::app::sheet::Sheet::name).unwrap_or_default();
    let missing = state.sheet().and_then(|sheet| sheet.wrap_up.as_ref()).map_or(0, WrapUpForm::missing);
    let end = match missing {
        0 if !state.setup.wrap_up.mode.needs_outcome() => String::new(),
        0 => "* needed".to_owned(),
        1 => "* needed   1 field left".to_owned(),
        more => format!("* needed   {more} fields left"),
    };
    Title { name: format!("2 Customer  {name}  Wrap-up"), end }
}

/// Draws the wrap-up of the contact at hand; where the terminal's cursor belongs.
pub(in crate::app::pane) fn draw(state: &State, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let sheet = state.sheet()?;
    let (contact, form) = (sheet.contact.as_ref()?, sheet.wrap_up.as_ref()?);
    let wide = column(area).is_some();
    let inside = pen::inside(left(area));
    let outcomes = outcome_rows(&state.setup.house.dispositions, inside.width);
    let fields = form.fields.height(inside.width);
    let around = 2 + 1 + 1 + u16::from(form.error.is_some()) + outcomes + 1 + fields + if wide { 0 } else { 4 };
    let rows = SUMMARY.min(area.height.saturating_sub(around)).max(1);
    let below = |from: u16| Rect { y: inside.y + from, height: inside.height.saturating_sub(from), ..inside };
    let mut y = 1;
    y += draw_summary(state, contact, below(y), rows, wide, buffer) + 1;
    let (taken, chosen) = draw_outcomes(state, form, below(y), buffer);
    y += taken + 1;
    let last = if wide { 0 } else { 4 };
    let place = Rect { height: fields.min(area.height.saturating_sub(y + last)), ..below(y) };
    let focus = Focus::when(state.pane == Pane::Customer && state.typing == Typing::WrapUp);
    let shown = form.fields.draw(buffer, place, focus, state.setup.theme);
    if let Some((_, value)) = shown.values.iter().find(|(name, _)| *name == "when") {
        draw_time(state, form, *value, focus, buffer);
    }
    if wide {
        let right = Rect { x: area.x + LEFT + 1, width: area.width.saturating_sub(LEFT + 1), ..area };
        account::draw(state, contact, right, buffer);
    } else {
        draw_done(state, contact, below(area.height.saturating_sub(3)), buffer);
    }
    if focus == Focus::Here { shown.cursor } else { chosen }
}

/// Draws the text for the log in at most so many rows, with who wrote it; how many rows that took.
fn draw_summary(state: &State, contact: &Contact, area: Rect, rows: u16, wide: bool, buffer: &mut Buffer) -> u16 {
    let theme = state.setup.theme;
    let from = match summary::written(state) {
        Written::ByHand => "your note",
        Written::ByItself => "written from what you did",
    };
    let head =
        [("Summary", theme.style(Role::Text)), ("   ", theme.style(Role::Text)), (from, theme.style(Role::Muted))];
    pen::put_all(buffer, area, 0, 0, head);
    if !wide {
        let times = contact.times_at(state.now);
        let told = format!("talked {}   hold {}", short_clock(times.talk_seconds), short_clock(times.hold_seconds));
        pen::put_right(buffer, area, 0, &told, theme.style(Role::Muted));
    }
    let cells = usize::from(area.width);
    let lines = text::paragraph(&summary::text(state), cells);
    let most = usize::from(rows);
    for (y, (at, line)) in (1..=rows).zip(lines.iter().enumerate()) {
        let goes_on = at + 1 == most && lines.len() > most;
        let line = if goes_on { text::cut(&format!("{line} {}", sign::CUT), cells) } else { line.clone() };
        pen::put(buffer, area, 0, y, &line, theme.style(Role::Text));
    }
    1 + rows.min(u16::try_from(lines.len()).unwrap_or(rows))
}

fn columns(outcomes: &[Disposition], width: u16) -> u16 {
    (width / OUTCOME).clamp(1, 4).min(u16::try_from(outcomes.len()).unwrap_or(4).max(1))
}

fn outcome_rows(outcomes: &[Disposition], width: u16) -> u16 {
    u16::try_from(outcomes.len()).unwrap_or(u16::MAX).div_ceil(columns(outcomes, width))
}

/// Draws the outcomes, column by column, the chosen one marked; how many rows that took, and where the mark is.
fn draw_outcomes(state: &State, form: &WrapUpForm, area: Rect, buffer: &mut Buffer) -> (u16, Option<Position>) {
    let theme = state.setup.theme;
    let outcomes = &state.setup.house.dispositions;
    let needed = if form.need == Need::Needed { sign::NEEDED } else { " " };
    let head = [
        ("Outcome ", theme.style(Role::Text)),
        (needed, theme.style(Role::Text)),
        ("   one key", theme.style(Role::Muted)),
    ];
    pen::put_all(buffer, area, 0, 0, head);
    let mut top = 1;
    if let Some(error) = &form.error {
        pen::put_all(
            buffer,
            area,
            0,
            1,
            [(sign::LATE, theme.style(Role::Warn)), (" ", theme.style(Role::Warn)), (error, theme.style(Role::Warn))],
        );
        top = 2;
    }
    let (rows, width) = (outcome_rows(outcomes, area.width), area.width / columns(outcomes, area.width));
    let here = Focus::when(state.pane == Pane::Customer);
    let mut cursor = Position::new(area.x, area.y + top);
    for (at, outcome) in (0_u16..).zip(outcomes) {
        let (x, y) = (at / rows * width, top + at % rows);
        let chosen = outcome.name == form.outcome;
        let style = if chosen { theme.strong(Role::Text) } else { theme.style(Role::Text) };
        if chosen {
            let (mark, accent) = theme.mark(here);
            pen::put(buffer, area, x, y, mark, accent);
            cursor = Position::new(area.x + x, area.y + y);
        }
        let words = format!("{} {}", outcome.key, text::cut(&outcome.name, usize::from(width.saturating_sub(5))));
        pen::put(buffer, area, x + 2, y, &words, style);
    }
    (top + rows, (here == Focus::Here).then_some(cursor))
}

/// Tells beside the follow-up how it is read; while it is empty, how it may be written.
fn draw_time(state: &State, form: &WrapUpForm, value: Rect, focus: Focus, buffer: &mut Buffer) {
    let typed = form.fields.value("when");
    let style = state.setup.theme.style(Role::Muted);
    if typed.is_empty() {
        let active = focus == Focus::Here && form.fields.active().is_some_and(|item| item.name == "when");
        if !active {
            pen::put(buffer, value, 0, 0, "as in tue 9, in 2h, 4 dec 10:00", style);
        }
        return;
    }
    if let Ok(at) = when::read(&typed, state.now, state.customer_zone()) {
        let words = state.moment(at);
        let column = pen::cells(&typed) + 3;
        if column + pen::cells(&words) <= value.width {
            pen::put(buffer, value, column, 0, &words, style);
        }
    }
}

/// Draws the account in two lines, where it has no column.
fn draw_done(state: &State, contact: &Contact, area: Rect, buffer: &mut Buffer) {
    let theme = state.setup.theme;
    let done = account::happened(state, contact).into_iter().map(|(_, words)| words).collect::<Vec<_>>().join("   ");
    let column = pen::put(buffer, area, 0, 0, "Done", theme.style(Role::Text)) + 3;
    let cells = usize::from(area.width.saturating_sub(column));
    pen::put(buffer, area, column, 0, &text::cut(&done, cells), theme.style(Role::Text));
    pen::put_right(buffer, area, 1, &account::ending(state, contact), theme.style(Role::Muted));
}
