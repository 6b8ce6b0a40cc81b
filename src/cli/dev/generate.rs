//! Makes stores as large as a real house's, for measuring: the same seed makes the same store. It goes through the door
//! that imported files go through, so that what is measured is what a user has.

mod accounts;
mod goods;
mod people;
mod random;
mod talk;

pub use random::Random;

use crate::domain::portable::Portable;
use crate::domain::timestamp::{DAY, Timestamp};
use crate::store::{Error, Store};

/// The moment at which a generated store's history ends: 21 November 2026, 18:00 UTC.
pub const LAST: Timestamp = Timestamp::from_micros(1_795_284_000_000_000);

/// How far back the history goes, in seconds: two years.
const HISTORY: i64 = 2 * 365 * DAY;

/// How many records are taken in one transaction.
const BATCH: usize = 5_000;

/// How large a store is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// How many products.
    pub products: u64,
    /// How many customers.
    pub customers: u64,
    /// How many orders.
    pub orders: u64,
    /// How many contacts, all of them over.
    pub contacts: u64,
    /// How many scripted answers.
    pub answers: u64,
    /// How many accounts, each with the invoices of its last year.
    pub accounts: u64,
}

/// Nothing but the goods of the shop.
impl Default for Size {
    fn default() -> Self {
        Self { products: goods::PRODUCTS, customers: 0, orders: 0, contacts: 0, answers: 0, accounts: 0 }
    }
}

impl Size {
    /// How many records that is.
    #[must_use]
    pub const fn records(&self) -> u64 {
        self.products + self.answers + self.customers + self.orders + self.contacts + self.accounts
    }
}

/// Fills an empty store, and tells `progress` how many records it has taken so far.
///
/// # Errors
/// When the store cannot be written.
pub fn generate(store: &mut Store, size: &Size, seed: u64, mut progress: impl FnMut(u64)) -> Result<(), Error> {
    let mut random = Random::new(seed);
    let mut batch = Vec::with_capacity(BATCH);
    for place in 0..size.records() {
        batch.push(record(&mut random, size, place));
        if batch.len() == BATCH || place + 1 == size.records() {
            store.import(std::mem::replace(&mut batch, Vec::with_capacity(BATCH)))?;
            progress(place + 1);
        }
    }
    Ok(())
}

/// The record at a place: products first, then answers, customers, orders, contacts and accounts, so that each names only
/// records before it.
fn record(random: &mut Random, size: &Size, mut place: u64) -> Portable {
    if place < size.products {
        return Portable::Product(Box::new(goods::product(place)));
    }
    place -= size.products;
    if place < size.answers {
        return Portable::Answer(Box::new(talk::answer(random, place)));
    }
    place -= size.answers;
    if place < size.customers {
        return Portable::Customer(Box::new(people::customer(random, place)));
    }
    place -= size.customers;
    if place < size.orders {
        return goods::order(random, place, size.orders, size.customers);
    }
    place -= size.orders;
    if place < size.contacts {
        return talk::contact(random, place, size.contacts, size.customers);
    }
    accounts::account(random, place - size.contacts, size.accounts, size.customers)
}

/// How many seconds before the end the record at `place` of `count` happened: the last one a moment ago.
fn age(random: &mut Random, place: u64, count: u64) -> i64 {
    let step = HISTORY / i64::try_from(count.max(1)).unwrap_or(1);
    let left = i64::try_from(count.saturating_sub(place)).unwrap_or(0);
    step * left - i64::try_from(random.below(u64::try_from(step.max(1)).unwrap_or(1))).unwrap_or(0)
}

/// One of so many customers; a few make contact, or order, far more often than the others.
fn somebody(random: &mut Random, customers: u64) -> u64 {
    // A stride that has no divisor in common with a round number spreads the busy ones over the whole file.
    random.skewed(customers) * 48_271 % customers.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::account::Account;
    use crate::domain::action::House;
    use crate::domain::ledger::{Entry, EntryKind, balance};
    use crate::domain::money::Currency;
    use crate::domain::phone::Region;
    use crate::store::{Address, ContactFilter};

    fn generated(seed: u64) -> Store {
        let house = House::plain(Region::named("DE").unwrap(), Currency::EUR);
        let mut store = Store::open(&Address::read(":memory:").unwrap(), house).unwrap();
        let size = Size { customers: 100, orders: 200, contacts: 300, answers: 50, accounts: 40, ..Size::default() };
        let mut last = 0;
        generate(&mut store, &size, seed, |taken| last = taken).unwrap();
        assert_eq!(last, size.records());
        store
    }

    fn accounts(store: &mut Store) -> Vec<(Account, Vec<Entry>)> {
        (1..=40).map(|place| store.account(&format!("A-{place:06}")).unwrap().unwrap()).collect()
    }

    #[test]
    fn a_generated_store_holds_what_was_asked_for_and_is_the_same_for_the_same_seed() {
        let all = ContactFilter::default();
        let mut store = generated(7);
        assert_eq!(store.count_customers(1_000).unwrap(), 100);
        let contacts = store.contacts(all, 1_000).unwrap();
        assert_eq!(contacts.len(), 300);
        assert!(contacts.iter().all(|contact| contact.arrived_at <= LAST));
        assert_eq!(generated(7).contacts(all, 1_000).unwrap(), contacts);
        let booked = accounts(&mut store);
        let entries = || booked.iter().flat_map(|(_, entries)| entries);
        assert!(booked.iter().all(|(account, entries)| !account.plan.is_empty() && !entries.is_empty()));
        assert!(entries().all(|entry| entry.at <= LAST));
        assert!(booked.iter().any(|(_, entries)| balance(entries).0 > 0));
        assert!(entries().any(|entry| entry.kind == EntryKind::Payment));
        assert_eq!(accounts(&mut generated(7)), booked);
        assert_ne!(accounts(&mut generated(8)), booked);
        assert_ne!(generated(8).contacts(all, 1_000).unwrap(), contacts);
    }
}
