//! Outages that many customers share: whom one concerns, which contacts are about it, and its end.

use frontline::domain::channel::Channel;
use frontline::domain::customer::Customer;
use frontline::store::Store;
use serde_json::{Value, json};

use super::given::{arrives, customer, done, refused};

conformance! {
    [
        an_outage_stands_in_every_file_that_it_concerns
        whoever_calls_about_an_outage_joins_it
        an_outage_that_contacts_are_about_is_ended_and_not_taken_back
        an_outage_is_told_where_it_is_and_never_in_the_future
        those_that_run_come_first
    ]
    []
}

fn resident(store: &mut Store, name: &str, postal_code: &str, kind: &str) -> (Customer, String) {
    let person =
        customer(store, json!({"given_name": name, "address": {"postal_code": postal_code, "city": "Berlin"}}));
    let open = json!({"action": "open_account", "customer": person.reference, "kind": kind});
    let account = done(store, "mara", 1, open).changes[0].reference.clone();
    (person, account)
}

fn reported(store: &mut Store, seconds: i64, mut fields: Value) -> String {
    fields["action"] = "report_outage".into();
    done(store, "mara", seconds, fields).changes[0].reference.clone()
}

fn shown(store: &mut Store, person: &Customer) -> Vec<String> {
    let file = store.file(person.id).unwrap().unwrap();
    file.outages.into_iter().map(|outage| outage.reference).collect()
}

fn an_outage_stands_in_every_file_that_it_concerns(store: &mut Store) {
    let (there, account) = resident(store, "Ada", "101 19", "gas");
    let (elsewhere, _) = resident(store, "Ben", "20095", "gas");
    let (other, _) = resident(store, "Cleo", "10119", "mobile");
    let (listed, far) = resident(store, "Dora", "80331", "gas");
    let burst =
        json!({"cause": "a burst pipe", "service": "gas", "postal_codes": ["101"], "accounts": [far.to_lowercase()]});
    let outage = reported(store, 2, burst);
    let files = [&there, &elsewhere, &other, &listed].map(|person| shown(store, person).len());
    assert_eq!(files, [1, 0, 0, 1]);
    done(store, "mara", 3, json!({"action": "change_outage", "outage": outage, "postal_codes": ["200"]}));
    assert_eq!([&there, &elsewhere].map(|person| shown(store, person).len()), [0, 1]);
    let moved =
        json!({"action": "change_account", "account": account, "address": {"postal_code": "20097", "city": "Hamburg"}});
    done(store, "mara", 4, moved);
    assert_eq!(shown(store, &there), [outage]);
}

fn whoever_calls_about_an_outage_joins_it(store: &mut Store) {
    let (ada, account) = resident(store, "Ada", "10119", "gas");
    let outage = reported(store, 2, json!({"cause": "a storm", "postal_codes": ["200"]}));
    let call = arrives(store, Channel::Phone, "", 3);
    let identify = json!({"action": "identify_customer", "contact": call.reference, "customer": ada.reference});
    done(store, "mara", 4, identify);
    let join = json!({"action": "join_outage", "outage": outage, "contact": call.reference, "account": account});
    let joined = done(store, "mara", 5, join.clone());
    assert_eq!((joined.changes.len(), joined.contact, joined.customer), (1, Some(call.id), Some(ada.id)));
    assert_eq!(refused(store, "mara", 6, join).0, "joined_already");
    assert_eq!(shown(store, &ada), std::slice::from_ref(&outage));
    assert_eq!(store.contact(call.id).unwrap().unwrap().outage, outage);
    assert_eq!(store.outages(9).unwrap()[0].1, 1);
    done(store, "mara", 7, json!({"action": "undo", "receipt": joined.id}));
    assert!(shown(store, &ada).is_empty());
    let by_account = json!({"action": "join_outage", "outage": outage, "account": account});
    let listed = done(store, "mara", 8, by_account);
    assert_eq!(shown(store, &ada), std::slice::from_ref(&outage));
    done(store, "mara", 9, json!({"action": "undo", "receipt": listed.id}));
    assert!(shown(store, &ada).is_empty());
    assert_eq!(refused(store, "mara", 9, json!({"action": "join_outage", "outage": outage})).0, "unknown_contact");
}

fn an_outage_that_contacts_are_about_is_ended_and_not_taken_back(store: &mut Store) {
    let call = arrives(store, Channel::Phone, "", 0);
    let report =
        json!({"action": "report_outage", "cause": "a storm", "postal_codes": ["1"], "contact": call.reference});
    let made = done(store, "mara", 1, report);
    let outage = made.changes[0].reference.clone();
    let other = arrives(store, Channel::Phone, "", 2);
    let joined = done(store, "mara", 3, json!({"action": "join_outage", "outage": outage, "contact": other.reference}));
    assert_eq!(refused(store, "mara", 4, json!({"action": "undo", "receipt": made.id})).0, "in_use");
    for receipt in [joined.id, made.id] {
        done(store, "mara", 5, json!({"action": "undo", "receipt": receipt}));
    }
    assert!(store.outages(9).unwrap().is_empty());
    assert_eq!(store.contact(call.id).unwrap().unwrap().outage, "");
    let outage = reported(store, 6, json!({"cause": "a storm", "postal_codes": ["1"]}));
    let ended = done(store, "mara", 7, json!({"action": "end_outage", "outage": outage}));
    assert_eq!(refused(store, "mara", 8, json!({"action": "end_outage", "outage": outage})).0, "over");
    let late = json!({"action": "join_outage", "outage": outage, "contact": other.reference});
    assert_eq!(refused(store, "mara", 8, late).0, "over");
    done(store, "mara", 9, json!({"action": "undo", "receipt": ended.id}));
    assert_eq!(store.outages(9).unwrap()[0].0.ended_at, None);
}

fn an_outage_is_told_where_it_is_and_never_in_the_future(store: &mut Store) {
    let mut code = |fields: Value| {
        let mut action = json!({"action": "report_outage", "cause": "a storm", "postal_codes": ["1"]});
        action.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        refused(store, "mara", 5, action).0
    };
    assert_eq!(code(json!({"postal_codes": [" "]})), "nobody_struck");
    assert_eq!(code(json!({"accounts": ["A-7"]})), "unknown_account");
    assert_eq!(code(json!({"cause": " "})), "words_needed");
    assert_eq!(code(json!({"started_at": "2027-01-01T00:00:00Z"})), "future");
    assert_eq!(code(json!({"expected_until": "2026-01-01T00:00:00Z"})), "past");
    let outage = reported(store, 6, json!({"cause": "a storm", "postal_codes": ["1"]}));
    let refusal = |store: &mut Store, action: Value| refused(store, "mara", 7, action).0;
    assert_eq!(refusal(store, json!({"action": "change_outage", "outage": outage})), "nothing_to_change");
    let before = json!({"action": "end_outage", "outage": outage, "ended_at": "2026-11-23T07:00:00Z"});
    assert_eq!(refusal(store, before), "bad_time");
}

fn those_that_run_come_first(store: &mut Store) {
    let report =
        |store: &mut Store, seconds| reported(store, seconds, json!({"cause": "a storm", "postal_codes": ["1"]}));
    let made: Vec<_> = (1..4).map(|seconds| report(store, seconds)).collect();
    done(store, "mara", 9, json!({"action": "end_outage", "outage": made[2]}));
    let listed: Vec<_> = store.outages(9).unwrap().into_iter().map(|(outage, _)| outage.reference).collect();
    assert_eq!(listed, [made[1].clone(), made[0].clone(), made[2].clone()]);
    assert_eq!(store.outages(1).unwrap().len(), 1);
}
