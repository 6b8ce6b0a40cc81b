//! What is learned from searching: the picks that the lookup goes by, and the searches that came to nothing.

use super::driver::{Driver, Param, Purpose, Row};
use super::portable::PAGE;
use super::{Error, Store, indexed};
use crate::domain::answer::Answer;
use crate::domain::id::{AnswerId, ContactId};
use crate::domain::learning::{Learning, Miss, Misses, Outcome, Pick, Why, lessons, missing, same_words};
use crate::domain::portable::{PickRecord, Portable};
use crate::domain::timestamp::Timestamp;

/// How many of the latest picks are remembered.
const REMEMBERED: i64 = 50_000;

/// How many searches in vain are looked at, the latest first.
const LOOKED_AT: i64 = 20_000;

/// How long a search in vain is remembered, in seconds: 180 days.
const KEPT: i64 = 180 * 24 * 3600;

/// The columns of a pick as [`read`] takes them.
const PICK: &str = "query, answer, agent, queue, guide, tier, at, outcome";

impl Store {
    /// The latest picks that count, the oldest of them first: without those that a team lead let be forgotten.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn picks(&mut self) -> Result<Vec<Pick>, Error> {
        self.driver.within(Purpose::Read, |driver| {
            let taught = taught(driver)?;
            counting(driver, &taught)
        })
    }

    /// The picks with a number above this one that count, in the order of their numbers. A pick that is told anew gets a new
    /// number.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn picks_after(&mut self, number: i64) -> Result<Vec<(i64, Pick)>, Error> {
        self.driver.within(Purpose::Read, |driver| {
            let sql = format!("SELECT {PICK}, id FROM picks WHERE id > ?1 AND query <> '' ORDER BY id");
            let mut picks = driver.all(&sql, &[Param::Int(number)], |row| Ok((row.int(8)?, read(row)?)))?;
            if !picks.is_empty() {
                let taught = taught(driver)?;
                picks.retain(|(_, pick)| counts(pick, &taught));
            }
            Ok(picks)
        })
    }

    /// The highest number of a pick, 0 where there is none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn last_pick(&mut self) -> Result<i64, Error> {
        Ok(self.driver.first("SELECT max(id) FROM picks HAVING count(*) > 0", &[], |row| row.int(0))?.unwrap_or(0))
    }

    /// The answers to which a team lead pinned something, or of which something is forgotten, in the order of their
    /// identities.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn answers_taught(&mut self) -> Result<Vec<Answer>, Error> {
        taught(&mut *self.driver)
    }

    /// What was learned from searches, and what is missing.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn learning(&mut self) -> Result<Learning, Error> {
        self.driver.within(Purpose::Read, |driver| {
            let sql = "SELECT body FROM answers WHERE taught = 1 OR id IN (SELECT answer FROM picks) ORDER BY id";
            let answers: Vec<Answer> = driver.all(sql, &[], |row| Ok(serde_json::from_str(row.text(0)?)?))?;
            let picks = counting(driver, &answers)?;
            let sql = "SELECT query, queue, agent, why, at, times FROM misses ORDER BY at DESC, digest LIMIT ?1";
            let misses = driver.all(sql, &[Param::Int(LOOKED_AT)], |row| {
                let why = Why::named(row.text(3)?).unwrap_or(Why::Nothing);
                let at = Timestamp::from_micros(row.int(4)?);
                let [query, queue, agent] = [row.text(0)?, row.text(1)?, row.text(2)?].map(str::to_owned);
                let times = u32::try_from(row.int(5)?).unwrap_or(u32::MAX);
                Ok(Misses { latest: Miss { query, queue, agent, why, at }, times })
            })?;
            Ok(Learning { lessons: lessons(&picks, &answers), missing: missing(&misses, &picks) })
        })
    }

    /// Records that `pick` was taken during a contact. One that is known is not counted again; what became of it is as it
    /// is told last.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn record_pick(&mut self, pick: &Pick, contact: Option<ContactId>) -> Result<(), Error> {
        self.driver.within(Purpose::Write, |driver| {
            if write(driver, pick, contact)? == 0 {
                let ([id], digest) = (driver.fresh()?, digest(pick));
                let sql = "UPDATE picks SET outcome = ?2, id = ?3 WHERE digest = ?1 AND outcome <> ?2";
                let digest = indexed(&digest);
                let values = [(&*digest).into(), pick.outcome.name().into(), Param::Int(id)];
                return driver.execute(sql, &values).map(|_| ());
            }
            let sql = "UPDATE answers SET uses = uses + 1, used_at = ?2 WHERE id = ?1";
            driver.execute(sql, &[Param::Int(pick.answer.0), Param::Int(pick.at.micros())]).map(|_| ())
        })
    }

    /// Records a search that came to nothing, and lets those be forgotten that are long past.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn record_miss(&mut self, miss: &Miss) -> Result<(), Error> {
        let words = format!("{}/{}/{}", miss.agent, miss.queue, same_words(&miss.query));
        let digest = indexed(&words);
        self.driver.within(Purpose::Write, |driver| {
            let long_past = Param::Int(miss.at.plus_seconds(-KEPT).micros());
            driver.execute("DELETE FROM misses WHERE at < ?1", &[long_past])?;
            let sql = "INSERT INTO misses (digest, query, queue, agent, why, times, at) VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6) \
                       ON CONFLICT (digest) DO UPDATE SET query = excluded.query, why = excluded.why, \
                       times = misses.times + 1, at = excluded.at WHERE misses.at < excluded.at";
            let values = [
                (&*digest).into(),
                (&miss.query).into(),
                (&miss.queue).into(),
                (&miss.agent).into(),
                miss.why.name().into(),
                Param::Int(miss.at.micros()),
            ];
            driver.execute(sql, &values).map(|_| ())
        })
    }

    /// Hands every pick that counts to `each`, in the order they were made.
    pub(super) fn export_picks<E: From<Error>>(
        &mut self,
        mut each: impl FnMut(Portable) -> Result<(), E>,
    ) -> Result<(), E> {
        let taught = taught(&mut *self.driver)?;
        let sql = format!(
            "SELECT {}, a.ref, p.id FROM picks AS p JOIN answers AS a ON a.id = p.answer WHERE p.id > ?1 AND p.query <> '' ORDER BY p.id LIMIT ?2",
            PICK.split(", ").map(|column| format!("p.{column}")).collect::<Vec<_>>().join(", ")
        );
        let mut after = 0;
        loop {
            let page = self.driver.all(&sql, &[Param::Int(after), Param::Int(PAGE)], |row| {
                Ok((read(row)?, row.text(8)?.to_owned(), row.int(9)?))
            })?;
            let Some((.., last)) = page.last() else { return Ok(()) };
            after = *last;
            for (pick, answer, _) in page.into_iter().filter(|(pick, ..)| counts(pick, &taught)) {
                let Pick { query, agent, queue, guide, tier, at, outcome, .. } = pick;
                let at = Some(at).filter(|at| *at > Timestamp::default());
                let record = PickRecord { query, answer, agent, queue, guide, tier, at, outcome };
                each(Portable::Pick(Box::new(record)))?;
            }
        }
    }
}

