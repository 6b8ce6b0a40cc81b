//! The journal: a row for every action that was performed.

use super::driver::{Driver, Param, Purpose, Row};
use super::{Error, Store, indexed};
use crate::domain::id::{AnswerId, ContactId, CustomerId, ReceiptId};
use crate::domain::journal::Receipt;
use crate::domain::record::RecordKind;
use crate::domain::timestamp::Timestamp;

impl Store {
    /// The latest rows of the journal, the newest first; of one customer or of all.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn journal(&mut self, customer: Option<CustomerId>, limit: i64) -> Result<Vec<Receipt>, Error> {
        if let Some(customer) = customer {
            return self.driver.within(Purpose::Read, |driver| of(driver, customer, limit));
        }
        let sql = "SELECT id, at, agent, contact, customer, undone_by, action, changes, approved_by FROM journal \
                   ORDER BY at DESC, id DESC LIMIT ?1";
        self.driver.all(sql, &[Param::Int(limit)], read)
    }

    /// What an agent did last and could still take back, the latest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn done_by(&mut self, agent: &str, since: Timestamp, limit: i64) -> Result<Vec<Receipt>, Error> {
        let sql = "SELECT id, at, agent, contact, customer, undone_by, action, changes, approved_by FROM journal \
                   WHERE at >= ?1 AND agent = ?2 AND undone_by IS NULL AND changes <> '[]' ORDER BY at DESC, id DESC LIMIT ?3";
        self.driver.all(sql, &[Param::Int(since.micros()), agent.into(), Param::Int(limit)], read)
    }
}

/// Every row that changed an answer, the latest first.
pub(super) fn of_answer(driver: &mut dyn Driver, answer: AnswerId) -> Result<Vec<Receipt>, Error> {
    let sql = "SELECT id, at, agent, contact, customer, undone_by, action, changes, approved_by FROM journal \
               WHERE answer = ?1 ORDER BY id DESC";
    driver.all(sql, &[Param::Int(answer.0)], read)
}

/// The latest rows that concern a customer, or a file that became one with the customer's: all of such a file's rows are
/// older than the one by which it went.
pub(super) fn of(driver: &mut dyn Driver, customer: CustomerId, limit: i64) -> Result<Vec<Receipt>, Error> {
    let mut found = own(driver, customer, limit)?;
    let changes = found.iter().filter(|receipt| receipt.undone_by.is_none()).flat_map(|receipt| &receipt.changes);
    let went = changes.filter(|change| change.made_go() && change.id != customer.0);
    let merged: Vec<CustomerId> = went.map(|change| CustomerId(change.id)).collect();
    for other in &merged {
        found.extend(of(driver, *other, limit)?);
    }
    if !merged.is_empty() {
        found.sort_by_key(|receipt| std::cmp::Reverse((receipt.at, receipt.id)));
        found.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    }
    Ok(found)
}

fn own(driver: &mut dyn Driver, customer: CustomerId, limit: i64) -> Result<Vec<Receipt>, Error> {
    let sql = "SELECT id, at, agent, contact, customer, undone_by, action, changes, approved_by FROM journal \
               WHERE customer = ?1 ORDER BY at DESC, id DESC LIMIT ?2";
    driver.all(sql, &[Param::Int(customer.0), Param::Int(limit)], read)
}

pub(super) fn by_id(driver: &mut dyn Driver, id: ReceiptId) -> Result<Option<Receipt>, Error> {
    let sql =
        "SELECT id, at, agent, contact, customer, undone_by, action, changes, approved_by FROM journal WHERE id = ?1";
    driver.first(sql, &[Param::Int(id.0)], read)
}

/// The receipt of the action that carried this key, if it was performed already.
pub(super) fn by_key(driver: &mut dyn Driver, key: &str) -> Result<Option<Receipt>, Error> {
    let sql =
        "SELECT id, at, agent, contact, customer, undone_by, action, changes, approved_by FROM journal WHERE key = ?1";
    driver.first(sql, &[(&*indexed(key)).into()], read)
}

pub(super) fn write(driver: &mut dyn Driver, receipt: &Receipt, key: Option<&str>) -> Result<(), Error> {
    let key = key.map(indexed);
    let action = serde_json::to_string(&receipt.action)?;
    let changes = serde_json::to_string(&receipt.changes)?;
    let answer = receipt.changes.iter().find(|change| change.record == RecordKind::Answer).map(|change| change.id);
    driver.execute(
        "INSERT INTO journal (id, key, at, agent, contact, customer, action, changes, approved_by, answer) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        &[
            Param::Int(receipt.id.0),
            key.as_deref().map_or(Param::Null, Param::Text),
            Param::Int(receipt.at.micros()),
            (&receipt.agent).into(),
            receipt.contact.map(|id| id.0).into(),
            receipt.customer.map(|id| id.0).into(),
            Param::Text(&action),
            Param::Text(&changes),
            (&receipt.approved_by).into(),
            answer.into(),
        ],
    )?;
    Ok(())
}

pub(super) fn mark_undone(driver: &mut dyn Driver, undone: ReceiptId, by: ReceiptId) -> Result<(), Error> {
    let sql = "UPDATE journal SET undone_by = ?2 WHERE id = ?1";
    driver.execute(sql, &[Param::Int(undone.0), Param::Int(by.0)]).map(|_| ())
}

fn read(row: &dyn Row) -> Result<Receipt, Error> {
    Ok(Receipt {
        id: ReceiptId(row.int(0)?),
        at: Timestamp::from_micros(row.int(1)?),
        agent: row.text(2)?.to_owned(),
        contact: row.int_or_null(3)?.map(ContactId),
        customer: row.int_or_null(4)?.map(CustomerId),
        undone_by: row.int_or_null(5)?.map(ReceiptId),
        action: serde_json::from_str(row.text(6)?)?,
        changes: serde_json::from_str(row.text(7)?)?,
        approved_by: row.text(8)?.to_owned(),
    })
}
