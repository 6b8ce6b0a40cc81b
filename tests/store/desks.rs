//! Eight processes on one store, each writing a thousand times while others read: nothing is lost, nothing is done twice,
//! and nobody waits so long that a person would see it. How long they waited is printed, never judged: a machine that is
//! busy with something else would fail it.

use std::collections::HashSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use frontline::domain::action::{Action, Actor};
use frontline::domain::channel::Channel;
use frontline::domain::contact::{Line, Party};
use frontline::domain::id::ContactId;
use frontline::domain::timestamp::Timestamp;
use frontline::store::{Address, ContactFilter, Draft, Mode, Store};
use serde_json::json;

use super::given::{Place, action, arrives, at, customer, house};

/// How many desks there are, and how many writes each does.
const DESKS: usize = 8;
const WRITES: usize = 1_000;

/// How many contacts they speak in.
const CONTACTS: usize = 16;

conformance! {
    []
    [eight_desks_on_one_store_lose_nothing_and_do_nothing_twice]
}

/// What a process of its own is to do: the address, the number of the desk, how many writes, and on which records.
const ORDERS: &str = "FRONTLINE_TEST_DESK";

/// How many kinds of writes there are; a desk does them in turn.
const KINDS: usize = 5;

/// What a desk did and how long it waited at most.
#[derive(Default)]
struct Told {
    done: Vec<i64>,
    longest: Duration,
    longest_look: Duration,
}

/// A desk in a process of its own. It is no test by itself: the program of the tests runs it.
#[test]
fn a_desk_of_several() {
    let Ok(orders) = std::env::var(ORDERS) else { return };
    let orders: Vec<&str> = orders.split(' ').collect();
    let [url, desk, writes, customer, contacts] = orders.as_slice() else { panic!("{orders:?}") };
    let contacts: Vec<ContactId> = contacts.split(',').map(|id| ContactId(id.parse().unwrap())).collect();
    let mut store = Store::open(&Address::read(url).unwrap(), house()).unwrap();
    let (desk, writes) = (desk.parse().unwrap(), writes.parse().unwrap());
    println!("ready");
    std::io::stdin().read_line(&mut String::new()).unwrap();
    let mut told = Told::default();
    for number in 0..writes {
        let began = Instant::now();
        if let Some(receipt) = write(&mut store, desk, number, customer, contacts[number % CONTACTS]) {
            told.done.push(receipt);
        }
        told.longest = told.longest.max(began.elapsed());
        if number % 10 == desk {
            let began = Instant::now();
            look(&mut store, desk);
            told.longest_look = told.longest_look.max(began.elapsed());
        }
    }
    println!("waited {} {}", told.longest.as_micros(), told.longest_look.as_micros());
    for receipt in told.done {
        println!("done {receipt}");
    }
}

/// One write of a desk; the number of its receipt where it has one.
fn write(store: &mut Store, desk: usize, number: usize, customer: &str, contact: ContactId) -> Option<i64> {
    let (agent, at) = (format!("agent {desk}"), at(i64::try_from(number).unwrap()));
    let name = format!("{desk}.{number}");
    match number % KINDS {
        0 => {
            let change = action(json!({"action": "change_customer", "customer": customer, "note": name}));
            return Some(performed(store, &change, &agent, at, &name));
        }
        1 => {
            let create = action(json!({"action": "create_customer", "given_name": "Ada", "family_name": name}));
            let receipt = performed(store, &create, &agent, at, &name);
            // What is asked for once more under its key is not done once more.
            assert_eq!(performed(store, &create, &agent, at, &name), receipt);
            return Some(receipt);
        }
        2 => drop(store.say(contact, &Line { at, who: Party::Agent, text: name }).unwrap()),
        3 => drop(arrives(store, Channel::Phone, "", 0)),
        _ => {
            let draft = Draft { record: name, field: "note".to_owned(), text: "words".to_owned(), caret: 5 };
            store.keep_draft(&agent, &draft, at).unwrap();
        }
    }
    None
}

fn performed(store: &mut Store, act: &Action, agent: &str, at: Timestamp, key: &str) -> i64 {
    let actor = Actor { agent: agent.to_owned(), contact: None, at };
    store.perform(act, &actor, Some(key), Mode::Commit).unwrap().id.0
}

/// What a desk looks at while others write.
fn look(store: &mut Store, desk: usize) {
    let shown = store.desk(&format!("agent {desk}"), at(1_000), at(0)).unwrap();
    assert!(shown.waiting.len() <= 200);
    assert!(!store.find_customers("ada", 50).unwrap().is_empty());
    store.changed_elsewhere().unwrap();
}

/// A desk in a process of its own.
struct Desk {
    process: Child,
    said: BufReader<ChildStdout>,
}