/// The latest picks that count, the oldest of them first.
fn counting(driver: &mut dyn Driver, answers: &[Answer]) -> Result<Vec<Pick>, Error> {
    let sql = format!("SELECT {PICK} FROM picks WHERE query <> '' ORDER BY at DESC, id DESC LIMIT ?1");
    let mut picks = driver.all(&sql, &[Param::Int(REMEMBERED)], read)?;
    picks.retain(|pick| counts(pick, answers));
    picks.reverse();
    Ok(picks)
}

/// The answers to which a team lead pinned something, or of which something is forgotten, in the order of their identities.
fn taught(driver: &mut dyn Driver) -> Result<Vec<Answer>, Error> {
    let sql = "SELECT body FROM answers WHERE taught = 1 ORDER BY id";
    driver.all(sql, &[], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// Whether a pick counts, as these answers tell it, which stand in the order of their identities.
fn counts(pick: &Pick, answers: &[Answer]) -> bool {
    let answer = answers.binary_search_by_key(&pick.answer, |answer| answer.id).ok().and_then(|at| answers.get(at));
    answer.and_then(|answer| answer.forgot(&pick.query)).is_none_or(|until| pick.at > until)
}

fn read(row: &dyn Row) -> Result<Pick, Error> {
    let [query, agent, queue] = [row.text(0)?, row.text(2)?, row.text(3)?].map(str::to_owned);
    let [guide, tier] = [row.text(4)?, row.text(5)?].map(str::to_owned);
    let (answer, at) = (AnswerId(row.int(1)?), Timestamp::from_micros(row.int(6)?));
    let outcome = Outcome::named(row.text(7)?).unwrap_or_default();
    Ok(Pick { query, answer, agent, queue, guide, tier, at, outcome })
}

/// What makes a pick the same one: the same agent took the same answer for the same words at the same moment.
fn digest(pick: &Pick) -> String {
    format!("{}/{}/{}/{}", pick.agent, pick.at.micros(), pick.answer, pick.query)
}

/// Writes a pick, unless it is known; how many rows that were.
fn write(driver: &mut dyn Driver, pick: &Pick, contact: Option<ContactId>) -> Result<usize, Error> {
    let [id] = driver.fresh()?;
    driver.execute(
        "INSERT INTO picks (id, query, answer, agent, contact, queue, guide, tier, at, outcome, digest) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) ON CONFLICT (digest) DO NOTHING",
        &[
            Param::Int(id),
            (&pick.query).into(),
            Param::Int(pick.answer.0),
            (&pick.agent).into(),
            contact.map(|id| id.0).into(),
            (&pick.queue).into(),
            (&pick.guide).into(),
            (&pick.tier).into(),
            Param::Int(pick.at.micros()),
            pick.outcome.name().into(),
            (&*indexed(&digest(pick))).into(),
        ],
    )
}

/// Takes a pick from a file; whether it was new.
pub(super) fn import_pick(driver: &mut dyn Driver, record: &PickRecord, answer: AnswerId) -> Result<bool, Error> {
    let PickRecord { query, agent, queue, guide, tier, at, outcome, .. } = record.clone();
    let pick = Pick { query, answer, agent, queue, guide, tier, at: at.unwrap_or_default(), outcome };
    Ok(write(driver, &pick, None)? == 1)
}
