//! A connection that breaks at every point of every write: what was asked for happens once, never twice and never not.

use std::io::{Read, Result, Write, copy};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use frontline::domain::agent::{AgentState, Presence, SetBy};
use frontline::domain::channel::Channel;
use frontline::domain::contact::{Line, Party, Step};
use frontline::domain::portable::Portable;
use frontline::store::{Address, ContactFilter, Draft, Store};
use postgres::config::Host;
use postgres::{Client, NoTls};
use serde_json::json;

use super::given::{Place, answer, arrives, at, done, house, import, pick};

/// Where a connection breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Break {
    /// Before a message reaches the server.
    Before,
    /// Behind a message, before its answer is back.
    Behind,
    /// Behind a message, and the server does not hear of it.
    Unheard,
}

/// Stands between a desk and a server, and breaks the connection when it is told to.
struct Between {
    url: String,
    plan: Arc<Plan>,
}

struct Plan {
    server: Host,
    port: u16,
    /// How many messages still pass; below nothing, all of them.
    passing: AtomicI64,
    /// How many messages pass after that until it breaks once more.
    again: AtomicI64,
    how: Mutex<Break>,
    unheard: Mutex<Vec<Wire>>,
}

enum Wire {
    Tcp(TcpStream),
    Unix(UnixStream),
}

impl Between {
    fn start(place: &Place) -> Self {
        let config: postgres::Config = place.url().parse().unwrap();
        let server = config.get_hosts()[0].clone();
        let port = config.get_ports().first().copied().unwrap_or(5432);
        let (passing, again) = (AtomicI64::new(-1), AtomicI64::new(-1));
        let (how, unheard) = (Mutex::new(Break::Before), Mutex::default());
        let plan = Arc::new(Plan { server, port, passing, again, how, unheard });
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let own = listener.local_addr().unwrap();
        let (user, database) = (config.get_user().unwrap(), config.get_dbname().unwrap());
        let password = config.get_password().map(|word| format!(":{}", str::from_utf8(word).unwrap()));
        let url = format!("postgres://{user}{}@{own}/{database}?sslmode=disable", password.unwrap_or_default());
        let between = Self { url, plan: plan.clone() };
        thread::spawn(move || {
            for desk in listener.incoming() {
                let (desk, plan) = (desk.unwrap(), plan.clone());
                let server = plan.reach().unwrap();
                let (mut answers, mut heard) = (server.again().unwrap(), desk.try_clone().unwrap());
                thread::spawn(move || copy(&mut answers, &mut heard).and_then(|_| heard.shutdown(Shutdown::Both)));
                thread::spawn(move || plan.pass_on(&desk, server));
            }
        });
        between
    }

    fn breaks(&self, how: Break, after: i64) {
        *self.plan.how.lock().unwrap() = how;
        self.plan.passing.store(after, Ordering::SeqCst);
    }

    /// Whether it has broken what it was told to break.
    fn broke(&self) -> bool {
        self.plan.passing.swap(-1, Ordering::SeqCst) < 0
    }
}

impl Plan {
    fn reach(&self) -> Result<Wire> {
        Ok(match &self.server {
            Host::Tcp(name) => Wire::Tcp(TcpStream::connect((name.as_str(), self.port))?),
            Host::Unix(folder) => Wire::Unix(UnixStream::connect(folder.join(format!(".s.PGSQL.{}", self.port)))?),
        })
    }

    /// Hands on what a desk says, a message at a time.
    fn pass_on(&self, mut desk: &TcpStream, mut server: Wire) -> Result<()> {
        let mut kind = Vec::new();
        loop {
            let mut message = kind.clone();
            message.resize(kind.len() + 4, 0);
            if desk.read_exact(&mut message).is_err() {
                return server.end();
            }
            let length = u32::from_be_bytes(message[kind.len()..].try_into().unwrap());
            desk.take(u64::from(length) - 4).read_to_end(&mut message)?;
            // Only the first message has no letter in front.
            kind = vec![0];
            let breaks = self.passing.load(Ordering::SeqCst) >= 0 && self.passing.fetch_sub(1, Ordering::SeqCst) == 0;
            let how = *self.how.lock().unwrap();
            if !breaks || how != Break::Before {
                server.write_all(&message)?;
            }
            if breaks {
                self.passing.store(self.again.swap(-1, Ordering::SeqCst), Ordering::SeqCst);
                desk.shutdown(Shutdown::Both)?;
                if how == Break::Unheard {
                    self.unheard.lock().unwrap().push(server);
                    return Ok(());
                }
                return server.end();
            }
        }
    }
}

impl Wire {
    fn again(&self) -> Result<Self> {
        Ok(match self {
            Self::Tcp(wire) => Self::Tcp(wire.try_clone()?),
            Self::Unix(wire) => Self::Unix(wire.try_clone()?),
        })
    }

    fn end(&self) -> Result<()> {
        match self {
            Self::Tcp(wire) => wire.shutdown(Shutdown::Both),
            Self::Unix(wire) => wire.shutdown(Shutdown::Both),
        }
    }

    fn write_all(&mut self, bytes: &[u8]) -> Result<()> {
        match self {
            Self::Tcp(wire) => wire.write_all(bytes),
            Self::Unix(wire) => wire.write_all(bytes),
        }
    }
}

impl Read for Wire {
    fn read(&mut self, bytes: &mut [u8]) -> Result<usize> {
        match self {
            Self::Tcp(wire) => wire.read(bytes),
            Self::Unix(wire) => wire.read(bytes),
        }
    }
}

