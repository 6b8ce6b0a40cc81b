//! The floor: the statements that answer a question, prepared once, bound, stepped and read out as text, without records.

use std::path::Path;

use frontline::domain::text::words;
use frontline::domain::timestamp::Timestamp;
use rusqlite::{Connection, params};

const BODIES: [&str; 5] = [
    "SELECT body FROM customers WHERE id = ?1",
    "SELECT body FROM orders WHERE customer = ?1 ORDER BY placed_at DESC, id DESC LIMIT 60",
    "SELECT body FROM contacts WHERE customer = ?1 ORDER BY arrived_at DESC, id DESC LIMIT 60",
    "SELECT changes FROM journal WHERE customer = ?1 ORDER BY at DESC, id DESC LIMIT 60",
    "SELECT body FROM callbacks WHERE customer = ?1 ORDER BY due_at DESC, id DESC LIMIT 60",
];

/// The database of a store, without the store.
pub(crate) struct Raw {
    connection: Connection,
}

impl Raw {
    /// Opens the file with the settings the store has.
    pub(crate) fn open(path: &Path) -> Self {
        let connection = Connection::open(path).unwrap();
        connection
            .execute_batch("PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;")
            .unwrap();
        connection
            .execute_batch("CREATE TABLE IF NOT EXISTS bench_contacts (id INTEGER PRIMARY KEY, body TEXT)")
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

    /// The customers of a number.
    pub(crate) fn caller(&mut self, phone: &str) -> Vec<String> {
        let sql = "SELECT c.body FROM contact_points AS p JOIN customers AS c ON c.id = p.customer \
                   WHERE p.kind = 'phone' AND p.value = ?1 ORDER BY c.id";
        self.texts(sql, &[&phone])
    }

    /// The customers of an order's number.
    pub(crate) fn order(&mut self, reference: &str) -> Vec<String> {
        let sql = "SELECT c.body FROM orders AS o JOIN customers AS c ON c.id = o.customer WHERE o.folded_ref = ?1";
        self.texts(sql, &[&reference])
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

    /// One row in a transaction of its own, flushed.
    pub(crate) fn write_contact(&mut self) {
        self.connection.execute_batch("BEGIN IMMEDIATE").unwrap();
        let sql = "INSERT INTO bench_contacts (body) VALUES (?1)";
        self.connection.prepare_cached(sql).unwrap().execute([&"x".repeat(600)]).unwrap();
        self.connection.execute_batch("COMMIT").unwrap();
    }
}
