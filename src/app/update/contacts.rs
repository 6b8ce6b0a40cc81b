//! A contact on its way through the desk: it arrives, rings, is taken, held, handed over, and ends.

use crate::app::effect::Effect;
use crate::app::learn;
use crate::app::pane::customer;
use crate::app::sheet::{Sheet, Subject, Whose};
use crate::app::state::{Pane, Ring, State, Typing};
use crate::channel::{Arrival, Command};
use crate::config::Bell;
use crate::domain::agent::AgentState;
use crate::domain::channel::Channel;
use crate::domain::contact::{Contact, ContactState, Step};
use crate::domain::id::ContactId;
use crate::store::{Draft, Request};
use crate::ui::rule::Tone;

/// For how many seconds after a key the agent's hands are on the keys.
const HANDS_ON: i64 = 2;

/// How long a call rings on a desk before it rings on another, in seconds.
const RINGS: i64 = 30;

impl State {
    pub(super) fn arrived(&mut self, arrival: &Arrival) -> Vec<Effect> {
        let queue = self.setup.queue_or_usual(&arrival.queue, arrival.channel).to_owned();
        let mut contact = Contact::arriving(ContactId(0), arrival.channel, &queue, self.now);
        let usual = self.setup.queues.iter().find(|known| known.name == queue).map_or(3, |known| known.priority);
        contact.call.clone_from(&arrival.call);
        contact.priority = arrival.priority.unwrap_or(usual);
        contact.from.clone_from(&arrival.from);
        contact.name.clone_from(&arrival.name);
        contact.subject.clone_from(&arrival.subject);
        contact.body.clone_from(&arrival.body);
        vec![Effect::Store(Request::Arrive(Box::new(contact)))]
    }

    /// The contact that a channel calls so.
    pub(super) fn call(&self, call: &str) -> Option<ContactId> {
        let all = self.desk.own.iter().chain(&self.desk.waiting);
        all.map(|waiting| &waiting.contact).find(|contact| contact.call == call).map(|contact| contact.id)
    }

    /// The customer is gone: from the queue, or from the line.
    pub(super) fn ended(&mut self, call: &str) -> Vec<Effect> {
        let Some(id) = self.call(call) else { return Vec::new() };
        match self.waiting(id).map(|waiting| waiting.contact.state) {
            Some(ContactState::Waiting) => vec![self.step(id, Step::Abandon)],
            Some(ContactState::Open | ContactState::Held) => vec![self.step(id, Step::End)],
            Some(ContactState::Wrapping | ContactState::Closed | ContactState::Abandoned) | None => Vec::new(),
        }
    }

    /// The effect of one step, taken by this agent now.
    pub(in crate::app) fn step(&self, contact: ContactId, step: Step) -> Effect {
        self.step_and_keep(contact, step, Vec::new())
    }

    /// The same, with drafts as they are to be kept from then on.
    pub(in crate::app) fn step_and_keep(&self, contact: ContactId, step: Step, drafts: Vec<Draft>) -> Effect {
        Effect::Store(Request::Step { contact, step, agent: self.setup.agent.clone(), at: self.now, drafts })
    }

    /// Takes a contact out of the queue. A call on the line is put on hold first, so that nobody hears another's matter.
    pub(in crate::app) fn take(&mut self, id: ContactId) -> Vec<Effect> {
        let Some(waiting) = self.waiting(id).cloned() else { return Vec::new() };
        let on_line = |contact: &Contact| contact.channel == Channel::Phone && contact.state == ContactState::Open;
        let speaking = self.desk.own.iter().map(|own| &own.contact).find(|contact| on_line(contact)).map(|own| own.id);
        let mut effects = Vec::new();
        if waiting.contact.channel == Channel::Phone {
            effects.extend(speaking.map(|id| self.step(id, Step::Hold)));
        }
        if self.ring.is_some_and(|ring| ring.contact == id) {
            self.ring = None;
            self.notice = None;
        }
        self.pane = Pane::Customer;
        self.typing = Typing::Nothing;
        effects.push(self.step(id, Step::Take));
        effects.extend(self.show(Subject::Contact(id)));
        effects
    }

    /// Brings a sheet to the top. What was being typed elsewhere stays where it was typed.
    pub(in crate::app) fn show(&mut self, subject: Subject) -> Vec<Effect> {
        self.last_own = self.own_contact().map(|own| own.id).or(self.last_own);
        let subject = self.own_of(subject);
        if self.shown != Some(subject) {
            self.typing = Typing::Nothing;
            self.over = None;
        }
        customer::step_aside(self);
        self.shown = Some(subject);
        self.asked_to_end = None;
        self.lay_out(subject);
        let mut effects = self.tidy_up();
        effects.extend([Self::ask_for(subject), self.search_again()]);
        effects
    }

    /// Makes the sheet of a subject, with what is kept of it, where there is none.
    pub(in crate::app) fn lay_out(&mut self, subject: Subject) {
        if self.sheets.contains_key(&subject) {
            return;
        }
        let contact = match subject {
            Subject::Contact(id) => self.waiting(id).map(|waiting| waiting.contact.clone()),
            Subject::Customer(_) => None,
        };
        let mut sheet = Sheet::new(subject, contact, self.now);
        sheet.take_up(self.kept.of(&sheet.record()), &self.setup);
        self.sheets.insert(subject, sheet);
    }

