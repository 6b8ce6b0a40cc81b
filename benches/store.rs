//! The questions a desk asks while somebody waits, on generated stores of 10,000 and 100,000 contacts, each beside the
//! same statements issued raw. `FRONTLINE_BENCH_CONTACTS=10000,1000000` measures other sizes, `FRONTLINE_BENCH_STORES`
//! names a folder that keeps the stores.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::unwrap_used, reason = "a bench that fails has nothing to say")]

use std::path::PathBuf;

use frontline::cli::dev::generate::{LAST, Random, Size, generate};
use frontline::domain::action::{Action, Actor, House};
use frontline::domain::channel::Channel;
use frontline::domain::contact::{Contact, Resolution, Step};
use frontline::domain::customer::{ContactPoint, Customer};
use frontline::domain::id::ContactId;
use frontline::domain::phone::{Phone, Region};
use frontline::store::{Address, ContactFilter, Mode, Store};

mod measure;
mod raw;

use measure::beside;
use raw::Raw;

fn main() {
    let sizes = std::env::var("FRONTLINE_BENCH_CONTACTS").unwrap_or_else(|_| "10000,100000".to_owned());
    for contacts in sizes.split(',').filter_map(|size| size.trim().parse().ok()) {
        let scratch = tempfile::tempdir().unwrap();
        let folder = std::env::var("FRONTLINE_BENCH_STORES").map_or_else(|_| scratch.path().to_owned(), PathBuf::from);
        let path = folder.join(format!("{contacts}.db"));
        let address = Address::read(path.to_str().unwrap()).unwrap();
        let house = House { region: Region::named("DE").unwrap(), dispositions: Vec::new() };
        let mut store = Store::open(&address, house).unwrap();
        if store.count_customers(1).unwrap() == 0 {
            fill(&mut store, contacts);
        }
        measure::head(&format!("{contacts} contacts, {} customers, {} orders", contacts / 10, contacts * 3 / 10));
        questions(&mut store, &mut Raw::open(&path));
    }
}

fn fill(store: &mut Store, contacts: u64) {
    let size = Size { customers: contacts / 10, orders: contacts * 3 / 10, contacts, answers: contacts / 50 };
    let began = std::time::Instant::now();
    generate(store, &size, 1, |_| {}).unwrap();
    let seconds = began.elapsed().as_secs();
    println!("generated {} records in {seconds} s", size.records());
}

fn questions(store: &mut Store, raw: &mut Raw) {
    let customers = some_customers(store);
    let nth = |round: u64| -> &Customer {
        let place = usize::try_from(round).unwrap() % customers.len();
        customers.get(place).unwrap()
    };
    let phones: Vec<_> = customers.iter().flat_map(|customer| &customer.details.phones).collect();
    let phone = |round: u64| phones.get(usize::try_from(round).unwrap() % phones.len()).unwrap().e164();

    beside(
        "whose number this is",
        5_000,
        |round| store.callers(&[ContactPoint::Phone(phone(round).to_owned())]).unwrap(),
        |round| raw.caller(phone(round)),
    );
    beside("the customer's file", 2_000, |round| store.file(nth(round).id).unwrap(), |round| raw.file(nth(round).id.0));
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

fn found(store: &mut Store, raw: &mut Raw, customers: &[Customer]) {
    let nth = |round: u64| customers.get(usize::try_from(round).unwrap() % customers.len()).unwrap();
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

fn desk(store: &mut Store, raw: &mut Raw, customers: &[Customer]) {
    let now = LAST.plus_seconds(60);
    let arriving = |round: u64| {
        let customer = customers.get(usize::try_from(round).unwrap() % customers.len()).unwrap();
        let mut contact = Contact::arriving(ContactId(0), Channel::Phone, "service", now);
        if let Some(phone) = customer.details.phones.first() {
            phone.e164().clone_into(&mut contact.from);
        }
        contact
    };
    let mut waiting: Vec<ContactId> = (0..40).map(|round| store.arrive(&arriving(round)).unwrap().id).collect();
    let midnight = now.plus_seconds(-10 * 3_600);
    beside(
        "the desk with forty waiting",
        500,
        |_| store.desk("mara", now, midnight).unwrap(),
        |_| raw.desk("mara", now, midnight),
    );
    beside(
        "a contact arrives",
        300,
        |round| waiting.push(store.arrive(&arriving(round)).unwrap().id),
        |_| raw.write_contact(),
    );
    let taken = waiting.clone();
    let id = |round: u64| *taken.get(usize::try_from(round).unwrap()).unwrap();
    beside(
        "a contact is taken",
        300,
        |round| store.step(id(round), &Step::Take, "mara", now).unwrap(),
        |_| raw.write_contact(),
    );
    let close = |round| Action::CloseContact {
        contact: format!("K-{}", id(round)),
        disposition: "Solved".to_owned(),
        resolved: Some(Resolution::Resolved),
        note: "Asked the courier to look for it, answer by tomorrow.".to_owned(),
    };
    let actor = Actor { agent: "mara".to_owned(), contact: None, at: now.plus_seconds(60) };
    beside(
        "a contact is logged",
        300,
        |round| store.perform(&close(round), &actor, None, Mode::Commit).unwrap(),
        |_| raw.write_contact(),
    );
}
