//! The customer's file as it lies open on the desk, and what is read off it: the timeline, and what happened since the
//! customer was last in touch.

use super::callback::{Callback, CallbackState};
use super::contact::{Contact, ContactState, Resolution};
use super::customer::Customer;
use super::id::ContactId;
use super::journal::Receipt;
use super::order::Order;
use super::timestamp::Timestamp;

/// A customer's file with the latest of everything that belongs to it, newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct CustomerFile {
    /// The customer.
    pub customer: Customer,
    /// Orders.
    pub orders: Vec<Order>,
    /// Contacts.
    pub contacts: Vec<Contact>,
    /// How many contacts there are; counted no further than 999.
    pub contact_count: i64,
    /// What was done, from the journal.
    pub receipts: Vec<Receipt>,
    /// What was promised.
    pub callbacks: Vec<Callback>,
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

/// Whether something came or went since the customer was last in touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// It is new.
    Came,
    /// It is gone, or went wrong.
    Went,
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
    /// Every contact, every action outside of one, and every order's landmarks, newest first.
    #[must_use]
    pub fn timeline(&self) -> Vec<Event<'_>> {
        let mut events: Vec<Event<'_>> = self.contacts.iter().map(Event::Contact).collect();
        events.extend(self.receipts.iter().filter(|receipt| receipt.contact.is_none()).map(Event::Receipt));
        events.extend(self.orders.iter().filter(|order| order.placed_at.is_some()).map(Event::Placed));
        events.extend(self.orders.iter().filter(|order| order.delivered_at.is_some()).map(Event::Delivered));
        events.sort_by_key(|event| std::cmp::Reverse(event.at()));
        events
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

    /// What happened since the customer was last in touch, in a few words each.
    #[must_use]
    pub fn since_last_contact(&self, current: Option<ContactId>) -> Vec<(Sign, String)> {
        let Some(last) = self.last_contact(current) else { return Vec::new() };
        let since = last.ended_at.unwrap_or(last.arrived_at);
        let after = |at: Option<Timestamp>| at.is_some_and(|at| at > since);
        let mut news = Vec::new();
        for order in &self.orders {
            if after(order.placed_at) {
                news.push((Sign::Came, format!("order {}", order.reference)));
            } else if after(order.delivered_at) {
                news.push((Sign::Came, format!("{} delivered", order.reference)));
            }
        }
        let unanswered = self.contacts.iter().filter(|contact| {
            Some(contact.id) != current && contact.arrived_at > since && contact.state == ContactState::Waiting
        });
        for contact in unanswered {
            news.push((Sign::Came, format!("{} unanswered", contact.channel.word())));
        }
        for contact in self.contacts.iter().filter(|contact| contact.arrived_at > since) {
            if contact.state == ContactState::Abandoned {
                news.push((Sign::Went, format!("{} given up", contact.channel.word())));
            }
        }
        let done = self.receipts.iter().filter(|receipt| receipt.at > since && receipt.undone_by.is_none());
        news.extend(
            done.filter(|receipt| receipt.contact != current || current.is_none())
                .map(|receipt| (Sign::Came, receipt.action.words())),
        );
        news
    }

    /// What the agent must see before saying a word: pinned alerts, promises that are overdue, and a matter that came up
    /// again and again.
    #[must_use]
    pub fn warnings(&self, current: Option<ContactId>, now: Timestamp) -> Vec<String> {
        let mut warnings = self.customer.details.alerts.clone();
        let overdue = |callback: &&Callback| callback.state == CallbackState::Open && callback.due_at < now;
        warnings.extend(
            self.callbacks.iter().filter(overdue).map(|callback| format!("Promised and late: {}", callback.what)),
        );
        let unresolved = self
            .contacts
            .iter()
            .filter(|contact| Some(contact.id) != current && contact.state == ContactState::Closed)
            .take_while(|contact| contact.resolved == Some(Resolution::Unresolved))
            .count();
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
