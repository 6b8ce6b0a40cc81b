//! The customer's file: everything that a desk opens at once when the customer makes contact.

use super::driver::{Driver, Param, Purpose};
use super::{Error, Store, accounts, approvals, callbacks, cases, contacts, customers, journal, orders, outages};
use crate::domain::file::CustomerFile;
use crate::domain::id::CustomerId;

/// How many orders, accounts, entries of each, contacts, receipts, promises and cases a file opens with.
const LATEST: i64 = 60;

impl Store {
    /// The file of a customer, if there is one.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn file(&mut self, id: CustomerId) -> Result<Option<CustomerFile>, Error> {
        self.driver.within(Purpose::Read, |driver| {
            let Some(customer) = customers::by_id(driver, id)? else { return Ok(None) };
            let (accounts, contacts) = (accounts::of(driver, id, LATEST)?, contacts::of(driver, id, i64::MIN, LATEST)?);
            Ok(Some(CustomerFile {
                orders: orders::of(driver, id, LATEST)?,
                outages: outages::concerning(driver, &customer, &accounts, &contacts)?,
                accounts,
                contacts,
                contact_count: contact_count(driver, id)?,
                receipts: journal::of(driver, id, LATEST)?,
                callbacks: callbacks::of(driver, id, LATEST)?,
                cases: cases::of(driver, id, LATEST)?,
                approvals: approvals::of(driver, id, LATEST)?,
                customer,
            }))
        })
    }
}

fn contact_count(driver: &mut dyn Driver, id: CustomerId) -> Result<i64, Error> {
    let sql = "SELECT count(*) FROM (SELECT 1 FROM contacts WHERE customer = ?1 LIMIT 999) AS counted";
    Ok(driver.first(sql, &[Param::Int(id.0)], |row| row.int(0))?.unwrap_or(0))
}
