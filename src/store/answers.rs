//! Scripted answers, and how often they were taken.

use std::collections::HashMap;

use super::driver::{Driver, Param, Purpose};
use super::{Error, Reply, Store, exactly_one, indexed, journal};
use crate::domain::action::answer::key_taken;
use crate::domain::action::{House, Refusal};
use crate::domain::answer::{Answer, Past, Reader, Use, history};
use crate::domain::checksum::Checksum;
use crate::domain::id::AnswerId;
use crate::domain::text::fold_reference;

/// How many answers are read by one statement.
const TOGETHER: usize = 25;

/// An answer without its texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Brief {
    /// Which answer it is.
    pub id: AnswerId,
    /// A number that is almost surely another one when anything of the answer is, in whatever store.
    pub digest: i64,
    /// How often it was taken.
    pub uses: u32,
}

impl Store {
    /// Hands every answer to `each`, in the order of their identities, with how often it was taken.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn each_answer(&mut self, each: impl FnMut(Answer, u32)) -> Result<(), Error> {
        self.answers_between(AnswerId(i64::MIN), AnswerId(i64::MAX), each)
    }

    /// What tells of every answer whether it is still the same, in the order of their identities.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn answers_briefly(&mut self) -> Result<Vec<Brief>, Error> {
        self.driver.all("SELECT id, digest, uses FROM answers ORDER BY id", &[], |row| {
            let uses = u32::try_from(row.int(2)?).unwrap_or(u32::MAX);
            Ok(Brief { id: AnswerId(row.int(0)?), digest: row.int(1)?, uses })
        })
    }

    /// Hands every answer from one identity to another to `each`, both included, with how often it was taken.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn answers_between(
        &mut self,
        first: AnswerId,
        last: AnswerId,
        mut each: impl FnMut(Answer, u32),
    ) -> Result<(), Error> {
        let sql = "SELECT body, uses FROM answers WHERE id >= ?1 AND id <= ?2 ORDER BY id";
        self.driver.query(sql, &[Param::Int(first.0), Param::Int(last.0)], &mut |row| {
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
            for some in ids.chunks(TOGETHER) {
                found.extend(by_ids(driver, some)?);
            }
            Ok(found)
        })
    }

    /// The first of these answers that somebody finds, in that order, as many as are wanted: what is hidden from them leaves
    /// its place to the next.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn answers_seen(&mut self, ids: &[AnswerId], reader: &Reader, wanted: usize) -> Result<Vec<Answer>, Error> {
        let house = &self.house;
        self.driver.within(Purpose::Read, |driver| {
            let mut found = Vec::new();
            for some in ids.chunks(TOGETHER) {
                found.extend(by_ids(driver, some)?.into_iter().filter(|answer| house.shows(answer, reader)));
                if found.len() >= wanted {
                    break;
                }
            }
            found.truncate(wanted);
            Ok(found)
        })
    }

    /// The answers that were taken last of those that somebody finds, the latest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn answers_taken_last(&mut self, reader: &Reader, wanted: usize) -> Result<Vec<Answer>, Error> {
        let sql = "SELECT body FROM answers WHERE used_at > 0 ORDER BY used_at DESC, id LIMIT ?1";
        self.first_seen(reader, wanted, |driver, limit| {
            driver.all(sql, &[Param::Int(limit)], |row| Ok(serde_json::from_str(row.text(0)?)?))
        })
    }

    /// The first of the answers to a question that somebody finds, as many as are wanted. `ask` reads the first so many:
    /// more, as long as hidden ones stand in the place of others.
    pub(super) fn first_seen(
        &mut self,
        reader: &Reader,
        wanted: usize,
        ask: impl Fn(&mut dyn Driver, i64) -> Result<Vec<Answer>, Error>,
    ) -> Result<Vec<Answer>, Error> {
        let mut limit = wanted;
        loop {
            let mut found = ask(&mut *self.driver, i64::try_from(limit).unwrap_or(i64::MAX))?;
            let is_all = found.len() < limit;
            found.retain(|answer| self.house.shows(answer, reader));
            if is_all || found.len() >= wanted {
                found.truncate(wanted);
                return Ok(found);
            }
            limit = limit.saturating_mul(4);
        }
    }

    /// The answer of this reference, if there is one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn answer_of(&mut self, reference: &str) -> Result<Option<Answer>, Error> {
        by_reference(&mut *self.driver, reference)
    }

    /// Every answer in the order of their references, each with how often it was taken and what came of the contacts.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn library(&mut self) -> Result<Vec<(Answer, Use)>, Error> {
        let came = "SELECT p.answer, count(*), CAST(sum(c.resolved) AS BIGINT) FROM contacts AS c \
                    JOIN (SELECT DISTINCT answer, contact FROM picks WHERE contact IS NOT NULL) AS p ON c.id = p.contact \
                    WHERE c.resolved IS NOT NULL GROUP BY p.answer";
        let answers = "SELECT body, uses FROM answers ORDER BY ref";
        self.driver.within(Purpose::Read, |driver| {
            let came = driver.all(came, &[], |row| Ok((row.int(0)?, (row.int(1)?, row.int(2)?))))?;
            let came: HashMap<i64, (i64, i64)> = came.into_iter().collect();
            driver.all(answers, &[], |row| {
                let answer: Answer = serde_json::from_str(row.text(0)?)?;
                let (contacts, resolved) = came.get(&answer.id.0).copied().unwrap_or_default();
                Ok((answer, Use { taken: row.int(1)?, contacts, resolved }))
            })
        })
    }

    /// The versions of an answer, the latest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn answer_history(&mut self, answer: AnswerId) -> Result<Vec<Past>, Error> {
        self.driver.within(Purpose::Read, |driver| {
            let Some(now) = by_id(driver, answer)? else { return Ok(Vec::new()) };
            Ok(history(&now, &journal::of_answer(driver, answer)?))
        })
    }

    /// The answer as it stands, with what became of it.
    pub(super) fn open_answer(&mut self, id: AnswerId) -> Result<Reply, Error> {
        Ok(match self.answers(&[id])?.pop() {
            Some(answer) => Reply::Answer(Box::new(answer), self.answer_history(id)?),
            None => Reply::Nothing,
        })
    }

    /// How often each of these answers was taken, and what came of the contacts in which it was; in their order.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn answer_uses(&mut self, answers: &[AnswerId]) -> Result<Vec<(AnswerId, Use)>, Error> {
        self.driver.within(Purpose::Read, |driver| {
            answers.iter().map(|answer| Ok((*answer, uses(driver, *answer)?))).collect()
        })
    }
}

