//! The repository layer: every question that the business asks of its database is a method of [`Store`], one method one
//! transaction, in one file per aggregate. It applies what the rules in `domain` decide and decides nothing itself. Beneath it lies
//! either one SQLite file of the user's own, or a PostgreSQL server (`postgres://…`) that a whole floor shares.

use std::borrow::Cow;
use std::path::PathBuf;

use crate::domain::action::{House, Refusal};

mod agents;
mod answers;
mod callbacks;
mod contacts;
mod customers;
mod desk;
mod drafts;
mod driver;
mod files;
mod journal;
mod moving;
mod orders;
mod perform;
mod portable;
mod products;
mod request;

pub use contacts::ContactFilter;
pub use desk::{Desk, Waiting};
pub use drafts::Draft;
pub use moving::{Beginning, Checksum, Move, Moved, MovedTable};
pub use perform::Mode;
pub use request::{Reply, Request};

use driver::{Driver, Embedded, Place, Server};

/// How many bytes of a text an index holds.
const LONGEST_ENTRY: usize = 500;

/// The schema, one text a version; each driver spells it in its own words.
const MIGRATIONS: &[&str] = &[include_str!("store/schema/0001_desk.sql")];

/// What went wrong between the desk and its data.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The address is of no kind that can be opened.
    #[error("`{url}` is no store; give a path, sqlite:PATH or postgres://USER@HOST/DATABASE")]
    UnknownAddress {
        /// The address.
        url: String,
    },
    /// The file or its folder cannot be made or opened.
    #[error("cannot open {place}: {cause}; check that the folder is yours to write, or name another with --store")]
    Unreachable {
        /// Where the store was to be.
        place: String,
        /// The system's own words.
        cause: Cause,
    },
    /// The server cannot be reached, or lets nobody in by that address.
    #[error(
        "cannot reach {place}: {cause}; check the address, the password and the network, or name another by --store"
    )]
    NoServer {
        /// The address, without the password.
        place: String,
        /// The server's or the system's own words.
        cause: Cause,
    },
    /// The connection broke, and nothing of what was under way was kept.
    #[error("the connection to {place} was lost: {cause}; nothing of it was saved, so repeat what you did")]
    Lost {
        /// The address, without the password.
        place: String,
        /// The server's or the system's own words.
        cause: Cause,
    },
    /// There is none yet.
    #[error("there is no store at {place} yet; the desk makes one, and so does `frontline import`")]
    Missing {
        /// Where it was looked for.
        place: String,
    },
    /// An older program wrote the store.
    #[error("{place} was written by an older Frontline; the desk and every other command bring it up to date")]
    Older {
        /// The file.
        place: String,
    },
    /// The connection broke, and nobody could be asked whether what was under way was kept.
    #[error(
        "the connection to {place} was lost while it saved: {cause}; look whether it was saved, and repeat what you \
         did if not"
    )]
    InDoubt {
        /// The address, without the password.
        place: String,
        /// The server's or the system's own words.
        cause: Cause,
    },
    /// The file belongs to something else.
    #[error("{place} is not a Frontline store; move it away or name another with --store")]
    NotAStore {
        /// The file.
        place: String,
    },
    /// A newer program wrote the store.
    #[error("{place} was written by a newer Frontline (schema {found}, this one knows {known}); update this program")]
    Newer {
        /// The file.
        place: String,
        /// The schema's version found.
        found: i64,
        /// The last version this program knows.
        known: i64,
    },
    /// Not everything that is to be in the store is in it yet.
    #[error(
        "a move from {source_place} into {place} was not finished; \
         run `frontline store move {source_place} {place}` again"
    )]
    HalfMoved {
        /// The store.
        place: String,
        /// Where the rest of it is.
        source_place: String,
    },
    /// The file is damaged.
    #[error("{place} is damaged; restore a backup, or run `frontline doctor`")]
    Damaged {
        /// The file.
        place: String,
        /// The database's own words.
        #[source]
        cause: Cause,
    },
    /// No room is left on the disk.
    #[error("the disk of {place} is full; make room and try again, nothing that was saved is lost")]
    Full {
        /// The file.
        place: String,
    },
    /// The file may not be written.
    #[error("{place} may not be written; give yourself the right to write it, or name another with --store")]
    ReadOnly {
        /// The file.
        place: String,
    },
    /// Another program keeps the file locked.
    #[error("another program keeps {place} locked; close it and try again")]
    Busy {
        /// The file.
        place: String,
    },
    /// Somebody else changed the record in the meantime.
    #[error("{reference} was changed by somebody else in the meantime; look at it again and repeat what you did")]
    Conflict {
        /// The record.
        reference: String,
    },
    /// A rule says no.
    #[error("{0}")]
    Refused(Refusal),
    /// What is stored makes no record.
    #[error("a stored record cannot be read; run `frontline doctor`")]
    Unreadable(#[from] serde_json::Error),
    /// Anything else.
    #[error("the database of {place} refused: {cause}; run `frontline doctor`")]
    Fault {
        /// The file.
        place: String,
        /// The database's own words.
        #[source]
        cause: Cause,
    },
}

/// The database's own words for what went wrong.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl Error {
    /// A word for programs.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::UnknownAddress { .. } => "unknown_store",
            Self::Unreachable { .. } => "unreachable",
            Self::NoServer { .. } => "no_server",
            Self::Lost { .. } => "connection_lost",
            Self::Missing { .. } => "no_store",
            Self::Older { .. } => "older_store",
            Self::InDoubt { .. } => "in_doubt",
            Self::NotAStore { .. } => "not_a_store",
            Self::Newer { .. } => "newer_store",
            Self::HalfMoved { .. } => "half_moved",
            Self::Damaged { .. } => "damaged",
            Self::Full { .. } => "disk_full",
            Self::ReadOnly { .. } => "read_only",
            Self::Busy { .. } => "busy",
            Self::Conflict { .. } => "conflict",
            Self::Refused(refusal) => &refusal.code,
            Self::Unreadable(_) => "unreadable",
            Self::Fault { .. } => "store_fault",
        }
    }
}

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
