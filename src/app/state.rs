//! Everything the desk knows at a moment, and the questions that more than one pane asks of it.

mod place;

use std::collections::{BTreeMap, VecDeque};
use std::fmt;

use serde::{Deserialize, Serialize};

pub(super) use self::place::{Pane, Sight, Typing, Zoom};
use super::effect::Effect;
use super::fault::Fault;
use super::kept::Kept;
use super::keymap::{Order, Place};
use super::learn::Learned;
use super::message::Found;
use super::over::Over;
use super::pane::answers::expand::Calling;
use super::pane::answers::{self, AnswerForms, AnswersView};
use super::pane::customer::first::{self, FirstSteps};
use super::pane::customer::{self, CustomerForm};
use super::pane::log::Latest;
use super::pane::queue::QueueView;
use super::pane::wrap_up::{self, WrapUpForm};
use super::proof::Proof;
use super::setup::Setup;
use super::sheet::{Sheet, Subject, caller_name};
use crate::domain::action::Action;
use crate::domain::agent::{AgentState, Presence, SetBy};
use crate::domain::answer::{Answer, Past, Reader, Use};
use crate::domain::contact::{Contact, ContactState};
use crate::domain::customer::Customer;
use crate::domain::fill::Basis;
use crate::domain::id::{AnswerId, ContactId};
use crate::domain::journal::Receipt;
use crate::domain::product::{Offer, Product};
use crate::domain::record::RecordKind;
use crate::domain::timestamp::{Date, Timestamp};
use crate::store::{Desk, Request, Waiting};
use crate::ui::format::Wall;
use crate::ui::rule::Tone;

/// Everything the desk knows.
pub struct State {
    /// What was settled before it opened.
    pub setup: Setup,
    /// The moment of the last message.
    pub now: Timestamp,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    pub(super) pane: Pane,
    pub(super) zoom: Zoom,
    pub(super) sight: Sight,
    pub(super) typing: Typing,
    pub(super) desk: Desk,
    pub(super) loaded: Loaded,
    pub(super) queue: QueueView,
    pub(super) answers: AnswersView,
    pub(super) found: Found,
    /// The answers that are being written.
    pub(super) answer_forms: AnswerForms,
    /// An answer as it stands, with what became of it, once somebody asked.
    pub(super) told_answer: Option<(Answer, Vec<Past>)>,
    /// What came of the answers that show; nothing of those that the store was asked about.
    pub(super) uses: BTreeMap<AnswerId, Option<Use>>,
    pub(super) latest: Latest,
    pub(super) sheets: BTreeMap<Subject, Sheet>,
    pub(super) shown: Option<Subject>,
    /// The contact of the agent's own that showed last.
    pub(super) last_own: Option<ContactId>,
    /// A customer who is being added outside of any contact.
    pub(super) newcomer: Option<CustomerForm>,
    pub(super) first: FirstSteps,
    pub(super) ring: Option<Ring>,
    pub(super) declined: Vec<ContactId>,
    pub(super) after: (AgentState, String),
    /// Until when the agent is not ready although the wrap-up is done, where the time for it is to run to its end.
    pub(super) wrap_until: Option<Timestamp>,
    pub(super) kept: Kept,
    pub(super) over: Option<Over>,
    /// The commands given by their names, the latest first.
    pub(super) used: Vec<Order>,
    pub(super) notice: Option<Notice>,
    pub(super) notices: VecDeque<Notice>,
    /// Why the store does not take what is written, as long as it does not.
    pub(super) fault: Option<Fault>,
    pub(super) done: Vec<Receipt>,
    pub(super) asked_to_end: Option<Timestamp>,
    pub(super) customers: i64,
    /// What was copied last was filled from, wherever it is put.
    pub(super) copied: Vec<Basis>,
    /// What is being typed for an answer in a text.
    pub(super) calling: Calling,
    /// The answers that the agent wants at hand.
    pub(super) favourites: Vec<Answer>,
    /// What is known of the catalogue so far: the goods of the orders that were spoken of.
    pub(super) products: Vec<Product>,
    /// What was found in the catalogue for what is being typed.
    pub(super) offers: Vec<Offer>,
    /// The customers who were found for what is being typed.
    pub(super) people: Vec<Customer>,
    /// The line for which they were asked.
    pub(super) offers_for: String,
    /// The orders of which the goods were asked for.
    pub(super) asked_goods: Vec<String>,
    /// What is learned from searches.
    pub(super) learned: Learned,
    /// The proof of the text that is being written.
    pub(super) proof: Proof,
    pub(super) serial: u64,
    /// When a key was last pressed.
    pub(super) pressed_at: Option<Timestamp>,
}

/// Where the agent is, and nothing of what stands there: it is full of what people said.
impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { pane, typing, shown, size, .. } = self;
        write!(f, "State({pane:?}, {typing:?}, {shown:?}, {} sheets, {size:?})", self.sheets.len())
    }
}

/// How much of the desk has come from the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Loaded {
    Nothing,
    Restored,
    Desk,
}

