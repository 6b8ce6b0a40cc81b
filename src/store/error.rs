//! What can go wrong with a store, each in words that say what to do next, and in a word for programs.

use crate::domain::action::Refusal;

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
    #[error(
        "{place} is not a Frontline store; move it away or name another with --store, or if it was one before, run `frontline doctor --repair`"
    )]
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
    #[error(
        "{place} is damaged; put a backup in its place with `frontline restore`, or save what can be read with `frontline doctor --repair`"
    )]
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
    /// The disk fails.
    #[error(
        "the disk of {place} does not do what it is told: {cause}; see that it has room and is sound, and try again"
    )]
    Device {
        /// The file.
        place: String,
        /// The database's own words.
        #[source]
        cause: Cause,
    },
    /// The file was deleted while it was open.
    #[error("{place} was deleted or moved while it was open; put it back, or wait until it is written anew")]
    Gone {
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
            Self::Device { .. } => "disk_failed",
            Self::Gone { .. } => "store_gone",
            Self::ReadOnly { .. } => "read_only",
            Self::Busy { .. } => "busy",
            Self::Conflict { .. } => "conflict",
            Self::Refused(refusal) => &refusal.code,
            Self::Unreadable(_) => "unreadable",
            Self::Fault { .. } => "store_fault",
        }
    }

    /// Whether what was asked may succeed later just as it was asked, once whoever can do so has seen to the place.
    #[must_use]
    pub const fn passes(&self) -> bool {
        match self {
            Self::Unreachable { .. }
            | Self::NoServer { .. }
            | Self::Lost { .. }
            | Self::NotAStore { .. }
            | Self::Newer { .. }
            | Self::Damaged { .. }
            | Self::Full { .. }
            | Self::Device { .. }
            | Self::Gone { .. }
            | Self::ReadOnly { .. }
            | Self::Busy { .. } => true,
            Self::UnknownAddress { .. }
            | Self::InDoubt { .. }
            | Self::Missing { .. }
            | Self::Older { .. }
            | Self::HalfMoved { .. }
            | Self::Conflict { .. }
            | Self::Refused(_)
            | Self::Unreadable(_)
            | Self::Fault { .. } => false,
        }
    }
}
