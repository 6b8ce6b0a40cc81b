//! What must hold of a store whenever its program was killed: it is sound, and its journal agrees with its records.

use std::collections::BTreeMap;

use frontline::domain::action::{Action, House};
use frontline::domain::contact::{Contact, ContactState, Party};
use frontline::domain::id::{ContactId, CustomerId};
use frontline::domain::journal::Receipt;
use frontline::domain::money::Currency;
use frontline::domain::phone::Region;
use frontline::domain::record::RecordKind;
use frontline::store::{Address, ContactFilter, Store};
use serde_json::Value;

use super::agent::Deed;
use crate::desk::Home;

/// What of a contact only actions change.
const OF_CONTACT: [&str; 4] = ["note", "disposition", "resolved", "customer"];

/// The store of a home, beside the desk that works on it.
pub fn store(home: &Home) -> Store {
    let house = House::plain(Region::named("DE").unwrap(), Currency::EUR);
    Store::open(&Address::read(&home.store()).unwrap(), house).unwrap()
}

/// Every contact there is.
pub fn contacts(store: &mut Store) -> Vec<Contact> {
    store.contacts(ContactFilter::default(), 10_000).unwrap()
}

/// Whether something was done.
pub fn is_done(store: &mut Store, deed: &Deed) -> bool {
    match deed {
        Deed::Closed { contact } => {
            store.contact(ContactId(*contact)).unwrap().is_some_and(|contact| contact.state == ContactState::Closed)
        }
        Deed::Sent { contact, text } => {
            let contact = store.contact(ContactId(*contact)).unwrap().unwrap();
            contact.transcript.iter().any(|line| line.who == Party::Agent && line.text == *text)
        }
        Deed::Promised { what } => {
            let receipts = store.journal(None, 100_000).unwrap();
            let promised = receipts.iter().find(
                |receipt| matches!(&receipt.action, Action::ScheduleCallback { what: known, .. } if known == what),
            );
            let mut kept = |receipt: &Receipt| {
                let file = receipt.customer.and_then(|customer| store.file(customer).unwrap());
                file.is_none_or(|file| file.callbacks.iter().any(|callback| callback.what == *what))
            };
            promised.is_some_and(&mut kept)
        }
        Deed::Renamed { customer, company } => {
            let customer = store.customer_of(CustomerId(*customer)).unwrap().unwrap();
            customer.details.company == *company
        }
    }
}

/// Asserts that the store is sound.
pub fn is_sound(home: &Home) {
    let url = home.store();
    if !url.contains("://") {
        let file = rusqlite::Connection::open(&url).unwrap();
        for pragma in ["integrity_check", "foreign_key_check"] {
            let mut statement = file.prepare(&format!("PRAGMA {pragma}")).unwrap();
            let told: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
            assert!(told.is_empty() || told == ["ok"], "{pragma}: {told:?}");
        }
    }
    agrees(&mut store(home));
}

/// Asserts that what the journal says was written last of a record stands in it, and that what is closed was closed by
/// an action.
fn agrees(store: &mut Store) {
    let receipts = store.journal(None, 100_000).unwrap();
    let mut last: BTreeMap<(u8, i64, String), Value> = BTreeMap::new();
    for change in receipts.iter().flat_map(|receipt| receipt.changes.iter().rev()) {
        let kind = match change.record {
            RecordKind::Customer => 0,
            RecordKind::Contact => 1,
            RecordKind::Callback
            | RecordKind::Order
            | RecordKind::Case
            | RecordKind::Approval
            | RecordKind::Product
            | RecordKind::Account
            | RecordKind::Entry
            | RecordKind::Outage
            | RecordKind::Answer => continue,
        };
        for field in &change.fields {
            last.entry((kind, change.id, field.field.clone())).or_insert_with(|| field.after.clone());
        }
    }
    for ((kind, id, field), written) in last {
        let record = if kind == 0 {
            store.customer_of(CustomerId(id)).unwrap().map(|customer| serde_json::to_value(customer).unwrap())
        } else {
            store.contact(ContactId(id)).unwrap().map(|contact| serde_json::to_value(contact).unwrap())
        };
        if kind == 1 && !OF_CONTACT.contains(&field.as_str()) {
            continue;
        }
        let stands = record.as_ref().and_then(|record| record.get(&field)).unwrap_or(&Value::Null);
        assert_eq!(*stands, written, "{field} of record {id} is not what the journal says");
    }
    let closings = |reference: &str| {
        let closes = |action: &Action| matches!(action, Action::CloseContact { contact, .. } if contact == reference);
        receipts.iter().filter(|receipt| receipt.undone_by.is_none() && closes(&receipt.action)).count()
    };
    for contact in contacts(store).iter().filter(|contact| contact.agent == "jonas") {
        let closed = usize::from(contact.state == ContactState::Closed);
        assert_eq!(closings(&contact.reference), closed, "{} is {:?}", contact.reference, contact.state);
    }
}
