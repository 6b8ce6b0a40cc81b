//! The questions a desk asks while somebody waits, on generated stores of 10,000 and 100,000 contacts, each beside the
//! same statements issued raw, on both databases: the server is the one of the tests, and left out where there is none.
//! `FRONTLINE_BENCH_CONTACTS=10000,1000000` measures other sizes, `FRONTLINE_BENCH_STORES` names a folder that keeps the
//! stores of the embedded kind.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::unwrap_used, reason = "a bench that fails has nothing to say")]

use std::path::PathBuf;

use frontline::cli::dev::generate::{LAST, Random, Size, generate};
use frontline::domain::action::{Action, Actor, House};
use frontline::domain::channel::Channel;
use frontline::domain::contact::{Contact, Resolution, Step};
use frontline::domain::customer::{ContactPoint, Customer};
use frontline::domain::id::ContactId;
use frontline::domain::money::Currency;
use frontline::domain::phone::{Phone, Region};
use frontline::domain::text::fold;
use frontline::store::{Address, ContactFilter, Mode, Store};

#[path = "../tests/store/cluster.rs"]
mod cluster;
mod measure;
mod raw;

use cluster::Database;
use measure::beside;
use raw::Raw;
use raw::postgres::Postgres;
use raw::sqlite::Sqlite;

fn main() {
    let sizes = std::env::var("FRONTLINE_BENCH_CONTACTS").unwrap_or_else(|_| "10000,100000".to_owned());
    for contacts in sizes.split(',').filter_map(|size| size.trim().parse().ok()) {
        let scratch = tempfile::tempdir().unwrap();
        let folder = std::env::var("FRONTLINE_BENCH_STORES").map_or_else(|_| scratch.path().to_owned(), PathBuf::from);
        let path = folder.join(format!("{contacts}.db"));
        let mut store = open(path.to_str().unwrap(), contacts);
        let mut raw = Sqlite::open(&path);
        head("SQLite", contacts);
        hot(&mut store, &mut raw);
        others(&mut store, &mut raw);
        if let Some(database) = Database::fresh() {
            let mut store = open(&database.url(), contacts);
            head("PostgreSQL", contacts);
            hot(&mut store, &mut Postgres::open(&database.url()));
        }
    }
    catalogue();
}

/// Goods as somebody says them, among 100,000 products, beside one product that is asked for by its number.
fn catalogue() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("products.db");
    let mut store = Store::open(&Address::read(path.to_str().unwrap()).unwrap(), house()).unwrap();
    let size = Size { products: 100_000, ..Size::default() };
    generate(&mut store, &size, 1, |_| {}).unwrap();
    let mut raw = Sqlite::open(&path);
    measure::head(&format!("SQLite: {} products", size.products));
    let sku = |round: u64| format!("{}-M", 1_000 + round * 7_919 % size.products);
    // The name of one product, the words of some hundred, those of thousands, and the size that every one has.
    for said in ["polar hammock 217", "polar hammock", "tent", "te", "m", "the m t"] {
        beside(
            &format!("goods by \"{said}\""),
            500,
            |_| store.find_products(said, 20).unwrap(),
            |round| raw.product(&sku(round)),
        );
    }
}

fn head(database: &str, contacts: u64) {
    let (customers, orders) = (contacts / 10, contacts * 3 / 10);
    measure::head(&format!("{database}: {contacts} contacts, {customers} customers, {orders} orders"));
}

fn house() -> House {
    House::plain(Region::named("DE").unwrap(), Currency::EUR)
}

/// A store with so many contacts in it.
fn open(url: &str, contacts: u64) -> Store {
    let mut store = Store::open(&Address::read(url).unwrap(), house()).unwrap();
    if store.count_customers(1).unwrap() == 0 {
        fill(&mut store, contacts);
    }
    store
}

fn fill(store: &mut Store, contacts: u64) {
    let (customers, orders, accounts) = (contacts / 10, contacts * 3 / 10, contacts / 50);
    let size = Size { customers, orders, contacts, answers: contacts / 50, accounts, ..Size::default() };
    let began = std::time::Instant::now();
    generate(store, &size, 1, |_| {}).unwrap();
    let seconds = began.elapsed().as_secs();
    println!("generated {} records in {seconds} s", size.records());
}

/// One of a list, and after the last the first again.
fn nth<T>(list: &[T], round: u64) -> &T {
    list.get(usize::try_from(round).unwrap() % list.len()).unwrap()
}

/// What every call asks, and what every contact writes.
fn hot(store: &mut Store, raw: &mut impl Raw) {
    let customers = some_customers(store);
    let phones: Vec<_> = customers.iter().flat_map(|customer| &customer.details.phones).map(Phone::e164).collect();
    let phone = |round| *nth(&phones, round);
    let id = |round| nth(&customers, round).id;
    let typed = |round| fold(&nth(&customers, round).details.family_name.chars().take(4).collect::<String>());

    beside(
        "whose number this is",
        3_000,
        |round| store.callers(&[ContactPoint::Phone(phone(round).to_owned())]).unwrap(),
        |round| raw.caller(phone(round)),
    );
    let of = |round| ContactFilter { customer: Some(id(round)), since: None };
    beside(
        "the last contacts of a customer",
        2_000,
        |round| store.contacts(of(round), 60).unwrap(),
        |round| raw.last_contacts(id(round)),
    );
    beside(
        "four letters of a name",
        1_000,
        |round| store.find_customers(&typed(round), 20).unwrap(),
        |round| raw.search(&typed(round)),
    );
    written(store, raw, &customers);
}

