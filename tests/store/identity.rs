//! The identity check: what needs it waits until the contact says who it is, and for whom.

use frontline::domain::action::{Actor, House};
use frontline::domain::channel::Channel;
use frontline::domain::id::ContactId;
use frontline::domain::policy::{IdentityPolicy, Policy};
use frontline::store::{Address, Error, Mode, Store};
use serde_json::{Value, json};

use super::given::{Place, action, actor, arrives, customer, done, house, refused};

conformance! {
    []
    [
        what_needs_the_identity_waits_for_its_check
        what_happens_in_no_contact_needs_none
    ]
}

/// A store of a house in which two details have to agree before a customer is changed.
fn open(place: &Place) -> Store {
    let identity =
        IdentityPolicy { verbs: vec!["change_customer".to_owned()], details: 2, ..IdentityPolicy::default() };
    let house = House { policy: Policy { identity, ..Policy::default() }, ..house() };
    Store::open(&Address::read(place.url()).unwrap(), house).unwrap()
}

fn during(store: &mut Store, contact: ContactId, json: Value) -> Result<(), (String, String)> {
    let actor = Actor { contact: Some(contact), ..actor("mara", 5) };
    match store.perform(&action(json), &actor, None, Mode::Commit) {
        Ok(_) => Ok(()),
        Err(Error::Refused(refusal)) => Err((refusal.code, refusal.message)),
        Err(other) => panic!("{other}"),
    }
}

fn what_needs_the_identity_waits_for_its_check(place: &Place) {
    let mut store = open(place);
    let [ada, eve] = ["Ada", "Eve"].map(|name| customer(&mut store, json!({"given_name": name, "phones": []})));
    let contact = arrives(&mut store, Channel::Phone, "", 1);
    let rename = |reference: &str| json!({"action": "change_customer", "customer": reference, "company": "Byron"});
    let said = json!({"action": "identify_customer", "contact": contact.reference, "customer": ada.reference});
    during(&mut store, contact.id, said).unwrap();
    let (code, message) = during(&mut store, contact.id, rename(&ada.reference)).unwrap_err();
    assert_eq!(code, "identity_needed");
    assert!(message.contains("speak with Ada; ask for 2 details of the file"), "{message}");
    let check = |details: Value| json!({"action": "verify_identity", "contact": contact.reference, "details": details});
    assert_eq!(refused(&mut store, "mara", 6, check(json!(["name"]))).0, "too_few_details");
    done(&mut store, "mara", 7, check(json!(["name", "phone"])));
    during(&mut store, contact.id, rename(&ada.reference)).unwrap();
    assert_eq!(during(&mut store, contact.id, rename(&eve.reference)).unwrap_err().0, "identity_needed");
}

fn what_happens_in_no_contact_needs_none(place: &Place) {
    let mut store = open(place);
    let ada = customer(&mut store, json!({"given_name": "Ada"}));
    done(&mut store, "mara", 1, json!({"action": "change_customer", "customer": ada.reference, "company": "Byron"}));
}
