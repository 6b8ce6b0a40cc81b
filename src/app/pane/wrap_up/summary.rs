//! What the log will say of the contact: the agent's note, or, where there is none, what was done in plain sentences.

use crate::app::state::State;
use crate::app::update::capital;
use crate::domain::contact::{Contact, Party};
use crate::ui::format::short_clock;

/// Who wrote the summary.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Written {
    /// The agent, as the note.
    ByHand,
    /// The desk, from what was done.
    ByItself,
}

/// The text with which the contact goes into the log.
pub(super) fn text(state: &State) -> String {
    let note = state.sheet().map(|sheet| sheet.note.text().trim().to_owned()).unwrap_or_default();
    match written(state) {
        Written::ByHand => note,
        Written::ByItself => state.contact().map(|contact| proposed(state, contact)).unwrap_or_default(),
    }
}

/// Who wrote it.
pub(super) fn written(state: &State) -> Written {
    let empty = state.sheet().is_none_or(|sheet| sheet.note.text().trim().is_empty());
    if empty { Written::ByItself } else { Written::ByHand }
}

/// One sentence for the matter, one for each thing that was done, one for the answers that were read, one for a hold.
fn proposed(state: &State, contact: &Contact) -> String {
    let queue = state.setup.queue_title(&contact.queue);
    let by = capital(contact.channel.word());
    let about = if contact.subject.is_empty() { String::new() } else { format!(": {}", contact.subject) };
    let mut sentences = vec![format!("{by} for {queue}{about}")];
    let done = state.done_in(contact.id).into_iter().filter(|receipt| receipt.undone_by.is_none());
    sentences.extend(done.map(|receipt| capital(&receipt.words())));
    let desk = contact.transcript.iter().filter(|line| line.who == Party::Desk);
    sentences.extend(desk.map(|line| capital(&line.text)));
    let read = state.sheet().map(|sheet| sheet.read.join(", ")).unwrap_or_default();
    if !read.is_empty() {
        sentences.push(format!("Answered with: {read}"));
    }
    let held = contact.times_at(state.now).hold_seconds;
    if held > 0 {
        sentences.push(format!("On hold for {}", short_clock(held)));
    }
    let ended = sentences
        .iter()
        .map(|sentence| if sentence.ends_with(['.', '?', '!']) { sentence.clone() } else { format!("{sentence}.") });
    ended.collect::<Vec<_>>().join(" ")
}
