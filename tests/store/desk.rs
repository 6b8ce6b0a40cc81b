//! What one desk shows, and the customer's file that opens on it.

use frontline::domain::agent::{AgentState, Day, Presence, SetBy};
use frontline::domain::channel::Channel;
use frontline::domain::contact::{Contact, Resolution, Step};
use frontline::domain::id::{ContactId, CustomerId};
use frontline::domain::portable::Portable;
use frontline::store::{Desk, Store};
use serde_json::json;

use super::given::{arrives, at, closed, done, import, imported_customer, order};

const DAY: i64 = 24 * 3600;

conformance! {
    [
        an_empty_desk_is_empty
        the_most_urgent_wait_first_then_the_longest_waiting
        an_urgent_contact_is_seen_behind_hundreds_of_others
        own_contacts_stand_in_the_order_they_were_taken
        a_waiting_contact_tells_whose_it_is_and_how_often_they_came
        an_agents_state_is_an_interval_that_runs_until_another_begins
        a_clock_that_was_put_back_still_changes_the_state
        the_day_counts_what_the_agent_closed_since_midnight
        a_file_holds_everything_newest_first
        there_is_no_file_of_nobody
        a_file_opens_with_the_latest_and_counts_the_rest
    ]
    []
}

fn desk(store: &mut Store, agent: &str, seconds: i64) -> Desk {
    store.desk(agent, at(seconds), at(0)).unwrap()
}

fn an_empty_desk_is_empty(store: &mut Store) {
    assert_eq!(desk(store, "mara", 0), Desk::default());
}

fn urgent(store: &mut Store, priority: u8, seconds: i64) -> ContactId {
    let contact = Contact { priority, ..Contact::arriving(ContactId(0), Channel::Chat, "service", at(seconds)) };
    store.arrive(&contact).unwrap().id
}

fn the_most_urgent_wait_first_then_the_longest_waiting(store: &mut Store) {
    let ids = [(3, 20), (3, 10), (1, 30), (3, 10), (5, 0)].map(|(priority, seconds)| urgent(store, priority, seconds));
    let waiting: Vec<_> = desk(store, "mara", 60).waiting.iter().map(|waiting| waiting.contact.id).collect();
    assert_eq!(waiting, [2, 1, 3, 0, 4].map(|place: usize| ids[place]));
    store.step(ids[2], &Step::Take, "jonas", at(61)).unwrap();
    store.step(ids[1], &Step::Abandon, "mara", at(61)).unwrap();
    assert_eq!(desk(store, "mara", 62).waiting.len(), 3);
}

fn an_urgent_contact_is_seen_behind_hundreds_of_others(store: &mut Store) {
    for second in 0..230 {
        urgent(store, 3, second);
    }
    let last = urgent(store, 1, 500);
    assert_eq!(desk(store, "mara", 501).waiting[0].contact.id, last);
}

fn own_contacts_stand_in_the_order_they_were_taken(store: &mut Store) {
    let ids = [1, 2, 3, 4].map(|second| arrives(store, Channel::Chat, "", second).id);
    for (place, agent, second) in [(2, "mara", 10), (0, "mara", 11), (1, "jonas", 12), (3, "mara", 11)] {
        let id: ContactId = ids[place];
        store.step(id, &Step::Take, agent, at(second)).unwrap();
    }
    store.step(ids[2], &Step::Hold, "mara", at(20)).unwrap();
    store.step(ids[0], &Step::End, "mara", at(21)).unwrap();
    let own: Vec<_> = desk(store, "mara", 30).own.iter().map(|own| own.contact.id).collect();
    assert_eq!(own, [ids[2], ids[0], ids[3]]);
    assert_eq!(desk(store, "jonas", 30).own.len(), 1);
    assert_eq!(desk(store, "nobody", 30).own, []);
}

fn a_waiting_contact_tells_whose_it_is_and_how_often_they_came(store: &mut Store) {
    let sara = imported_customer(store, "sara_1", json!({"given_name": "Sara", "phones": ["+493023125417"]}));
    arrives(store, Channel::Phone, "+493023125417", -8 * DAY);
    for seconds in [-6 * DAY, -DAY, 0] {
        arrives(store, Channel::Phone, "030 23125417", seconds);
    }
    arrives(store, Channel::Email, "Stranger@example.com", -DAY);
    arrives(store, Channel::Email, "stranger@EXAMPLE.com", 1);
    arrives(store, Channel::Phone, "", 2);
    let waiting = desk(store, "mara", 60).waiting;
    let last: Vec<_> = waiting[4..].iter().map(|waiting| (waiting.customer.clone(), waiting.recent)).collect();
    assert_eq!(last, [(Some(sara), 3), (None, 2), (None, 0)]);
}

