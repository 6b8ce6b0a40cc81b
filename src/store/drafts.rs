//! Every text that is being written, kept by the record it belongs to and never by what has the focus.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::driver::{Param, Purpose};
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
        let key = [agent.into(), (&draft.record).into(), (&draft.field).into()];
        if draft.text.is_empty() {
            let sql = "DELETE FROM drafts WHERE agent = ?1 AND record = ?2 AND field = ?3";
            return self.driver.execute(sql, &key).map(|_| ());
        }
        let [agent, record, field] = key;
        let caret = Param::Int(i64::try_from(draft.caret).unwrap_or(i64::MAX));
        self.driver
            .execute(
                "INSERT INTO drafts (agent, record, field, body, caret, written_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
                 ON CONFLICT (agent, record, field) DO UPDATE SET body = excluded.body, caret = excluded.caret, \
                 written_at = excluded.written_at",
                &[agent, record, field, (&draft.text).into(), caret, Param::Int(at.micros())],
            )
            .map(|_| ())
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
