//! Contacts on their way through the desk and into the log.

use frontline::domain::channel::Channel;
use frontline::domain::contact::{Contact, ContactState, Line, Party, Resolution, Step, Times};
use frontline::domain::id::ContactId;
use frontline::store::{ContactFilter, Error, Store};
use serde_json::json;

use super::given::{arrives, at, closed, done, imported_customer, noise, refused};

conformance! {
    [
        every_step_is_kept_with_its_time
        a_step_that_is_not_possible_is_refused_in_words_and_changes_nothing
        what_was_said_is_added_in_order_and_cleaned
        a_contact_that_is_closed_stands_in_the_log
        what_is_not_on_the_agents_desk_is_not_closed
        a_disposition_is_one_of_the_houses_own
        a_contact_is_found_to_be_somebodys_later
        the_log_shows_the_latest_first_and_breaks_ties_by_identity
        a_clock_that_was_put_back_counts_nothing
        what_an_agent_closed_comes_latest_first_with_whose_it_is
        a_contact_of_any_size_is_kept_word_for_word
    ]
    []
}

fn step(store: &mut Store, id: ContactId, step: &Step, agent: &str, seconds: i64) -> Result<String, String> {
    match store.step(id, step, agent, at(seconds)) {
        Ok(contact) => Ok(contact.state.name().to_owned()),
        Err(Error::Refused(refusal)) => Err(refusal.message),
        Err(other) => panic!("{other}"),
    }
}

fn every_step_is_kept_with_its_time(store: &mut Store) {
    let id = arrives(store, Channel::Phone, "", 0).id;
    for (seconds, taken) in [(5, Step::Take), (65, Step::Hold), (75, Step::Resume), (95, Step::End)] {
        step(store, id, &taken, "mara", seconds).unwrap();
    }
    let kept = store.contact(id).unwrap().unwrap();
    assert_eq!((kept.state, kept.version, kept.agent.as_str()), (ContactState::Wrapping, 5, "mara"));
    assert_eq!(
        kept.times_at(at(100)),
        Times { wait_seconds: 5, talk_seconds: 80, hold_seconds: 10, after_contact_seconds: 5 }
    );
    assert_eq!((kept.answered_at, kept.ended_at), (Some(at(5)), Some(at(95))));
}

fn a_step_that_is_not_possible_is_refused_in_words_and_changes_nothing(store: &mut Store) {
    let contact = arrives(store, Channel::Phone, "", 0);
    let words = step(store, contact.id, &Step::Hold, "mara", 1).unwrap_err();
    assert_eq!(words, format!("{} cannot be held: it waits in the queue", contact.reference));
    let words = step(store, ContactId(7), &Step::Take, "mara", 1).unwrap_err();
    assert_eq!(words, "there is no contact K-7 any more");
    assert_eq!(store.contact(contact.id).unwrap(), Some(contact.clone()));
    step(store, contact.id, &Step::Abandon, "mara", 9).unwrap();
    let words = step(store, contact.id, &Step::Take, "mara", 10).unwrap_err();
    assert!(words.ends_with("the customer has left the queue"), "{words}");
}

fn what_was_said_is_added_in_order_and_cleaned(store: &mut Store) {
    let id = arrives(store, Channel::Chat, "", 0).id;
    for (seconds, who, text) in [(1, Party::Customer, "hello\u{1b}[5m"), (1, Party::Agent, "good morning\nSara")] {
        store.say(id, &Line { at: at(seconds), who, text: text.to_owned() }).unwrap();
    }
    let kept = store.contact(id).unwrap().unwrap();
    let said: Vec<_> = kept.transcript.iter().map(|line| (line.who, line.text.as_str())).collect();
    assert_eq!(said, [(Party::Customer, "hello"), (Party::Agent, "good morning\nSara")]);
    assert!(store.say(ContactId(7), &Line { at: at(1), who: Party::Desk, text: String::new() }).is_err());
}

fn a_contact_that_is_closed_stands_in_the_log(store: &mut Store) {
    let contact = arrives(store, Channel::Phone, "", 0);
    step(store, contact.id, &Step::Take, "mara", 10).unwrap();
    step(store, contact.id, &Step::End, "mara", 40).unwrap();
    let receipt = closed(store, &contact, "mara", 55, Resolution::Resolved);
    assert_eq!(receipt.contact, Some(contact.id));
    let kept = store.contact(contact.id).unwrap().unwrap();
    assert_eq!((kept.state, kept.resolved), (ContactState::Closed, Some(Resolution::Resolved)));
    assert_eq!((kept.note.as_str(), kept.disposition.as_str()), ("all is well", "Solved"));
    assert_eq!(kept.times, Times { wait_seconds: 10, talk_seconds: 30, hold_seconds: 0, after_contact_seconds: 15 });
    assert_eq!(kept.ended_at, Some(at(40)));
    assert_eq!(store.journal(None, 10).unwrap(), [receipt]);
}

fn what_is_not_on_the_agents_desk_is_not_closed(store: &mut Store) {
    let contact = arrives(store, Channel::Phone, "", 0);
    let close = json!({"action": "close_contact", "contact": contact.reference, "disposition": "Solved",
                       "resolved": "resolved"});
    assert_eq!(refused(store, "mara", 1, close.clone()).0, "not_on_desk");
    step(store, contact.id, &Step::Take, "jonas", 2).unwrap();
    assert_eq!(refused(store, "mara", 3, close.clone()).0, "not_on_desk");
    done(store, "jonas", 4, close.clone());
    assert_eq!(refused(store, "jonas", 5, close).0, "not_on_desk");
}

