//! The actions on scripted answers, as they are written down.

use super::{Field, Form, Verb, needed, optional};
use crate::domain::record::RecordKind;

const ANSWER: Form = Form::Record(RecordKind::Answer);

const VERSION: Field = optional("version", Form::Number);

/// What can be written of an answer beside its title. Its key is its mnemonic here: the `key` of an action is another thing.
const DETAILS: &[Field] = &[
    optional("body", Form::Block),
    optional("spoken", Form::Block),
    optional("tags", Form::List),
    optional("phrases", Form::List),
    optional("queue", Form::Text),
    optional("language", Form::Text),
    optional("mnemonic", Form::Text),
    optional("valid_from", Form::Text),
    optional("valid_until", Form::Text),
    optional("review_on", Form::Text),
];

pub(super) const WRITE_ANSWER: Verb = Verb {
    name: "write_answer",
    words: "write a new answer; a draft where the house wants answers approved",
    own: &[needed("title", Form::Text), optional("ref", Form::Text)],
    details: DETAILS,
};

pub(super) const CHANGE_ANSWER: Verb = Verb {
    name: "change_answer",
    words: "change an answer",
    own: &[needed("answer", ANSWER), VERSION, optional("title", Form::Text)],
    details: DETAILS,
};

pub(super) const WITHDRAW_ANSWER: Verb = Verb {
    name: "withdraw_answer",
    words: "take an answer out of use; what was said with it stays in the log",
    own: &[needed("answer", ANSWER)],
    details: &[],
};

pub(super) const REINSTATE_ANSWER: Verb = Verb {
    name: "reinstate_answer",
    words: "put an answer that was withdrawn into use again",
    own: &[needed("answer", ANSWER)],
    details: &[],
};

pub(super) const APPROVE_ANSWER: Verb = Verb {
    name: "approve_answer",
    words: "agree to a draft, so that everybody finds it",
    own: &[needed("answer", ANSWER), VERSION],
    details: &[],
};
