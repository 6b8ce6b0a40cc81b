//! Several desks on one store.

use std::sync::Barrier;

use frontline::domain::channel::Channel;
use frontline::domain::contact::Step;
use frontline::domain::portable::{Fate, Portable};
use frontline::store::{Error, Mode, Store};
use serde_json::json;

use super::given::{Place, action, actor, answer, arrives, at, customer};

conformance! {
    []
    [
        what_one_desk_writes_another_is_told_of_once
        of_two_agents_who_take_a_contact_one_is_told_who_has_it
        everything_is_there_when_the_store_is_opened_again
        desks_that_write_at_once_wait_for_each_other
        what_is_asked_for_by_two_at_once_under_one_key_is_done_once
        of_agents_who_take_the_same_contacts_at_once_each_gets_some_and_none_has_anothers
        a_file_that_is_read_in_by_two_at_once_is_read_in_once
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

/// Runs `work` on four desks that are opened together. Nothing that may fail stands before the barrier: the others would
/// wait there for ever.
fn at_once<T: Send>(place: &Place, work: impl Fn(&mut Store, usize) -> T + Sync) -> Vec<T> {
    let start = Barrier::new(4);
    std::thread::scope(|scope| {
        let desks = [0, 1, 2, 3].map(|number| {
            let (start, work) = (&start, &work);
            scope.spawn(move || {
                start.wait();
                let mut store = place.open();
                work(&mut store, number)
            })
        });
        desks.into_iter().map(|desk| desk.join().unwrap()).collect()
    })
}

fn what_is_asked_for_by_two_at_once_under_one_key_is_done_once(place: &Place) {
    let create = action(json!({"action": "create_customer", "given_name": "Ada"}));
    let receipts = at_once(place, |store, _| {
        ["k1", "k2"].map(|key| store.perform(&create, &actor("mara", 0), Some(key), Mode::Commit).unwrap())
    });
    assert!(receipts.iter().all(|each| *each == receipts[0]), "{receipts:?}");
    assert_eq!(place.open().count_customers(9).unwrap(), 2);
}

fn of_agents_who_take_the_same_contacts_at_once_each_gets_some_and_none_has_anothers(place: &Place) {
    let waiting: Vec<_> = (0..12).map(|second| arrives(&mut place.open(), Channel::Phone, "", second).id).collect();
    let agents = ["mara", "jonas", "kim", "ada"];
    let taken = at_once(place, |store, number| {
        let taken = waiting.iter().filter(|id| store.step(**id, &Step::Take, agents[number], at(60)).is_ok());
        taken.count()
    });
    assert_eq!(taken.iter().sum::<usize>(), 12);
    let mut store = place.open();
    for (agent, taken) in agents.into_iter().zip(taken) {
        assert_eq!(store.desk(agent, at(61), at(0)).unwrap().own.len(), taken);
    }
}

fn a_file_that_is_read_in_by_two_at_once_is_read_in_once(place: &Place) {
    let records = || (0..40).map(|number| Portable::Answer(Box::new(answer(&format!("a{number}"), "Title"))));
    let fates = at_once(place, |store, _| store.import(records().collect()).unwrap());
    let added = fates.iter().flatten().filter(|fate| **fate == Fate::Added).count();
    let unchanged = fates.iter().flatten().filter(|fate| **fate == Fate::Unchanged).count();
    assert_eq!((added, unchanged), (40, 120));
}
