//! The floor: the statements of the store issued raw. They are prepared once, bound, stepped and decoded into the same
//! records, in a transaction where they write, with no store in between. On a server that transaction knows its number and
//! tells the other desks, as the store's do.

use frontline::domain::action::{Action, Actor, Facts, House};
use frontline::domain::contact::{Contact, ContactState, Resolution, Step};
use frontline::domain::customer::Customer;
use frontline::domain::id::{CustomerId, ReceiptId};
use frontline::domain::journal::{Edit, Receipt};
use frontline::domain::record::{Record, Recorded};
use frontline::domain::text::fold;
use frontline::domain::timestamp::Timestamp;

pub(crate) mod postgres;
pub(crate) mod sqlite;

/// The hot questions of a desk.
pub(crate) trait Raw {
    /// Who uses this number.
    fn caller(&mut self, phone: &str) -> Vec<Customer>;
    /// The last sixty contacts of a customer.
    fn last_contacts(&mut self, customer: CustomerId) -> Vec<Contact>;
    /// Twenty customers with a word that begins so.
    fn search(&mut self, word: &str) -> Vec<Customer>;
    /// A contact comes into the queue.
    fn arrive(&mut self, contact: &Contact, house: &House) -> Contact;
    /// An agent takes it.
    fn take(&mut self, contact: &Contact, agent: &str, at: Timestamp) -> Contact;
    /// It goes into the log.
    fn close(&mut self, action: &Action, actor: &Actor, house: &House) -> Receipt;
}

const CALLER: &str = "SELECT id, ref, version, body FROM customers WHERE id IN (SELECT customer FROM contact_points \
                      WHERE kind = ?1 AND value = ?2) ORDER BY id LIMIT 50";
const SENDER: &str = "SELECT id, ref, version, body FROM customers WHERE id IN (SELECT customer FROM contact_points \
                      WHERE kind = ?1 AND value = ?2 UNION ALL SELECT customer FROM contact_points \
                      WHERE kind = ?3 AND value = ?4) ORDER BY id LIMIT 50";
const LAST: &str = "SELECT body FROM contacts WHERE customer = ?1 AND arrived_at >= ?2 \
                    ORDER BY arrived_at DESC, id DESC LIMIT ?3";
const NAMED: &str = "SELECT id, ref, version, body FROM customers WHERE id IN (SELECT customer FROM contact_points \
                     WHERE kind = ?1 AND value = ?2 UNION ALL SELECT customer FROM orders WHERE folded_ref = ?3) \
                     ORDER BY id LIMIT 50";
const HAVING: &str = "SELECT a.customer, CAST(CASE WHEN a.word = ?2 THEN 1 ELSE 0 END AS BIGINT) FROM customer_words AS a \
                      WHERE a.word >= ?2 AND (a.word, a.customer) < (?3, ?4) ORDER BY a.word, a.customer LIMIT ?1";
const CUSTOMERS: &str = "SELECT id, ref, version, body FROM customers WHERE id IN (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, \
                         ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)";
const CONTACT: &str = "SELECT body FROM contacts WHERE id = ?1";
const CONTACT_NAMED: &str = "SELECT body FROM contacts WHERE ref = ?1";
const WRITE: &str = "INSERT INTO contacts (id, ref, customer, state, agent, channel, queue, origin, arrived_at, \
     answered_at, closed_at, wait_seconds, handled_seconds, resolved, version, body, priority, outage) \
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15 + 1, ?16, ?17, ?18) \
     ON CONFLICT (id) DO UPDATE SET customer = excluded.customer, state = excluded.state, \
     agent = excluded.agent, channel = excluded.channel, queue = excluded.queue, origin = excluded.origin, \
     arrived_at = excluded.arrived_at, answered_at = excluded.answered_at, closed_at = excluded.closed_at, \
     wait_seconds = excluded.wait_seconds, handled_seconds = excluded.handled_seconds, \
     resolved = excluded.resolved, version = excluded.version, body = excluded.body, priority = excluded.priority, \
     outage = excluded.outage WHERE contacts.version = ?15";
const JOURNAL: &str = "INSERT INTO journal (id, key, at, agent, contact, customer, action, changes, approved_by, \
                       answer) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, '', NULL)";

/// The columns of a contact that no field of it is as it stands.
struct Columns {
    origin: String,
    closed_at: Option<i64>,
    resolved: Option<i64>,
    body: String,
}

impl Columns {
    fn of(contact: &Contact) -> Self {
        let body = Contact { version: contact.version + 1, ..contact.clone() };
        Self {
            origin: fold(&contact.from),
            closed_at: (contact.state == ContactState::Closed).then_some(contact.since.micros()),
            resolved: contact.resolved.map(|resolved| i64::from(resolved == Resolution::Resolved)),
            body: serde_json::to_string(&body).unwrap(),
        }
    }
}

fn customer(id: i64, reference: &str, version: i64, body: &str) -> Customer {
    let details = serde_json::from_str(body).unwrap();
    Customer { id: CustomerId(id), reference: reference.to_owned(), version, details }
}

/// The best twenty of those who have a word, those who have it whole first; the last one fills what is left over.
fn page(having: &mut [(i64, i64)]) -> Vec<i64> {
    having.sort_by_key(|(_, whole)| std::cmp::Reverse(*whole));
    let mut seen = std::collections::HashSet::new();
    let mut page: Vec<i64> = having.iter().map(|(id, _)| *id).filter(|id| seen.insert(*id)).take(20).collect();
    page.resize(20, page.last().copied().unwrap_or_default());
    page
}

fn taken(contact: &Contact, agent: &str, at: Timestamp) -> Contact {
    contact.stepped(&Step::Take, agent, at).unwrap()
}

/// The reference of the contact that an action closes.
fn named(action: &Action) -> &str {
    let Action::CloseContact { contact, .. } = action else { unreachable!() };
    contact
}

/// What closing a contact makes of it, and the row of the journal.
fn closed(contact: Contact, receipt: i64, action: &Action, actor: &Actor, house: &House) -> (Contact, Receipt) {
    let facts = Facts { records: vec![contact.recorded()], fresh: 0, ..Facts::default() };
    let edits = action.rule(&facts, house, actor).unwrap();
    let Some(Record::Contact(closed)) = edits.first().and_then(|edit| edit.after.clone()) else { unreachable!() };
    let receipt = Receipt {
        id: ReceiptId(receipt),
        at: actor.at,
        agent: actor.agent.clone(),
        contact: Some(closed.id),
        customer: closed.customer,
        action: action.clone(),
        changes: edits.iter().filter_map(Edit::change).collect(),
        undone_by: None,
        approved_by: String::new(),
    };
    (*closed, receipt)
}
