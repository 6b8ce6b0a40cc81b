//! What one desk shows before anything is opened: the queue, the agent's own contacts, the promises that are due, and
//! the agent's state and day.

use std::collections::HashSet;

use super::driver::{Param, Purpose};
use super::{Error, Store, agents, callbacks, contacts, customers};
use crate::domain::agent::{Day, Presence};
use crate::domain::callback::Callback;
use crate::domain::contact::Contact;
use crate::domain::customer::Customer;
use crate::domain::id::CustomerId;
use crate::domain::timestamp::Timestamp;

/// How many waiting contacts a desk shows.
const SHOWN: i64 = 200;

/// Within how many seconds a contact counts as one of the last days: seven days.
const RECENT: i64 = 7 * 24 * 3600;

/// What a desk shows at a moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Desk {
    /// Contacts in the queue, the most urgent first, then the longest waiting.
    pub waiting: Vec<Waiting>,
    /// Contacts the agent has open, in the order they were taken.
    pub own: Vec<Waiting>,
    /// Promises to keep, the first due first, with whom they were made to.
    pub callbacks: Vec<(Callback, Option<Customer>)>,
    /// The agent's running state, if there ever was one.
    pub presence: Option<Presence>,
    /// The agent's day.
    pub day: Day,
}

/// A contact with what the queue says of its sender.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// The contact.
    pub contact: Contact,
    /// The customer, once that is known.
    pub customer: Option<Customer>,
    /// How many contacts there were with the sender in the last seven days, this one included; 99 stands for more.
    pub recent: i64,
}

impl Store {
    /// What the desk of `agent` shows at `now`, when the agent's day began at `midnight`.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn desk(&mut self, agent: &str, now: Timestamp, midnight: Timestamp) -> Result<Desk, Error> {
        self.driver.within(Purpose::Read, |driver| {
            let recently = Param::Int(now.plus_seconds(-RECENT).micros());
            let waiting = contacts::with_recent(
                driver,
                "WHERE c.state = 'waiting' ORDER BY c.priority, c.arrived_at, c.id LIMIT ?2",
                &[recently, Param::Int(SHOWN)],
            )?;
            let own = contacts::with_recent(
                driver,
                "WHERE c.state IN ('open', 'held', 'wrapping') AND c.agent = ?2 ORDER BY c.answered_at, c.id",
                &[recently, agent.into()],
            )?;
            let promised = callbacks::due(driver, agent, SHOWN)?;
            let contacted = waiting.iter().chain(&own).filter_map(|(contact, _)| contact.customer);
            let concerned: HashSet<_> =
                contacted.chain(promised.iter().filter_map(|callback| callback.customer)).collect();
            let known = customers::by_ids(driver, concerned)?;
            let customer = |id: Option<CustomerId>| id.and_then(|id| known.get(&id).cloned());
            let told = |(contact, recent): (Contact, i64)| {
                let customer = customer(contact.customer);
                Waiting { contact, customer, recent }
            };
            Ok(Desk {
                waiting: waiting.into_iter().map(told).collect(),
                own: own.into_iter().map(told).collect(),
                callbacks: promised
                    .into_iter()
                    .map(|callback| {
                        let with = customer(callback.customer);
                        (callback, with)
                    })
                    .collect(),
                presence: agents::presence_of(driver, agent)?,
                day: agents::day_of(driver, agent, midnight)?,
            })
        })
    }
}
