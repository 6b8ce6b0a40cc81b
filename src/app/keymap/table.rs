//! Every command of the desk: its order, its name, its keys, where they act, and its words.

use std::borrow::Cow;

use super::order::Order;
use super::{Chord, verbs};
use crate::domain::record::RecordKind;

/// Where a key acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// Everywhere, also while typing: the keys of the call.
    Call,
    /// Everywhere but in a text.
    Everywhere,
    /// In any list.
    List,
    /// In the call queue.
    Queue,
    /// In the customer's file.
    Customer,
    /// In the first steps on an empty store.
    FirstSteps,
    /// In the answers, where the search is typed.
    Answers,
    /// In what was learned from searches.
    Learned,
    /// In what is searched in vain.
    Missing,
    /// In the contact log.
    Log,
    /// In the note.
    Note,
    /// In the wrap-up.
    WrapUp,
    /// In a form.
    Form,
    /// Where both versions of what was changed here and elsewhere show.
    Versions,
    /// In the form of an answer.
    AnswerForm,
    /// In the form of a verb.
    Deed,
    /// In a file while its contact is answered in writing.
    Writing,
    /// On a marked row of a record of this kind; that of a customer, in the whole of the file.
    Row(RecordKind),
}

/// A command of the desk.
#[derive(Clone, Debug, PartialEq)]
pub struct Binding {
    /// What it does.
    pub order: Order,
    /// Its name in the palette and in the configuration.
    pub name: Cow<'static, str>,
    /// Its keys, the one that is shown first.
    pub chords: Vec<Chord>,
    /// Where they act.
    pub place: Place,
    /// A word or three for the footer.
    pub verb: Cow<'static, str>,
    /// A line for the help screen.
    pub words: &'static str,
}

type Row = (Order, &'static str, &'static str, &'static str, &'static str);

const CALL: &[Row] = &[
    (Order::Answer, "answer", "F2", "answer", "take the ringing call, or the first that waits"),
    (Order::Hold, "hold", "F3", "hold", "hold, take back"),
    (Order::PassOn, "pass on", "F4", "pass on", "pass on to another queue, with a word"),
    (Order::NextContact, "next contact", "F5", "next", "the next contact on your desk"),
    (Order::PutBack, "put back", "F6", "put back", "back into the queue, to wait on"),
    (Order::WrapUp, "wrap up", "F7", "wrap up", "begin the wrap-up, before the end too; in it, 30 s more"),
    (Order::End, "end", "F8", "end", "end the contact, asks once; decline a ringing call"),
    (Order::Presence, "state", "F9", "state", "ready, or not ready with a reason"),
    (Order::NextState, "next state", "F10", "then", "what comes after this contact"),
    (Order::Help, "help", "F1", "keys", "what the keys do here and now"),
    (
        Order::SearchAnswers,
        "answers",
        "^F",
        "answers",
        "search answers, from a text too; in it ;; and a key puts one in",
    ),
    (Order::PageDown, "page down", "PgDn", "page", "a page on in the list or the text that has the focus"),
    (Order::PageUp, "page up", "PgUp", "page back", "a page back in it"),
    (Order::TextDown, "text on", "^Down", "text on", "a page on in the text beside it: an answer, what was said"),
    (Order::TextUp, "text back", "^Up", "text back", "a page back in that text"),
    (Order::Hide, "hide", "F12", "hide", "hide the screen until the next key"),
    (Order::Redraw, "redraw", "^L", "redraw", "draw the screen anew"),
    (Order::Suspend, "suspend", "^Z", "suspend", "back to the shell; fg returns"),
];

