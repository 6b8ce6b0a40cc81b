//! Accounts with their entries, and outages, on their way in.

use std::collections::HashSet;

use super::super::driver::Driver;
use super::super::{Error, LONGEST_ENTRY, accounts, customers, entries, outages};
use super::{Ids, fate};
use crate::domain::account::Account;
use crate::domain::id::{AccountId, EntryId, OutageId};
use crate::domain::ledger::Entry;
use crate::domain::outage::Outage;
use crate::domain::portable::Fate;

/// Takes an account with its entries. Entries that a file does not name stay as they are: what was booked here is not in
/// a file that was written before.
pub(super) fn take_account(
    driver: &mut dyn Driver,
    ids: &mut Ids,
    record: &mut Account,
    named: &mut [Entry],
    customer: &str,
) -> Result<Fate, Error> {
    let Some(id) = customers::id_of(driver, customer)? else {
        return Ok(Fate::Rejected(format!("there is no customer {customer}; import the customers first")));
    };
    let known = accounts::exactly(driver, &record.reference)?;
    record.customer = id;
    (record.id, record.version) = match &known {
        Some(known) => (known.id, known.version),
        None => (AccountId(ids.fresh(driver)?), 0),
    };
    let mut seen = HashSet::new();
    if let Some(twice) = named.iter().find(|entry| !seen.insert(entry.reference.as_str())) {
        return Ok(Fate::Rejected(format!("entries: {} stands there twice", twice.reference)));
    }
    let mut before = Vec::with_capacity(named.len());
    for entry in named.iter_mut() {
        let known = entries::exactly(driver, &entry.reference)?;
        entry.account = record.id;
        (entry.id, entry.version) = match &known {
            Some(known) if known.account != record.id => {
                return Ok(Fate::Rejected(format!("entries: {} is on another account", entry.reference)));
            }
            Some(known) => (known.id, known.version),
            None if entry.reference.len() > LONGEST_ENTRY => {
                return Ok(Fate::Rejected(format!(
                    "entries: a ref is longer than {LONGEST_ENTRY} bytes; give it a shorter one"
                )));
            }
            None => (EntryId(ids.fresh(driver)?), 0),
        };
        before.push(known);
    }
    let mut fate = fate(known.as_ref(), record);
    if fate != Fate::Unchanged {
        accounts::write(driver, known.as_ref(), record)?;
    }
    for (entry, known) in named.iter().zip(before).filter(|(entry, known)| known.as_ref() != Some(entry)) {
        entries::write(driver, known.as_ref(), entry)?;
        if fate == Fate::Unchanged {
            fate = Fate::Changed;
        }
    }
    Ok(fate)
}

pub(super) fn take_outage(driver: &mut dyn Driver, ids: &mut Ids, record: &mut Outage) -> Result<Fate, Error> {
    let known = outages::exactly(driver, &record.reference)?;
    (record.id, record.version) = match &known {
        Some(known) => (known.id, known.version),
        None => (OutageId(ids.fresh(driver)?), 0),
    };
    let fate = fate(known.as_ref(), record);
    if fate != Fate::Unchanged {
        outages::write(driver, known.as_ref(), record)?;
    }
    Ok(fate)
}
