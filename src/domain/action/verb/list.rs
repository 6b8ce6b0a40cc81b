//! The list of actions: a new one is a row here.

use super::{Field, Form, Names, Need, Reasons, Verb, account, answer, case, customer, learning};
use crate::domain::record::RecordKind;

pub(super) const fn needed(name: &'static str, form: Form) -> Field {
    Field { name, form, need: Need::Needed }
}

pub(super) const fn optional(name: &'static str, form: Form) -> Field {
    Field { name, form, need: Need::Optional }
}

/// A verb without the details of a customer.
pub(super) const fn verb(name: &'static str, words: &'static str, own: &'static [Field]) -> Verb {
    Verb { name, words, own, details: &[] }
}

pub(super) const DETAILS: &[Field] = &[
    optional("given_name", Form::Text),
    optional("family_name", Form::Text),
    optional("company", Form::Text),
    optional("emails", Form::List),
    optional("phones", Form::List),
    optional("address", Form::Address),
    optional("addresses", Form::Json),
    optional("language", Form::Text),
    optional("time_zone", Form::Text),
    optional("tier", Form::Text),
    optional("tags", Form::List),
    optional("alerts", Form::List),
    optional("payment_methods", Form::Json),
    optional("note", Form::Block),
    optional("custom", Form::Json),
];

pub(super) const CUSTOMER: Form = Form::Record(RecordKind::Customer);
pub(super) const CONTACT: Form = Form::Record(RecordKind::Contact);
pub(super) const CALLBACK: Form = Form::Record(RecordKind::Callback);
pub(super) const ORDER: Form = Form::Record(RecordKind::Order);
pub(super) const ACCOUNT: Form = Form::Record(RecordKind::Account);
pub(super) const ENTRY: Form = Form::Record(RecordKind::Entry);
pub(super) const OUTAGE: Form = Form::Record(RecordKind::Outage);

/// Every action that can be asked for.
pub const VERBS: &[Verb] = &[
    Verb {
        name: "create_customer",
        words: "make a customer with these details",
        own: &[optional("contact", CONTACT)],
        details: DETAILS,
    },
    Verb {
        name: "change_customer",
        words: "change these details of a customer",
        own: &[needed("customer", CUSTOMER), optional("version", Form::Number)],
        details: DETAILS,
    },
    verb("identify_customer", "say whose contact it is", &[needed("contact", CONTACT), needed("customer", CUSTOMER)]),
    verb(
        "close_contact",
        "put a contact that is on your desk into the log",
        &[
            needed("contact", CONTACT),
            optional("disposition", Form::Name(Names::Disposition)),
            optional("resolved", Form::Choice(&["resolved", "unresolved"])),
            optional("note", Form::Block),
        ],
    ),
    verb(
        "schedule_callback",
        "promise a customer to call back",
        &[
            optional("customer", CUSTOMER),
            optional("contact", CONTACT),
            needed("due_at", Form::Moment),
            needed("what", Form::Text),
            optional("keeper", Form::Choice(&["me", "anyone"])),
        ],
    ),
    verb("keep_callback", "say that a promise was kept", &[needed("callback", CALLBACK)]),
    verb(
        "place_order",
        "order goods for a customer",
        &[
            needed("customer", CUSTOMER),
            needed("lines", Form::Goods),
            needed("payments", Form::Shares),
            optional("address_of", ORDER),
            optional("address", Form::Address),
            optional("carriage", Form::Name(Names::Carriage)),
            optional("discount", Form::Text),
            optional("discount_reason", Form::Reason(Reasons::Free)),
        ],
    ),
    verb(
        "cancel_order",
        "cancel an order, or lines of it, and pay back what was paid",
        &[needed("order", ORDER), needed("reason", Form::Reason(Reasons::Cancel)), optional("lines", Form::Lines)],
    ),
    verb(
        "change_order_address",
        "send an order somewhere else",
        &[needed("order", ORDER), needed("address", Form::Address)],
    ),
    verb(
        "change_order_payment",
        "let another method pay for an order",
        &[needed("order", ORDER), needed("method", Form::Method)],
    ),
    verb(
        "change_order_items",
        "send other variants of what was ordered",
        &[needed("order", ORDER), needed("changes", Form::Swaps), needed("method", Form::Method)],
    ),
    verb(
        "return_items",
        "take goods back for their money",
        &[
            needed("order", ORDER),
            needed("lines", Form::Lines),
            needed("refund_to", Form::Method),
            optional("reason", Form::Reason(Reasons::Free)),
        ],
    ),
    verb(
        "exchange_items",
        "take goods back for other variants of them",
        &[needed("order", ORDER), needed("changes", Form::Swaps), needed("method", Form::Method)],
    ),
    customer::ADD_TO_CUSTOMER,
    customer::REMOVE_FROM_CUSTOMER,
    customer::RECORD_CONSENT,
    customer::MERGE_CUSTOMERS,
    customer::SPLIT_CUSTOMERS,
    verb(
        "receive_return",
        "say that goods of a return or an exchange are back, and settle it",
        &[
            needed("order", ORDER),
            optional("return", Form::Name(Names::Parcel)),
            needed("condition", Form::Choice(&["resalable", "damaged", "faulty"])),
            optional("lines", Form::Lines),
        ],
    ),
    verb(
        "refund",
        "give money of an order back",
        &[
            needed("order", ORDER),
            needed("amount", Form::Amount),
            optional("method", Form::Method),
            needed("reason", Form::Reason(Reasons::Free)),
        ],
    ),
    account::OPEN_ACCOUNT,
    account::CHANGE_ACCOUNT,
    account::SUSPEND_ACCOUNT,
    account::RESUME_ACCOUNT,
    account::CLOSE_ACCOUNT,
    account::CHANGE_PLAN,
    account::CHARGE,
    account::CREDIT,
    account::TAKE_PAYMENT,
    account::REFUND_PAYMENT,
    account::REPORT_METER,
    account::REPORT_SERVICE,
    account::REPORT_OUTAGE,
    account::CHANGE_OUTAGE,
    account::JOIN_OUTAGE,
    account::END_OUTAGE,
    case::BREAK_CALLBACK,
    case::MOVE_CALLBACK,
    case::VERIFY_IDENTITY,
    case::COMPLAIN,
    case::REFER,
    case::ANSWER_REFERRAL,
    case::MAKE_OFFER,
    case::NOTE_CASE,
    case::CLOSE_CASE,
    case::REOPEN_CASE,
    case::REQUEST_APPROVAL,
    case::APPROVE,
    case::DECLINE,
    answer::WRITE_ANSWER,
    answer::CHANGE_ANSWER,
    answer::WITHDRAW_ANSWER,
    answer::REINSTATE_ANSWER,
    answer::APPROVE_ANSWER,
    learning::PIN_ANSWER,
    learning::UNPIN_ANSWER,
    learning::FORGET_LEARNED,
    learning::ADD_PHRASE,
    verb("undo", "take an action back", &[needed("receipt", Form::Number)]),
];
