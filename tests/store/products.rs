//! Products are found by what a person says of them, a few letters at a time.

use frontline::domain::portable::{Fate, Portable};
use frontline::store::Store;
use serde_json::{Value, json};

use super::given::import;

conformance! {
    [
        a_variant_is_found_by_its_name_and_options_in_any_order
        what_can_be_ordered_comes_before_what_is_sold_out
        a_product_is_found_by_what_it_is_now_and_no_more_by_what_it_was
        no_more_variants_are_found_than_asked_for
    ]
    []
}

/// Takes in a product, new or changed.
pub(crate) fn product(store: &mut Store, reference: &str, name: &str, variants: Value) -> Fate {
    let mut record = json!({"id": 0, "version": 0, "ref": reference, "name": name});
    record["variants"] = variants;
    import(store, Portable::Product(serde_json::from_value(record).unwrap()))
}

fn variant(sku: &str, stock: Option<i64>, color: &str, size: &str) -> Value {
    json!({"sku": sku, "price": 1_999, "availability": "available", "stock": stock, "location": "A-07",
           "options": {"color": color, "size": size}})
}

fn catalogue(store: &mut Store) {
    let shirts = json!([
        variant("TS-BM", Some(3), "blue", "M"),
        variant("TS-BL", Some(0), "blue", "L"),
        variant("TS-RM", None, "red", "M")
    ]);
    assert_eq!(product(store, "SHIRT", "T-Shirt, Baumwolle", shirts), Fate::Added);
    assert_eq!(product(store, "LAMP", "Desk lamp", json!([variant("L-1", None, "Mattblau", "")])), Fate::Added);
}

fn found(store: &mut Store, text: &str, limit: usize) -> Vec<String> {
    store.find_products(text, limit).unwrap().into_iter().map(|offer| offer.variant.sku).collect()
}

fn a_variant_is_found_by_its_name_and_options_in_any_order(store: &mut Store) {
    catalogue(store);
    assert_eq!(found(store, "blue M", 9), ["TS-BM"]);
    assert_eq!(found(store, "m BLU shi", 9), ["TS-BM"]);
    assert_eq!(found(store, "baumw red", 9), ["TS-RM"]);
    assert_eq!(found(store, "ts-rm", 9), ["TS-RM"]);
    assert_eq!(found(store, "desk lamp", 9), ["L-1"]);
    assert_eq!(found(store, "desk lamp red", 9), Vec::<String>::new());
    assert_eq!(found(store, " % ", 9), Vec::<String>::new());
    let offer = store.find_products("lamp", 1).unwrap().remove(0);
    assert_eq!(
        (offer.product.as_str(), offer.name.as_str(), offer.variant.location.as_str()),
        ("LAMP", "Desk lamp", "A-07")
    );
}

fn what_can_be_ordered_comes_before_what_is_sold_out(store: &mut Store) {
    catalogue(store);
    assert_eq!(found(store, "shirt", 9), ["TS-BM", "TS-RM", "TS-BL"]);
}

fn a_product_is_found_by_what_it_is_now_and_no_more_by_what_it_was(store: &mut Store) {
    catalogue(store);
    assert_eq!(product(store, "LAMP", "Reading light", json!([variant("L-2", None, "white", "")])), Fate::Changed);
    assert_eq!(found(store, "lamp", 9), ["L-2"], "its number says it still");
    assert_eq!(found(store, "desk", 9), Vec::<String>::new());
    assert_eq!(found(store, "l 1", 9), Vec::<String>::new());
    assert_eq!(found(store, "reading", 9), ["L-2"]);
}

fn no_more_variants_are_found_than_asked_for(store: &mut Store) {
    for number in 0..150 {
        let variants = json!([variant(&format!("S-{number}"), Some(i64::from(number == 140)), "blue", "M")]);
        product(store, &format!("P-{number}"), "Scarf", variants);
    }
    assert_eq!(found(store, "scarf", 0), Vec::<String>::new());
    assert_eq!(found(store, "scarf blue", 7).len(), 7);
    assert_eq!(found(store, "blue m s 149", 7), ["S-149"]);
}