    /// Takes away the sheets that were only looked at, so that a long day leaves none behind.
    fn tidy_up(&mut self) -> Vec<Effect> {
        let own: Vec<_> = self.desk.own.iter().map(|own| Subject::Contact(own.contact.id)).collect();
        let looked_at = |subject: &Subject, sheet: &Sheet| {
            self.shown != Some(*subject) && !own.contains(subject) && !sheet.is_written_on()
        };
        let gone: Vec<_> = self.sheets.extract_if(.., |subject, sheet| looked_at(subject, sheet)).collect();
        self.learned.misses.extend(gone.iter().filter_map(|(_, sheet)| learn::left(sheet, &self.setup.agent)));
        gone.into_iter().map(|(_, sheet)| self.done_with(sheet.record())).collect()
    }

    /// The contact in which the agent is with a customer who is looked up; the subject itself where there is none.
    fn own_of(&self, subject: Subject) -> Subject {
        let Subject::Customer(customer) = subject else { return subject };
        let own = self.at_hand().into_iter().chain(self.desk.own.iter().map(|own| &own.contact));
        let theirs = own.into_iter().find(|own| own.customer == Some(customer));
        theirs.map_or(subject, |own| Subject::Contact(own.id))
    }

    /// Takes away the sheet that shows, for the next one or for none.
    pub(in crate::app) fn put_away(&mut self, next: Option<Subject>) -> Vec<Effect> {
        self.shown = None;
        self.typing = Typing::Nothing;
        match next {
            Some(next) => self.show(next),
            None => vec![self.search_again()],
        }
    }

    /// Brings the contact at hand to the top, where it is not there.
    pub(in crate::app) fn show_at_hand(&mut self) -> Vec<Effect> {
        let below = self.at_hand().filter(|_| self.own_contact().is_none()).map(|own| Subject::Contact(own.id));
        below.map(|subject| self.show(subject)).unwrap_or_default()
    }

    pub(in crate::app) fn ask_for(subject: Subject) -> Effect {
        Effect::Store(match subject {
            Subject::Contact(id) => Request::OpenContact(id),
            Subject::Customer(id) => Request::OpenCustomer(id),
        })
    }

    /// Lets the first live contact that waits ring, if the agent is ready and nothing rings yet.
    pub(super) fn offer(&mut self) -> Vec<Effect> {
        let ringing = self.ring.and_then(|ring| self.waiting(ring.contact));
        if self.ring.is_some() && !ringing.is_some_and(|call| call.contact.state == ContactState::Waiting) {
            self.ring = None;
            self.say(Tone::Quiet, "The call stopped ringing");
        }
        if self.ring.is_some() || self.presence().state != AgentState::Ready {
            return Vec::new();
        }
        let calls = self.desk.waiting.iter().map(|waiting| &waiting.contact);
        let next = calls.filter(|contact| contact.channel == Channel::Phone);
        let Some((id, queue)) = next
            .filter(|contact| !self.declined.contains(&contact.id))
            .map(|contact| (contact.id, contact.queue.clone()))
            .next()
        else {
            return Vec::new();
        };
        self.ring = Some(Ring { contact: id, since: self.now });
        let title = self.setup.queue_title(&queue).to_owned();
        self.say(Tone::Live, format!("{title} is ringing"));
        let mut effects = match self.setup.bell {
            Bell::Rings => vec![Effect::Ring],
            Bell::Silent => Vec::new(),
        };
        if self.typing == Typing::Nothing && self.over.is_none() {
            // Whose hands are on the keys keeps the focus: the next key must mean what it meant.
            let busy = self.pressed_at.is_some_and(|at| self.now.seconds_since(at) < HANDS_ON);
            if !busy {
                self.pane = Pane::Customer;
            }
            effects.extend(self.show(Subject::Contact(id)));
        }
        effects
    }

    /// Stops a call that rang too long: the agent does not respond, and it rings elsewhere.
    pub(super) fn give_up_ringing(&mut self) -> Vec<Effect> {
        let Some(ring) = self.ring.filter(|ring| self.now.seconds_since(ring.since) >= RINGS) else {
            return Vec::new();
        };
        self.ring = None;
        self.declined.push(ring.contact);
        self.say(Tone::Late, "You did not answer, so no more calls come. F9 makes you ready again");
        vec![self.set_presence(AgentState::NotResponding, String::new())]
    }

    /// Declines the ringing call: it stays in the queue and rings on another desk.
    pub(super) fn decline(&mut self, ring: Ring) -> Vec<Effect> {
        self.ring = None;
        self.declined.push(ring.contact);
        self.say(Tone::Quiet, "Declined; the call stays in the queue");
        vec![self.ask_desk()]
    }

    /// Puts a contact as it stands now on its sheet and into the lists, without waiting for the store to list them anew.
    pub(super) fn stands(&mut self, contact: &Contact) {
        if let Some(sheet) = self.sheets.get_mut(&Subject::Contact(contact.id)) {
            sheet.contact = Some(contact.clone());
            if let Whose::Known(file) = &mut sheet.whose
                && let Some(listed) = file.contacts.iter_mut().find(|listed| listed.id == contact.id)
            {
                listed.clone_from(contact);
            }
        }
        let lists = self.desk.own.iter_mut().chain(&mut self.desk.waiting);
        for listed in lists.filter(|listed| listed.contact.id == contact.id) {
            listed.contact.clone_from(contact);
        }
    }

    /// What the channel of a contact is told about its new state.
    pub(super) fn tell_channel(contact: &Contact) -> Option<Effect> {
        let call = contact.call.clone();
        let command = match contact.state {
            ContactState::Open => Command::Answered { call },
            ContactState::Wrapping | ContactState::Closed => Command::End { call },
            ContactState::Waiting | ContactState::Held | ContactState::Abandoned => return None,
        };
        (!contact.call.is_empty()).then_some(Effect::Channel(command))
    }
}
