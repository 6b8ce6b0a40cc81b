//! What the store answered. A reply names what it answers; one that no longer matters is dropped.

use std::sync::Arc;

use crate::app::effect::Effect;
use crate::app::over;
use crate::app::pane::{answers, customer, log, wrap_up};
use crate::app::sheet::{PASS_ON, PROMISE, Sheet, Subject, Whose, caller_name};
use crate::app::state::{Loaded, Pane, State};
use crate::domain::action::approval::ApprovalAction;
use crate::domain::action::{Action, Refusal};
use crate::domain::approval::Verdict;
use crate::domain::contact::{Contact, ContactState};
use crate::domain::customer::Customer;
use crate::domain::file::CustomerFile;
use crate::domain::journal::Receipt;
use crate::domain::timestamp::DAY;
use crate::store::{self, AtHand, Desk, Draft, Reply, Request};
use crate::ui::format::short_clock;
use crate::ui::rule::Tone;

impl State {
    pub(super) fn answered(&mut self, reply: Reply) -> Vec<Effect> {
        match reply {
            Reply::Restored { drafts, customers, words } => self.restored(drafts, customers, words),
            Reply::Desk(desk) => self.desk_told(*desk),
            Reply::Arrived(contact) => {
                let mut effects = vec![self.ask_desk()];
                if let (Some(customer), Some(sheet)) = (contact.customer, self.sheet())
                    && sheet.file().is_some_and(|file| file.customer.id == customer)
                {
                    effects.extend(self.shown.map(Self::ask_for));
                }
                effects
            }
            Reply::Stepped(contact) => self.stepped(&contact),
            Reply::Said(contact) => {
                self.stands(&contact);
                self.said(&contact)
            }
            Reply::Contact { contact, file, matches } => {
                let whose = file.map_or(Whose::Unknown(matches), Whose::Known);
                self.opened(Subject::Contact(contact.id), Some(*contact), whose)
            }
            Reply::File(file) => self.opened(Subject::Customer(file.customer.id), None, Whose::Known(file)),
            Reply::Answer(answer, history) => answers::told(self, *answer, history),
            Reply::Uses(uses) => answers::uses_told(self, uses),
            Reply::Found { text, customers } => over::customers_found(self, &text, customers),
            Reply::Performed(receipts) => self.performed(&receipts),
            Reply::Done(receipts) => {
                self.done = receipts;
                Vec::new()
            }
            Reply::Latest(contacts) => {
                self.latest.told(contacts);
                Vec::new()
            }
            Reply::DraftKept { record, field, at } => {
                self.kept.was_kept(&record, &field, at);
                Vec::new()
            }
            Reply::Previewed { actions, outcome } => self.previewed(&actions, &outcome),
            Reply::KnownWords(words) => {
                self.words_known(words);
                Vec::new()
            }
            Reply::Goods(products) => {
                self.goods_told(products);
                self.look_again()
            }
            Reply::Offered { text, offers } => {
                let mut effects = customer::deed::offered_goods(self, &text, offers);
                effects.extend(over::look(self));
                effects
            }
            Reply::Called { typed, answers } => answers::expand::told(self, &typed, answers),
            Reply::Favourites(favourites) => answers::favourites::told(self, favourites),
            Reply::Learning(learning) => over::learning_told(self, *learning),
            Reply::PresenceSet(_) | Reply::Nothing => Vec::new(),
            Reply::Failed { request, error } => self.failed(&request, &error),
        }
    }
}

impl State {
    fn previewed(&mut self, actions: &[Action], outcome: &Result<Vec<Receipt>, (usize, Refusal)>) -> Vec<Effect> {
        over::previewed(self, actions, outcome);
        customer::deed::previewed(self, actions, outcome);
        Vec::new()
    }

    fn restored(&mut self, drafts: Vec<Draft>, customers: i64, words: Vec<String>) -> Vec<Effect> {
        self.words_learned(words);
        self.customers = customers;
        if self.loaded == Loaded::Desk {
            self.take_over(&drafts);
            return Vec::new();
        }
        self.kept.take_in(drafts, self.now);
        self.loaded = Loaded::Restored;
        vec![self.ask_desk()]
    }

