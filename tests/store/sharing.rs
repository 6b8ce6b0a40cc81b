//! Several desks on one store.

use frontline::domain::channel::Channel;
use frontline::domain::contact::Step;
use frontline::store::{Error, Mode};
use serde_json::json;

use super::given::{Place, action, actor, arrives, at, customer};

conformance! {
    []
    [
        what_one_desk_writes_another_is_told_of_once
        of_two_agents_who_take_a_contact_one_is_told_who_has_it
        everything_is_there_when_the_store_is_opened_again
        desks_that_write_at_once_wait_for_each_other
    ]
}

fn what_one_desk_writes_another_is_told_of_once(place: &Place) {
    let (mut one, mut other) = (place.open(), place.open());
    assert!(!one.changed_elsewhere().unwrap());
    arrives(&mut other, Channel::Phone, "", 0);
    assert!(!other.changed_elsewhere().unwrap());
    assert!(one.changed_elsewhere().unwrap());
    assert!(!one.changed_elsewhere().unwrap());
    assert_eq!(one.desk("mara", at(1), at(0)).unwrap().waiting.len(), 1);
}

fn of_two_agents_who_take_a_contact_one_is_told_who_has_it(place: &Place) {
    let (mut one, mut other) = (place.open(), place.open());
    let contact = arrives(&mut one, Channel::Phone, "", 0);
    assert_eq!(other.desk("jonas", at(1), at(0)).unwrap().waiting.len(), 1);
    one.step(contact.id, &Step::Take, "mara", at(2)).unwrap();
    let Err(Error::Refused(refusal)) = other.step(contact.id, &Step::Take, "jonas", at(2)) else {
        panic!("two have it")
    };
    assert_eq!(refusal.message, format!("{} cannot be taken: mara has it", contact.reference));
    assert_eq!(other.contact(contact.id).unwrap().unwrap().agent, "mara");
}

fn everything_is_there_when_the_store_is_opened_again(place: &Place) {
    let made = customer(&mut place.open(), json!({"given_name": "Ada", "phones": ["030 1234567"]}));
    let mut again = place.open();
    assert_eq!(again.customer(&made.reference).unwrap(), Some(made.clone()));
    assert_eq!(arrives(&mut again, Channel::Phone, "030 1234567", 0).customer, Some(made.id));
    assert_eq!(again.journal(None, 9).unwrap().len(), 1);
    again.rest().unwrap();
    assert!(place.open().check().unwrap().is_empty());
}

fn desks_that_write_at_once_wait_for_each_other(place: &Place) {
    let made = customer(&mut place.open(), json!({"given_name": "Ada"}));
    let reference = made.reference.as_str();
    std::thread::scope(|scope| {
        for agent in ["mara", "jonas", "kim"] {
            scope.spawn(move || {
                let mut store = place.open();
                for number in 0..10 {
                    let change = json!({"action": "change_customer", "customer": reference,
                                        "note": format!("{agent} {number}")});
                    store.perform(&action(change), &actor(agent, number), None, Mode::Commit).unwrap();
                }
            });
        }
    });
    let mut store = place.open();
    assert_eq!(store.customer(reference).unwrap().unwrap().version, 31);
    assert_eq!(store.journal(None, 100).unwrap().len(), 31);
}
