//! Scripted answers, how often they were taken, and the picks that the lookup learns from.

use super::driver::{Driver, Param, Purpose};
use super::{Error, Store, exactly_one, indexed};
use crate::domain::answer::{Answer, Pick};
use crate::domain::id::{AnswerId, ContactId};
use crate::domain::portable::PickRecord;
use crate::domain::text::fold_reference;
use crate::domain::timestamp::Timestamp;

/// How many of the latest picks are remembered when the desk starts.
const REMEMBERED: i64 = 50_000;

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

    /// The latest picks, the oldest of them first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn picks(&mut self) -> Result<Vec<Pick>, Error> {
        let sql = "SELECT query, answer, agent FROM picks ORDER BY at DESC, id DESC LIMIT ?1";
        let mut picks = self.driver.all(sql, &[Param::Int(REMEMBERED)], |row| {
            let answer = AnswerId(row.int(1)?);
            Ok(Pick { query: row.text(0)?.to_owned(), answer, agent: row.text(2)?.to_owned() })
        })?;
        picks.reverse();
        Ok(picks)
    }

    /// Records that `pick` was taken during a contact.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn record_pick(
        &mut self,
        pick: &Pick,
        contact: Option<ContactId>,
        queue: &str,
        at: Timestamp,
    ) -> Result<(), Error> {
        self.driver.within(Purpose::Write, |driver| {
            if !pick.query.is_empty() && write_pick(driver, pick, contact, queue, at)? == 0 {
                return Ok(());
            }
            let sql = "UPDATE answers SET uses = uses + 1, used_at = ?2 WHERE id = ?1";
            driver.execute(sql, &[Param::Int(pick.answer.0), Param::Int(at.micros())]).map(|_| ())
        })
    }
}

/// Writes a pick, unless the same agent made it at the same moment: the same line of a file again is the same pick.
fn write_pick(
    driver: &mut dyn Driver,
    pick: &Pick,
    contact: Option<ContactId>,
    queue: &str,
    at: Timestamp,
) -> Result<usize, Error> {
    let [id] = driver.fresh()?;
    let digest = format!("{}/{}/{}/{}", pick.agent, at.micros(), pick.answer, pick.query);
    driver.execute(
        "INSERT INTO picks (id, query, answer, agent, contact, queue, at, digest) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (digest) DO NOTHING",
        &[
            Param::Int(id),
            (&pick.query).into(),
            Param::Int(pick.answer.0),
            (&pick.agent).into(),
            contact.map(|id| id.0).into(),
            queue.into(),
            Param::Int(at.micros()),
            (&*indexed(&digest)).into(),
        ],
    )
}

/// Takes a pick from a file; whether it was new.
pub(super) fn import_pick(driver: &mut dyn Driver, record: &PickRecord, answer: AnswerId) -> Result<bool, Error> {
    let pick = Pick { query: record.query.clone(), answer, agent: record.agent.clone() };
    Ok(write_pick(driver, &pick, None, "", record.at.unwrap_or_default())? == 1)
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
    let rows = driver.execute(
        "INSERT INTO answers (id, ref, version, uses, used_at, called, key, body) \
         VALUES (?1, ?2, ?3 + 1, 0, 0, ?5, ?6, ?4) \
         ON CONFLICT (id) DO UPDATE SET version = excluded.version, key = excluded.key, body = excluded.body \
         WHERE answers.version = ?3",
        &[
            Param::Int(answer.id.0),
            (&answer.reference).into(),
            Param::Int(answer.version),
            Param::Text(&body),
            (&*indexed(&fold_reference(&answer.reference))).into(),
            (&*indexed(&fold_reference(&answer.key))).into(),
        ],
    )?;
    exactly_one(rows, &answer.reference)
}
