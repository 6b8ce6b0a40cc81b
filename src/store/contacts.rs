//! Contacts on their way from the queue to the log.

use super::driver::{Driver, Param, Purpose};
use super::{Error, Store, customers, exactly_one, indexed};
use crate::domain::action::Refusal;
use crate::domain::contact::{Contact, ContactState, Line, Resolution, Step};
use crate::domain::customer::{ContactPoint, Customer};
use crate::domain::email::EmailAddress;
use crate::domain::id::{ContactId, CustomerId};
use crate::domain::phone::Phone;
use crate::domain::text::{fold, fold_reference};
use crate::domain::timestamp::Timestamp;

/// Which contacts a list is to show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ContactFilter {
    /// Only those of this customer.
    pub customer: Option<CustomerId>,
    /// Only those that arrived then or later.
    pub since: Option<Timestamp>,
}

impl Store {
    /// Puts a contact that arrived into the queue, with an identity and, where exactly one customer uses the address it
    /// came from, with that customer.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn arrive(&mut self, contact: &Contact) -> Result<Contact, Error> {
        let region = self.house.region;
        self.driver.within(Purpose::Write, |driver| {
            let [id] = driver.fresh()?;
            let mut arrived = contact.received(ContactId(id), region);
            arrived.customer = arrived.customer.or(sender(driver, &arrived)?);
            write(driver, None, &arrived)?;
            Ok(Contact { version: 1, ..arrived })
        })
    }

    /// The contact of this identity.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn contact(&mut self, id: ContactId) -> Result<Option<Contact>, Error> {
        by_id(&mut *self.driver, id)
    }

    /// Moves a contact one step through the desk.
    ///
    /// # Errors
    /// When the step is not possible from where the contact stands, or the database cannot be written.
    pub fn step(&mut self, id: ContactId, step: &Step, agent: &str, at: Timestamp) -> Result<Contact, Error> {
        self.driver.within(Purpose::Write, |driver| stepped(driver, id, step, agent, at))
    }

    /// Adds what was said to a contact.
    ///
    /// # Errors
    /// When there is no such contact, or the database cannot be written.
    pub fn say(&mut self, id: ContactId, line: &Line) -> Result<Contact, Error> {
        self.driver.within(Purpose::Write, |driver| said(driver, id, line))
    }

    /// Contacts, the latest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn contacts(&mut self, filter: ContactFilter, limit: i64) -> Result<Vec<Contact>, Error> {
        let since = filter.since.map_or(i64::MIN, Timestamp::micros);
        if let Some(customer) = filter.customer {
            return of(&mut *self.driver, customer, since, limit);
        }
        let sql = "SELECT body FROM contacts WHERE arrived_at >= ?1 ORDER BY arrived_at DESC, id DESC LIMIT ?2";
        self.driver.all(sql, &[Param::Int(since), Param::Int(limit)], |row| Ok(serde_json::from_str(row.text(0)?)?))
    }

    /// The contacts that an agent closed, the latest first, each with its customer where that is known.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn latest_of(&mut self, agent: &str, limit: i64) -> Result<Vec<(Contact, Option<Customer>)>, Error> {
        self.driver.within(Purpose::Read, |driver| {
            let sql = "SELECT body FROM contacts WHERE agent = ?1 AND closed_at IS NOT NULL \
                       ORDER BY closed_at DESC, id DESC LIMIT ?2";
            let contacts = driver.all(sql, &[agent.into(), Param::Int(limit)], |row| {
                Ok(serde_json::from_str::<Contact>(row.text(0)?)?)
            })?;
            let known = customers::by_ids(driver, contacts.iter().filter_map(|contact| contact.customer))?;
            let with_customer = contacts.into_iter().map(|contact| {
                let customer = contact.customer.and_then(|id| known.get(&id).cloned());
                (contact, customer)
            });
            Ok(with_customer.collect())
        })
    }

    /// The customers who use the address that a contact came from.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn matches(&mut self, contact: &Contact) -> Result<Vec<Customer>, Error> {
        customers::callers(&mut *self.driver, &points(contact))
    }
}

/// A contact after a step, within a transaction.
pub(super) fn stepped(
    driver: &mut dyn Driver,
    id: ContactId,
    step: &Step,
    agent: &str,
    at: Timestamp,
) -> Result<Contact, Error> {
    amend(driver, id, |contact| {
        contact.stepped(step, agent, at).map_err(|refused| Refusal::new("not_now", refused.to_string()).into())
    })
}

/// A contact with what was said, within a transaction.
pub(super) fn said(driver: &mut dyn Driver, id: ContactId, line: &Line) -> Result<Contact, Error> {
    amend(driver, id, |contact| Ok(contact.with(line)))
}

fn amend(
    driver: &mut dyn Driver,
    id: ContactId,
    change: impl Fn(&Contact) -> Result<Contact, Error>,
) -> Result<Contact, Error> {
    let gone = || Refusal::new("unknown_contact", format!("there is no contact K-{id} any more"));
    let before = by_id(driver, id)?.ok_or_else(gone)?;
    let after = change(&before)?;
    write(driver, Some(&before), &after)?;
    Ok(Contact { version: before.version + 1, ..after })
}

/// By what the sender of a contact can be recognised.
fn points(contact: &Contact) -> Vec<ContactPoint> {
    let from = contact.from.as_str();
    let mut points = Vec::new();
    points.extend(Phone::from_e164(from).map(|phone| ContactPoint::Phone(phone.e164().to_owned())));
    points.extend(EmailAddress::read(from).map(|email| ContactPoint::Email(email.folded().to_owned())));
    points.push(ContactPoint::Account(fold_reference(from)));
    points
}

