//! The list of actions: a new one is a row here.

use super::Form::{Choice, Json, List, Moment, Number, Pairs, Text};
use super::{Field, Form, Need, Verb};

const fn needed(name: &'static str, form: Form) -> Field {
    Field { name, form, need: Need::Needed }
}

const fn optional(name: &'static str, form: Form) -> Field {
    Field { name, form, need: Need::Optional }
}

pub(super) const DETAILS: &[Field] = &[
    optional("given_name", Text),
    optional("family_name", Text),
    optional("company", Text),
    optional("emails", List),
    optional("phones", List),
    optional("address", Json),
    optional("language", Text),
    optional("time_zone", Text),
    optional("tier", Text),
    optional("tags", List),
    optional("alerts", List),
    optional("payment_methods", Json),
    optional("note", Text),
    optional("custom", Json),
];

/// Every action that can be asked for.
pub const VERBS: &[Verb] = &[
    Verb {
        name: "create_customer",
        words: "make a customer with these details",
        own: &[optional("contact", Text)],
        details: DETAILS,
    },
    Verb {
        name: "change_customer",
        words: "change these details of a customer",
        own: &[needed("customer", Text), optional("version", Number)],
        details: DETAILS,
    },
    Verb {
        name: "identify_customer",
        words: "say whose contact it is",
        own: &[needed("contact", Text), needed("customer", Text)],
        details: &[],
    },
    Verb {
        name: "close_contact",
        words: "put a contact that is on your desk into the log",
        own: &[
            needed("contact", Text),
            optional("disposition", Text),
            optional("resolved", Choice(&["resolved", "unresolved"])),
            optional("note", Text),
        ],
        details: &[],
    },
    Verb {
        name: "schedule_callback",
        words: "promise a customer to call back",
        own: &[
            optional("customer", Text),
            optional("contact", Text),
            needed("due_at", Moment),
            needed("what", Text),
            optional("keeper", Choice(&["me", "anyone"])),
        ],
        details: &[],
    },
    Verb {
        name: "keep_callback",
        words: "say that a promise was kept",
        own: &[needed("callback", Text)],
        details: &[],
    },
    Verb {
        name: "cancel_order",
        words: "cancel an order and pay back what was paid",
        own: &[needed("order", Text), needed("reason", Text)],
        details: &[],
    },
    Verb {
        name: "change_order_address",
        words: "send an order somewhere else",
        own: &[needed("order", Text), needed("address", Json)],
        details: &[],
    },
    Verb {
        name: "change_order_payment",
        words: "let another method pay for an order",
        own: &[needed("order", Text), needed("method", Text)],
        details: &[],
    },
    Verb {
        name: "change_order_items",
        words: "send other variants of what was ordered",
        own: &[needed("order", Text), needed("changes", Pairs), needed("method", Text)],
        details: &[],
    },
    Verb {
        name: "return_items",
        words: "take goods back for their money",
        own: &[needed("order", Text), needed("lines", List), needed("refund_to", Text), optional("reason", Text)],
        details: &[],
    },
    Verb {
        name: "exchange_items",
        words: "take goods back for other variants of them",
        own: &[needed("order", Text), needed("changes", Pairs), needed("method", Text)],
        details: &[],
    },
    Verb { name: "undo", words: "take an action back", own: &[needed("receipt", Number)], details: &[] },
];
