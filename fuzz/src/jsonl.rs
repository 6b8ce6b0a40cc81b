//! JSON Lines, in whatever bytes.

use frontline::exchange::Format;

use super::records;

/// What must hold of every file of records holds.
pub fn holds(bytes: &[u8]) {
    records::hold(Format::JsonLines, bytes);
}