const EVERYWHERE: &[Row] = &[
    (Order::Pane(1), "queue", "1", "queue", "the call queue"),
    (Order::Pane(2), "customer", "2", "customer", "the customer's file"),
    (Order::Pane(3), "answer list", "3", "answers", "the answers"),
    (Order::Pane(4), "log", "4", "log", "the contact log"),
    (Order::NextPane, "next pane", "Tab", "next pane", "next pane"),
    (Order::PreviousPane, "previous pane", "S-Tab", "pane before", "the pane before"),
    (Order::Zoom, "zoom", "z", "alone", "this pane alone, again: all four"),
    (Order::SearchAnswers, "search answers", "/", "answers", "search answers"),
    (
        Order::SearchCustomers,
        "search customers",
        "s",
        "customers",
        "search customers by name, number, order or postcode",
    ),
    (Order::Note, "note", "n", "note", "write the note of this contact"),
    (Order::Reply, "reply", "r", "reply", "write a reply to the customer, where there is one to write"),
    (Order::Undo, "undo", "u", "undo", "take back the last act"),
    (Order::UndoList, "undo list", "U", "undo list", "what can be taken back"),
    (Order::NewCustomer, "new customer", "+", "new customer", "a new customer, the number already in"),
    (
        Order::Say,
        "say",
        ";",
        "say",
        "say in words what is to be done: return 104233 pegs -> gift card; promise call tue 9",
    ),
    (Order::Macros, "macros", "m", "macros", "run a macro, or keep what was just done as one"),
    (Order::Palette, "commands", ": ^K", "commands", "commands, customers and answers, by name"),
    (Order::FirstSteps, "first steps", "0", "first steps", "where to begin while there are no customers"),
    (Order::Approvals, "approvals", "A", "approvals", "what waits for your yes, and what became of what you asked for"),
    (Order::Learned, "learned", "L", "learned", "what was learned from searches, and what is missing"),
    (Order::Missing, "missing", "", "missing", "what is searched and not found"),
    (Order::Notices, "notices", "", "notices", "what the desk has said"),
    (Order::Help, "keys", "?", "keys", "what the keys do here and now"),
    (Order::Leave, "leave", "q", "leave", "close the desk; everything is kept"),
];

/// Before the keys of a row: whoever answers in writing replies by the key by which everybody replies.
const WRITING: &[Row] =
    &[(Order::Reply, "reply in writing", "r", "reply", "write a reply to the customer, whatever row is marked")];

const LIST: &[Row] = &[
    (Order::Down, "down", "j Down", "down", "down"),
    (Order::Up, "up", "k Up", "up", "up"),
    (Order::First, "first", "Home", "first", "to the first row"),
    (Order::Last, "last", "End", "last", "to the last row"),
];

const QUEUE: &[Row] = &[
    (Order::Enter, "take", "Enter", "take", "take the marked contact, or go to it"),
    (Order::Look, "look", "o", "look", "look at the file without taking the contact"),
    (Order::Abandoned, "abandoned", "x", "gave up", "the customer left before anybody answered"),
];

const CUSTOMER: &[Row] = &[
    (Order::Enter, "open", "Enter", "open", "what can be done with the marked row, or choose it"),
    (Order::Whole, "whole", "Space", "all of it", "the whole text of the marked row"),
    (Order::PreviousTab, "previous tab", "[", "tab before", "the tab before"),
    (Order::NextTab, "next tab", "]", "next tab", "the next tab"),
    (Order::Contents, "find order", "o", "find order", "find an order by its number or by what is in it"),
    (Order::Edit, "edit", "e", "edit", "edit the customer's details"),
    (Order::BelongsTo, "belongs to", "b", "belongs to", "this number belongs to a customer you search"),
    (Order::Promise, "promise", "p", "promise", "promise to call back"),
    (Order::Copy, "copy", "y", "copy", "copy the number, address or parcel"),
    (
        Order::CopyWhole,
        "copy all",
        "Y",
        "copy all",
        "copy all of the row as a text: what was agreed on with an order, the statement of an account",
    ),
    (Order::Back, "close the row", "Esc", "close", "close the whole text of the row"),
];

const FIRST_STEPS: &[Row] = &[
    (Order::Enter, "do the step", "Enter", "do it", "do the marked step"),
    (Order::TakeSample, "take the sample", "d 1", "sample", "fill the empty store with the sample"),
    (Order::Import, "import", "i 2", "import", "read in a file"),
    (Order::NewCustomer, "add the first", "+ 3", "by hand", "add the first customer yourself"),
    (Order::Back, "start empty", "Esc 4", "start empty", "start without any customers"),
];

