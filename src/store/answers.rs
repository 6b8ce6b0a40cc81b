//! Scripted answers, and how often they were taken.

use super::driver::{Driver, Param, Purpose};
use super::{Error, Store, exactly_one};
use crate::domain::action::Refusal;
use crate::domain::answer::Answer;
use crate::domain::id::AnswerId;
use crate::domain::timestamp::Timestamp;

impl Store {
    /// Hands every answer to `each`, in the order of their identities, with how often it was taken.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn each_answer(&mut self, mut each: impl FnMut(Answer, u32)) -> Result<(), Error> {
        self.driver.query("SELECT body, uses FROM answers ORDER BY id", &[], &mut |row| {
            each(serde_json::from_str(row.text(0)?)?, u32::try_from(row.int(1)?).unwrap_or(u32::MAX));
            Ok(())
        })
    }

    /// Two numbers that differ whenever an answer was added, changed or removed: how many there are, and how many versions
    /// of them there were.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn answers_stamp(&mut self) -> Result<(i64, i64), Error> {
        let sql = "SELECT count(*), CAST(coalesce(sum(version), 0) AS BIGINT) FROM answers";
        Ok(self.driver.first(sql, &[], |row| Ok((row.int(0)?, row.int(1)?)))?.unwrap_or_default())
    }

    /// The answers of these identities, in that order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn answers(&mut self, ids: &[AnswerId]) -> Result<Vec<Answer>, Error> {
        self.driver.within(Purpose::Read, |driver| {
            let mut found = Vec::with_capacity(ids.len());
            for id in ids {
                found.extend(by_id(driver, *id)?);
            }
            Ok(found)
        })
    }

    /// The answers that were taken last, the latest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn answers_taken_last(&mut self, limit: i64) -> Result<Vec<(Answer, Timestamp)>, Error> {
        let sql = "SELECT body, used_at FROM answers WHERE used_at > 0 ORDER BY used_at DESC, id LIMIT ?1";
        self.driver.all(sql, &[Param::Int(limit)], |row| {
            Ok((serde_json::from_str(row.text(0)?)?, Timestamp::from_micros(row.int(1)?)))
        })
    }
}

pub(super) fn by_id(driver: &mut dyn Driver, id: AnswerId) -> Result<Option<Answer>, Error> {
    let sql = "SELECT body FROM answers WHERE id = ?1";
    driver.first(sql, &[Param::Int(id.0)], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

pub(super) fn by_reference(driver: &mut dyn Driver, reference: &str) -> Result<Option<Answer>, Error> {
    let sql = "SELECT body FROM answers WHERE ref = ?1";
    driver.first(sql, &[reference.into()], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// Writes an answer over the version it was read at; version 0 is new.
pub(super) fn write(driver: &mut dyn Driver, answer: &Answer) -> Result<(), Error> {
    let body = serde_json::to_string(&Answer { version: answer.version + 1, ..answer.clone() })?;
    let taught = !(answer.pinned.is_empty() && answer.forgotten.is_empty());
    let rows = driver.execute(
        "INSERT INTO answers (id, ref, version, uses, used_at, taught, body) VALUES (?1, ?2, ?3 + 1, 0, 0, ?4, ?5) \
         ON CONFLICT (id) DO UPDATE SET version = excluded.version, taught = excluded.taught, body = excluded.body \
         WHERE answers.version = ?3",
        &[
            Param::Int(answer.id.0),
            (&answer.reference).into(),
            Param::Int(answer.version),
            Param::Int(i64::from(taught)),
            Param::Text(&body),
        ],
    )?;
    exactly_one(rows, &answer.reference)
}

/// Removes an answer that nobody took.
pub(super) fn remove(driver: &mut dyn Driver, answer: &Answer) -> Result<(), Error> {
    let sql = "SELECT 1 FROM picks WHERE answer = ?1 LIMIT 1";
    if driver.first(sql, &[Param::Int(answer.id.0)], |row| row.int(0))?.is_some() {
        let message = format!("{} was taken already, so it cannot go; withdraw it instead", answer.reference);
        return Err(Refusal::new("in_use", message).into());
    }
    let sql = "DELETE FROM answers WHERE id = ?1 AND version = ?2";
    let rows = driver.execute(sql, &[Param::Int(answer.id.0), Param::Int(answer.version)])?;
    exactly_one(rows, &answer.reference)
}
