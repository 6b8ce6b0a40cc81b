//! The desk as it was left, however it was left: what shows, where the cursor is, what lies over the screen, and what is
//! being written. After every fact the store is asked to keep what has changed of that, and a desk that opens takes it up.

use serde::{Deserialize, Serialize};

use super::effect::Effect;
use super::kept::Keeping;
use super::keymap::Order;
use super::over::{self, Over};
use super::pane::answers::{self, AnswersView};
use super::pane::customer::first::FirstSteps;
use super::pane::log::LogView;
use super::pane::queue::QueueView;
use super::pane::{customer, wrap_up};
use super::sheet::{Sheet, Subject, Writing};
use super::state::{Loaded, Pane, Ring, State, Typing, Zoom};
use crate::domain::agent::AgentState;
use crate::domain::contact::ContactState;
use crate::domain::id::ContactId;
use crate::domain::timestamp::Timestamp;
use crate::store::{Draft, Request};

/// The record and the field under which the store keeps it.
const DESK: &str = "desk";
const SESSION: &str = "session";

/// What of the desk belongs to no sheet.
#[derive(Serialize, Deserialize)]
struct Session {
    /// The record of the sheet that shows.
    shown: String,
    last_own: Option<ContactId>,
    pane: Pane,
    zoom: Zoom,
    typing: Typing,
    over: Option<Over>,
    after: (AgentState, String),
    wrap_until: Option<Timestamp>,
    ring: Option<Ring>,
    declined: Vec<ContactId>,
    queue: QueueView,
    answers: AnswersView,
    log: LogView,
    first: FirstSteps,
    used: Vec<Order>,
    /// The record of the answer that was being written.
    #[serde(default)]
    answer: String,
}

impl State {
    /// Asks the store to keep what has changed of what is to be there again: every text at once, what is typed to find
    /// something once a second.
    pub(super) fn keep_changes(&mut self) -> Vec<Effect> {
        if self.loaded != Loaded::Desk {
            return Vec::new();
        }
        let mut wanted: Vec<Draft> = self.sheets.values().flat_map(Sheet::drafts).collect();
        wanted.push(customer::newcomer_draft(self));
        wanted.extend(self.answer_forms.drafts());
        wanted.extend((!self.may_be_kept_later()).then(|| self.session()));
        let news = wanted.into_iter().filter(|draft| self.kept.is_news(draft, self.now)).collect::<Vec<_>>();
        news.into_iter().map(|draft| self.keep(draft)).collect()
    }

    /// Asks the store to keep where the agent is now, before the desk is left.
    pub(super) fn keep_last(&mut self) -> Option<Effect> {
        let session = Some(self.session()).filter(|_| self.loaded == Loaded::Desk)?;
        self.kept.is_news(&session, self.now).then(|| self.keep(session))
    }

    /// Whether the agent is searching, and the store was asked less than a second ago to keep for what.
    fn may_be_kept_later(&self) -> bool {
        if self.typing != Typing::Search && self.over.is_none() {
            return false;
        }
        match self.kept.keeping(DESK, SESSION) {
            // A clock that was put back is no reason to wait for it.
            Keeping::Asked(at) | Keeping::Kept(at) => (at..at.plus_seconds(1)).contains(&self.now),
            Keeping::Nothing | Keeping::Failed(_) => false,
        }
    }

    /// The effect of keeping a draft.
    pub(super) fn keep(&self, draft: Draft) -> Effect {
        Effect::Store(Request::KeepDraft { agent: self.setup.agent.clone(), draft, at: self.now })
    }

    /// The effect of a record being done with: nothing that was written for it is kept any more.
    pub(super) fn done_with(&mut self, record: String) -> Effect {
        self.kept.forget(&record);
        Effect::Store(Request::DropDrafts { agent: self.setup.agent.clone(), records: vec![record] })
    }

    fn session(&self) -> Draft {
        let session = Session {
            shown: self.sheet().map(Sheet::record).unwrap_or_default(),
            last_own: self.last_own,
            pane: self.pane,
            zoom: self.zoom,
            typing: self.typing,
            over: self.over.clone(),
            after: self.after.clone(),
            wrap_until: self.wrap_until,
            ring: self.ring,
            declined: self.declined.clone(),
            queue: self.queue.clone(),
            answers: self.answers.clone(),
            log: self.latest.view().clone(),
            first: self.first.clone(),
            used: self.used.clone(),
            answer: self.answer_forms.shown.clone(),
        };
        Draft::of(DESK, SESSION, &session)
    }

    /// Puts the desk as it was when it was left.
    pub(super) fn take_up_again(&mut self) -> Vec<Effect> {
        let own: Vec<_> = self.desk.own.iter().map(|own| Subject::Contact(own.contact.id)).collect();
        for subject in &own {
            self.lay_out(*subject);
        }
        answers::restore(self);
        let left = self.kept.get(DESK, SESSION).and_then(|draft| serde_json::from_str(&draft.text).ok());
        let Some(left): Option<Session> = left else {
            return own.first().map(|subject| self.begin_with(*subject)).unwrap_or_default();
        };
        self.zoom = left.zoom;
        (self.last_own, self.after, self.wrap_until) = (left.last_own, left.after, left.wrap_until);
        (self.declined, self.used) = (left.declined, left.used);
        self.ring = left.ring.filter(|ring| self.still_waits(ring.contact));
        (self.queue, self.answers, self.first) = (left.queue, left.answers, left.first);
        self.latest.take_up(left.log);
        self.answer_forms.shown = left.answer;
        let shown = Subject::of_record(&left.shown).filter(|subject| match subject {
            // One that is closed by now shows only where its note is not in the log: another desk was first.
            Subject::Contact(id) => {
                own.contains(subject)
                    || self.still_waits(*id)
                    || self.kept.get(&left.shown, Writing::Note.field()).is_some()
            }
            Subject::Customer(_) => true,
        });
        // A contact was taken, or the one that showed was closed, in the moment before the end.
        if let (None, Some(first)) = (shown, own.first()) {
            return self.begin_with(*first);
        }
        let mut effects = match shown {
            Some(subject) => self.show(subject),
            None => vec![self.search_again()],
        };
        customer::restore_newcomer(self);
        self.pane = left.pane;
        self.typing = if self.has_text(left.typing) { left.typing } else { Typing::Nothing };
        if let Some(over) = left.over {
            effects.extend(over::take_up(self, over));
        }
        effects
    }

    fn begin_with(&mut self, subject: Subject) -> Vec<Effect> {
        customer::restore_newcomer(self);
        self.pane = Pane::Customer;
        self.show(subject)
    }

    fn still_waits(&self, id: ContactId) -> bool {
        self.waiting(id).is_some_and(|waiting| waiting.contact.state == ContactState::Waiting)
    }

    /// Whether there is such a text, for the cursor to go to.
    pub(super) fn has_text(&self, typing: Typing) -> bool {
        match typing {
            Typing::Nothing | Typing::Search => true,
            Typing::Note => self.sheet().is_some_and(Sheet::takes_note),
            Typing::WrapUp => wrap_up::is_open(self),
            Typing::Form => customer::has_form(self),
            Typing::Answer => answers::has_form(self),
        }
    }
}