/// Everything that a write may do too often or not at all, in numbers.
fn numbers(admin: &mut Client) -> Vec<i64> {
    let sql = "SELECT (SELECT count(*) FROM contacts), (SELECT CAST(coalesce(sum(version), 0) AS BIGINT) FROM contacts), \
               (SELECT CAST(coalesce(sum(length(body)), 0) AS BIGINT) FROM contacts), (SELECT count(*) FROM customers), \
               (SELECT CAST(coalesce(sum(version), 0) AS BIGINT) FROM customers), (SELECT count(*) FROM journal), \
               (SELECT count(*) FROM agent_states), (SELECT count(*) FROM drafts), (SELECT count(*) FROM picks), \
               (SELECT CAST(coalesce(sum(uses), 0) AS BIGINT) FROM answers)";
    let row = admin.query_one(sql, &[]).unwrap();
    (0..row.len()).map(|column| row.get(column)).collect()
}

/// Does `write` with the connection broken at every one of its messages, each time on what `prepare` has made ready
/// unhurt, and sees that it does what it does unhurt.
fn endures<T>(prepare: impl Fn(&mut Store, i64) -> T, write: impl Fn(&mut Store, &T, i64)) {
    let Some(place) = Place::postgres() else { return };
    let between = Between::start(&place);
    let mut admin = Client::connect(place.url(), NoTls).unwrap();
    let mut store = Store::open(&Address::read(&between.url).unwrap(), house()).unwrap();
    let (mut number, mut usual) = (100, None);
    for how in [Break::Before, Break::Behind, Break::Unheard] {
        for message in -1.. {
            number += 1;
            let ready = prepare(&mut store, number);
            let before = numbers(&mut admin);
            between.breaks(how, message);
            write(&mut store, &ready, number);
            let broke = between.broke();
            let done: Vec<i64> =
                numbers(&mut admin).iter().zip(&before).map(|(after, before)| after - before).collect();
            assert!(done.iter().any(|number| *number != 0), "{how:?} message {message}: nothing was written");
            assert_eq!(*usual.get_or_insert_with(|| done.clone()), done, "{how:?} message {message}");
            if !broke {
                break;
            }
        }
    }
}

#[test]
fn a_connection_that_breaks_while_it_is_made_anew_is_made_once_more() {
    let Some(place) = Place::postgres() else { return };
    let between = Between::start(&place);
    let mut store = Store::open(&Address::read(&between.url).unwrap(), house()).unwrap();
    for again in 0.. {
        between.plan.again.store(again, Ordering::SeqCst);
        between.breaks(Break::Before, 0);
        let draft = Draft::of(&format!("K-{again}"), "note", &again);
        store.keep_draft("mara", &draft, at(0)).unwrap();
        arrives(&mut store, Channel::Phone, "", again);
        let broke = between.broke();
        let kept = usize::try_from(again).unwrap() + 1;
        let arrived = store.contacts(ContactFilter::default(), 1_000).unwrap().len();
        assert_eq!((store.drafts("mara").unwrap().len(), arrived), (kept, kept), "again after {again} messages");
        if !broke {
            assert!(again > 8, "the new connection was never broken");
            break;
        }
    }
}

#[test]
fn a_contact_arrives_once() {
    endures(|_, _| (), |store, (), number| drop(arrives(store, Channel::Phone, "", number)));
}

#[test]
fn a_step_is_taken_once() {
    let take = |store: &mut Store, id: &_, number| drop(store.step(*id, &Step::Take, "mara", at(number)).unwrap());
    endures(|store, number| arrives(store, Channel::Phone, "", number).id, take);
}

#[test]
fn what_is_said_is_said_once() {
    let line = |number| Line { at: at(number), who: Party::Agent, text: "Good morning".to_owned() };
    let say = |store: &mut Store, id: &_, number| drop(store.say(*id, &line(number)).unwrap());
    endures(|store, number| arrives(store, Channel::Chat, "", number).id, say);
}

#[test]
fn an_action_without_a_key_is_done_once() {
    let create = json!({"action": "create_customer", "given_name": "Ada", "phones": ["030 1234567"]});
    endures(|_, _| (), |store, (), number| drop(done(store, "mara", number, create.clone())));
}

#[test]
fn a_state_begins_once() {
    let presence = |number: i64| Presence {
        state: if number % 2 == 0 { AgentState::Ready } else { AgentState::NotReady },
        reason: String::new(),
        since: at(number),
        set_by: SetBy::Agent,
    };
    endures(|_, _| (), |store, (), number| store.set_presence("mara", &presence(number)).unwrap());
}

#[test]
fn drafts_are_kept_and_dropped_once() {
    let draft = |number| Draft {
        record: format!("K-{number}"),
        field: "note".to_owned(),
        text: "half a sen".to_owned(),
        caret: 0,
    };
    endures(|_, _| (), |store, (), number| store.keep_draft("mara", &draft(number), at(0)).unwrap());
    let kept = |store: &mut Store, number| store.keep_draft("mara", &draft(number), at(0)).unwrap();
    endures(kept, |store, (), number| store.drop_drafts("mara", &[&format!("K-{number}")]).unwrap());
}

#[test]
fn a_pick_is_counted_once() {
    let known = |store: &mut Store, number: i64| {
        let reference = format!("answer-{number}");
        import(store, Portable::Answer(Box::new(answer(&reference, "Returns"))));
        let mut found = None;
        store.each_answer(|answer, _| found = (answer.reference == reference).then_some(answer.id).or(found)).unwrap();
        found.unwrap()
    };
    for query in ["", "send it back"] {
        endures(known, |store, answer, number| {
            store.record_pick(&pick(query, *answer, number), None).unwrap();
        });
    }
}
