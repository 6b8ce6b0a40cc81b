//! `frontline batch` on a store of 100,000 customers: 100,000 actions, each a transaction of its own that is flushed, with
//! its row in the journal; beside the same rows written by prepared statements into a copy of the store, as flushed and as
//! single. The two take turns of a tenth. `FRONTLINE_BENCH_ACTIONS` is another number of actions, `FRONTLINE_BENCH_STORES`
//! another folder than the system's for the stores.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::unwrap_used, reason = "a bench that fails has nothing to say")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use frontline::cli::dev::generate::{Size, generate};
use frontline::domain::action::House;
use frontline::domain::money::Currency;
use frontline::domain::order::{Order, OrderStatus};
use frontline::domain::phone::Region;
use frontline::domain::portable::{Kind, Portable};
use frontline::store::{Address, Error, Store};
use rusqlite::{Connection, OpenFlags, params};
use serde_json::{Value, json};

const CUSTOMERS: u64 = 100_000;
const TURNS: usize = 10;

fn main() {
    let actions = std::env::var("FRONTLINE_BENCH_ACTIONS").ok().and_then(|count| count.parse().ok());
    let actions: usize = actions.unwrap_or(100_000);
    let folder = std::env::var("FRONTLINE_BENCH_STORES")
        .map_or_else(|_| tempfile::tempdir().unwrap(), |folder| tempfile::tempdir_in(folder).unwrap());
    let [own, raw] = ["own.db", "raw.db"].map(|name| folder.path().join(name));
    let todo = filled(&own, actions);
    std::fs::copy(&own, &raw).unwrap();
    let mut raw = Raw::open(&raw);
    let (mut asked, mut floor) = (Duration::ZERO, Duration::ZERO);
    for turn in todo.chunks(todo.len().div_ceil(TURNS)) {
        let from = last_receipt(&own);
        asked += batch(&own, turn);
        floor += raw.write(&rows(&own, from, turn.len()));
    }
    let [per_second, floor] =
        [asked, floor].map(|time| f64::from(u32::try_from(todo.len()).unwrap()) / time.as_secs_f64());
    println!("\n{CUSTOMERS} customers, {} actions, one flushed transaction each, with the journal\n", todo.len());
    println!("| | actions a second |\n| --- | ---: |");
    println!("| `frontline batch` | {per_second:.0} |");
    println!("| the same rows by prepared statements | {floor:.0} |");
    println!("| share | {:.2} |", per_second / floor);
}

/// Fills a store, and says what is to be done there: every record is changed at most once.
fn filled(path: &Path, actions: usize) -> Vec<Value> {
    let house = House::plain(Region::named("DE").unwrap(), Currency::EUR);
    let mut store = Store::open(&Address::read(path.to_str().unwrap()).unwrap(), house).unwrap();
    let size = Size { customers: CUSTOMERS, orders: CUSTOMERS, ..Size::default() };
    generate(&mut store, &size, 1, |_| {}).unwrap();
    let (mut customers, mut orders) = (Vec::new(), Vec::new());
    store
        .export(Kind::Customers, |record| -> Result<(), Error> {
            customers.push(
                json!({"action": "change_customer", "customer": record.reference(), "note": "calls back at noon"}),
            );
            Ok(())
        })
        .unwrap();
    store
        .export(Kind::Orders, |record| -> Result<(), Error> {
            if let Portable::Order { order, .. } = record {
                orders.extend(action(&order));
            }
            Ok(())
        })
        .unwrap();
    // Half of them, as far as there are orders, in turns with the other kind.
    orders.truncate(actions / 2);
    let others = actions - orders.len();
    let (mut orders, mut others) = (orders.into_iter(), customers.into_iter().take(others));
    let turns =
        std::iter::from_fn(|| Some([orders.next(), others.next()]).filter(|turn| turn.iter().any(Option::is_some)));
    turns.flatten().flatten().collect()
}

