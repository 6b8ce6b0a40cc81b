//! The embedded database: one file that belongs to this user, written ahead and flushed at every commit. Nothing but
//! this room names `rusqlite`.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql};

use super::super::Error;
use super::{Driver, Opening, Param, Purpose, Row};

mod fault;
mod file;
pub(in super::super) mod whole;

use fault::{fault, words};
use file::Identity;

/// "FRNT": tells our files from other databases.
const APPLICATION_ID: i64 = 0x4652_4e54;

/// How often a writer asks again while another writes, before it gives up after some five seconds.
const PATIENCE: i32 = 25_000;

/// How often it asks about a millisecond apart; after that it asks five times as often, so that whoever waits longest
/// comes first. Of eight who write without end the unluckiest waited half as long then, 0.3 s.
const UNHURRIED: i32 = 64;

/// Where an embedded database is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in super::super) enum Place {
    /// In a file.
    File(PathBuf),
    /// In memory, for as long as the connection is open.
    Memory,
}

/// A connection to an embedded database.
pub(super) struct Sqlite {
    connection: Connection,
    place: Place,
    /// The file that was opened, for as long as it is known by it that nobody has put another one in its place.
    identity: Option<Identity>,
    seen: Option<i64>,
}

impl Sqlite {
    pub(super) fn open(place: &Place, opening: Opening) -> Result<Self, Error> {
        let unreachable = |cause: std::io::Error| Error::Unreachable { place: words(place), cause: Box::new(cause) };
        let mut connection = match place {
            Place::Memory => Connection::open_in_memory().map_err(|cause| fault(cause, place))?,
            Place::File(path) => {
                match opening {
                    Opening::Make => file::make(path).map_err(unreachable)?,
                    Opening::Find if path.exists() => {}
                    Opening::Find => return Err(Error::Missing { place: words(place) }),
                }
                let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
                Connection::open_with_flags(path, flags).map_err(|cause| fault(cause, place))?
            }
        };
        connection.busy_handler(Some(wait_a_little)).map_err(|cause| fault(cause, place))?;
        connection.set_prepared_statement_cache_capacity(128);
        let mut opened = Self { connection, place: place.clone(), identity: None, seen: None };
        // Nothing of a file is touched, not even its rights, before it is known to be ours.
        opened.refuse_foreign_file()?;
        if let Place::File(path) = place {
            if opening == Opening::Make {
                file::make_private(path).map_err(unreachable)?;
            }
            opened.identity = Identity::of(path);
        }
        if opening == Opening::Make {
            opened.settle()?;
        }
        Ok(opened)
    }

    /// Refuses to write into a file that nobody would find any more.
    fn stays(&self) -> Result<(), Error> {
        match &self.place {
            Place::File(path) if Identity::of(path) != self.identity => Err(Error::Gone { place: words(&self.place) }),
            Place::File(_) | Place::Memory => Ok(()),
        }
    }

    /// Writes everything that is open into a new file at the place from which the old one was deleted.
    fn write_anew(&self, path: &Path) -> Result<(), Error> {
        let unreachable = |cause| Error::Unreachable { place: words(&self.place), cause };
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        file::make_folder(folder).map_err(|cause| unreachable(cause.into()))?;
        let anew = tempfile::NamedTempFile::new_in(folder).map_err(|cause| unreachable(cause.into()))?;
        let name = anew.path().to_str().unwrap_or_default();
        self.connection.execute("VACUUM INTO ?1", [name]).map_err(|cause| self.fault(cause))?;
        // What is left beside the deleted file belongs to it alone.
        file::remove_beside(path).map_err(|cause| unreachable(cause.into()))?;
        anew.persist_noclobber(path).map(drop).map_err(|cause| unreachable(cause.error.into()))
    }

    /// Whether a writer would get in at once.
    fn probe(&mut self) -> Result<(), Error> {
        self.connection.busy_timeout(Duration::ZERO).map_err(|cause| self.fault(cause))?;
        let begun = self.begin(Purpose::Write);
        self.roll_back();
        self.connection.busy_handler(Some(wait_a_little)).map_err(|cause| self.fault(cause))?;
        begun
    }

    fn settle(&self) -> Result<(), Error> {
        self.write_ahead()?;
        self.batch(
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA mmap_size = 0;
             PRAGMA cache_size = -8192; PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864;
             PRAGMA wal_autocheckpoint = 10000;",
        )
    }