    fn desk_told(&mut self, desk: Desk) -> Vec<Effect> {
        self.tell_decided(&desk);
        self.desk = desk;
        let gone: Vec<_> = self.declined.iter().copied().filter(|id| self.waiting(*id).is_none()).collect();
        self.declined.retain(|id| !gone.contains(id));
        self.queue.list.clamp(crate::app::pane::queue::rows(self).len());
        let contacts: Vec<Contact> = self.desk.own.iter().map(|own| own.contact.clone()).collect();
        for contact in &contacts {
            if let Some(sheet) = self.sheets.get_mut(&Subject::Contact(contact.id)) {
                sheet.contact = Some(contact.clone());
            }
        }
        let mut effects = Vec::new();
        if self.loaded == Loaded::Restored {
            self.loaded = Loaded::Desk;
            if customer::first::shows(self) {
                self.pane = Pane::Customer;
            }
            effects.extend(self.begin_presence());
            effects.extend(self.take_up_again());
            effects.push(self.ask_done());
            effects.push(Effect::Store(Request::AtHand(AtHand::Favourites { agent: self.setup.agent.clone() })));
        }
        if self.shown.is_none() {
            effects.push(Effect::Store(Request::Latest { agent: self.setup.agent.clone() }));
        }
        effects.extend(self.follow_contacts());
        effects.extend(self.offer());
        effects
    }

    /// Says what became of what this agent asked for, once somebody has decided.
    fn tell_decided(&mut self, desk: &Desk) {
        let waited = |id| {
            let known = self.desk.approvals.iter().find(|(known, _)| known.id == id);
            known.is_some_and(|(known, _)| known.verdict == Verdict::Waiting && known.asked_by == self.setup.agent)
        };
        let decided = desk.approvals.iter().filter(|(now, _)| now.verdict != Verdict::Waiting && waited(now.id));
        let told: Vec<_> = decided
            .map(|(approval, customer)| {
                let tone = if approval.verdict == Verdict::Approved { Tone::Quiet } else { Tone::Late };
                (tone, over::approval_words(approval, customer.as_ref()))
            })
            .collect();
        for (tone, words) in told {
            self.say(tone, words);
        }
    }

    fn stepped(&mut self, contact: &Contact) -> Vec<Effect> {
        let came_for = self.waiting(contact.id).map(|waiting| waiting.contact.queue.clone());
        if contact.state == ContactState::Abandoned {
            let customer = self.waiting(contact.id).and_then(|waiting| waiting.customer.as_ref());
            let name = customer.map_or_else(|| caller_name(contact), Customer::name);
            self.say(Tone::Quiet, format!("{name} gave up after {}", short_clock(contact.times.wait_seconds)));
        }
        self.stands(contact);
        let mut effects: Vec<Effect> = Self::tell_channel(contact).into_iter().collect();
        effects.push(self.ask_desk());
        let subject = Subject::Contact(contact.id);
        match contact.state {
            ContactState::Wrapping => {
                wrap_up::begin(self, subject);
                if self.shown == Some(subject) {
                    self.say(Tone::Quiet, "The contact has ended; choose what came of it");
                }
            }
            ContactState::Waiting | ContactState::Abandoned | ContactState::Closed => {
                let left = self.shown == Some(subject) && contact.state == ContactState::Waiting;
                let handed_over = came_for.as_ref().is_some_and(|queue| *queue != contact.queue);
                self.lay_aside(subject);
                if handed_over {
                    self.kept.is_gone(&subject.record(), PASS_ON);
                }
                if contact.state != ContactState::Waiting {
                    effects.push(self.done_with(subject.record()));
                }
                if left {
                    effects.extend(self.left_desk(contact, came_for.as_deref()));
                }
            }
            ContactState::Open | ContactState::Held => effects.push(Self::ask_for(subject)),
        }
        effects
    }

    /// A contact went back into a queue: the next one of the agent's own comes to hand.
    fn left_desk(&mut self, contact: &Contact, queue: Option<&str>) -> Vec<Effect> {
        self.pane = Pane::Queue;
        let where_to = match queue {
            Some(queue) if queue != contact.queue => format!("passed on to {}", self.setup.queue_title(&contact.queue)),
            Some(_) | None => "back in the queue".to_owned(),
        };
        self.say(Tone::Quiet, format!("{} is {where_to}", contact.reference));
        let next = self.desk.own.iter().map(|own| own.contact.id).find(|id| *id != contact.id);
        self.put_away(next.map(Subject::Contact))
    }

    fn opened(&mut self, subject: Subject, contact: Option<Contact>, whose: Whose) -> Vec<Effect> {
        let agent = self.setup.agent.clone();
        let Some(sheet) = self.sheets.get_mut(&subject) else { return Vec::new() };
        let mut changed = None;
        if let Some(contact) = contact {
            let was_here = sheet.takes_note();
            sheet.contact = Some(contact);
            changed = sheet.contact.as_ref().filter(|_| was_here).and_then(|now| taken_away(now, &agent));
            if changed.is_some() {
                wrap_up::lay_by(sheet);
            }
        }
        sheet.whose = whose;
        changed = customer::opened(sheet).or(changed);
        log::opened(sheet);
        if sheet.is_wrapping() && sheet.wrap_up.is_none() {
            wrap_up::begin(self, subject);
        }
        if let Some(words) = changed {
            self.say(Tone::Late, format!("▲ {words}"));
        }
        if self.shown != Some(subject) {
            return Vec::new();
        }
        self.sift();
        customer::deed::kept::restore(self);
        let mut effects = self.look_again();
        effects.extend(answers::read_along(self));
        effects
    }

