//! Outages: those that run, those that are over, and how many contacts are about one.

use super::driver::{Driver, Param, Purpose};
use super::{Error, Store, exactly_one};
use crate::domain::action::Refusal;
use crate::domain::contact::Contact;
use crate::domain::customer::Customer;
use crate::domain::id::OutageId;
use crate::domain::ledger::Ledger;
use crate::domain::outage::Outage;
use crate::domain::text::fold_reference;
use crate::domain::timestamp::Timestamp;

/// How many outages that run, and how many that are over, are looked at for a file.
const LOOKED_AT: i64 = 200;

impl Store {
    /// Outages, those that run first and among them the latest first, each with how many contacts are about it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn outages(&mut self, limit: i64) -> Result<Vec<(Outage, i64)>, Error> {
        self.driver.within(Purpose::Read, |driver| {
            let mut found = latest(driver, limit)?;
            found.truncate(usize::try_from(limit).unwrap_or(0));
            let counted = found.into_iter().map(|outage| {
                let contacts = contacts(driver, &outage)?;
                Ok((outage, contacts))
            });
            counted.collect()
        })
    }
}

fn latest(driver: &mut dyn Driver, limit: i64) -> Result<Vec<Outage>, Error> {
    let mut read = |sql: &str| -> Result<Vec<Outage>, Error> {
        driver.all(sql, &[Param::Int(limit)], |row| Ok(serde_json::from_str(row.text(0)?)?))
    };
    let mut found = read("SELECT body FROM outages WHERE ended_at IS NULL ORDER BY started_at DESC, id DESC LIMIT ?1")?;
    found.extend(read("SELECT body FROM outages WHERE ended_at IS NOT NULL ORDER BY ended_at DESC, id DESC LIMIT ?1")?);
    Ok(found)
}

/// How many contacts are about an outage.
fn contacts(driver: &mut dyn Driver, outage: &Outage) -> Result<i64, Error> {
    let sql = "SELECT count(*) FROM contacts WHERE outage = ?1 AND outage <> ''";
    Ok(driver.first(sql, &[(&outage.reference).into()], |row| row.int(0))?.unwrap_or(0))
}

/// The outages that concern a customer with these accounts and contacts, those that run first.
pub(super) fn concerning(
    driver: &mut dyn Driver,
    customer: &Customer,
    accounts: &[Ledger],
    contacts: &[Contact],
) -> Result<Vec<Outage>, Error> {
    let mut found = latest(driver, LOOKED_AT)?;
    found.retain(|outage| outage.concerns(customer, accounts.iter().map(|ledger| &ledger.account), contacts));
    Ok(found)
}

pub(super) fn by_id(driver: &mut dyn Driver, id: OutageId) -> Result<Option<Outage>, Error> {
    let sql = "SELECT body FROM outages WHERE id = ?1";
    driver.first(sql, &[Param::Int(id.0)], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// The outage whose reference is written just so.
pub(super) fn exactly(driver: &mut dyn Driver, reference: &str) -> Result<Option<Outage>, Error> {
    let sql = "SELECT body FROM outages WHERE ref = ?1";
    driver.first(sql, &[reference.into()], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// The outage of this reference, in any writing of it.
pub(super) fn by_reference(driver: &mut dyn Driver, reference: &str) -> Result<Option<Outage>, Error> {
    let sql = "SELECT body FROM outages WHERE folded_ref = ?1 ORDER BY id LIMIT 1";
    driver.first(sql, &[(&fold_reference(reference)).into()], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// Writes an outage over the version that was read. Without one it is new.
pub(super) fn write(driver: &mut dyn Driver, before: Option<&Outage>, outage: &Outage) -> Result<(), Error> {
    let version = before.map_or(0, |known| known.version);
    let body = serde_json::to_string(&Outage { version: version + 1, ..outage.clone() })?;
    let folded = fold_reference(&outage.reference);
    let rows = driver.execute(
        "INSERT INTO outages (id, ref, folded_ref, started_at, ended_at, version, body) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6 + 1, ?7) ON CONFLICT (id) DO UPDATE SET started_at = excluded.started_at, \
         ended_at = excluded.ended_at, version = excluded.version, body = excluded.body WHERE outages.version = ?6",
        &[
            Param::Int(outage.id.0),
            (&outage.reference).into(),
            Param::Text(&folded),
            Param::Int(outage.started_at.micros()),
            outage.ended_at.map(Timestamp::micros).into(),
            Param::Int(version),
            Param::Text(&body),
        ],
    )?;
    exactly_one(rows, &outage.reference)
}

/// Removes an outage that no contact is about.
pub(super) fn remove(driver: &mut dyn Driver, outage: &Outage) -> Result<(), Error> {
    let about = contacts(driver, outage)?;
    if about > 0 {
        let message = format!("{about} contacts are about {}, so it cannot go; end it instead", outage.reference);
        return Err(Refusal::new("in_use", message).into());
    }
    let sql = "DELETE FROM outages WHERE id = ?1 AND version = ?2";
    let rows = driver.execute(sql, &[Param::Int(outage.id.0), Param::Int(outage.version)])?;
    exactly_one(rows, &outage.reference)
}