const ANSWERS: &[Row] = &[
    (Order::Enter, "insert", "Enter", "insert", "put the answer into the reply, or into the note of who speaks"),
    (Order::Nearest, "nearest", "^V", "the nearest", "show the nearest answers although none is good"),
    (Order::Copy, "copy answer", "^Y", "copy", "put the answer on the clipboard"),
    (Order::Back, "leave the search", "Esc", "back", "back to where you were"),
    (Order::NextField, "from answers on", "Tab", "next pane", "next pane"),
    (Order::Up, "answer above", "Up ^P", "above", "the answer above"),
    (Order::Down, "answer below", "Down ^N", "below", "the answer below"),
    (
        Order::Favour,
        "favourite",
        "^G",
        "favourite",
        "have the marked answer at hand, above those taken last, or no more",
    ),
    (Order::EditAnswer, "change answer", "^O", "change", "change the marked answer"),
    (Order::NewAnswer, "new answer", "^B", "new", "write a new answer"),
    (Order::AnswerHistory, "answer history", "^R", "history", "what became of the marked answer; restore a version"),
    (Order::WithdrawAnswer, "withdraw answer", "^X", "withdraw", "take the marked answer out of use, or put it back"),
    (Order::ApproveAnswer, "approve answer", "^T", "approve", "agree to the marked draft, so that everybody finds it"),
];

const LEARNED: &[Row] = &[
    (Order::Enter, "search these", "Enter", "search", "search these words, to see what they find now"),
    (Order::Pin, "pin", "p ^T", "pin", "let these words find this answer first; again: no longer"),
    (Order::Forget, "forget", "f ^X", "forget", "let what was learned of these words count no longer"),
    (Order::Phrase, "phrase", "a ^G", "phrase", "make these words a phrase of the answer"),
    (Order::NextField, "what is missing", "Tab", "missing", "on to what is searched and not found"),
];

const MISSING: &[Row] = &[
    (Order::Enter, "search them", "Enter", "search", "search these words, to see what they find now"),
    (Order::NewAnswer, "write the missing", "w ^B", "write one", "write the answer, these words as its title"),
    (Order::NextField, "what was learned", "Tab", "learned", "on to what was learned"),
];

const LOG: &[Row] = &[
    (Order::Enter, "open entry", "Enter", "open", "the whole entry, with what was done"),
    (Order::Whole, "whole entry", "Space", "all of it", "the whole text of the marked row"),
    (Order::Look, "customer of the entry", "o", "customer", "open the customer whose entry is marked"),
    (Order::Copy, "copy entry", "y", "copy", "copy the marked entry"),
    (Order::Back, "close entry", "Esc", "close", "close the open entry"),
];

const NOTE: &[Row] = &[
    (Order::Back, "leave the note", "Esc", "leave", "leave; the text is kept"),
    (Order::NextField, "from the note on", "Tab", "next", "the next gap of an answer, else the next pane"),
    (Order::Commit, "send", "^S ^O", "send", "send the reply; a note needs no sending"),
    (Order::Suggest, "suggest", "^T", "suggest", "what may stand instead of the next mark in the text"),
    (Order::IgnoreMark, "ignore", "^G", "ignore", "let the mark at the cursor stand in this contact"),
    (Order::LearnWord, "learn word", "^R", "learn", "learn the marked word, for everybody here"),
];

const WRAP_UP: &[Row] = &[
    (Order::Commit, "finish", "^S", "finish", "finish; the contact goes into the log"),
    (Order::NextField, "next field", "Tab", "next field", "next field"),
    (Order::PreviousField, "field before", "S-Tab", "field before", "the field before"),
    (Order::Back, "back to the file", "Esc", "back", "back to the file; the wrap-up is kept"),
];

const FORM: &[Row] = &[
    (Order::Commit, "save", "^S", "save", "save"),
    (Order::NextField, "field on", "Tab", "next field", "next field"),
    (Order::PreviousField, "field back", "S-Tab", "field before", "the field before"),
    (Order::Back, "leave the form", "Esc", "leave", "leave; what was typed is kept"),
];

