//! Nouns and rules of customer service. Nothing here reads a file, a clock or a database, draws, or starts a thread.

pub(crate) mod named;

pub mod action;
pub mod agent;
pub mod answer;
pub mod approval;
pub mod callback;
pub mod card;
pub mod case;
pub mod channel;
pub mod charges;
pub mod contact;
pub mod customer;
pub mod disposition;
pub mod email;
pub mod file;
pub mod fill;
pub mod hours;
pub mod id;
pub mod journal;
pub mod language;
pub mod masked;
pub mod money;
pub mod order;
pub mod phone;
pub mod policy;
pub mod portable;
pub mod product;
pub mod queue;
pub mod record;
pub mod text;
pub mod timestamp;
pub mod when;
