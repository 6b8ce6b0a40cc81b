//! What the desk wants done: data, carried out by the runtime.

use crate::channel::Command;
use crate::domain::answer::Pick;
use crate::domain::id::ContactId;
use crate::domain::macros::Macro;
use crate::domain::masked::Words;
use crate::domain::proof::Manuscript;
use crate::store::Request;

/// What searches the answers. Of the searches of each only the newest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seeker {
    /// The pane of the answers.
    Pane,
    /// The palette.
    Palette,
}

/// Something that is to be done outside of the desk.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the store.
    Store(Request),
    /// Search the scripted answers.
    Search {
        /// What was typed; what fits by itself where it is empty.
        text: Words,
        /// The queue of the contact at hand.
        queue: String,
        /// Who wants to know.
        seeker: Seeker,
    },
    /// Let the lookup learn from a pick, and keep it.
    Learn {
        /// The pick.
        pick: Pick,
        /// The contact in which it was taken.
        contact: Option<ContactId>,
        /// The contact's queue.
        queue: String,
    },
    /// Read a text for what is wrong in it, a moment after the last change.
    Proofread(Box<Manuscript>),
    /// Look for what may have been meant by a word.
    Suggest {
        /// The word.
        word: Words,
        /// Its language, as a BCP 47 tag.
        language: String,
    },
    /// Tell a channel.
    Channel(Command),
    /// Put a text on the clipboard of the agent's terminal.
    Copy(Words),
    /// Ring the terminal's bell.
    Ring,
    /// Fill the store with the pack's sample.
    TakeSample,
    /// Read files into the store.
    Import {
        /// Where they are.
        path: String,
    },
    /// Add a macro to the file of macros.
    KeepMacro(Box<Macro>),
    /// Draw everything anew.
    Redraw,
    /// Hand the terminal back until the shell wakes us.
    Suspend,
    /// Close the desk.
    Leave,
    /// Close the desk and open it anew with its settings as they are by then.
    Reopen,
}
