//! The facts that reach a desk, in the past tense.

use std::fmt;

use crossterm::event::{KeyEvent, MouseEvent};

use super::effect::Along;
use super::fault::Fault;
use crate::channel::Event;
use crate::domain::answer::Answer;
use crate::domain::masked::{Words, masked};
use crate::domain::proof::{Manuscript, Mark};
use crate::store::Reply;

/// A fact.
#[derive(Debug)]
pub enum Message {
    /// A key was pressed.
    Pressed(KeyEvent),
    /// A text was pasted.
    Pasted(Words),
    /// The mouse was used.
    Pointed(MouseEvent),
    /// The terminal has another size, in columns and rows.
    Resized(u16, u16),
    /// A second began.
    Ticked,
    /// A channel reported something.
    Channel(Event),
    /// The store answered.
    Store(Reply),
    /// The store does not take what it is to write; that waits, and is tried again by itself.
    StoreFailed(Fault),
    /// The store takes everything again, and has what waited.
    StoreMended,
    /// No backup could be made today; why, in words.
    BackupFailed(String),
    /// The store was written to by somebody else.
    ChangedElsewhere,
    /// The lookup answered.
    Found(Found),
    /// A text was proofread.
    Proofread {
        /// The text.
        manuscript: Box<Manuscript>,
        /// What is wrong in it.
        marks: Vec<Mark>,
    },
    /// What may have been meant by a word was looked for.
    Suggested {
        /// The word.
        word: Words,
        /// What may have been meant, the likeliest first.
        words: Vec<String>,
    },
    /// A file was read in, or could not be; in words.
    Imported(Result<String, String>),
    /// A macro was added to the file of macros, or could not be; in words.
    MacroKept(Result<String, String>),
    /// The system wants something.
    Signalled(Signal),
    /// The terminal told whether its ground is light.
    GroundTold(crate::ui::theme::Ground),
}

/// What the system wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// The desk is to close; everything that was typed is kept.
    Close,
    /// The desk came back from being suspended.
    Woke,
    /// The settings have become others; the desk opens anew with them.
    Settled,
}

/// What answers were found by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FoundBy {
    /// By what was typed.
    #[default]
    Typed,
    /// By what stands in a text that was read along.
    Along(Along),
    /// They were taken last.
    Taken,
}

/// What a search of the scripted answers found.
#[derive(Clone, Default, PartialEq)]
pub struct Found {
    /// What was typed.
    pub text: String,
    /// The texts that were read along where nothing was typed.
    pub along: Vec<(Along, Words)>,
    /// What the answers were found by.
    pub by: FoundBy,
    /// The answers, the best first.
    pub answers: Vec<Answer>,
    /// Whether the first of them is likely meant; otherwise they are only the nearest.
    pub good: bool,
    /// How many answers there are in all.
    pub library: usize,
}

impl fmt::Debug for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Found({:?}, {} answers)", masked(&self.text), self.answers.len())
    }
}
