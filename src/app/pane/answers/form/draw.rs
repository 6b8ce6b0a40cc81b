//! Draws the form over the panes: the fields, and beside them, or in their place where there is no room, what the customer
//! would read and what will change.
//!
//! ```text
//! ┌─ Answer  return-how ─────────────────────────────────────── * needed ┐
//! │ Title *      How to return            As Katrin Vogel would read it  │
//! │ Text         Dear {{ customer.gi      Dear Katrin,                   │
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{AnswerForm, Showing, fields};
use crate::app::contest;
use crate::app::state::State;
use crate::domain::action::limit::NEEDS_APPROVAL;
use crate::ui::glyphs::sign;
use crate::ui::theme::{Focus, Role};
use crate::ui::{pen, popup, text};

/// From this width on the preview stands beside the fields.
const BESIDE: u16 = 100;

/// The rows above and below the panes: the header, and the rule of notices with the footer.
const AROUND: u16 = 3;

/// Where the form lies.
fn area(screen: Rect) -> Rect {
    Rect { y: screen.y + 1, height: screen.height.saturating_sub(AROUND), ..screen }
}

/// How wide the fields are on a screen of so many columns.
pub(in crate::app::pane::answers) fn cells(columns: u16) -> u16 {
    let inside = columns.saturating_sub(4);
    if is_beside(columns) { inside / 2 } else { inside }
}

/// Whether what the customer would read stands beside the fields.
pub(in crate::app::pane::answers) const fn is_beside(columns: u16) -> bool {
    columns >= BESIDE
}

/// Draws it; where the cursor belongs.
pub(in crate::app::pane::answers) fn draw(
    state: &State,
    form: &AnswerForm,
    screen: Rect,
    buffer: &mut Buffer,
) -> Option<Position> {
    let theme = state.setup.theme;
    let name = match &form.base {
        Some(base) => format!("Answer  {}", base.reference),
        None => "New answer".to_owned(),
    };
    let end = if form.showing == Showing::Both { contest::title_end(&form.contest) } else { form.form.title_end() };
    let title = if end.is_empty() { name } else { format!("{name}   {end}") };
    let inside = pen::inside(popup::frame(buffer, area(screen), &title, theme));
    if form.showing == Showing::Both {
        contest::draw(state, &form.contest, (&form.form, "answer"), inside, buffer);
        return None;
    }
    let width = cells(screen.width);
    let beside = is_beside(screen.width);
    if !beside && form.showing == Showing::Preview {
        draw_preview(state, form, inside, buffer);
        return None;
    }
    let shown = form.form.draw(buffer, Rect { width, ..inside }, Focus::Here, theme);
    if beside {
        let right = Rect { x: inside.x + width + 3, width: inside.width.saturating_sub(width + 3), ..inside };
        draw_preview(state, form, right, buffer);
    }
    if (shown.above, shown.below) != (0, 0) {
        let hidden = format!(" {} fields above, {} below ", shown.above, shown.below);
        let edge = area(screen);
        let line = pen::row_of(edge, edge.height.saturating_sub(1));
        pen::put_right(buffer, pen::inside(line), 0, &hidden, theme.style(Role::Muted));
    }
    shown.cursor
}

/// What the customer would read, what they would hear, and what will change.
fn draw_preview(state: &State, form: &AnswerForm, area: Rect, buffer: &mut Buffer) {
    let theme = state.setup.theme;
    let answer = form.written();
    let (role, told) = told(state, form);
    let told = text::paragraph(&told, usize::from(area.width));
    let height = area.height.saturating_sub(u16::try_from(told.len()).unwrap_or(0) + 1);
    let whose = state
        .file()
        .map_or_else(|| "Without a file".to_owned(), |file| format!("As {} would read it", file.customer.name()));
    let body = Rect { height, ..area };
    let mut y = draw_text(state, &whose, (&answer.body, &answer.language), body, buffer);
    if !answer.spoken.is_empty() {
        let below = Rect { y: body.y + y + 1, height: height.saturating_sub(y + 1), ..body };
        y += 1 + draw_text(state, "As it is said", (&answer.spoken, &answer.language), below, buffer);
    }
    let below = y.max(height) + 1;
    for (y, line) in (below..).zip(told) {
        pen::put(buffer, area, 0, y, &line, theme.style(role));
    }
}

/// Draws a filled text below its heading; how many rows it took.
fn draw_text(state: &State, heading: &str, (text, language): (&str, &str), area: Rect, buffer: &mut Buffer) -> u16 {
    let theme = state.setup.theme;
    let filled = state.filled_text(text, language);
    let gaps = match filled.gaps.len() {
        0 => String::new(),
        _ if filled.gaps.iter().any(|gap| gap.name.is_empty()) => " · cannot be read as a template".to_owned(),
        1 => " · 1 gap".to_owned(),
        more => format!(" · {more} gaps"),
    };
    pen::put(buffer, pen::row_of(area, 0), 0, 0, &format!("{heading}{gaps}"), theme.style(Role::Muted));
    let below = Rect { y: area.y + area.height.min(1), height: area.height.saturating_sub(1), ..area };
    1 + super::super::draw::draw_filled(&filled, 0, (theme, below), buffer)
}

/// What will change, or why it cannot be saved.
fn told(state: &State, form: &AnswerForm) -> (Role, String) {
    let patch = form.patch();
    if patch.is_empty() {
        return (Role::Muted, "Nothing is changed yet.".to_owned());
    }
    let names: Vec<_> = patch.keys().map(|name| fields::label(name)).collect();
    let changes = match &form.base {
        Some(_) => format!("Will change: {}.", names.join(", ")),
        None => "Will be a new answer.".to_owned(),
    };
    match form.edits(&form.action(patch), &state.setup, state.now) {
        Err(refusal) if refusal.code == NEEDS_APPROVAL => {
            (Role::Text, format!("{changes} It waits for the yes of somebody who approves."))
        }
        Err(refusal) => (Role::Warn, format!("{} {}", sign::LATE, refusal.message)),
        Ok(_) if form.base.is_none() && is_draft(state) => {
            (Role::Text, format!("{changes} You alone find it until somebody has agreed to it."))
        }
        Ok(_) => (Role::Text, changes),
    }
}

/// Whether what this agent writes is a draft at first.
fn is_draft(state: &State) -> bool {
    let policy = &state.setup.house.policy;
    policy.answers.approval && !policy.may_approve(&state.setup.agent)
}
