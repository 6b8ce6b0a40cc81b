//! An agent at work, by chance: takes contacts, writes notes, replies, forms and promises, wraps up, looks around. It knows
//! what it typed, key by key, and what it saw saved.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use frontline::domain::contact::{Contact, ContactState};
use frontline::store::Draft;
use serde_json::Value;

use super::proof;
use super::random::Random;
use super::written::{Key, Written};
use crate::desk::{self, Desk, Home};

/// Where a text is written: the record, and what of it.
pub type Where = (String, &'static str);

/// Something that was done, or was to be done when the program was killed.
#[derive(Clone, Debug)]
pub enum Deed {
    Closed { contact: i64 },
    Sent { contact: i64, text: String },
    Promised { what: String },
    Renamed { customer: i64, company: String },
}

/// An agent with a desk.
pub struct Agent<'a> {
    pub home: &'a Home,
    pub desk: Desk,
    pub random: Random,
    pub texts: BTreeMap<Where, Written>,
    pub done: Vec<Deed>,
    /// What was asked for last and not yet seen done, with the texts that it makes an end of.
    pub pending: Option<Asked>,
    /// What was asked for before and not seen done in time: refused, or late.
    given_up: Vec<Asked>,
}

/// A deed that was asked for, with the texts that it makes an end of.
type Asked = (Deed, Vec<Where>);

/// Who makes contact: two who are known by their number or address, and somebody who is not.
const SENDERS: [(&str, &str); 5] = [
    ("phone", "+493023125417"),
    ("chat", "mai.nguyen@garten.example"),
    ("email", "piotr.wojcik@kontor.example"),
    ("phone", "+49404000000"),
    ("phone", "+493023125033"),
];

impl<'a> Agent<'a> {
    pub fn new(home: &'a Home, seed: u64) -> Self {
        let mut desk = Desk::start(home, 140, 40);
        desk.sees("Nobody waits");
        let (texts, done) = (BTreeMap::new(), Vec::new());
        Self { home, desk, random: Random::of(seed), texts, done, pending: None, given_up: Vec::new() }
    }

    /// Does something; the last of it is a text that is being written, or a look around.
    pub fn works(&mut self) {
        self.waits_for_the_last();
        self.leaves();
        let own = self.own();
        if own.is_empty() || (own.len() < 3 && self.random.in_hundred(20)) {
            self.takes_another();
        }
        if self.random.in_hundred(15) {
            self.desk.send(b"\x1b[15~").pauses(60); // F5
        }
        if self.random.in_hundred(15) {
            self.desk.send(b"\x1bOR").pauses(60); // F3
        }
        let contact = self.at_hand();
        if contact.state != ContactState::Wrapping && self.random.in_hundred(10) {
            self.leaves();
            self.desk.send(b"\x1b[19~").pauses(60).send(b"\x1b[19~").sees("WRAP-UP"); // F8, twice
        }
        let contact = self.at_hand();
        let answers = contact.channel.is_written() && contact.state != ContactState::Wrapping;
        match self.random.below(12) {
            0 | 1 if answers => self.writes_reply(&contact),
            0..=4 => self.writes_note(&contact),
            5 | 6 => self.edits_customer(&contact),
            7 => self.promises(&contact),
            8 if contact.state != ContactState::Wrapping => self.passes_on(&contact),
            8 | 9 => self.wraps_up(&contact),
            _ => self.looks_around(),
        }
    }

    /// Out of whatever text or list the cursor is in.
    fn leaves(&mut self) {
        for _ in 0..4 {
            self.desk.send(b"\x1b").pauses(60);
        }
    }

    /// Presses a key, and once more where nothing came of it: a busy machine reads `Esc` and what follows as one key.
    fn opens(&mut self, key: &[u8], shown: &str) {
        self.desk.send(key);
        let begun = Instant::now();
        while !self.desk.shows(shown) && begun.elapsed() < Duration::from_secs(8) {
            self.desk.pauses(50);
        }
        if !self.desk.shows(shown) {
            self.desk.send(key).sees(shown);
        }
    }

