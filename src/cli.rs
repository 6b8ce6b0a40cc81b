//! The command line: the same product for scripts.

pub mod desk;
pub mod dev;
