//! Customers: made, changed, and what may be written into their details.

use frontline::domain::customer::{ContactPoint, Customer};
use frontline::domain::id::CustomerId;
use frontline::domain::portable::{Fate, Portable};
use frontline::store::Store;
use serde_json::json;

use super::given::{arrives, customer, done, import, imported_customer, noise, references, refused};
use frontline::domain::channel::Channel;

conformance! {
    [
        a_new_customer_is_there_by_reference_in_any_writing
        a_customer_needs_a_name
        details_are_cleaned_and_read_from_any_written_form
        an_address_given_in_part_keeps_its_other_lines
        null_empties_a_field
        what_is_no_value_for_a_field_is_refused_in_words
        a_change_that_changes_nothing_leaves_the_version_alone
        a_number_that_is_taken_away_no_longer_finds_the_customer
        several_customers_of_one_number_come_in_the_order_they_became_customers
        customers_are_counted_no_further_than_asked
        a_note_of_a_megabyte_is_kept_word_for_word
        references_of_an_imported_file_are_not_given_out_again
        a_customer_is_known_by_identity_and_by_every_point_once
        what_a_customer_is_found_by_may_be_of_any_size
    ]
    []
}

fn a_new_customer_is_there_by_reference_in_any_writing(store: &mut Store) {
    let made = customer(store, json!({"given_name": "Zoë", "family_name": "Weiß"}));
    assert_eq!(made.version, 1);
    assert_eq!(made.name(), "Zoë Weiß");
    let written = format!(" #{} ", made.reference.to_lowercase());
    assert_eq!(store.customer(&written).unwrap(), Some(made));
    assert_eq!(store.customer("C-1").unwrap(), None);
    assert_eq!(store.customer("").unwrap(), None);
}

fn a_customer_needs_a_name(store: &mut Store) {
    let (code, words) = refused(store, "mara", 0, json!({"action": "create_customer", "given_name": " \u{202e} "}));
    assert_eq!(code, "name_needed");
    assert!(words.contains("give a given name"), "{words}");
    assert_eq!(store.count_customers(10).unwrap(), 0);
}

fn details_are_cleaned_and_read_from_any_written_form(store: &mut Store) {
    let made = customer(
        store,
        json!({"given_name": " A\u{1b}[31mda\n", "family_name": "Byron", "phones": ["(030) 123 45-67"],
               "emails": ["Ada <Ada@Example.ORG>"], "note": "one\ntwo", "tags": ["vip\u{7}"]}),
    );
    let details = made.details;
    assert_eq!((details.given_name.as_str(), details.note.as_str()), ("Ada", "one\ntwo"));
    assert_eq!(details.phones[0].e164(), "+49301234567");
    assert_eq!(details.emails[0].written(), "Ada@Example.ORG");
    assert_eq!(details.tags, ["vip"]);
}

fn an_address_given_in_part_keeps_its_other_lines(store: &mut Store) {
    let made = customer(store, json!({"given_name": "Ada", "address": {"line1": "Hauptstr. 1", "city": "Köln"}}));
    done(
        store,
        "mara",
        1,
        json!({"action": "change_customer", "customer": made.reference, "address": {"line1": "Am Ring 2"}}),
    );
    let address = store.customer(&made.reference).unwrap().unwrap().details.address;
    assert_eq!((address.line1.as_str(), address.city.as_str()), ("Am Ring 2", "Köln"));
}

fn null_empties_a_field(store: &mut Store) {
    let made =
        customer(store, json!({"given_name": "Ada", "tier": "Gold", "tags": ["vip"], "phones": ["030 1234567"]}));
    let fields = json!({"action": "change_customer", "customer": made.reference,
                        "tier": null, "tags": null, "phones": null});
    done(store, "mara", 1, fields);
    let details = store.customer(&made.reference).unwrap().unwrap().details;
    assert!(details.tier.is_empty() && details.tags.is_empty() && details.phones.is_empty());
    assert_eq!(details.given_name, "Ada");
}

fn what_is_no_value_for_a_field_is_refused_in_words(store: &mut Store) {
    let made = customer(store, json!({"given_name": "Ada", "phones": ["030 1234567"]}));
    let mut change = |field: &str, value: serde_json::Value| {
        let mut fields = json!({"action": "change_customer", "customer": made.reference});
        fields.as_object_mut().unwrap().insert(field.to_owned(), value);
        refused(store, "mara", 1, fields).0
    };
    assert_eq!(change("phones", json!(["call me"])), "bad_phone");
    assert_eq!(change("phones", json!([49_301_234_567_i64])), "bad_value");
    assert_eq!(change("phones", json!("030 1234567")), "bad_value");
    assert_eq!(change("emails", json!(["nobody"])), "bad_email");
    assert_eq!(change("time_zone", json!("Mars/Base")), "bad_time_zone");
    assert_eq!(change("shoe_size", json!("43")), "unknown_field");
    assert_eq!(change("address", json!({"zip": "50667"})), "unknown_field");
    assert_eq!(change("given_name", json!(["Ada"])), "bad_value");
    assert_eq!(store.customer(&made.reference).unwrap(), Some(made));
}