    /// What is being said and filled in is read again, because more is known than before.
    fn look_again(&mut self) -> Vec<Effect> {
        let mut effects = customer::deed::look(self);
        effects.extend(over::look(self));
        effects
    }

    fn performed(&mut self, receipts: &[Receipt]) -> Vec<Effect> {
        let mut effects = Vec::new();
        for receipt in receipts {
            effects.extend(self.was_done(receipt));
        }
        effects.extend(self.refresh());
        effects.push(self.ask_done());
        effects.extend(over::look_again(self));
        effects
    }

    /// The request for what the agent did within a day and could take back.
    fn ask_done(&self) -> Effect {
        let since = self.now.plus_seconds(-DAY);
        Effect::Store(Request::DoneBy { agent: self.setup.agent.clone(), since })
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "most actions need no more than to be told")]
    fn was_done(&mut self, receipt: &Receipt) -> Vec<Effect> {
        let undo = self.setup.keymap.key_of(crate::app::keymap::Order::Undo);
        match &receipt.action {
            Action::CloseContact { .. } => {
                self.uses.clear();
                wrap_up::closed(self, receipt)
            }
            Action::Answer(_) => answers::saved(self, receipt),
            Action::CreateCustomer { .. } | Action::ChangeCustomer { .. } => customer::saved(self, receipt),
            Action::Undo { receipt } => {
                self.say(Tone::Quiet, "✓ Taken back");
                let undone = self.done.iter().find(|done| done.id == *receipt).cloned();
                let mut effects = undone.map(|undone| wrap_up::reopened(self, &undone)).unwrap_or_default();
                effects.push(self.search_again());
                effects
            }
            action => {
                customer::deed::saved(self, receipt);
                if matches!(action, Action::Approval(ApprovalAction::RequestApproval { .. })) {
                    return answers::saved(self, receipt);
                }
                if matches!(action, Action::ScheduleCallback { .. }) {
                    self.promised(receipt);
                }
                self.say(Tone::Quiet, format!("✓ {} · {undo} undo", capital(&action.words())));
                Vec::new()
            }
        }
    }

    /// The line in which a promise was typed has done its work.
    fn promised(&mut self, receipt: &Receipt) {
        let customer = receipt.customer;
        let concerned = |sheet: &&mut Sheet| {
            let of_contact = sheet.contact.as_ref().is_some_and(|contact| Some(contact.id) == receipt.contact);
            of_contact || sheet.file().is_some_and(|file| Some(file.customer.id) == customer)
        };
        for sheet in self.sheets.values_mut().filter(concerned) {
            sheet.lines.remove(PROMISE);
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "what failed is told; few requests need more")]
    fn failed(&mut self, request: &Request, error: &Arc<store::Error>) -> Vec<Effect> {
        tracing::warn!(code = error.code(), "the store did not do what it was asked");
        if let Request::KeepDraft { draft, .. } = request {
            self.draft_not_kept(draft, &error.to_string());
            return Vec::new();
        }
        self.say(Tone::Failed, capital(&error.to_string()));
        match request {
            Request::Perform { .. } => {
                wrap_up::not_closed(self);
                let mut effects = customer::not_saved(self, error);
                effects.extend(customer::deed::not_saved(self, error));
                effects.extend(answers::not_saved(self, error));
                effects
            }
            Request::Step { .. } => vec![self.ask_desk()],
            Request::Say { contact, .. } => {
                if let Some(sheet) = self.sheets.get_mut(&Subject::Contact(*contact)) {
                    sheet.sending = None;
                }
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// The file that is open for the sheet that is shown.
    pub(in crate::app) fn file(&self) -> Option<&CustomerFile> {
        self.sheet()?.file()
    }
}

/// What became at another desk of a contact that was on this one, in words; `None` where it is here still.
fn taken_away(contact: &Contact, agent: &str) -> Option<String> {
    let what = match contact.state {
        ContactState::Open | ContactState::Held | ContactState::Wrapping if contact.agent == agent => return None,
        ContactState::Open | ContactState::Held | ContactState::Wrapping => format!("is with {} now", contact.agent),
        ContactState::Waiting => "is back in the queue".to_owned(),
        ContactState::Abandoned => "was given up".to_owned(),
        ContactState::Closed if contact.disposition.is_empty() => "was closed at another desk".to_owned(),
        ContactState::Closed => format!("was closed at another desk as {}", contact.disposition),
    };
    Some(format!("{} {what}; nothing of yours is lost", contact.reference))
}

/// A sentence begins with a capital.
pub(in crate::app) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