const ANSWER_FORM: &[Row] = &[
    (Order::Commit, "save answer", "^S", "save", "save the answer"),
    (Order::Look, "read it filled", "^T", "as read", "the answer as the customer would read it, and back"),
    (Order::NextField, "on in the answer", "Tab", "next field", "next field"),
    (Order::PreviousField, "back in the answer", "S-Tab", "field before", "the field before"),
    (Order::Back, "leave the answer", "Esc", "leave", "leave; what was typed is kept"),
];

const VERSIONS: &[Row] = &[
    (Order::Theirs, "take theirs", "t Left", "theirs", "let stand what somebody else wrote in the marked field"),
    (Order::Mine, "keep mine", "m Right", "mine", "let stand what you wrote in it"),
    (Order::Commit, "save the chosen", "^S", "save", "save, once every field is chosen"),
    (Order::Back, "back to the form", "Esc", "to the form", "back to the form; both versions are kept"),
    (Order::Down, "field below", "j Down Tab", "below", "the field below"),
    (Order::Up, "field above", "k Up S-Tab", "above", "the field above"),
];

const DEED: &[Row] = &[
    (Order::Commit, "do", "^S", "do it", "do it as the preview shows it"),
    (Order::NextField, "next of the verb", "Tab", "next field", "next field"),
    (Order::PreviousField, "before of the verb", "S-Tab", "field before", "the field before"),
    (Order::TakeOffer, "take the offer", "^T", "take the offer", "take what is offered instead of what was refused"),
    (Order::Back, "leave the verb", "Esc", "leave", "leave; what was typed is kept"),
];

/// Every command with the keys it has before anybody changes them.
pub(super) fn bindings() -> Vec<Binding> {
    let places = [
        (Place::Call, CALL),
        (Place::Everywhere, EVERYWHERE),
        (Place::Queue, QUEUE),
        (Place::Customer, CUSTOMER),
        (Place::FirstSteps, FIRST_STEPS),
        (Place::Answers, ANSWERS),
        (Place::Learned, LEARNED),
        (Place::Missing, MISSING),
        (Place::Log, LOG),
        (Place::Note, NOTE),
        (Place::WrapUp, WRAP_UP),
        (Place::Form, FORM),
        (Place::AnswerForm, ANSWER_FORM),
        (Place::Versions, VERSIONS),
        (Place::Deed, DEED),
        (Place::Writing, WRITING),
        (Place::List, LIST),
    ];
    let rows = places.into_iter().flat_map(|(place, rows)| rows.iter().map(move |row| (place, row)));
    let commands = rows.map(|(place, &(order, name, keys, verb, words))| {
        let chords = keys.split(' ').filter_map(|key| Chord::read(key).ok()).collect();
        Binding { order, name: Cow::Borrowed(name), chords, place, verb: Cow::Borrowed(verb), words }
    });
    commands.chain(verbs::bindings()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_has_two_meanings_in_one_place() {
        let bindings = bindings();
        for (number, binding) in bindings.iter().enumerate() {
            let others = bindings.iter().skip(number + 1).filter(|other| other.place == binding.place);
            for other in others {
                let shared = binding.chords.iter().find(|chord| other.chords.contains(chord));
                assert_eq!(shared, None, "{} and {}", binding.name, other.name);
            }
        }
    }

    #[test]
    fn every_command_has_a_name_of_its_own() {
        let mut names: Vec<_> = bindings().into_iter().map(|binding| binding.name).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }

    #[test]
    fn every_key_of_the_table_can_be_read() {
        for (_, name, keys, ..) in [
            CALL,
            EVERYWHERE,
            LIST,
            QUEUE,
            CUSTOMER,
            FIRST_STEPS,
            ANSWERS,
            LEARNED,
            MISSING,
            LOG,
            NOTE,
            WRAP_UP,
            FORM,
            ANSWER_FORM,
            VERSIONS,
            DEED,
            WRITING,
        ]
        .concat()
        {
            for key in keys.split(' ').filter(|key| !key.is_empty()) {
                assert!(Chord::read(key).is_ok(), "{name}: {key}");
            }
        }
    }
}
