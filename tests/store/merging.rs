//! Two files of one customer: made one, found by both numbers, with everything that happened to either, and parted again.

use frontline::domain::customer::Customer;
use frontline::domain::portable::{Fate, Kind, Portable};
use frontline::store::Store;
use serde_json::{Value, json};

use super::filled::out;
use super::given::{arrives, at, customer, done, import, imported_customer, order, refused};
use frontline::domain::channel::Channel;

conformance! {
    [
        everything_of_the_other_moves_and_both_numbers_find_the_survivor
        two_that_became_one_are_parted_whole
        money_that_was_spent_since_is_not_made_anew
        an_old_file_does_not_bring_the_other_back
        a_choice_that_was_made_from_another_version_is_refused
    ]
    []
}

/// Ada in two files: one made here, one from a shop, with an order, a contact, a promise and a case.
fn two(store: &mut Store) -> (Customer, Customer) {
    let ada = customer(store, json!({"given_name": "Ada", "phones": ["030 1234567"]}));
    let shop = json!({"given_name": "Adah", "emails": ["ada@post.example"], "note": "from the shop",
        "payment_methods": [{"ref": "G", "kind": "gift_card", "balance": 5000}]});
    let other = imported_customer(store, "shop-7", shop);
    import(
        store,
        Portable::Order { order: Box::new(order("#W1", Some("2026-11-02T10:00:00Z"))), customer: "shop-7".into() },
    );
    arrives(store, Channel::Email, "ada@post.example", 1);
    done(
        store,
        "mara",
        2,
        json!({"action": "schedule_callback", "customer": "shop-7", "due_at": at(900), "what": "call"}),
    );
    done(store, "mara", 3, json!({"action": "complain", "customer": "shop-7", "summary": "late"}));
    (ada, other)
}

fn merge(ada: &Customer) -> Value {
    json!({"action": "merge_customers", "customer": ada.reference, "other": "shop-7"})
}

fn everything(store: &mut Store, customer: &Customer) -> [usize; 5] {
    let file = store.file(customer.id).unwrap().unwrap();
    [file.orders.len(), file.contacts.len(), file.callbacks.len(), file.cases.len(), file.receipts.len()]
}

fn everything_of_the_other_moves_and_both_numbers_find_the_survivor(store: &mut Store) {
    let (ada, other) = two(store);
    done(store, "mara", 4, merge(&ada));
    assert_eq!(store.customer_of(other.id).unwrap(), None);
    assert_eq!(everything(store, &ada), [1, 1, 1, 1, 4]);
    for said in [ada.reference.as_str(), "Shop-7", "#shop-7", "030 1234567", "ada@post.example", "W1", "adah"] {
        let found = store.find_customers(said, 9).unwrap();
        let expected = usize::from(said != "adah");
        assert_eq!(found.len(), expected, "{said}");
        assert!(found.iter().all(|customer| customer.id == ada.id));
    }
    assert_eq!(store.customer("shop-7").unwrap().unwrap().id, ada.id);
    assert_eq!(store.journal(Some(ada.id), 2).unwrap().len(), 2);
    assert_eq!(refused(store, "mara", 5, merge(&ada)).0, "one_already");
}

fn two_that_became_one_are_parted_whole(store: &mut Store) {
    let (ada, other) = two(store);
    let before: Vec<_> = [&ada, &other].map(|customer| everything(store, customer)).to_vec();
    done(store, "mara", 4, merge(&ada));
    let split = json!({"action": "split_customers", "customer": ada.reference, "other": "SHOP-7"});
    done(store, "mara", 5, split.clone());
    let parted = store.customer("shop-7").unwrap().unwrap();
    assert_eq!((parted.id, &parted.details), (other.id, &other.details));
    assert_eq!(store.customer_of(ada.id).unwrap().unwrap().details, ada.details);
    let after: Vec<_> = [&ada, &other].map(|customer| everything(store, customer)).to_vec();
    assert_eq!((&before[0][..4], &before[1][..4]), (&after[0][..4], &after[1][..4]));
    assert_eq!(refused(store, "mara", 6, split).0, "not_merged");
    done(store, "mara", 7, merge(&ada));
    assert_eq!(everything(store, &ada)[..4], [1, 1, 1, 1]);
}

fn money_that_was_spent_since_is_not_made_anew(store: &mut Store) {
    let (ada, _) = two(store);
    done(store, "mara", 4, merge(&ada));
    let spent = json!([{"ref": "G", "kind": "gift_card", "balance": 1000}]);
    done(store, "mara", 5, json!({"action": "change_customer", "customer": ada.reference, "payment_methods": spent}));
    let split = json!({"action": "split_customers", "customer": ada.reference, "other": "shop-7"});
    assert_eq!(refused(store, "mara", 6, split).0, "changed_since");
}

fn an_old_file_does_not_bring_the_other_back(store: &mut Store) {
    let (ada, other) = two(store);
    done(store, "mara", 4, merge(&ada));
    let again = Customer { version: 0, ..other };
    match import(store, Portable::Customer(Box::new(again))) {
        Fate::Rejected(why) => assert!(why.contains(&format!("became one with {}", ada.reference)), "{why}"),
        fate @ (Fate::Added | Fate::Changed | Fate::Unchanged) => panic!("{fate:?}"),
    }
    let known = out(store, Kind::Customers);
    assert_eq!(known.len(), 1);
    let later = Portable::Order { order: Box::new(order("#W2", None)), customer: "shop-7".into() };
    assert_eq!(import(store, later), Fate::Added);
    assert_eq!(everything(store, &ada)[0], 2);
}

fn a_choice_that_was_made_from_another_version_is_refused(store: &mut Store) {
    let (ada, _) = two(store);
    let mut late = merge(&ada);
    late["other_version"] = json!(7);
    assert_eq!(refused(store, "mara", 4, late).0, "conflict");
}
