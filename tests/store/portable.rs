//! Records in and out: the same file again changes nothing, and what goes out comes back in.

use frontline::domain::callback::Callback;
use frontline::domain::case::Case;
use frontline::domain::channel::Channel;
use frontline::domain::contact::Contact;
use frontline::domain::id::ContactId;
use frontline::domain::portable::{Fate, Kind, PickRecord, Portable};
use frontline::store::{Error, Store};
use serde_json::json;

use super::filled::out;
use super::given::{account, answer, arrives, at, import, imported_customer, order, pick};

conformance! {
    [
        the_same_records_again_change_nothing
        a_record_that_differs_is_changed_and_keeps_its_identity
        a_record_of_somebody_unknown_is_rejected_and_the_others_are_taken
        what_goes_out_comes_back_in_by_reference
        more_than_one_page_goes_out_in_order
        a_reader_that_fails_stops_the_export
        records_go_out_in_the_order_of_their_references_byte_by_byte
    ]
    []
}

fn records(store: &mut Store) -> Vec<Portable> {
    let customer = imported_customer(store, "sara_1", json!({"given_name": "Sara"}));
    let mut contact = Contact::arriving(ContactId(0), Channel::Email, "service", at(0));
    "old-17".clone_into(&mut contact.reference);
    let product = json!({"id": 0, "version": 0, "ref": "tent", "name": "Tent",
        "variants": [{"sku": "tent-2", "price": 18900, "availability": "available"}]});
    let entry = |reference: &str| {
        let entry =
            json!({"id": 0, "version": 0, "ref": reference, "account": 0, "kind": "charge", "amount": 5, "at": at(0)});
        serde_json::from_value(entry).unwrap()
    };
    let entries = vec![entry("I-1"), entry("I-2")];
    let outage =
        json!({"id": 0, "version": 0, "ref": "O-1", "cause": "a storm", "started_at": at(0), "accounts": ["A1"]});
    let picked =
        |query: &str| Box::new(PickRecord { query: query.into(), answer: "where".into(), ..PickRecord::default() });
    vec![
        Portable::Customer(Box::new(customer)),
        Portable::Product(serde_json::from_value(product).unwrap()),
        Portable::Order { order: Box::new(order("#W1", None)), customer: "SARA_1".to_owned() },
        Portable::Account { account: Box::new(account("A1", "gas")), entries, customer: "sara_1".to_owned() },
        Portable::Outage(serde_json::from_value(outage).unwrap()),
        Portable::Answer(Box::new(answer("where", "Where is my order?"))),
        Portable::Pick(picked("parcel")),
        Portable::Pick(picked("parcel?")),
        Portable::Contact { contact: Box::new(contact), customer: "sara_1".to_owned() },
        Portable::Case { case: Box::new(case()), customer: "sara_1".to_owned(), contact: "old-17".to_owned() },
        Portable::Promise { promise: Box::new(promise()), customer: String::new(), contact: "OLD-17".to_owned() },
    ]
}

fn case() -> Case {
    let case = json!({"id": 0, "version": 0, "ref": "S-old", "customer": 0, "kind": "complaint", "severity": "low",
        "summary": "late", "status": "open", "opened_at": at(0)});
    serde_json::from_value(case).unwrap()
}

fn promise() -> Callback {
    let promise = json!({"id": 0, "version": 0, "ref": "B-old", "customer": null, "contact": null, "due_at": at(9),
        "what": "call", "queue": "", "agent": "", "state": "open"});
    serde_json::from_value(promise).unwrap()
}

fn the_same_records_again_change_nothing(store: &mut Store) {
    let records = records(store);
    let fates = store.import(records.clone()).unwrap();
    assert_eq!(fates[0], Fate::Unchanged);
    assert!(fates[1..].iter().all(|fate| *fate == Fate::Added), "{fates:?}");
    let again = store.import(records).unwrap();
    assert!(again.iter().all(|fate| *fate == Fate::Unchanged), "{again:?}");
    assert_eq!(store.import(Vec::new()).unwrap(), []);
}