/// These answers, [`TOGETHER`] at most, in this order; what is gone is left out.
fn by_ids(driver: &mut dyn Driver, ids: &[AnswerId]) -> Result<Vec<Answer>, Error> {
    let sql = "SELECT body FROM answers WHERE id IN (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, \
               ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25)";
    let params: Vec<_> =
        ids.iter().map(|id| Param::Int(id.0)).chain(std::iter::repeat(Param::Null)).take(TOGETHER).collect();
    let read = driver.all(sql, &params, |row| Ok(serde_json::from_str::<Answer>(row.text(0)?)?))?;
    let found: HashMap<AnswerId, Answer> = read.into_iter().map(|answer| (answer.id, answer)).collect();
    Ok(ids.iter().filter_map(|id| found.get(id).cloned()).collect())
}

pub(super) fn by_id(driver: &mut dyn Driver, id: AnswerId) -> Result<Option<Answer>, Error> {
    let sql = "SELECT body FROM answers WHERE id = ?1";
    driver.first(sql, &[Param::Int(id.0)], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

pub(super) fn by_reference(driver: &mut dyn Driver, reference: &str) -> Result<Option<Answer>, Error> {
    let sql = "SELECT body FROM answers WHERE ref = ?1";
    driver.first(sql, &[reference.into()], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

fn uses(driver: &mut dyn Driver, answer: AnswerId) -> Result<Use, Error> {
    let taken = "SELECT uses FROM answers WHERE id = ?1";
    let taken = driver.first(taken, &[Param::Int(answer.0)], |row| row.int(0))?.unwrap_or(0);
    let came = "SELECT count(*), CAST(coalesce(sum(c.resolved), 0) AS BIGINT) FROM contacts AS c \
                JOIN (SELECT DISTINCT contact FROM picks WHERE answer = ?1 AND contact IS NOT NULL) AS p \
                ON c.id = p.contact WHERE c.resolved IS NOT NULL";
    let came = driver.first(came, &[Param::Int(answer.0)], |row| Ok((row.int(0)?, row.int(1)?)))?;
    let (contacts, resolved) = came.unwrap_or_default();
    Ok(Use { taken, contacts, resolved })
}

/// Removes an answer that was never taken.
pub(super) fn remove(driver: &mut dyn Driver, answer: &Answer) -> Result<(), Error> {
    let reference = &answer.reference;
    if uses(driver, answer.id)?.taken > 0 {
        let message = format!("{reference} was taken already, so it cannot go; withdraw it instead");
        return Err(Refusal::new("in_use", message).instead(["withdraw_answer".to_owned()]).into());
    }
    driver.execute("DELETE FROM picks WHERE answer = ?1", &[Param::Int(answer.id.0)])?;
    let sql = "DELETE FROM answers WHERE id = ?1 AND version = ?2";
    let rows = driver.execute(sql, &[Param::Int(answer.id.0), Param::Int(answer.version)])?;
    exactly_one(rows, reference)
}

/// Refuses an answer that bears the name or the key of another one.
pub(super) fn refuse_namesake(
    driver: &mut dyn Driver,
    house: &House,
    before: Option<&Answer>,
    answer: &Answer,
) -> Result<(), Error> {
    if before.is_none() && by_reference(driver, &answer.reference)?.is_some() {
        let message = format!("there is an answer {} already; change that one, or give another name", answer.reference);
        return Err(Refusal::new("ref_taken", message).into());
    }
    match holders(driver, house, before, answer)?.first() {
        Some(holder) => Err(key_taken(answer, holder).into()),
        None => Ok(()),
    }
}

/// The answers that bear the key of this one from now on, where only one may.
pub(super) fn holders(
    driver: &mut dyn Driver,
    house: &House,
    before: Option<&Answer>,
    answer: &Answer,
) -> Result<Vec<Answer>, Error> {
    if answer.key.is_empty() {
        return Ok(Vec::new());
    }
    let sql = "SELECT body FROM answers WHERE key <> '' AND key = ?1 AND id <> ?2 ORDER BY id";
    let key = fold_reference(&answer.key);
    let key = indexed(&key);
    let params = [Param::Text(&key), Param::Int(answer.id.0)];
    let mut holders: Vec<Answer> = driver.all(sql, &params, |row| Ok(serde_json::from_str(row.text(0)?)?))?;
    let shares = |one: &Answer, other: &Answer| one.shares_key(other, &house.language);
    holders.retain(|other| shares(answer, other) && !before.is_some_and(|before| shares(before, other)));
    Ok(holders)
}

/// Writes an answer over the version it was read at; version 0 is new.
pub(super) fn write(driver: &mut dyn Driver, answer: &Answer) -> Result<(), Error> {
    let body = serde_json::to_string(&Answer { version: answer.version + 1, ..answer.clone() })?;
    let taught = !(answer.pinned.is_empty() && answer.forgotten.is_empty());
    let digest = Checksum::default().with(body.as_bytes()).number().cast_signed();
    let rows = driver.execute(
        "INSERT INTO answers (id, ref, version, digest, uses, used_at, called, key, taught, body) \
         VALUES (?1, ?2, ?3 + 1, ?8, 0, 0, ?4, ?5, ?6, ?7) \
         ON CONFLICT (id) DO UPDATE SET version = excluded.version, digest = excluded.digest, key = excluded.key, \
         taught = excluded.taught, body = excluded.body \
         WHERE answers.version = ?3",
        &[
            Param::Int(answer.id.0),
            (&answer.reference).into(),
            Param::Int(answer.version),
            (&*indexed(&fold_reference(&answer.reference))).into(),
            (&*indexed(&fold_reference(&answer.key))).into(),
            Param::Int(i64::from(taught)),
            Param::Text(&body),
            Param::Int(digest),
        ],
    )?;
    exactly_one(rows, &answer.reference)
}
