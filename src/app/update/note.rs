//! The texts being written for a contact, its note and a reply: every change goes to the store at once, under the record
//! it belongs to.

use crate::app::effect::Effect;
use crate::app::keymap::Order;
use crate::app::learn;
use crate::app::pane::log;
use crate::app::sheet::{Subject, Writing};
use crate::app::state::{State, Typing};
use crate::channel::Command;
use crate::domain::contact::{Contact, Line, Party};
use crate::domain::fill::gaps;
use crate::domain::text;
use crate::store::{Draft, Request};
use crate::ui::editor::{Edit, Layout, Place};
use crate::ui::rule::Tone;

/// What stands behind a text without a blank.
const CLOSES: [char; 8] = ['\n', ',', '.', ';', ':', '!', '?', ')'];

impl State {
    /// Does an edit in the text of the contact that is shown which had the cursor last.
    pub(in crate::app) fn write_note(&mut self, edit: &Edit) {
        let cells = log::note_cells(self);
        if let Some(sheet) = self.sheet_mut().filter(|sheet| sheet.takes_note()) {
            sheet.text_mut(sheet.writing()).apply(edit, cells);
        }
    }

    /// Puts a text into the note or the reply, whichever had the cursor last, where its cursor stands and apart from what
    /// stands before it. With a gap in the text the cursor goes there, and what is typed next fills it.
    pub(in crate::app) fn insert_into_note(&mut self, text: &str, gap: Option<&str>) {
        let Some(sheet) = self.sheet_mut().filter(|sheet| sheet.takes_note()) else {
            self.say(Tone::Quiet, "not now: no contact of yours is open");
            return;
        };
        let editor = sheet.text_mut(sheet.writing());
        let before = editor.text().get(..editor.cursor()).unwrap_or_default();
        let trails = before.ends_with(' ');
        let apart = match before.chars().next_back() {
            None | Some('\n') => None,
            Some(_) if text.contains('\n') => Some('\n'),
            Some(' ') => None,
            Some(_) => Some(' '),
        };
        if trails && apart == Some('\n') {
            editor.apply(&Edit::Delete(Place::Before), 0);
        }
        if let Some(apart) = apart {
            editor.apply(&Edit::Insert(apart), 0);
        }
        let begins = editor.cursor();
        editor.apply(&Edit::Paste(text.to_owned()), 0);
        // The text is cleaned on its way in, so its gap is looked for rather than counted to.
        let inserted = editor.text().get(begins..).unwrap_or_default();
        if let Some((gap, at)) = gap.and_then(|gap| Some((gap, begins + inserted.find(gap)?))) {
            editor.select(at..at + gap.len());
        } else if !editor.text().get(editor.cursor()..).is_some_and(|after| after.starts_with(CLOSES)) {
            // What is typed next stands apart from it too.
            editor.apply(&Edit::Insert(if text.contains('\n') { '\n' } else { ' ' }), 0);
        }
    }

    /// Goes to the next gap that an answer left in the text being written, around its end; whether there is one.
    pub(in crate::app) fn go_to_gap(&mut self) -> bool {
        let Some(sheet) = self.sheet_mut().filter(|sheet| sheet.takes_note()) else { return false };
        let editor = sheet.text_mut(sheet.writing());
        let from = editor.selected().map_or(editor.cursor(), |selected| selected.end);
        let later = editor.text().get(from..).and_then(gaps::first).map(|gap| from + gap.start..from + gap.end);
        let Some(gap) = later.or_else(|| gaps::first(editor.text())) else { return false };
        editor.select(gap);
        true
    }

    /// Goes to what the agent was told of in a text, where it still stands as it was told.
    pub(in crate::app) fn go_to_told(&mut self, writing: Writing) {
        let told = self.sheet().and_then(|sheet| sheet.told.clone());
        let stands = |text: &(Writing, String)| {
            text.0 == writing && self.sheet().is_some_and(|sheet| sheet.text(writing).text() == text.1)
        };
        if let Some(fault) = told.filter(stands).and_then(|_| self.fault_in(writing))
            && let Some(sheet) = self.sheet_mut()
        {
            sheet.text_mut(writing).select(fault.range);
        }
    }

