//! Accounts, by reference and by customer, with what their entries come to.

use super::driver::{Driver, Param, Purpose};
use super::{Error, Store, entries, exactly_one};
use crate::domain::account::Account;
use crate::domain::action::Refusal;
use crate::domain::id::{AccountId, CustomerId};
use crate::domain::ledger::{Entry, Ledger};
use crate::domain::text::fold_reference;

impl Store {
    /// The account of this reference, in any writing of it, with all of its entries, the oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn account(&mut self, reference: &str) -> Result<Option<(Account, Vec<Entry>)>, Error> {
        self.driver.within(Purpose::Read, |driver| {
            let Some(account) = by_reference(driver, reference)? else { return Ok(None) };
            let entries = entries::of(driver, account.id)?;
            Ok(Some((account, entries)))
        })
    }

    /// The account of this identity.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn account_of(&mut self, id: AccountId) -> Result<Option<Account>, Error> {
        by_id(&mut *self.driver, id)
    }
}

/// The accounts of a customer, the newest first, each with what is owed on it and its latest entries.
pub(super) fn of(driver: &mut dyn Driver, customer: CustomerId, limit: i64) -> Result<Vec<Ledger>, Error> {
    let sql = "SELECT body FROM accounts WHERE customer = ?1 ORDER BY id DESC LIMIT ?2";
    let accounts: Vec<Account> =
        driver.all(sql, &[Param::Int(customer.0), Param::Int(limit)], |row| Ok(serde_json::from_str(row.text(0)?)?))?;
    let ledger = |account: Account| {
        let (balance, entries) = (entries::balance(driver, account.id)?, entries::latest(driver, account.id, limit)?);
        Ok(Ledger { account, balance, entries })
    };
    accounts.into_iter().map(ledger).collect()
}

pub(super) fn by_id(driver: &mut dyn Driver, id: AccountId) -> Result<Option<Account>, Error> {
    let sql = "SELECT body FROM accounts WHERE id = ?1";
    driver.first(sql, &[Param::Int(id.0)], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// The account whose reference is written just so.
pub(super) fn exactly(driver: &mut dyn Driver, reference: &str) -> Result<Option<Account>, Error> {
    let sql = "SELECT body FROM accounts WHERE ref = ?1";
    driver.first(sql, &[reference.into()], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// The account that somebody names: by its reference as it stands, or without `#`, case and blanks where that is one alone.
pub(super) fn by_reference(driver: &mut dyn Driver, reference: &str) -> Result<Option<Account>, Error> {
    if let Some(account) = exactly(driver, reference)? {
        return Ok(Some(account));
    }
    let sql = "SELECT body FROM accounts WHERE folded_ref = ?1 LIMIT 2";
    let folded = fold_reference(reference);
    let mut found: Vec<Account> =
        driver.all(sql, &[Param::Text(&folded)], |row| Ok(serde_json::from_str(row.text(0)?)?))?;
    Ok(found.pop().filter(|_| found.is_empty()))
}

/// The account as it stands once nobody else is at it, until the transaction ends: what is measured against its balance is
/// not measured by two at once.
pub(super) fn held(driver: &mut dyn Driver, id: AccountId) -> Result<Option<Account>, Error> {
    driver.execute("UPDATE accounts SET version = version WHERE id = ?1", &[Param::Int(id.0)])?;
    by_id(driver, id)
}

/// Writes an account over the version that was read. Without one it is new.
pub(super) fn write(driver: &mut dyn Driver, before: Option<&Account>, account: &Account) -> Result<(), Error> {
    let version = before.map_or(0, |known| known.version);
    let body = serde_json::to_string(&Account { version: version + 1, ..account.clone() })?;
    let folded = fold_reference(&account.reference);
    let rows = driver.execute(
        "INSERT INTO accounts (id, ref, folded_ref, customer, version, body) VALUES (?1, ?2, ?3, ?4, ?5 + 1, ?6) \
         ON CONFLICT (id) DO UPDATE SET customer = excluded.customer, version = excluded.version, body = excluded.body \
         WHERE accounts.version = ?5",
        &[
            Param::Int(account.id.0),
            (&account.reference).into(),
            Param::Text(&folded),
            Param::Int(account.customer.0),
            Param::Int(version),
            Param::Text(&body),
        ],
    )?;
    exactly_one(rows, &account.reference)
}

/// Removes an account on which nothing was booked.
pub(super) fn remove(driver: &mut dyn Driver, account: &Account) -> Result<(), Error> {
    if !entries::latest(driver, account.id, 1)?.is_empty() {
        let message = format!("{} has entries by now, so it cannot go; take those back first", account.reference);
        return Err(Refusal::new("in_use", message).into());
    }
    let sql = "DELETE FROM accounts WHERE id = ?1 AND version = ?2";
    let rows = driver.execute(sql, &[Param::Int(account.id.0), Param::Int(account.version)])?;
    exactly_one(rows, &account.reference)
}
