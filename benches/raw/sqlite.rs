//! The embedded database without the store. What is asked beside the hot questions is read out as text, without records.

use std::path::Path;

use frontline::domain::action::{Action, Actor, House};
use frontline::domain::contact::Contact;
use frontline::domain::customer::Customer;
use frontline::domain::id::{ContactId, CustomerId};
use frontline::domain::journal::Receipt;
use frontline::domain::product::Product;
use frontline::domain::text::{fold_reference, words};
use frontline::domain::timestamp::Timestamp;
use rusqlite::{Connection, Row, ToSql, params};

use super::{Columns, Raw};

const BODIES: [&str; 5] = [
    "SELECT body FROM customers WHERE id = ?1",
    "SELECT body FROM orders WHERE customer = ?1 ORDER BY placed_at DESC, id DESC LIMIT 60",
    "SELECT body FROM contacts WHERE customer = ?1 ORDER BY arrived_at DESC, id DESC LIMIT 60",
    "SELECT changes FROM journal WHERE customer = ?1 ORDER BY at DESC, id DESC LIMIT 60",
    "SELECT body FROM callbacks WHERE customer = ?1 ORDER BY due_at DESC, id DESC LIMIT 60",
];

/// The database of a store, without the store.
pub(crate) struct Sqlite {
    connection: Connection,
}

impl Sqlite {
    /// Opens the file with the settings the store has.
    pub(crate) fn open(path: &Path) -> Self {
        let connection = Connection::open(path).unwrap();
        connection
            .execute_batch(
                "PRAGMA synchronous = FULL; PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY; \
                 PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 10000",
            )
            .unwrap();
        Self { connection }
    }

