//! Products with their variants, by reference.

use super::driver::{Driver, Param};
use super::{Error, exactly_one, indexed};
use crate::domain::id::ProductId;
use crate::domain::product::Product;

pub(super) fn by_reference(driver: &mut dyn Driver, reference: &str) -> Result<Option<Product>, Error> {
    let sql = "SELECT body FROM products WHERE ref = ?1";
    driver.first(sql, &[reference.into()], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

pub(super) fn by_id(driver: &mut dyn Driver, id: ProductId) -> Result<Option<Product>, Error> {
    let sql = "SELECT body FROM products WHERE id = ?1";
    driver.first(sql, &[Param::Int(id.0)], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// The product that a variant is of, by the variant's number.
pub(super) fn of_variant(driver: &mut dyn Driver, sku: &str) -> Result<Option<Product>, Error> {
    let sql = "SELECT p.body FROM variants AS v JOIN products AS p ON p.id = v.product WHERE v.sku = ?1 \
               ORDER BY v.product LIMIT 1";
    driver.first(sql, &[(&*indexed(sku)).into()], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

pub(super) fn remove(driver: &mut dyn Driver, product: &Product) -> Result<(), Error> {
    driver.execute("DELETE FROM variants WHERE product = ?1", &[Param::Int(product.id.0)])?;
    let sql = "DELETE FROM products WHERE id = ?1 AND version = ?2";
    let rows = driver.execute(sql, &[Param::Int(product.id.0), Param::Int(product.version)])?;
    exactly_one(rows, &product.reference)
}

/// Writes a product over the version it was read at; version 0 is new.
pub(super) fn write(driver: &mut dyn Driver, product: &Product) -> Result<(), Error> {
    let body = serde_json::to_string(&Product { version: product.version + 1, ..product.clone() })?;
    let rows = driver.execute(
        "INSERT INTO products (id, ref, version, body) VALUES (?1, ?2, ?3 + 1, ?4) ON CONFLICT (id) DO UPDATE \
         SET version = excluded.version, body = excluded.body WHERE products.version = ?3",
        &[Param::Int(product.id.0), (&product.reference).into(), Param::Int(product.version), Param::Text(&body)],
    )?;
    exactly_one(rows, &product.reference)?;
    driver.execute("DELETE FROM variants WHERE product = ?1", &[Param::Int(product.id.0)])?;
    for variant in &product.variants {
        let sql = "INSERT INTO variants (sku, product) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
        driver.execute(sql, &[(&*indexed(&variant.sku)).into(), Param::Int(product.id.0)])?;
    }
    Ok(())
}
