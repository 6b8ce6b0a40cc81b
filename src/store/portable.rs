//! Records in and out: taken by reference so that the same file again changes nothing, given out in the order of their
//! references.

mod account;
mod matter;

use super::driver::{Driver, Param, Purpose};
use super::{Error, LONGEST_ENTRY, Store, answers, contacts, customers, entries, journal, learning, orders, products};
use crate::domain::action::answer::key_taken;
use crate::domain::action::{Action, Actor, House};
use crate::domain::answer::Answer;
use crate::domain::contact::Contact;
use crate::domain::customer::Customer;
use crate::domain::id::{AnswerId, ContactId, CustomerId, OrderId, ProductId, ReceiptId, numbered};
use crate::domain::journal::Receipt;
use crate::domain::order::Order;
use crate::domain::portable::{Fate, Kind, Portable};
use crate::domain::product::Product;

/// How many records are read at a time on the way out.
pub(super) const PAGE: i64 = 500;

impl Store {
    /// Takes records in one transaction and says what became of each, in their order.
    ///
    /// # Errors
    /// When the database cannot be written; then none of them was taken.
    pub fn import(&mut self, mut records: Vec<Portable>) -> Result<Vec<Fate>, Error> {
        let house = &self.house;
        self.driver.within(Purpose::Write, |driver| {
            // Another desk's file bears references of our own form; none of them is to be given out again.
            let highest = records.iter().flat_map(Portable::references).filter_map(numbered).max();
            if let Some(highest) = highest {
                driver.skip_ids(highest)?;
            }
            let mut ids = Ids { fresh: Vec::new().into_iter(), wanted: records.len() };
            let (mut fates, mut rest) = (Vec::with_capacity(records.len()), records.as_mut_slice());
            while let Some((record, later)) = rest.split_first_mut() {
                fates.push(take(driver, house, &mut ids, record, later)?);
                rest = later;
            }
            Ok(fates)
        })
    }

    /// Journals that a file was read in.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn journal_import(&mut self, action: &Action, actor: &Actor) -> Result<(), Error> {
        self.driver.within(Purpose::Write, |driver| {
            let [id] = driver.fresh()?;
            let receipt = Receipt {
                id: ReceiptId(id),
                at: actor.at,
                agent: actor.agent.clone(),
                contact: None,
                customer: None,
                action: action.clone(),
                changes: Vec::new(),
                undone_by: None,
                approved_by: String::new(),
            };
            journal::write(driver, &receipt, None)
        })
    }

    /// Hands every record of a kind to `each`, in the order of their references; picks in the order they were made.
    ///
    /// # Errors
    /// When the database cannot be read, or with what `each` fails.
    pub fn export<E: From<Error>>(
        &mut self,
        kind: Kind,
        mut each: impl FnMut(Portable) -> Result<(), E>,
    ) -> Result<(), E> {
        if kind == Kind::Picks {
            return self.export_picks(each);
        }
        let mut after = String::new();
        loop {
            let page = self.page(kind, &after)?;
            let Some((last, _)) = page.last() else { return Ok(()) };
            last.clone_into(&mut after);
            for (_, record) in page {
                each(record)?;
            }
        }
    }

    fn page(&mut self, kind: Kind, after: &str) -> Result<Vec<(String, Portable)>, Error> {
        let sql = match kind {
            Kind::Customers => "SELECT id, ref, version, body, '' FROM customers WHERE ref > ?1 ORDER BY ref LIMIT ?2",
            Kind::Products => "SELECT id, ref, version, body, '' FROM products WHERE ref > ?1 ORDER BY ref LIMIT ?2",
            Kind::Accounts => {
                "SELECT a.id, a.ref, a.version, a.body, c.ref FROM accounts AS a JOIN customers AS c ON c.id = a.customer \
                 WHERE a.ref > ?1 ORDER BY a.ref LIMIT ?2"
            }
            Kind::Outages => "SELECT id, ref, version, body, '' FROM outages WHERE ref > ?1 ORDER BY ref LIMIT ?2",
            Kind::Answers | Kind::Picks => {
                "SELECT id, ref, version, body, '' FROM answers WHERE ref > ?1 ORDER BY ref LIMIT ?2"
            }
            Kind::Orders => {
                "SELECT o.id, o.ref, o.version, o.body, c.ref FROM orders AS o JOIN customers AS c ON c.id = o.customer \
                 WHERE o.ref > ?1 ORDER BY o.ref LIMIT ?2"
            }
            Kind::Contacts => {
                "SELECT k.id, k.ref, k.version, k.body, coalesce(c.ref, '') FROM contacts AS k LEFT JOIN customers AS c \
                 ON c.id = k.customer WHERE k.ref > ?1 ORDER BY k.ref LIMIT ?2"
            }
            Kind::Cases => {
                "SELECT s.id, s.ref, s.version, s.body, coalesce(c.ref, '') FROM cases AS s LEFT JOIN customers AS c \
                 ON c.id = s.customer WHERE s.ref > ?1 ORDER BY s.ref LIMIT ?2"
            }
            Kind::Promises => {
                "SELECT b.id, b.ref, b.version, b.body, coalesce(c.ref, '') FROM callbacks AS b LEFT JOIN customers AS c \
                 ON c.id = b.customer WHERE b.ref > ?1 ORDER BY b.ref LIMIT ?2"
            }
        };
        let mut page = self.driver.all(sql, &[after.into(), Param::Int(PAGE)], |row| {
            let (reference, body, customer) = (row.text(1)?.to_owned(), row.text(3)?, row.text(4)?.to_owned());
            let record = match kind {
                Kind::Customers => Portable::Customer(Box::new(customers::read(row)?)),
                Kind::Products => Portable::Product(serde_json::from_str(body)?),
                Kind::Answers | Kind::Picks => Portable::Answer(serde_json::from_str(body)?),
                Kind::Orders => Portable::Order { order: serde_json::from_str(body)?, customer },
                Kind::Accounts => {
                    Portable::Account { account: serde_json::from_str(body)?, entries: Vec::new(), customer }
                }
                Kind::Outages => Portable::Outage(serde_json::from_str(body)?),
                Kind::Contacts => Portable::Contact { contact: serde_json::from_str(body)?, customer },
                Kind::Cases => Portable::Case { case: serde_json::from_str(body)?, customer, contact: String::new() },
                Kind::Promises => {
                    Portable::Promise { promise: serde_json::from_str(body)?, customer, contact: String::new() }
                }
            };
            Ok((reference, record))
        })?;
        for (_, record) in &mut page {
            matter::name_contact(&mut *self.driver, record)?;
            if let Portable::Account { account, entries, .. } = record {
                *entries = entries::of(&mut *self.driver, account.id)?;
            }
        }
        Ok(page)
    }
}

