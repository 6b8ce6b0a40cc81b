//! Who finds an answer on which day.

use serde_json::json;

use super::*;
use crate::domain::policy::Role;

fn answer(fields: Value) -> Answer {
    let Value::Object(mut record) = fields else { panic!("{fields}") };
    record.extend([("id".to_owned(), json!(1)), ("version".to_owned(), json!(1))]);
    record.extend([("ref".to_owned(), json!("a")), ("title".to_owned(), json!("A"))]);
    serde_json::from_value(Value::Object(record)).unwrap()
}

fn house(approval: bool) -> Policy {
    let mut policy = Policy::default();
    policy.answers.approval = approval;
    policy.roles.insert("lena".to_owned(), Role(Role::SUPERVISOR.to_owned()));
    policy
}

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

#[test]
fn an_answer_holds_from_its_first_day_to_its_last() {
    let summer = answer(json!({"valid_from": "2026-06-01", "valid_until": "2026-08-31"}));
    let on = |text: &str| summer.standing(&house(false), day(text));
    assert_eq!([on("2026-05-31"), on("2026-06-01")], [Standing::Early, Standing::Current]);
    assert_eq!([on("2026-08-31"), on("2026-09-01")], [Standing::Current, Standing::Over]);
    let seen = |agent: &str| summer.is_seen_by(agent, &house(false), day("2026-09-01"));
    assert!(!seen("mara") && seen("lena"));
}

#[test]
fn a_draft_is_its_author_s_and_the_lead_s_where_the_house_asks_for_approval() {
    let draft = answer(json!({"author": "mara"}));
    let seen = |agent: &str, approval: bool| draft.is_seen_by(agent, &house(approval), day("2026-11-23"));
    assert!(seen("jonas", false), "without a policy nobody is asked");
    assert!(seen("mara", true) && seen("lena", true) && !seen("jonas", true));
    let approved = answer(json!({"author": "mara", "approved_by": "lena"}));
    assert_eq!(approved.standing(&house(true), day("2026-11-23")), Standing::Current);
    assert_eq!(answer(json!({})).standing(&house(true), day("2026-11-23")), Standing::Current);
}

#[test]
fn a_key_is_one_answer_s_unless_the_language_the_queue_or_the_days_are_others() {
    let one = answer(json!({"key": "ty", "queue": "returns", "valid_until": "2026-12-31"}));
    let shares = |mut fields: Value| {
        let record = json!({"key": "ty", "queue": "returns"});
        let more = fields.as_object_mut().unwrap();
        for (name, value) in record.as_object().unwrap() {
            more.entry(name).or_insert_with(|| value.clone());
        }
        let other = answer(fields);
        assert_eq!(one.shares_key(&other, "en"), other.shares_key(&one, "en"));
        one.shares_key(&other, "en")
    };
    assert!(shares(json!({})) && shares(json!({"key": "#T y"})) && shares(json!({"language": "EN"})));
    assert!(shares(json!({"author": "mara"})) && shares(json!({"valid_from": "2026-12-31"})));
    for other in [
        json!({"key": "th"}),
        json!({"queue": ""}),
        json!({"language": "de"}),
        json!({"language": "en-US"}),
        json!({"withdrawn": true}),
        json!({"valid_from": "2027-01-01"}),
    ] {
        assert!(!shares(other.clone()), "{other}");
    }
    let none = answer(json!({}));
    assert!(!none.shares_key(&none, "en"));
}

#[test]
fn what_is_withdrawn_is_the_lead_s_alone_and_what_is_due_for_review_is_stale_from_that_day() {
    let gone = answer(json!({"withdrawn": true, "author": "mara"}));
    assert!(!gone.is_seen_by("mara", &house(false), day("2026-11-23")));
    assert!(gone.is_seen_by("lena", &house(false), day("2026-11-23")));
    let due = answer(json!({"review_on": "2026-11-23"}));
    assert!(!due.is_stale(day("2026-11-22")) && due.is_stale(day("2026-11-23")));
}
