//! The database of a floor that shares its work: a PostgreSQL server, 13 or newer, reached through one connection that is
//! made again when it was lost. The one folder that names `postgres`.
//!
//! Writers do not wait for each other: each writes only over the version that it read, and begins again where another was
//! first. A connection that breaks in the middle doubles nothing: a transaction that writes knows its number, and the
//! server still knows what became of it.

use std::vec::IntoIter;

use postgres::fallible_iterator::FallibleIterator;

use super::super::Error;
use super::{Driver, LOST, Param, Purpose, Row};

mod command;
mod fault;
mod identity;
mod keywords;
mod passfile;
mod secure;
mod server;
mod service;
mod session;

use fault::{fault, in_words, is_lost};
pub(in super::super) use server::Server;
use session::Session;

/// How a transaction begins that writes; it answers its number.
const BEGIN_WRITE: &str = "BEGIN; EXECUTE number";

/// Only one at a time brings the schema up. The number is "FRNT".
const LOCK_SCHEMA: &str = "SELECT pg_advisory_xact_lock(1179799124)";

/// How far a sequence is brought on one by one, which nobody can cross; a longer way it is set.
const SKIP: &str = "SELECT CASE WHEN ?1 - last_value > 1000 THEN setval('ids', ?1) WHEN ?1 >= last_value \
                    THEN (SELECT max(nextval('ids')) FROM generate_series(last_value, ?1)) END FROM ids";

/// A connection to a server.
pub(super) struct Postgres {
    session: Session,
    server: Server,
    running: Option<Running>,
    heard: Heard,
}

/// A transaction that has begun.
enum Running {
    Read,
    /// It begins with what it is asked first, so that new identities cost no way to the server of their own.
    Due,
    /// With the number by which the server knows what becomes of it.
    Write(String),
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
        let session = Session::open(server)?;
        Ok(Self { session, server: server.clone(), running: None, heard: Heard::Anew })
    }

    /// Runs `work`; outside a transaction again, on a new connection, where this one was lost.
    fn lasting<T>(&mut self, work: impl Fn(&mut Session) -> Result<T, postgres::Error>) -> Result<T, Error> {
        if matches!(self.running, Some(Running::Due)) {
            self.begin_due("")?;
        }
        let mut lost = 0;
        loop {
            match work(&mut self.session) {
                Err(cause) if self.running.is_none() && lost < LOST && is_lost(&cause) => {
                    tracing::warn!(%cause, "the connection was lost and is made again");
                    self.renew()?;
                    lost += 1;
                }
                outcome => return outcome.map_err(|cause| fault(&cause, &self.server)),
            }
        }
    }

    /// Begins the transaction that is due; what it is asked with that answers a text a row.
    fn begin_due(&mut self, asked: &str) -> Result<IntoIter<String>, Error> {
        let begun = self.begin_by(&format!("{BEGIN_WRITE}; {asked}"));
        self.running = Some(Running::Due);
        let mut told = begun?;
        self.running = Some(Running::Write(told.next().unwrap_or_default()));
        Ok(told)
    }

    fn begin_by(&mut self, sql: &str) -> Result<IntoIter<String>, Error> {
        self.running = None;
        let begun = self.lasting(|session| session.told(sql));
        if begun.is_err() {
            // It may have begun all the same.
            self.running = Some(Running::Read);
            self.roll_back();
        }
        begun.map(Vec::into_iter)
    }

    fn renew(&mut self) -> Result<(), Error> {
        self.heard = Heard::Anew;
        self.session.renew(&self.server)
    }

    fn batch(&mut self, sql: &str) -> Result<(), Error> {
        self.lasting(|session| session.client.batch_execute(sql))
    }

    fn count(&mut self, sql: &str) -> Result<i64, Error> {
        self.lasting(|session| session.client.query_one(sql, &[])?.try_get(0))
    }

    /// What became of a transaction whose end was not told as it should be: asked of the server, by its number.
    fn settle(&mut self, number: &str, cause: &postgres::Error) -> Result<(), Error> {
        let known = if is_lost(cause) { self.renew() } else { Ok(()) };
        let asked = format!("SELECT pg_xact_status('{number}')");
        let status = known.and_then(|()| self.lasting(|session| session.told(&asked)));
        match status.map(|told| told.concat()).as_deref() {
            Ok("committed") => Ok(()),
            Ok("aborted") => Err(fault(cause, &self.server)),
            _ => Err(Error::InDoubt { place: self.place(), cause: in_words(cause) }),
        }
    }
}

