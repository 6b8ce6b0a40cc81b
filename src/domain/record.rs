//! The records that actions change, whatever they are of: one list of their kinds, and how each is taken apart into the
//! fields that the journal keeps.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::account::Account;
use super::answer::Answer;
use super::approval::Approval;
use super::callback::Callback;
use super::case::Case;
use super::contact::Contact;
use super::customer::Customer;
use super::id::CustomerId;
use super::ledger::Entry;
use super::order::Order;
use super::outage::Outage;
use super::product::Product;

pub mod sums;

/// What is kept as a record of its own: it has an identity, a version and a reference.
pub trait Recorded: Clone + 'static {
    /// It among all records.
    fn recorded(self) -> Record;
    /// The record, where it is one of these.
    fn of(record: &Record) -> Option<&Self>;
    /// Its kind.
    const KIND: RecordKind;
}

macro_rules! records {
    ($($(#[$doc:meta])* $kind:ident $name:literal, of |$record:ident| $customer:expr;)*) => {
        /// A record that actions change.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Record {
            $($(#[$doc])* $kind(Box<$kind>),)*
        }

        /// The kinds of records that actions change.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum RecordKind {
            $($(#[$doc])* $kind,)*
        }

        impl RecordKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$kind),*];

            /// The word for it.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }
        }

        $(impl Recorded for $kind {
            const KIND: RecordKind = RecordKind::$kind;

            fn recorded(self) -> Record {
                Record::$kind(Box::new(self))
            }

            fn of(record: &Record) -> Option<&Self> {
                if let Record::$kind(record) = record { Some(record) } else { None }
            }
        })*

        impl Record {
            /// The kind of record it is.
            #[must_use]
            pub const fn kind(&self) -> RecordKind {
                match self {
                    $(Self::$kind(_) => RecordKind::$kind,)*
                }
            }

            /// Its identity in the store.
            #[must_use]
            pub const fn id(&self) -> i64 {
                match self {
                    $(Self::$kind(record) => record.id.0,)*
                }
            }

            /// The version it was read at.
            #[must_use]
            pub const fn version(&self) -> i64 {
                match self {
                    $(Self::$kind(record) => record.version,)*
                }
            }

            /// The number by which people name it.
            #[must_use]
            pub fn reference(&self) -> &str {
                match self {
                    $(Self::$kind(record) => &record.reference,)*
                }
            }

            /// The customer it belongs to.
            #[must_use]
            pub fn customer(&self) -> Option<CustomerId> {
                match self {
                    $(Self::$kind($record) => $customer,)*
                }
            }

            /// Its fields as the journal keeps them. What is counted stands as a sum of its own.
            #[must_use]
            pub fn fields(&self) -> Map<String, Value> {
                let value = match self {
                    $(Self::$kind(record) => serde_json::to_value(record),)*
                };
                match value {
                    Ok(Value::Object(fields)) => sums::lifted(fields),
                    _ => Map::new(),
                }
            }

            /// The record of these fields.
            ///
            /// # Errors
            /// When they make none.
            pub fn from_fields(kind: RecordKind, fields: Map<String, Value>) -> Result<Self, serde_json::Error> {
                let value = Value::Object(sums::lowered(fields));
                match kind {
                    $(RecordKind::$kind => serde_json::from_value(value).map(|record| Self::$kind(Box::new(record))),)*
                }
            }
        }
    };
}

records! {
    /// A customer's file.
    Customer "customer", of |customer| Some(customer.id);
    /// A contact.
    Contact "contact", of |contact| contact.customer;
    /// A promise to call back.
    Callback "callback", of |callback| callback.customer;
    /// An order.
    Order "order", of |order| Some(order.customer);
    /// A complaint, or something that was referred.
    Case "case", of |case| Some(case.customer);
    /// A request for approval.
    Approval "approval", of |approval| approval.customer;
    /// A product with its variants.
    Product "product", of |_product| None;
    /// An account.
    Account "account", of |account| Some(account.customer);
    /// A movement of money on an account.
    Entry "entry", of |_entry| None;
    /// A fault that many customers share.
    Outage "outage", of |_outage| None;
    /// A scripted answer.
    Answer "answer", of |_answer| None;
}
