//! What a case is opened with, to whom it goes, and what the customer is told.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::*;
use crate::domain::action::Action;
use crate::domain::case::{Case, CaseStatus};
use crate::domain::money::Currency;
use crate::domain::phone::Region;
use crate::domain::record::{Record, Recorded};
use crate::domain::timestamp::Timestamp;

fn house() -> House {
    let mut house = House::plain(Region::US, Currency::EUR);
    house.policy.cases.hours = BTreeMap::from([(Severity::Normal, 48), (Severity::High, 4)]);
    house
}

fn facts(more: impl IntoIterator<Item = Record>) -> Facts {
    let customer = json!({"id": 1, "version": 3, "ref": "C-1", "given_name": "Ada"});
    let customer: crate::domain::customer::Customer = serde_json::from_value(customer).unwrap();
    Facts { records: std::iter::once(customer.recorded()).chain(more).collect(), fresh: 17, ..Facts::default() }
}

fn ruled(action: Value, facts: &Facts, house: &House) -> Result<Case, Refusal> {
    let action: Action = serde_json::from_value(action).unwrap();
    let actor = Actor { agent: "mara".to_owned(), contact: None, at: Timestamp::default() };
    let edits = action.rule(facts, house, &actor)?;
    Ok(Case::of(edits[0].record().unwrap()).unwrap().clone())
}

fn refer(more: &Value) -> Value {
    let mut action = json!({"action": "refer", "customer": "C-1", "to": "Billing", "reason": "r", "summary": "s"});
    action.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    action
}

#[test]
fn a_complaint_says_by_when_the_customer_hears() {
    let complain = json!({"action": "complain", "customer": "C-1", "summary": "late", "severity": "high"});
    let case = ruled(complain.clone(), &facts([]), &house()).unwrap();
    assert_eq!(
        (case.reference.as_str(), case.next_step.as_str()),
        ("S-17", "You hear from us within 4 hours; your number is S-17.")
    );
    let mut house = house();
    house.policy.cases.categories = vec!["delivery".to_owned()];
    let mut odd = complain;
    odd["category"] = json!("weather");
    let refusal = ruled(odd, &facts([]), &house).unwrap_err();
    assert_eq!((refusal.code.as_str(), refusal.instead), ("bad_category", vec!["delivery".to_owned()]));
}

#[test]
fn a_referral_goes_to_those_whom_the_house_has_named_and_keeps_the_clock() {
    let mut house = house();
    house.policy.cases.refer_to = vec!["Billing".to_owned()];
    let case = ruled(refer(&json!({})), &facts([]), &house).unwrap();
    assert_eq!((case.status, case.due_at), (CaseStatus::Referred, Some(Timestamp::default().plus_seconds(48 * 3600))));
    let refusal = ruled(refer(&json!({"to": "Kitchen"})), &facts([]), &house).unwrap_err();
    assert_eq!(refusal.code, "bad_department");
    let open = Case { status: CaseStatus::Open, due_at: Some(Timestamp::default().plus_seconds(60)), ..case };
    let again = ruled(refer(&json!({"case": "S-17"})), &facts([open.clone().recorded()]), &house).unwrap();
    assert_eq!((again.due_at, again.summary.as_str()), (open.due_at, "s"));
    assert!(again.next_step.starts_with("Billing answers within 1 hour"), "{}", again.next_step);
    let other = Case { customer: crate::domain::id::CustomerId(2), ..open };
    assert_eq!(
        ruled(refer(&json!({"case": "S-17"})), &facts([other.recorded()]), &house).unwrap_err().code,
        "not_theirs"
    );
}

#[test]
fn nothing_is_said_without_words() {
    for blank in ["to", "reason", "summary"] {
        let refusal = ruled(refer(&json!({blank: " "})), &facts([]), &house()).unwrap_err();
        assert_eq!(refusal.code, "words_needed", "{blank}");
    }
}
