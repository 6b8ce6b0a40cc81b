//! Nouns and rules of customer service. Nothing here reads a file, a clock or a database, draws, or starts a thread.

pub(crate) mod named;

pub mod channel;
pub mod disposition;
pub mod hours;
pub mod id;
pub mod money;
pub mod phone;
pub mod policy;
pub mod queue;
pub mod text;
pub mod timestamp;
pub mod when;
