//! The narrow wall between the questions of the business and the database that answers them. Every aggregate has one SQL
//! text for every driver; parameters are written `?1`, whole numbers and text are the only types.
//!
//! What the databases really say differently is a named method here:
//!
//! | method | why it differs |
//! | --- | --- |
//! | [`Driver::version`], [`Driver::migrate`] | where the schema's version stands, the lock under which it rises, and the names of types |
//! | [`Driver::begin`] | a writer of a file must announce itself at once, or two that read first refuse each other; a server is told together with the first question |
//! | [`Driver::commit`] | an answer that gets lost on the way from a server leaves open what became of the transaction |
//! | [`Driver::fresh_ids`], [`Driver::last_id`], [`Driver::skip_ids`] | a file counts in a row, a server by a sequence that no writer holds |
//! | [`Driver::changed_elsewhere`] | a file counts its changes, a server tells of them |
//! | [`Driver::come_back`] | a file may have been deleted or be another one by now |
//! | [`Driver::check`], [`Driver::rest`] | what may be wrong with a file, and its tidying up, a server sees to itself |
//!
//! A server holds no NUL in a text, so its driver drops them.

use super::Error;

mod postgres;
mod sqlite;

/// A value that is bound to a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Param<'a> {
    /// Nothing.
    Null,
    /// A whole number.
    Int(i64),
    /// A text.
    Text(&'a str),
}

/// A row of an answer. Columns count from 0.
pub(super) trait Row {
    /// The whole number in a column.
    fn int(&self, column: usize) -> Result<i64, Error>;
    /// The whole number in a column that may hold nothing.
    fn int_or_null(&self, column: usize) -> Result<Option<i64>, Error>;
    /// The text in a column.
    fn text(&self, column: usize) -> Result<&str, Error>;
    /// The text in a column that may hold nothing.
    fn text_or_null(&self, column: usize) -> Result<Option<&str>, Error>;
}

/// What a transaction is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Several questions about one moment.
    Read,
    /// A change.
    Write,
}

/// A connection to a database.
pub(super) trait Driver: Send {
    /// Runs a statement that changes rows; says how many.
    fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<usize, Error>;

    /// Hands every row of the answer to `each`, in order.
    fn query(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        each: &mut dyn FnMut(&dyn Row) -> Result<(), Error>,
    ) -> Result<(), Error>;

    /// Begins a transaction.
    fn begin(&mut self, purpose: Purpose) -> Result<(), Error>;

    /// Ends a transaction and keeps what it did. [`Error::Lost`] says that nothing of it was kept.
    fn commit(&mut self) -> Result<(), Error>;

    /// Ends a transaction as if it had not been.
    fn roll_back(&mut self);

    /// The version of the schema; 0 where there is none yet.
    fn version(&mut self) -> Result<i64, Error>;

    /// Brings the schema to `migrations`' last version, one transaction each, under a lock.
    fn migrate(&mut self, migrations: &[&str]) -> Result<(), Error>;

    /// Identities that no record has had before, in ascending order.
    fn fresh_ids(&mut self, count: i64) -> Result<Vec<i64>, Error>;

    /// The last identity that was given out.
    fn last_id(&mut self) -> Result<i64, Error>;

    /// Sees to it that no identity up to this one is given out again.
    fn skip_ids(&mut self, through: i64) -> Result<(), Error>;

    /// Whether another connection has written since this was last asked.
    fn changed_elsewhere(&mut self) -> Result<bool, Error>;

    /// Finds the data again after a fault: where the place was lost, what is there by now, or what is still open.
    fn come_back(&mut self) -> Result<(), Error>;

    /// Where the data is, in words for a person, without secrets.
    fn place(&self) -> String;

    /// What is wrong with the data as the database itself sees it, a line each.
    fn check(&mut self) -> Result<Vec<String>, Error>;

    /// Work for a quiet moment: what the database likes to have tidied up.
    fn rest(&mut self) -> Result<(), Error>;
}

/// How often a transaction is done again that others crossed: so often that of ten who change the same record without
/// end none gives up.
const CROSSED: u32 = 100;

/// How often a transaction, or a statement by itself, is done again whose connection broke.
const LOST: u32 = 2;

/// Where a database is.
#[derive(Clone, Debug)]
pub(super) enum Place {
    /// In this program.
    Embedded(Embedded),
    /// On a server.
    Server(Box<Server>),
}

/// Whether a store that is not there is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Opening {
    /// It is made.
    Make,
    /// It is missing, and one that is there is left as it is.
    Find,
}

pub(super) use postgres::Server;
pub(super) use sqlite::Place as Embedded;
pub(super) use sqlite::whole::{self, Examined, Sole};

/// Opens the database at `place`, and makes one in this program where there is none.
pub(super) fn open(place: &Place) -> Result<Box<dyn Driver>, Error> {
    opened(place, Opening::Make)
}

/// Opens the database at `place` as it is, if it is there.
pub(super) fn find(place: &Place) -> Result<Box<dyn Driver>, Error> {
    opened(place, Opening::Find)
}

fn opened(place: &Place, opening: Opening) -> Result<Box<dyn Driver>, Error> {
    Ok(match place {
        Place::Embedded(place) => Box::new(sqlite::Sqlite::open(place, opening)?),
        Place::Server(server) => Box::new(postgres::Postgres::open(server)?),
    })
}

impl dyn Driver + '_ {
    /// Runs `work` in one transaction, which counts only if it succeeds. Where somebody else changed meanwhile what was
    /// read, or the connection broke before anything was kept, all of it is done again on what stands there then.
    pub(super) fn within<T>(
        &mut self,
        purpose: Purpose,
        mut work: impl FnMut(&mut Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let (mut crossed, mut lost) = (0, 0);
        loop {
            match self.attempt(purpose, &mut work) {
                Err(Error::Conflict { .. }) if crossed < CROSSED => crossed += 1,
                Err(Error::Lost { .. }) if lost < LOST => lost += 1,
                outcome => return outcome,
            }
        }
    }

    fn attempt<T>(
        &mut self,
        purpose: Purpose,
        work: &mut impl FnMut(&mut Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.begin(purpose)?;
        let result = work(self).and_then(|value| self.commit().map(|()| value));
        if result.is_err() {
            self.roll_back();
        }
        result
    }

    /// So many identities that no record has had before.
    pub(super) fn fresh<const COUNT: usize>(&mut self) -> Result<[i64; COUNT], Error> {
        let ids = self.fresh_ids(i64::try_from(COUNT).unwrap_or(i64::MAX))?;
        ids.try_into().map_err(|_| Error::NotAStore { place: self.place() })
    }

    /// Every row, read by `read`.
    pub(super) fn all<T>(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        mut read: impl FnMut(&dyn Row) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        let mut found = Vec::new();
        self.query(sql, params, &mut |row| {
            found.push(read(row)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// The first row, read by `read`, if there is one.
    pub(super) fn first<T>(
        &mut self,
        sql: &str,
        params: &[Param<'_>],
        mut read: impl FnMut(&dyn Row) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        let mut found = None;
        self.query(sql, params, &mut |row| {
            if found.is_none() {
                found = Some(read(row)?);
            }
            Ok(())
        })?;
        Ok(found)
    }
}

impl From<Option<i64>> for Param<'_> {
    fn from(value: Option<i64>) -> Self {
        value.map_or(Self::Null, Self::Int)
    }
}

impl<'a> From<&'a str> for Param<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(value)
    }
}

impl<'a> From<&'a String> for Param<'a> {
    fn from(value: &'a String) -> Self {
        Self::Text(value)
    }
}

impl From<i64> for Param<'_> {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}