    fn texts(&self, sql: &str, params: &[&dyn rusqlite::ToSql]) -> Vec<String> {
        let mut statement = self.connection.prepare_cached(sql).unwrap();
        statement.query_map(params, |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    fn numbers(&self, sql: &str, params: &[&dyn rusqlite::ToSql]) -> Vec<i64> {
        let mut statement = self.connection.prepare_cached(sql).unwrap();
        statement.query_map(params, |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }

    /// The customers of an order's number.
    pub(crate) fn order(&mut self, reference: &str) -> Vec<String> {
        let sql = "SELECT c.body FROM orders AS o JOIN customers AS c ON c.id = o.customer WHERE o.folded_ref = ?1";
        self.texts(sql, &[&reference])
    }

    /// The product that a variant is of.
    pub(crate) fn product(&mut self, sku: &str) -> Option<Product> {
        let sql = "SELECT p.body FROM variants AS v JOIN products AS p ON p.id = v.product WHERE v.sku = ?1";
        let found =
            self.records(sql, &[&sku], |row| serde_json::from_str(row.get_ref(0).unwrap().as_str().unwrap()).unwrap());
        found.into_iter().next()
    }

    /// Everything in a customer's file.
    pub(crate) fn file(&mut self, id: i64) -> Vec<String> {
        BODIES.iter().flat_map(|sql| self.texts(sql, &[&id])).collect()
    }

    /// Customers with words that begin so.
    pub(crate) fn words(&mut self, text: &str, limit: i64) -> Vec<String> {
        let said = words(text);
        let first = said.first().cloned().unwrap_or_default();
        let second = said.get(1).cloned().unwrap_or_default();
        let sql = "SELECT c.body FROM customer_words AS a CROSS JOIN customers AS c ON c.id = a.customer \
                   WHERE a.word >= ?1 AND a.word < ?1 || char(1114111) AND (?2 = '' OR EXISTS (SELECT 1 FROM \
                   customer_words AS w WHERE w.customer = a.customer AND w.word >= ?2 AND w.word < ?2 || char(1114111))) \
                   ORDER BY a.word, a.customer LIMIT ?3";
        self.texts(sql, &[&first, &second, &limit])
    }

    /// What a desk shows.
    pub(crate) fn desk(&mut self, agent: &str, now: Timestamp, midnight: Timestamp) -> usize {
        let sql = "SELECT id FROM contacts WHERE state = 'waiting' ORDER BY priority, arrived_at, id LIMIT 200";
        let waiting = self.numbers(sql, &[]);
        let week_ago = now.plus_seconds(-7 * 86_400).micros();
        for id in &waiting {
            self.texts("SELECT body FROM contacts WHERE id = ?1", &[id]);
            let sql = "SELECT body FROM customers WHERE id = (SELECT customer FROM contacts WHERE id = ?1)";
            self.texts(sql, &[id]);
            let sql = "SELECT count(*) FROM contacts WHERE customer = (SELECT customer FROM contacts WHERE id = ?1) \
                       AND arrived_at >= ?2";
            self.numbers(sql, &[id, &week_ago]);
        }
        let sql = "SELECT body FROM contacts WHERE state IN ('open', 'held', 'wrapping') AND agent = ?1";
        self.texts(sql, &[&agent]);
        let sql = "SELECT CAST(sum(handled_seconds) AS INTEGER) FROM contacts WHERE agent = ?1 AND closed_at >= ?2";
        let mut statement = self.connection.prepare_cached(sql).unwrap();
        statement.query_row(params![agent, midnight.micros()], |row| row.get::<_, Option<i64>>(0)).unwrap();
        waiting.len()
    }

    fn records<T>(&self, sql: &str, params: &[&dyn ToSql], read: impl Fn(&Row<'_>) -> T) -> Vec<T> {
        let mut statement = self.connection.prepare_cached(sql).unwrap();
        let mut rows = statement.query(params).unwrap();
        let mut found = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            found.push(read(row));
        }
        found
    }

    /// The last of so many new identities.
    fn fresh(&self, count: i64) -> i64 {
        let mut statement = self.connection.prepare_cached("UPDATE ids SET next = next + ?1 RETURNING next").unwrap();
        statement.query_row([count], |row| row.get::<_, i64>(0)).unwrap() - 1
    }

    fn batch(&self, sql: &str) {
        self.connection.execute_batch(sql).unwrap();
    }

    fn write(&self, contact: &Contact) {
        let columns = Columns::of(contact);
        let written = self.connection.prepare_cached(super::WRITE).unwrap().execute(params![
            contact.id.0,
            contact.reference,
            contact.customer.map(|id| id.0),
            contact.state.name(),
            contact.agent,
            contact.channel.name(),
            contact.queue,
            columns.origin,
            contact.arrived_at.micros(),
            contact.answered_at.map(Timestamp::micros),
            columns.closed_at,
            contact.times.wait_seconds,
            contact.times.handled(),
            columns.resolved,
            contact.version,
            columns.body,
            i64::from(contact.priority),
            contact.outage,
        ]);
        assert_eq!(written.unwrap(), 1);
    }
}

impl Raw for Sqlite {
    fn caller(&mut self, phone: &str) -> Vec<Customer> {
        self.records(super::CALLER, &[&"phone", &phone], customer)
    }

    fn last_contacts(&mut self, customer: CustomerId) -> Vec<Contact> {
        self.records(super::LAST, &[&customer.0, &i64::MIN, &60], contact)
    }

    fn search(&mut self, word: &str) -> Vec<Customer> {
        let reference = fold_reference(word);
        let mut found = self.records(super::NAMED, &[&"account", &reference, &reference], customer);
        let end = format!("{word}\u{10ffff}");
        let params: [&dyn ToSql; 4] = [&100, &word, &end, &0];
        let mut having =
            self.records(super::HAVING, &params, |row| -> (i64, i64) { (row.get(0).unwrap(), row.get(1).unwrap()) });
        let page = super::page(&mut having);
        let params: Vec<&dyn ToSql> = page.iter().map(|id| -> &dyn ToSql { id }).collect();
        found.extend(self.records(super::CUSTOMERS, &params, customer));
        found
    }

    fn arrive(&mut self, contact: &Contact, house: &House) -> Contact {
        self.batch("BEGIN IMMEDIATE");
        let id = self.fresh(1);
        let mut arrived = contact.received(ContactId(id), house.region);
        let account = fold_reference(&arrived.from);
        let callers = self.records(super::SENDER, &[&"phone", &arrived.from, &"account", &account], customer);
        arrived.customer = if let [customer] = callers.as_slice() { Some(customer.id) } else { None };
        self.write(&arrived);
        self.batch("COMMIT");
        arrived
    }

    fn take(&mut self, waiting: &Contact, agent: &str, at: Timestamp) -> Contact {
        self.batch("BEGIN IMMEDIATE");
        let before = self.records(super::CONTACT, &[&waiting.id.0], contact).remove(0);
        let taken = super::taken(&before, agent, at);
        self.write(&taken);
        self.batch("COMMIT");
        taken
    }

    fn close(&mut self, action: &Action, actor: &Actor, house: &House) -> Receipt {
        self.batch("BEGIN IMMEDIATE");
        let fresh = self.fresh(2);
        let before = self.records(super::CONTACT_NAMED, &[&super::named(action)], contact).remove(0);
        let (closed, receipt) = super::closed(before, fresh, action, actor, house);
        self.write(&closed);
        let changes = serde_json::to_string(&receipt.changes).unwrap();
        let action = serde_json::to_string(&receipt.action).unwrap();
        let (contact, customer) = (receipt.contact.map(|id| id.0), receipt.customer.map(|id| id.0));
        let row =
            params![receipt.id.0, None::<&str>, receipt.at.micros(), receipt.agent, contact, customer, action, changes];
        self.connection.prepare_cached(super::JOURNAL).unwrap().execute(row).unwrap();
        self.batch("COMMIT");
        receipt
    }
}

fn customer(row: &Row<'_>) -> Customer {
    let text = |column| row.get_ref(column).unwrap().as_str().unwrap();
    super::customer(row.get(0).unwrap(), text(1), row.get(2).unwrap(), text(3))
}

fn contact(row: &Row<'_>) -> Contact {
    serde_json::from_str(row.get_ref(0).unwrap().as_str().unwrap()).unwrap()
}
