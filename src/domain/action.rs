//! What an agent can do to the world, as data, and the rules by which it is done. The form in a pane, the palette and
//! the command line all build the same [`Action`].

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::charges::ChargeRules;
use super::contact::{Detail, Resolution};
use super::disposition::{Disposition, WrapUpMode};
use super::id::ReceiptId;
use super::journal::Edit;
use super::masked;
use super::money::{Amount, Currency};
use super::phone::Region;
use super::policy::Policy;
use super::record::Record;
use super::record::RecordKind::{Callback, Contact, Customer};
use super::timestamp::{Timestamp, Zone};
use super::trade::Trade;

pub mod account;
pub mod answer;
pub mod approval;
pub mod case;
mod close;
pub mod customer;
mod facts;
mod identity;
pub mod learning;
pub mod limit;
pub mod order;
pub mod outage;
mod possible;
mod promise;
mod refusal;
mod verb;

use account::AccountAction;
use answer::AnswerAction;
use approval::{ApprovalAction, GoingOn};
use case::CaseAction;
use customer::CustomerAction;
pub use facts::{Contents, Entries, Facts, Touches};
use learning::LearningAction;
use order::OrderAction;
use outage::OutageAction;
pub use refusal::Refusal;
pub use verb::{Field, Form, Names, Need, Reasons, Shape, VERBS, Verb};

/// A verb with everything it needs. Records are named by their references, as people name them.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum Action {
    /// A new customer with these details.
    CreateCustomer {
        /// The contact that becomes the new customer's, if there is one.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        contact: String,
        /// The details, by their names in files.
        #[serde(flatten)]
        details: Map<String, Value>,
    },
    /// These details of a customer become what is given here.
    ChangeCustomer {
        /// The customer.
        customer: String,
        /// The version that the change was made from; without one the change is made whatever the version.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<i64>,
        /// The details that change, by their names in files.
        #[serde(flatten)]
        details: Map<String, Value>,
    },
    /// The contact is this customer's.
    IdentifyCustomer {
        /// The contact.
        contact: String,
        /// The customer.
        customer: String,
    },
    /// The contact is done and goes into the log.
    CloseContact {
        /// The contact.
        contact: String,
        /// What came of it, by the disposition's name; empty where the house does not ask.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        disposition: String,
        /// Whether the matter is settled; `None` where the house does not ask.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resolved: Option<Resolution>,
        /// What the next agent should know.
        #[serde(default)]
        note: String,
    },
    /// Somebody will call the customer back.
    ScheduleCallback {
        /// The customer, if known.
        #[serde(default)]
        customer: String,
        /// The contact in which it was promised.
        #[serde(default)]
        contact: String,
        /// Until when.
        due_at: Timestamp,
        /// What was promised.
        what: String,
        /// Who keeps it.
        #[serde(default)]
        keeper: Keeper,
    },
    /// The promise was kept.
    KeepCallback {
        /// The callback.
        callback: String,
    },
    /// The promise was not kept.
    BreakCallback {
        /// The callback.
        callback: String,
        /// Why.
        reason: String,
    },
    /// The promise is for another time.
    MoveCallback {
        /// The callback.
        callback: String,
        /// Until when.
        due_at: Timestamp,
        /// Why.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
        /// The version that it was made from.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<i64>,
    },
    /// The customer is who they say.
    VerifyIdentity {
        /// The contact.
        contact: String,
        /// The details that agreed with the file.
        details: Vec<Detail>,
    },
    /// An action is taken back.
    Undo {
        /// Its receipt.
        receipt: ReceiptId,
    },
    /// A file was read in.
    Import {
        /// The kind of records.
        kind: String,
        /// The file's name.
        file: String,
        /// How many records were new.
        added: u64,
        /// How many records changed.
        changed: u64,
    },
    /// Something is done to an order.
    #[serde(untagged)]
    Order(OrderAction),
    /// Something is done to a customer's file.
    #[serde(untagged)]
    Customer(CustomerAction),
    /// Something is done to an account.
    #[serde(untagged)]
    Account(AccountAction),
    /// Something is done to an outage.
    #[serde(untagged)]
    Outage(OutageAction),
    /// Something is done to a case.
    #[serde(untagged)]
    Case(CaseAction),
    /// Something is done about an approval.
    #[serde(untagged)]
    Approval(ApprovalAction),
    /// Something is done to a scripted answer.
    #[serde(untagged)]
    Answer(AnswerAction),
    /// Something is done about what was learned of an answer.
    #[serde(untagged)]
    Learning(LearningAction),
}

