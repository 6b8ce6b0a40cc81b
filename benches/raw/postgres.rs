//! A server's database without the store.

use std::collections::HashMap;

use frontline::domain::action::{Action, Actor, House};
use frontline::domain::contact::Contact;
use frontline::domain::customer::Customer;
use frontline::domain::id::{ContactId, CustomerId};
use frontline::domain::journal::Receipt;
use frontline::domain::text::fold_reference;
use frontline::domain::timestamp::Timestamp;
use postgres::types::{ToSql, Type};
use postgres::{Client, NoTls, Row, SimpleQueryMessage, Statement};

use super::{Columns, Raw};

/// The database of a store, without the store.
pub(crate) struct Postgres {
    client: Client,
    prepared: HashMap<&'static str, Statement>,
}

impl Postgres {
    /// Connects with the settings the store has, and lets the server count what it has.
    pub(crate) fn open(url: &str) -> Self {
        let mut client = Client::connect(url, NoTls).unwrap();
        let settings = "SET lock_timeout = '10s'; SET statement_timeout = '60s'; \
                        SET idle_in_transaction_session_timeout = '60s'; LISTEN frontline; \
                        PREPARE number AS SELECT pg_current_xact_id()";
        client.batch_execute(settings).unwrap();
        client.batch_execute("VACUUM ANALYZE").unwrap();
        Self { client, prepared: HashMap::new() }
    }

    fn prepared(&mut self, sql: &'static str, types: &[Type]) -> Statement {
        let client = &mut self.client;
        let prepare = || client.prepare_typed(&sql.replace('?', "$"), types).unwrap();
        self.prepared.entry(sql).or_insert_with(prepare).clone()
    }

    fn records<T>(
        &mut self,
        sql: &'static str,
        types: &[Type],
        params: &[&(dyn ToSql + Sync)],
        read: impl Fn(&Row) -> T,
    ) -> Vec<T> {
        let statement = self.prepared(sql, types);
        self.client.query(&statement, params).unwrap().iter().map(read).collect()
    }

    /// Begins a transaction that writes, and asks for so many new identities in it: the last of them.
    fn begin_with(&mut self, count: u32) -> i64 {
        self.begin(&format!("SELECT nextval('ids') FROM generate_series(1, {count})"))
    }

    /// Begins a transaction that writes and knows its number; the last number it was told.
    fn begin(&mut self, asked: &str) -> i64 {
        let told = self.client.simple_query(&format!("BEGIN; EXECUTE number; {asked}")).unwrap();
        let rows = told.iter().filter_map(|message| {
            if let SimpleQueryMessage::Row(row) = message { row.get(0).map(str::to_owned) } else { None }
        });
        rows.last().unwrap().parse().unwrap()
    }

    /// Commits, and tells the other desks.
    fn commit(&mut self) {
        self.batch("COMMIT; NOTIFY frontline");
    }

    fn batch(&mut self, sql: &str) {
        self.client.batch_execute(sql).unwrap();
    }

    fn write(&mut self, contact: &Contact) {
        let columns = Columns::of(contact);
        let (int, text) = (Type::INT8, Type::TEXT);
        let words = || std::iter::repeat_n(text.clone(), 5);
        let numbers = || std::iter::repeat_n(int.clone(), 7);
        let mut types = vec![int.clone(), text.clone(), int.clone()];
        types.extend(words().chain(numbers()).chain([text.clone(), int.clone(), text.clone()]));
        let statement = self.prepared(super::WRITE, &types);
        let written = self.client.execute(
            &statement,
            &[
                &contact.id.0,
                &contact.reference,
                &contact.customer.map(|id| id.0),
                &contact.state.name(),
                &contact.agent,
                &contact.channel.name(),
                &contact.queue,
                &columns.origin,
                &contact.arrived_at.micros(),
                &contact.answered_at.map(Timestamp::micros),
                &columns.closed_at,
                &contact.times.wait_seconds,
                &contact.times.handled(),
                &columns.resolved,
                &contact.version,
                &columns.body,
                &i64::from(contact.priority),
                &contact.outage,
            ],
        );
        assert_eq!(written.unwrap(), 1);
    }
}

impl Raw for Postgres {
    fn caller(&mut self, phone: &str) -> Vec<Customer> {
        self.records(super::CALLER, &[Type::TEXT, Type::TEXT], &[&"phone", &phone], customer)
    }

    fn last_contacts(&mut self, customer: CustomerId) -> Vec<Contact> {
        let types = [Type::INT8, Type::INT8, Type::INT8];
        self.records(super::LAST, &types, &[&customer.0, &i64::MIN, &60_i64], contact)
    }

    fn search(&mut self, word: &str) -> Vec<Customer> {
        let reference = fold_reference(word);
        let types = [Type::TEXT, Type::TEXT, Type::TEXT];
        let mut found = self.records(super::NAMED, &types, &[&"account", &reference, &reference], customer);
        let end = format!("{word}\u{10ffff}");
        let types = [Type::INT8, Type::TEXT, Type::TEXT, Type::INT8];
        let params: [&(dyn ToSql + Sync); 4] = [&100_i64, &word, &end, &0_i64];
        let mut having = self.records(super::HAVING, &types, &params, |row| -> (i64, i64) { (row.get(0), row.get(1)) });
        let page = super::page(&mut having);
        let params: Vec<_> = page.iter().map(|id| -> &(dyn ToSql + Sync) { id }).collect();
        found.extend(self.records(super::CUSTOMERS, &[], &params, customer));
        found
    }

    fn arrive(&mut self, contact: &Contact, house: &House) -> Contact {
        let id = self.begin_with(1);
        let mut arrived = contact.received(ContactId(id), house.region);
        let account = fold_reference(&arrived.from);
        let types = [Type::TEXT, Type::TEXT, Type::TEXT, Type::TEXT];
        let callers = self.records(super::SENDER, &types, &[&"phone", &arrived.from, &"account", &account], customer);
        arrived.customer = if let [customer] = callers.as_slice() { Some(customer.id) } else { None };
        self.write(&arrived);
        self.commit();
        arrived
    }

    fn take(&mut self, waiting: &Contact, agent: &str, at: Timestamp) -> Contact {
        self.begin("");
        let before = self.records(super::CONTACT, &[Type::INT8], &[&waiting.id.0], contact).remove(0);
        let taken = super::taken(&before, agent, at);
        self.write(&taken);
        self.commit();
        taken
    }

    fn close(&mut self, action: &Action, actor: &Actor, house: &House) -> Receipt {
        let fresh = self.begin_with(2);
        let named = super::named(action);
        let before = self.records(super::CONTACT_NAMED, &[Type::TEXT], &[&named], contact).remove(0);
        let (closed, receipt) = super::closed(before, fresh, action, actor, house);
        self.write(&closed);
        let changes = serde_json::to_string(&receipt.changes).unwrap();
        let action = serde_json::to_string(&receipt.action).unwrap();
        let (contact, customer) = (receipt.contact.map(|id| id.0), receipt.customer.map(|id| id.0));
        let statement = self.prepared(super::JOURNAL, &[]);
        let at = receipt.at.micros();
        let row: [&(dyn ToSql + Sync); 8] =
            [&receipt.id.0, &None::<&str>, &at, &receipt.agent, &contact, &customer, &action, &changes];
        self.client.execute(&statement, &row).unwrap();
        self.commit();
        receipt
    }
}

fn customer(row: &Row) -> Customer {
    super::customer(row.get(0), row.get(1), row.get(2), row.get(3))
}

fn contact(row: &Row) -> Contact {
    serde_json::from_str(row.get(0)).unwrap()
}
