//! Requests for approval: those that wait, those of an agent, those of a customer.

use super::driver::{Driver, Param};
use super::{Error, Store, exactly_one};
use crate::domain::approval::Approval;
use crate::domain::id::{ApprovalId, CustomerId};
use crate::domain::text::fold_reference;
use crate::domain::timestamp::Timestamp;

impl Store {
    /// What waits for somebody's yes, the longest waiting first, and then what was decided since a moment, the latest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn approvals(&mut self, since: Timestamp, limit: i64) -> Result<Vec<Approval>, Error> {
        let mut found = waiting(&mut *self.driver, limit)?;
        let sql = "SELECT body FROM approvals WHERE verdict <> 'waiting' AND decided_at >= ?1 \
                   ORDER BY decided_at DESC, id DESC LIMIT ?2";
        let left = limit.saturating_sub(i64::try_from(found.len()).unwrap_or(limit));
        found.extend(self.driver.all(sql, &[Param::Int(since.micros()), Param::Int(left)], |row| {
            Ok(serde_json::from_str::<Approval>(row.text(0)?)?)
        })?);
        Ok(found)
    }
}

/// What waits, the longest waiting first.
pub(super) fn waiting(driver: &mut dyn Driver, limit: i64) -> Result<Vec<Approval>, Error> {
    let sql = "SELECT body FROM approvals WHERE verdict = 'waiting' ORDER BY asked_at, id LIMIT ?1";
    driver.all(sql, &[Param::Int(limit)], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// What an agent asked for and nobody has decided yet, or was decided since a moment; the latest decided first.
pub(super) fn asked_by(
    driver: &mut dyn Driver,
    agent: &str,
    since: Timestamp,
    limit: i64,
) -> Result<Vec<Approval>, Error> {
    let sql = "SELECT body FROM approvals WHERE asked_by = ?1 AND decided_at >= ?2 ORDER BY decided_at DESC, id DESC LIMIT ?3";
    driver.all(sql, &[agent.into(), Param::Int(since.micros()), Param::Int(limit)], |row| {
        Ok(serde_json::from_str(row.text(0)?)?)
    })
}

/// The latest requests that concern a customer, the newest first.
pub(super) fn of(driver: &mut dyn Driver, customer: CustomerId, limit: i64) -> Result<Vec<Approval>, Error> {
    let sql = "SELECT body FROM approvals WHERE customer = ?1 ORDER BY asked_at DESC, id DESC LIMIT ?2";
    driver.all(sql, &[Param::Int(customer.0), Param::Int(limit)], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

pub(super) fn by_id(driver: &mut dyn Driver, id: ApprovalId) -> Result<Option<Approval>, Error> {
    let sql = "SELECT body FROM approvals WHERE id = ?1";
    driver.first(sql, &[Param::Int(id.0)], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// The request of this reference, in any writing of it.
pub(super) fn by_reference(driver: &mut dyn Driver, reference: &str) -> Result<Option<Approval>, Error> {
    let sql = "SELECT body FROM approvals WHERE folded_ref = ?1 ORDER BY id LIMIT 1";
    driver.first(sql, &[(&fold_reference(reference)).into()], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// Writes a request over the version that was read. Without one it is new. One that waits counts as decided last of all.
pub(super) fn write(driver: &mut dyn Driver, before: Option<&Approval>, approval: &Approval) -> Result<(), Error> {
    let version = before.map_or(0, |known| known.version);
    let body = serde_json::to_string(&Approval { version: version + 1, ..approval.clone() })?;
    let folded = fold_reference(&approval.reference);
    let rows = driver.execute(
        "INSERT INTO approvals (id, ref, folded_ref, customer, verdict, asked_by, asked_at, decided_at, version, body) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 + 1, ?10) ON CONFLICT (id) DO UPDATE SET \
         customer = excluded.customer, verdict = excluded.verdict, decided_at = excluded.decided_at, \
         version = excluded.version, body = excluded.body WHERE approvals.version = ?9",
        &[
            Param::Int(approval.id.0),
            (&approval.reference).into(),
            Param::Text(&folded),
            approval.customer.map(|id| id.0).into(),
            approval.verdict.name().into(),
            (&approval.asked_by).into(),
            Param::Int(approval.asked_at.micros()),
            Param::Int(approval.decided_at.map_or(i64::MAX, Timestamp::micros)),
            Param::Int(version),
            Param::Text(&body),
        ],
    )?;
    exactly_one(rows, &approval.reference)
}

/// Removes a request.
pub(super) fn remove(driver: &mut dyn Driver, before: &Approval) -> Result<(), Error> {
    let sql = "DELETE FROM approvals WHERE id = ?1 AND version = ?2";
    let rows = driver.execute(sql, &[Param::Int(before.id.0), Param::Int(before.version)])?;
    exactly_one(rows, &before.reference)
}
