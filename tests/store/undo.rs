//! What was done is taken back, as long as nothing came in between.

use frontline::domain::channel::Channel;
use frontline::domain::contact::{ContactState, Resolution, Step};
use frontline::domain::journal::Receipt;
use frontline::store::Store;
use serde_json::json;

use super::given::{arrives, at, closed, customer, done, imported_customer, refused};

conformance! {
    [
        a_change_is_taken_back_field_by_field
        what_was_taken_back_is_not_taken_back_again
        taking_back_can_be_taken_back
        what_was_changed_since_is_not_taken_back
        another_change_of_the_same_record_does_not_stand_in_the_way
        a_new_customer_goes_and_may_come_back
        a_customer_to_whom_something_belongs_does_not_go
        a_closed_contact_is_back_on_the_desk_with_its_clock
        a_promise_goes_and_a_kept_one_stands_again
        an_unknown_receipt_is_refused
        a_customer_found_for_a_contact_is_let_go
    ]
    []
}

fn undo(store: &mut Store, receipt: &Receipt) -> Receipt {
    done(store, "mara", 900, json!({"action": "undo", "receipt": receipt.id}))
}

fn undo_refused(store: &mut Store, receipt: &Receipt) -> String {
    refused(store, "mara", 901, json!({"action": "undo", "receipt": receipt.id})).0
}

fn a_change_is_taken_back_field_by_field(store: &mut Store) {
    let before = customer(
        store,
        json!({"given_name": "Ada", "phones": ["030 1234567"], "address": {"line1": "Hauptstr. 1", "city": "Köln"}}),
    );
    let fields = json!({"action": "change_customer", "customer": before.reference, "given_name": "Eda",
                        "phones": ["030 7654321"], "address": {"city": "Bonn"}, "tags": ["vip"], "note": "moved"});
    let receipt = done(store, "mara", 1, fields);
    let taken_back = undo(store, &receipt);
    let after = store.customer(&before.reference).unwrap().unwrap();
    assert_eq!(after.details, before.details);
    assert_eq!(after.version, 3);
    assert_eq!(store.find_customers("030 1234567", 5).unwrap(), [after]);
    assert_eq!(store.find_customers("eda", 5).unwrap(), []);
    let rows = store.journal(Some(before.id), 9).unwrap();
    assert_eq!((rows.len(), rows[1].undone_by), (3, Some(taken_back.id)));
}

fn what_was_taken_back_is_not_taken_back_again(store: &mut Store) {
    let ada = customer(store, json!({"given_name": "Ada"}));
    let change = json!({"action": "change_customer", "customer": ada.reference, "given_name": "Eda"});
    let receipt = done(store, "mara", 1, change);
    undo(store, &receipt);
    assert_eq!(undo_refused(store, &receipt), "undone_already");
    assert_eq!(store.customer(&ada.reference).unwrap().unwrap().version, 3);
}

fn taking_back_can_be_taken_back(store: &mut Store) {
    let ada = customer(store, json!({"given_name": "Ada"}));
    let change = json!({"action": "change_customer", "customer": ada.reference, "given_name": "Eda"});
    let receipt = done(store, "mara", 1, change);
    let taken_back = undo(store, &receipt);
    undo(store, &taken_back);
    assert_eq!(store.customer(&ada.reference).unwrap().unwrap().details.given_name, "Eda");
}

fn what_was_changed_since_is_not_taken_back(store: &mut Store) {
    let ada = customer(store, json!({"given_name": "Ada"}));
    let change = |name: &str| json!({"action": "change_customer", "customer": ada.reference, "given_name": name});
    let receipt = done(store, "mara", 1, change("Eda"));
    done(store, "jonas", 2, change("Ida"));
    assert_eq!(undo_refused(store, &receipt), "changed_since");
    let kept = store.customer(&ada.reference).unwrap().unwrap();
    assert_eq!((kept.details.given_name.as_str(), kept.version), ("Ida", 3));
    assert_eq!(store.journal(None, 9).unwrap().len(), 3);
}

