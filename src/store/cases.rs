//! Cases, by customer and by whose turn it is.

use super::driver::{Driver, Param};
use super::{Error, exactly_one};
use crate::domain::case::Case;
use crate::domain::id::{CaseId, CustomerId};
use crate::domain::text::fold_reference;
use crate::domain::timestamp::Timestamp;

/// The open cases whose turn is an agent's: those the agent has or anyone may take, and those referred to the agent or to
/// the agent's role. The first due first; those without a time last.
pub(super) fn turn_of(driver: &mut dyn Driver, agent: &str, role: &str, limit: i64) -> Result<Vec<Case>, Error> {
    let sql = "SELECT body FROM cases WHERE status <> 'closed' AND \
               ((status = 'referred' AND (addressee = ?1 OR addressee = ?2)) OR \
               (status <> 'referred' AND (agent = '' OR agent = ?1))) ORDER BY due_at, id LIMIT ?3";
    driver.all(sql, &[agent.into(), role.into(), Param::Int(limit)], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// The latest cases of a customer, the newest first.
pub(super) fn of(driver: &mut dyn Driver, customer: CustomerId, limit: i64) -> Result<Vec<Case>, Error> {
    let sql = "SELECT body FROM cases WHERE customer = ?1 ORDER BY opened_at DESC, id DESC LIMIT ?2";
    driver.all(sql, &[Param::Int(customer.0), Param::Int(limit)], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

pub(super) fn by_id(driver: &mut dyn Driver, id: CaseId) -> Result<Option<Case>, Error> {
    let sql = "SELECT body FROM cases WHERE id = ?1";
    driver.first(sql, &[Param::Int(id.0)], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// The case whose reference is written just so.
pub(super) fn exactly(driver: &mut dyn Driver, reference: &str) -> Result<Option<Case>, Error> {
    let sql = "SELECT body FROM cases WHERE ref = ?1";
    driver.first(sql, &[reference.into()], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// The case of this reference, in any writing of it.
pub(super) fn by_reference(driver: &mut dyn Driver, reference: &str) -> Result<Option<Case>, Error> {
    let sql = "SELECT body FROM cases WHERE folded_ref = ?1 ORDER BY id LIMIT 1";
    driver.first(sql, &[(&fold_reference(reference)).into()], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// Writes a case over the version that was read. Without one it is new.
pub(super) fn write(driver: &mut dyn Driver, before: Option<&Case>, case: &Case) -> Result<(), Error> {
    let version = before.map_or(0, |known| known.version);
    let body = serde_json::to_string(&Case { version: version + 1, ..case.clone() })?;
    let folded = fold_reference(&case.reference);
    let rows = driver.execute(
        "INSERT INTO cases (id, ref, folded_ref, customer, status, agent, addressee, opened_at, due_at, version, body) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 + 1, ?11) ON CONFLICT (id) DO UPDATE SET \
         customer = excluded.customer, status = excluded.status, agent = excluded.agent, \
         addressee = excluded.addressee, opened_at = excluded.opened_at, due_at = excluded.due_at, \
         version = excluded.version, body = excluded.body WHERE cases.version = ?10",
        &[
            Param::Int(case.id.0),
            (&case.reference).into(),
            Param::Text(&folded),
            Param::Int(case.customer.0),
            case.status.name().into(),
            (&case.agent).into(),
            (&case.to).into(),
            Param::Int(case.opened_at.micros()),
            Param::Int(case.due_at.map_or(i64::MAX, Timestamp::micros)),
            Param::Int(version),
            Param::Text(&body),
        ],
    )?;
    exactly_one(rows, &case.reference)
}

/// Removes a case.
pub(super) fn remove(driver: &mut dyn Driver, before: &Case) -> Result<(), Error> {
    let sql = "DELETE FROM cases WHERE id = ?1 AND version = ?2";
    let rows = driver.execute(sql, &[Param::Int(before.id.0), Param::Int(before.version)])?;
    exactly_one(rows, &before.reference)
}
