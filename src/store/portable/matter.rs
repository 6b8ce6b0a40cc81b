//! Cases and promises on their way in: what belongs to a customer, and came up in a contact where that is known.

use super::super::driver::Driver;
use super::super::{Error, callbacks, cases, contacts, customers};
use super::{Ids, fate};
use crate::domain::callback::Callback;
use crate::domain::case::Case;
use crate::domain::id::{CallbackId, CaseId, ContactId, CustomerId};
use crate::domain::portable::{Fate, Portable};

/// Whose something is, and in which contact it came up; or why that is not known.
type Belongs = Result<(Option<CustomerId>, Option<ContactId>), Fate>;

fn belongs(driver: &mut dyn Driver, customer: &str, contact: &str) -> Result<Belongs, Error> {
    let who = if customer.is_empty() { None } else { customers::id_of(driver, customer)? };
    if who.is_none() && !customer.is_empty() {
        return Ok(Err(Fate::Rejected(format!("there is no customer {customer}; import the customers first"))));
    }
    let came = if contact.is_empty() { None } else { contacts::by_reference(driver, contact)? };
    if came.is_none() && !contact.is_empty() {
        return Ok(Err(Fate::Rejected(format!("there is no contact {contact}; import the contacts first"))));
    }
    Ok(Ok((who, came.map(|contact| contact.id))))
}

pub(super) fn take_case(
    driver: &mut dyn Driver,
    ids: &mut Ids,
    record: &mut Case,
    customer: &str,
    contact: &str,
) -> Result<Fate, Error> {
    let (who, came) = match belongs(driver, customer, contact)? {
        Ok((Some(who), came)) => (who, came),
        Ok((None, _)) => return Ok(Fate::Rejected("customer is missing".to_owned())),
        Err(rejected) => return Ok(rejected),
    };
    let known = cases::exactly(driver, &record.reference)?;
    (record.customer, record.contact) = (who, came);
    (record.id, record.version) = match &known {
        Some(known) => (known.id, known.version),
        None => (CaseId(ids.fresh(driver)?), 0),
    };
    let fate = fate(known.as_ref(), record);
    if fate != Fate::Unchanged {
        cases::write(driver, known.as_ref(), record)?;
    }
    Ok(fate)
}

pub(super) fn take_promise(
    driver: &mut dyn Driver,
    ids: &mut Ids,
    record: &mut Callback,
    customer: &str,
    contact: &str,
) -> Result<Fate, Error> {
    (record.customer, record.contact) = match belongs(driver, customer, contact)? {
        Ok((None, None)) => return Ok(Fate::Rejected("customer is missing, and contact too".to_owned())),
        Ok(belongs) => belongs,
        Err(rejected) => return Ok(rejected),
    };
    let known = callbacks::exactly(driver, &record.reference)?;
    (record.id, record.version) = match &known {
        Some(known) => (known.id, known.version),
        None => (CallbackId(ids.fresh(driver)?), 0),
    };
    let fate = fate(known.as_ref(), record);
    if fate != Fate::Unchanged {
        callbacks::write(driver, known.as_ref(), record)?;
    }
    Ok(fate)
}

/// Names the contact in which a case or a promise came up.
pub(super) fn name_contact(driver: &mut dyn Driver, record: &mut Portable) -> Result<(), Error> {
    let (id, named) = if let Portable::Case { case, contact, .. } = record {
        (case.contact, contact)
    } else if let Portable::Promise { promise, contact, .. } = record {
        (promise.contact, contact)
    } else {
        return Ok(());
    };
    let known = id.map(|id| contacts::by_id(driver, id)).transpose()?.flatten();
    *named = known.map(|contact| contact.reference).unwrap_or_default();
    Ok(())
}
