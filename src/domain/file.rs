//! The customer's file as it lies open on the desk, and what is read off it: whose contact it is, what is open, the
//! timeline, and what happened since the customer was last in touch.

mod news;

use super::action::Action;
use super::approval::Approval;
use super::callback::{Callback, CallbackState};
use super::case::{Case, CaseStatus, NoteKind};
use super::contact::{Contact, ContactState, Resolution};
use super::customer::{Customer, Said};
use super::email::EmailAddress;
use super::id::ContactId;
use super::journal::Receipt;
use super::ledger::Ledger;
use super::money::Amount;
use super::order::{Order, OrderStatus};
use super::outage::Outage;
use super::text::fold_reference;
use super::timestamp::Timestamp;
pub use news::Sign;

/// A customer's file with the latest of everything that belongs to it, newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomerFile {
    /// The customer.
    pub customer: Customer,
    /// Orders.
    pub orders: Vec<Order>,
    /// Accounts, each with what is owed on it.
    pub accounts: Vec<Ledger>,
    /// Outages that concern the customer, those that run first.
    pub outages: Vec<Outage>,
    /// Contacts.
    pub contacts: Vec<Contact>,
    /// How many contacts there are; counted no further than 999.
    pub contact_count: i64,
    /// What was done, from the journal.
    pub receipts: Vec<Receipt>,
    /// What was promised.
    pub callbacks: Vec<Callback>,
    /// Complaints, and what was referred.
    pub cases: Vec<Case>,
    /// What somebody was asked to approve.
    pub approvals: Vec<Approval>,
}