impl fmt::Debug for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("Action", self, f)
    }
}

/// Who keeps a promise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Keeper {
    /// The agent who made it.
    #[default]
    Me,
    /// Whoever is free when it is due.
    Anyone,
}

/// Who acts, in which contact, when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// The agent's name.
    pub agent: String,
    /// The contact it happens in.
    pub contact: Option<super::id::ContactId>,
    /// The moment.
    pub at: Timestamp,
}

/// What the house has agreed on and an action is measured against.
#[derive(Clone, Debug, PartialEq)]
pub struct House {
    /// How a telephone number without a country is read.
    pub region: Region,
    /// What amounts are of.
    pub currency: Currency,
    /// What agents may do by themselves.
    pub policy: Policy,
    /// What may come of a contact; empty where any word will do.
    pub dispositions: Vec<Disposition>,
    /// How binding the work after a contact is.
    pub wrap_up: WrapUpMode,
    /// What orders cost beside their goods.
    pub charges: ChargeRules,
    /// What is agreed on for accounts.
    pub trade: Trade,
    /// The zone in which days begin and end.
    pub zone: Zone,
    /// The language of an answer that names none (ISO 639).
    pub language: String,
}

impl House {
    /// The amount above nothing that somebody wrote into the field of that name.
    ///
    /// # Errors
    /// When it is none of the house's currency.
    pub fn amount(&self, field: &str, text: &str) -> Result<Amount, Refusal> {
        Amount::parse(text, self.currency).filter(|amount| amount.0 > 0).ok_or_else(|| {
            let example = Amount(4_784).decimal(self.currency);
            let message =
                format!("`{field}`: `{text}` is no amount of {} above nothing; write it like {example}", self.currency);
            Refusal::new("bad_amount", message)
        })
    }

    /// A house that has agreed on nothing but how numbers and amounts are read.
    #[must_use]
    pub fn plain(region: Region, currency: Currency) -> Self {
        let (policy, wrap_up) = (Policy::default(), WrapUpMode::default());
        let (charges, trade, zone) = (ChargeRules::default(), Trade::default(), Zone::UTC);
        let (dispositions, language) = (Vec::new(), "en".to_owned());
        Self { region, currency, policy, dispositions, wrap_up, charges, trade, zone, language }
    }
}

