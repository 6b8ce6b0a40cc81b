//! Approvals: what is above an agent's authority waits, and goes on by itself when somebody says yes.

use frontline::domain::action::Actor;
use frontline::domain::approval::{Approval, Verdict};
use frontline::domain::channel::Channel;
use frontline::domain::customer::Customer;
use frontline::domain::timestamp::Timestamp;
use frontline::store::{Error, Mode, Store};
use serde_json::{Value, json};

use super::given::{action, actor, arrives, at, customer, done, refused};

conformance! {
    [
        what_nobody_has_to_approve_is_not_asked_for
        what_is_above_the_limit_waits_and_goes_on_by_itself_upon_a_yes
        only_somebody_else_who_may_decides_and_only_once
        what_cannot_be_done_any_more_is_refused_then
        what_was_declined_is_not_done
        a_yes_that_is_only_looked_at_does_nothing
        what_is_given_in_one_contact_counts_together
    ]
    []
}

fn ada(store: &mut Store) -> Customer {
    customer(
        store,
        json!({"given_name": "Ada", "payment_methods": [{"ref": "G", "kind": "gift_card", "balance": 100}]}),
    )
}

fn credit(ada: &Customer) -> Value {
    json!({"action": "credit", "customer": ada.reference, "method": "G", "amount": "60.00", "reason": "late again"})
}

fn ask(request: &Value) -> Value {
    json!({"action": "request_approval", "request": request, "reason": "a good customer"})
}

fn balance(store: &mut Store, ada: &Customer) -> i64 {
    let now = store.customer_of(ada.id).unwrap().unwrap();
    now.details.payment_methods.first().and_then(|method| method.balance).map_or(0, |balance| balance.0)
}

/// What Mara asked for.
fn asked(store: &mut Store, ada: &Customer) -> Approval {
    assert_eq!(refused(store, "mara", 1, credit(ada)).0, "needs_approval");
    done(store, "mara", 2, ask(&credit(ada)));
    store.approvals(Timestamp::default(), 9).unwrap().remove(0)
}

fn what_nobody_has_to_approve_is_not_asked_for(store: &mut Store) {
    let ada = ada(store);
    let rename = json!({"action": "change_customer", "customer": ada.reference, "given_name": "Eda"});
    assert_eq!(refused(store, "mara", 1, ask(&rename)).0, "no_approval_needed");
    let nobody = json!({"action": "change_customer", "customer": "nobody", "given_name": "Eda"});
    assert_eq!(refused(store, "mara", 1, ask(&nobody)).0, "unknown_customer");
    assert_eq!(refused(store, "mara", 1, ask(&ask(&credit(&ada)))).0, "bad_request");
    assert_eq!(store.approvals(Timestamp::default(), 9).unwrap(), []);
}

fn what_is_above_the_limit_waits_and_goes_on_by_itself_upon_a_yes(store: &mut Store) {
    let ada = ada(store);
    let waiting = asked(store, &ada);
    assert_eq!((waiting.customer, waiting.verdict, balance(store, &ada)), (Some(ada.id), Verdict::Waiting, 100));
    assert_eq!(store.desk("tom", at(3), at(0)).unwrap().approvals.len(), 1);
    assert_eq!(store.desk("jonas", at(3), at(0)).unwrap().approvals.len(), 0);
    done(store, "tom", 4, json!({"action": "approve", "approval": waiting.reference, "reason": "this once"}));
    assert_eq!(balance(store, &ada), 6_100);
    let told = store.desk("mara", at(5), at(0)).unwrap().approvals.remove(0).0;
    assert_eq!((told.verdict, told.word.as_str(), told.decided_by.as_str()), (Verdict::Approved, "this once", "tom"));
    let receipts = store.journal(Some(ada.id), 2).unwrap();
    assert_eq!((receipts[0].agent.as_str(), receipts[1].agent.as_str()), ("tom", "mara"));
    assert_eq!((Some(receipts[1].id), receipts[1].approved_by.as_str()), (told.receipt, "tom"));
    assert!(receipts[1].words().ends_with(", approved by tom"), "{}", receipts[1].words());
    assert_eq!(refused(store, "tom", 6, json!({"action": "undo", "receipt": receipts[0].id})).0, "approval_stays");
    done(store, "mara", 7, json!({"action": "undo", "receipt": receipts[1].id}));
    assert_eq!(balance(store, &ada), 100);
}

