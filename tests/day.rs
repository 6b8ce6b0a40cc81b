//! A day of ten hours on one desk, in minutes: what the desk remembers, the memory it takes, and the files it holds open
//! are at the end what they were after the first contacts.
#![cfg(test)]

#[path = "terminal/crash/random.rs"]
mod random;

use std::io::Write;
use std::time::{Duration, Instant};

use frontline::app::{Message, Occasion, Setup};
use frontline::channel::{Arrival, Event};
use frontline::cli::dev::generate::{LAST, Size, generate};
use frontline::config::{Config, Pack};
use frontline::domain::channel::Channel;
use frontline::domain::contact::ContactState;
use frontline::runtime::rehearsal::Rehearsal;
use frontline::store::{Address, ContactFilter, Store};
use frontline::ui::theme::choose::{Facts, Wish, choose};
use random::Random;

/// The seconds from one contact to the next: five thousand in ten hours.
const APART: u32 = 7;

/// How much more the end may take than the beginning, in hundredths.
const MORE: usize = 20;

#[test]
fn a_morning_leaves_nothing_behind_on_the_desk() {
    let mut day =
        Day::begin(Size { customers: 60, orders: 60, contacts: 60, answers: 20, accounts: 20, ..Size::default() });
    day.serves(40);
    let before = day.measured();
    day.serves(160);
    day.leaves_no_more_than(&before);
}

#[test]
#[ignore = "takes some minutes, and measures the memory of a process that does nothing else"]
fn a_day_of_five_thousand_contacts_leaves_nothing_behind() {
    let mut day = Day::begin(Size {
        customers: 2_000,
        orders: 4_000,
        contacts: 4_000,
        answers: 300,
        accounts: 400,
        ..Size::default()
    });
    day.serves(100);
    let before = day.measured();
    day.frames.clear();
    day.serves(100);
    let first = day.frame();
    day.serves(4_700);
    day.frames.clear();
    day.serves(100);
    let last = day.frame();
    let after = day.measured();
    let told = format!(
        "{} contacts, {} keys in {} s; memory {} kB after 100 contacts, {} kB at the end; \
         frame p50 {first:?} at first, {last:?} at the end; files open {} and {}\n",
        day.contacts,
        day.keys,
        day.begun.elapsed().as_secs(),
        before.memory,
        after.memory,
        before.files,
        after.files
    );
    std::io::stderr().write_all(told.as_bytes()).unwrap();
    day.leaves_no_more_than(&before);
    assert!(after.memory <= before.memory + before.memory * MORE / 100, "{told}");
    assert!(last <= first + first / 2, "{told}");
}

/// An agent's day.
struct Day {
    desk: Rehearsal,
    phones: Vec<String>,
    random: Random,
    contacts: u32,
    keys: u32,
    frames: Vec<Duration>,
    begun: Instant,
    _folder: tempfile::TempDir,
}

/// What a desk takes.
struct Measured {
    /// Everything the desk knows, written down.
    state: usize,
    /// The drafts that are kept.
    drafts: usize,
    /// The files that the process holds open.
    files: usize,
    /// Its memory in kB.
    memory: usize,
}

