//! Promises to call back, by customer and by when they are due.

use super::driver::{Driver, Param};
use super::{Error, exactly_one};
use crate::domain::callback::Callback;
use crate::domain::id::{CallbackId, CustomerId};

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

pub(super) fn by_reference(driver: &mut dyn Driver, reference: &str) -> Result<Option<Callback>, Error> {
    let sql = "SELECT body FROM callbacks WHERE ref = ?1";
    driver.first(sql, &[reference.into()], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// Writes a promise as it is to be.
pub(super) fn write(driver: &mut dyn Driver, before: Option<&Callback>, after: Option<&Callback>) -> Result<(), Error> {
    let Some(record) = after.or(before) else { return Ok(()) };
    let version = before.map_or(0, |known| known.version);
    let rows = match after {
        Some(after) => {
            let body = serde_json::to_string(&Callback { version: version + 1, ..after.clone() })?;
            driver.execute(
                "INSERT INTO callbacks (id, ref, customer, contact, due_at, agent, state, version, body) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 + 1, ?9) ON CONFLICT (id) DO UPDATE \
                 SET due_at = excluded.due_at, agent = excluded.agent, state = excluded.state, \
                 version = excluded.version, body = excluded.body WHERE callbacks.version = ?8",
                &[
                    Param::Int(after.id.0),
                    (&after.reference).into(),
                    after.customer.map(|id| id.0).into(),
                    after.contact.map(|id| id.0).into(),
                    Param::Int(after.due_at.micros()),
                    (&after.agent).into(),
                    after.state.name().into(),
                    Param::Int(version),
                    Param::Text(&body),
                ],
            )?
        }
        None => driver.execute(
            "DELETE FROM callbacks WHERE id = ?1 AND version = ?2",
            &[Param::Int(record.id.0), Param::Int(version)],
        )?,
    };
    exactly_one(rows, &record.reference)
}
