//! To be written first thing.
