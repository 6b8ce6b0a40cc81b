//! One entry of the log, whole: its times, what came of it, the note, what was said, and everything that was done in it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::rows::{self, channel, who};
use crate::app::state::{Pane, State, Typing};
use crate::app::update::capital;
use crate::domain::contact::{Contact, Line, Party, Resolution};
use crate::ui::format::short_clock;
use crate::ui::glyphs::sign;
use crate::ui::theme::Role;
use crate::ui::{pen, text};

/// The lines of the entry that is open, wrapped for an area so many cells wide; heads are muted.
pub(super) fn lines(state: &State, width: u16) -> Vec<(Role, String)> {
    let opened = state.log().entry.and_then(|(id, _)| rows::contact(state, id));
    opened.map(|contact| of(state, contact, usize::from(width.saturating_sub(2)))).unwrap_or_default()
}

/// The marked or the open entry as a text for the clipboard.
pub(super) fn copied(state: &State) -> Option<String> {
    let open = state.log().entry.and_then(|(id, _)| rows::contact(state, id));
    let contact = open.or_else(|| rows::contact_at(state, state.log().list.marked))?;
    let lines: Vec<String> = of(state, contact, usize::MAX).into_iter().map(|(_, line)| line).collect();
    Some(lines.join("\n"))
}

fn of(state: &State, contact: &Contact, cells: usize) -> Vec<(Role, String)> {
    let mut lines = vec![(Role::Text, facts(state, contact)), (Role::Text, times(state, contact))];
    lines.extend(outcome(contact).map(|outcome| (Role::Text, outcome)));
    let mut part = |head: &str, texts: Vec<String>| {
        if texts.iter().any(|text| !text.is_empty()) {
            lines.extend([(Role::Text, String::new()), (Role::Muted, head.to_owned())]);
            let wrapped = texts.iter().flat_map(|text| text::paragraph(text, cells));
            lines.extend(wrapped.map(|line| (Role::Text, line)));
        }
    };
    part("Note", vec![contact.note.clone()]);
    let done = state.done_in(contact.id).into_iter().map(|receipt| {
        let words = capital(&receipt.words());
        let taken_back = if receipt.undone_by.is_some() { ", taken back" } else { "" };
        let sign = if receipt.undone_by.is_some() { sign::GONE } else { sign::DONE };
        format!("{sign} {}  {words}{taken_back}", state.wall().time(receipt.at))
    });
    part("Done", done.collect());
    part(if contact.subject.is_empty() { "Text" } else { &contact.subject }, vec![contact.body.clone()]);
    part("What was said", contact.transcript.iter().map(|line| said(state, contact, line)).collect());
    lines
}

/// `call in   Fri 20  16:02   M. Haas   Returns   T-2   +49 30 23125417`
fn facts(state: &State, contact: &Contact) -> String {
    let queue = state.setup.queue_title(&contact.queue);
    let [channel, when] = [channel(contact), state.wall().log_time(contact.arrived_at)];
    let facts = [channel.as_str(), &when, who(state, &contact.agent), queue, &contact.reference, &contact.from];
    facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join("   ")
}

/// `rang 0:20   talked 3:10   on hold 0:00   wrapped up 0:35   handled 3:45`
fn times(state: &State, contact: &Contact) -> String {
    let times = contact.times_at(state.now);
    let parts = [
        (if contact.channel.is_live() { "waited" } else { "lay" }, times.wait_seconds),
        (if contact.channel.is_live() { "talked" } else { "worked on" }, times.talk_seconds),
        ("on hold", times.hold_seconds),
        ("wrapped up", times.after_contact_seconds),
    ];
    let told = parts.into_iter().filter(|(_, seconds)| *seconds > 0);
    let mut told: Vec<String> = told.map(|(word, seconds)| format!("{word} {}", short_clock(seconds))).collect();
    told.push(format!("handled {}", short_clock(times.handled())));
    told.join("   ")
}

fn outcome(contact: &Contact) -> Option<String> {
    let settled = contact.resolved.map(|resolved| match resolved {
        Resolution::Resolved => "settled",
        Resolution::Unresolved => "not settled",
    });
    let parts = [contact.disposition.as_str(), settled.unwrap_or_default()];
    let told: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    (!told.is_empty()).then(|| told.join("   "))
}

fn said(state: &State, contact: &Contact, line: &Line) -> String {
    let who = match line.who {
        Party::Customer => "customer",
        Party::Agent => who(state, &contact.agent),
        Party::Desk => "desk",
    };
    format!("{}  {who}  {}", state.wall().time(line.at), line.text)
}

/// Draws the entry from its line `top` on; where the terminal's cursor belongs.
pub(super) fn draw(state: &State, top: usize, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    let theme = state.setup.theme;
    let lines = lines(state, area.width);
    let height = usize::from(area.height);
    let fits = lines.len() <= height;
    let shown = if fits { height } else { height.saturating_sub(1) };
    let inside = pen::inside(area);
    for (y, (role, line)) in (0..).zip(lines.iter().skip(top).take(shown)) {
        pen::put(buffer, inside, 0, y, &text::cut(line, usize::from(inside.width)), theme.style(*role));
    }
    if !fits && area.height > 0 {
        let (row, below) = (area.height - 1, lines.len().saturating_sub(top + shown));
        let words = if below == 0 { format!("{top} above") } else { format!("{below} more") };
        pen::put(buffer, inside, 2, row, &words, theme.style(Role::Muted));
        pen::put_right(buffer, inside, row, if below == 0 { "PgUp" } else { "PgDn" }, theme.style(Role::Muted));
    }
    let here = state.pane == Pane::Log && state.typing == Typing::Nothing;
    if here {
        let (mark, style) = theme.mark(crate::ui::theme::Focus::Here);
        pen::put(buffer, area, 0, 0, mark, style);
    }
    here.then_some(Position::new(area.x, area.y))
}
