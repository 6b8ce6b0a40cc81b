//! Nouns and rules of customer service. Nothing here reads a file, a clock or a database, draws, or starts a thread.

pub mod channel;
pub mod email;
pub mod id;
pub mod money;
pub mod phone;
pub mod text;
pub mod timestamp;
