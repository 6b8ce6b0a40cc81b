//! Commands for those who work on Frontline itself: pictures of the desk, stores of any size.

pub mod picture;
