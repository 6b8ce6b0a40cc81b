//! Everything that the desk can be told to do.

use serde::{Deserialize, Serialize};

use crate::domain::action::Verb;

/// What a key, a name in the palette or a click can tell the desk to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Order {
    /// Take the ringing contact, or the first that waits.
    Answer,
    /// Put the contact on hold, or take it back.
    Hold,
    /// Hand the contact over to another queue.
    PassOn,
    /// Go to the next contact on the desk.
    NextContact,
    /// Put the contact back into the queue.
    PutBack,
    /// Begin the wrap-up.
    WrapUp,
    /// End the conversation; decline a ringing call.
    End,
    /// Choose the agent's state.
    Presence,
    /// Choose what comes after this contact.
    NextState,
    /// Go to a pane, 1 to 4.
    Pane(u8),
    /// Go to the next pane.
    NextPane,
    /// Go to the pane before.
    PreviousPane,
    /// Show this pane alone, or all four.
    Zoom,
    /// Search the answers.
    SearchAnswers,
    /// Search customers.
    SearchCustomers,
    /// Write the note.
    Note,
    /// Write a reply to the customer.
    Reply,
    /// Take back the last act.
    Undo,
    /// List what can be taken back.
    UndoList,
    /// Open the palette.
    Palette,
    /// Show what the keys do.
    Help,
    /// List what the desk has said.
    Notices,
    /// Hide everything until the next key.
    Hide,
    /// Draw the screen anew.
    Redraw,
    /// Suspend the desk.
    Suspend,
    /// Close the desk.
    Leave,
    /// Go up.
    Up,
    /// Go down.
    Down,
    /// Go a page up.
    PageUp,
    /// Go a page down.
    PageDown,
    /// Go a page back in the text beside the list.
    TextUp,
    /// Go a page on in the text beside the list.
    TextDown,
    /// Go to the first.
    First,
    /// Go to the last.
    Last,
    /// Do the nearest thing with what is marked.
    Enter,
    /// Show all of what is marked.
    Whole,
    /// Look at what is marked without taking it.
    Look,
    /// The customer has left.
    Abandoned,
    /// The tab before.
    PreviousTab,
    /// The next tab.
    NextTab,
    /// Edit the customer's details.
    Edit,
    /// Make a new customer.
    NewCustomer,
    /// Fill the empty store with the sample.
    TakeSample,
    /// Read in a file.
    Import,
    /// This number belongs to a customer who is searched.
    BelongsTo,
    /// What waits for a yes.
    Approvals,
    /// Promise to call back.
    Promise,
    /// Copy what is marked.
    Copy,
    /// Copy all of what is marked, as a text.
    CopyWhole,
    /// Have the marked answer at hand, or no more.
    Favour,
    /// Leave what is being typed; it is kept.
    Back,
    /// Finish: save, book, close.
    Commit,
    /// Go back to the first steps on an empty store.
    FirstSteps,
    /// Go to the next field.
    NextField,
    /// Go to the field before.
    PreviousField,
    /// Let stand what somebody else wrote.
    Theirs,
    /// Let stand what was written here.
    Mine,
    /// Do this to the marked record, or to the customer.
    Verb(&'static Verb),
    /// Say in words what is to be done.
    Say,
    /// Find an order by what is in it.
    Contents,
    /// Run a macro, or keep what was done as one.
    Macros,
    /// Show what may stand in the place of what is marked.
    Suggest,
    /// Let what is marked stand in this contact.
    IgnoreMark,
    /// Learn the marked word.
    LearnWord,
    /// Take what is offered instead of what was refused.
    TakeOffer,
    /// Show the nearest answers although none is good.
    Nearest,
    /// Look at what was learned from searches.
    Learned,
    /// Look at what is searched in vain.
    Missing,
    /// Let the marked words find their answer first, or no longer.
    Pin,
    /// Forget what was learned of the marked words.
    Forget,
    /// Make a phrase of the marked words.
    Phrase,
    /// Change the marked answer.
    EditAnswer,
    /// Write a new answer.
    NewAnswer,
    /// Tell what became of the marked answer.
    AnswerHistory,
    /// Withdraw the marked answer, or put it into use again.
    WithdrawAnswer,
    /// Agree to the marked draft of an answer.
    ApproveAnswer,
}