fn a_record_that_differs_is_changed_and_keeps_its_identity(store: &mut Store) {
    let before = imported_customer(store, "sara_1", json!({"given_name": "Sara", "emails": ["s@x.org"]}));
    let mut record = before.clone();
    "Sarah".clone_into(&mut record.details.given_name);
    record.details.emails.clear();
    assert_eq!(import(store, Portable::Customer(Box::new(record))), Fate::Changed);
    let after = store.customer("sara_1").unwrap().unwrap();
    assert_eq!((after.id, after.version, after.details.given_name.as_str()), (before.id, 2, "Sarah"));
    assert_eq!(store.find_customers("s@x.org", 5).unwrap(), []);
    // References that differ in case alone are two records.
    imported_customer(store, "SARA_1", json!({"given_name": "Other"}));
}

fn a_record_of_somebody_unknown_is_rejected_and_the_others_are_taken(store: &mut Store) {
    imported_customer(store, "sara_1", json!({}));
    let order = |reference, customer: &str| Portable::Order {
        order: Box::new(order(reference, None)),
        customer: customer.to_owned(),
    };
    let pick = PickRecord { query: "q".into(), answer: "nothing".into(), ..PickRecord::default() };
    let contact = Portable::Contact {
        contact: Box::new(Contact::arriving(ContactId(9), Channel::Email, "service", at(0))),
        customer: "nobody".to_owned(),
    };
    let records = vec![order("W1", "nobody"), order("W2", "sara_1"), Portable::Pick(Box::new(pick)), contact];
    let fates = store.import(records).unwrap();
    let reason = |fate: &Fate| if let Fate::Rejected(reason) = fate { reason.clone() } else { String::new() };
    assert_eq!(reason(&fates[0]), "there is no customer nobody; import the customers first");
    assert_eq!(fates[1], Fate::Added);
    assert_eq!(reason(&fates[2]), "there is no answer nothing; import the answers first");
    assert_eq!(reason(&fates[3]), "there is no customer nobody; import the customers first");
    assert_eq!(out(store, Kind::Orders).len(), 1);
}

fn what_goes_out_comes_back_in_by_reference(store: &mut Store) {
    let records = records(store);
    store.import(records).unwrap();
    arrives(store, Channel::Phone, "", 5);
    let mut answer = None;
    store.each_answer(|found, _| answer = Some(found.id)).unwrap();
    store.record_pick(&pick("parcel", answer.unwrap(), 6), None).unwrap();
    for kind in Kind::ALL {
        let found = out(store, kind);
        assert!(!found.is_empty(), "{}", kind.name());
        let fates = store.import(found.clone()).unwrap();
        assert!(fates.iter().all(|fate| *fate == Fate::Unchanged), "{}: {fates:?}", kind.name());
    }
    let customers: Vec<_> = out(store, Kind::Contacts)
        .into_iter()
        .map(|record| if let Portable::Contact { customer, .. } = record { customer } else { String::new() })
        .collect();
    assert_eq!(customers, ["", "sara_1"]);
}

fn more_than_one_page_goes_out_in_order(store: &mut Store) {
    let answers = (0..1_203).rev().map(|number| Portable::Answer(Box::new(answer(&format!("a{number:04}"), "T"))));
    store.import(answers.collect()).unwrap();
    let out: Vec<_> = out(store, Kind::Answers).iter().map(|record| record.reference().to_owned()).collect();
    assert_eq!(out.len(), 1_203);
    assert!(out.is_sorted());
}

fn a_reader_that_fails_stops_the_export(store: &mut Store) {
    imported_customer(store, "a", json!({}));
    imported_customer(store, "b", json!({}));
    let mut seen = 0;
    let stopped = store.export(Kind::Customers, |_| {
        seen += 1;
        Err(Error::Conflict { reference: "stop".to_owned() })
    });
    assert_eq!((stopped.unwrap_err().code(), seen), ("conflict", 1));
}

fn records_go_out_in_the_order_of_their_references_byte_by_byte(store: &mut Store) {
    for reference in ["ä", "a", "Z", "漢", "#a", "a b", "A", "z"] {
        import(store, Portable::Answer(Box::new(answer(reference, "T"))));
    }
    let out: Vec<_> = out(store, Kind::Answers).iter().map(|record| record.reference().to_owned()).collect();
    assert_eq!(out, ["#a", "A", "Z", "a", "a b", "z", "ä", "漢"]);
}