impl Action {
    /// The records it names.
    #[must_use]
    pub fn touches(&self) -> Touches<'_> {
        match self {
            Self::ChangeCustomer { customer, .. } => Touches::named([(Customer, customer.as_str())]),
            Self::CloseContact { contact, .. }
            | Self::CreateCustomer { contact, .. }
            | Self::VerifyIdentity { contact, .. } => Touches::named([(Contact, contact.as_str())]),
            Self::IdentifyCustomer { contact, customer } | Self::ScheduleCallback { contact, customer, .. } => {
                Touches::named([(Customer, customer.as_str()), (Contact, contact)])
            }
            Self::KeepCallback { callback }
            | Self::BreakCallback { callback, .. }
            | Self::MoveCallback { callback, .. } => Touches::named([(Callback, callback.as_str())]),
            Self::Undo { .. } | Self::Import { .. } => Touches::default(),
            Self::Order(action) => action.touches(),
            Self::Customer(action) => action.touches(),
            Self::Account(action) => action.touches(),
            Self::Outage(action) => action.touches(),
            Self::Case(action) => action.touches(),
            Self::Approval(action) => action.touches(),
            Self::Answer(action) => action.touches(),
            Self::Learning(action) => action.touches(),
        }
    }

    /// What it does to the records it names, or why it is not done. `Undo` is the journal's own affair and an import
    /// has happened already, so neither has a rule here.
    ///
    /// # Errors
    /// A refusal in words that can be said to the customer.
    pub fn rule(&self, facts: &Facts, house: &House, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
        identity::checked(self, facts, house)?;
        match self {
            Self::CreateCustomer { details, .. } => customer::create(details, facts, house),
            Self::ChangeCustomer { version, details, .. } => customer::change(*version, details, facts, house),
            Self::IdentifyCustomer { .. } => customer::identify(facts),
            Self::CloseContact { disposition, resolved, note, .. } => {
                close::close(facts.need()?, disposition, *resolved, note, house, actor)
            }
            Self::ScheduleCallback { due_at, what, keeper, .. } => {
                promise::schedule(*due_at, what, *keeper, facts, actor)
            }
            Self::KeepCallback { .. } => promise::keep(facts, actor),
            Self::BreakCallback { reason, .. } => promise::break_off(reason, facts, actor),
            Self::MoveCallback { due_at, reason, version, .. } => {
                promise::put_off(*due_at, reason, *version, facts, actor)
            }
            Self::VerifyIdentity { details, .. } => identity::verify(details, facts, house, actor),
            Self::Undo { .. } | Self::Import { .. } => Ok(Vec::new()),
            Self::Order(action) => action.rule(facts, house, actor),
            Self::Customer(action) => action.rule(facts, house, actor),
            Self::Account(action) => action.rule(facts, house, actor),
            Self::Outage(action) => action.rule(facts, house, actor),
            Self::Case(action) => action.rule(facts, house, actor),
            Self::Approval(action) => action.rule(facts, house, actor),
            Self::Answer(action) => action.rule(facts, house, actor),
            Self::Learning(action) => action.rule(facts, house, actor),
        }
    }

    /// Whether what it did to this record, as it stands at that moment, can still be taken back. Whether others have written
    /// over it is for the journal to say.
    ///
    /// # Errors
    /// When its effect has left the house; the refusal says what would bring it back.
    pub fn may_be_undone(&self, current: &Record, at: Timestamp) -> Result<(), Refusal> {
        if let (Self::Order(action), Record::Order(order)) = (self, current) {
            action.may_be_undone(order, at)
        } else {
            Ok(())
        }
    }

    /// What is done by itself once this is.
    #[must_use]
    pub fn goes_on(&self, facts: &Facts, actor: &Actor) -> Option<GoingOn> {
        if let Self::Approval(action) = self { action.goes_on(facts, actor) } else { None }
    }

    /// What was done, in the words of the contact log.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::CreateCustomer { .. } => "customer added".to_owned(),
            Self::ChangeCustomer { details, .. } => {
                let names: Vec<_> = details.keys().map(|name| name.replace('_', " ")).collect();
                format!("changed {}", names.join(", "))
            }
            Self::IdentifyCustomer { customer, .. } => format!("contact belongs to {customer}"),
            Self::CloseContact { disposition, .. } if disposition.is_empty() => "closed".to_owned(),
            Self::CloseContact { disposition, .. } => format!("closed: {disposition}"),
            Self::ScheduleCallback { what, .. } => format!("promised: {what}"),
            Self::KeepCallback { .. } => "promise kept".to_owned(),
            Self::BreakCallback { reason, .. } => format!("promise not kept: {reason}"),
            Self::MoveCallback { reason, .. } if reason.is_empty() => "promise moved".to_owned(),
            Self::MoveCallback { reason, .. } => format!("promise moved: {reason}"),
            Self::VerifyIdentity { details, .. } => {
                let details: Vec<_> = details.iter().map(|detail| detail.words()).collect();
                format!("identity checked by {}", details.join(", "))
            }
            Self::Undo { .. } => "taken back".to_owned(),
            Self::Import { kind, file, added, changed } => {
                format!("imported {kind} from {file}: {added} new, {changed} changed")
            }
            Self::Order(action) => action.words(),
            Self::Customer(action) => action.words(),
            Self::Account(action) => action.words(),
            Self::Outage(action) => action.words(),
            Self::Case(action) => action.words(),
            Self::Approval(action) => action.words(),
            Self::Answer(action) => action.words(),
            Self::Learning(action) => action.words(),
        }
    }
}
