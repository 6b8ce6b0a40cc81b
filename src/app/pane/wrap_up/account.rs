//! The account of the contact beside its wrap-up: what was done in it and when, and where its time went.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::after_words;
use crate::app::state::State;
use crate::app::update::capital;
use crate::domain::contact::{Contact, ContactState, Party};
use crate::ui::format::{clock, short_clock};
use crate::ui::glyphs::sign;
use crate::ui::theme::Role;
use crate::ui::{pen, text};

/// The cells of a time and the blanks after it.
const TIME: u16 = 8;

/// Something that happened: how many seconds into the contact, where that is known, and in words.
pub(super) type Happened = (Option<i64>, String);

/// What happened in a contact, in its order.
pub(super) fn happened(state: &State, contact: &Contact) -> Vec<Happened> {
    let answered = contact.answered_at.unwrap_or(contact.arrived_at);
    // A clock that was put back in between shows nothing below the beginning.
    let into = |at| Some((state.now.seconds_since(answered) - state.now.seconds_since(at)).max(0));
    let mut all: Vec<Happened> = Vec::new();
    for receipt in state.done_in(contact.id) {
        let sign = if receipt.undone_by.is_some() { sign::GONE } else { sign::DONE };
        all.push((into(receipt.at), format!("{sign} {}", capital(&receipt.words()))));
    }
    let desk = contact.transcript.iter().filter(|line| line.who == Party::Desk);
    all.extend(desk.map(|line| (into(line.at), capital(&line.text))));
    all.sort_by_key(|(into, _)| *into);
    let read = state.sheet().map(|sheet| sheet.read.clone()).unwrap_or_default();
    all.extend(read.into_iter().map(|title| (None, format!("Read: {title}"))));
    let taken = if contact.channel.is_live() { "Answered" } else { "Opened" };
    all.insert(0, (Some(0), taken.to_owned()));
    all.extend(contact.ended_at.map(|at| (into(at), "Ended".to_owned())));
    all
}

/// Draws the account over its column.
pub(super) fn draw(state: &State, contact: &Contact, area: Rect, buffer: &mut Buffer) {
    let theme = state.setup.theme;
    let inside = pen::inside(area);
    let times = times(state, contact);
    let ends = ending(state, contact);
    let below = 1 + u16::try_from(times.len()).unwrap_or(0) + 3;
    let room = usize::from(area.height.saturating_sub(below + 3));
    pen::put(buffer, inside, 0, 1, &format!("Done in this {}", contact.channel.word()), theme.style(Role::Text));
    let happened = happened(state, contact);
    let hidden = happened.len().saturating_sub(room);
    let mut y = 2;
    for (into, words) in happened.iter().skip(hidden) {
        let time = into.map(clock).unwrap_or_default();
        pen::put(buffer, inside, 0, y, &time, theme.style(Role::Muted));
        let cells = usize::from(inside.width.saturating_sub(TIME));
        pen::put(buffer, inside, TIME, y, &text::cut(words, cells), theme.style(Role::Text));
        y += 1;
    }
    y = area.height.saturating_sub(below);
    pen::put(buffer, inside, 0, y, "Times", theme.style(Role::Text));
    for (label, seconds) in &times {
        y += 1;
        if label.is_empty() {
            pen::put_right(buffer, inside, y, &sign::LIGHT.repeat(6), theme.style(Role::Rule));
        } else {
            pen::put(buffer, inside, 0, y, label, theme.style(Role::Muted));
            pen::put_right(buffer, inside, y, &clock(*seconds), theme.style(Role::Text));
        }
    }
    pen::put(buffer, inside, 0, y + 2, &ends, theme.style(Role::Muted));
}

/// Where the time went, in seconds; the sum stands under a line.
fn times(state: &State, contact: &Contact) -> Vec<(&'static str, i64)> {
    let times = contact.times_at(state.now);
    let live = contact.channel.is_live();
    let wraps = if contact.state == ContactState::Wrapping { "Wrap-up, running" } else { "Wrap-up" };
    vec![
        (if live { "Waited" } else { "Lay in the queue" }, times.wait_seconds),
        (if live { "Talked" } else { "Worked on" }, times.talk_seconds),
        ("On hold", times.hold_seconds),
        (wraps, times.after_contact_seconds),
        ("", 0),
        ("Handled so far", times.handled()),
    ]
}

/// What comes by itself when the time is up.
pub(super) fn ending(state: &State, contact: &Contact) -> String {
    let then = after_words(state);
    let Some(limit) = state.wrap_up_seconds(contact) else { return format!("{} once you finish.", capital(&then)) };
    if state.is_over_time(contact) {
        return "Time is up; finish when you can.".to_owned();
    }
    format!("At {} {then} is set for you.", short_clock(limit))
}
