//! Approvals: what is above an agent's authority waits, and goes on by itself when somebody says yes.

use frontline::domain::timestamp::Timestamp;
use frontline::store::Store;
use serde_json::json;

use super::given::{customer, refused};

conformance! {
    [
        what_nobody_has_to_approve_is_not_asked_for
    ]
    []
}

fn what_nobody_has_to_approve_is_not_asked_for(store: &mut Store) {
    let ada = customer(store, json!({"given_name": "Ada"})).reference;
    let ask = |request| json!({"action": "request_approval", "reason": "a good customer", "request": request});
    let rename = json!({"action": "change_customer", "customer": ada, "given_name": "Eda"});
    assert_eq!(refused(store, "mara", 1, ask(rename)).0, "no_approval_needed");
    let nobody = json!({"action": "change_customer", "customer": "nobody", "given_name": "Eda"});
    assert_eq!(refused(store, "mara", 1, ask(nobody)).0, "unknown_customer");
    assert_eq!(refused(store, "mara", 1, ask(ask(json!({"action": "undo", "receipt": 7})))).0, "bad_request");
    assert_eq!(store.approvals(Timestamp::default(), 9).unwrap(), []);
}
