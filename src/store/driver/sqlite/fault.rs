//! What went wrong with an embedded database, sorted by what the reader can do about it.

use rusqlite::ffi;

use super::super::super::Error;
use super::Place;

/// What a refusal of the database comes to.
pub(super) fn fault(cause: rusqlite::Error, place: &Place) -> Error {
    let place = words(place);
    match cause.sqlite_error().map(|error| error.extended_code) {
        Some(ffi::SQLITE_IOERR_CORRUPTFS) => Error::Damaged { place, cause: Box::new(cause) },
        Some(code) => match code & 0xff {
            ffi::SQLITE_NOTADB => Error::NotAStore { place },
            ffi::SQLITE_CORRUPT => Error::Damaged { place, cause: Box::new(cause) },
            ffi::SQLITE_FULL => Error::Full { place },
            ffi::SQLITE_READONLY | ffi::SQLITE_PERM => Error::ReadOnly { place },
            ffi::SQLITE_CANTOPEN => Error::Unreachable { place, cause: Box::new(cause) },
            ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED => Error::Busy { place },
            ffi::SQLITE_IOERR => Error::Device { place, cause: Box::new(cause) },
            _ => Error::Fault { place, cause: Box::new(cause) },
        },
        None => Error::Fault { place, cause: Box::new(cause) },
    }
}

/// A place in words for a person.
pub(super) fn words(place: &Place) -> String {
    match place {
        Place::File(path) => path.display().to_string(),
        Place::Memory => "memory".to_owned(),
    }
}
