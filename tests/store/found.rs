//! Customers are found by whatever a person says of them.

use frontline::domain::portable::Portable;
use frontline::store::Store;
use serde_json::json;

use super::given::{import, imported_customer, order, references};

conformance! {
    [
        a_name_is_found_in_any_order_and_case_and_without_accents
        a_name_is_found_letter_by_letter
        the_whole_word_comes_before_a_longer_one
        an_initial_and_a_family_name_are_enough
        a_mail_address_is_found_in_any_case
        a_number_is_found_in_any_written_form
        an_order_number_finds_whose_order_it_is
        a_postal_code_or_a_city_tells_two_of_a_name_apart
        a_customer_is_found_once_by_several_ways
        no_more_are_found_than_asked_for
        words_of_every_script_are_found
        what_says_nothing_finds_nobody
        what_looks_like_a_pattern_is_taken_as_it_is
    ]
    []
}

fn people(store: &mut Store) {
    imported_customer(
        store,
        "sara_1",
        json!({"given_name": "Sara", "family_name": "Doe", "emails": ["Sara.Doe@Example.com"],
               "phones": ["+493023125417"], "address": {"city": "Köln", "postal_code": "50 667"}}),
    );
    imported_customer(
        store,
        "sara_2",
        json!({"given_name": "Sarah", "family_name": "Dößler", "company": "O'Brien & Søn",
               "phones": ["+14155550132"], "address": {"city": "Rio José", "postal_code": "SW1A 1AA"}}),
    );
    imported_customer(store, "li_3", json!({"given_name": "小明", "family_name": "王", "address": {"city": "Київ"}}));
}

fn found(store: &mut Store, text: &str) -> Vec<String> {
    let found = store.find_customers(text, 20).unwrap();
    references(&found).into_iter().map(str::to_owned).collect()
}

fn a_name_is_found_in_any_order_and_case_and_without_accents(store: &mut Store) {
    people(store);
    assert_eq!(found(store, "doe SARA"), ["sara_1"]);
    assert_eq!(found(store, "doessler sarah"), Vec::<String>::new());
    assert_eq!(found(store, "dossler, sarah"), ["sara_2"]);
    assert_eq!(found(store, "DÖSSLER"), ["sara_2"]);
    assert_eq!(found(store, "o'brien son"), ["sara_2"]);
    assert_eq!(found(store, "sara brien doe"), Vec::<String>::new());
}

fn a_name_is_found_letter_by_letter(store: &mut Store) {
    people(store);
    for typed in ["s", "sa", "sar", "sara", "s d", "sa do", "d"] {
        assert_eq!(found(store, typed), ["sara_1", "sara_2"], "{typed}");
    }
    assert_eq!(found(store, "sarah"), ["sara_2"]);
    assert_eq!(found(store, "sarahx"), Vec::<String>::new());
}

fn the_whole_word_comes_before_a_longer_one(store: &mut Store) {
    imported_customer(store, "first", json!({"given_name": "Annabel", "family_name": "Ann"}));
    imported_customer(store, "second", json!({"given_name": "Annabel", "family_name": "Lee"}));
    imported_customer(store, "third", json!({"given_name": "Ann", "family_name": "Lee"}));
    assert_eq!(found(store, "ann"), ["first", "third", "second"]);
    assert_eq!(found(store, "ann lee"), ["third", "second"]);
}

fn an_initial_and_a_family_name_are_enough(store: &mut Store) {
    people(store);
    imported_customer(store, "ana_4", json!({"given_name": "Ana María", "family_name": "de la Doe"}));
    assert_eq!(found(store, "s doe"), ["sara_1"]);
    assert_eq!(found(store, "a doe"), ["ana_4"]);
    assert_eq!(found(store, "maria ana"), ["ana_4"]);
    assert_eq!(found(store, "de la doe ana"), ["ana_4"]);
    assert_eq!(found(store, "s doe koln"), ["sara_1"]);
}

