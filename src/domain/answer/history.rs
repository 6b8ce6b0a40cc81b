//! What became of an answer, version by version, as the journal and the answer itself tell.

use serde_json::{Map, Value};

use super::Answer;
use crate::domain::journal::{Change, FieldChange, Receipt};
use crate::domain::record::{Record, RecordKind, Recorded};

/// A version of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// Which one.
    pub version: i64,
    /// The act that made it; `None` where a file did.
    pub receipt: Option<Receipt>,
    /// What was changed by that; nothing is known of it where a file did it.
    pub fields: Vec<FieldChange>,
    /// The answer as it stood then; `None` where a file wrote over it later.
    pub answer: Option<Answer>,
}

impl Past {
    /// What was done, in words.
    #[must_use]
    pub fn words(&self) -> String {
        match &self.receipt {
            None => "read from a file".to_owned(),
            Some(receipt) if receipt.undone_by.is_some() => format!("{} (taken back)", receipt.words()),
            Some(receipt) => receipt.words(),
        }
    }
}

/// The versions of an answer, the latest first, from its receipts in that order. Taking each change back from what stands
/// now gives the version before it, as far as no file came between.
#[must_use]
pub fn history(now: &Answer, receipts: &[Receipt]) -> Vec<Past> {
    let mut fields = now.clone().recorded().fields();
    let (mut version, mut is_known, mut versions) = (now.version, true, Vec::new());
    let of_file = |fields: &Map<String, Value>, version: i64, is_known: bool| Past {
        version,
        receipt: None,
        fields: Vec::new(),
        answer: if is_known { at(fields, version) } else { None },
    };
    for (receipt, change) in receipts.iter().filter_map(|receipt| Some((receipt, of(receipt, now)?))) {
        if change.version < version {
            versions.push(of_file(&fields, version, is_known));
            is_known = false;
        }
        let answer = if is_known { at(&fields, change.version) } else { None };
        let receipt = Some(receipt.clone());
        versions.push(Past { version: change.version, receipt, fields: change.fields.clone(), answer });
        for FieldChange { field, before, .. } in &change.fields {
            if before.is_null() {
                fields.remove(field);
            } else {
                fields.insert(field.clone(), before.clone());
            }
        }
        version = change.version - 1;
    }
    if version > 0 {
        versions.push(of_file(&fields, version, is_known));
    }
    versions
}

fn of<'a>(receipt: &'a Receipt, answer: &Answer) -> Option<&'a Change> {
    receipt.changes.iter().find(|change| change.record == RecordKind::Answer && change.id == answer.id.0)
}

fn at(fields: &Map<String, Value>, version: i64) -> Option<Answer> {
    let mut fields = fields.clone();
    fields.insert("version".to_owned(), Value::from(version));
    let record = Record::from_fields(RecordKind::Answer, fields).ok()?;
    Answer::of(&record).cloned()
}