fn another_change_of_the_same_record_does_not_stand_in_the_way(store: &mut Store) {
    let ada = customer(store, json!({"given_name": "Ada"}));
    let change = |field: &str, value: &str| {
        let mut action = json!({"action": "change_customer", "customer": ada.reference});
        action[field] = value.into();
        action
    };
    let first = done(store, "mara", 1, change("given_name", "Eda"));
    let second = done(store, "jonas", 2, change("company", "Lovelace & Co"));
    undo(store, &second);
    undo(store, &first);
    assert_eq!(store.customer(&ada.reference).unwrap().unwrap().details, ada.details);
}

fn a_new_customer_goes_and_may_come_back(store: &mut Store) {
    let ada = customer(store, json!({"given_name": "Ada", "phones": ["030 1234567"], "tags": ["vip"]}));
    let made = store.journal(None, 1).unwrap().remove(0);
    let taken_back = undo(store, &made);
    assert_eq!(store.customer(&ada.reference).unwrap(), None);
    assert_eq!(store.find_customers("ada", 5).unwrap(), []);
    assert_eq!(store.find_customers("030 1234567", 5).unwrap(), []);
    undo(store, &taken_back);
    assert_eq!(store.customer(&ada.reference).unwrap(), Some(ada.clone()));
    assert_eq!(store.find_customers("030 1234567", 5).unwrap(), [ada]);
}

fn a_customer_to_whom_something_belongs_does_not_go(store: &mut Store) {
    let ada = customer(store, json!({"given_name": "Ada", "phones": ["030 1234567"]}));
    let made = store.journal(None, 1).unwrap().remove(0);
    let contact = arrives(store, Channel::Phone, "030 1234567", 0);
    assert_eq!(contact.customer, Some(ada.id));
    assert_eq!(undo_refused(store, &made), "in_use");
    assert_eq!(store.customer(&ada.reference).unwrap(), Some(ada));
    assert!(store.check().unwrap().is_empty());
}

fn a_closed_contact_is_back_on_the_desk_with_its_clock(store: &mut Store) {
    let contact = arrives(store, Channel::Phone, "", 0);
    store.step(contact.id, &Step::Take, "mara", at(10)).unwrap();
    let before = store.step(contact.id, &Step::End, "mara", at(70)).unwrap();
    let receipt = closed(store, &contact, "mara", 100, Resolution::Resolved);
    undo(store, &receipt);
    let after = store.contact(contact.id).unwrap().unwrap();
    assert_eq!((after.state, after.since, after.times), (ContactState::Wrapping, before.since, before.times));
    assert_eq!((after.note.as_str(), after.disposition.as_str(), after.resolved), ("", "", None));
    let own = store.desk("mara", at(110), at(0)).unwrap().own;
    assert_eq!(own[0].contact.id, contact.id);
    assert_eq!(store.desk("mara", at(110), at(0)).unwrap().day.handled, 0);
}

fn a_promise_goes_and_a_kept_one_stands_again(store: &mut Store) {
    let ada = customer(store, json!({"given_name": "Ada"}));
    let promise = json!({"action": "schedule_callback", "customer": ada.reference,
                         "due_at": "2026-11-24T09:00:00Z", "what": "the refund"});
    let made = done(store, "mara", 1, promise);
    let reference = made.changes[0].reference.clone();
    let kept = done(store, "mara", 2, json!({"action": "keep_callback", "callback": reference}));
    assert_eq!(undo_refused(store, &made), "changed_since");
    let stands = undo(store, &kept);
    assert_eq!(store.desk("mara", at(3), at(0)).unwrap().callbacks.len(), 1);
    undo(store, &stands);
    assert_eq!(store.desk("mara", at(3), at(0)).unwrap().callbacks.len(), 0);
}

fn an_unknown_receipt_is_refused(store: &mut Store) {
    let (code, words) = refused(store, "mara", 1, json!({"action": "undo", "receipt": 7}));
    assert_eq!((code.as_str(), words.as_str()), ("unknown_receipt", "there is no receipt 7; see `frontline journal`"));
}

fn a_customer_found_for_a_contact_is_let_go(store: &mut Store) {
    imported_customer(store, "sara_1", json!({"given_name": "Sara"}));
    let contact = arrives(store, Channel::Phone, "+4989999999", 0);
    let identify = json!({"action": "identify_customer", "contact": contact.reference, "customer": "sara_1"});
    let receipt = done(store, "mara", 1, identify);
    undo(store, &receipt);
    assert_eq!(store.contact(contact.id).unwrap().unwrap().customer, None);
}
