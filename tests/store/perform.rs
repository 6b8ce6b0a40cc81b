//! The door through which every action goes: keys, previews, and the journal.

use frontline::domain::action::Action;
use frontline::domain::channel::Channel;
use frontline::domain::contact::Step;
use frontline::domain::journal::Receipt;
use frontline::store::{Error, Mode, Store};
use serde_json::json;

use super::given::{action, actor, arrives, at, customer, done, noise, refused};

conformance! {
    [
        a_key_that_was_seen_returns_the_first_receipt_and_does_nothing
        actions_in_one_go_are_done_all_or_none
        actions_in_one_go_are_done_once_for_a_key
        actions_with_keys_of_their_own_are_done_all_or_none
        receipts_of_one_moment_come_the_last_first
        a_key_may_be_of_any_size
        a_preview_shows_the_change_and_writes_nothing
        a_preview_is_refused_as_the_action_would_be
        the_journal_is_newest_first_of_one_customer_or_of_all
        a_change_names_each_field_with_what_it_was
        a_receipt_names_the_contact_it_happened_in
        what_an_agent_could_take_back_leaves_out_the_rest
        an_import_is_one_row_of_the_journal
    ]
    []
}

fn rename(reference: &str, name: &str) -> Action {
    action(json!({"action": "change_customer", "customer": reference, "given_name": name}))
}

fn a_key_that_was_seen_returns_the_first_receipt_and_does_nothing(store: &mut Store) {
    let create = action(json!({"action": "create_customer", "given_name": "Ada"}));
    let first = store.perform(&create, &actor("mara", 0), Some("k1"), Mode::Commit).unwrap();
    let again = store.perform(&create, &actor("mara", 60), Some("k1"), Mode::Commit).unwrap();
    assert_eq!(again, first);
    assert_eq!(store.count_customers(10).unwrap(), 1);
    let other = store.perform(&create, &actor("mara", 60), Some("k2"), Mode::Commit).unwrap();
    assert_ne!(other.id, first.id);
    assert_eq!(store.count_customers(10).unwrap(), 2);
    assert_eq!(store.perform(&create, &actor("mara", 61), Some("k1"), Mode::Preview).unwrap(), first);
}

fn actions_in_one_go_are_done_all_or_none(store: &mut Store) {
    let ada = customer(store, json!({"given_name": "Ada"}));
    let actions = [rename(&ada.reference, "Eda"), rename("nobody", "Ida")];
    let error = store.perform_all(&actions, &actor("mara", 1), Some("k")).unwrap_err();
    assert_eq!(error.code(), "unknown_customer");
    assert_eq!(store.customer(&ada.reference).unwrap(), Some(ada));
    assert_eq!(store.journal(None, 10).unwrap().len(), 1);
    assert_eq!(store.perform_all(&[], &actor("mara", 1), None).unwrap(), []);
}

fn actions_in_one_go_are_done_once_for_a_key(store: &mut Store) {
    let ada = customer(store, json!({"given_name": "Ada"}));
    let actions = [rename(&ada.reference, "Eda"), rename(&ada.reference, "Ida")];
    let first = store.perform_all(&actions, &actor("mara", 1), Some("k")).unwrap();
    assert_eq!(store.perform_all(&actions, &actor("mara", 2), Some("k")).unwrap(), first);
    let kept = store.customer(&ada.reference).unwrap().unwrap();
    assert_eq!((kept.details.given_name.as_str(), kept.version), ("Ida", 3));
}

fn a_preview_shows_the_change_and_writes_nothing(store: &mut Store) {
    let ada = customer(store, json!({"given_name": "Ada"}));
    let shown = store.perform(&rename(&ada.reference, "Eda"), &actor("mara", 1), Some("k"), Mode::Preview).unwrap();
    assert_eq!(shown.changes[0].fields[0].after, "Eda");
    assert_eq!(store.customer(&ada.reference).unwrap(), Some(ada.clone()));
    assert_eq!(store.journal(None, 10).unwrap().len(), 1);
    // The key is not used up by looking.
    let done = store.perform(&rename(&ada.reference, "Eda"), &actor("mara", 2), Some("k"), Mode::Commit).unwrap();
    assert_eq!(done.changes, shown.changes);
    let undo = Action::Undo { receipt: done.id };
    store.perform(&undo, &actor("mara", 3), None, Mode::Preview).unwrap();
    assert_eq!(store.customer(&ada.reference).unwrap().unwrap().details.given_name, "Eda");
}

fn a_preview_is_refused_as_the_action_would_be(store: &mut Store) {
    let error = store.perform(&rename("nobody", "Eda"), &actor("mara", 1), None, Mode::Preview).unwrap_err();
    assert!(matches!(error, Error::Refused(_)));
    assert_eq!(error.to_string(), "there is no customer nobody; look it up and use its number");
}

fn the_journal_is_newest_first_of_one_customer_or_of_all(store: &mut Store) {
    let ada = customer(store, json!({"given_name": "Ada"}));
    let ben = customer(store, json!({"given_name": "Ben"}));
    for (person, name) in [(&ada, "Eda"), (&ben, "Bob"), (&ada, "Ida")] {
        let change = json!({"action": "change_customer", "customer": person.reference, "given_name": name});
        done(store, "mara", 5, change);
    }
    let mut said = |customer, limit| -> Vec<String> {
        let rows = store.journal(customer, limit).unwrap();
        rows.iter().map(|row| row.changes[0].fields.last().unwrap().after.to_string()).collect()
    };
    assert_eq!(said(None, 3), ["\"Ida\"", "\"Bob\"", "\"Eda\""]);
    assert_eq!(said(Some(ben.id), 1), ["\"Bob\""]);
    assert_eq!(said(Some(ada.id), 9).len(), 3);
    assert!(said(None, 0).is_empty());
}