fn a_change_that_changes_nothing_leaves_the_version_alone(store: &mut Store) {
    let made = customer(store, json!({"given_name": "Ada"}));
    let receipt =
        done(store, "mara", 1, json!({"action": "change_customer", "customer": made.reference, "given_name": " Ada"}));
    assert!(receipt.changes.is_empty());
    assert_eq!(receipt.customer, Some(made.id));
    assert_eq!(store.customer(&made.reference).unwrap(), Some(made));
}

fn a_number_that_is_taken_away_no_longer_finds_the_customer(store: &mut Store) {
    let made = customer(store, json!({"given_name": "Ada", "phones": ["030 1234567"]}));
    let fields = json!({"action": "change_customer", "customer": made.reference,
                        "given_name": "Eda", "phones": ["030 7654321"]});
    done(store, "mara", 1, fields);
    let by_phone = |number: &str| [ContactPoint::Phone(number.to_owned())];
    assert_eq!(store.callers(&by_phone("+49301234567")).unwrap(), []);
    assert_eq!(references(&store.callers(&by_phone("+49307654321")).unwrap()), [made.reference.as_str()]);
    assert_eq!(store.find_customers("ada", 5).unwrap(), []);
    assert_eq!(store.find_customers("eda", 5).unwrap().len(), 1);
}

fn several_customers_of_one_number_come_in_the_order_they_became_customers(store: &mut Store) {
    for (reference, number) in [("z", "+49301111111"), ("a", "+49302222222"), ("m", "+49301111111")] {
        imported_customer(store, reference, json!({"given_name": "Ada", "phones": [number]}));
    }
    let points = ["+49302222222", "+49301111111", "+49303333333"].map(|number| ContactPoint::Phone(number.to_owned()));
    assert_eq!(references(&store.callers(&points).unwrap()), ["z", "a", "m"]);
    assert_eq!(store.callers(&[]).unwrap(), []);
}

fn customers_are_counted_no_further_than_asked(store: &mut Store) {
    for reference in ["a", "b", "c"] {
        imported_customer(store, reference, json!({}));
    }
    assert_eq!(store.count_customers(2).unwrap(), 2);
    assert_eq!(store.count_customers(10).unwrap(), 3);
}

fn a_note_of_a_megabyte_is_kept_word_for_word(store: &mut Store) {
    let note = "Grüße \u{1f9e1}".repeat(100_000);
    let made = customer(store, json!({"given_name": "Ada", "note": note}));
    assert_eq!(store.customer(&made.reference).unwrap().unwrap().details.note, note);
}

fn references_of_an_imported_file_are_not_given_out_again(store: &mut Store) {
    for reference in ["C-1002", "C-1017", "C-99999999999999999999", "C-12x"] {
        imported_customer(store, reference, json!({"given_name": "Imported"}));
    }
    for _ in 0..20 {
        customer(store, json!({"given_name": "New"}));
        arrives(store, Channel::Counter, "", 0);
    }
    assert_eq!(store.count_customers(100).unwrap(), 24);
}

fn a_customer_is_known_by_identity_and_by_every_point_once(store: &mut Store) {
    let sara = imported_customer(store, "sara_1", json!({"phones": ["+493023125417"], "emails": ["S@x.org"]}));
    imported_customer(store, "ben_2", json!({"phones": ["+493023125417"]}));
    assert_eq!(store.customer_of(sara.id).unwrap().as_ref(), Some(&sara));
    assert_eq!(store.customer_of(CustomerId(-1)).unwrap(), None);
    let email = ContactPoint::Email("s@x.org".to_owned());
    let phone = ContactPoint::Phone("+493023125417".to_owned());
    let account = ContactPoint::Account("sara1".to_owned());
    let found = store.callers(&[account, phone, email.clone(), email]).unwrap();
    assert_eq!(references(&found), ["sara_1", "ben_2"]);
    assert_eq!(store.callers(&[]).unwrap(), []);
    assert_eq!(store.callers(&[ContactPoint::Email(String::new())]).unwrap(), []);
}

fn what_a_customer_is_found_by_may_be_of_any_size(store: &mut Store) {
    let long = noise(100_000);
    let made = imported_customer(
        store,
        "C-1",
        json!({"given_name": long, "family_name": "Doe", "note": long, "company": "x y ".repeat(100_000),
               "address": {"city": long, "postal_code": long}}),
    );
    assert_eq!(store.customer(&made.reference).unwrap().as_ref(), Some(&made));
    let beginning: String = long.chars().take(20).collect();
    let rest: String = long.chars().skip(1).collect();
    for said in ["doe", &beginning, &long, &format!("doe {long}")] {
        assert_eq!(references(&store.find_customers(said, 5).unwrap()), [&made.reference], "{}", said.len());
    }
    let record = Customer { reference: format!("C-{long}"), ..made };
    let Fate::Rejected(reason) = import(store, Portable::Customer(Box::new(record))) else { panic!("taken") };
    assert_eq!(reason, "its reference is longer than 500 bytes; give it a shorter one");
    assert_eq!(store.find_customers(&rest, 5).unwrap(), []);
    assert_eq!(store.find_customers("doe", 0).unwrap(), []);
}
