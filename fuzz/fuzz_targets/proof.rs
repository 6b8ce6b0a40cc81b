//! Feeds what the fuzzer thinks of to this door.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| frontline_fuzz::proof::holds(bytes));
