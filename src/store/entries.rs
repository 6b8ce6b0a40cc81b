//! The entries of accounts: what is owed on an account is their sum.

use super::driver::{Driver, Param};
use super::{Error, exactly_one};
use crate::domain::id::{AccountId, EntryId};
use crate::domain::ledger::Entry;
use crate::domain::money::Amount;
use crate::domain::text::fold_reference;

/// All entries of an account, the oldest first.
pub(super) fn of(driver: &mut dyn Driver, account: AccountId) -> Result<Vec<Entry>, Error> {
    let sql = "SELECT body FROM entries WHERE account = ?1 ORDER BY at, id";
    driver.all(sql, &[Param::Int(account.0)], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// The latest entries of an account, the newest first.
pub(super) fn latest(driver: &mut dyn Driver, account: AccountId, limit: i64) -> Result<Vec<Entry>, Error> {
    let sql = "SELECT body FROM entries WHERE account = ?1 ORDER BY at DESC, id DESC LIMIT ?2";
    driver.all(sql, &[Param::Int(account.0), Param::Int(limit)], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// What is owed on an account.
pub(super) fn balance(driver: &mut dyn Driver, account: AccountId) -> Result<Amount, Error> {
    let sql = "SELECT CAST(coalesce(sum(owed), 0) AS BIGINT) FROM entries WHERE account = ?1";
    Ok(Amount(driver.first(sql, &[Param::Int(account.0)], |row| row.int(0))?.unwrap_or(0)))
}

pub(super) fn by_id(driver: &mut dyn Driver, id: EntryId) -> Result<Option<Entry>, Error> {
    let sql = "SELECT body FROM entries WHERE id = ?1";
    driver.first(sql, &[Param::Int(id.0)], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// The entry whose reference is written just so.
pub(super) fn exactly(driver: &mut dyn Driver, reference: &str) -> Result<Option<Entry>, Error> {
    let sql = "SELECT body FROM entries WHERE ref = ?1";
    driver.first(sql, &[reference.into()], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// The entry of this reference, in any writing of it.
pub(super) fn by_reference(driver: &mut dyn Driver, reference: &str) -> Result<Option<Entry>, Error> {
    let sql = "SELECT body FROM entries WHERE folded_ref = ?1 ORDER BY id LIMIT 1";
    driver.first(sql, &[(&fold_reference(reference)).into()], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// Writes an entry over the version that was read. Without one it is new.
pub(super) fn write(driver: &mut dyn Driver, before: Option<&Entry>, entry: &Entry) -> Result<(), Error> {
    let version = before.map_or(0, |known| known.version);
    let body = serde_json::to_string(&Entry { version: version + 1, ..entry.clone() })?;
    let folded = fold_reference(&entry.reference);
    let rows = driver.execute(
        "INSERT INTO entries (id, ref, folded_ref, account, at, owed, version, body) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7 + 1, ?8) ON CONFLICT (id) DO UPDATE SET account = excluded.account, \
         at = excluded.at, owed = excluded.owed, version = excluded.version, body = excluded.body \
         WHERE entries.version = ?7",
        &[
            Param::Int(entry.id.0),
            (&entry.reference).into(),
            Param::Text(&folded),
            Param::Int(entry.account.0),
            Param::Int(entry.at.micros()),
            Param::Int(entry.owed().0),
            Param::Int(version),
            Param::Text(&body),
        ],
    )?;
    exactly_one(rows, &entry.reference)
}

/// Removes an entry.
pub(super) fn remove(driver: &mut dyn Driver, entry: &Entry) -> Result<(), Error> {
    let sql = "DELETE FROM entries WHERE id = ?1 AND version = ?2";
    let rows = driver.execute(sql, &[Param::Int(entry.id.0), Param::Int(entry.version)])?;
    exactly_one(rows, &entry.reference)
}
