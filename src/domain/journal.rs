//! The journal: every action that was performed, with what it changed, field by field. Undo, the contact log, the
//! timeline and "since you last called" are all read from it.

use std::fmt;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::action::Action;
use super::id::{ContactId, CustomerId, ReceiptId};
use super::masked;
use super::record::{Record, RecordKind, Recorded, sums};
use super::timestamp::Timestamp;

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

impl FieldChange {
    /// The last item of the list that the field is now; `None` where it is none, or of another kind.
    #[must_use]
    pub fn last<T: DeserializeOwned>(&self) -> Option<T> {
        let last = self.after.as_array()?.last()?;
        serde_json::from_value(last.clone()).ok()
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
    /// Who approved it, where that was needed; empty where it was not.
    pub approved_by: String,
    /// What was performed.
    pub action: Action,
    /// What that changed.
    pub changes: Vec<Change>,
    /// The receipt that took it back.
    pub undone_by: Option<ReceiptId>,
}

impl Receipt {
    /// What was done, in the words of the contact log, with who approved it.
    #[must_use]
    pub fn words(&self) -> String {
        let words = self.action.words();
        if self.approved_by.is_empty() { words } else { format!("{words}, approved by {}", self.approved_by) }
    }
}

impl Edit {
    /// A record that is new.
    #[must_use]
    pub fn created(after: impl Recorded) -> Self {
        Self { before: None, after: Some(after.recorded()) }
    }

    /// A record that changes.
    #[must_use]
    pub fn changed<R: Recorded>(before: &R, after: R) -> Self {
        Self { before: Some(before.clone().recorded()), after: Some(after.recorded()) }
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
    /// Whether a customer's file went with it.
    #[must_use]
    pub fn made_go(&self) -> bool {
        self.record == RecordKind::Customer && self.version == 0
    }

    /// The edit that takes this change back from the record as it stands now. `None` when what it wrote was written over
    /// since, when a record that it made was changed at all, or when what the journal kept makes no record any more.
    #[must_use]
    pub fn undone(&self, current: Option<&Record>) -> Option<Edit> {
        let mut fields = current.map(Record::fields).unwrap_or_default();
        let created = self.fields.iter().any(|change| change.field == "id" && change.before.is_null());
        // A sum that came or went with the action is no difference: it has to stand as it was left.
        let is_moved =
            |change: &FieldChange| sums::is_sum(&change.field) && change.before.is_number() && change.after.is_number();
        let stands = |change: &FieldChange| {
            is_moved(change) || fields.get(&change.field).unwrap_or(&Value::Null) == &change.after
        };
        let untouched = current.map_or(0, Record::version) == self.version;
        if !(untouched || !created && current.is_some() && self.fields.iter().all(stands)) {
            return None;
        }
        fields.entry("version").or_insert_with(|| Value::from(0));
        for change in &self.fields {
            let [before, after] = [&change.before, &change.after];
            if is_moved(change) {
                let back = sums::taken_back(fields.get(&change.field)?, before, after)?;
                fields.insert(change.field.clone(), back);
            } else if before.is_null() {
                fields.remove(&change.field);
            } else {
                fields.insert(change.field.clone(), before.clone());
            }
        }
        let after = if created { None } else { Some(Record::from_fields(self.record, fields).ok()?) };
        Some(Edit { before: current.cloned(), after })
    }
}
