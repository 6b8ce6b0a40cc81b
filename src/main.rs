//! Frontline.
fn main() {}