/// A contact on its way: it arrives, is taken, and is logged.
fn written(store: &mut Store, raw: &mut impl Raw, customers: &[Customer]) {
    let (rounds, house, now) = (500, house(), LAST.plus_seconds(60));
    let arriving = |round| arriving(nth(customers, round));
    let (mut own, mut others) = (Vec::new(), Vec::new());
    beside(
        "a contact arrives",
        rounds,
        |round| own.push(store.arrive(&arriving(round)).unwrap()),
        |round| others.push(raw.arrive(&arriving(round), &house)),
    );
    beside(
        "a contact is taken",
        rounds,
        |round| store.step(nth(&own, round).id, &Step::Take, "mara", now).unwrap(),
        |round| raw.take(nth(&others, round), "mara", now),
    );
    let close = |contact: &Contact| Action::CloseContact {
        contact: contact.reference.clone(),
        disposition: "Solved".to_owned(),
        resolved: Some(Resolution::Resolved),
        note: "Asked the courier to look for it, answer by tomorrow.".to_owned(),
    };
    let actor = Actor { agent: "mara".to_owned(), contact: None, at: now.plus_seconds(60) };
    beside(
        "a contact is logged",
        rounds,
        |round| store.perform(&close(nth(&own, round)), &actor, None, Mode::Commit).unwrap(),
        |round| raw.close(&close(nth(&others, round)), &actor, &house),
    );
}

/// A call of a customer.
fn arriving(customer: &Customer) -> Contact {
    let mut contact = Contact::arriving(ContactId(0), Channel::Phone, "service", LAST.plus_seconds(60));
    if let Some(phone) = customer.details.phones.first() {
        phone.e164().clone_into(&mut contact.from);
    }
    contact
}

/// What is asked less often, beside its bodies read out as text.
fn others(store: &mut Store, raw: &mut Sqlite) {
    let customers = some_customers(store);
    let id = |round| nth(&customers, round).id;
    beside("the customer's file", 2_000, |round| store.file(id(round)).unwrap(), |round| raw.file(id(round).0));
    let busy = busiest(store);
    beside("the busiest customer's file", 1_000, |_| store.file(busy.id).unwrap(), |_| raw.file(busy.id.0));
    found(store, raw, &customers);
    desk(store, raw, &customers);
}

/// Customers from all over the store, in no order.
fn some_customers(store: &mut Store) -> Vec<Customer> {
    let latest = store.contacts(ContactFilter::default(), 4_000).unwrap();
    let ids = latest.iter().filter_map(|contact| contact.customer);
    let mut customers: Vec<Customer> = ids.filter_map(|id| Some(store.file(id).unwrap()?.customer)).collect();
    let mut random = Random::new(2);
    customers.sort_by_cached_key(|_| random.bits());
    customers
}

fn busiest(store: &mut Store) -> Customer {
    let latest = store.contacts(ContactFilter::default(), 2_000).unwrap();
    let files = latest.iter().filter_map(|contact| contact.customer).filter_map(|id| store.file(id).unwrap());
    files.max_by_key(|file| file.contact_count).unwrap().customer
}

fn found(store: &mut Store, raw: &mut Sqlite, customers: &[Customer]) {
    let nth = |round| nth(customers, round);
    for letters in [1, 2, 3, 5] {
        let typed = |round| -> String { nth(round).details.family_name.chars().take(letters).collect() };
        beside(
            &format!("{letters} letters of a name"),
            1_000,
            |round| store.find_customers(&typed(round), 20).unwrap(),
            |round| raw.words(&typed(round), 20),
        );
    }
    let full = |round| nth(round).name();
    let both = |store: &mut Store, text: String| store.find_customers(&text, 20).unwrap();
    beside("a name of two words", 1_000, |round| both(store, full(round)), |round| raw.words(&full(round), 20));
    let initials = |round| {
        let details = &nth(round).details;
        format!("{} {}", prefix(&details.given_name, 1), prefix(&details.family_name, 1))
    };
    beside(
        "two letters of two words",
        500,
        |round| both(store, initials(round)),
        |round| raw.words(&initials(round), 20),
    );
    let unlikely = |round| format!("{} {}", nth(round).details.given_name, nth(round + 1).details.address.city);
    beside(
        "a name and another's city",
        500,
        |round| both(store, unlikely(round)),
        |round| raw.words(&unlikely(round), 20),
    );
    let written = |round: u64| {
        let customer = nth(round);
        customer.details.phones.first().map_or_else(|| customer.reference.clone(), Phone::international)
    };
    beside(
        "a number as it is written",
        2_000,
        |round| both(store, written(round)),
        |round| raw.caller(&written(round)),
    );
    let order = |round: u64| format!("W{}", 1_000_000 + round % 3_000);
    beside(
        "an order number",
        2_000,
        |round| both(store, order(round)),
        |round| raw.order(&order(round).to_lowercase()),
    );
}

fn prefix(text: &str, letters: usize) -> String {
    text.chars().take(letters).collect()
}

fn desk(store: &mut Store, raw: &mut Sqlite, customers: &[Customer]) {
    let now = LAST.plus_seconds(60);
    for round in 0..40 {
        store.arrive(&arriving(nth(customers, round))).unwrap();
    }
    let midnight = now.plus_seconds(-10 * 3_600);
    beside(
        "the desk with forty waiting",
        500,
        |_| store.desk("mara", now, midnight).unwrap(),
        |_| raw.desk("mara", now, midnight),
    );
}