/// One line of the timeline.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Event<'a> {
    /// A contact.
    Contact(&'a Contact),
    /// An action.
    Receipt(&'a Receipt),
    /// An order was placed.
    Placed(&'a Order),
    /// An order arrived.
    Delivered(&'a Order),
}

/// Something that is still to be done for the customer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Matter<'a> {
    /// An order that has not arrived.
    Order(&'a Order),
    /// A promise that is to be kept.
    Promise(&'a Callback),
    /// A case that is not closed.
    Case(&'a Case),
    /// A contact that nobody has answered, or that left its matter unsettled.
    Contact(&'a Contact),
}

/// By what it was seen whose contact it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// The telephone number.
    Number,
    /// The mail address.
    Mail,
    /// The customer or account number.
    Account,
    /// An agent said so.
    Agent,
}

impl Event<'_> {
    /// When it was.
    #[must_use]
    pub fn at(&self) -> Timestamp {
        match self {
            Event::Contact(contact) => contact.arrived_at,
            Event::Receipt(receipt) => receipt.at,
            Event::Placed(order) => order.placed_at.unwrap_or_default(),
            Event::Delivered(order) => order.delivered_at.unwrap_or_default(),
        }
    }
}

impl CustomerFile {
    /// The order of that number, however it is written.
    #[must_use]
    pub fn order(&self, reference: &str) -> Option<&Order> {
        let folded = fold_reference(reference);
        self.orders.iter().find(|order| fold_reference(&order.reference) == folded)
    }

    /// The file of a customer for whom nothing happened yet.
    #[must_use]
    pub const fn of(customer: Customer) -> Self {
        Self {
            customer,
            orders: Vec::new(),
            accounts: Vec::new(),
            outages: Vec::new(),
            contacts: Vec::new(),
            contact_count: 0,
            receipts: Vec::new(),
            callbacks: Vec::new(),
            cases: Vec::new(),
            approvals: Vec::new(),
        }
    }

    /// Every contact, every action outside of one, and every order's landmarks, newest first.
    #[must_use]
    pub fn timeline(&self) -> Vec<Event<'_>> {
        self.events(|receipt| receipt.contact.is_none())
    }

    /// The timeline with what was done in contacts too. Closing a contact is part of the contact.
    #[must_use]
    pub fn history(&self) -> Vec<Event<'_>> {
        self.events(|receipt| !matches!(receipt.action, Action::CloseContact { .. } | Action::Undo { .. }))
    }

    fn events(&self, shows: impl Fn(&Receipt) -> bool) -> Vec<Event<'_>> {
        let mut events: Vec<Event<'_>> = self.contacts.iter().map(Event::Contact).collect();
        events.extend(self.receipts.iter().filter(|receipt| shows(receipt)).map(Event::Receipt));
        events.extend(self.orders.iter().filter(|order| order.placed_at.is_some()).map(Event::Placed));
        events.extend(self.orders.iter().filter(|order| order.delivered_at.is_some()).map(Event::Delivered));
        events.sort_by_key(|event| std::cmp::Reverse(event.at()));
        events
    }

    /// What is open now, newest first: orders under way, promises, and contacts that nobody has answered or that were
    /// not settled since.
    #[must_use]
    pub fn open(&self, current: Option<ContactId>) -> Vec<Matter<'_>> {
        let mut matters: Vec<(Timestamp, Matter<'_>)> = Vec::new();
        let orders = self.orders.iter().filter(|order| order.status.is_open());
        matters.extend(orders.map(|order| (order.placed_at.unwrap_or_default(), Matter::Order(order))));
        let promises = self.callbacks.iter().filter(|callback| callback.state == CallbackState::Open);
        matters.extend(promises.map(|callback| (callback.due_at, Matter::Promise(callback))));
        let cases = self.cases.iter().filter(|case| case.is_open());
        matters.extend(cases.map(|case| (case.opened_at, Matter::Case(case))));
        let waiting = self
            .contacts
            .iter()
            .filter(|contact| Some(contact.id) != current && contact.state == ContactState::Waiting);
        let contacts = waiting.chain(self.unsettled(current));
        matters.extend(contacts.map(|contact| (contact.arrived_at, Matter::Contact(contact))));
        matters.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        matters.into_iter().map(|(_, matter)| matter).collect()
    }

    /// By what it was seen that `contact` is this customer's.
    #[must_use]
    pub fn matched(&self, contact: &Contact) -> Match {
        let (from, details) = (contact.from.as_str(), &self.customer.details);
        let mail = EmailAddress::read(from);
        if details.phones.iter().any(|phone| phone.e164() == from) {
            Match::Number
        } else if mail.is_some_and(|mail| details.emails.iter().any(|known| known.folded() == mail.folded())) {
            Match::Mail
        } else if !from.is_empty() && fold_reference(from) == fold_reference(&self.customer.reference) {
            Match::Account
        } else {
            Match::Agent
        }
    }

    /// What the customer has ordered since a moment, without what was cancelled, as far as the file's orders tell.
    #[must_use]
    pub fn ordered_since(&self, since: Timestamp) -> Amount {
        let counts = |order: &&Order| {
            order.status != OrderStatus::Cancelled && order.placed_at.is_some_and(|placed| placed >= since)
        };
        self.orders.iter().filter(counts).map(|order| order.charged().total).sum()
    }

    /// What was done during a contact, in the order it was done.
    pub fn done_in(&self, contact: ContactId) -> impl Iterator<Item = &Receipt> {
        self.receipts.iter().rev().filter(move |receipt| receipt.contact == Some(contact))
    }

    /// The last contact before `current` in which the customer and an agent had to do with each other.
    #[must_use]
    pub fn last_contact(&self, current: Option<ContactId>) -> Option<&Contact> {
        self.contacts.iter().find(|contact| Some(contact.id) != current && contact.state == ContactState::Closed)
    }

    /// The contacts in a row, the latest first, in which the customer's matter was not settled.
    fn unsettled(&self, current: Option<ContactId>) -> impl Iterator<Item = &Contact> {
        self.contacts
            .iter()
            .filter(move |contact| Some(contact.id) != current && contact.state == ContactState::Closed)
            .take_while(|contact| contact.resolved == Some(Resolution::Unresolved))
    }

    /// What the agent must see before saying a word: pinned alerts, promises that are overdue, and a matter that came up
    /// again and again.
    #[must_use]
    pub fn warnings(&self, current: Option<ContactId>, now: Timestamp) -> Vec<String> {
        let details = &self.customer.details;
        let refused =
            details.consents.iter().filter(|consent| consent.said == Said::Withdrawn && consent.purpose.is_empty());
        let mut warnings: Vec<_> =
            refused.map(|consent| format!("No {}: the customer does not want it.", consent.channel.word())).collect();
        warnings.extend(details.alerts.iter().cloned());
        let overdue = |callback: &&Callback| callback.state == CallbackState::Open && callback.due_at < now;
        warnings.extend(
            self.callbacks.iter().filter(overdue).map(|callback| format!("Promised and late: {}", callback.what)),
        );
        for case in self.cases.iter().filter(|case| case.is_open()) {
            if let (CaseStatus::Answered, Some(answer)) = (case.status, case.last(NoteKind::Answer)) {
                warnings.push(format!("{} was answered, to be told: {}", case.reference, answer.text));
            } else if case.is_late(now) {
                warnings.push(format!("{} is late ({}): {}", case.reference, case.title(), case.summary));
            }
        }
        let unresolved = self.unsettled(current).count();
        if unresolved > 0 {
            warnings.push(format!("{} contact in a row, the matter is not settled.", ordinal(unresolved + 1)));
        }
        warnings
    }
}

/// A number as people count: small ones in words.
fn ordinal(number: usize) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    match number {
        2 => "Second".to_owned(),
        3 => "Third".to_owned(),
        4 => "Fourth".to_owned(),
        5 => "Fifth".to_owned(),
        more => format!("{more}{ending}"),
    }
}

#[cfg(test)]
mod tests;
