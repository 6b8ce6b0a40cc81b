//! Customers: by reference, by what they call or write from, and by whatever a person says of them.

use std::collections::{HashMap, HashSet};

use super::driver::{Driver, Param, Row};
use super::words::Index;
use super::{Error, Store, exactly_one};
use crate::domain::action::Refusal;
use crate::domain::customer::{ContactPoint, Customer};
use crate::domain::email::EmailAddress;
use crate::domain::id::CustomerId;
use crate::domain::phone::Phone;
use crate::domain::text::fold_reference;

mod said;

/// The folded words by which customers are found.
const BY_WORD: Index = Index { table: "customer_words", text: "word", of: "customer" };

/// The folded names of those who have two, in both orders.
const BY_NAME: Index = Index { table: "customer_names", text: "name", of: "customer" };

impl Store {
    /// The customer of this reference, in any writing of it.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn customer(&mut self, reference: &str) -> Result<Option<Customer>, Error> {
        by_reference(&mut *self.driver, reference)
    }

    /// The customer of this identity.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn customer_of(&mut self, id: CustomerId) -> Result<Option<Customer>, Error> {
        by_id(&mut *self.driver, id)
    }

    /// The customers who use one of these numbers, addresses or references, in the order in which they became customers.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn callers(&mut self, points: &[ContactPoint]) -> Result<Vec<Customer>, Error> {
        callers(&mut *self.driver, points)
    }

    /// The customers whom `text` describes, the best match first: a name in any order, a mail address, a telephone
    /// number, an order number, a customer number, a postal code or city beside a name.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn find_customers(&mut self, text: &str, limit: usize) -> Result<Vec<Customer>, Error> {
        let region = self.house.region;
        let reference = fold_reference(text);
        let mut points = vec![ContactPoint::Account(reference.clone())];
        points.extend(EmailAddress::read(text).map(|email| ContactPoint::Email(email.folded().to_owned())));
        points.extend(Phone::read(text, region).map(|phone| ContactPoint::Phone(phone.e164().to_owned())));
        let mut found = known_by(&mut *self.driver, &points, &reference)?;
        // What holds a digit or an @ names somebody exactly; a plain word may be a reference and a name as well.
        if found.is_empty() || !text.contains(|c: char| c == '@' || c.is_numeric()) {
            found.extend(said::customers(&mut *self.driver, text, limit)?);
        }
        let mut seen = HashSet::new();
        found.retain(|customer| seen.insert(customer.id));
        found.truncate(limit);
        Ok(found)
    }

    /// How many customers there are, counted no further than `limit`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn count_customers(&mut self, limit: i64) -> Result<i64, Error> {
        let sql = "SELECT count(*) FROM (SELECT 1 FROM customers LIMIT ?1) AS counted";
        Ok(self.driver.first(sql, &[Param::Int(limit)], |row| row.int(0))?.unwrap_or(0))
    }
}

pub(super) fn by_reference(driver: &mut dyn Driver, reference: &str) -> Result<Option<Customer>, Error> {
    let found = exactly(driver, reference)?;
    if found.is_some() {
        return Ok(found);
    }
    Ok(callers(driver, &[ContactPoint::Account(fold_reference(reference))])?.into_iter().next())
}

/// The customer whose reference is written just so.
pub(super) fn exactly(driver: &mut dyn Driver, reference: &str) -> Result<Option<Customer>, Error> {
    driver.first("SELECT id, ref, version, body FROM customers WHERE ref = ?1", &[reference.into()], read)
}

/// The identity of the customer of this reference, in any writing of it.
pub(super) fn id_of(driver: &mut dyn Driver, reference: &str) -> Result<Option<CustomerId>, Error> {
    let exact = "SELECT id FROM customers WHERE ref = ?1";
    if let Some(id) = driver.first(exact, &[reference.into()], |row| row.int(0))? {
        return Ok(Some(CustomerId(id)));
    }
    Ok(by_reference(driver, reference)?.map(|customer| customer.id))
}

pub(super) fn by_id(driver: &mut dyn Driver, id: CustomerId) -> Result<Option<Customer>, Error> {
    driver.first("SELECT id, ref, version, body FROM customers WHERE id = ?1", &[Param::Int(id.0)], read)
}

/// The customers of these identities; who is gone is left out.
pub(super) fn by_ids(
    driver: &mut dyn Driver,
    ids: impl IntoIterator<Item = CustomerId>,
) -> Result<HashMap<CustomerId, Customer>, Error> {
    let sql = "SELECT id, ref, version, body FROM customers WHERE id IN (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, \
               ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)";
    let ids: Vec<Param<'_>> = ids.into_iter().map(|id| Param::Int(id.0)).collect();
    let mut found = HashMap::with_capacity(ids.len());
    for some in ids.chunks(20) {
        let params: Vec<_> = some.iter().copied().chain(std::iter::repeat(Param::Null)).take(20).collect();
        found.extend(driver.all(sql, &params, |row| read(row).map(|customer| (customer.id, customer)))?);
    }
    Ok(found)
}

pub(super) fn callers(driver: &mut dyn Driver, points: &[ContactPoint]) -> Result<Vec<Customer>, Error> {
    known_by(driver, points, "")
}