fn action(order: &Order) -> Option<Value> {
    match order.status {
        OrderStatus::Delivered => {
            let sku = &order.lines.first()?.sku;
            Some(
                json!({"action": "return_items", "order": order.reference, "lines": [sku], "refund_to": "card", "reason": "too small"}),
            )
        }
        OrderStatus::Pending => Some(
            json!({"action": "change_order_address", "order": order.reference, "address": {"line1": "Torstr. 5", "city": "Berlin"}}),
        ),
        OrderStatus::Processed | OrderStatus::Shipped | OrderStatus::Cancelled => None,
    }
}

/// Does the actions by the program, as a script does; the time it took.
fn batch(store: &Path, actions: &[Value]) -> Duration {
    let file = store.with_extension("jsonl");
    let lines: Vec<String> = actions.iter().map(Value::to_string).collect();
    std::fs::write(&file, lines.join("\n")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_frontline"));
    let words = ["--store", store.to_str().unwrap(), "--agent", "bench", "--json", "batch", file.to_str().unwrap()];
    command.args(words).env("HOME", store.parent().unwrap()).stdout(Stdio::null());
    let began = Instant::now();
    assert!(command.status().unwrap().success());
    began.elapsed()
}

fn read_only(path: &Path) -> Connection {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
}

fn last_receipt(path: &Path) -> i64 {
    read_only(path).query_row("SELECT coalesce(max(id), 0) FROM journal", [], |row| row.get(0)).unwrap()
}

/// What an action wrote: its row of the journal, and the record.
struct Written {
    receipt: i64,
    at: i64,
    customer: Option<i64>,
    action: String,
    changes: String,
    kind: String,
    record: i64,
    version: i64,
    body: String,
}

/// What the actions since that receipt wrote.
fn rows(path: &Path, from: i64, count: usize) -> Vec<Written> {
    let connection = read_only(path);
    let mut statement =
        connection.prepare("SELECT id, at, customer, action, changes FROM journal WHERE id > ?1 ORDER BY id").unwrap();
    let written = statement.query_map([from], |row| {
        let changes: String = row.get(4)?;
        let told: Value = serde_json::from_str(&changes).unwrap();
        let first = |field: &str| told.pointer(&format!("/0/{field}")).unwrap();
        let (kind, record) = (first("record").as_str().unwrap().to_owned(), first("id").as_i64().unwrap());
        let sql = format!("SELECT version, body FROM {kind}s WHERE id = ?1");
        let (version, body) = connection.query_row(&sql, [record], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let (receipt, at, customer, action) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
        Ok(Written { receipt, at, customer, action, changes, kind, record, version, body })
    });
    let written: Vec<_> = written.unwrap().map(Result::unwrap).collect();
    assert_eq!(written.len(), count, "every action changed one record");
    written
}

/// The copy, with the settings the store has.
struct Raw(Connection);

impl Raw {
    fn open(path: &Path) -> Self {
        let connection = Connection::open(path).unwrap();
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -8192; \
                 PRAGMA foreign_keys = ON; PRAGMA mmap_size = 0; PRAGMA wal_autocheckpoint = 10000",
            )
            .unwrap();
        Self(connection)
    }

    /// Writes the rows, one transaction an action; the time it took.
    fn write(&mut self, rows: &[Written]) -> Duration {
        let connection = &self.0;
        let prepared = |sql: &str| connection.prepare(sql).unwrap();
        let (mut begin, mut commit) = (prepared("BEGIN IMMEDIATE"), prepared("COMMIT"));
        let mut ids = prepared("UPDATE ids SET next = next + 2");
        let mut customer = prepared("UPDATE customers SET version = ?2, body = ?3 WHERE id = ?1");
        let mut order = prepared("UPDATE orders SET version = ?2, body = ?3 WHERE id = ?1");
        let mut journal = prepared(
            "INSERT INTO journal (id, at, agent, customer, approved_by, action, changes) \
             VALUES (?1, ?2, 'bench', ?3, '', ?4, ?5)",
        );
        let clock = Instant::now();
        for row in rows {
            begin.execute([]).unwrap();
            ids.execute([]).unwrap();
            let record = if row.kind == "customer" { &mut customer } else { &mut order };
            record.execute(params![row.record, row.version, row.body]).unwrap();
            journal.execute(params![row.receipt, row.at, row.customer, row.action, row.changes]).unwrap();
            commit.execute([]).unwrap();
        }
        clock.elapsed()
    }
}
