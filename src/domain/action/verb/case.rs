//! The actions about cases, approvals, promises and identity, as they are written down.

use super::{ACCOUNT, CALLBACK, CONTACT, CUSTOMER, Field, Form, ORDER, Reasons, Verb, needed, optional, verb};
use crate::domain::case::Severity;
use crate::domain::contact::Detail;
use crate::domain::record::RecordKind;

const CASE: Form = Form::Record(RecordKind::Case);
const APPROVAL: Form = Form::Record(RecordKind::Approval);
const WORDS: Form = Form::Block;

const VERSION: Field = optional("version", Form::Number);
const SEVERITY: Field = optional(
    "severity",
    Form::Choice(&[Severity::Low.name(), Severity::Normal.name(), Severity::High.name(), Severity::Critical.name()]),
);

const DETAILS: &[&str] = &[
    Detail::Name.name(),
    Detail::Number.name(),
    Detail::BirthDate.name(),
    Detail::PostalCode.name(),
    Detail::Street.name(),
    Detail::Phone.name(),
    Detail::Email.name(),
    Detail::LastOrder.name(),
    Detail::LastDigits.name(),
    Detail::Password.name(),
];

pub(super) const BREAK_CALLBACK: Verb = verb(
    "break_callback",
    "say that a promise was not kept, and why",
    &[needed("callback", CALLBACK), needed("reason", Form::Reason(Reasons::Free))],
);

pub(super) const MOVE_CALLBACK: Verb = verb(
    "move_callback",
    "put a promise off to another time",
    &[
        needed("callback", CALLBACK),
        needed("due_at", Form::Moment),
        optional("reason", Form::Reason(Reasons::Free)),
        VERSION,
    ],
);

pub(super) const VERIFY_IDENTITY: Verb = verb(
    "verify_identity",
    "say which details of the file the customer named",
    &[needed("contact", CONTACT), needed("details", Form::Choices(DETAILS))],
);

pub(super) const COMPLAIN: Verb = verb(
    "complain",
    "open a complaint",
    &[
        needed("customer", CUSTOMER),
        needed("summary", WORDS),
        optional("wants", Form::Text),
        optional("category", Form::Reason(Reasons::Category)),
        SEVERITY,
        optional("contact", CONTACT),
        optional("order", ORDER),
        optional("account", ACCOUNT),
    ],
);

pub(super) const REFER: Verb = verb(
    "refer",
    "let a supervisor or a department decide",
    &[
        needed("customer", CUSTOMER),
        needed("to", Form::Reason(Reasons::Addressee)),
        needed("reason", Form::Reason(Reasons::Free)),
        needed("summary", WORDS),
        SEVERITY,
        optional("contact", CONTACT),
        optional("case", CASE),
        optional("order", ORDER),
        optional("account", ACCOUNT),
        optional("keeper", Form::Choice(&["me", "anyone"])),
    ],
);

pub(super) const ANSWER_REFERRAL: Verb = verb(
    "answer_referral",
    "hand back what was referred, with an answer",
    &[needed("case", CASE), needed("answer", WORDS), VERSION],
);

pub(super) const MAKE_OFFER: Verb =
    verb("make_offer", "offer the customer something", &[needed("case", CASE), needed("offer", Form::Text), VERSION]);

pub(super) const NOTE_CASE: Verb =
    verb("note_case", "write something into a case", &[needed("case", CASE), needed("note", WORDS)]);

pub(super) const CLOSE_CASE: Verb = verb(
    "close_case",
    "close a case with what came of it",
    &[needed("case", CASE), needed("outcome", Form::Text), VERSION],
);

pub(super) const REOPEN_CASE: Verb = verb(
    "reopen_case",
    "open a closed case again",
    &[needed("case", CASE), needed("reason", Form::Reason(Reasons::Free))],
);

pub(super) const REQUEST_APPROVAL: Verb = verb(
    "request_approval",
    "ask for an action that is above your limit; it is done once somebody who may says yes",
    &[needed("request", Form::Action), needed("reason", Form::Reason(Reasons::Free))],
);

pub(super) const APPROVE: Verb = verb(
    "approve",
    "let an action that was asked for be done",
    &[needed("approval", APPROVAL), optional("reason", Form::Reason(Reasons::Free))],
);

pub(super) const DECLINE: Verb = verb(
    "decline",
    "say no to an action that was asked for",
    &[needed("approval", APPROVAL), needed("reason", Form::Reason(Reasons::Free))],
);
