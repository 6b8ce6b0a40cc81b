//! A row to choose from, and what choosing it means.

use crate::app::keymap::{Order, Place};
use crate::domain::action::Keeper;
use crate::domain::action::learning::LearningAction;
use crate::domain::agent::AgentState;
use crate::domain::approval::Verdict;
use crate::domain::customer::Customer;
use crate::domain::id::{AnswerId, CustomerId, ReceiptId};
use crate::domain::macros::Macro;
use crate::domain::timestamp::Timestamp;
use crate::ui::list::Cell;

/// A row as it is drawn, and what it means.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Row {
    pub(super) cells: Vec<Cell>,
    pub(super) choice: Choice,
}

/// What choosing a row means.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Choice {
    /// A command, with the place whose command it is.
    Do(Order, Place),
    /// Open this customer's file.
    Customer(CustomerId),
    /// The contact at hand belongs to this customer.
    Belongs(Box<Customer>),
    /// Read this answer.
    Answer(AnswerId),
    /// Take up this version of the answer.
    Past(i64),
    /// Be in this state from now on.
    Presence(AgentState, String),
    /// Hand the contact over to this queue.
    PassOn(String),
    /// Promise this for then.
    Promise { due_at: Timestamp, what: String, keeper: Keeper },
    /// Say yes or no to this request.
    Decide { approval: String, verdict: Verdict },
    /// Search these words among the answers.
    Search(String),
    /// Let this be done about what was learned.
    Teach(LearningAction),
    /// Write an answer of this title.
    Write(String),
    /// On to the other list.
    Turn,
    /// Take this act back.
    Undo(ReceiptId),
    /// Go to this order.
    Order(String),
    /// Say this.
    Run(String),
    /// Keep what was done as a macro: it is named first.
    Record,
    /// Keep this macro.
    Keep(Box<Macro>),
    /// Put this in the place of what is marked.
    Instead(String),
    /// Let what is marked stand in this contact.
    Ignore,
    /// Learn the marked word.
    Learn,
    /// Say this to what an answer asks.
    Said(String),
    /// Close the desk.
    Leave,
    /// Nothing more.
    Close,
    /// Not now, for this reason.
    Refused(String),
}
