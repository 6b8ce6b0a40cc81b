//! Cases: opened, referred, answered, closed and opened again, and found by whose turn it is.

use std::collections::BTreeMap;

use frontline::domain::case::{Case, CaseStatus, Severity};
use frontline::store::Store;
use serde_json::{Value, json};

use super::given::{at, customer, done, refused};

conformance! {
    [
        a_case_that_was_referred_comes_back_with_an_answer
        whose_turn_it_is_sees_a_case
        a_case_is_closed_once_and_opened_again
        a_form_that_is_late_overwrites_nothing
        a_customer_who_has_a_case_stays
    ]
    []
}

fn refer(customer: &str, to: &str) -> Value {
    json!({"action": "refer", "customer": customer, "to": to, "reason": "above my limit", "summary": "wants 240 back"})
}

fn only(store: &mut Store, reference: &str) -> Case {
    let id = store.customer(reference).unwrap().unwrap().id;
    store.file(id).unwrap().unwrap().cases.remove(0)
}

fn turn(store: &mut Store, agent: &str) -> Vec<(String, bool)> {
    let desk = store.desk(agent, at(1), at(0)).unwrap();
    desk.cases.iter().map(|(case, customer)| (case.reference.clone(), customer.is_some())).collect()
}

fn a_case_that_was_referred_comes_back_with_an_answer(store: &mut Store) {
    let ada = customer(store, json!({"given_name": "Ada"})).reference;
    let receipt = done(store, "mara", 1, refer(&ada, "Billing"));
    let made = only(store, &ada);
    assert_eq!((made.status, made.to.as_str(), made.agent.as_str()), (CaseStatus::Referred, "Billing", "mara"));
    let told = receipt.changes[0].fields.iter().find(|field| field.field == "next_step").unwrap();
    let number = &made.reference;
    assert_eq!(
        told.after,
        format!("Billing answers as soon as possible, and then you hear from us; your number is {number}.")
    );
    assert_eq!(
        refused(
            store,
            "mara",
            2,
            json!({"action": "refer", "customer": ada, "case": made.reference, "to": "x",
        "reason": "y", "summary": "z"})
        )
        .0,
        "referred_already"
    );
    let answer = json!({"action": "answer_referral", "case": made.reference.to_lowercase(), "answer": "yes, 240"});
    done(store, "tom", 3, answer.clone());
    let answered = only(store, &ada);
    assert_eq!((answered.status, answered.answered_at), (CaseStatus::Answered, Some(at(3))));
    assert_eq!(refused(store, "tom", 4, answer).0, "not_referred");
    assert!(store.file(made.customer).unwrap().unwrap().warnings(None, at(5))[0].contains("to be told: yes, 240"));
}

fn whose_turn_it_is_sees_a_case(store: &mut Store) {
    let ada = customer(store, json!({"given_name": "Ada"})).reference;
    done(store, "mara", 1, refer(&ada, "tom"));
    let referred = only(store, &ada).reference;
    assert_eq!((turn(store, "mara"), turn(store, "tom").len()), (vec![], 1));
    done(store, "tom", 2, json!({"action": "answer_referral", "case": referred, "answer": "no"}));
    assert_eq!((turn(store, "mara"), turn(store, "tom")), (vec![(referred.clone(), true)], vec![]));
    done(store, "mara", 3, json!({"action": "close_case", "case": referred, "outcome": "told"}));
    assert_eq!(turn(store, "mara"), []);
    let mut open = refer(&ada, "agent");
    open["keeper"] = json!("anyone");
    done(store, "mara", 4, open);
    let referred = only(store, &ada).reference;
    assert_eq!(turn(store, "mei"), [(referred.clone(), true)]);
    done(store, "mei", 5, json!({"action": "answer_referral", "case": referred, "answer": "yes"}));
    assert_eq!(turn(store, "jonas"), [(referred, true)]);
}

fn a_case_is_closed_once_and_opened_again(store: &mut Store) {
    let ada = customer(store, json!({"given_name": "Ada"})).reference;
    done(
        store,
        "mara",
        1,
        json!({"action": "complain", "customer": ada, "summary": "late again", "wants": "a credit",
        "severity": "high"}),
    );
    let case = only(store, &ada);
    assert_eq!((case.severity, case.wants.as_str()), (Severity::High, "a credit"));
    done(store, "mara", 2, json!({"action": "make_offer", "case": case.reference, "offer": "10 EUR"}));
    done(store, "mara", 3, json!({"action": "note_case", "case": case.reference, "note": "thinks about it"}));
    let close = json!({"action": "close_case", "case": case.reference, "outcome": "took it"});
    let closed = done(store, "mara", 4, close.clone());
    assert_eq!(refused(store, "mara", 5, close).0, "case_closed");
    done(store, "mara", 6, json!({"action": "undo", "receipt": closed.id}));
    assert!(only(store, &ada).is_open());
    let reopen = json!({"action": "reopen_case", "case": case.reference, "reason": "never came"});
    assert_eq!(refused(store, "mara", 7, reopen.clone()).0, "not_closed");
    done(store, "mara", 8, json!({"action": "close_case", "case": case.reference, "outcome": "took it"}));
    done(store, "jonas", 9, reopen);
    let opened = only(store, &ada);
    assert_eq!((opened.status, opened.agent.as_str(), opened.closed_at), (CaseStatus::Open, "jonas", None));
    let mut kinds = BTreeMap::new();
    opened.notes.iter().for_each(|note| *kinds.entry(note.kind.name()).or_insert(0) += 1);
    assert_eq!(kinds, BTreeMap::from([("note", 1), ("offer", 1), ("outcome", 1), ("reopening", 1)]));
}

fn a_form_that_is_late_overwrites_nothing(store: &mut Store) {
    let ada = customer(store, json!({"given_name": "Ada"})).reference;
    done(store, "mara", 1, json!({"action": "complain", "customer": ada, "summary": "late again"}));
    let case = only(store, &ada);
    let offer =
        |version: i64| json!({"action": "make_offer", "case": case.reference, "offer": "10", "version": version});
    done(store, "mara", 2, offer(case.version));
    let (code, message) = refused(store, "jonas", 3, offer(case.version));
    assert_eq!((code.as_str(), message.contains("changed by somebody else")), ("conflict", true));
    assert_eq!(only(store, &ada).notes.len(), 1);
}

fn a_customer_who_has_a_case_stays(store: &mut Store) {
    let receipt = done(store, "mara", 0, json!({"action": "create_customer", "given_name": "Ada"}));
    let ada = receipt.changes[0].reference.clone();
    done(store, "mara", 1, json!({"action": "complain", "customer": ada, "summary": "late again"}));
    assert_eq!(refused(store, "mara", 2, json!({"action": "undo", "receipt": receipt.id})).0, "in_use");
}
