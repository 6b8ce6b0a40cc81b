//! What one desk shows before anything is opened: the queue, the agent's own contacts, the promises that are due, and
//! the agent's state and day.

use std::collections::HashSet;

use super::driver::{Param, Purpose};
use super::{Error, Store, agents, approvals, callbacks, cases, contacts, customers};
use crate::domain::agent::{Day, Presence};
use crate::domain::approval::Approval;
use crate::domain::callback::Callback;
use crate::domain::case::Case;
use crate::domain::contact::Contact;
use crate::domain::customer::Customer;
use crate::domain::id::CustomerId;
use crate::domain::timestamp::{DAY, Timestamp};

/// How many waiting contacts a desk shows.
const SHOWN: i64 = 200;

/// Within how many seconds a contact counts as one of the last days: seven days.
const RECENT: i64 = 7 * DAY;

/// What a desk shows at a moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Desk {
    /// Contacts in the queue, the most urgent first, then the longest waiting.
    pub waiting: Vec<Waiting>,
    /// Contacts the agent has open, in the order they were taken.
    pub own: Vec<Waiting>,
    /// Promises to keep, the first due first, with whom they were made to.
    pub callbacks: Vec<(Callback, Option<Customer>)>,
    /// Cases whose turn is the agent's, the first due first, with whose they are.
    pub cases: Vec<(Case, Option<Customer>)>,
    /// What the agent may approve, the longest waiting first, and what the agent asked for in the last day.
    pub approvals: Vec<(Approval, Option<Customer>)>,
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
        let policy = &self.house.policy;
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
            let turn = cases::turn_of(driver, agent, &policy.role_of(agent).0, SHOWN)?;
            let mut asked = if policy.may_approve(agent) { approvals::waiting(driver, SHOWN)? } else { Vec::new() };
            asked.retain(|approval| approval.asked_by != agent);
            asked.extend(approvals::asked_by(driver, agent, now.plus_seconds(-DAY), SHOWN)?);
            let contacted = waiting.iter().chain(&own).filter_map(|(contact, _)| contact.customer);
            let concerned: HashSet<_> = contacted
                .chain(promised.iter().filter_map(|callback| callback.customer))
                .chain(turn.iter().map(|case| case.customer))
                .chain(asked.iter().filter_map(|approval| approval.customer))
                .collect();
            let known = customers::by_ids(driver, concerned)?;
            let customer = |id: Option<CustomerId>| id.and_then(|id| known.get(&id).cloned());
            let told = |(contact, recent): (Contact, i64)| {
                let customer = customer(contact.customer);
                Waiting { contact, customer, recent }
            };
            Ok(Desk {
                waiting: waiting.into_iter().map(told).collect(),
                own: own.into_iter().map(told).collect(),
                callbacks: beside(promised, |callback| customer(callback.customer)),
                cases: beside(turn, |case| customer(Some(case.customer))),
                approvals: beside(asked, |approval| customer(approval.customer)),
                presence: agents::presence_of(driver, agent)?,
                day: agents::day_of(driver, agent, midnight)?,
            })
        })
    }
}

/// Each record with whose it is.
fn beside<R>(records: Vec<R>, whose: impl Fn(&R) -> Option<Customer>) -> Vec<(R, Option<Customer>)> {
    let with = |record: R| {
        let customer = whose(&record);
        (record, customer)
    };
    records.into_iter().map(with).collect()
}
