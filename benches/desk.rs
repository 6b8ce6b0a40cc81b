//! What an agent feels: from a key to the finished frame, from a ring to the drawn file, from the start of the program to
//! its first frame, how much memory that takes, and how fast records come in. Each stands beside its floor.
//! `FRONTLINE_BENCH_CONTACTS=100000,1000000` chooses the sizes, `FRONTLINE_BENCH_STORES` names a folder that keeps the
//! stores.
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]
#![expect(clippy::unwrap_used, reason = "a bench that fails has nothing to say")]

use std::path::{Path, PathBuf};

use frontline::app::{Message, Occasion, Setup};
use frontline::channel::{Arrival, Event};
use frontline::cli::dev::generate::{LAST, Size, generate};
use frontline::config::Config;
use frontline::domain::action::House;
use frontline::domain::channel::Channel;
use frontline::runtime::rehearsal::Rehearsal;
use frontline::store::{Address, ContactFilter, Store};
use frontline::ui::theme::choose::{Facts, Wish, choose};

mod measure;
mod program;
mod terminal;

use measure::beside;

fn main() {
    let sizes = std::env::var("FRONTLINE_BENCH_CONTACTS").unwrap_or_else(|_| "10000,100000".to_owned());
    for contacts in sizes.split(',').filter_map(|size| size.trim().parse().ok()) {
        let scratch = tempfile::tempdir().unwrap();
        let folder = std::env::var("FRONTLINE_BENCH_STORES").map_or_else(|_| scratch.path().to_owned(), PathBuf::from);
        let path = folder.join(format!("{contacts}.db"));
        let size = size(contacts);
        if !path.exists() {
            generate(&mut open(&path), &size, 1, |_| {}).unwrap();
        }
        let Size { customers, orders, answers, .. } = size;
        measure::head(&format!("{contacts} contacts, {customers} customers, {orders} orders, {answers} answers"));
        keys(&path);
        program::started(&path);
    }
    program::import();
}

fn size(contacts: u64) -> Size {
    let (customers, orders, accounts) = (contacts / 10, contacts * 3 / 10, contacts / 50);
    Size { customers, orders, contacts, answers: 20_000, accounts, ..Size::default() }
}

fn open(path: &Path) -> Store {
    let house = House::plain(Config::default().region, Config::default().currency);
    Store::open(&Address::read(path.to_str().unwrap()).unwrap(), house).unwrap()
}

fn keys(path: &Path) {
    let theme = choose(Wish::Dark, &Facts { colorterm: Some("truecolor"), ..Facts::default() });
    let setup = Setup::of(&Config::default(), "bench", "bench", theme, Occasion::Work).unwrap();
    let mut store = open(path);
    let phones = phones(&mut store);
    let mut desk = Rehearsal::open(setup.clone(), store, LAST, (140, 40)).unwrap();
    let mut idle = Rehearsal::open(setup, open(path), LAST, (140, 40)).unwrap();
    let letters = |text: &'static str, round: u64| {
        let place = usize::try_from(round).unwrap() % text.chars().count();
        text.chars().nth(place).unwrap().to_string()
    };

    desk.press("/");
    beside(
        "a key while searching answers, to the frame",
        2_000,
        |round| {
            if round % 16 == 0 {
                desk.press("^U");
            }
            desk.types(&letters("refund how long order late where ", round)).draw().area
        },
        |_| idle.draw().area,
    );
    desk.press("^U Esc s");
    beside(
        "a key while searching customers, to the frame",
        2_000,
        |round| {
            if round % 16 == 0 {
                desk.press("^U");
            }
            desk.types(&letters("anna schmidt mue", round)).draw().area
        },
        |_| idle.draw().area,
    );
    desk.press("Esc F9 Enter");
    rings(&mut desk, &mut open(path), &phones);
}

/// A call from one customer after another.
fn rings(desk: &mut Rehearsal, files: &mut Store, phones: &[String]) {
    beside(
        "from a ring to the drawn file",
        300,
        |round| {
            let call = format!("b{round}");
            let from = phones.get(usize::try_from(round).unwrap() % phones.len()).unwrap().clone();
            let arrival = Arrival {
                call: call.clone(),
                channel: Channel::Phone,
                from,
                name: String::new(),
                queue: "service".to_owned(),
                priority: None,
                subject: String::new(),
                body: String::new(),
            };
            desk.hear(Message::Channel(Event::Arrived(arrival)));
            let area = desk.draw().area;
            desk.hear(Message::Channel(Event::Ended { call }));
            area
        },
        |round| {
            let customers =
                files.find_customers(phones.get(usize::try_from(round).unwrap() % phones.len()).unwrap(), 1);
            customers.unwrap().first().map(|customer| files.file(customer.id).unwrap())
        },
    );
}

/// Numbers of customers from all over the store.
fn phones(store: &mut Store) -> Vec<String> {
    let latest = store.contacts(ContactFilter::default(), 2_000).unwrap();
    let mut phones: Vec<_> =
        latest.into_iter().map(|contact| contact.from).filter(|from| from.starts_with('+')).collect();
    phones.sort();
    phones.dedup();
    phones
}
