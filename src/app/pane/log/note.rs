//! The note of the contact at hand as it is shown: the text with its cursor, and whether the store has it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::Title;
use crate::app::kept::Keeping;
use crate::app::sheet::{Sheet, Writing};
use crate::app::state::{State, Typing};
use crate::domain::contact::{Contact, ContactState};
use crate::ui::editor::Shown;
use crate::ui::glyphs::sign;
use crate::ui::theme::{Depth, Role};
use crate::ui::{pen, text};

/// How many cells lie between two notes side by side.
const GAP: u16 = 3;

pub(super) fn title(state: &State) -> Title {
    let Some(sheet) = state.sheet() else { return Title::default() };
    let named = sheet.contact.as_ref().map(|contact| match sheet.writing() {
        Writing::Note => format!("Note  {}", contact.reference),
        Writing::Reply => format!("Reply to {}  {}", sheet.name(), contact.from),
    });
    if let Some(contact) = unlogged(sheet) {
        let end = "closed elsewhere, yours is not in the log".to_owned();
        return Title { name: format!("Note  {}", contact.reference), end };
    }
    let name = named.filter(|_| sheet.takes_note()).unwrap_or_else(|| "Note".to_owned());
    let end = match (sheet.contact.as_ref().map(|contact| contact.state), keeping(state, sheet)) {
        (Some(ContactState::Waiting), _) => "opens when you answer".to_owned(),
        (None | Some(ContactState::Closed | ContactState::Abandoned), _) => "no contact".to_owned(),
        (Some(_), Keeping::Kept(at)) => format!("saved {}", state.wall().time_to_the_second(at)),
        (Some(_), Keeping::Asked(_)) if state.fault.is_some() => "not saved, tried again each second".to_owned(),
        (Some(_), Keeping::Failed(_)) => "not saved, tried again each second".to_owned(),
        (Some(_), Keeping::Nothing | Keeping::Asked(_)) => String::new(),
    };
    Title { name, end }
}

/// Whether the store has the text that is written.
fn keeping(state: &State, sheet: &Sheet) -> Keeping {
    state.kept.keeping(&sheet.record(), sheet.writing().field())
}

/// The contact that another desk closed while its note was written here.
pub(super) fn unlogged(sheet: &Sheet) -> Option<&Contact> {
    let closed = sheet.contact.as_ref().filter(|contact| contact.state == ContactState::Closed)?;
    let differs = !sheet.note.is_empty() && sheet.note.text().trim() != closed.note;
    differs.then_some(closed)
}

/// Draws the note that is in the log and the one that was written here, side by side.
fn draw_both(state: &State, notes: [&str; 2], area: Rect, buffer: &mut Buffer) {
    let theme = state.setup.theme;
    let width = area.width.saturating_sub(GAP) / 2;
    for ((head, note), column) in ["in the log", "yours"].into_iter().zip(notes).zip([0, width + GAP]) {
        pen::put(buffer, area, column, 0, head, theme.style(Role::Muted));
        let note = if note.is_empty() { "nothing" } else { note };
        let lines = text::paragraph(note, usize::from(width));
        let room = usize::from(area.height.saturating_sub(1));
        for (y, (at, line)) in (1..).zip(lines.iter().enumerate()).take(room) {
            let is_cut = at + 1 == room && lines.len() > room;
            pen::put(buffer, area, column, y, if is_cut { sign::CUT } else { line }, theme.style(Role::Text));
        }
    }
}

/// The part of an area in which the text is wrapped: a blank on both sides, the right one for a cursor at a line's end.
pub(super) fn text_area(area: Rect) -> Rect {
    pen::inside(area)
}

/// Draws the note; where its cursor is.
pub(super) fn draw(state: &State, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let theme = state.setup.theme;
    let sheet = state.sheet()?;
    let tint = match (keeping(state, sheet), sheet.writing()) {
        (Keeping::Asked(_), _) if state.fault.is_some() => Some(theme.style(Role::Warn)),
        (Keeping::Failed(_), _) => Some(theme.style(Role::Warn)),
        (_, Writing::Reply) => Some(theme.strong(Role::Accent)),
        (_, Writing::Note) => None,
    };
    if let Some(style) = tint {
        let rule = Rect { y: area.y.saturating_sub(1), height: 1, ..area };
        buffer.set_style(rule.intersection(buffer.area), style);
    }
    if let Some(contact) = unlogged(sheet) {
        draw_both(state, [&contact.note, sheet.note.text()], pen::inside(area), buffer);
        return None;
    }
    if !sheet.takes_note() {
        return None;
    }
    let inside = text_area(area);
    let text = sheet.text(sheet.writing());
    if text.is_empty() && state.typing != Typing::Note {
        let key = state.setup.keymap.key_of(crate::app::keymap::Order::Note);
        let reply = state.setup.keymap.key_of(crate::app::keymap::Order::Reply);
        let written = sheet.contact.as_ref().is_some_and(|contact| contact.channel.is_written());
        let texts = match (written, sheet.writing()) {
            (true, Writing::Reply) => format!("{reply} writes the reply, {key} the note"),
            (true, Writing::Note) => format!("{key} writes the note, {reply} a reply"),
            (false, _) => format!("{key} writes the note"),
        };
        let words = format!("{texts}; every key is saved at once.");
        pen::put(buffer, inside, 0, 0, &words, theme.style(Role::Muted));
        return None;
    }
    let said = state.proof_line(sheet.writing()).filter(|_| state.typing == Typing::Note && inside.height > 2);
    let lines = Rect { height: inside.height - u16::from(said.is_some()), ..inside };
    let shown = text.draw(buffer, lines, theme.style(Role::Text));
    draw_marks(state, sheet.writing(), shown, lines, buffer);
    if let Some((role, words, beside)) = said {
        let row = lines.height;
        let room = usize::from(inside.width.saturating_sub(pen::cells(&beside) + 2));
        pen::put(buffer, inside, 0, row, &text::cut(&words, room), theme.style(role));
        pen::put_right(buffer, inside, row, &beside, theme.style(Role::Muted));
    }
    shown.cursor
}

/// Marks what is wrong with the text. Without colours each of its lines has a sign too, in the blank before it.
fn draw_marks(state: &State, writing: Writing, shown: Shown, area: Rect, buffer: &mut Buffer) {
    let (Some(sheet), theme) = (state.sheet(), state.setup.theme) else { return };
    let parts: Vec<_> = state.marks(writing).map(|(mark, role)| (mark.range.clone(), theme.fault(role))).collect();
    if parts.is_empty() {
        return;
    }
    let rows = sheet.text(writing).lay_over(buffer, area, shown, &parts);
    if theme.depth == Depth::None {
        let before = Rect { x: area.x.saturating_sub(1), width: 1, ..area };
        for row in rows {
            pen::put(buffer, before, 0, row, sign::LATE, theme.style(Role::Warn));
        }
    }
}
