//! What is said in the contact at hand, line by line, the newest at the bottom; for a mail or a letter, its text from the
//! beginning.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Share, Title};
use crate::app::state::{Pane, State};
use crate::app::view;
use crate::domain::channel::Channel;
use crate::domain::contact::{Contact, Line, Party};
use crate::ui::list::Step;
use crate::ui::theme::Role;
use crate::ui::{pen, text};

/// The cells before the words: the time, who, and the blanks after each.
const BEFORE: usize = 17;

/// One line as it is shown: when and who where a saying begins, and the words.
struct Said {
    head: Option<(String, String, Role)>,
    words: String,
}

pub(super) fn title(state: &State) -> Title {
    let Some(contact) = state.contact() else { return Title::default() };
    let name = match contact.channel {
        Channel::Phone | Channel::Counter => format!("{}  what was said", capital_word(contact)),
        Channel::Email | Channel::Letter | Channel::Fax if !contact.subject.is_empty() => {
            format!("{}  {}", capital_word(contact), contact.subject)
        }
        Channel::Chat | Channel::Text | Channel::Social | Channel::Email | Channel::Letter | Channel::Fax => {
            capital_word(contact)
        }
    };
    let area = view::area_of(state, Pane::Log);
    let (all, rows) = (said(state, contact, area.width).len(), Share::of(state, area).words.map_or(0, |a| a.height));
    let from = first(state, all, usize::from(rows));
    let end = if all > usize::from(rows) {
        format!("{}-{} of {all}", from + 1, (from + usize::from(rows)).min(all))
    } else {
        String::new()
    };
    Title { name, end }
}

fn capital_word(contact: &Contact) -> String {
    crate::app::update::capital(contact.channel.word())
}

/// How many rows it would take, `most` at the most; none when nothing was said.
pub(super) fn rows(state: &State, width: u16, most: u16) -> u16 {
    let Some(contact) = state.contact() else { return 0 };
    u16::try_from(said(state, contact, width).len()).unwrap_or(most).min(most)
}

/// Scrolls a page of it.
pub(super) fn scroll(state: &mut State, step: Step) {
    let area = view::area_of(state, Pane::Log);
    let Some(contact) = state.contact() else { return };
    let (all, page) = (said(state, contact, area.width).len(), Share::of(state, area).words.map_or(0, |a| a.height));
    let page = usize::from(page);
    if page == 0 {
        return;
    }
    let (from, last) = (first(state, all, page), all.saturating_sub(page));
    let step_by = page.saturating_sub(1).max(1);
    let to = if step == Step::PageUp { from.saturating_sub(step_by) } else { (from + step_by).min(last) };
    // At the end it follows what is said next.
    let follows = to == last && state.contact().is_some_and(|contact| !contact.transcript.is_empty());
    state.log_mut().words = (!follows).then_some(to);
}

/// The first line that shows.
fn first(state: &State, all: usize, page: usize) -> usize {
    let last = all.saturating_sub(page);
    let talks = state.contact().is_some_and(|contact| !contact.transcript.is_empty());
    state.log().words.unwrap_or(if talks { last } else { 0 }).min(last)
}

pub(super) fn draw(state: &State, area: Rect, buffer: &mut Buffer) {
    let Some(contact) = state.contact() else { return };
    let theme = state.setup.theme;
    let inside = pen::inside(area);
    let said = said(state, contact, area.width);
    let from = first(state, said.len(), usize::from(area.height));
    let hangs = contact.body.is_empty() || !contact.transcript.is_empty();
    let column = if hangs { u16::try_from(BEFORE).unwrap_or(0) } else { 0 };
    for (y, line) in (0..area.height).zip(said.iter().skip(from)) {
        if let Some((when, who, role)) = &line.head {
            pen::put(buffer, inside, 0, y, when, theme.style(Role::Muted));
            pen::put(buffer, inside, 7, y, &text::cut(who, 8), theme.style(*role));
        }
        pen::put(buffer, inside, column, y, &line.words, theme.style(Role::Text));
    }
}

/// Every line, wrapped for an area so many cells wide.
fn said(state: &State, contact: &Contact, width: u16) -> Vec<Said> {
    let cells = usize::from(width.saturating_sub(2));
    if contact.transcript.is_empty() {
        let body = if contact.body.is_empty() { Vec::new() } else { text::paragraph(&contact.body, cells) };
        return body.into_iter().map(|words| Said { head: None, words }).collect();
    }
    let first = Line { at: contact.arrived_at, who: Party::Customer, text: contact.body.clone() };
    let lines = Some(&first).filter(|line| !line.text.is_empty()).into_iter().chain(&contact.transcript);
    let mut said = Vec::new();
    for line in lines {
        let (who, role) = match line.who {
            Party::Customer => (customer(state), Role::Text),
            Party::Agent => (super::rows::who(state, &contact.agent).to_owned(), Role::Muted),
            Party::Desk => ("desk".to_owned(), Role::Muted),
        };
        let mut head = Some((state.wall().time(line.at), who, role));
        for words in text::paragraph(&line.text, cells.saturating_sub(BEFORE)) {
            said.push(Said { head: head.take(), words });
        }
    }
    said
}

/// The name by which the customer is told from the agent.
fn customer(state: &State) -> String {
    let given = state.file().map(|file| file.customer.details.given_name.clone()).filter(|name| !name.is_empty());
    given.unwrap_or_else(|| "customer".to_owned())
}