impl Driver for Postgres {
    fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<usize, Error> {
        // Outside a transaction it is asked again after a lost connection, so nothing is written there that must not be
        // written twice.
        let rows = self.lasting(|session| session.execute(sql, params))?;
        Ok(usize::try_from(rows).unwrap_or(usize::MAX))
    }

    fn query(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut dyn FnMut(&dyn Row) -> Result<(), Error>,
    ) -> Result<(), Error> {
        // All rows are here before the first is handed on: what is asked again hands none on twice.
        let rows = self.lasting(|session| session.query(sql, params))?;
        rows.iter().try_for_each(|row| each(row))
    }

    fn begin(&mut self, purpose: Purpose) -> Result<(), Error> {
        if purpose == Purpose::Read {
            self.begin_by("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
        }
        self.running = Some(match purpose {
            Purpose::Read => Running::Read,
            Purpose::Write => Running::Due,
        });
        Ok(())
    }

    fn commit(&mut self) -> Result<(), Error> {
        match self.running.take() {
            Some(Running::Write(number)) => {
                // Others are told once it is true, so that nobody waits for the telling.
                let told = self.session.client.batch_execute("COMMIT; NOTIFY frontline");
                told.or_else(|cause| self.settle(&number, &cause))
            }
            Some(Running::Read) => self.batch("COMMIT"),
            Some(Running::Due) | None => Ok(()),
        }
    }

    fn roll_back(&mut self) {
        if let Some(Running::Read | Running::Write(_)) = self.running.take()
            && !self.session.client.is_closed()
            && let Err(cause) = self.session.client.batch_execute("ROLLBACK")
        {
            tracing::warn!(%cause, "a transaction could not be rolled back");
        }
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
                .batch(LOCK_SCHEMA)
                .and_then(|()| self.version())
                .and_then(|version| if version >= number { Ok(()) } else { self.batch(&spelled(migration, number)) });
            if let Err(error) = done.and_then(|()| self.commit()) {
                self.roll_back();
                return Err(error);
            }
        }
        let found = self.version()?;
        if found > known { Err(Error::Newer { place: self.place(), found, known }) } else { Ok(()) }
    }

    fn fresh_ids(&mut self, count: i64) -> Result<Vec<i64>, Error> {
        let sql = "SELECT nextval('ids') FROM generate_series(1, ?1)";
        if matches!(self.running, Some(Running::Due)) {
            let told = self.begin_due(&sql.replace("?1", &count.to_string()))?;
            return Ok(told.filter_map(|id| id.parse().ok()).collect());
        }
        let rows = self.lasting(|session| session.query(sql, &[Param::Int(count)]))?;
        rows.iter().map(|row| row.int(0)).collect()
    }

    fn last_id(&mut self) -> Result<i64, Error> {
        self.count("SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END FROM ids")
    }

    fn skip_ids(&mut self, through: i64) -> Result<(), Error> {
        self.lasting(|session| session.query(SKIP, &[Param::Int(through)])).map(drop)
    }

    fn changed_elsewhere(&mut self) -> Result<bool, Error> {
        // The server tells of every writer that came before its answer to an empty question.
        self.batch("")?;
        let known = std::mem::replace(&mut self.heard, Heard::Listening);
        let own = self.session.process();
        let mut notifications = self.session.client.notifications();
        let heard =
            notifications.iter().fold(known == Heard::Anew, |heard, notice| Ok(heard || notice.process_id() != own));
        heard.map_err(|cause| fault(&cause, &self.server))
    }

    fn come_back(&mut self) -> Result<(), Error> {
        self.batch("")
    }

    fn place(&self) -> String {
        self.server.place()
    }

    fn check(&mut self) -> Result<Vec<String>, Error> {
        let sql = "SELECT 'the index ' || c.relname || ' is not whole; REINDEX it' FROM pg_index AS i \
                   JOIN pg_class AS c ON c.oid = i.indexrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace \
                   WHERE NOT i.indisvalid AND n.nspname = current_schema() ORDER BY 1";
        let rows = self.lasting(|session| session.client.query(sql, &[]))?;
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

    fn text_or_null(&self, column: usize) -> Result<Option<&str>, Error> {
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