    /// Several who open a new file at once are in each other's way, and are told so without the busy handler being asked.
    fn write_ahead(&self) -> Result<(), Error> {
        let mut asked = 0;
        loop {
            match self.batch("PRAGMA journal_mode = WAL") {
                Err(Error::Busy { .. }) if wait_a_little(asked) => asked += 1,
                done => return done,
            }
        }
    }

    fn refuse_foreign_file(&self) -> Result<(), Error> {
        // In this order: the tables of another process that is making the store come together with its number.
        let tables = self.count("SELECT count(*) FROM sqlite_schema")?;
        let id = self.pragma("application_id")?;
        if id == APPLICATION_ID || tables == 0 { Ok(()) } else { Err(Error::NotAStore { place: words(&self.place) }) }
    }

    fn pragma(&self, name: &str) -> Result<i64, Error> {
        self.connection.pragma_query_value(None, name, |row| row.get(0)).map_err(|cause| self.fault(cause))
    }

    fn count(&self, sql: &str) -> Result<i64, Error> {
        self.connection.query_row(sql, [], |row| row.get(0)).map_err(|cause| self.fault(cause))
    }

    fn batch(&self, sql: &str) -> Result<(), Error> {
        self.connection.execute_batch(sql).map_err(|cause| self.fault(cause))
    }

    fn fault(&self, cause: rusqlite::Error) -> Error {
        fault(cause, &self.place)
    }
}

impl Driver for Sqlite {
    fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<usize, Error> {
        if self.connection.is_autocommit() {
            self.stays()?;
        }
        let mut statement = self.connection.prepare_cached(sql).map_err(|cause| fault(cause, &self.place))?;
        statement.execute(rusqlite::params_from_iter(params)).map_err(|cause| fault(cause, &self.place))
    }

    fn query(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut dyn FnMut(&dyn Row) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut statement = self.connection.prepare_cached(sql).map_err(|cause| fault(cause, &self.place))?;
        let mut rows =
            statement.query(rusqlite::params_from_iter(params)).map_err(|cause| fault(cause, &self.place))?;
        while let Some(row) = rows.next().map_err(|cause| fault(cause, &self.place))? {
            each(row)?;
        }
        Ok(())
    }

    fn begin(&mut self, purpose: Purpose) -> Result<(), Error> {
        match purpose {
            Purpose::Read => self.batch("BEGIN DEFERRED"),
            Purpose::Write => self.stays().and_then(|()| self.batch("BEGIN IMMEDIATE")),
        }
    }

    fn commit(&mut self) -> Result<(), Error> {
        self.batch("COMMIT")
    }

    fn roll_back(&mut self) {
        if !self.connection.is_autocommit()
            && let Err(fault) = self.batch("ROLLBACK")
        {
            tracing::warn!(%fault, "a transaction could not be rolled back");
        }
    }

    fn version(&mut self) -> Result<i64, Error> {
        self.pragma("user_version")
    }

    fn migrate(&mut self, migrations: &[&str]) -> Result<(), Error> {
        let known = i64::try_from(migrations.len()).unwrap_or(i64::MAX);
        for (number, migration) in (1..).zip(migrations) {
            if self.version()? >= number {
                continue;
            }
            self.begin(Purpose::Write)?;
            // Another process may have done it while this one waited for the lock.
            let done = if self.version()? >= number {
                Ok(())
            } else {
                self.batch(&spelled(migration)).and_then(|()| {
                    self.batch(&format!("PRAGMA user_version = {number}; PRAGMA application_id = {APPLICATION_ID}"))
                })
            };
            if let Err(error) = done.and_then(|()| self.commit()) {
                self.roll_back();
                return Err(error);
            }
        }
        let found = self.version()?;
        if found > known { Err(Error::Newer { place: self.place(), found, known }) } else { Ok(()) }
    }

    fn fresh_ids(&mut self, count: i64) -> Result<Vec<i64>, Error> {
        let mut fresh = Vec::new();
        let sql = "UPDATE ids SET next = next + ?1 RETURNING next";
        self.query(sql, &[Param::Int(count)], &mut |row| {
            let next = row.int(0)?;
            fresh = (next - count..next).collect();
            Ok(())
        })?;
        Ok(fresh)
    }

