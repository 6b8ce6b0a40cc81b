//! The database of a floor that shares its work: a PostgreSQL server, 13 or newer, reached through one connection that is
//! made again when it was lost. The one folder that names `postgres`.

use std::collections::HashMap;
use std::time::Duration;

use postgres::error::SqlState;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{ToSql, Type};
use postgres::{Client, Statement};

use super::super::{Cause, Error};
use super::{Driver, Param, Purpose, Row};

mod passfile;
mod secure;
mod server;

pub(in super::super) use server::Server;

/// What every connection is told first: how long to wait for another writer and for an answer, and to hear of writers.
const SETTLE: &str = "SET lock_timeout = '10s'; SET statement_timeout = '60s'; \
                      SET idle_in_transaction_session_timeout = '60s'; LISTEN frontline";

/// A writer waits here for the one before it, so that what it reads stays true until it has written. The number is "FRNT".
const BEGIN_WRITE: &str = "BEGIN; SELECT pg_advisory_xact_lock(1179799124)";

/// After how many milliseconds a lost connection is tried again.
const BACKOFF: [u64; 4] = [0, 100, 400, 1_600];

/// A connection to a server.
pub(super) struct Postgres {
    client: Client,
    server: Server,
    statements: HashMap<String, Statement>,
    running: Option<Purpose>,
    own: i32,
    heard: Heard,
}

/// What is known of other writers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Heard {
    /// Nothing: the connection is new, and they may have written before it was made.
    Anew,
    /// Everything.
    Listening,
}

impl Postgres {
    pub(super) fn open(server: &Server) -> Result<Self, Error> {
        let unreachable = |cause| Error::NoServer { place: server.place(), cause: in_words(&cause) };
        let mut client = server.connect()?;
        client.batch_execute(SETTLE).map_err(unreachable)?;
        let own =
            client.query_one("SELECT pg_backend_pid()", &[]).and_then(|row| row.try_get(0)).map_err(unreachable)?;
        Ok(Self { client, server: server.clone(), statements: HashMap::new(), running: None, own, heard: Heard::Anew })
    }

    /// Runs `work`; outside a transaction once more, on a new connection, where this one was lost.
    fn lasting<T>(&mut self, work: impl Fn(&mut Self) -> Result<T, postgres::Error>) -> Result<T, Error> {
        match work(self) {
            Err(cause) if self.running.is_none() && is_lost(&cause) => {
                tracing::warn!(%cause, "the connection was lost and is made again");
                *self = reconnected(&self.server)?;
                work(self)
            }
            outcome => outcome,
        }
        .map_err(|cause| fault(&cause, &self.server))
    }

    fn batch(&mut self, sql: &str) -> Result<(), Error> {
        self.lasting(|this| this.client.batch_execute(sql))
    }

    fn count(&mut self, sql: &str) -> Result<i64, Error> {
        self.lasting(|this| this.client.query_one(sql, &[])?.try_get(0))
    }
}

