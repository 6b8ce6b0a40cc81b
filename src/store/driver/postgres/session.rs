//! One connection to a server from its beginning to its end, with the statements that were prepared on it. The next one
//! sees to it that nothing of it is still under way.

use std::collections::HashMap;
use std::time::Duration;

use postgres::types::{ToSql, Type};
use postgres::{Client, Row, SimpleQueryMessage, Statement};

use super::super::super::Error;
use super::super::Param;
use super::fault::in_words;
use super::server::Server;

/// What every connection is told first: how long to wait for another writer and for an answer, to hear of writers, and how
/// a transaction begins and tells its number. It answers which of the server's sessions it is.
const SETTLE: &str = "SET lock_timeout = '10s'; SET statement_timeout = '60s'; \
                      SET idle_in_transaction_session_timeout = '60s'; \
                      SET default_transaction_isolation = 'read committed'; LISTEN frontline; \
                      PREPARE number AS SELECT pg_current_xact_id(); \
                      SELECT pid || '/' || extract(epoch FROM backend_start) FROM pg_stat_activity \
                      WHERE pid = pg_backend_pid()";

/// Ends the session that answered so, and counts it until it is gone.
const END: &str = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
                   WHERE pid || '/' || extract(epoch FROM backend_start) = $1";

/// After how many milliseconds a lost connection is tried again: a server that starts anew is back by then.
const BACKOFF: [u64; 7] = [50, 100, 400, 1_600, 2_000, 3_000, 4_000];

/// How often it is asked whether a session has ended, and how many milliseconds apart.
const ENDS: (u32, u64) = (100, 20);

/// A connection to a server.
pub(super) struct Session {
    pub(super) client: Client,
    statements: HashMap<String, Statement>,
    /// Its process at the server, and since when: nothing else was ever called so.
    name: String,
}

impl Session {
    pub(super) fn open(server: &Server) -> Result<Self, Error> {
        let mut client = server.connect()?;
        let settled = told(&mut client, SETTLE);
        let name = settled.map_err(|cause| Error::NoServer { place: server.place(), cause: in_words(&cause) })?;
        Ok(Self { client, statements: HashMap::new(), name: name.concat() })
    }

    /// A new connection in the place of this one, as soon as the server gives one that holds. What this one began has ended
    /// by then, one way or the other.
    pub(super) fn renew(&mut self, server: &Server) -> Result<(), Error> {
        let mut made = self.successor(server);
        for wait in BACKOFF {
            if made.is_ok() {
                break;
            }
            pause(wait);
            made = self.successor(server);
        }
        *self = made?;
        Ok(())
    }

    /// A new connection, over which the server was told to end this one.
    fn successor(&self, server: &Server) -> Result<Self, Error> {
        let mut made = Self::open(server)?;
        for _ in 0..ENDS.0 {
            let left = made.client.query_one(END, &[&self.name]).and_then(|row| row.try_get::<_, i64>(0));
            if left.map_err(|cause| Error::NoServer { place: server.place(), cause: in_words(&cause) })? == 0 {
                return Ok(made);
            }
            pause(ENDS.1);
        }
        tracing::warn!("the connection that was lost lives on at the server");
        Ok(made)
    }

    /// The number of its process at the server.
    pub(super) fn process(&self) -> i32 {
        self.name.split('/').next().and_then(|process| process.parse().ok()).unwrap_or_default()
    }

    /// The first column of every row that some statements without parameters answer.
    pub(super) fn told(&mut self, sql: &str) -> Result<Vec<String>, postgres::Error> {
        told(&mut self.client, sql)
    }

    pub(super) fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64, postgres::Error> {
        let statement = self.prepared(sql, params)?;
        self.client.execute(&statement, &borrowed(&bound(&statement, params)))
    }

    pub(super) fn query(&mut self, sql: &str, params: &[Param<'_>]) -> Result<Vec<Row>, postgres::Error> {
        let statement = self.prepared(sql, params)?;
        self.client.query(&statement, &borrowed(&bound(&statement, params)))
    }

    /// The statement as this server knows it, prepared once a connection. A number is a `BIGINT` wherever it stands; what
    /// nothing stands for follows from the column.
    fn prepared(&mut self, sql: &str, params: &[Param<'_>]) -> Result<Statement, postgres::Error> {
        if let Some(statement) = self.statements.get(sql) {
            return Ok(statement.clone());
        }
        let types = params.iter().map(|param| match param {
            Param::Null => Type::UNKNOWN,
            Param::Int(_) => Type::INT8,
            Param::Text(_) => Type::TEXT,
        });
        // No text of the business has a question mark but before a parameter.
        let statement = self.client.prepare_typed(&sql.replace('?', "$"), &types.collect::<Vec<_>>())?;
        self.statements.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

fn told(client: &mut Client, sql: &str) -> Result<Vec<String>, postgres::Error> {
    let messages = client.simple_query(sql)?;
    let rows = messages.iter().filter_map(|message| {
        if let SimpleQueryMessage::Row(row) = message { row.get(0).map(str::to_owned) } else { None }
    });
    Ok(rows.collect())
}

#[expect(clippy::disallowed_methods, reason = "a server that starts anew is asked again in the middle of a statement")]
fn pause(milliseconds: u64) {
    std::thread::sleep(Duration::from_millis(milliseconds));
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
