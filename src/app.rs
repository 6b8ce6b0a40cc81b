//! The desk as a pure machine: facts come in as messages, `update` changes the state and says what is to be done, `view`
//! draws the state. Nothing here waits, reads a clock or touches a terminal.

mod coach;
mod contest;
mod effect;
mod fault;
mod filling;
mod kept;
mod keymap;
mod known;
mod learn;
mod message;
mod over;
mod pane;
mod possible;
mod preview;
mod proof;
mod session;
mod setup;
mod sheet;
mod state;
mod update;
mod view;

pub use effect::{Along, Effect, Search, Seeker};
pub use fault::Fault;
pub use keymap::{Chord, Keymap, Misbound};
pub use message::{Found, FoundBy, Message, Signal};
pub use setup::{Occasion, Setup};
pub use state::State;
pub use update::update;
pub use view::view;
