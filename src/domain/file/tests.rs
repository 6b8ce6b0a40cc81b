//! The file of a customer, as it is read off their records.

use serde_json::{Map, json};

use super::*;
use crate::domain::channel::Channel;
use crate::domain::customer::Details;
use crate::domain::id::{CallbackId, CustomerId, OrderId, ReceiptId};
use crate::domain::phone::Phone;

fn at(day: i64) -> Timestamp {
    Timestamp::from_micros(0).plus_seconds(day * 24 * 3600)
}

fn contact(id: i64, day: i64, state: ContactState) -> Contact {
    let contact = Contact::arriving(ContactId(id), Channel::Phone, "returns", at(day));
    let resolved = (state == ContactState::Closed).then_some(Resolution::Unresolved);
    Contact { state, ended_at: Some(at(day)), resolved, from: "+493023125417".to_owned(), ..contact }
}

fn order(reference: &str, day: i64, status: &str) -> Order {
    let lines = json!([{"sku": "A", "name": "Tent", "price": 1000, "quantity": 2}]);
    let fields = json!({"id": 1, "version": 1, "ref": reference, "customer": 1, "status": status, "lines": lines});
    let order: Order = serde_json::from_value(fields).unwrap();
    Order { id: OrderId(day), placed_at: Some(at(day)), ..order }
}

fn promise(day: i64) -> Callback {
    Callback {
        id: CallbackId(1),
        version: 1,
        reference: "B-1".to_owned(),
        customer: Some(CustomerId(1)),
        contact: None,
        due_at: at(day),
        what: "credit".to_owned(),
        queue: String::new(),
        agent: "mara".to_owned(),
        state: CallbackState::Open,
        settled_by: String::new(),
        settled_at: None,
        reason: String::new(),
    }
}

fn receipt(day: i64, contact: Option<ContactId>, action: Action) -> Receipt {
    let customer = Some(CustomerId(1));
    let (id, agent, approved_by) = (ReceiptId(day), "mara".to_owned(), String::new());
    Receipt { id, at: at(day), agent, contact, customer, approved_by, action, changes: Vec::new(), undone_by: None }
}

fn changed() -> Action {
    let details = Map::from_iter([("address".to_owned(), json!({}))]);
    Action::ChangeCustomer { customer: "C-1".to_owned(), version: None, details }
}

/// Newest first, as the store gives it.
fn file() -> CustomerFile {
    let phones = vec![Phone::from_e164("+493023125417").unwrap()];
    let details = Details { phones, alerts: vec!["Speaks slowly.".to_owned()], ..Details::default() };
    CustomerFile {
        customer: Customer { id: CustomerId(1), version: 1, reference: "C-1".to_owned(), details },
        orders: vec![order("12", 25, "processed"), order("11", 3, "cancelled"), order("10", 2, "delivered")],
        contacts: vec![
            contact(9, 30, ContactState::Open),
            Contact { channel: Channel::Email, ..contact(8, 26, ContactState::Waiting) },
            Contact { channel: Channel::Email, ..contact(7, 25, ContactState::Waiting) },
            contact(6, 24, ContactState::Abandoned),
            contact(5, 20, ContactState::Closed),
            contact(4, 18, ContactState::Closed),
            Contact { resolved: Some(Resolution::Resolved), ..contact(3, 5, ContactState::Closed) },
            contact(2, 4, ContactState::Closed),
        ],
        accounts: Vec::new(),
        outages: Vec::new(),
        contact_count: 8,
        receipts: vec![receipt(27, None, changed()), receipt(20, Some(ContactId(5)), changed())],
        callbacks: vec![promise(28)],
        cases: Vec::new(),
        approvals: Vec::new(),
    }
}

#[test]
fn what_happened_since_the_last_contact_leaves_out_what_was_done_in_it() {
    let told: Vec<_> = file().since_last_contact(Some(ContactId(9)));
    let came = |words: &str| (Sign::Came, words.to_owned());
    let expected = [
        came("order 12"),
        came("2 mails unanswered"),
        (Sign::Went, "1 call given up".to_owned()),
        came("changed address"),
    ];
    assert_eq!(told, expected);
}

#[test]
fn an_alert_comes_before_a_broken_promise_and_a_matter_that_came_up_again() {
    let expected =
        ["Speaks slowly.", "Promised and late: credit", "Third contact in a row, the matter is not settled."];
    assert_eq!(file().warnings(Some(ContactId(9)), at(30)), expected);
}

#[test]
fn open_is_what_is_under_way_promised_unanswered_or_unsettled() {
    let file = file();
    let open: Vec<_> = file
        .open(Some(ContactId(9)))
        .into_iter()
        .map(|matter| match matter {
            Matter::Order(order) => order.reference.clone(),
            Matter::Promise(callback) => callback.reference.clone(),
            Matter::Contact(contact) => contact.reference.clone(),
            Matter::Case(case) => case.reference.clone(),
        })
        .collect();
    assert_eq!(open, ["B-1", "K-8", "12", "K-7", "K-5", "K-4"]);
}

#[test]
fn the_history_has_everything_once_and_the_newest_first() {
    let file = file();
    let days: Vec<_> = file.history().iter().map(|event| event.at().micros() / at(1).micros()).collect();
    assert_eq!(days, [30, 27, 26, 25, 25, 24, 20, 20, 18, 5, 4, 3, 2]);
}

#[test]
fn what_was_cancelled_was_not_ordered() {
    assert_eq!(file().ordered_since(at(1)), Amount(4000));
    assert_eq!(file().ordered_since(at(20)), Amount(2000));
}

#[test]
fn a_contact_is_matched_by_what_it_came_from() {
    let file = file();
    let from = |from: &str| Contact { from: from.to_owned(), ..contact(9, 30, ContactState::Open) };
    assert_eq!(file.matched(&from("+493023125417")), Match::Number);
    assert_eq!(file.matched(&from("#c-1")), Match::Account);
    assert_eq!(file.matched(&from("+4930999999")), Match::Agent);
    assert_eq!(file.matched(&from("")), Match::Agent);
}
