//! A whole database file: copied as of one moment, examined before it is trusted, and taken for one program alone.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use super::super::super::Error;
use super::file;
pub(in crate::store) use super::file::make_folder;
use super::{APPLICATION_ID, Driver, Place, Sqlite, fault, wait_a_little, words};

/// How many pages are copied at a time.
const PAGES: i32 = 1_000;

/// How long another program may take to close a file that is to be this one's alone.
const PATIENCE: Duration = Duration::from_millis(500);

/// When the latest of everything in a store was written.
const WRITTEN_AT: &str = "SELECT max(at) FROM (SELECT max(at) AS at FROM journal UNION ALL \
    SELECT max(arrived_at) FROM contacts UNION ALL SELECT max(closed_at) FROM contacts UNION ALL \
    SELECT max(written_at) FROM drafts UNION ALL SELECT max(at) FROM picks UNION ALL SELECT max(at) FROM misses UNION ALL \
    SELECT max(started_at) FROM agent_states UNION ALL SELECT max(ended_at) FROM agent_states)";

/// The tables of a store by their names, each with how many rows it has.
pub(in crate::store) type Tables = Vec<(String, u64)>;

/// What a whole store was found to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::store) struct Examined {
    /// When the latest of it was written, in microseconds; `None` when nothing of it has a time.
    pub(in crate::store) written_at: Option<i64>,
    /// What it holds.
    pub(in crate::store) tables: Tables,
}

/// Copies all of a store, as of one moment and while others write, into the empty file `to`, which then needs nothing
/// beside it. Says what was to be copied.
pub(in crate::store) fn copy_of(from: &Path, to: &Path) -> Result<Tables, Error> {
    // One that may write clears away what it made beside the file, should it be the last to close it.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let (path, from) = (from, Place::File(from.to_owned()));
    let of_source = |cause| fault(cause, &from);
    let mut source = Connection::open_with_flags(path, flags).map_err(of_source)?;
    source.busy_handler(Some(wait_a_little)).map_err(of_source)?;
    source.execute_batch("BEGIN DEFERRED").map_err(of_source)?;
    let tables = tables(&source).map_err(of_source)?;
    let place = Place::File(to.to_owned());
    let of_copy = |cause| fault(cause, &place);
    let mut copy = Connection::open(to).map_err(of_copy)?;
    let backup = Backup::new(&source, &mut copy).map_err(of_source)?;
    let mut asked = 0;
    loop {
        match backup.step(PAGES).map_err(of_copy)? {
            StepResult::Done => break,
            StepResult::More => {}
            StepResult::Busy | StepResult::Locked | _ if wait_a_little(asked) => asked += 1,
            StepResult::Busy | StepResult::Locked | _ => return Err(Error::Busy { place: words(&from) }),
        }
    }
    drop(backup);
    close(copy, &place)?;
    Ok(tables)
}

/// Brings everything of a store that is not open elsewhere into its one file.
pub(in crate::store) fn settle_down(path: &Path) -> Result<(), Error> {
    let place = Place::File(path.to_owned());
    let connection = Connection::open(path).map_err(|cause| fault(cause, &place))?;
    close(connection, &place)
}

fn close(connection: Connection, place: &Place) -> Result<(), Error> {
    let of_copy = |cause| fault(cause, place);
    connection.pragma_update(None, "journal_mode", "DELETE").map_err(of_copy)?;
    connection.close().map_err(|(_, cause)| fault(cause, place))
}

/// Reads a whole store and says what it holds.
///
/// # Errors
/// When it is no store, is of a newer program than one that knows `known` versions, or is damaged anywhere.
pub(in crate::store) fn examine(path: &Path, known: i64) -> Result<Examined, Error> {
    let place = Place::File(path.to_owned());
    let of_file = |cause| fault(cause, &place);
    let connection = reader(path)?;
    let number = |pragma: &str| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
    if number("application_id").map_err(of_file)? != APPLICATION_ID {
        return Err(Error::NotAStore { place: words(&place) });
    }
    let found = number("user_version").map_err(of_file)?;
    if found > known {
        return Err(Error::Newer { place: words(&place), found, known });
    }
    for pragma in ["integrity_check", "foreign_key_check"] {
        let mut wrong = None;
        let each = connection.pragma_query(None, pragma, |row| {
            wrong = wrong.take().or(Some(row.get::<_, String>(0)?)).filter(|line| line != "ok");
            Ok(())
        });
        each.map_err(of_file)?;
        if let Some(wrong) = wrong {
            return Err(Error::Damaged { place: words(&place), cause: wrong.into() });
        }
    }
    let written_at = connection.query_row(WRITTEN_AT, [], |row| row.get(0)).map_err(of_file)?;
    Ok(Examined { written_at, tables: tables(&connection).map_err(of_file)? })
}

