//! Promises to call back: made to somebody, for a time to come, kept once.

use frontline::domain::callback::CallbackState;
use frontline::domain::channel::Channel;
use frontline::store::Store;
use serde_json::{Value, json};

use super::given::{arrives, at, customer, done, refused};

conformance! {
    [
        a_promise_is_for_a_time_to_come_and_made_to_somebody
        a_promise_in_a_contact_is_made_to_its_customer
        promises_come_first_due_first_to_whom_they_fall
        a_promise_is_kept_once
    ]
    []
}

fn promise(customer: &str, contact: &str, seconds: i64, keeper: &str) -> Value {
    json!({"action": "schedule_callback", "customer": customer, "contact": contact, "due_at": at(seconds),
           "what": "the refund", "keeper": keeper})
}

fn a_promise_is_for_a_time_to_come_and_made_to_somebody(store: &mut Store) {
    let ada = customer(store, json!({"given_name": "Ada"})).reference;
    assert_eq!(refused(store, "mara", 60, promise(&ada, "", 60, "me")).0, "past");
    assert_eq!(refused(store, "mara", 0, promise("", "", 60, "me")).0, "unknown_customer");
    assert_eq!(refused(store, "mara", 0, promise("nobody", "", 60, "me")).0, "unknown_customer");
    assert_eq!(refused(store, "mara", 0, promise(&ada, "K-7", 60, "me")).0, "unknown_contact");
    assert_eq!(store.desk("mara", at(1), at(0)).unwrap().callbacks, []);
}

fn a_promise_in_a_contact_is_made_to_its_customer(store: &mut Store) {
    let ada = customer(store, json!({"given_name": "Ada", "phones": ["030 1234567"]}));
    let contact = arrives(store, Channel::Phone, "030 1234567", 0);
    let receipt = done(store, "mara", 1, promise("", &contact.reference, 60, "me"));
    assert_eq!((receipt.customer, receipt.contact), (Some(ada.id), Some(contact.id)));
    let file = store.file(ada.id).unwrap().unwrap();
    assert_eq!((file.callbacks[0].contact, file.callbacks[0].queue.as_str()), (Some(contact.id), "service"));
    let stranger = arrives(store, Channel::Phone, "", 2);
    done(store, "mara", 3, promise("", &stranger.reference, 90, "me"));
    let due = store.desk("mara", at(4), at(0)).unwrap().callbacks;
    assert_eq!(due.iter().map(|(_, customer)| customer.is_some()).collect::<Vec<_>>(), [true, false]);
}

fn promises_come_first_due_first_to_whom_they_fall(store: &mut Store) {
    let ada = customer(store, json!({"given_name": "Ada"})).reference;
    for (agent, due, keeper) in [
        ("mara", 300, "me"),
        ("jonas", 100, "anyone"),
        ("jonas", 50, "me"),
        ("mara", 100, "me"),
        ("mara", 200, "anyone"),
    ] {
        done(store, agent, 0, promise(&ada, "", due, keeper));
    }
    let mut due = |agent: &str| -> Vec<_> {
        let callbacks = store.desk(agent, at(1), at(0)).unwrap().callbacks;
        callbacks.iter().map(|(callback, _)| (callback.due_at.seconds_since(at(0)), callback.agent.clone())).collect()
    };
    let [anyone, mara, jonas] = ["", "mara", "jonas"].map(str::to_owned);
    assert_eq!(due("mara"), [(100, anyone.clone()), (100, mara.clone()), (200, anyone.clone()), (300, mara)]);
    assert_eq!(due("jonas"), [(50, jonas), (100, anyone.clone()), (200, anyone)]);
}

fn a_promise_is_kept_once(store: &mut Store) {
    let ada = customer(store, json!({"given_name": "Ada"}));
    let made = done(store, "mara", 0, promise(&ada.reference, "", 60, "me"));
    let keep = json!({"action": "keep_callback", "callback": made.changes[0].reference});
    done(store, "mara", 30, keep.clone());
    assert_eq!(refused(store, "mara", 31, keep).0, "kept_already");
    assert_eq!(refused(store, "mara", 31, json!({"action": "keep_callback", "callback": "B-7"})).0, "unknown_callback");
    assert_eq!(store.desk("mara", at(32), at(0)).unwrap().callbacks, []);
    assert_eq!(store.file(ada.id).unwrap().unwrap().callbacks[0].state, CallbackState::Kept);
}