/// The customers who use one of these addresses, or who have an order of this folded reference.
fn known_by(driver: &mut dyn Driver, points: &[ContactPoint], order: &str) -> Result<Vec<Customer>, Error> {
    let (mut places, mut params) = (Vec::new(), Vec::new());
    for point in points.iter().filter(|point| !point.value().is_empty()) {
        let (kind, value) = (params.len() + 1, params.len() + 2);
        places.push(format!("SELECT customer FROM contact_points WHERE kind = ?{kind} AND value = ?{value}"));
        params.extend([Param::Text(point.kind()), Param::Text(point.value())]);
    }
    if !order.is_empty() {
        places.push(format!("SELECT customer FROM orders WHERE folded_ref = ?{}", params.len() + 1));
        params.push(Param::Text(order));
    }
    if places.is_empty() {
        return Ok(Vec::new());
    }
    let places = places.join(" UNION ALL ");
    let sql = format!("SELECT id, ref, version, body FROM customers WHERE id IN ({places}) ORDER BY id LIMIT 50");
    driver.all(&sql, &params, read)
}

/// Reads a customer off the columns id, ref, version and body, of which the last holds the details.
pub(super) fn read(row: &dyn Row) -> Result<Customer, Error> {
    Ok(Customer {
        id: CustomerId(row.int(0)?),
        reference: row.text(1)?.to_owned(),
        version: row.int(2)?,
        details: serde_json::from_str(row.text(3)?)?,
    })
}

/// Writes a customer over the version that was read, and what they are found by. Without one it is new.
pub(super) fn write(driver: &mut dyn Driver, before: Option<&Customer>, after: &Customer) -> Result<(), Error> {
    let version = before.map_or(0, |known| known.version);
    let body = serde_json::to_string(&after.details)?;
    let rows = driver.execute(
        "INSERT INTO customers (id, ref, version, body) VALUES (?1, ?2, ?3 + 1, ?4) ON CONFLICT (id) DO UPDATE \
         SET version = excluded.version, body = excluded.body WHERE customers.version = ?3",
        &[Param::Int(after.id.0), (&after.reference).into(), Param::Int(version), Param::Text(&body)],
    )?;
    exactly_one(rows, &after.reference)?;
    write_found_by(driver, before, Some(after))
}

/// Removes a customer, as long as nothing belongs to them.
pub(super) fn remove(driver: &mut dyn Driver, before: &Customer) -> Result<(), Error> {
    let id = Param::Int(before.id.0);
    let theirs = "SELECT 1 FROM contacts WHERE customer = ?1 UNION ALL SELECT 1 FROM orders WHERE customer = ?1 \
                  UNION ALL SELECT 1 FROM callbacks WHERE customer = ?1 UNION ALL SELECT 1 FROM cases WHERE customer = ?1 \
                  UNION ALL SELECT 1 FROM approvals WHERE customer = ?1 \
                  UNION ALL SELECT 1 FROM accounts WHERE customer = ?1 LIMIT 1";
    if driver.first(theirs, &[id], |_| Ok(()))?.is_some() {
        let message = format!(
            "{} has contacts, orders, accounts, promises or cases by now, so the file cannot go; take those back first",
            before.reference
        );
        return Err(Refusal::new("in_use", message).into());
    }
    write_found_by(driver, Some(before), None)?;
    let sql = "DELETE FROM customers WHERE id = ?1 AND version = ?2";
    let rows = driver.execute(sql, &[id, Param::Int(before.version)])?;
    exactly_one(rows, &before.reference)
}

/// Keeps what a customer is found by in step with the record.
pub(super) fn write_found_by(
    driver: &mut dyn Driver,
    before: Option<&Customer>,
    after: Option<&Customer>,
) -> Result<(), Error> {
    let Some(id) = after.or(before).map(|customer| customer.id.0) else { return Ok(()) };
    let [old, new] = [before, after].map(|customer| customer.map(Customer::contact_points).unwrap_or_default());
    for point in old.iter().filter(|point| !new.contains(point)) {
        let sql = "DELETE FROM contact_points WHERE kind = ?1 AND value = ?2 AND customer = ?3";
        driver.execute(sql, &[point.kind().into(), point.value().into(), Param::Int(id)])?;
    }
    for point in new.iter().filter(|point| !old.contains(point)) {
        let sql = "INSERT INTO contact_points (kind, value, customer) VALUES (?1, ?2, ?3)";
        driver.execute(sql, &[point.kind().into(), point.value().into(), Param::Int(id)])?;
    }
    let [old, new] = [before, after].map(|customer| customer.map(Customer::search_words).unwrap_or_default());
    BY_WORD.write(driver, id, &old, &new)?;
    let [old, new] = [before, after].map(|customer| customer.map(Customer::search_names).unwrap_or_default());
    BY_NAME.write(driver, id, &old, &new)
}

#[cfg(test)]
mod tests {
    use super::super::driver;
    use super::*;
    use crate::domain::customer::Details;

    fn named(version: i64, name: &str) -> Customer {
        let details = Details { given_name: name.to_owned(), ..Details::default() };
        Customer { id: CustomerId(7), version, reference: "C-7".to_owned(), details }
    }

    #[test]
    fn a_record_is_written_only_over_the_version_that_was_read() {
        let mut driver = driver::open(&driver::Place::Embedded(driver::Embedded::Memory)).unwrap();
        driver.migrate(super::super::MIGRATIONS).unwrap();
        write(&mut *driver, None, &named(0, "Ada")).unwrap();
        write(&mut *driver, Some(&named(1, "Ada")), &named(1, "Eda")).unwrap();
        for stale in [None, Some(named(1, "Ada")), Some(named(3, "Ada"))] {
            let error = write(&mut *driver, stale.as_ref(), &named(1, "Ida")).unwrap_err();
            assert!(matches!(error, Error::Conflict { .. }), "{error}");
            assert!(error.to_string().starts_with("C-7 was changed by somebody else"), "{error}");
        }
        assert!(matches!(remove(&mut *driver, &named(1, "Ada")), Err(Error::Conflict { .. })));
        assert_eq!(by_id(&mut *driver, CustomerId(7)).unwrap(), Some(named(2, "Eda")));
    }
}
