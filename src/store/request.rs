//! What a desk asks of the store, as data: about one request for what each pane shows. The reply to a request names what
//! it answers, so that a desk can drop one that no longer matters.

mod reply;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use self::reply::Reply;
use super::driver::{Driver, Purpose};
use super::{AtHand, Draft, Error, Store, contacts, drafts, perform};
use crate::domain::action::{Action, Actor, House};
use crate::domain::agent::Presence;
use crate::domain::contact::{Contact, Line, Step};
use crate::domain::id::{AnswerId, ContactId, CustomerId};
use crate::domain::learning::{Miss, Pick};
use crate::domain::masked::Words;
use crate::domain::timestamp::Timestamp;

/// A question or a task for the store.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// What was left when this agent's desk closed, and what the store holds at all.
    Restore {
        /// The agent.
        agent: String,
    },
    /// The queue, the agent's own contacts, what is due, and the agent's state and day.
    Desk {
        /// The agent.
        agent: String,
        /// Now.
        at: Timestamp,
        /// When the agent's day began.
        midnight: Timestamp,
    },
    /// A contact came in.
    Arrive(Box<Contact>),
    /// A contact goes one step on.
    Step {
        /// The contact.
        contact: ContactId,
        /// The step.
        step: Step,
        /// Who takes it.
        agent: String,
        /// When.
        at: Timestamp,
        /// The drafts as they are to be kept once that is done, in the same transaction.
        drafts: Vec<Draft>,
    },
    /// Something was said in a contact.
    Say {
        /// The contact.
        contact: ContactId,
        /// What was said.
        line: Line,
        /// On whose desk.
        agent: String,
        /// The drafts as they are to be kept once that is done, in the same transaction.
        drafts: Vec<Draft>,
    },
    /// A contact with its customer's file, or those whose it might be.
    OpenContact(ContactId),
    /// A customer's file.
    OpenCustomer(CustomerId),
    /// An answer as it stands, with what became of it.
    OpenAnswer(AnswerId),
    /// How often answers were taken, and what came of the contacts.
    AnswerUses {
        /// The answers.
        answers: Vec<AnswerId>,
    },
    /// Customers whom a text describes.
    FindCustomers {
        /// What was typed.
        text: Words,
    },
    /// Variants of products that a text describes.
    FindProducts {
        /// What was typed.
        text: Words,
    },
    /// Actions, all or none.
    Perform {
        /// The actions.
        actions: Vec<Action>,
        /// Who acts.
        actor: Actor,
        /// The key under which this is done once, however often it is asked.
        key: String,
        /// The drafts as they are to be kept once that is done, in the same transaction.
        drafts: Vec<Draft>,
    },
    /// The contacts that the agent closed last.
    Latest {
        /// The agent.
        agent: String,
    },
    /// What actions would change, one after the other.
    Preview {
        /// The actions.
        actions: Vec<Action>,
        /// Who acts.
        actor: Actor,
    },
    /// The products of what is in an order.
    Goods {
        /// The order, by its number.
        order: String,
    },
    /// What the agent did and could take back.
    DoneBy {
        /// The agent.
        agent: String,
        /// Since when.
        since: Timestamp,
    },
    /// A text that is being written is to be kept.
    KeepDraft {
        /// Whose it is.
        agent: String,
        /// The text.
        draft: Draft,
        /// When.
        at: Timestamp,
    },
    /// The drafts of these records are done with.
    DropDrafts {
        /// Whose they are.
        agent: String,
        /// The records.
        records: Vec<String>,
    },
    /// The agent's state from now on.
    SetPresence {
        /// The agent.
        agent: String,
        /// The state.
        presence: Presence,
    },
    /// About the answers that come without a search.
    AtHand(AtHand),
    /// An answer was taken, or it became clear what became of it.
    RecordPick {
        /// What was typed, what was taken, by whom and for what.
        pick: Pick,
        /// During which contact.
        contact: Option<ContactId>,
    },
    /// A search came to nothing.
    RecordMiss(Miss),
    /// What was learned from searches, and what is missing.
    Learning,
    /// Which of these folded words name a product.
    KnownWords(Vec<Words>),
    /// A word is right that stands in no dictionary.
    LearnWord {
        /// The word.
        word: Words,
        /// Who says so.
        agent: String,
        /// When.
        at: Timestamp,
    },
}

impl Request {
    /// Whether it leaves something in the store.
    #[must_use]
    pub const fn writes(&self) -> bool {
        match self {
            Self::AtHand(asked) => asked.writes(),
            Self::Arrive(_)
            | Self::Step { .. }
            | Self::Say { .. }
            | Self::Perform { .. }
            | Self::KeepDraft { .. }
            | Self::DropDrafts { .. }
            | Self::SetPresence { .. }
            | Self::RecordPick { .. }
            | Self::RecordMiss(_)
            | Self::LearnWord { .. } => true,
            Self::Restore { .. }
            | Self::Desk { .. }
            | Self::OpenContact(_)
            | Self::OpenCustomer(_)
            | Self::OpenAnswer(_)
            | Self::AnswerUses { .. }
            | Self::FindCustomers { .. }
            | Self::FindProducts { .. }
            | Self::Latest { .. }
            | Self::Preview { .. }
            | Self::Goods { .. }
            | Self::DoneBy { .. }
            | Self::Learning
            | Self::KnownWords(_) => false,
        }
    }
}

/// How many customers a search shows.
const FOUND: usize = 50;

