//! What the store says to each request.

use std::sync::Arc;

use super::super::{Desk, Draft, Error};
use super::Request;
use crate::domain::action::{Action, Refusal};
use crate::domain::agent::Presence;
use crate::domain::answer::{Answer, Past, Use};
use crate::domain::contact::Contact;
use crate::domain::customer::Customer;
use crate::domain::file::CustomerFile;
use crate::domain::id::AnswerId;
use crate::domain::journal::Receipt;
use crate::domain::learning::Learning;
use crate::domain::masked::Words;
use crate::domain::product::{Offer, Product};
use crate::domain::timestamp::Timestamp;

/// What the store says to a request.
#[derive(Debug)]
pub enum Reply {
    /// To [`Request::Restore`].
    Restored {
        /// What was being written.
        drafts: Vec<Draft>,
        /// How many customers there are; counted no further than 1,000.
        customers: i64,
        /// The words that were learned.
        words: Vec<String>,
    },
    /// To [`Request::Desk`].
    Desk(Box<Desk>),
    /// To [`Request::Arrive`].
    Arrived(Box<Contact>),
    /// To [`Request::Step`].
    Stepped(Box<Contact>),
    /// To [`Request::Say`].
    Said(Box<Contact>),
    /// To [`Request::OpenContact`].
    Contact {
        /// The contact.
        contact: Box<Contact>,
        /// The customer's file, where it is known whose contact it is.
        file: Option<Box<CustomerFile>>,
        /// Otherwise, those who use the address it came from.
        matches: Vec<Customer>,
    },
    /// To [`Request::OpenCustomer`].
    File(Box<CustomerFile>),
    /// To [`Request::OpenAnswer`]: the answer, and its versions with the latest first.
    Answer(Box<Answer>, Vec<Past>),
    /// To [`Request::AnswerUses`].
    Uses(Vec<(AnswerId, Use)>),
    /// To [`Request::FindCustomers`].
    Found {
        /// What was typed.
        text: Words,
        /// Who it describes, the best match first.
        customers: Vec<Customer>,
    },
    /// To [`Request::FindProducts`].
    Offered {
        /// What was typed.
        text: Words,
        /// What it describes: what can be ordered first, and the best match first.
        offers: Vec<Offer>,
    },
    /// To [`Request::Perform`].
    Performed(Vec<Receipt>),
    /// To [`Request::Preview`].
    Previewed {
        /// The actions.
        actions: Vec<Action>,
        /// What they would change; or which of them is refused, and why.
        outcome: Result<Vec<Receipt>, (usize, Refusal)>,
    },
    /// To [`Request::Goods`].
    Goods(Vec<Product>),
    /// To [`Request::KnownWords`].
    KnownWords(Vec<String>),
    /// To [`Request::DoneBy`].
    Done(Vec<Receipt>),
    /// To [`Request::Latest`], each with its customer where that is known.
    Latest(Vec<(Contact, Option<Customer>)>),
    /// To [`Request::KeepDraft`].
    DraftKept {
        /// The record.
        record: String,
        /// Which of its texts.
        field: String,
        /// As of when.
        at: Timestamp,
    },
    /// To [`Request::SetPresence`].
    PresenceSet(Presence),
    /// To [`super::super::AtHand::Called`].
    Called {
        /// What was typed.
        typed: Words,
        /// Those that are called so, the nearest first.
        answers: Vec<Answer>,
    },
    /// To [`super::super::AtHand::Favourites`] and [`super::super::AtHand::Favour`]: those that the agent wants at hand.
    Favourites(Vec<Answer>),
    /// To [`Request::Learning`].
    Learning(Box<Learning>),
    /// To a task that has nothing to say.
    Nothing,
    /// The request could not be answered; what was to be written is in it still.
    Failed {
        /// The request.
        request: Box<Request>,
        /// Why.
        error: Arc<Error>,
    },
}
