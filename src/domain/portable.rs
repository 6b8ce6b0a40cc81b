//! Records as files carry them: not yet known to the store, with identity 0, and naming other records by reference.

use serde_json::{Map, Value};

use super::account::Account;
use super::answer::Answer;
use super::callback::Callback;
use super::case::Case;
use super::contact::Contact;
use super::customer::Customer;
use super::learning::Outcome;
use super::ledger::Entry;
use super::order::Order;
use super::outage::Outage;
use super::product::Product;
use super::timestamp::Timestamp;

/// The kinds of records that files carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Customers.
    Customers,
    /// Products with their variants.
    Products,
    /// Orders.
    Orders,
    /// Scripted answers.
    Answers,
    /// What was typed before an answer was taken.
    Picks,
    /// Contacts.
    Contacts,
    /// Cases.
    Cases,
    /// Promises.
    Promises,
    /// Accounts with their entries.
    Accounts,
    /// Outages.
    Outages,
}

impl Kind {
    /// Every kind, in the order in which they can be read in: each names only records of those before it.
    pub const ALL: [Self; 10] = [
        Self::Customers,
        Self::Products,
        Self::Orders,
        Self::Accounts,
        Self::Outages,
        Self::Answers,
        Self::Picks,
        Self::Contacts,
        Self::Cases,
        Self::Promises,
    ];

    /// The word for it on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Customers => "customers",
            Self::Products => "products",
            Self::Orders => "orders",
            Self::Answers => "answers",
            Self::Picks => "picks",
            Self::Contacts => "contacts",
            Self::Cases => "cases",
            Self::Promises => "promises",
            Self::Accounts => "accounts",
            Self::Outages => "outages",
        }
    }
}

/// A record on its way in or out.
#[derive(Clone, Debug, PartialEq)]
pub enum Portable {
    /// A customer.
    Customer(Box<Customer>),
    /// A product.
    Product(Box<Product>),
    /// An order.
    Order {
        /// The order, whose own customer is 0 on the way in.
        order: Box<Order>,
        /// The customer's reference.
        customer: String,
    },
    /// An account.
    Account {
        /// The account, whose own customer is 0 on the way in.
        account: Box<Account>,
        /// What stands on it, the oldest first.
        entries: Vec<Entry>,
        /// The customer's reference.
        customer: String,
    },
    /// An outage.
    Outage(Box<Outage>),
    /// An answer.
    Answer(Box<Answer>),
    /// A pick.
    Pick(Box<PickRecord>),
    /// A contact.
    Contact {
        /// The contact, without a customer on the way in.
        contact: Box<Contact>,
        /// The customer's reference; empty when nobody knows who it was.
        customer: String,
    },
    /// A case.
    Case {
        /// The case, whose own customer is 0 on the way in.
        case: Box<Case>,
        /// The customer's reference.
        customer: String,
        /// That of the contact in which it came up; empty where there was none.
        contact: String,
    },
    /// A promise.
    Promise {
        /// The promise, without a customer on the way in.
        promise: Box<Callback>,
        /// The customer's reference; empty when nobody knows who it is.
        customer: String,
        /// That of the contact in which it was made; empty where there was none.
        contact: String,
    },
}

impl Portable {
    /// The names of the fields that are kept without being understood; those of a part behind the part's own name.
    #[must_use]
    pub fn custom_fields(&self) -> Vec<String> {
        let parts: Vec<(&str, &Map<String, Value>)> = match self {
            Self::Customer(customer) => {
                vec![("", &customer.details.custom), ("address.", &customer.details.address.custom)]
            }
            Self::Product(product) => {
                let variants = product.variants.iter().map(|variant| ("variants.", &variant.custom));
                variants.chain([("", &product.custom)]).collect()
            }
            Self::Order { order, .. } => {
                let lines = order.lines.iter().map(|line| ("lines.", &line.custom));
                let payments = order.payments.iter().map(|payment| ("payments.", &payment.custom));
                let shipments = order.shipments.iter().map(|shipment| ("shipments.", &shipment.custom));
                let whole = [("", &order.custom), ("address.", &order.address.custom)];
                lines.chain(payments).chain(shipments).chain(whole).collect()
            }
            Self::Account { account, entries, .. } => {
                let entries = entries.iter().map(|entry| ("entries.", &entry.custom));
                entries.chain([("", &account.custom), ("address.", &account.address.custom)]).collect()
            }
            Self::Outage(outage) => vec![("", &outage.custom)],
            Self::Answer(answer) => vec![("", &answer.custom)],
            Self::Pick(_) | Self::Promise { .. } => Vec::new(),
            Self::Contact { contact, .. } => vec![("", &contact.custom)],
            Self::Case { case, .. } => vec![("", &case.custom)],
        };
        let named = |(part, custom): (&str, &Map<String, Value>)| {
            custom.keys().map(|name| format!("{part}{name}")).collect::<Vec<_>>()
        };
        parts.into_iter().flat_map(named).collect()
    }

    /// The reference by which the record is known; that of its answer for a pick.
    #[must_use]
    pub fn reference(&self) -> &str {
        match self {
            Self::Customer(customer) => &customer.reference,
            Self::Product(product) => &product.reference,
            Self::Order { order, .. } => &order.reference,
            Self::Answer(answer) => &answer.reference,
            Self::Pick(pick) => &pick.answer,
            Self::Contact { contact, .. } => &contact.reference,
            Self::Case { case, .. } => &case.reference,
            Self::Promise { promise, .. } => &promise.reference,
            Self::Account { account, .. } => &account.reference,
            Self::Outage(outage) => &outage.reference,
        }
    }

    /// Every reference by which something in the record is known.
    pub fn references(&self) -> impl Iterator<Item = &str> {
        let entries = if let Self::Account { entries, .. } = self { entries.as_slice() } else { &[] };
        std::iter::once(self.reference()).chain(entries.iter().map(|entry| entry.reference.as_str()))
    }
}

/// What was typed, and the reference of the answer that was then taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PickRecord {
    /// What was typed.
    pub query: String,
    /// The answer's reference.
    pub answer: String,
    /// Who took it; empty when the file does not say.
    pub agent: String,
    /// The queue it was taken for; empty when the file does not say, as are the next two.
    pub queue: String,
    /// The guide that was open.
    pub guide: String,
    /// The kind of customer it was taken for.
    pub tier: String,
    /// When, where the file says so.
    pub at: Option<Timestamp>,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of a record that was read in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is new.
    Added,
    /// It was known, and is different now.
    Changed,
    /// It was known just so.
    Unchanged,
    /// It was not taken, for this reason.
    Rejected(String),
}
