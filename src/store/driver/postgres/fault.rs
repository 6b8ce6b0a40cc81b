//! What a server or the way to it said, sorted by what the reader can do about it.

use postgres::error::SqlState;

use super::super::super::{Cause, Error};
use super::Server;

/// Whether the connection is gone, or goes.
pub(super) fn is_lost(cause: &postgres::Error) -> bool {
    match cause.code() {
        Some(code) => {
            let waited_too_long = *code == SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT;
            waited_too_long || code.code().starts_with("08") || code.code().starts_with("57P")
        }
        None => {
            cause.is_closed()
                || std::error::Error::source(cause).is_some_and(<dyn std::error::Error>::is::<std::io::Error>)
        }
    }
}

/// What the server said; the crate's own words say only where.
pub(super) fn in_words(cause: &postgres::Error) -> Cause {
    std::error::Error::source(cause).map_or_else(|| cause.to_string(), ToString::to_string).into()
}

/// What went wrong, as the business knows it.
pub(super) fn fault(cause: &postgres::Error, server: &Server) -> Error {
    let place = server.place();
    if is_lost(cause) {
        return Error::Lost { place, cause: in_words(cause) };
    }
    let busy = [SqlState::LOCK_NOT_AVAILABLE, SqlState::QUERY_CANCELED];
    // Two who write at once cross each other in one of these ways.
    let crossed = [
        SqlState::UNIQUE_VIOLATION,
        SqlState::FOREIGN_KEY_VIOLATION,
        SqlState::T_R_SERIALIZATION_FAILURE,
        SqlState::T_R_DEADLOCK_DETECTED,
    ];
    let may_not = [SqlState::READ_ONLY_SQL_TRANSACTION, SqlState::INSUFFICIENT_PRIVILEGE];
    let damaged = [SqlState::DATA_CORRUPTED, SqlState::INDEX_CORRUPTED];
    match cause.code() {
        Some(code) if busy.contains(code) => Error::Busy { place },
        Some(code) if crossed.contains(code) => {
            let table = cause.as_db_error().and_then(|error| error.table()).unwrap_or("the store");
            Error::Conflict { reference: format!("a record of {table}") }
        }
        Some(code) if *code == SqlState::DISK_FULL => Error::Full { place },
        Some(code) if may_not.contains(code) => Error::ReadOnly { place },
        Some(code) if damaged.contains(code) => Error::Damaged { place, cause: in_words(cause) },
        _ => Error::Fault { place, cause: in_words(cause) },
    }
}