/// How many variants a search shows.
const OFFERED: usize = 20;

/// How many of an agent's own contacts the log shows.
const LATEST: i64 = 50;

/// How many acts the list of what can be undone shows.
const UNDOABLE: i64 = 50;

impl Store {
    /// Answers a desk's request.
    #[must_use]
    pub fn answer(&mut self, request: Request) -> Reply {
        match self.try_answer(&request) {
            Ok(reply) => reply,
            Err(error) => Reply::Failed { request: Box::new(request), error: Arc::new(error) },
        }
    }

    fn try_answer(&mut self, request: &Request) -> Result<Reply, Error> {
        Ok(match request {
            Request::Restore { agent } => {
                let words = self.learned_words()?.into_iter().map(|(word, ..)| word).collect();
                Reply::Restored { drafts: self.drafts(agent)?, customers: self.count_customers(1_000)?, words }
            }
            Request::Desk { agent, at, midnight } => Reply::Desk(Box::new(self.desk(agent, *at, *midnight)?)),
            Request::Arrive(contact) => Reply::Arrived(Box::new(self.arrive(contact)?)),
            Request::Step { contact, step, agent, at, drafts } => {
                let step = |driver: &mut dyn Driver, _: &House| contacts::stepped(driver, *contact, step, agent, *at);
                Reply::Stepped(Box::new(self.with_drafts(agent, drafts, *at, step)?))
            }
            Request::Say { contact, line, agent, drafts } => {
                let say = |driver: &mut dyn Driver, _: &House| contacts::said(driver, *contact, line);
                Reply::Said(Box::new(self.with_drafts(agent, drafts, line.at, say)?))
            }
            Request::OpenContact(id) => self.open_contact(*id)?,
            Request::OpenCustomer(id) => self.file(*id)?.map_or(Reply::Nothing, |file| Reply::File(Box::new(file))),
            Request::OpenAnswer(id) => self.open_answer(*id)?,
            Request::AnswerUses { answers } => Reply::Uses(self.answer_uses(answers)?),
            Request::FindCustomers { text } => {
                Reply::Found { text: text.clone(), customers: self.find_customers(text, FOUND)? }
            }
            Request::FindProducts { text } => {
                Reply::Offered { text: text.clone(), offers: self.find_products(text, OFFERED)? }
            }
            Request::Perform { actions, actor, key, drafts } => {
                let key = Some(key.as_str()).filter(|key| !key.is_empty());
                let all =
                    |driver: &mut dyn Driver, house: &House| perform::performed(driver, house, actions, actor, key);
                Reply::Performed(self.with_drafts(&actor.agent, drafts, actor.at, all)?)
            }
            Request::Preview { actions, actor } => self.previewed(actions, actor)?,
            Request::Goods { order } => Reply::Goods(self.goods(order)?),
            Request::DoneBy { agent, since } => Reply::Done(self.done_by(agent, *since, UNDOABLE)?),
            Request::Latest { agent } => Reply::Latest(self.latest_of(agent, LATEST)?),
            Request::KeepDraft { agent, draft, at } => {
                self.keep_draft(agent, draft, *at)?;
                Reply::DraftKept { record: draft.record.clone(), field: draft.field.clone(), at: *at }
            }
            Request::DropDrafts { agent, records } => {
                self.drop_drafts(agent, &records.iter().map(String::as_str).collect::<Vec<_>>())?;
                Reply::Nothing
            }
            Request::SetPresence { agent, presence } => {
                self.set_presence(agent, presence)?;
                Reply::PresenceSet(presence.clone())
            }
            Request::AtHand(asked) => self.at_hand(asked)?,
            Request::RecordPick { pick, contact } => self.record_pick(pick, *contact).map(|()| Reply::Nothing)?,
            Request::RecordMiss(miss) => self.record_miss(miss).map(|()| Reply::Nothing)?,
            Request::Learning => Reply::Learning(Box::new(self.learning()?)),
            Request::KnownWords(words) => Reply::KnownWords(self.product_words(words)?),
            Request::LearnWord { word, agent, at } => self.learn_word(word, agent, *at).map(|()| Reply::Nothing)?,
        })
    }

    /// Does a write, and keeps drafts as they are to be from then on: whoever is killed has either both or neither.
    fn with_drafts<T>(
        &mut self,
        agent: &str,
        drafts: &[Draft],
        at: Timestamp,
        write: impl Fn(&mut dyn Driver, &House) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let house = &self.house;
        self.driver.within(Purpose::Write, |driver| {
            let done = write(driver, house)?;
            for draft in drafts {
                drafts::keep(driver, agent, draft, at)?;
            }
            Ok(done)
        })
    }

    fn previewed(&mut self, actions: &[Action], actor: &Actor) -> Result<Reply, Error> {
        let house = &self.house;
        let outcome =
            self.driver.within(Purpose::Read, |driver| perform::preview::previewed(driver, house, actions, actor))?;
        Ok(Reply::Previewed { actions: actions.to_vec(), outcome })
    }

    fn open_contact(&mut self, id: ContactId) -> Result<Reply, Error> {
        let Some(contact) = self.contact(id)? else { return Ok(Reply::Nothing) };
        let file = contact.customer.map(|id| self.file(id)).transpose()?.flatten().map(Box::new);
        let matches = if file.is_none() { self.matches(&contact)? } else { Vec::new() };
        Ok(Reply::Contact { contact: Box::new(contact), file, matches })
    }
}