fn a_disposition_is_one_of_the_houses_own(store: &mut Store) {
    let contact = arrives(store, Channel::Phone, "", 0);
    step(store, contact.id, &Step::Take, "mara", 1).unwrap();
    for disposition in ["", "Eaten by a bear"] {
        let close = json!({"action": "close_contact", "contact": contact.reference, "disposition": disposition,
                           "resolved": "resolved"});
        assert_eq!(refused(store, "mara", 2, close).0, "unknown_disposition");
    }
}

fn a_contact_is_found_to_be_somebodys_later(store: &mut Store) {
    let sara = imported_customer(store, "sara_1", json!({"given_name": "Sara"}));
    let contact = arrives(store, Channel::Phone, "+4989999999", 0);
    let identify = json!({"action": "identify_customer", "contact": contact.reference, "customer": "SARA_1"});
    let receipt = done(store, "mara", 1, identify);
    assert_eq!((receipt.customer, receipt.contact), (Some(sara.id), Some(contact.id)));
    assert_eq!(store.contact(contact.id).unwrap().unwrap().customer, Some(sara.id));
    for (contact, customer, code) in [
        ("K-7", "sara_1", "unknown_contact"),
        (&*contact.reference, "nobody", "unknown_customer"),
        ("", "sara_1", "unknown_contact"),
    ] {
        let identify = json!({"action": "identify_customer", "contact": contact, "customer": customer});
        assert_eq!(refused(store, "mara", 2, identify).0, code);
    }
}

fn the_log_shows_the_latest_first_and_breaks_ties_by_identity(store: &mut Store) {
    imported_customer(store, "sara_1", json!({"given_name": "Sara", "phones": ["+493023125417"]}));
    let sara = store.customer("sara_1").unwrap().unwrap().id;
    let seconds_and_from = [(5, "+493023125417"), (9, ""), (5, ""), (5, "+493023125417"), (1, "+493023125417")];
    let ids: Vec<_> =
        seconds_and_from.iter().map(|(seconds, from)| arrives(store, Channel::Phone, from, *seconds).id).collect();
    let mut log = |customer, since: Option<i64>, limit| -> Vec<usize> {
        let filter = ContactFilter { customer, since: since.map(at) };
        let found = store.contacts(filter, limit).unwrap();
        found.iter().map(|contact| ids.iter().position(|id| *id == contact.id).unwrap()).collect()
    };
    assert_eq!(log(None, None, 10), [1, 3, 2, 0, 4]);
    assert_eq!(log(None, None, 2), [1, 3]);
    assert_eq!(log(None, Some(5), 10), [1, 3, 2, 0]);
    assert_eq!(log(Some(sara), None, 10), [3, 0, 4]);
    assert_eq!(log(Some(sara), Some(2), 10), [3, 0]);
    assert!(log(None, Some(100), 10).is_empty());
    assert!(log(None, None, 0).is_empty());
}

fn a_clock_that_was_put_back_counts_nothing(store: &mut Store) {
    let id = arrives(store, Channel::Phone, "", 100).id;
    step(store, id, &Step::Take, "mara", 50).unwrap();
    assert_eq!(store.contact(id).unwrap().unwrap().times.wait_seconds, 0);
}

fn what_an_agent_closed_comes_latest_first_with_whose_it_is(store: &mut Store) {
    let sara = imported_customer(store, "sara_1", json!({"given_name": "Sara", "phones": ["+493023125417"]}));
    let taken = [("mara", 60, ""), ("mara", 50, "+493023125417"), ("jonas", 70, ""), ("mara", 60, "")];
    let ids = taken.map(|(agent, seconds, from)| {
        let contact = arrives(store, Channel::Phone, from, 0);
        step(store, contact.id, &Step::Take, agent, 10).unwrap();
        closed(store, &contact, agent, seconds, Resolution::Resolved);
        contact.id
    });
    let open = arrives(store, Channel::Phone, "", 0);
    step(store, open.id, &Step::Take, "mara", 20).unwrap();
    let latest: Vec<_> =
        store.latest_of("mara", 9).unwrap().into_iter().map(|(contact, whose)| (contact.id, whose)).collect();
    assert_eq!(latest, [(ids[3], None), (ids[0], None), (ids[1], Some(sara))]);
    assert_eq!(store.latest_of("mara", 2).unwrap().len(), 2);
    assert_eq!(store.latest_of("mara", 0).unwrap(), []);
    assert_eq!(store.latest_of("Mara", 9).unwrap(), []);
}

fn a_contact_of_any_size_is_kept_word_for_word(store: &mut Store) {
    let long = noise(1 << 20);
    let mut contact = Contact::arriving(ContactId(0), Channel::Email, "service", at(0));
    (contact.from, contact.name, contact.body) = (format!("{long}@example.com"), long.clone(), long.clone());
    let mut arrived = vec![store.arrive(&contact).unwrap()];
    (contact.from, contact.subject) = (long.clone(), long.clone());
    arrived.push(store.arrive(&contact).unwrap());
    for contact in &arrived {
        assert_eq!(store.contact(contact.id).unwrap().as_ref(), Some(contact));
        let waiting = store.desk("mara", at(1), at(0)).unwrap().waiting;
        assert_eq!(waiting.iter().find(|waiting| waiting.contact == *contact).unwrap().recent, 1);
    }
    let said = Line { at: at(1), who: Party::Customer, text: long };
    assert_eq!(store.say(arrived[0].id, &said).unwrap().transcript, [said]);
}
