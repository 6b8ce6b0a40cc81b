//! What one desk shows before anything is opened: the queue, the agent's own contacts, the promises that are due, and
//! the agent's state and day.

use super::driver::{Driver, Param, Purpose};
use super::{Error, Store, agents, callbacks, contacts, customers};
use crate::domain::agent::{Day, Presence};
use crate::domain::callback::Callback;
use crate::domain::contact::Contact;
use crate::domain::customer::Customer;
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
            let waiting = driver.all(
                "SELECT body FROM contacts WHERE state = 'waiting' ORDER BY priority, arrived_at, id LIMIT ?1",
                &[Param::Int(SHOWN)],
                |row| Ok(serde_json::from_str::<Contact>(row.text(0)?)?),
            )?;
            let own = driver.all(
                "SELECT body FROM contacts WHERE state IN ('open', 'held', 'wrapping') AND agent = ?1 \
                 ORDER BY answered_at, id",
                &[agent.into()],
                |row| Ok(serde_json::from_str::<Contact>(row.text(0)?)?),
            )?;
            let mut promised = Vec::new();
            for callback in callbacks::due(driver, agent, SHOWN)? {
                let customer = callback.customer.map(|id| customers::by_id(driver, id)).transpose()?.flatten();
                promised.push((callback, customer));
            }
            Ok(Desk {
                waiting: known(driver, waiting, now)?,
                own: known(driver, own, now)?,
                callbacks: promised,
                presence: agents::presence_of(driver, agent)?,
                day: agents::day_of(driver, agent, midnight)?,
            })
        })
    }
}

fn known(driver: &mut dyn Driver, contacts: Vec<Contact>, now: Timestamp) -> Result<Vec<Waiting>, Error> {
    contacts
        .into_iter()
        .map(|contact| {
            let customer = contact.customer.map(|id| customers::by_id(driver, id)).transpose()?.flatten();
            let recent = contacts::count_since(driver, &contact, now.plus_seconds(-RECENT))?;
            Ok(Waiting { contact, customer, recent })
        })
        .collect()
}