    fn last_id(&mut self) -> Result<i64, Error> {
        self.count("SELECT next - 1 FROM ids")
    }

    fn skip_ids(&mut self, through: i64) -> Result<(), Error> {
        self.execute("UPDATE ids SET next = ?1 + 1 WHERE next <= ?1", &[Param::Int(through)]).map(|_| ())
    }

    fn changed_elsewhere(&mut self) -> Result<bool, Error> {
        self.stays()?;
        let version = self.pragma("data_version")?;
        let seen = self.seen.replace(version);
        Ok(seen.is_some_and(|seen| seen != version))
    }

    fn come_back(&mut self) -> Result<(), Error> {
        if let Place::File(path) = &self.place {
            match Identity::of(path) {
                now if now == self.identity => {}
                Some(_) => *self = Self::open(&self.place, Opening::Make)?,
                None => {
                    self.write_anew(path)?;
                    *self = Self::open(&self.place, Opening::Make)?;
                }
            }
        }
        self.probe()
    }

    fn place(&self) -> String {
        words(&self.place)
    }

    fn check(&mut self) -> Result<Vec<String>, Error> {
        let mut wrong = Vec::new();
        for pragma in ["PRAGMA integrity_check(20)", "PRAGMA foreign_key_check"] {
            let mut statement = self.connection.prepare(pragma).map_err(|cause| fault(cause, &self.place))?;
            let lines = statement.query_map([], |row| row.get::<_, String>(0));
            for line in lines.map_err(|cause| fault(cause, &self.place))? {
                wrong.push(line.map_err(|cause| fault(cause, &self.place))?);
            }
        }
        wrong.retain(|line| line != "ok");
        Ok(wrong)
    }

    fn rest(&mut self) -> Result<(), Error> {
        self.batch("PRAGMA wal_checkpoint(PASSIVE); PRAGMA optimize")
    }
}

impl Row for rusqlite::Row<'_> {
    fn int(&self, column: usize) -> Result<i64, Error> {
        self.get(column).map_err(|cause| Error::Fault { place: "this row".into(), cause: Box::new(cause) })
    }

    fn int_or_null(&self, column: usize) -> Result<Option<i64>, Error> {
        self.get(column).map_err(|cause| Error::Fault { place: "this row".into(), cause: Box::new(cause) })
    }

    fn text(&self, column: usize) -> Result<&str, Error> {
        let value = self.get_ref(column).and_then(|value| Ok(value.as_str()?));
        value.map_err(|cause| Error::Fault { place: "this row".into(), cause: Box::new(cause) })
    }

    fn text_or_null(&self, column: usize) -> Result<Option<&str>, Error> {
        let value = self.get_ref(column).and_then(|value| Ok(value.as_str_or_null()?));
        value.map_err(|cause| Error::Fault { place: "this row".into(), cause: Box::new(cause) })
    }
}

impl ToSql for Param<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Param::Null => ValueRef::Null,
            Param::Int(value) => ValueRef::Integer(*value),
            Param::Text(value) => ValueRef::Text(value.as_bytes()),
        }))
    }
}

/// A migration in this database's words: its own integers, strict tables, rows kept in the order of their key where the
/// key is all that is asked for, and a row for a sequence.
fn spelled(migration: &str) -> String {
    migration
        .replace("CREATE SEQUENCE ids START ", "CREATE TABLE ids (next BIGINT NOT NULL) HEAP; INSERT INTO ids SELECT ")
        .replace("BIGINT", "INTEGER")
        .replace(" COLLATE \"C\"", "")
        .replace(") CLUSTERED;", ") STRICT, WITHOUT ROWID;")
        .replace(") HEAP;", ") STRICT;")
}

/// Waits between half a millisecond and one and a half, later a fifth of that, so that two who wait do not ask in step:
/// the database's own back-off was measured to let a writer starve for seconds.
#[expect(clippy::disallowed_methods, reason = "the busy handler is called in the middle of a statement and must block")]
fn wait_a_little(asked: i32) -> bool {
    let jitter =
        u64::from(std::process::id().wrapping_mul(7_919).wrapping_add(asked.unsigned_abs().wrapping_mul(104_729)));
    let pause = if asked < UNHURRIED { 500 + jitter % 1_000 } else { 100 + jitter % 200 };
    std::thread::sleep(Duration::from_micros(pause));
    asked < PATIENCE
}
