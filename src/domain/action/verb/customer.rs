//! The actions about a customer's file as a whole, as they are written down.

use super::{CUSTOMER, Field, Form, Names, Verb, needed, optional, verb};
use crate::domain::action::customer::merge::CHOICES;
use crate::domain::channel::Channel;
use crate::domain::customer::Said;

const CHANNELS: &[&str] = &[
    Channel::Phone.name(),
    Channel::Chat.name(),
    Channel::Counter.name(),
    Channel::Text.name(),
    Channel::Social.name(),
    Channel::Email.name(),
    Channel::Letter.name(),
    Channel::Fax.name(),
];

/// What a customer has several of.
const PARTS: &[Field] = &[
    optional("phones", Form::List),
    optional("emails", Form::List),
    optional("tags", Form::List),
    optional("alerts", Form::List),
];

pub(super) const ADD_TO_CUSTOMER: Verb = Verb {
    name: "add_to_customer",
    words: "add numbers, mail or postal addresses, methods of payment, tags, or alerts that everybody sees first",
    own: &[
        needed("customer", CUSTOMER),
        optional("addresses", Form::Addresses),
        optional("payment_methods", Form::Methods),
    ],
    details: PARTS,
};

pub(super) const REMOVE_FROM_CUSTOMER: Verb = Verb {
    name: "remove_from_customer",
    words: "take away some of them: an address by its street, a method by its number",
    own: &[needed("customer", CUSTOMER), optional("addresses", Form::List), optional("payment_methods", Form::List)],
    details: PARTS,
};

pub(super) const RECORD_CONSENT: Verb = verb(
    "record_consent",
    "write down whether a customer may be contacted, on which channel and for what; for everything where nothing is said",
    &[
        needed("customer", CUSTOMER),
        needed("channel", Form::Choice(CHANNELS)),
        needed("said", Form::Choice(&[Said::Given.name(), Said::Withdrawn.name()])),
        optional("purpose", Form::Text),
        optional("how", Form::Text),
    ],
);

pub(super) const MERGE_CUSTOMERS: Verb = verb(
    "merge_customers",
    "make one file of two; everything of the other moves, and of what both have the first stands or what is taken of the other",
    &[
        needed("customer", CUSTOMER),
        needed("other", CUSTOMER),
        optional("take", Form::Choices(CHOICES)),
        optional("version", Form::Number),
        optional("other_version", Form::Number),
    ],
);

pub(super) const SPLIT_CUSTOMERS: Verb = verb(
    "split_customers",
    "part two files that became one",
    &[needed("customer", CUSTOMER), needed("other", Form::Name(Names::Merged))],
);