/// The statement as this server knows it, prepared once a connection. A number is a `BIGINT` wherever it stands; what
/// nothing stands for follows from the column.
fn prepared(
    statements: &mut HashMap<String, Statement>,
    client: &mut Client,
    sql: &str,
    params: &[Param<'_>],
) -> Result<Statement, postgres::Error> {
    if let Some(statement) = statements.get(sql) {
        return Ok(statement.clone());
    }
    let types = params.iter().map(|param| match param {
        Param::Null => Type::UNKNOWN,
        Param::Int(_) => Type::INT8,
        Param::Text(_) => Type::TEXT,
    });
    // No text of the business has a question mark but before a parameter.
    let statement = client.prepare_typed(&sql.replace('?', "$"), &types.collect::<Vec<_>>())?;
    statements.insert(sql.to_owned(), statement.clone());
    Ok(statement)
}

fn bound<'a>(statement: &Statement, params: &'a [Param<'a>]) -> Vec<Box<dyn ToSql + Sync + 'a>> {
    let each = params.iter().zip(statement.params());
    each.map(|(param, kind)| -> Box<dyn ToSql + Sync + 'a> {
        match param {
            Param::Int(value) => Box::new(value),
            // No text of a person holds it, and the server takes none that does.
            Param::Text(value) if value.contains('\0') => Box::new(value.replace('\0', "")),
            Param::Text(value) => Box::new(value),
            Param::Null if *kind == Type::INT8 => Box::new(None::<i64>),
            Param::Null => Box::new(None::<&str>),
        }
    })
    .collect()
}

fn borrowed<'a>(bound: &'a [Box<dyn ToSql + Sync + 'a>]) -> Vec<&'a (dyn ToSql + Sync)> {
    bound.iter().map(|param| -> &(dyn ToSql + Sync) { &**param }).collect()
}

impl Driver for Postgres {
    fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<usize, Error> {
        // Asked again after a lost connection: what is written outside a transaction may be written twice.
        let rows = self.lasting(|this| {
            let statement = prepared(&mut this.statements, &mut this.client, sql, params)?;
            this.client.execute(&statement, &borrowed(&bound(&statement, params)))
        })?;
        Ok(usize::try_from(rows).unwrap_or(usize::MAX))
    }

    fn query(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut dyn FnMut(&dyn Row) -> Result<(), Error>,
    ) -> Result<(), Error> {
        // All rows are here before the first is handed on: what is asked again hands none on twice.
        let rows = self.lasting(|this| {
            let statement = prepared(&mut this.statements, &mut this.client, sql, params)?;
            this.client.query(&statement, &borrowed(&bound(&statement, params)))
        })?;
        rows.iter().try_for_each(|row| each(row))
    }

    fn begin(&mut self, purpose: Purpose) -> Result<(), Error> {
        let begun = self.batch(match purpose {
            Purpose::Read => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
            Purpose::Write => BEGIN_WRITE,
        });
        self.running = Some(purpose);
        if begun.is_err() {
            self.roll_back();
        }
        begun
    }

    fn commit(&mut self) -> Result<(), Error> {
        self.batch(match self.running {
            Some(Purpose::Write) => "NOTIFY frontline; COMMIT",
            Some(Purpose::Read) | None => "COMMIT",
        })?;
        self.running = None;
        Ok(())
    }

    fn roll_back(&mut self) {
        if self.running.is_some()
            && let Err(fault) = self.batch("ROLLBACK")
        {
            tracing::warn!(%fault, "a transaction could not be rolled back");
        }
        self.running = None;
    }

    fn version(&mut self) -> Result<i64, Error> {
        let tables = "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()";
        if self.count(&format!("{tables} AND tablename = 'schema_version'"))? == 1 {
            return self.count("SELECT coalesce(max(version), 0) FROM schema_version");
        }
        if self.count(tables)? == 0 { Ok(0) } else { Err(Error::NotAStore { place: self.place() }) }
    }

    fn migrate(&mut self, migrations: &[&str]) -> Result<(), Error> {
        let known = i64::try_from(migrations.len()).unwrap_or(i64::MAX);
        for (number, migration) in (1..).zip(migrations) {
            if self.version()? >= number {
                continue;
            }
            self.begin(Purpose::Write)?;
            // Another process may have done it while this one waited for the lock.
            let done = self
                .version()
                .and_then(|version| if version >= number { Ok(()) } else { self.batch(&spelled(migration, number)) });
            if let Err(error) = done.and_then(|()| self.commit()) {
                self.roll_back();
                return Err(error);
            }
        }
        let found = self.version()?;
        if found > known { Err(Error::Newer { place: self.place(), found, known }) } else { Ok(()) }
    }

    fn changed_elsewhere(&mut self) -> Result<bool, Error> {
        // The server tells of every writer that came before its answer to an empty question.
        self.batch("")?;
        let (own, known) = (self.own, std::mem::replace(&mut self.heard, Heard::Listening));
        let mut notifications = self.client.notifications();
        let heard =
            notifications.iter().fold(known == Heard::Anew, |heard, notice| Ok(heard || notice.process_id() != own));
        heard.map_err(|cause| fault(&cause, &self.server))
    }

    fn place(&self) -> String {
        self.server.place()
    }

    fn check(&mut self) -> Result<Vec<String>, Error> {
        let sql = "SELECT 'the index ' || c.relname || ' is not whole; REINDEX it' FROM pg_index AS i \
                   JOIN pg_class AS c ON c.oid = i.indexrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace \
                   WHERE NOT i.indisvalid AND n.nspname = current_schema() ORDER BY 1";
        let rows = self.lasting(|this| this.client.query(sql, &[]))?;
        rows.iter().map(|row| Row::text(row, 0).map(str::to_owned)).collect()
    }

    fn rest(&mut self) -> Result<(), Error> {
        // The server tidies up by itself.
        Ok(())
    }
}

impl Row for postgres::Row {
    fn int(&self, column: usize) -> Result<i64, Error> {
        self.try_get(column).map_err(|cause| Error::Fault { place: "this row".into(), cause: Box::new(cause) })
    }

    fn int_or_null(&self, column: usize) -> Result<Option<i64>, Error> {
        self.try_get(column).map_err(|cause| Error::Fault { place: "this row".into(), cause: Box::new(cause) })
    }

    fn text(&self, column: usize) -> Result<&str, Error> {
        self.try_get(column).map_err(|cause| Error::Fault { place: "this row".into(), cause: Box::new(cause) })
    }
}

/// A migration in this database's words, with the version it brings.
fn spelled(migration: &str, number: i64) -> String {
    let tables = migration.replace(") CLUSTERED;", ");").replace(") HEAP;", ");");
    format!(
        "SET LOCAL statement_timeout = 0; CREATE TABLE IF NOT EXISTS schema_version (version BIGINT PRIMARY KEY); \
         {tables}; INSERT INTO schema_version (version) VALUES ({number})"
    )
}

/// A new connection, as soon as the server gives one.
#[expect(clippy::disallowed_methods, reason = "a server that starts anew is asked again in the middle of a statement")]
fn reconnected(server: &Server) -> Result<Postgres, Error> {
    let mut made = Postgres::open(server);
    for wait in BACKOFF {
        if made.is_ok() {
            break;
        }
        std::thread::sleep(Duration::from_millis(wait));
        made = Postgres::open(server);
    }
    made
}

fn is_lost(cause: &postgres::Error) -> bool {
    match cause.code() {
        Some(code) => code.code().starts_with("08") || code.code().starts_with("57P"),
        None => {
            cause.is_closed()
                || std::error::Error::source(cause).is_some_and(<dyn std::error::Error>::is::<std::io::Error>)
        }
    }
}

/// What the server said; the crate's own words say only where.
fn in_words(cause: &postgres::Error) -> Cause {
    std::error::Error::source(cause).map_or_else(|| cause.to_string(), ToString::to_string).into()
}

/// What went wrong, sorted by what the reader can do about it.
fn fault(cause: &postgres::Error, server: &Server) -> Error {
    let place = server.place();
    if is_lost(cause) {
        return Error::Lost { place, cause: in_words(cause) };
    }
    let busy = [
        SqlState::LOCK_NOT_AVAILABLE,
        SqlState::QUERY_CANCELED,
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
    ];
    let table = cause.as_db_error().and_then(|error| error.table()).unwrap_or("the store").to_owned();
    match cause.code() {
        Some(code) if busy.contains(code) => Error::Busy { place },
        Some(code) if *code == SqlState::UNIQUE_VIOLATION => {
            Error::Conflict { reference: format!("a record of {table}") }
        }
        Some(code) if *code == SqlState::DISK_FULL => Error::Full { place },
        Some(code) if [SqlState::READ_ONLY_SQL_TRANSACTION, SqlState::INSUFFICIENT_PRIVILEGE].contains(code) => {
            Error::ReadOnly { place }
        }
        Some(code) if [SqlState::DATA_CORRUPTED, SqlState::INDEX_CORRUPTED].contains(code) => {
            Error::Damaged { place, cause: in_words(cause) }
        }
        _ => Error::Fault { place, cause: in_words(cause) },
    }
}
