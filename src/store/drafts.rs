//! Every text that is being written, kept by the record it belongs to and never by what has the focus.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::driver::{Driver, Param, Purpose};
use super::{Error, Store};
use crate::domain::masked::masked;
use crate::domain::timestamp::Timestamp;

/// A text that is being written.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The record it belongs to, by its reference.
    pub record: String,
    /// Which of the record's texts it is.
    pub field: String,
    /// The text so far.
    pub text: String,
    /// Where the cursor stands, in bytes from the start.
    pub caret: usize,
}

impl Draft {
    /// A draft of more than a text, such as a form.
    #[must_use]
    pub fn of(record: &str, field: &str, body: &impl Serialize) -> Self {
        let text = serde_json::to_string(body).unwrap_or_default();
        Self { record: record.to_owned(), field: field.to_owned(), text, caret: 0 }
    }

    /// The draft that takes the place of one that is done with.
    #[must_use]
    pub fn none(record: &str, field: &str) -> Self {
        Self { record: record.to_owned(), field: field.to_owned(), text: String::new(), caret: 0 }
    }
}

impl fmt::Debug for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Draft({}, {}, {:?} at {})", self.record, self.field, masked(&self.text), self.caret)
    }
}

impl Store {
    /// Keeps what `agent` has written so far; an empty text needs no keeping.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_draft(&mut self, agent: &str, draft: &Draft, at: Timestamp) -> Result<(), Error> {
        keep(&mut *self.driver, agent, draft, at)
    }

    /// Everything that `agent` was writing.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn drafts(&mut self, agent: &str) -> Result<Vec<Draft>, Error> {
        let sql = "SELECT record, field, body, caret FROM drafts WHERE agent = ?1 ORDER BY record, field";
        self.driver.all(sql, &[agent.into()], |row| {
            Ok(Draft {
                record: row.text(0)?.to_owned(),
                field: row.text(1)?.to_owned(),
                text: row.text(2)?.to_owned(),
                caret: usize::try_from(row.int(3)?).unwrap_or(0),
            })
        })
    }

    /// Drops what `agent` was writing on these records; to be called once it stands in the records themselves.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn drop_drafts(&mut self, agent: &str, records: &[&str]) -> Result<(), Error> {
        self.driver.within(Purpose::Write, |driver| {
            for record in records {
                let sql = "DELETE FROM drafts WHERE agent = ?1 AND record = ?2";
                driver.execute(sql, &[agent.into(), (*record).into()])?;
            }
            Ok(())
        })
    }
}

/// Keeps a draft within a transaction that has begun, or by itself.
pub(super) fn keep(driver: &mut dyn Driver, agent: &str, draft: &Draft, at: Timestamp) -> Result<(), Error> {
    let key = [agent.into(), (&draft.record).into(), (&draft.field).into()];
    if draft.text.is_empty() {
        let sql = "DELETE FROM drafts WHERE agent = ?1 AND record = ?2 AND field = ?3";
        return driver.execute(sql, &key).map(|_| ());
    }
    let [agent, record, field] = key;
    let caret = Param::Int(i64::try_from(draft.caret).unwrap_or(i64::MAX));
    driver
        .execute(
            "INSERT INTO drafts (agent, record, field, body, caret, written_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
             ON CONFLICT (agent, record, field) DO UPDATE SET body = excluded.body, caret = excluded.caret, \
             written_at = excluded.written_at",
            &[agent, record, field, (&draft.text).into(), caret, Param::Int(at.micros())],
        )
        .map(|_| ())
}