    fn own(&self) -> Vec<Contact> {
        let all = proof::contacts(&mut proof::store(self.home));
        all.into_iter().filter(|contact| contact.agent == "jonas" && contact.state.is_on_desk()).collect()
    }

    fn takes_another(&mut self) {
        let own = self.own();
        let free = SENDERS.iter().filter(|(_, from)| own.iter().all(|contact| contact.from != *from));
        let (channel, from) = **self.random.one_of(&free.collect::<Vec<_>>());
        if !proof::contacts(&mut proof::store(self.home)).iter().any(|contact| contact.state == ContactState::Waiting) {
            desk::run(self.home, &["queue", "add", "--channel", channel, "--from", from, "--queue", "returns"]);
        }
        let begun = Instant::now();
        while self.own().len() == own.len() {
            assert!(begun.elapsed() < Duration::from_secs(30), "nobody can be taken\n{}", self.desk.screen());
            self.desk.send(b"\x1bOQ").pauses(250); // F2
        }
        self.leaves();
    }

    /// The contact at hand, read off the title of its note.
    fn at_hand(&mut self) -> Contact {
        self.leaves();
        self.desk.send(b"n").sees("Note  K-");
        let screen = self.desk.screen();
        let (_, rest) = screen.split_once("Note  K-").unwrap();
        let id: i64 = rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap();
        let contact = self.own().into_iter().find(|contact| contact.id.0 == id);
        contact.unwrap_or_else(|| panic!("K-{id} is not on the desk\n{screen}"))
    }

    fn writes_note(&mut self, contact: &Contact) {
        self.types(&(record(contact), "note"), "", Freedom::Block);
    }

    fn writes_reply(&mut self, contact: &Contact) {
        self.leaves();
        self.opens(b"r", "Reply to");
        let place = (record(contact), "reply");
        self.types(&place, "", Freedom::Block);
        let text = self.texts[&place].now().text.trim().to_owned();
        if !text.is_empty() && self.random.in_hundred(30) {
            let deed = Deed::Sent { contact: contact.id.0, text };
            self.commits(b"\x13", deed, vec![place], "✓ Sent to");
        }
    }

    fn edits_customer(&mut self, contact: &Contact) {
        let Some(customer) = contact.customer else { return self.writes_note(contact) };
        self.leaves();
        self.desk.send(b"2").pauses(60).send(b"\x1b").pauses(60);
        self.opens(b"e", "being edited");
        let place = (record(contact), "company");
        let known = proof::store(self.home).customer_of(customer).unwrap().unwrap().details.company;
        self.desk.pauses(200);
        // The form opens where it was left, and its keys of the last second may be missing.
        let drafts = proof::store(self.home).drafts("jonas").unwrap();
        let draft = drafts.iter().find(|draft| draft.record == place.0 && draft.field == "form");
        let form: Value = serde_json::from_str(&draft.unwrap().text).unwrap();
        let before = ["company", "family_name", "given_name"].iter().position(|name| form["fields"]["active"] == *name);
        self.desk.send("\t".repeat(before.unwrap()).as_bytes()).pauses(60);
        self.types(&place, &known, Freedom::Line);
        let company = self.texts[&place].now().text.trim().to_owned();
        if company != known && self.random.in_hundred(30) {
            let deed = Deed::Renamed { customer: customer.0, company };
            self.commits(b"\x13", deed, vec![place], "✓ Company changed");
        }
    }

    fn promises(&mut self, contact: &Contact) {
        self.leaves();
        self.desk.send(b"2").pauses(60).send(b"\x1b").pauses(60);
        self.opens(b"p", "Promise to");
        let place = (record(contact), "promise");
        if !self.texts.contains_key(&place) {
            self.texts.insert(place.clone(), Written::begun(""));
            "tue 9 zz ".chars().for_each(|letter| self.presses(&place, Key::Letter(letter)));
        }
        self.types(&place, "", Freedom::AtTheEnd);
        let text = self.texts[&place].now().text.clone();
        let what: Vec<&str> = text.split_whitespace().skip(2).collect();
        if text.starts_with("tue 9 zz ") && self.random.in_hundred(40) {
            let deed = Deed::Promised { what: what.join(" ") };
            self.commits(b"\r", deed, vec![place], "✓ Promised");
        }
    }