/// The contacts of a customer since a moment, the latest first.
pub(super) fn of(driver: &mut dyn Driver, id: CustomerId, since: i64, limit: i64) -> Result<Vec<Contact>, Error> {
    let sql = "SELECT body FROM contacts WHERE customer = ?1 AND arrived_at >= ?2 \
               ORDER BY arrived_at DESC, id DESC LIMIT ?3";
    let params = [Param::Int(id.0), Param::Int(since), Param::Int(limit)];
    driver.all(sql, &params, |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// Contacts, in the order that `which` gives, each with how often its customer, or the bearer of its unknown address,
/// made contact since the moment that is the first parameter; counted no further than 99.
pub(super) fn with_recent(
    driver: &mut dyn Driver,
    which: &str,
    params: &[Param<'_>],
) -> Result<Vec<(Contact, i64)>, Error> {
    let count = |of: &str| {
        let latest = format!("SELECT 1 FROM contacts AS r WHERE {of} AND r.arrived_at >= ?1 LIMIT 99");
        format!("(SELECT count(*) FROM ({latest}) AS counted)")
    };
    let of_unknown = count("r.customer IS NULL AND r.origin <> '' AND r.origin = c.origin");
    let of_known = count("r.customer = c.customer");
    let sql = format!(
        "SELECT c.body, CASE WHEN c.customer IS NULL THEN {of_unknown} ELSE {of_known} END FROM contacts AS c {which}"
    );
    driver.all(&sql, params, |row| Ok((serde_json::from_str(row.text(0)?)?, row.int(1)?)))
}

/// The customer a contact came from, where exactly one uses that address.
pub(super) fn sender(driver: &mut dyn Driver, contact: &Contact) -> Result<Option<CustomerId>, Error> {
    let callers = customers::callers(driver, &points(contact))?;
    Ok(if let [customer] = callers.as_slice() { Some(customer.id) } else { None })
}

pub(super) fn by_id(driver: &mut dyn Driver, id: ContactId) -> Result<Option<Contact>, Error> {
    let sql = "SELECT body FROM contacts WHERE id = ?1";
    driver.first(sql, &[Param::Int(id.0)], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// The contact of this reference, in any writing of it.
pub(super) fn by_reference(driver: &mut dyn Driver, reference: &str) -> Result<Option<Contact>, Error> {
    if let Some(contact) = exactly(driver, reference)? {
        return Ok(Some(contact));
    }
    let sql = "SELECT body FROM contacts WHERE lower(replace(replace(ref, '#', ''), ' ', '')) = ?1 ORDER BY id LIMIT 1";
    driver.first(sql, &[(&fold_reference(reference)).into()], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// The contact whose reference is written just so.
pub(super) fn exactly(driver: &mut dyn Driver, reference: &str) -> Result<Option<Contact>, Error> {
    let sql = "SELECT body FROM contacts WHERE ref = ?1";
    driver.first(sql, &[reference.into()], |row| Ok(serde_json::from_str(row.text(0)?)?))
}

/// Writes a contact over the version that was read. Without one it is new.
pub(super) fn write(driver: &mut dyn Driver, before: Option<&Contact>, contact: &Contact) -> Result<(), Error> {
    let version = before.map_or(0, |known| known.version);
    let body = serde_json::to_string(&Contact { version: version + 1, ..contact.clone() })?;
    let origin = fold(&contact.from);
    let origin = indexed(&origin);
    let closed_at = (contact.state == ContactState::Closed).then_some(contact.since.micros());
    let rows = driver.execute(
        "INSERT INTO contacts (id, ref, customer, state, agent, channel, queue, origin, arrived_at, answered_at, \
         closed_at, wait_seconds, handled_seconds, resolved, version, body, priority, outage) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15 + 1, ?16, ?17, ?18) \
         ON CONFLICT (id) DO UPDATE SET customer = excluded.customer, state = excluded.state, \
         agent = excluded.agent, channel = excluded.channel, queue = excluded.queue, origin = excluded.origin, \
         arrived_at = excluded.arrived_at, answered_at = excluded.answered_at, closed_at = excluded.closed_at, \
         wait_seconds = excluded.wait_seconds, handled_seconds = excluded.handled_seconds, \
         resolved = excluded.resolved, version = excluded.version, body = excluded.body, priority = excluded.priority, \
         outage = excluded.outage WHERE contacts.version = ?15",
        &[
            Param::Int(contact.id.0),
            (&contact.reference).into(),
            contact.customer.map(|id| id.0).into(),
            contact.state.name().into(),
            (&contact.agent).into(),
            contact.channel.name().into(),
            (&contact.queue).into(),
            (&*origin).into(),
            Param::Int(contact.arrived_at.micros()),
            contact.answered_at.map(Timestamp::micros).into(),
            closed_at.into(),
            Param::Int(contact.times.wait_seconds),
            Param::Int(contact.times.handled()),
            contact.resolved.map(|resolved| i64::from(resolved == Resolution::Resolved)).into(),
            Param::Int(version),
            Param::Text(&body),
            Param::Int(i64::from(contact.priority)),
            (&contact.outage).into(),
        ],
    )?;
    exactly_one(rows, &contact.reference)
}

/// Removes a contact.
pub(super) fn remove(driver: &mut dyn Driver, before: &Contact) -> Result<(), Error> {
    let sql = "DELETE FROM contacts WHERE id = ?1 AND version = ?2";
    let rows = driver.execute(sql, &[Param::Int(before.id.0), Param::Int(before.version)])?;
    exactly_one(rows, &before.reference)
}