    /// The store could not keep a draft. It stays where it is written and is offered again with every tick.
    pub(super) fn draft_not_kept(&mut self, draft: &Draft, why: &str) {
        let is_news = self.kept.was_not_kept(draft, self.now);
        if let Some(what) = named(&draft.field).filter(|_| is_news) {
            self.say(Tone::Failed, format!("▲ {what} not saved: {why}"));
        }
    }

    /// Offers the store again what it could not keep.
    pub(super) fn keep_again(&self) -> Vec<Effect> {
        self.kept.not_kept().map(|draft| self.keep(draft.clone())).collect()
    }

    /// Takes a sheet off the desk. What was written on it is kept, in case its contact comes back.
    pub(in crate::app) fn lay_aside(&mut self, subject: Subject) {
        let laid = self.sheets.remove(&subject);
        self.learned.misses.extend(laid.and_then(|sheet| learn::left(&sheet, &self.setup.agent)));
    }

    /// Sends the reply: first into the transcript, and once it stands there, to the customer.
    pub(in crate::app) fn send_reply(&mut self) -> Vec<Effect> {
        let at = self.now;
        if let Some((mark, why)) = self.refused_reply() {
            if let Some(sheet) = self.sheet_mut() {
                sheet.reply.select(mark.range);
            }
            self.say(Tone::Late, format!("▲ Not sent: {why}"));
            return Vec::new();
        }
        let Some(sheet) = self.sheet_mut().filter(|sheet| sheet.takes_note() && sheet.sending.is_none()) else {
            return Vec::new();
        };
        let said = text::prose(sheet.reply.text(), Layout::Block);
        let Some(contact) = sheet.contact.as_ref().map(|contact| contact.id) else { return Vec::new() };
        if self.is_reply_empty() {
            self.say(Tone::Quiet, "send: not now, nothing is written yet");
            return Vec::new();
        }
        if let Err(words) = self.may_go(Writing::Reply) {
            let send = self.setup.keymap.key_of_in(crate::app::keymap::Place::Note, Order::Commit);
            self.say(Tone::Late, format!("▲ Not sent: {words}; {send} sends it all the same"));
            return Vec::new();
        }
        let Some(sheet) = self.sheet_mut() else { return Vec::new() };
        sheet.sending = Some(said.clone());
        let drafts = vec![Draft::none(&sheet.record(), Writing::Reply.field())];
        let (agent, line) = (self.setup.agent.clone(), Line { at, who: Party::Agent, text: said });
        vec![Effect::Store(Request::Say { contact, line, agent, drafts })]
    }

    /// A contact has a new line. If it is the reply that was to be sent, the customer is told now.
    pub(super) fn said(&mut self, contact: &Contact) -> Vec<Effect> {
        let Some(sheet) = self.sheets.get_mut(&Subject::Contact(contact.id)) else { return Vec::new() };
        let sent = contact
            .transcript
            .iter()
            .any(|line| line.who == Party::Agent && Some(&line.text) == sheet.sending.as_ref());
        let Some(text) = sheet.sending.take_if(|_| sent) else { return Vec::new() };
        sheet.reply.replace("");
        learn::sent(sheet);
        let name = sheet.name();
        let mut effects = Vec::new();
        if !contact.call.is_empty() {
            effects.push(Effect::Channel(Command::Say { call: contact.call.clone(), text: text.into() }));
        }
        if !contact.channel.is_live() && self.typing == Typing::Note && self.shown == Some(Subject::Contact(contact.id))
        {
            self.leave_text();
        }
        self.say(Tone::Quiet, format!("✓ Sent to {name}"));
        effects
    }
}

/// What the store calls so, in words; nothing for where the agent is.
fn named(field: &str) -> Option<&'static str> {
    let names = [
        ("note", "Note"),
        ("reply", "Reply"),
        ("form", "Form"),
        ("answer", "Answer"),
        ("wrap_up", "Wrap-up"),
        ("promise", "Promise"),
        ("pass on", "Word for the next agent"),
    ];
    names.into_iter().find_map(|(known, name)| (known == field).then_some(name))
}