    fn passes_on(&mut self, contact: &Contact) {
        self.leaves();
        self.desk.send(b"\x1bOS").sees("Enter pass on"); // F4
        self.types(&(record(contact), "pass on"), "", Freedom::Line);
    }

    fn wraps_up(&mut self, contact: &Contact) {
        self.leaves();
        self.desk.send(b"\x1b[18~").sees("Outcome"); // F7
        self.desk.send(b"1").pauses(60).send(b"\t\t\t").pauses(60);
        self.types(&(record(contact), "what"), "", Freedom::Line);
        let of_contact = record(contact);
        let written = |field| self.texts.get(&(of_contact.clone(), field)).map(|text| text.now().text.clone());
        // A reply that is not sent holds the closing up.
        let free = written("reply").unwrap_or_default().trim().is_empty();
        if free && self.random.in_hundred(50) {
            let places = self.texts.keys().filter(|(record, _)| *record == of_contact).cloned().collect();
            self.commits(b"\x13", Deed::Closed { contact: contact.id.0 }, places, "✓ In the log");
        }
    }

    /// Goes about the desk without writing anything that would be kept as a text.
    fn looks_around(&mut self) {
        self.leaves();
        for _ in 0..=self.random.below(8) {
            let key = *self.random.one_of(&["1", "2", "4", "j", "k", "]", "[", " ", "\t", "\x1b[6~", "2", "]", "j"]);
            self.desk.send(key.as_bytes()).pauses(20);
        }
        let over = *self.random.one_of(&["", ":", "?", "s", "/", "U", "\x1b[21~", "+"]);
        self.leaves_if_in_search();
        self.desk.send(over.as_bytes()).pauses(60);
        if matches!(over, ":" | "?" | "s" | "/") {
            for letter in self.random.word().chars().take(3) {
                self.desk.send(letter.to_string().as_bytes()).pauses(5);
            }
            if self.random.in_hundred(50) {
                self.desk.send(b"\x1b[D").pauses(5);
            }
        }
    }

    /// `Tab` may have gone to the answers, where letters are typed.
    fn leaves_if_in_search(&mut self) {
        if self.desk.shows("searching") {
            self.desk.send(b"\x1b").pauses(60);
        }
    }

    /// Types a few keys into a text, which began as this where nothing was typed yet.
    fn types(&mut self, place: &Where, begun: &str, freedom: Freedom) {
        self.texts.entry(place.clone()).or_insert_with(|| Written::begun(begun));
        for _ in 0..3 + self.random.below(25) {
            let key = match (self.random.below(20), freedom) {
                (0, Freedom::Block) => Key::NewLine,
                (1..=2, Freedom::Block | Freedom::Line) => Key::Backspace,
                (3, Freedom::Block | Freedom::Line) => Key::Left,
                (4, Freedom::Block | Freedom::Line) => *self.random.one_of(&[Key::Right, Key::Start, Key::End]),
                (5..=7, _) => Key::Letter(' '),
                _ => Key::Letter(char::from(b'a' + u8::try_from(self.random.below(26)).unwrap())),
            };
            self.presses(place, key);
        }
    }

    fn presses(&mut self, place: &Where, key: Key) {
        self.texts.get_mut(place).unwrap().press(key);
        self.desk.send(&key.bytes()).pauses(self.random.below(12));
    }

    /// Presses the key that makes a deed of what was written. Sometimes nobody waits until it is done.
    fn commits(&mut self, key: &[u8], deed: Deed, places: Vec<Where>, told: &str) {
        // What was said of the same before is no word about this.
        let begun = Instant::now();
        while self.desk.shows(told) && begun.elapsed() < Duration::from_secs(10) {
            self.desk.pauses(100);
        }
        let is_news = !self.desk.shows(told);
        self.desk.send(key);
        self.pending = Some((deed, places));
        if self.random.in_hundred(60) && is_news {
            self.desk.sees(told);
            self.is_done();
        }
    }