/// Identities for the new records of one transaction, asked for all at once when the first is needed.
struct Ids {
    fresh: std::vec::IntoIter<i64>,
    wanted: usize,
}

impl Ids {
    fn fresh(&mut self, driver: &mut dyn Driver) -> Result<i64, Error> {
        if self.fresh.len() == 0 {
            self.fresh = driver.fresh_ids(i64::try_from(self.wanted).unwrap_or(i64::MAX))?.into_iter();
        }
        self.fresh.next().ok_or_else(|| Error::NotAStore { place: driver.place() })
    }
}

/// Takes a record, `later` being those that come behind it.
fn take(
    driver: &mut dyn Driver,
    house: &House,
    ids: &mut Ids,
    record: &mut Portable,
    later: &[Portable],
) -> Result<Fate, Error> {
    if record.reference().len() > LONGEST_ENTRY {
        return Ok(Fate::Rejected(format!(
            "its reference is longer than {LONGEST_ENTRY} bytes; give it a shorter one"
        )));
    }
    match record {
        Portable::Customer(customer) => take_customer(driver, ids, customer),
        Portable::Product(product) => take_product(driver, ids, product),
        Portable::Order { order, customer } => take_order(driver, ids, order, customer),
        Portable::Answer(answer) => take_answer(driver, house, ids, answer, later),
        Portable::Pick(pick) => match answers::by_reference(driver, &pick.answer)? {
            Some(answer) if learning::import_pick(driver, pick, answer.id)? => Ok(Fate::Added),
            Some(_) => Ok(Fate::Unchanged),
            None => Ok(Fate::Rejected(format!("there is no answer {}; import the answers first", pick.answer))),
        },
        Portable::Contact { contact, customer } => take_contact(driver, ids, contact, customer),
        Portable::Case { case, customer, contact } => matter::take_case(driver, ids, case, customer, contact),
        Portable::Promise { promise, customer, contact } => {
            matter::take_promise(driver, ids, promise, customer, contact)
        }
        Portable::Account { account, entries, customer } => {
            account::take_account(driver, ids, account, entries, customer)
        }
        Portable::Outage(outage) => account::take_outage(driver, ids, outage),
    }
}

