//! To be written first thing.

pub mod generate;
