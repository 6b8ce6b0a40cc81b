//! Promises to call back, by customer and by when they are due.

use super::driver::{Driver, Param};
use super::{Error, exactly_one};
use crate::domain::callback::Callback;
use crate::domain::id::{CallbackId, CustomerId};
use crate::domain::text::fold_reference;

/// The promises that stand and that `agent` may keep, the first due first.
pub(super) fn due(driver: &mut dyn Driver, agent: &str, limit: i64) -> Result<Vec<Callback>, Error> {
    let sql = "SELECT body FROM callbacks WHERE state = 'open' AND (agent = '' OR agent = ?1) \
               ORDER BY due_at, id LIMIT ?2";
    driver.all(sql, &[agent.into(), Param::Int(limit)], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

pub(super) fn of(driver: &mut dyn Driver, customer: CustomerId, limit: i64) -> Result<Vec<Callback>, Error> {
    let sql = "SELECT body FROM callbacks WHERE customer = ?1 ORDER BY due_at DESC, id DESC LIMIT ?2";
    driver.all(sql, &[Param::Int(customer.0), Param::Int(limit)], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

pub(super) fn by_id(driver: &mut dyn Driver, id: CallbackId) -> Result<Option<Callback>, Error> {
    let sql = "SELECT body FROM callbacks WHERE id = ?1";
    driver.first(sql, &[Param::Int(id.0)], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// The promise whose reference is written just so.
pub(super) fn exactly(driver: &mut dyn Driver, reference: &str) -> Result<Option<Callback>, Error> {
    let sql = "SELECT body FROM callbacks WHERE ref = ?1";
    driver.first(sql, &[reference.into()], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// The promise of this reference, in any writing of it.
pub(super) fn by_reference(driver: &mut dyn Driver, reference: &str) -> Result<Option<Callback>, Error> {
    let sql =
        "SELECT body FROM callbacks WHERE lower(replace(replace(ref, '#', ''), ' ', '')) = ?1 ORDER BY id LIMIT 1";
    driver.first(sql, &[(&fold_reference(reference)).into()], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// Writes a promise over the version that was read. Without one it is new.
pub(super) fn write(driver: &mut dyn Driver, before: Option<&Callback>, callback: &Callback) -> Result<(), Error> {
    let version = before.map_or(0, |known| known.version);
    let body = serde_json::to_string(&Callback { version: version + 1, ..callback.clone() })?;
    let rows = driver.execute(
        "INSERT INTO callbacks (id, ref, customer, contact, due_at, agent, state, version, body) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 + 1, ?9) ON CONFLICT (id) DO UPDATE SET customer = excluded.customer, \
         contact = excluded.contact, due_at = excluded.due_at, agent = excluded.agent, state = excluded.state, \
         version = excluded.version, body = excluded.body WHERE callbacks.version = ?8",
        &[
            Param::Int(callback.id.0),
            (&callback.reference).into(),
            callback.customer.map(|id| id.0).into(),
            callback.contact.map(|id| id.0).into(),
            Param::Int(callback.due_at.micros()),
            (&callback.agent).into(),
            callback.state.name().into(),
            Param::Int(version),
            Param::Text(&body),
        ],
    )?;
    exactly_one(rows, &callback.reference)
}

/// Removes a promise.
pub(super) fn remove(driver: &mut dyn Driver, before: &Callback) -> Result<(), Error> {
    let sql = "DELETE FROM callbacks WHERE id = ?1 AND version = ?2";
    let rows = driver.execute(sql, &[Param::Int(before.id.0), Param::Int(before.version)])?;
    exactly_one(rows, &before.reference)
}