    /// Goes on once what was asked for last is done, or is refused and stays undone.
    fn waits_for_the_last(&mut self) {
        self.sees_what_was_late();
        let Some((deed, _)) = self.pending.clone() else { return };
        let begun = Instant::now();
        while !proof::is_done(&mut proof::store(self.home), &deed) {
            if begun.elapsed() > Duration::from_secs(5) {
                self.given_up.extend(self.pending.take());
                return;
            }
            self.desk.pauses(50);
        }
        self.is_done();
    }

    /// What a busy machine did late is done all the same.
    fn sees_what_was_late(&mut self) {
        let mut store = proof::store(self.home);
        let asked = std::mem::take(&mut self.given_up);
        let (late, still): (Vec<_>, Vec<_>) = asked.into_iter().partition(|(deed, _)| proof::is_done(&mut store, deed));
        self.given_up = still;
        let pending = self.pending.take();
        for asked in late {
            self.pending = Some(asked);
            self.is_done();
        }
        self.pending = pending;
    }

    /// The deed that was asked for last is done.
    pub fn is_done(&mut self) {
        let Some((deed, places)) = self.pending.take() else { return };
        if let Deed::Renamed { customer, .. } = deed {
            self.done.retain(|done| !matches!(done, Deed::Renamed { customer: known, .. } if *known == customer));
        }
        self.done.push(deed);
        self.texts.retain(|place, _| !places.contains(place));
    }

    /// Holds what the store has after a kill against what was typed.
    pub fn finds_its_words(&mut self, killed: Instant) {
        self.sees_what_was_late();
        let mut store = proof::store(self.home);
        if self.pending.as_ref().is_some_and(|(deed, _)| proof::is_done(&mut store, deed)) {
            let gone = self.pending.as_ref().map(|(_, places)| places.clone()).unwrap_or_default();
            let drafts = store.drafts("jonas").unwrap();
            for place in gone {
                assert_eq!(left(&drafts, &place), None, "{place:?} was done and is offered again");
            }
            self.is_done();
        }
        self.given_up.extend(self.pending.take());
        for deed in &self.done {
            let done = proof::is_done(&mut store, deed);
            assert!(done, "{deed:?} was seen done and is not\n{:#?}", store.journal(None, 5).unwrap());
        }
        let drafts = store.drafts("jonas").unwrap();
        for (place, written) in &mut self.texts {
            // Nothing is kept of a form or a line that was just opened, as the second's leave allows.
            let (text, cursor) = left(&drafts, place).unwrap_or_else(|| (written.first().to_owned(), None));
            written.found(&text, cursor, killed).unwrap_or_else(|wrong| {
                let on_desk: Vec<_> =
                    proof::contacts(&mut store).into_iter().filter(|c| record(c) == place.0).collect();
                panic!("{place:?}: {wrong}\n{on_desk:?}\n{drafts:#?}")
            });
        }
        self.texts.retain(|place, _| left(&drafts, place).is_some());
    }

    /// Takes the desk up again after a kill.
    pub fn comes_back(&mut self) {
        self.desk = Desk::start(self.home, 140, 40);
        self.desk.waits_until("the desk is there", |desk| desk.shows("F1 ") || desk.shows("? "));
        self.desk.settles(Duration::from_millis(400));
    }
}

/// How freely the cursor moves while a text is typed.
#[derive(Clone, Copy)]
enum Freedom {
    Block,
    Line,
    AtTheEnd,
}

fn record(contact: &Contact) -> String {
    format!("contact {}", contact.id)
}

/// What the store has of a text.
fn left(drafts: &[Draft], (record, of): &Where) -> Option<(String, Option<usize>)> {
    let field = match *of {
        "company" => "form",
        "what" => "wrap_up",
        other => other,
    };
    let draft = drafts.iter().find(|draft| draft.record == *record && draft.field == field)?;
    if field == *of {
        return Some((draft.text.clone(), Some(draft.caret)));
    }
    let form: Value = serde_json::from_str(&draft.text).unwrap();
    let fields = &form["fields"];
    let text = fields["values"][*of].as_str().unwrap().to_owned();
    let cursor = fields["cursor"].as_u64().filter(|_| fields["active"] == *of);
    Some((text, cursor.map(|cursor| usize::try_from(cursor).unwrap())))
}