/// A call that rings on this desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Ring {
    pub(super) contact: ContactId,
    pub(super) since: Timestamp,
}

/// What the desk says on its bottom rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Notice {
    pub(super) at: Timestamp,
    pub(super) tone: Tone,
    pub(super) words: String,
}

impl State {
    /// The desk before anything came from the store, and what it asks for first.
    #[must_use]
    pub fn open(setup: Setup, now: Timestamp, size: (u16, u16)) -> (Self, Vec<Effect>) {
        let agent = setup.agent.clone();
        let state = Self {
            setup,
            now,
            size,
            pane: Pane::Queue,
            zoom: Zoom::All,
            sight: Sight::Shown,
            typing: Typing::Nothing,
            desk: Desk::default(),
            loaded: Loaded::Nothing,
            queue: QueueView::default(),
            answers: AnswersView::default(),
            found: Found::default(),
            answer_forms: AnswerForms::default(),
            told_answer: None,
            uses: BTreeMap::new(),
            latest: Latest::default(),
            sheets: BTreeMap::new(),
            shown: None,
            last_own: None,
            newcomer: None,
            first: FirstSteps::default(),
            ring: None,
            declined: Vec::new(),
            after: (AgentState::Ready, String::new()),
            wrap_until: None,
            kept: Kept::default(),
            over: None,
            used: Vec::new(),
            notice: None,
            notices: VecDeque::new(),
            fault: None,
            done: Vec::new(),
            asked_to_end: None,
            customers: 0,
            copied: Vec::new(),
            calling: Calling::default(),
            favourites: Vec::new(),
            products: Vec::new(),
            offers: Vec::new(),
            people: Vec::new(),
            offers_for: String::new(),
            asked_goods: Vec::new(),
            learned: Learned::default(),
            proof: Proof::default(),
            serial: 0,
            pressed_at: None,
        };
        let search = state.search_again();
        (state, vec![Effect::Store(Request::Restore { agent }), search])
    }

    /// The clock on the wall.
    pub(super) fn wall(&self) -> Wall {
        Wall { now: self.now, zone: self.setup.house.zone, hours: self.setup.clock, dates: self.setup.dates }
    }

    /// The day on the wall.
    pub(super) fn today(&self) -> Date {
        self.setup.house.zone.civil(self.now).date
    }

    /// Who looks for answers here.
    pub(super) fn reader(&self) -> Reader {
        Reader { agent: self.setup.agent.clone(), at: self.now }
    }

    /// The request for what the desk shows before anything is opened.
    pub(super) fn ask_desk(&self) -> Effect {
        let midnight = self.setup.house.zone.midnight(self.setup.house.zone.civil(self.now).date);
        Effect::Store(Request::Desk { agent: self.setup.agent.clone(), at: self.now, midnight })
    }

    /// The sheet that is shown.
    pub(super) fn sheet(&self) -> Option<&Sheet> {
        self.sheets.get(&self.shown?)
    }

