//! What is added to a file and taken away, and what two files together say.

use serde_json::json;

use super::super::Action;
use super::*;
use crate::domain::money::Currency;
use crate::domain::phone::Region;
use crate::domain::record::Recorded;
use crate::domain::timestamp::Timestamp;

fn person(id: i64, details: Value) -> Customer {
    let details = serde_json::from_value(details).unwrap();
    Customer { id: CustomerId(id), version: 2, reference: format!("C-{id}"), details }
}

fn after(action: Value, people: &[Customer]) -> Result<Details, Refusal> {
    let action: Action = serde_json::from_value(action).unwrap();
    let records = people.iter().cloned().map(Recorded::recorded).collect();
    let actor = Actor { agent: "mara".to_owned(), contact: None, at: Timestamp::default() };
    let house = House::plain(Region::named("DE").unwrap(), Currency::EUR);
    let edits = action.rule(&Facts { records, ..Facts::default() }, &house, &actor)?;
    Ok(Customer::of(edits[0].after.as_ref().unwrap()).unwrap().details.clone())
}

fn ada() -> Customer {
    person(
        1,
        json!({"given_name": "Ada", "phones": ["+493023125417"], "tags": ["vip"], "note": "loud",
        "address": {"line1": "Torstr. 5", "city": "Berlin"},
        "payment_methods": [{"ref": "G", "kind": "gift_card", "balance": 500}, {"ref": "V", "kind": "card"}]}),
    )
}

#[test]
fn one_is_added_and_one_is_taken_away() {
    let add = |more: Value| {
        let mut action = json!({"action": "add_to_customer", "customer": "C-1"});
        action.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        after(action, &[ada()])
    };
    let added = add(json!({"phones": ["030 999999"], "alerts": ["Hard of hearing"]})).unwrap();
    assert_eq!((added.phones.len(), added.phones[1].e164(), added.alerts.len()), (2, "+4930999999", 1));
    assert_eq!(add(json!({"phones": ["030 23125417"]})).unwrap_err().code, "there_already");
    assert_eq!(add(json!({"payment_methods": [{"ref": "V", "kind": "card"}]})).unwrap_err().code, "there_already");
    assert_eq!(add(json!({"tier": ["Gold"]})).unwrap_err().code, "unknown_field");
    let remove = |field: &str, what: &str| {
        after(json!({"action": "remove_from_customer", "customer": "C-1", field: [what]}), &[ada()])
    };
    assert!(remove("phones", "(030) 23 12 54 17").unwrap().phones.is_empty());
    assert!(remove("tags", "VIP").unwrap().tags.is_empty());
    assert_eq!(remove("payment_methods", "v").unwrap().payment_methods.len(), 1);
    assert_eq!(remove("payment_methods", "G").unwrap_err().code, "has_balance");
    let refusal = remove("tags", "vap").unwrap_err();
    assert_eq!((refusal.code.as_str(), refusal.instead), ("not_there", vec!["vip".to_owned()]));
}

#[test]
fn what_was_said_last_of_the_same_counts() {
    let mut customer = ada();
    for said in ["given", "withdrawn"] {
        let action = json!({"action": "record_consent", "customer": "C-1", "channel": "phone", "said": said});
        customer.details = after(action, &[customer.clone()]).unwrap();
    }
    assert_eq!(customer.details.consents.iter().map(Consent::words).collect::<Vec<_>>(), ["phone: withdrawn"]);
    let sneak = json!({"action": "change_customer", "customer": "C-1", "consents": []});
    assert_eq!(after(sneak, &[customer]).unwrap_err().code, "unknown_field");
}

#[test]
fn two_files_are_put_together_and_nothing_is_lost() {
    let other = person(
        2,
        json!({"given_name": "Adah", "company": "Acme", "phones": ["+493023125417", "+4930888888"],
        "note": "kind", "address": {"line1": "Hof 1"}, "merged": ["C-0"],
        "payment_methods": [{"ref": "H", "kind": "gift_card", "balance": 700}, {"ref": "V", "kind": "card"}]}),
    );
    let merge = |take: Value| json!({"action": "merge_customers", "customer": "C-1", "other": "C-2", "take": take});
    let one = after(merge(json!([])), &[ada(), other.clone()]).unwrap();
    assert_eq!((one.given_name.as_str(), one.company.as_str(), one.note.as_str()), ("Ada", "Acme", "loud\nkind"));
    assert_eq!(
        (one.phones.len(), one.address.line1.as_str(), one.addresses[0].line1.as_str()),
        (2, "Torstr. 5", "Hof 1")
    );
    assert_eq!(one.merged, ["C-2", "C-0"]);
    let balances: i64 = one.payment_methods.iter().filter_map(|method| method.balance).map(|balance| balance.0).sum();
    assert_eq!((one.payment_methods.len(), balances), (3, 1_200));
    let taken = after(merge(json!(["given_name", "address"])), &[ada(), other.clone()]).unwrap();
    assert_eq!((taken.given_name.as_str(), taken.address.line1.as_str()), ("Adah", "Hof 1"));
    let twin = person(3, json!({"payment_methods": [{"ref": "G", "kind": "gift_card", "balance": 1}]}));
    assert_eq!(after(merge(json!([])), &[ada(), twin]).unwrap_err().code, "method_twice");
    assert_eq!(after(merge(json!([])), &[ada(), ada()]).unwrap_err().code, "one_already");
    assert_eq!(after(merge(json!(["phone"])), &[ada(), other]).unwrap_err().code, "unknown_field");
}