/// Whether a file is a store that is not open anywhere, as far as a glance tells.
pub(in crate::store) fn is_closed_store(path: &Path) -> bool {
    let id = reader(path).map(|reader| reader.pragma_query_value(None, "application_id", |row| row.get(0)));
    matches!(id, Ok(Ok(APPLICATION_ID))) && !file::beside(path).iter().any(|beside| beside.exists())
}

fn reader(path: &Path) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    Connection::open_with_flags(path, flags).map_err(|cause| fault(cause, &Place::File(path.to_owned())))
}

fn tables(connection: &Connection) -> rusqlite::Result<Tables> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name";
    let mut asked = connection.prepare(sql)?;
    let names: Vec<String> = asked.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let counted = names.into_iter().map(|name| {
        let rows: i64 = connection.query_row(&format!("SELECT count(*) FROM \"{name}\""), [], |row| row.get(0))?;
        Ok((name, u64::try_from(rows).unwrap_or(0)))
    });
    counted.collect()
}

/// A file that no other program has open, for as long as this lives. Nothing in it is changed, not even on closing it.
pub(in crate::store) struct Sole {
    opened: Option<Sqlite>,
    path: PathBuf,
}

impl Sole {
    /// Takes the file.
    ///
    /// # Errors
    /// [`Error::Busy`] when another program has it open.
    pub(in crate::store) fn take(path: &Path) -> Result<Self, Error> {
        let place = Place::File(path.to_owned());
        let taken = || {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let connection = Connection::open_with_flags(path, flags)?;
            connection.busy_timeout(PATIENCE)?;
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
            connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
            // A file that was cut off is read as far as it goes.
            connection.pragma_update(None, "writable_schema", true)?;
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
            Ok(connection)
        };
        match taken().map_err(|cause| fault(cause, &place)) {
            Ok(connection) => {
                let opened = Sqlite { connection, place, identity: None, seen: None };
                Ok(Self { opened: Some(opened), path: path.to_owned() })
            }
            // What cannot be read at all has no lock either that anybody could hold.
            Err(Error::NotAStore { .. } | Error::Damaged { .. }) => Ok(Self { opened: None, path: path.to_owned() }),
            Err(error) => Err(error),
        }
    }

    /// When the latest of it was written, in microseconds; `None` when that cannot be told.
    pub(in crate::store) fn written_at(&self) -> Option<i64> {
        self.opened.as_ref()?.connection.query_row(WRITTEN_AT, [], |row| row.get(0)).ok()?
    }

    /// Whether it is a store of ours, as far as it can be told.
    pub(in crate::store) fn is_ours(&self) -> bool {
        self.opened.as_ref().and_then(|opened| opened.pragma("application_id").ok()) == Some(APPLICATION_ID)
    }

    /// What can be read of it; `None` where that is nothing.
    pub(in crate::store) fn reader(&mut self) -> Option<&mut dyn Driver> {
        let opened: &mut dyn Driver = self.opened.as_mut()?;
        Some(opened)
    }

    /// Gives the file, with what lies beside it, another name.
    pub(in crate::store) fn rename(&mut self, to: &Path) -> Result<(), Error> {
        let renamed = std::fs::rename(&self.path, to).and_then(|()| {
            let [old, new] = [&self.path, to].map(file::beside);
            old.iter().zip(new).filter(|(old, _)| old.exists()).try_for_each(|(old, new)| std::fs::rename(old, new))
        });
        renamed.map_err(|cause| Error::Unreachable { place: to.display().to_string(), cause: cause.into() })?;
        to.clone_into(&mut self.path);
        Ok(())
    }
}