fn take_customer(driver: &mut dyn Driver, ids: &mut Ids, record: &mut Customer) -> Result<Fate, Error> {
    let known = customers::exactly(driver, &record.reference)?;
    let one_with = if known.is_none() { customers::by_reference(driver, &record.reference)? } else { None };
    if let Some(survivor) = one_with.filter(|survivor| survivor.details.merged.contains(&record.reference)) {
        let (gone, stays) = (&record.reference, &survivor.reference);
        return Ok(Fate::Rejected(format!("{gone} became one with {stays}; change that file, or split the two first")));
    }
    (record.id, record.version) = match &known {
        Some(known) => (known.id, known.version),
        None => (CustomerId(ids.fresh(driver)?), 0),
    };
    let fate = fate(known.as_ref(), record);
    if fate != Fate::Unchanged {
        customers::write(driver, known.as_ref(), record)?;
    }
    Ok(fate)
}

fn take_product(driver: &mut dyn Driver, ids: &mut Ids, record: &mut Product) -> Result<Fate, Error> {
    let known = products::by_reference(driver, &record.reference)?;
    (record.id, record.version) = match &known {
        Some(known) => (known.id, known.version),
        None => (ProductId(ids.fresh(driver)?), 0),
    };
    let fate = fate(known.as_ref(), record);
    if fate != Fate::Unchanged {
        products::write(driver, known.as_ref(), record)?;
    }
    Ok(fate)
}

fn take_order(driver: &mut dyn Driver, ids: &mut Ids, record: &mut Order, customer: &str) -> Result<Fate, Error> {
    let Some(id) = customers::id_of(driver, customer)? else {
        return Ok(Fate::Rejected(format!("there is no customer {customer}; import the customers first")));
    };
    let known = orders::by_reference(driver, &record.reference)?;
    record.customer = id;
    (record.id, record.version) = match &known {
        Some(known) => (known.id, known.version),
        None => (OrderId(ids.fresh(driver)?), 0),
    };
    let fate = fate(known.as_ref(), record);
    if fate != Fate::Unchanged {
        orders::write(driver, record)?;
    }
    Ok(fate)
}

fn take_answer(
    driver: &mut dyn Driver,
    house: &House,
    ids: &mut Ids,
    record: &mut Answer,
    later: &[Portable],
) -> Result<Fate, Error> {
    let known = answers::by_reference(driver, &record.reference)?;
    (record.id, record.version) = match &known {
        Some(known) => (known.id, known.version),
        None => (AnswerId(ids.fresh(driver)?), 0),
    };
    // A file that does not say what is pinned takes nothing away, and what is forgotten is told by none.
    if let Some(known) = &known {
        record.forgotten.clone_from(&known.forgotten);
        if record.pinned.is_empty() {
            record.pinned.clone_from(&known.pinned);
        }
    }
    let fate = fate(known.as_ref(), record);
    if fate != Fate::Unchanged {
        let holders = answers::holders(driver, house, known.as_ref(), record)?;
        if let Some(holder) = holders.iter().find(|holder| !gives_up(holder, record, house, later)) {
            return Ok(Fate::Rejected(key_taken(record, holder).message));
        }
        answers::write(driver, record)?;
    }
    Ok(fate)
}

/// Whether a record that comes later in the same file leaves the key of an answer to another one.
fn gives_up(holder: &Answer, other: &Answer, house: &House, later: &[Portable]) -> bool {
    let gives_up = |now: &Answer| now.reference == holder.reference && !now.shares_key(other, &house.language);
    later.iter().any(|record| matches!(record, Portable::Answer(now) if gives_up(now)))
}

fn take_contact(driver: &mut dyn Driver, ids: &mut Ids, record: &mut Contact, customer: &str) -> Result<Fate, Error> {
    let known = contacts::exactly(driver, &record.reference)?;
    record.customer = if customer.is_empty() {
        // A file that does not say whose contact it is takes nothing away.
        match &known {
            Some(known) => known.customer,
            None => contacts::sender(driver, record)?,
        }
    } else if let Some(id) = customers::id_of(driver, customer)? {
        Some(id)
    } else {
        return Ok(Fate::Rejected(format!("there is no customer {customer}; import the customers first")));
    };
    (record.id, record.version) = match &known {
        Some(known) => (known.id, known.version),
        None => (ContactId(ids.fresh(driver)?), 0),
    };
    let fate = fate(known.as_ref(), record);
    if fate != Fate::Unchanged {
        contacts::write(driver, known.as_ref(), record)?;
    }
    Ok(fate)
}

/// What becomes of a record beside the one that is known by its reference; both carry the same identity and version.
fn fate<T: PartialEq>(known: Option<&T>, record: &T) -> Fate {
    match known {
        None => Fate::Added,
        Some(known) if known == record => Fate::Unchanged,
        Some(_) => Fate::Changed,
    }
}