impl Day {
    fn begin(size: Size) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let pack = Pack::parse(include_str!("../assets/packs/retail/pack.toml"), "pack.toml").unwrap();
        let config = Config::default().with_pack(&pack);
        let theme = choose(Wish::Dark, &Facts { colorterm: Some("truecolor"), ..Facts::default() });
        let setup = Setup::of(&config, "jonas", "a file", theme, Occasion::Work).unwrap();
        let address = Address::read(folder.path().join("desk.db").to_str().unwrap()).unwrap();
        let mut store = Store::open(&address, setup.house.clone()).unwrap();
        generate(&mut store, &size, 1, |_| {}).unwrap();
        let known = store.contacts(ContactFilter::default(), 5_000).unwrap();
        let mut phones: Vec<_> =
            known.into_iter().map(|contact| contact.from).filter(|from| from.starts_with('+')).collect();
        phones.sort();
        phones.dedup();
        let mut desk = Rehearsal::open(setup, store, LAST, (140, 40)).unwrap();
        desk.press("F9 Enter");
        let (random, frames) = (Random::of(1), Vec::new());
        Self { desk, phones, random, contacts: 0, keys: 0, frames, begun: Instant::now(), _folder: folder }
    }

    fn serves(&mut self, contacts: u32) {
        for _ in 0..contacts {
            self.serve();
            self.desk.clipboard.clear();
            self.desk.commands.clear();
        }
    }

    /// One contact, from its ring into the log.
    fn serve(&mut self) {
        self.contacts += 1;
        let call = format!("c{}", self.contacts);
        let written = self.random.in_hundred(20);
        let from = self.random.one_of(&self.phones).clone();
        let channel = if written { Channel::Chat } else { Channel::Phone };
        let (name, subject, body) = (String::new(), String::new(), "Where is my parcel?".to_owned());
        let queue = "returns".to_owned();
        let arrival = Arrival { call: call.clone(), channel, from, name, queue, priority: None, subject, body };
        self.desk.hear(Message::Channel(Event::Arrived(arrival)));
        self.press("F2");
        let word = self.random.word();
        // Without a form that opens, letters are commands.
        let is_known = self.desk.store.contacts(ContactFilter::default(), 1).unwrap()[0].customer.is_some();
        match self.random.below(20) {
            0..=3 => self.press("/").types(&word).press("Enter Esc Esc"),
            4 if is_known => self.press("2 e Tab Tab").types(&word).press("^S"),
            5 => self.press("2 p").types("tue 9 ").types(&word).press("Enter"),
            6 | 7 => self.press("s").types("ann").press("Enter ] ] Down Down F5"),
            8 => self.press(":").types("zoo").press("Enter z ?").types("no").press("Esc"),
            9 => self.press("F10 Esc F3 F3"),
            10 => self.press("+").types(&word).press("Esc"),
            _ => self,
        };
        if written {
            let text = "And when does it come?".to_owned();
            self.desk.hear(Message::Channel(Event::Said { call: call.clone(), text: text.into() }));
            self.press("r").types(&word).press("^S Esc");
        }
        self.press("n").types(&word).press("Esc");
        self.desk.wait(APART);
        if self.random.in_hundred(5) {
            self.press("F4").types(&word).press("Enter Esc");
            self.desk.hear(Message::Channel(Event::Ended { call }));
        } else {
            self.desk.hear(Message::Channel(Event::Ended { call }));
            self.press("F7 1 ^S");
            if self.random.in_hundred(5) {
                self.press("u F7 1 ^S");
            }
        }
        assert!(self.is_free(), "contact {} is not in the log\n{:?}", self.contacts, self.desk.draw());
    }

    fn is_free(&mut self) -> bool {
        let latest = self.desk.store.contacts(ContactFilter::default(), 3).unwrap();
        latest.iter().all(|contact| !contact.state.is_on_desk() || contact.state == ContactState::Waiting)
    }

    fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split(' ') {
            self.desk.press(key);
            self.pressed();
        }
        self
    }

    fn types(&mut self, text: &str) -> &mut Self {
        for letter in text.chars() {
            self.desk.types(&letter.to_string());
            self.pressed();
        }
        self
    }

    /// A frame follows a key.
    fn pressed(&mut self) {
        self.keys += 1;
        let begun = Instant::now();
        self.desk.draw();
        self.frames.push(begun.elapsed());
    }

    /// The median of the frames since they were last cleared.
    fn frame(&mut self) -> Duration {
        self.frames.sort();
        self.frames[self.frames.len() / 2]
    }

    fn measured(&mut self) -> Measured {
        let memory = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let memory = memory.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        Measured {
            state: format!("{:?}", self.desk.state).len(),
            drafts: self.desk.store.drafts("jonas").unwrap().len(),
            files: std::fs::read_dir("/proc/self/fd").map_or(0, Iterator::count),
            memory: memory.and_then(|kb| kb.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0),
        }
    }

    fn leaves_no_more_than(&mut self, before: &Measured) {
        let after = self.measured();
        assert_eq!(after.files, before.files, "files are left open");
        assert!(after.drafts <= before.drafts + 2, "{} drafts are left", after.drafts);
        let most = before.state + before.state * MORE / 100;
        assert!(after.state <= most, "the desk remembers {} bytes, before it were {}", after.state, before.state);
    }
}