    /// The sheet that is shown, to be written on.
    pub(super) fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        self.sheets.get_mut(&self.shown?)
    }

    /// The contact of the sheet that is shown.
    pub(super) fn contact(&self) -> Option<&Contact> {
        self.sheet()?.contact.as_ref()
    }

    /// The contact that is shown, if it is on this agent's desk.
    pub(super) fn own_contact(&self) -> Option<&Contact> {
        self.contact().filter(|contact| contact.state.is_on_desk() && contact.agent == self.setup.agent)
    }

    /// The contact that the keys of the call act on: the one that shows where it is the agent's own, else the one of
    /// them that showed last.
    pub(super) fn at_hand(&self) -> Option<&Contact> {
        let own = || self.desk.own.iter().map(|own| &own.contact);
        let last = || own().find(|contact| Some(contact.id) == self.last_own);
        self.own_contact().or_else(last).or_else(|| own().next())
    }

    /// With whom the contact at hand is.
    pub(super) fn name_at_hand(&self) -> String {
        if let (Some(_), Some(sheet)) = (self.own_contact(), self.sheet()) {
            return sheet.name();
        }
        let Some(own) = self.at_hand() else { return String::new() };
        let customer = self.waiting(own.id).and_then(|waiting| waiting.customer.as_ref());
        customer.map_or_else(|| caller_name(own), Customer::name)
    }

    /// The contact at hand while the file that shows is of somebody else, who does not ring either.
    pub(super) fn contact_of_another(&self) -> Option<&Contact> {
        let rings = self.ring.map(|ring| Subject::Contact(ring.contact));
        let shown = self.sheet()?.file().map(|file| file.customer.id);
        self.at_hand().filter(|own| {
            self.own_contact().is_none() && rings != self.shown && (shown.is_none() || own.customer != shown)
        })
    }

    /// A contact of the queue or of this desk.
    pub(super) fn waiting(&self, id: ContactId) -> Option<&Waiting> {
        self.desk.own.iter().chain(&self.desk.waiting).find(|waiting| waiting.contact.id == id)
    }

    /// What the agent does, as of now.
    pub(super) fn presence(&self) -> Presence {
        self.desk.presence.clone().unwrap_or_else(|| Presence {
            state: AgentState::NotReady,
            reason: String::new(),
            since: self.now,
            set_by: SetBy::System,
        })
    }

    /// The state that follows from the contacts on the desk; `None` when there are none.
    pub(super) fn state_of_contacts(&self) -> Option<AgentState> {
        let any =
            |state| self.desk.own.iter().any(|own| own.contact.state == state && !self.is_over_time(&own.contact));
        let contacts = [
            (ContactState::Open, AgentState::OnContact),
            (ContactState::Held, AgentState::Holding),
            (ContactState::Wrapping, AgentState::AfterContactWork),
        ]
        .into_iter()
        .find_map(|(contact, agent)| any(contact).then_some(agent));
        contacts.or_else(|| self.wrap_until.filter(|until| *until > self.now).map(|_| AgentState::AfterContactWork))
    }

    /// The seconds there are for the work after a contact: those of the house, and those the agent took on top of them.
    /// `None` where nothing ends by itself.
    pub(super) fn wrap_up_seconds(&self, contact: &Contact) -> Option<i64> {
        let form = self.sheets.get(&Subject::Contact(contact.id)).and_then(|sheet| sheet.wrap_up.as_ref());
        Some(i64::from(self.setup.wrap_up.limit()?) + form.map_or(0, WrapUpForm::more))
    }

    /// Whether a contact is still being wrapped up when the time for that is over, so that the agent is free again.
    pub(super) fn is_over_time(&self, contact: &Contact) -> bool {
        let limit = self.wrap_up_seconds(contact);
        let wraps = contact.state == ContactState::Wrapping;
        wraps && limit.is_some_and(|limit| self.now.seconds_since(contact.since) >= limit)
    }

    /// What was done in a contact, in the order it was done. That it was closed is not among it.
    pub(super) fn done_in(&self, contact: ContactId) -> Vec<&Receipt> {
        let told = |receipt: &&Receipt| !matches!(receipt.action, Action::CloseContact { .. } | Action::Undo { .. });
        match self.sheet().and_then(Sheet::file) {
            Some(file) => file.done_in(contact).filter(told).collect(),
            None => self.done.iter().rev().filter(|done| done.contact == Some(contact)).filter(told).collect(),
        }
    }

    /// Says something on the bottom rule.
    pub(super) fn say(&mut self, tone: Tone, words: impl Into<String>) {
        let notice = Notice { at: self.now, tone, words: words.into() };
        self.notices.push_front(notice.clone());
        self.notices.truncate(100);
        self.notice = Some(notice);
    }

    /// The places whose keys act now, the most particular first.
    pub(super) fn places(&self) -> Vec<Place> {
        let wraps_up = self.typing == Typing::Nothing && self.pane == Pane::Customer && wrap_up::is_open(self);
        let typing = if wraps_up { Typing::WrapUp } else { self.typing };
        let mut places = vec![match (typing, self.pane) {
            (Typing::Search, _) | (Typing::Nothing, Pane::Answers) => Place::Answers,
            (Typing::Note, _) => Place::Note,
            (Typing::Form, _) if customer::shows_versions(self) => Place::Versions,
            (Typing::Form, _) if customer::shows_deed(self) => Place::Deed,
            (Typing::Form, _) => Place::Form,
            (Typing::Answer, _) if answers::shows_versions(self) => Place::Versions,
            (Typing::Answer, _) => Place::AnswerForm,
            (Typing::WrapUp, _) => Place::WrapUp,
            (Typing::Nothing, Pane::Queue) => Place::Queue,
            (Typing::Nothing, Pane::Customer) if first::shows(self) => Place::FirstSteps,
            (Typing::Nothing, Pane::Customer) if customer::shows_versions(self) => Place::Versions,
            (Typing::Nothing, Pane::Customer) if customer::shows_deed(self) => Place::Deed,
            (Typing::Nothing, Pane::Customer) => Place::Customer,
            (Typing::Nothing, Pane::Log) => Place::Log,
        }];
        if places == [Place::Customer] && self.file().is_some() {
            // On a row its verbs come first, but for the reply to a contact in writing; those of the customer stand behind the keys of the file.
            let kind = customer::marked(self).map(|(kind, _)| kind);
            let writes = self.why_not(Order::Reply).is_none().then_some(Place::Writing);
            places.splice(0..0, writes.into_iter().chain(kind.map(Place::Row)));
            places.push(Place::Row(RecordKind::Customer));
        }
        places.push(Place::Call);
        if self.typing == Typing::Nothing {
            places.extend([Place::List, Place::Everywhere]);
        }
        places
    }

    /// A key for a write that is done once, however often it is sent: the agent, the moment, and a count.
    pub(super) fn once(&mut self) -> String {
        self.serial += 1;
        format!("{}/{}/{}", self.setup.agent, self.now.micros(), self.serial)
    }
}