fn only_somebody_else_who_may_decides_and_only_once(store: &mut Store) {
    let ada = ada(store);
    let approve = json!({"action": "approve", "approval": asked(store, &ada).reference.to_lowercase()});
    assert_eq!(refused(store, "mara", 3, approve.clone()).0, "own_request");
    assert_eq!(refused(store, "jonas", 3, approve.clone()).0, "not_permitted");
    done(store, "tom", 4, approve.clone());
    assert_eq!(refused(store, "tom", 5, approve).0, "decided_already");
    assert_eq!(balance(store, &ada), 6_100);
}

fn what_cannot_be_done_any_more_is_refused_then(store: &mut Store) {
    let ada = ada(store);
    let waiting = asked(store, &ada);
    let other = json!([{"ref": "V", "kind": "card"}]);
    done(store, "mara", 3, json!({"action": "change_customer", "customer": ada.reference, "payment_methods": other}));
    let approve = json!({"action": "approve", "approval": waiting.reference});
    let (code, message) = refused(store, "tom", 4, approve);
    assert!(message.starts_with("what was asked for cannot be done now: "), "{code}: {message}");
    assert_eq!(store.approvals(Timestamp::default(), 9).unwrap()[0].verdict, Verdict::Waiting);
}

fn what_was_declined_is_not_done(store: &mut Store) {
    let ada = ada(store);
    let waiting = asked(store, &ada).reference;
    let decline = |reason: &str| json!({"action": "decline", "approval": waiting, "reason": reason});
    assert_eq!(refused(store, "tom", 3, decline(" ")).0, "words_needed");
    done(store, "tom", 4, decline("once a year"));
    assert_eq!(balance(store, &ada), 100);
    assert_eq!(store.approvals(at(5), 9).unwrap(), []);
    assert_eq!(store.approvals(at(0), 9).unwrap()[0].word, "once a year");
}

fn a_yes_that_is_only_looked_at_does_nothing(store: &mut Store) {
    let ada = ada(store);
    let approve = action(json!({"action": "approve", "approval": asked(store, &ada).reference}));
    let shown = store.perform(&approve, &actor("tom", 4), None, Mode::Preview).unwrap();
    assert!(shown.changes.iter().any(|change| change.id == ada.id.0), "{shown:?}");
    assert_eq!(balance(store, &ada), 100);
}

fn what_is_given_in_one_contact_counts_together(store: &mut Store) {
    let ada = ada(store);
    let [first, second] = [1, 2].map(|seconds| arrives(store, Channel::Phone, "", seconds).id);
    let part =
        json!({"action": "credit", "customer": ada.reference, "method": "G", "amount": "30.00", "reason": "late"});
    let gives = |store: &mut Store, agent: &str, contact| {
        let actor = Actor { contact: Some(contact), ..actor(agent, 9) };
        store.perform(&action(part.clone()), &actor, None, Mode::Commit)
    };
    let receipt = gives(store, "mara", first).unwrap();
    let Err(Error::Refused(refusal)) = gives(store, "mara", first) else { panic!("given twice") };
    assert_eq!(refusal.code, "needs_approval");
    assert!(refusal.message.contains("with the 30.00 given before"), "{refusal}");
    gives(store, "jonas", first).unwrap();
    gives(store, "mara", second).unwrap();
    done(store, "mara", 10, json!({"action": "undo", "receipt": receipt.id}));
    gives(store, "mara", first).unwrap();
    assert_eq!(balance(store, &ada), 100 + 3 * 3_000);
}
