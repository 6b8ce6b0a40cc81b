//! The rules for scripted answers.

use serde_json::json;

use super::*;
use crate::domain::money::Currency;
use crate::domain::phone::Region;
use crate::domain::policy::Role;
use crate::domain::record::{Record, Recorded};
use crate::domain::timestamp::Timestamp;

fn house(approval: bool) -> House {
    let mut house = House::plain(Region::US, Currency::EUR);
    house.policy.answers.approval = approval;
    house.policy.roles.insert("lena".to_owned(), Role(Role::SUPERVISOR.to_owned()));
    house
}

fn actor(agent: &str) -> Actor {
    Actor { agent: agent.to_owned(), contact: None, at: Timestamp::default() }
}

fn answer(author: &str, approved_by: &str) -> Answer {
    let fields = json!({"id": 7, "version": 3, "ref": "return-how", "title": "How to return", "body": "Send it.",
        "tags": ["returns"], "author": author, "approved_by": approved_by});
    serde_json::from_value(fields).unwrap()
}

fn ruled(action: Value, of: &Answer, house: &House, agent: &str) -> Result<Option<Answer>, Refusal> {
    let facts = Facts { records: vec![of.clone().recorded()], fresh: 9, ..Facts::default() };
    let edits = Action::read(action)?.rule(&facts, house, &actor(agent))?;
    Ok(edits.first().and_then(|edit| edit.after.as_ref()).and_then(Answer::of).cloned())
}

fn code(action: Value, of: &Answer, house: &House, agent: &str) -> String {
    ruled(action, of, house, agent).unwrap_err().code
}

#[test]
fn a_new_answer_is_named_by_its_title_and_says_who_wrote_it() {
    let action = json!({"action": "write_answer", "title": " Über-size:  parcels?", "phrases": ["too big", "", "too big"],
        "mnemonic": "big", "valid_until": "2026-12-31"});
    let new = ruled(action, &answer("", ""), &house(false), "mara").unwrap().unwrap();
    assert_eq!((new.reference.as_str(), new.title.as_str()), ("uber-size-parcels-9", "Über-size:  parcels?"));
    assert_eq!((new.author.as_str(), new.approved_by.as_str(), new.key.as_str()), ("mara", "", "big"));
    assert_eq!(
        (new.phrases, new.valid_until.unwrap().to_string()),
        (vec!["too big".to_owned()], "2026-12-31".to_owned())
    );
}

#[test]
fn a_detail_that_makes_no_sense_is_refused_with_what_would() {
    let of = answer("", "");
    for (field, value, expected) in [
        ("title", json!(""), "title_needed"),
        ("mnemonic", json!("two words"), "bad_key"),
        ("review_on", json!("next year"), "bad_day"),
        ("tags", json!("one"), "bad_value"),
    ] {
        let action = json!({"action": "change_answer", "answer": "return-how", field: value});
        assert_eq!(code(action, &of, &house(false), "mara"), expected, "{field}");
    }
    let days =
        json!({"action": "change_answer", "answer": "x", "valid_from": "2026-02-01", "valid_until": "2026-01-31"});
    assert_eq!(code(days, &of, &house(false), "mara"), "bad_days");
    let same = json!({"action": "change_answer", "answer": "x", "body": " Send it. "});
    assert_eq!(code(same, &of, &house(false), "mara"), "nothing_to_change");
    let old = json!({"action": "change_answer", "answer": "x", "version": 2, "body": "Bring it."});
    assert_eq!(code(old, &of, &house(false), "mara"), "conflict");
}

#[test]
fn what_was_agreed_on_is_changed_with_a_yes_and_a_draft_by_its_author() {
    let change = || json!({"action": "change_answer", "answer": "return-how", "body": "Bring it."});
    let asks = house(true);
    assert!(ruled(change(), &answer("mara", "lena"), &house(false), "jonas").is_ok());
    assert_eq!(code(change(), &answer("mara", "lena"), &asks, "mara"), NEEDS_APPROVAL);
    assert_eq!(
        code(json!({"action": "withdraw_answer", "answer": "return-how"}), &answer("", ""), &asks, "mara"),
        NEEDS_APPROVAL
    );
    assert!(ruled(change(), &answer("mara", ""), &asks, "mara").is_ok());
    assert_eq!(code(change(), &answer("mara", ""), &asks, "jonas"), "not_permitted");
    assert_eq!(ruled(change(), &answer("mara", "lena"), &asks, "lena").unwrap().unwrap().approved_by, "lena");
}

#[test]
fn a_draft_is_agreed_to_by_a_supervisor_once() {
    let approve = || json!({"action": "approve_answer", "answer": "return-how", "version": 3});
    assert_eq!(code(approve(), &answer("mara", ""), &house(true), "mara"), "not_permitted");
    assert_eq!(ruled(approve(), &answer("mara", ""), &house(true), "lena").unwrap().unwrap().approved_by, "lena");
    assert_eq!(code(approve(), &answer("mara", "lena"), &house(true), "lena"), "no_draft");
    let new = json!({"action": "write_answer", "title": "A"});
    assert_eq!(ruled(new, &answer("", ""), &house(true), "lena").unwrap().unwrap().approved_by, "lena");
}

#[test]
fn an_answer_is_withdrawn_and_reinstated() {
    let withdraw = || json!({"action": "withdraw_answer", "answer": "return-how"});
    let reinstate = || json!({"action": "reinstate_answer", "answer": "return-how"});
    let gone = ruled(withdraw(), &answer("", ""), &house(false), "mara").unwrap().unwrap();
    assert!(gone.withdrawn);
    assert_eq!(code(withdraw(), &gone, &house(false), "mara"), "nothing_to_change");
    assert!(!ruled(reinstate(), &gone, &house(false), "mara").unwrap().unwrap().withdrawn);
}

#[test]
fn what_differs_between_two_versions_makes_one_of_the_other() {
    let now = answer("mara", "");
    let mut then = Answer { version: 1, title: "Returns".to_owned(), tags: Vec::new(), ..now.clone() };
    then.spoken = "Send it to us.".to_owned();
    then.key = "ret".to_owned();
    let action = AnswerAction::restoring(&now, &then).unwrap();
    let facts = Facts { records: vec![Record::Answer(Box::new(now.clone()))], fresh: 9, ..Facts::default() };
    let edits = action.rule(&facts, &house(false), &actor("mara")).unwrap();
    let restored = Answer::of(edits[0].after.as_ref().unwrap()).unwrap();
    assert_eq!(*restored, Answer { version: 3, ..then });
    assert_eq!(AnswerAction::restoring(&now, &now), None);
}
