//! The actions about what was learned of answers, as they are written down.

use super::{Field, Form, Verb, needed};
use crate::domain::record::RecordKind;

const ANSWER: Field = needed("answer", Form::Record(RecordKind::Answer));

/// A verb without the details of a customer.
const fn verb(name: &'static str, words: &'static str, own: &'static [Field]) -> Verb {
    Verb { name, words, own, details: &[] }
}

pub(super) const PIN_ANSWER: Verb = verb(
    "pin_answer",
    "let an answer come first for these words, whatever else is known",
    &[ANSWER, needed("words", Form::Text)],
);

pub(super) const UNPIN_ANSWER: Verb =
    verb("unpin_answer", "let an answer come first for these words no longer", &[ANSWER, needed("words", Form::Text)]);

pub(super) const FORGET_LEARNED: Verb = verb(
    "forget_learned",
    "let what was learned of these words for an answer count no longer",
    &[ANSWER, needed("words", Form::Text)],
);

pub(super) const ADD_PHRASE: Verb =
    verb("add_phrase", "make of these words a phrase of an answer", &[ANSWER, needed("phrase", Form::Text)]);