fn a_mail_address_is_found_in_any_case(store: &mut Store) {
    people(store);
    assert_eq!(found(store, "sara.doe@example.COM"), ["sara_1"]);
    assert_eq!(found(store, " Sara.Doe@ex"), ["sara_1"]);
    assert_eq!(found(store, "doe@example.com"), Vec::<String>::new());
}

fn a_number_is_found_in_any_written_form(store: &mut Store) {
    people(store);
    for written in ["+49 30 23125417", "030/23125417", "(030) 2312-5417", "0049 30 231 25417", "tel:+49-30-23125417"] {
        assert_eq!(found(store, written), ["sara_1"], "{written}");
    }
    assert_eq!(found(store, "+1 (415) 555-0132"), ["sara_2"]);
}

fn an_order_number_finds_whose_order_it_is(store: &mut Store) {
    people(store);
    let order = Box::new(order("#W1234567", None));
    import(store, Portable::Order { order, customer: "sara_2".to_owned() });
    for written in ["#W1234567", "w1234567", " # w1234567 ", "W 1234567"] {
        assert_eq!(found(store, written), ["sara_2"], "{written}");
    }
    assert_eq!(found(store, "W123456"), Vec::<String>::new());
}

fn a_postal_code_or_a_city_tells_two_of_a_name_apart(store: &mut Store) {
    people(store);
    assert_eq!(found(store, "sar 50667"), ["sara_1"]);
    assert_eq!(found(store, "sar koln"), ["sara_1"]);
    assert_eq!(found(store, "sar sw1a1aa"), ["sara_2"]);
    assert_eq!(found(store, "rio jose sarah"), ["sara_2"]);
}

fn a_customer_is_found_once_by_several_ways(store: &mut Store) {
    let details = json!({"given_name": "Ada", "family_name": "Adams", "emails": ["ada@x.org", "ADA@x.org"]});
    imported_customer(store, "ada", details);
    let order = Box::new(order("Ada", None));
    import(store, Portable::Order { order, customer: "ada".to_owned() });
    for written in ["ada", "a", "ada@x.org"] {
        assert_eq!(found(store, written), ["ada"], "{written}");
    }
}

fn no_more_are_found_than_asked_for(store: &mut Store) {
    people(store);
    assert_eq!(store.find_customers("sar", 1).unwrap().len(), 1);
    assert_eq!(store.find_customers("sar", 0).unwrap(), []);
    for number in 0..300 {
        imported_customer(store, &format!("smith-{number}"), json!({"family_name": "Smith"}));
    }
    assert_eq!(store.find_customers("smi", 20).unwrap().len(), 20);
    assert_eq!(store.find_customers("smi", 1_000).unwrap().len(), 300);
}

fn words_of_every_script_are_found(store: &mut Store) {
    people(store);
    for written in ["王", "小明", "小", "КИЇВ", "київ 王"] {
        assert_eq!(found(store, written), ["li_3"], "{written}");
    }
}

fn what_says_nothing_finds_nobody(store: &mut Store) {
    people(store);
    for written in ["", "   ", "#", "!?", "\u{202e}", "@"] {
        assert_eq!(found(store, written), Vec::<String>::new(), "{written:?}");
    }
    assert_eq!(found(store, &"sara ".repeat(10_000)).len(), 2);
    assert_eq!(found(store, &"s".repeat(100_000)), Vec::<String>::new());
}

fn what_looks_like_a_pattern_is_taken_as_it_is(store: &mut Store) {
    people(store);
    for written in ["%", "_", "s%", "*", "sara' OR '1'='1", "\"", "\\"] {
        assert!(found(store, written).len() <= 2, "{written}");
    }
    assert_eq!(found(store, "sara_"), ["sara_1", "sara_2"]);
    assert_eq!(found(store, "sara_1"), ["sara_1"]);
}
