//! The line that says what is to be done, in whatever words.

use std::sync::LazyLock;

use frontline::domain::action::House;
use frontline::domain::file::CustomerFile;
use frontline::domain::macros::{Macro, recorded};
use frontline::domain::money::Currency;
use frontline::domain::phone::Region;
use frontline::domain::product::Product;
use frontline::domain::spoken::{Known, read};
use frontline::domain::timestamp::{Timestamp, Zone};
use serde_json::json;

use super::may_be_shown;

static HOUSE: LazyLock<House> = LazyLock::new(|| {
    let mut house = House::plain(Region::named("DE").unwrap(), Currency::EUR);
    house.policy.orders.cancel_reasons = vec!["no longer needed".to_owned(), "ordered by mistake".to_owned()];
    house
});

static FILE: LazyLock<CustomerFile> = LazyLock::new(|| {
    let customer = json!({"id": 1, "version": 1, "ref": "C-1", "given_name": "Katrin",
        "address": {"line1": "Torstr. 140", "city": "Berlin"},
        "payment_methods": [{"ref": "visa-4471", "kind": "card", "brand": "Visa", "last4": "4471"}, {"ref": "gift-1", "kind": "gift_card", "balance": 2500}]});
    let orders = json!([
        {"id": 1, "version": 1, "ref": "104233", "customer": 1, "status": "delivered", "lines": [
            {"sku": "FJ-M", "name": "Fjell 2 tent", "price": 24900, "quantity": 1, "options": {"color": "moss"}},
            {"sku": "PG-12", "name": "Peg set, 12 pieces", "price": 1500, "quantity": 2}]},
        {"id": 2, "version": 1, "ref": "W77", "customer": 1, "status": "pending", "lines": [
            {"sku": "SH-BM", "product": "SH", "name": "Shirt", "price": 1000, "quantity": 1, "options": {"color": "blue", "size": "M"}}]}
    ]);
    let orders = serde_json::from_value(orders).unwrap();
    CustomerFile { orders, ..CustomerFile::of(serde_json::from_value(customer).unwrap()) }
});

static PRODUCTS: LazyLock<Vec<Product>> = LazyLock::new(|| {
    let variant = |sku: &str, color: &str| json!({"sku": sku, "price": 1200, "availability": "available", "options": {"color": color, "size": "M"}});
    let product = json!({"id": 5, "version": 1, "ref": "SH", "name": "Shirt", "variants": [variant("SH-BM", "blue"), variant("SH-RM", "red")]});
    vec![serde_json::from_value(product).unwrap()]
});

/// Where reading stops is a place of the line, what is said of it can be shown, and what was read can be said again.
pub fn holds(bytes: &[u8]) {
    let Ok(line) = std::str::from_utf8(bytes) else { return };
    let known = Known {
        file: Some(&FILE),
        contact: None,
        marked: None,
        products: &PRODUCTS,
        offers: &[],
        people: &[],
        hides: Vec::new(),
        house: &HOUSE,
        now: Timestamp::parse("2026-11-23T09:42:10Z").unwrap(),
        zone: Zone::named("Europe/Berlin").unwrap(),
    };
    for known in [Known { file: None, products: &[], ..known.clone() }, known] {
        let spoken = read(line, &known);
        if let Some(stop) = &spoken.stop {
            assert!(line.get(stop.at.clone()).is_some(), "{:?} is no place of {line:?}", stop.at);
            let fits = stop.why.fits.iter().map(|fit| &fit.text);
            for words in fits.chain([&stop.why.words]) {
                assert!(may_be_shown(words) || line.chars().any(char::is_control), "{words:?}");
            }
        }
        if let Some(say) = recorded(&spoken.actions, &known) {
            drop(read(&Macro { say, ..Macro::default() }.filled(&known), &known));
        }
    }
}
