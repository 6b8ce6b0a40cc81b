//! What the desk wants done: data, carried out by the runtime.

use crate::channel::Command;
use crate::domain::answer::Reader;
use crate::domain::id::{AnswerId, ContactId};
use crate::domain::learning::Pick;
use crate::domain::macros::Macro;
use crate::domain::masked::Words;
use crate::domain::proof::Manuscript;
use crate::lookup::Medium;
use crate::store::Request;

/// What searches the answers. Of the searches of each only the newest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seeker {
    /// The pane of the answers.
    Pane,
    /// The palette.
    Palette,
}

/// A text that is read along where nothing is typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Along {
    /// The note.
    Note,
    /// The reply, down to the cursor.
    Reply,
    /// What the customer asks in their latest message.
    Message,
}

/// What is searched among the scripted answers, and what is known of the contact that it is for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    /// What was typed; where that is nothing, what the texts ask for that are read along, and else what was taken last.
    pub text: Words,
    /// The texts that are read along where nothing is typed: the first counts that asks for something.
    pub along: Vec<(Along, Words)>,
    /// What was taken for the contact already: its texts ask for other answers.
    pub taken: Vec<AnswerId>,
    /// The queue of the contact.
    pub queue: String,
    /// The guide that is open.
    pub guide: String,
    /// The customer's language.
    pub language: String,
    /// The names of what the customer has ordered.
    pub products: Vec<String>,
    /// How the answer reaches the customer.
    pub medium: Medium,
    /// The kind of customer.
    pub tier: String,
    /// Who searches, and when.
    pub reader: Reader,
}

/// Something that is to be done outside of the desk.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Ask the store.
    Store(Request),
    /// Search the scripted answers.
    Search {
        /// What for.
        search: Box<Search>,
        /// Who wants to know.
        seeker: Seeker,
    },
    /// Let the lookup learn from a pick, or from what became of one that it knows, and keep it.
    Learn {
        /// The pick.
        pick: Pick,
        /// The contact in which it was taken.
        contact: Option<ContactId>,
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
