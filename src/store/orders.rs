//! Orders, by reference and by customer.

use super::driver::{Driver, Param};
use super::{Error, Store, exactly_one};
use crate::domain::id::{CustomerId, OrderId};
use crate::domain::order::Order;
use crate::domain::text::fold_reference;
use crate::domain::timestamp::Timestamp;

impl Store {
    /// The order that somebody names: by its reference as it stands, or without `#`, case and blanks where that is one alone.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn order(&mut self, reference: &str) -> Result<Option<Order>, Error> {
        said(&mut *self.driver, reference)
    }

    /// The latest orders of a customer, the newest first; those without a date come last.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn orders_of(&mut self, customer: CustomerId, limit: i64) -> Result<Vec<Order>, Error> {
        of(&mut *self.driver, customer, limit)
    }
}

/// The latest orders of a customer, the newest first; those without a date come last.
pub(super) fn of(driver: &mut dyn Driver, customer: CustomerId, limit: i64) -> Result<Vec<Order>, Error> {
    let sql = "SELECT body FROM orders WHERE customer = ?1 ORDER BY placed_at DESC, id DESC LIMIT ?2";
    driver.all(sql, &[Param::Int(customer.0), Param::Int(limit)], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

pub(super) fn by_reference(driver: &mut dyn Driver, reference: &str) -> Result<Option<Order>, Error> {
    let sql = "SELECT body FROM orders WHERE ref = ?1";
    driver.first(sql, &[reference.into()], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

pub(super) fn by_id(driver: &mut dyn Driver, id: OrderId) -> Result<Option<Order>, Error> {
    let sql = "SELECT body FROM orders WHERE id = ?1";
    driver.first(sql, &[Param::Int(id.0)], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// The order that somebody names: by its reference as it stands, or without `#`, case and blanks where that is one alone.
pub(super) fn said(driver: &mut dyn Driver, reference: &str) -> Result<Option<Order>, Error> {
    if let Some(order) = by_reference(driver, reference)? {
        return Ok(Some(order));
    }
    let sql = "SELECT body FROM orders WHERE folded_ref = ?1 LIMIT 2";
    let folded = fold_reference(reference);
    let mut found: Vec<Order> =
        driver.all(sql, &[Param::Text(&folded)], |row| Ok(serde_json::from_str(row.text(0)?)?))?;
    Ok(found.pop().filter(|_| found.is_empty()))
}

pub(super) fn remove(driver: &mut dyn Driver, order: &Order) -> Result<(), Error> {
    let sql = "DELETE FROM orders WHERE id = ?1 AND version = ?2";
    let rows = driver.execute(sql, &[Param::Int(order.id.0), Param::Int(order.version)])?;
    exactly_one(rows, &order.reference)
}

/// Writes an order over the version it was read at; version 0 is new.
pub(super) fn write(driver: &mut dyn Driver, order: &Order) -> Result<(), Error> {
    let body = serde_json::to_string(&Order { version: order.version + 1, ..order.clone() })?;
    let folded = fold_reference(&order.reference);
    let rows = driver.execute(
        "INSERT INTO orders (id, ref, folded_ref, customer, placed_at, version, body) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6 + 1, ?7) ON CONFLICT (id) DO UPDATE SET \
         customer = excluded.customer, placed_at = excluded.placed_at, version = excluded.version, \
         body = excluded.body WHERE orders.version = ?6",
        &[
            Param::Int(order.id.0),
            (&order.reference).into(),
            Param::Text(&folded),
            Param::Int(order.customer.0),
            Param::Int(order.placed_at.map_or(0, Timestamp::micros)),
            Param::Int(order.version),
            Param::Text(&body),
        ],
    )?;
    exactly_one(rows, &order.reference)
}