fn an_agents_state_is_an_interval_that_runs_until_another_begins(store: &mut Store) {
    let presence = |state, reason: &str, seconds| Presence {
        state,
        reason: reason.to_owned(),
        since: at(seconds),
        set_by: SetBy::Agent,
    };
    store.set_presence("mara", &presence(AgentState::Ready, "", 0)).unwrap();
    store.set_presence("jonas", &presence(AgentState::Ready, "", 1)).unwrap();
    store.set_presence("mara", &presence(AgentState::NotReady, "Lunch", 10)).unwrap();
    // The same again is the same interval.
    store.set_presence("mara", &presence(AgentState::NotReady, "Lunch", 20)).unwrap();
    assert_eq!(desk(store, "mara", 30).presence, Some(presence(AgentState::NotReady, "Lunch", 10)));
    store.set_presence("mara", &presence(AgentState::NotReady, "Training", 40)).unwrap();
    assert_eq!(desk(store, "mara", 50).presence, Some(presence(AgentState::NotReady, "Training", 40)));
    assert_eq!(desk(store, "jonas", 50).presence, Some(presence(AgentState::Ready, "", 1)));
    assert_eq!(desk(store, "nobody", 50).presence, None);
}

fn a_clock_that_was_put_back_still_changes_the_state(store: &mut Store) {
    for (state, seconds) in [(AgentState::Ready, 3_600), (AgentState::NotReady, 10), (AgentState::Ready, 20)] {
        let presence = Presence { state, reason: String::new(), since: at(seconds), set_by: SetBy::System };
        store.set_presence("mara", &presence).unwrap();
        assert_eq!(desk(store, "mara", seconds).presence, Some(presence));
    }
}

fn the_day_counts_what_the_agent_closed_since_midnight(store: &mut Store) {
    for (arrived, agent, resolved) in [
        (-7_200, "mara", Resolution::Resolved),
        (0, "mara", Resolution::Resolved),
        (100, "mara", Resolution::Unresolved),
        (200, "jonas", Resolution::Resolved),
    ] {
        let contact = arrives(store, Channel::Phone, "", arrived);
        store.step(contact.id, &Step::Take, agent, at(arrived + 10)).unwrap();
        closed(store, &contact, agent, arrived + 70, resolved);
    }
    let day = desk(store, "mara", 9_000).day;
    assert_eq!(day, Day { handled: 2, handle_seconds: 120, resolved: 1 });
    assert_eq!(day.average_handling_time(), Some(60));
    assert_eq!(desk(store, "nobody", 9_000).day.average_handling_time(), None);
}

fn a_file_holds_everything_newest_first(store: &mut Store) {
    let sara = imported_customer(store, "sara_1", json!({"given_name": "Sara", "phones": ["+493023125417"]}));
    let days = [("W1", Some("2026-11-02T10:00:00Z")), ("W2", None), ("W3", Some("2026-11-09T10:00:00Z"))];
    for (reference, placed_at) in days {
        let order = Box::new(order(reference, placed_at));
        import(store, Portable::Order { order, customer: "sara_1".to_owned() });
    }
    let first = arrives(store, Channel::Phone, "+493023125417", 0);
    let second = arrives(store, Channel::Phone, "+493023125417", 50);
    arrives(store, Channel::Phone, "", 60);
    for seconds in [70, 80] {
        done(
            store,
            "mara",
            seconds,
            json!({"action": "schedule_callback", "customer": "sara_1", "due_at": at(1_000 + seconds), "what": "x"}),
        );
    }
    let file = store.file(sara.id).unwrap().unwrap();
    assert_eq!(file.orders.iter().map(|order| order.reference.as_str()).collect::<Vec<_>>(), ["W3", "W1", "W2"]);
    assert_eq!(file.contacts.iter().map(|contact| contact.id).collect::<Vec<_>>(), [second.id, first.id]);
    assert_eq!(file.contact_count, 2);
    assert_eq!(file.callbacks.iter().map(|promise| promise.due_at).collect::<Vec<_>>(), [at(1_080), at(1_070)]);
    assert_eq!(file.receipts.iter().map(|receipt| receipt.at).collect::<Vec<_>>(), [at(80), at(70)]);
    assert_eq!(file.customer, sara);
}

fn there_is_no_file_of_nobody(store: &mut Store) {
    assert_eq!(store.file(CustomerId(7)).unwrap(), None);
}

fn a_file_opens_with_the_latest_and_counts_the_rest(store: &mut Store) {
    let sara = imported_customer(store, "sara_1", json!({"given_name": "Sara", "phones": ["+493023125417"]}));
    for seconds in 0..70 {
        arrives(store, Channel::Phone, "+493023125417", seconds);
    }
    let file = store.file(sara.id).unwrap().unwrap();
    assert_eq!((file.contacts.len(), file.contact_count), (60, 70));
    assert_eq!(file.contacts[0].arrived_at, at(69));
}
