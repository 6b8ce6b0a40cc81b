//! Frontline, the workstation of a customer service representative, in a terminal.
//!
//! The rooms of the house stand in ranks, and a file may name only rooms of a lower rank than its own; rooms of rank 1
//! never name each other. `tests/layers.rs` reads every `crate::` path and holds us to it.
//!
//! | rank | room | what it is |
//! | --- | --- | --- |
//! | 0 | [`domain`] | nouns and rules: no I/O, no clock, no SQL, no drawing, no threads |
//! | 1 | [`config`] | the configuration file, its defaults and its errors |
//! | 1 | [`store`] | the repository layer: every question the business asks of its database |
//! | 1 | [`lookup`] | searching scripted answers: text in, ranked answers out |
//! | 1 | [`spelling`] | whether a word is spelt right, by the dictionaries of the system |
//! | 1 | [`channel`] | where contacts come from |
//! | 1 | [`exchange`] | files in and out |
//! | 1 | [`ui`] | theme and widgets, which know nothing of what they show |
//! | 2 | [`app`] | state, messages, effects: the desk as a pure machine |
//! | 3 | [`runtime`] | threads, terminal and clock around that machine |
//! | 4 | [`cli`] | the command line: the same product for scripts |
//!
//! The desk is one loop. A thread for each thing that may block (keys, clock, store, lookup, channel) sends facts to one
//! inbox; the main thread takes a burst of them, runs [`app::update`] on each, hands the effects it returns to those
//! threads, and draws once with [`app::view`].

pub mod domain;

pub mod channel;
pub mod config;
pub mod exchange;
pub mod lookup;
pub mod spelling;
pub mod store;
pub mod ui;

pub mod app;

pub mod cli;
pub mod runtime;
