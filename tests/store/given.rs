//! What cases begin with: a place for a store, people, and what they say.

use std::collections::BTreeMap;

use frontline::domain::account::Account;
use frontline::domain::action::{Action, Actor, House};
use frontline::domain::answer::Answer;
use frontline::domain::channel::Channel;
use frontline::domain::contact::{Contact, Resolution};
use frontline::domain::customer::Customer;
use frontline::domain::disposition::Disposition;
use frontline::domain::id::{AnswerId, ContactId, CustomerId, OrderId};
use frontline::domain::journal::Receipt;
use frontline::domain::learning::{Outcome, Pick};
use frontline::domain::money::{Amount, Currency};
use frontline::domain::order::Order;
use frontline::domain::phone::Region;
use frontline::domain::policy::{LimitKind, Policy, Role};
use frontline::domain::portable::{Fate, Portable};
use frontline::domain::timestamp::Timestamp;
use frontline::store::{Address, Error, Mode, Store};
use serde_json::{Value, json};

use super::cluster::Database;

/// Where a store is kept for as long as a case runs.
pub(crate) struct Place {
    url: String,
    _kept: Kept,
}

enum Kept {
    Folder { _folder: tempfile::TempDir },
    Database { _database: Database },
}

impl Place {
    /// A file of its own.
    #[expect(clippy::unnecessary_wraps, reason = "every driver says whether it is there")]
    pub(crate) fn sqlite() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let url = folder.path().join("desk.db").to_str().unwrap().to_owned();
        Some(Self { url, _kept: Kept::Folder { _folder: folder } })
    }

    /// A database of its own, where there is a server.
    pub(crate) fn postgres() -> Option<Self> {
        let database = Database::fresh()?;
        Some(Self { url: database.url(), _kept: Kept::Database { _database: database } })
    }

    /// Its address.
    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    /// Opens the store; again and again the same one.
    pub(crate) fn open(&self) -> Store {
        Store::open(&Address::read(&self.url).unwrap(), house()).unwrap()
    }
}

/// A German house with the usual dispositions, in which an agent credits up to 50.00 and Tom approves what is more.
pub(crate) fn house() -> House {
    let limits = BTreeMap::from([(Role::default(), BTreeMap::from([(LimitKind::Credit, Amount(5_000))]))]);
    let roles = BTreeMap::from([("tom".to_owned(), Role(Role::SUPERVISOR.to_owned()))]);
    let policy = Policy { limits, roles, ..Policy::default() };
    let plain = House::plain(Region::named("DE").unwrap(), Currency::EUR);
    House { dispositions: Disposition::usual(), policy, ..plain }
}

/// A moment so many seconds after a Monday's opening.
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::parse("2026-11-23T08:00:00Z").unwrap().plus_seconds(seconds)
}

pub(crate) fn actor(agent: &str, seconds: i64) -> Actor {
    Actor { agent: agent.to_owned(), contact: None, at: at(seconds) }
}

/// An action as scripts write it.
pub(crate) fn action(json: Value) -> Action {
    serde_json::from_value(json).unwrap()
}

/// Performs an action that must be possible.
pub(crate) fn done(store: &mut Store, agent: &str, seconds: i64, json: Value) -> Receipt {
    store.perform(&action(json), &actor(agent, seconds), None, Mode::Commit).unwrap()
}

/// Performs an action that must be refused; the refusal's code and words.
pub(crate) fn refused(store: &mut Store, agent: &str, seconds: i64, json: Value) -> (String, String) {
    match store.perform(&action(json), &actor(agent, seconds), None, Mode::Commit) {
        Err(Error::Refused(refusal)) => (refusal.code, refusal.message),
        other => panic!("not refused: {other:?}"),
    }
}

/// A new customer with these details.
pub(crate) fn customer(store: &mut Store, mut details: Value) -> Customer {
    details["action"] = json!("create_customer");
    let receipt = done(store, "mara", 0, details);
    store.customer(&receipt.changes[0].reference).unwrap().unwrap()
}

/// A customer as a file carries them.
pub(crate) fn imported_customer(store: &mut Store, reference: &str, details: Value) -> Customer {
    let details = serde_json::from_value(details).unwrap();
    let record = Customer { id: CustomerId(0), version: 0, reference: reference.to_owned(), details };
    assert_eq!(import(store, Portable::Customer(Box::new(record))), Fate::Added);
    store.customer(reference).unwrap().unwrap()
}

/// An order as a file carries it.
pub(crate) fn order(reference: &str, placed_at: Option<&str>) -> Order {
    let record = json!({"id": OrderId(0), "version": 0, "ref": reference, "customer": 0, "status": "pending",
        "placed_at": placed_at, "lines": [{"sku": "tent-2", "name": "Tent", "price": 18900, "quantity": 1}]});
    serde_json::from_value(record).unwrap()
}

/// An account as a file carries it.
pub(crate) fn account(reference: &str, kind: &str) -> Account {
    let record = json!({"id": 0, "version": 0, "ref": reference, "customer": 0, "kind": kind, "status": "active",
        "opened_at": "2025-03-15T09:00:00Z"});
    serde_json::from_value(record).unwrap()
}

/// An answer as a file carries it.
pub(crate) fn answer(reference: &str, title: &str) -> Answer {
    let record = json!({"id": AnswerId(0), "version": 0, "ref": reference, "title": title, "body": "Yes."});
    serde_json::from_value(record).unwrap()
}

/// What Mara took for the queue `service`.
pub(crate) fn pick(query: &str, answer: AnswerId, seconds: i64) -> Pick {
    let [agent, queue, tier] = ["mara", "service", "gold"].map(str::to_owned);
    let (query, guide) = (query.to_owned(), String::new());
    Pick { query, answer, agent, queue, guide, tier, at: at(seconds), outcome: Outcome::Stayed }
}

pub(crate) fn import(store: &mut Store, record: Portable) -> Fate {
    store.import(vec![record]).unwrap().remove(0)
}

/// A contact that arrives.
pub(crate) fn arrives(store: &mut Store, channel: Channel, from: &str, seconds: i64) -> Contact {
    let mut contact = Contact::arriving(ContactId(0), channel, "service", at(seconds));
    from.clone_into(&mut contact.from);
    store.arrive(&contact).unwrap()
}

/// Closes a contact that the agent has.
pub(crate) fn closed(store: &mut Store, contact: &Contact, agent: &str, seconds: i64, resolved: Resolution) -> Receipt {
    done(
        store,
        agent,
        seconds,
        json!({"action": "close_contact", "contact": contact.reference, "disposition": "Solved",
               "resolved": resolved, "note": "all is well"}),
    )
}

/// The references of customers, in their order.
pub(crate) fn references(customers: &[Customer]) -> Vec<&str> {
    customers.iter().map(|customer| customer.reference.as_str()).collect()
}

/// A text of so many letters that nothing can shorten.
pub(crate) fn noise(length: usize) -> String {
    let letters = std::iter::successors(Some(88_172_645_463_325_252_u64), |seed| {
        let seed = seed ^ (seed << 13);
        let seed = seed ^ (seed >> 7);
        Some(seed ^ (seed << 17))
    });
    letters.take(length).map(|seed| char::from(b'a' + u8::try_from(seed % 26).unwrap())).collect()
}