impl Desk {
    /// Starts one, and waits until it has opened the store.
    fn start(orders: &str) -> Self {
        let mut program = Command::new(std::env::current_exe().unwrap());
        program.args(["store::desks::a_desk_of_several", "--exact", "--nocapture"]).env(ORDERS, orders);
        let mut process = program.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut desk = Self { said: BufReader::new(process.stdout.take().unwrap()), process };
        assert!(desk.lines().any(|line| line == "ready"), "a desk did not open");
        desk
    }

    fn lines(&mut self) -> impl Iterator<Item = String> {
        self.said.by_ref().lines().map(Result::unwrap)
    }

    fn begin(&mut self) {
        self.process.stdin.take().unwrap().write_all(b"begin\n").unwrap();
    }

    /// What it did, once it has ended.
    fn told(mut self) -> Told {
        let mut told = Told::default();
        for line in self.lines() {
            let words: Vec<&str> = line.split(' ').collect();
            match words.as_slice() {
                ["done", receipt] => told.done.push(receipt.parse().unwrap()),
                ["waited", write, look] => {
                    (told.longest, told.longest_look) = (micros(write), micros(look));
                }
                _ => {}
            }
        }
        assert!(self.process.wait().unwrap().success(), "a desk failed");
        told
    }
}

fn micros(text: &str) -> Duration {
    Duration::from_micros(text.parse().unwrap())
}

fn eight_desks_on_one_store_lose_nothing_and_do_nothing_twice(place: &Place) {
    let mut store = place.open();
    let shared = customer(&mut store, json!({"given_name": "Ada", "family_name": "Shared"}));
    let contacts = [(); CONTACTS].map(|()| arrives(&mut store, Channel::Chat, "", 0).id);
    let named = contacts.map(|id| id.to_string()).join(",");
    let orders = |desk| format!("{} {desk} {WRITES} {} {named}", place.url(), shared.reference);
    let mut desks: Vec<Desk> = (0..DESKS).map(|desk| Desk::start(&orders(desk))).collect();
    let began = Instant::now();
    desks.iter_mut().for_each(Desk::begin);
    let told: Vec<Told> = std::thread::scope(|scope| {
        let readers = [channel(), channel()].map(|(ends, over)| {
            scope.spawn(move || read(&mut place.open(), &over));
            ends
        });
        let told = desks.into_iter().map(Desk::told).collect();
        drop(readers);
        told
    });
    let took = began.elapsed();
    let each = DESKS * WRITES / KINDS;

    let receipts = store.journal(None, 100_000).unwrap();
    let ids: HashSet<i64> = receipts.iter().map(|receipt| receipt.id.0).collect();
    let done: Vec<i64> = told.iter().flat_map(|told| told.done.iter().copied()).collect();
    assert_eq!((receipts.len(), ids.len(), done.len()), (2 * each + 1, 2 * each + 1, 2 * each));
    assert!(done.iter().all(|receipt| ids.contains(receipt)), "a receipt that was given is not in the journal");
    assert_eq!(store.customer(&shared.reference).unwrap().unwrap().version, i64::try_from(each).unwrap() + 1);
    assert_eq!(store.count_customers(100_000).unwrap(), i64::try_from(each).unwrap() + 1);
    let lines = contacts.map(|id| store.contact(id).unwrap().unwrap().transcript).concat();
    let said: HashSet<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!((lines.len(), said.len()), (each, each));
    assert_eq!(store.contacts(ContactFilter::default(), 100_000).unwrap().len(), each + CONTACTS);
    let drafts = (0..DESKS).map(|desk| store.drafts(&format!("agent {desk}")).unwrap().len());
    assert_eq!(drafts.sum::<usize>(), each);
    assert_eq!(store.check().unwrap(), Vec::<String>::new());

    let longest = |of: fn(&Told) -> Duration| told.iter().map(of).max().unwrap_or_default();
    let (write, look) = (longest(|told| told.longest), longest(|told| told.longest_look));
    println!("{DESKS} desks, {WRITES} writes each, in {took:.1?}; longest write {write:.0?}, longest look {look:.0?}");
}

/// Reads as long as others write: what was there once stays there.
fn read(store: &mut Store, over: &Receiver<()>) {
    let (mut known, mut version) = (0, 0);
    while over.recv_timeout(Duration::from_millis(20)) == Err(RecvTimeoutError::Timeout) {
        let newest = store.journal(None, 200).unwrap().iter().map(|receipt| receipt.id.0).max().unwrap();
        let changed = store.find_customers("shared", 1).unwrap()[0].version;
        assert!(newest >= known && changed >= version);
        (known, version) = (newest, changed);
    }
}