fn a_change_names_each_field_with_what_it_was(store: &mut Store) {
    let ada = customer(store, json!({"given_name": "Ada", "tier": "Gold"}));
    let receipt = done(
        store,
        "mara",
        1,
        json!({"action": "change_customer", "customer": ada.reference, "given_name": "Eda", "tier": null}),
    );
    let change = &receipt.changes[0];
    assert_eq!((change.reference.as_str(), change.id, change.version), (ada.reference.as_str(), ada.id.0, 2));
    let fields: Vec<_> =
        change.fields.iter().map(|field| (field.field.as_str(), &field.before, &field.after)).collect();
    assert_eq!(fields, [("given_name", &json!("Ada"), &json!("Eda")), ("tier", &json!("Gold"), &json!(""))]);
    assert_eq!(store.journal(Some(ada.id), 1).unwrap(), [receipt]);
}

fn a_receipt_names_the_contact_it_happened_in(store: &mut Store) {
    let ada = customer(store, json!({"given_name": "Ada"}));
    let contact = arrives(store, Channel::Phone, "", 0);
    store.step(contact.id, &Step::Take, "mara", at(1)).unwrap();
    let mut during = actor("mara", 2);
    during.contact = Some(contact.id);
    let receipt = store.perform(&rename(&ada.reference, "Eda"), &during, None, Mode::Commit).unwrap();
    assert_eq!((receipt.contact, receipt.customer), (Some(contact.id), Some(ada.id)));
}

fn what_an_agent_could_take_back_leaves_out_the_rest(store: &mut Store) {
    let ada = customer(store, json!({"given_name": "Ada"}));
    let change = |name: &str| json!({"action": "change_customer", "customer": ada.reference, "given_name": name});
    let first = done(store, "jonas", 10, change("Eda"));
    let taken_back = done(store, "jonas", 20, change("Ida"));
    done(store, "jonas", 21, json!({"action": "undo", "receipt": taken_back.id}));
    done(store, "mara", 22, change("Oda"));
    done(store, "jonas", 23, change("Oda"));
    let mut open = |since, limit| -> Vec<_> {
        let receipts = store.done_by("jonas", at(since), limit).unwrap();
        receipts.into_iter().map(|receipt| receipt.at).collect()
    };
    assert_eq!(open(0, 9), [at(21), first.at]);
    assert_eq!(open(15, 9), [at(21)]);
    assert_eq!(open(0, 1), [at(21)]);
}

fn an_import_is_one_row_of_the_journal(store: &mut Store) {
    let import = Action::Import { kind: "customers".into(), file: "new.csv".into(), added: 3, changed: 1 };
    store.journal_import(&import, &actor("mara", 5)).unwrap();
    let rows = store.journal(None, 9).unwrap();
    assert_eq!((&rows[0].action, rows[0].at, rows.len()), (&import, at(5), 1));
    let receipt = rows[0].id;
    assert_eq!(refused(store, "mara", 6, json!({"action": "undo", "receipt": receipt})).0, "import_stays");
}

fn actions_with_keys_of_their_own_are_done_all_or_none(store: &mut Store) {
    let ada = customer(store, json!({"given_name": "Ada"})).reference;
    let keyed = |name: &str, key: Option<&str>| (rename(&ada, name), key.map(str::to_owned));
    let stray = (rename("nobody", "Ida"), None);
    let (place, error) =
        store.perform_each(&[keyed("Eda", Some("k1")), stray.clone(), stray], &actor("mara", 1)).unwrap_err();
    assert_eq!((place, error.code()), (1, "unknown_customer"));
    assert_eq!(store.journal(None, 10).unwrap().len(), 1);
    let actions = [keyed("Eda", Some("k1")), keyed("Ida", None), keyed("Oda", Some("k1"))];
    let first = store.perform_each(&actions, &actor("mara", 2)).unwrap();
    assert_eq!(first[0], first[2]);
    let again = store.perform_each(&actions, &actor("mara", 3)).unwrap();
    assert_eq!((&again[0], again[1].id == first[1].id), (&first[0], false));
    assert_eq!(store.customer(&ada).unwrap().unwrap().details.given_name, "Ida");
    assert_eq!(store.perform_each(&[], &actor("mara", 4)).unwrap(), []);
}

fn receipts_of_one_moment_come_the_last_first(store: &mut Store) {
    let ada = customer(store, json!({"given_name": "Ada"}));
    let done: Vec<_> = ["Eda", "Ida", "Oda"]
        .map(|name| store.perform(&rename(&ada.reference, name), &actor("mara", 9), None, Mode::Commit).unwrap().id)
        .into();
    let latest_first: Vec<_> = done.into_iter().rev().collect();
    let ids = |receipts: Vec<Receipt>| receipts.into_iter().map(|receipt| receipt.id).take(3).collect::<Vec<_>>();
    assert_eq!(ids(store.journal(None, 3).unwrap()), latest_first);
    assert_eq!(ids(store.journal(Some(ada.id), 3).unwrap()), latest_first);
    assert_eq!(ids(store.done_by("mara", at(9), 3).unwrap()), latest_first);
    assert_eq!(store.journal(None, 0).unwrap(), []);
}

fn a_key_may_be_of_any_size(store: &mut Store) {
    let create = action(json!({"action": "create_customer", "given_name": "Ada"}));
    let keys = [noise(1 << 20), format!("{}x", noise(1 << 20)), "🧡'".to_owned(), " ".to_owned()];
    let mut done =
        || keys.clone().map(|key| store.perform(&create, &actor("mara", 0), Some(&key), Mode::Commit).unwrap());
    assert_eq!(done(), done());
    assert_eq!(store.count_customers(10).unwrap(), 4);
}
