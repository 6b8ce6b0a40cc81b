//! The actions on accounts and outages, as they are written down.

use super::list::{ACCOUNT, CONTACT, CUSTOMER, ENTRY, OUTAGE, needed, optional};
use super::{Form, Names, Reasons, Verb};

const WHY: Form = Form::Reason(Reasons::Free);

pub(super) const OPEN_ACCOUNT: Verb = Verb {
    name: "open_account",
    words: "open an account for a customer",
    own: &[
        needed("customer", CUSTOMER),
        needed("kind", Form::Name(Names::Kind)),
        optional("plan", Form::Name(Names::Plan)),
        optional("address", Form::Address),
        optional("custom", Form::Json),
    ],
    details: &[],
};

pub(super) const CHANGE_ACCOUNT: Verb = Verb {
    name: "change_account",
    words: "change the details of an account",
    own: &[needed("account", ACCOUNT), optional("address", Form::Address), optional("custom", Form::Json)],
    details: &[],
};

pub(super) const SUSPEND_ACCOUNT: Verb = Verb {
    name: "suspend_account",
    words: "let an account rest",
    own: &[needed("account", ACCOUNT), needed("reason", WHY)],
    details: &[],
};

pub(super) const RESUME_ACCOUNT: Verb = Verb {
    name: "resume_account",
    words: "let an account run again",
    own: &[needed("account", ACCOUNT)],
    details: &[],
};

pub(super) const CLOSE_ACCOUNT: Verb = Verb {
    name: "close_account",
    words: "end an account on which nothing is owed, or with a final bill",
    own: &[needed("account", ACCOUNT), needed("reason", WHY), optional("final_bill", Form::Amount)],
    details: &[],
};

pub(super) const CHANGE_PLAN: Verb = Verb {
    name: "change_plan",
    words: "bill an account by another plan, and settle the rest of the period",
    own: &[needed("account", ACCOUNT), needed("plan", Form::Name(Names::Plan))],
    details: &[],
};

pub(super) const CHARGE: Verb = Verb {
    name: "charge",
    words: "charge an account; the entry is an invoice",
    own: &[
        needed("account", ACCOUNT),
        needed("amount", Form::Amount),
        needed("what", Form::Text),
        optional("due_at", Form::Moment),
    ],
    details: &[],
};

pub(super) const CREDIT: Verb = Verb {
    name: "credit",
    words: "give something on an account, or on a gift card of a customer",
    own: &[
        optional("account", ACCOUNT),
        optional("customer", CUSTOMER),
        optional("method", Form::Method),
        needed("amount", Form::Amount),
        needed("reason", WHY),
        optional("invoice", ENTRY),
    ],
    details: &[],
};

pub(super) const TAKE_PAYMENT: Verb = Verb {
    name: "take_payment",
    words: "book what a customer paid on an account or an invoice",
    own: &[
        needed("account", ACCOUNT),
        needed("amount", Form::Amount),
        needed("bank_reference", Form::Text),
        optional("invoice", ENTRY),
    ],
    details: &[],
};

pub(super) const REFUND_PAYMENT: Verb = Verb {
    name: "refund_payment",
    words: "pay back a payment, or what is the customer's on an account",
    own: &[
        needed("account", ACCOUNT),
        needed("amount", Form::Amount),
        needed("reason", WHY),
        optional("payment", ENTRY),
        optional("bank_reference", Form::Text),
    ],
    details: &[],
};

pub(super) const REPORT_METER: Verb = Verb {
    name: "report_meter",
    words: "write down what a meter shows",
    own: &[
        needed("account", ACCOUNT),
        needed("reading", Form::Number),
        optional("meter", Form::Name(Names::Meter)),
        optional("read_at", Form::Moment),
        optional("since_last", Form::Choice(&["counted", "rolled_over", "new_meter"])),
        optional("checked", Form::Choice(&["once", "again"])),
    ],
    details: &[],
};

pub(super) const REPORT_SERVICE: Verb = Verb {
    name: "report_service",
    words: "write down what is wrong with the service of an account",
    own: &[needed("account", ACCOUNT), needed("what", Form::Text)],
    details: &[],
};

pub(super) const REPORT_OUTAGE: Verb = Verb {
    name: "report_outage",
    words: "write down a fault that strikes many",
    own: &[
        needed("cause", Form::Text),
        optional("service", Form::Text),
        optional("postal_codes", Form::List),
        optional("accounts", Form::List),
        optional("started_at", Form::Moment),
        optional("expected_until", Form::Moment),
        optional("contact", CONTACT),
    ],
    details: &[],
};

pub(super) const CHANGE_OUTAGE: Verb = Verb {
    name: "change_outage",
    words: "say more of an outage: what it is, where, until when",
    own: &[
        needed("outage", OUTAGE),
        optional("cause", Form::Text),
        optional("postal_codes", Form::List),
        optional("expected_until", Form::Moment),
    ],
    details: &[],
};

pub(super) const JOIN_OUTAGE: Verb = Verb {
    name: "join_outage",
    words: "say that a contact is about an outage, or that it strikes an account",
    own: &[needed("outage", OUTAGE), optional("contact", CONTACT), optional("account", ACCOUNT)],
    details: &[],
};

pub(super) const END_OUTAGE: Verb = Verb {
    name: "end_outage",
    words: "say that an outage is over",
    own: &[needed("outage", OUTAGE), optional("ended_at", Form::Moment)],
    details: &[],
};
