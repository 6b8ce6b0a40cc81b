//! The repository layer: every question that the business asks of its database is a method of [`Store`], one method one
//! transaction, in one file per aggregate. It applies what the rules in `domain` decide and decides nothing itself. Beneath it lies
//! either one SQLite file of the user's own, or a PostgreSQL server (`postgres://…`) that a whole floor shares.

use std::borrow::Cow;
use std::path::PathBuf;

use crate::domain::action::House;

mod accounts;
mod agents;
mod answers;
mod approvals;
mod backup;
mod callbacks;
mod called;
mod cases;
mod contacts;
mod customers;
mod desk;
mod drafts;
mod driver;
mod entries;
mod error;
mod files;
mod journal;
mod learning;
mod moving;
mod orders;
mod outages;
mod perform;
mod portable;
mod products;
mod records;
mod repair;
mod request;
mod restore;
mod vocabulary;
mod words;

pub use answers::Brief;
pub use backup::{BackedUp, UNFINISHED, backup};
pub use called::AtHand;
pub use contacts::ContactFilter;
pub use desk::{Desk, Waiting};
pub use drafts::Draft;
pub use error::{Cause, Error};
pub use moving::{Beginning, Checksum, Move, Moved, MovedTable};
pub use perform::Mode;
pub use repair::{Repaired, Saved, repair};
pub use request::{Reply, Request};
pub use restore::{Over, Restored, restore};

use driver::{Driver, Embedded, Place, Server};

/// How many bytes of a text an index holds.
const LONGEST_ENTRY: usize = 500;

/// The schema, one text a version; each driver spells it in its own words.
const MIGRATIONS: &[&str] = &[include_str!("store/schema/0001_desk.sql")];

/// Where a store is kept. It prints without the password.
#[derive(Clone, Debug)]
pub struct Address(Place);

impl Address {
    /// Reads a path, `sqlite:PATH`, `:memory:`, or `postgres://USER@HOST/DATABASE` with the options of libpq.
    ///
    /// # Errors
    /// When it names a kind of database that this program does not keep its store in, or a server in no way it knows.
    pub fn read(url: &str) -> Result<Self, Error> {
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Self(Place::Server(Box::new(Server::read(url)?))));
        }
        let path = url.strip_prefix("sqlite:").unwrap_or(url);
        let has_scheme = path.split_once("://").is_some_and(|(scheme, _)| !scheme.contains('/'));
        match path {
            ":memory:" => Ok(Self(Place::Embedded(Embedded::Memory))),
            path if path.is_empty() || has_scheme => Err(Error::UnknownAddress { url: url.to_owned() }),
            path => Ok(Self(Place::Embedded(Embedded::File(PathBuf::from(path))))),
        }
    }

    /// The same address, where a server's password is printed by a command if nothing else tells it.
    #[must_use]
    pub fn with_password_command(self, command: Option<&str>) -> Self {
        match (self.0, command) {
            (Place::Server(server), Some(command)) => {
                Self(Place::Server(Box::new(server.with_password_command(command))))
            }
            (place, _) => Self(place),
        }
    }

    /// Whether everything in it is gone once it is closed.
    #[must_use]
    pub fn is_fleeting(&self) -> bool {
        matches!(self.0, Place::Embedded(Embedded::Memory))
    }

    /// The file, where the store is one.
    #[must_use]
    pub fn file(&self) -> Option<&std::path::Path> {
        match &self.0 {
            Place::Embedded(Embedded::File(path)) => Some(path),
            Place::Embedded(Embedded::Memory) | Place::Server(_) => None,
        }
    }
}

/// The store: customers, contacts, orders, answers, and the journal of what was done.
pub struct Store {
    driver: Box<dyn Driver>,
    house: House,
}

impl Store {
    /// Opens the store at `address`, makes it if there is none, and brings its schema up to date. What actions may do is
    /// measured against `house`.
    ///
    /// # Errors
    /// When the place cannot be opened, holds something else, or was written by a newer program.
    pub fn open(address: &Address, house: House) -> Result<Self, Error> {
        let mut driver = driver::open(&address.0)?;
        driver.migrate(MIGRATIONS)?;
        moving::refuse_half_moved(&mut *driver)?;
        driver.changed_elsewhere()?;
        Ok(Self { driver, house })
    }

    /// Opens the store at `address` as it is: nothing is made, nothing brought up to date.
    ///
    /// # Errors
    /// When there is none, it cannot be opened, holds something else, or is of another version than this program's.
    pub fn find(address: &Address, house: House) -> Result<Self, Error> {
        if address.is_fleeting() {
            return Self::open(address, house);
        }
        let mut driver = driver::find(&address.0)?;
        let (place, known) = (driver.place(), i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX));
        match driver.version()? {
            0 => Err(Error::Missing { place }),
            found if found < known => Err(Error::Older { place }),
            found if found > known => Err(Error::Newer { place, found, known }),
            _ => Ok(Self { driver, house }),
        }
    }

    /// Whether another program has written to the store since this was last asked.
    ///
    /// # Errors
    /// When the database cannot be asked.
    pub fn changed_elsewhere(&mut self) -> Result<bool, Error> {
        self.driver.changed_elsewhere()
    }

    /// Finds its place again after a fault that passes. A file that was deleted while it was open is written anew.
    ///
    /// # Errors
    /// When the fault has not passed.
    pub fn come_back(&mut self) -> Result<(), Error> {
        self.driver.come_back()?;
        self.driver.migrate(MIGRATIONS)
    }

    /// Where the store is, in words for a person.
    #[must_use]
    pub fn place(&self) -> String {
        self.driver.place()
    }

    /// What is wrong with the stored data, a line each.
    ///
    /// # Errors
    /// When the database cannot be asked at all.
    pub fn check(&mut self) -> Result<Vec<String>, Error> {
        self.driver.check()
    }

    /// Tidies up; to be called when nothing else is waited for.
    ///
    /// # Errors
    /// When the database refuses.
    pub fn rest(&mut self) -> Result<(), Error> {
        self.driver.rest()
    }
}

/// What stands for a text in an index, whose entries no database lets grow: the text, or the beginning of a long one with
/// its checksum.
fn indexed(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST_ENTRY {
        return Cow::Borrowed(text);
    }
    let beginning: String = text.chars().take(LONGEST_ENTRY / 8).collect();
    Cow::Owned(format!("{beginning}… {}", Checksum::default().with(text.as_bytes())))
}

/// A write that was to touch exactly the version that was read.
fn exactly_one(rows: usize, reference: &str) -> Result<(), Error> {
    if rows == 1 { Ok(()) } else { Err(Error::Conflict { reference: reference.to_owned() }) }
}
