//! Draws the form of a verb, the preview of it beside or below, and the completions over both.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Deed, Stage, State};
use crate::app::keymap::Order;
use crate::app::preview;
use crate::domain::action::Refusal;
use crate::domain::action::limit::NEEDS_APPROVAL;
use crate::ui::theme::{Focus, Role};
use crate::ui::{field, pen, popup, text};

/// How wide the fields are; the preview stands beside them.
pub(super) const FIELDS: u16 = 46;

/// A pane from this width on shows the preview beside the fields.
const BESIDE: u16 = 76;

/// Where a line parts the fields from the preview, as a column of the screen.
pub(in crate::app) fn column(area: Rect) -> Option<u16> {
    (area.width >= BESIDE).then(|| area.x + 1 + FIELDS + 1)
}

/// Draws it; where the cursor belongs.
pub(in crate::app::pane::customer) fn draw(
    state: &State,
    deed: &Deed,
    area: Rect,
    focus: Focus,
    buffer: &mut Buffer,
) -> Option<Position> {
    let theme = state.setup.theme;
    let inside = Rect { y: area.y.saturating_add(1), height: area.height.saturating_sub(1), ..pen::inside(area) };
    let beside = area.width >= BESIDE;
    let rows = if beside { inside.height } else { deed.form.height(inside.width).min(inside.height * 2 / 3) };
    let fields = Rect { width: if beside { FIELDS } else { inside.width }, height: rows, ..inside };
    let shown = deed.form.draw(buffer, fields, focus, theme);
    let hidden = shown.above + shown.below;
    let right = if beside {
        Rect { x: inside.x + FIELDS + 3, width: inside.width.saturating_sub(FIELDS + 3), ..inside }
    } else {
        Rect { y: inside.y + rows + 1, height: inside.height.saturating_sub(rows + 1), ..inside }
    };
    draw_preview(state, deed, right, buffer);
    if hidden > 0 {
        let words = format!("{hidden} more fields");
        pen::put_right(buffer, fields, fields.height.saturating_sub(1), &words, theme.style(Role::Muted));
    }
    if let (Some(list), Some(value)) = (&deed.completing, shown.active) {
        let fits = deed.fits(state);
        // The box stays beside the preview.
        let room = usize::from(FIELDS.saturating_sub(field::LABEL + 4));
        let words = |fit: &crate::domain::spoken::Fit| {
            if fit.words.is_empty() {
                text::cut(&fit.text, room)
            } else {
                text::cut(&format!("{}   {}", fit.text, fit.words), room)
            }
        };
        let words: Vec<String> = fits.iter().map(words).collect();
        let choices: Vec<&str> = words.iter().map(String::as_str).collect();
        if !choices.is_empty() {
            popup::completion(buffer, (value.x, value.y), &choices, list, theme);
        }
    }
    shown.cursor
}

fn draw_preview(state: &State, deed: &Deed, area: Rect, buffer: &mut Buffer) {
    let theme = state.setup.theme;
    let lines = deed.preview.lines(state);
    let head = match (lines.is_empty(), deed.stage, deed.preview.refusal()) {
        (_, Stage::Saving, _) => "Being done …".to_owned(),
        (true, ..) => "Nothing would be done yet".to_owned(),
        (false, _, Some(_)) => "Not possible so".to_owned(),
        (false, _, None) => "What will be done".to_owned(),
    };
    pen::put(buffer, area, 0, 0, &head, theme.style(Role::Muted));
    if !lines.is_empty() && deed.preview.refusal().is_none() {
        pen::put_right(buffer, area, 0, state.setup.house.currency.code(), theme.style(Role::Muted));
    }
    let body = Rect { y: area.y.saturating_add(1), height: area.height.saturating_sub(1), ..area };
    if lines.is_empty() {
        for (y, line) in (1..).zip(text::paragraph(deed.verb.words, usize::from(body.width))) {
            pen::put(buffer, body, 0, y, &line, theme.style(Role::Muted));
        }
        return;
    }
    let keys = keys(state, deed.preview.refusal());
    let room = body.height.saturating_sub(u16::from(!keys.is_empty()) * 2);
    preview::draw(state, &lines, Rect { height: room, ..body }, buffer);
    pen::put(buffer, body, 0, body.height.saturating_sub(1), &keys, theme.style(Role::Muted));
}

/// What a key does with a refusal.
fn keys(state: &State, refusal: Option<&Refusal>) -> String {
    let key = state.setup.keymap.key_of(Order::TakeOffer);
    if refusal.is_some_and(|refusal| refusal.code == NEEDS_APPROVAL) {
        return format!("{key} asks somebody who may");
    }
    if super::is_offered(state) { format!("{key} takes what is possible instead") } else { String::new() }
}
