//! The actions on accounts and outages, as they are written down.

use super::list::{ACCOUNT, CONTACT, CUSTOMER, ENTRY, OUTAGE, needed, optional, verb};
use super::{Form, Names, Reasons, Verb};

const WHY: Form = Form::Reason(Reasons::Free);

pub(super) const OPEN_ACCOUNT: Verb = verb(
    "open_account",
    "open an account for a customer",
    &[
        needed("customer", CUSTOMER),
        needed("kind", Form::Name(Names::Kind)),
        optional("plan", Form::Name(Names::Plan)),
        optional("address", Form::Address),
        optional("custom", Form::Json),
    ],
);

pub(super) const CHANGE_ACCOUNT: Verb = verb(
    "change_account",
    "change the details of an account",
    &[needed("account", ACCOUNT), optional("address", Form::Address), optional("custom", Form::Json)],
);

pub(super) const SUSPEND_ACCOUNT: Verb =
    verb("suspend_account", "let an account rest", &[needed("account", ACCOUNT), needed("reason", WHY)]);

pub(super) const RESUME_ACCOUNT: Verb =
    verb("resume_account", "let an account run again", &[needed("account", ACCOUNT)]);

pub(super) const CLOSE_ACCOUNT: Verb = verb(
    "close_account",
    "end an account on which nothing is owed, or with a final bill",
    &[needed("account", ACCOUNT), needed("reason", WHY), optional("final_bill", Form::Amount)],
);

pub(super) const CHANGE_PLAN: Verb = verb(
    "change_plan",
    "bill an account by another plan, and settle the rest of the period",
    &[needed("account", ACCOUNT), needed("plan", Form::Name(Names::Plan))],
);

pub(super) const CHARGE: Verb = verb(
    "charge",
    "charge an account; the entry is an invoice",
    &[
        needed("account", ACCOUNT),
        needed("amount", Form::Amount),
        needed("what", Form::Text),
        optional("due_at", Form::Moment),
    ],
);

pub(super) const CREDIT: Verb = verb(
    "credit",
    "give something on an account, or on a gift card of a customer",
    &[
        optional("account", ACCOUNT),
        optional("customer", CUSTOMER),
        optional("method", Form::Method),
        needed("amount", Form::Amount),
        needed("reason", WHY),
        optional("invoice", ENTRY),
    ],
);

pub(super) const TAKE_PAYMENT: Verb = verb(
    "take_payment",
    "book what a customer paid on an account or an invoice",
    &[
        needed("account", ACCOUNT),
        needed("amount", Form::Amount),
        needed("bank_reference", Form::Text),
        optional("invoice", ENTRY),
    ],
);

pub(super) const REFUND_PAYMENT: Verb = verb(
    "refund_payment",
    "pay back a payment, or what is the customer's on an account",
    &[
        needed("account", ACCOUNT),
        needed("amount", Form::Amount),
        needed("reason", WHY),
        optional("payment", ENTRY),
        optional("bank_reference", Form::Text),
    ],
);

pub(super) const REPORT_METER: Verb = verb(
    "report_meter",
    "write down what a meter shows",
    &[
        needed("account", ACCOUNT),
        needed("reading", Form::Number),
        optional("meter", Form::Name(Names::Meter)),
        optional("read_at", Form::Moment),
        optional("since_last", Form::Choice(&["counted", "rolled_over", "new_meter"])),
        optional("checked", Form::Choice(&["once", "again"])),
    ],
);

pub(super) const REPORT_SERVICE: Verb = verb(
    "report_service",
    "write down what is wrong with the service of an account",
    &[needed("account", ACCOUNT), needed("what", Form::Text)],
);

pub(super) const REPORT_OUTAGE: Verb = verb(
    "report_outage",
    "write down a fault that strikes many",
    &[
        needed("cause", Form::Text),
        optional("service", Form::Text),
        optional("postal_codes", Form::List),
        optional("accounts", Form::List),
        optional("started_at", Form::Moment),
        optional("expected_until", Form::Moment),
        optional("contact", CONTACT),
    ],
);

pub(super) const CHANGE_OUTAGE: Verb = verb(
    "change_outage",
    "say more of an outage: what it is, where, until when",
    &[
        needed("outage", OUTAGE),
        optional("cause", Form::Text),
        optional("postal_codes", Form::List),
        optional("expected_until", Form::Moment),
    ],
);

pub(super) const JOIN_OUTAGE: Verb = verb(
    "join_outage",
    "say that a contact is about an outage, or that it strikes an account",
    &[needed("outage", OUTAGE), optional("contact", CONTACT), optional("account", ACCOUNT)],
);

pub(super) const END_OUTAGE: Verb =
    verb("end_outage", "say that an outage is over", &[needed("outage", OUTAGE), optional("ended_at", Form::Moment)]);
