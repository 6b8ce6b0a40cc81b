//! Products with their variants: by reference, by the number of a variant, and by the words that somebody says of one.

use super::driver::{Driver, Param};
use super::words::{Index, WORDS};
use super::{Error, Store, exactly_one, indexed};
use crate::domain::id::ProductId;
use crate::domain::product::{Offer, Product};
use crate::domain::text::words;

/// The folded words by which products are found.
const BY_WORD: Index = Index { table: "product_words", text: "word", of: "product" };

/// The numbers of variants, each with the product it is of.
const BY_NUMBER: Index = Index { table: "variants", text: "sku", of: "product" };

/// How many products a search looks at, at least: not every one whose words fit has a variant with all of them.
const CANDIDATES: usize = 100;

impl Store {
    /// The variants that `text` describes by words of their name, number and options or the beginnings of such, like
    /// `shirt blue M`: those that can be ordered come first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn find_products(&mut self, text: &str, limit: usize) -> Result<Vec<Offer>, Error> {
        let said: Vec<String> = words(text).into_iter().take(WORDS).collect();
        let mut found = Vec::new();
        for id in BY_WORD.having_all(&mut *self.driver, &said, limit.max(CANDIDATES))? {
            let product = by_id(&mut *self.driver, ProductId(id))?;
            found.extend(product.map(|product| product.offers(&said)).unwrap_or_default());
            if found.iter().filter(|offer| offer.variant.can_be_ordered(1)).count() >= limit {
                break;
            }
        }
        found.sort_by_key(|offer| !offer.variant.can_be_ordered(1));
        found.truncate(limit);
        Ok(found)
    }
}

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

pub(super) fn remove(driver: &mut dyn Driver, before: &Product) -> Result<(), Error> {
    write_found_by(driver, Some(before), None)?;
    let sql = "DELETE FROM products WHERE id = ?1 AND version = ?2";
    let rows = driver.execute(sql, &[Param::Int(before.id.0), Param::Int(before.version)])?;
    exactly_one(rows, &before.reference)
}

/// Writes a product over the version it was read at; without `before` it is new.
pub(super) fn write(driver: &mut dyn Driver, before: Option<&Product>, after: &Product) -> Result<(), Error> {
    let version = before.map_or(0, |before| before.version);
    let body = serde_json::to_string(&Product { version: version + 1, ..after.clone() })?;
    let rows = driver.execute(
        "INSERT INTO products (id, ref, version, body) VALUES (?1, ?2, ?3 + 1, ?4) ON CONFLICT (id) DO UPDATE \
         SET version = excluded.version, body = excluded.body WHERE products.version = ?3",
        &[Param::Int(after.id.0), (&after.reference).into(), Param::Int(version), Param::Text(&body)],
    )?;
    exactly_one(rows, &after.reference)?;
    write_found_by(driver, before, Some(after))
}

/// Keeps what a product is found by in step with the record.
pub(super) fn write_found_by(
    driver: &mut dyn Driver,
    before: Option<&Product>,
    after: Option<&Product>,
) -> Result<(), Error> {
    let Some(id) = after.or(before).map(|product| product.id.0) else { return Ok(()) };
    let [old, new] = [before, after].map(|product| product.map(numbers).unwrap_or_default());
    BY_NUMBER.write(driver, id, &old, &new)?;
    let [old, new] = [before, after].map(|product| product.map(Product::search_words).unwrap_or_default());
    BY_WORD.write(driver, id, &old, &new)
}

/// The numbers of a product's variants, each once.
fn numbers(product: &Product) -> Vec<String> {
    let mut numbers: Vec<_> = product.variants.iter().map(|variant| indexed(&variant.sku).into_owned()).collect();
    numbers.sort();
    numbers.dedup();
    numbers
}
