//! Products with their variants, by reference.

use super::driver::{Driver, Param};
use super::{Error, exactly_one};
use crate::domain::product::Product;

pub(super) fn by_reference(driver: &mut dyn Driver, reference: &str) -> Result<Option<Product>, Error> {
    let sql = "SELECT body FROM products WHERE ref = ?1";
    driver.first(sql, &[reference.into()], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// Writes a product over the version it was read at; version 0 is new.
pub(super) fn write(driver: &mut dyn Driver, product: &Product) -> Result<(), Error> {
    let body = serde_json::to_string(&Product { version: product.version + 1, ..product.clone() })?;
    let rows = driver.execute(
        "INSERT INTO products (id, ref, version, body) VALUES (?1, ?2, ?3 + 1, ?4) ON CONFLICT (id) DO UPDATE \
         SET version = excluded.version, body = excluded.body WHERE products.version = ?3",
        &[Param::Int(product.id.0), (&product.reference).into(), Param::Int(product.version), Param::Text(&body)],
    )?;
    exactly_one(rows, &product.reference)
}
