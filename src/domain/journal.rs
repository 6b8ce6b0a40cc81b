//! The journal: every action that was performed, with what it changed, field by field. Undo, the contact log, the
//! timeline and "since you last called" are all read from it.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::action::Action;
use super::callback::Callback;
use super::contact::Contact;
use super::customer::Customer;
use super::id::{ContactId, CustomerId, ReceiptId};
use super::masked;
use super::timestamp::Timestamp;

/// A record that actions change.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// A customer's file.
    Customer(Box<Customer>),
    /// A contact.
    Contact(Box<Contact>),
    /// A promise to call back.
    Callback(Box<Callback>),
}

/// The kinds of records that actions change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// A customer's file.
    Customer,
    /// A contact.
    Contact,
    /// A promise to call back.
    Callback,
}

/// What an action does to one record: as it was, and as it is to be. Without the first it is new, without the second
/// it goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// The record as it was read.
    pub before: Option<Record>,
    /// The record as it is to be written.
    pub after: Option<Record>,
}

/// What changed in one record, as the journal keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// The kind of record.
    pub record: RecordKind,
    /// Its identity in the store.
    pub id: i64,
    /// The number by which people name it.
    #[serde(rename = "ref")]
    pub reference: String,
    /// The version after the change; 0 when the record went.
    pub version: i64,
    /// The fields that differ.
    pub fields: Vec<FieldChange>,
}

/// What changed in one field. `null` stands where there was nothing.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field's name in files.
    pub field: String,
    /// What it was.
    pub before: Value,
    /// What it is.
    pub after: Value,
}

impl fmt::Debug for FieldChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("FieldChange", self, f)
    }
}

/// A row of the journal.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipt {
    /// Its identity.
    pub id: ReceiptId,
    /// When it was performed.
    pub at: Timestamp,
    /// Who performed it.
    pub agent: String,
    /// During which contact.
    pub contact: Option<ContactId>,
    /// Whom it concerns.
    pub customer: Option<CustomerId>,
    /// What was performed.
    pub action: Action,
    /// What that changed.
    pub changes: Vec<Change>,
    /// The receipt that took it back.
    pub undone_by: Option<ReceiptId>,
}

impl Record {
    /// The kind of record it is.
    #[must_use]
    pub const fn kind(&self) -> RecordKind {
        match self {
            Self::Customer(_) => RecordKind::Customer,
            Self::Contact(_) => RecordKind::Contact,
            Self::Callback(_) => RecordKind::Callback,
        }
    }

    /// Its identity in the store.
    #[must_use]
    pub const fn id(&self) -> i64 {
        match self {
            Self::Customer(customer) => customer.id.0,
            Self::Contact(contact) => contact.id.0,
            Self::Callback(callback) => callback.id.0,
        }
    }

    /// The version it was read at.
    #[must_use]
    pub const fn version(&self) -> i64 {
        match self {
            Self::Customer(customer) => customer.version,
            Self::Contact(contact) => contact.version,
            Self::Callback(callback) => callback.version,
        }
    }

    /// The number by which people name it.
    #[must_use]
    pub fn reference(&self) -> &str {
        match self {
            Self::Customer(customer) => &customer.reference,
            Self::Contact(contact) => &contact.reference,
            Self::Callback(callback) => &callback.reference,
        }
    }

    /// The customer it belongs to.
    #[must_use]
    pub const fn customer(&self) -> Option<CustomerId> {
        match self {
            Self::Customer(customer) => Some(customer.id),
            Self::Contact(contact) => contact.customer,
            Self::Callback(callback) => callback.customer,
        }
    }

    fn fields(&self) -> Map<String, Value> {
        let value = match self {
            Self::Customer(customer) => serde_json::to_value(customer),
            Self::Contact(contact) => serde_json::to_value(contact),
            Self::Callback(callback) => serde_json::to_value(callback),
        };
        match value {
            Ok(Value::Object(fields)) => fields,
            _ => Map::new(),
        }
    }

    fn from_fields(kind: RecordKind, fields: Map<String, Value>) -> Result<Self, serde_json::Error> {
        let value = Value::Object(fields);
        match kind {
            RecordKind::Customer => serde_json::from_value(value).map(|record| Self::Customer(Box::new(record))),
            RecordKind::Contact => serde_json::from_value(value).map(|record| Self::Contact(Box::new(record))),
            RecordKind::Callback => serde_json::from_value(value).map(|record| Self::Callback(Box::new(record))),
        }
    }
}

impl Edit {
    /// A record that is new.
    #[must_use]
    pub const fn created(after: Record) -> Self {
        Self { before: None, after: Some(after) }
    }

    /// A record that changes.
    #[must_use]
    pub const fn changed(before: Record, after: Record) -> Self {
        Self { before: Some(before), after: Some(after) }
    }

    /// The record in either form; the later one where there are both.
    #[must_use]
    pub fn record(&self) -> Option<&Record> {
        self.after.as_ref().or(self.before.as_ref())
    }

    /// What the journal keeps of it; `None` when it changes nothing.
    #[must_use]
    pub fn change(&self) -> Option<Change> {
        let record = self.record()?;
        let before = self.before.as_ref().map(Record::fields).unwrap_or_default();
        let after = self.after.as_ref().map(Record::fields).unwrap_or_default();
        let names = after.keys().chain(before.keys().filter(|name| !after.contains_key(*name)));
        let fields: Vec<_> = names
            .filter(|name| *name != "version" && before.get(*name) != after.get(*name))
            .map(|name| FieldChange {
                field: name.clone(),
                before: before.get(name).cloned().unwrap_or(Value::Null),
                after: after.get(name).cloned().unwrap_or(Value::Null),
            })
            .collect();
        let version = if self.after.is_some() { self.before.as_ref().map_or(0, Record::version) + 1 } else { 0 };
        let reference = record.reference().to_owned();
        (!fields.is_empty()).then(|| Change { record: record.kind(), id: record.id(), reference, version, fields })
    }
}

impl Change {
    /// The edit that takes this change back from the record as it stands now. `None` when what it wrote was written over
    /// since, when a record that it made was changed at all, or when what the journal kept makes no record any more.
    #[must_use]
    pub fn undone(&self, current: Option<&Record>) -> Option<Edit> {
        let mut fields = current.map(Record::fields).unwrap_or_default();
        let created = self.fields.iter().any(|change| change.field == "id" && change.before.is_null());
        let stands = |change: &FieldChange| fields.get(&change.field).unwrap_or(&Value::Null) == &change.after;
        let untouched = current.map_or(0, Record::version) == self.version;
        if !(untouched || !created && current.is_some() && self.fields.iter().all(stands)) {
            return None;
        }
        fields.entry("version").or_insert_with(|| Value::from(0));
        for change in &self.fields {
            if change.before.is_null() {
                fields.remove(&change.field);
            } else {
                fields.insert(change.field.clone(), change.before.clone());
            }
        }
        let after = if created { None } else { Some(Record::from_fields(self.record, fields).ok()?) };
        Some(Edit { before: current.cloned(), after })
    }
}
