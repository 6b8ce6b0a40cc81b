//! Lines as agents say them, against a file with two orders: what they mean, where they stop, and what would fit there.

use serde_json::{Value, json};

use super::*;
use crate::domain::action::Form;
use crate::domain::money::Currency;
use crate::domain::phone::Region;

pub(in crate::domain) fn house() -> House {
    let mut house = House::plain(Region::named("DE").unwrap(), Currency::EUR);
    house.policy.orders.cancel_reasons = vec!["no longer needed".to_owned(), "ordered by mistake".to_owned()];
    house
}

pub(in crate::domain) fn known<'a>(house: &'a House, file: Option<&'a CustomerFile>) -> Known<'a> {
    let now = Timestamp::parse("2026-11-23T09:42:10Z").unwrap();
    let zone = Zone::named("Europe/Berlin").unwrap();
    Known {
        file,
        contact: None,
        marked: None,
        products: &[],
        offers: &[],
        people: &[],
        hides: Vec::new(),
        house,
        now,
        zone,
    }
}

pub(in crate::domain) fn file() -> CustomerFile {
    let customer = json!({"id": 1, "version": 1, "ref": "C-1", "given_name": "Katrin", "family_name": "Vogel",
        "address": {"line1": "Torstr. 140", "postal_code": "10119", "city": "Berlin"},
        "payment_methods": [{"ref": "visa-4471", "kind": "card", "brand": "Visa", "last4": "4471"},
                            {"ref": "gift-1", "kind": "gift_card", "balance": 2500}]});
    let line = |sku: &str, name: &str, options: Value| json!({"sku": sku, "product": sku.split('-').next(), "name": name, "price": 1000, "quantity": 1, "options": options});
    let order = |reference: &str, lines: Value| {
        serde_json::from_value(json!({"id": 1, "version": 1, "ref": reference, "customer": 1,
        "status": "pending", "lines": lines, "payments": [{"kind": "payment", "amount": 1000, "method": "visa-4471"}]}))
        .unwrap()
    };
    let orders = vec![
        order(
            "104233",
            json!([
                line("FJ-M", "Fjell 2 tent", json!({"color": "moss"})),
                line("PG-12", "Peg set, 12 pieces", json!({}))
            ]),
        ),
        order(
            "W77",
            json!([
                line("SH-BM", "Shirt", json!({"color": "blue", "size": "M"})),
                line("LM-1", "Desk lamp", json!({}))
            ]),
        ),
    ];
    CustomerFile { orders, ..CustomerFile::of(serde_json::from_value(customer).unwrap()) }
}

fn shirts() -> Vec<Product> {
    let variant = |sku: &str, color: &str, size: &str| json!({"sku": sku, "price": 1200, "availability": "available", "options": {"color": color, "size": size}});
    let product = json!({"id": 5, "version": 1, "ref": "SH", "name": "Shirt", "variants": [variant("SH-BM", "blue", "M"),
        variant("SH-RM", "red", "M"), variant("SH-RS", "red", "S"), variant("SH-BL", "blue", "L")]});
    vec![serde_json::from_value(product).unwrap()]
}

/// What a line says, as JSON, or where it stops and why.
fn said(line: &str) -> Result<Value, (String, String)> {
    let (house, file, products) = (house(), file(), shirts());
    let spoken = read(line, &Known { products: &products, ..known(&house, Some(&file)) });
    match spoken.stop {
        Some(stop) => Err((line.get(stop.at).unwrap().to_owned(), stop.why.words)),
        None => Ok(serde_json::to_value(spoken.actions).unwrap()),
    }
}

fn one(line: &str) -> Value {
    said(line).unwrap_or_else(|stop| panic!("{line}: {stop:?}"))[0].take()
}

fn stop(line: &str) -> (String, String) {
    said(line).expect_err(line)
}

#[test]
fn goods_come_back_by_their_words() {
    let pegs = json!({"action": "return_items", "order": "104233", "lines": ["PG-12"], "refund_to": "gift-1"});
    assert_eq!(one("return 104233 pegs -> gift card"), pegs);
    assert_eq!(one("return pegs -> gift card"), pegs);
    assert_eq!(one("return #104233 the peg set to gift"), pegs);
    assert_eq!(one("return tent, pegs")["lines"], json!(["FJ-M", "PG-12"]));
    assert_eq!(one("return W77 all -> visa because too bright; undo 7")["reason"], "too bright");
    assert_eq!(one("return 104233 2 pegs")["lines"], json!(["PG-12", "PG-12"]));
    assert_eq!(one("return lamp")["order"], "W77");
    assert_eq!(one("return lamp")["refund_to"], "visa-4471");
}

#[test]
fn an_order_is_cancelled_for_a_reason_of_the_house() {
    let cancelled = |reason: &str, order: &str| json!({"action": "cancel_order", "order": order, "reason": reason});
    assert_eq!(one("cancel W77 no longer needed"), cancelled("no longer needed", "W77"));
    assert_eq!(one("cancel w77 mistake"), cancelled("ordered by mistake", "W77"));
    assert_eq!(one("cancel the one with the lamp no longer needed"), cancelled("no longer needed", "W77"));
    assert_eq!(stop("cancel W77 bored").0, "bored");
    assert!(stop("cancel W77 bored").1.contains("there is no longer needed, ordered by mistake"));
    assert_eq!(stop("cancel W77"), (String::new(), "say why".to_owned()));
    assert_eq!(stop("cancel").1, "say which order");
}

#[test]
fn variants_are_told_by_what_differs() {
    let swapped = |line: &str| one(line)["changes"].clone();
    let red = json!([{"from": "SH-BM", "to": "SH-RM"}]);
    assert_eq!(swapped("exchange W77 blue M -> red M with visa"), red);
    assert_eq!(swapped("exchange shirt -> red"), red);
    assert_eq!(swapped("change W77 shirt to L with gift card"), json!([{"from": "SH-BM", "to": "SH-BL"}]));
    assert_eq!(one("exchange W77 blue M -> red M with gift card")["method"], "gift-1");
    assert_eq!(stop("exchange W77 shirt -> pink").0, "shirt -> pink");
    assert!(stop("exchange W77 shirt").1.contains("say what comes for `Shirt`"));
}

#[test]
fn the_other_verbs_of_an_order_are_said_as_well() {
    assert_eq!(one("address W77 Elbchaussee 9, 22763 Hamburg")["address"]["city"], "Hamburg");
    assert_eq!(one("pay W77 gift card")["method"], "gift-1");
    assert_eq!(one("pay W77 with gift card")["method"], "gift-1");
}

#[test]
fn a_promise_has_its_time_before_or_behind() {
    for line in ["promise tue 9 call", "promise call tue 9"] {
        let promised = one(line);
        assert_eq!(
            (&promised["due_at"], &promised["what"]),
            (&json!("2026-11-24T08:00:00Z"), &json!("call")),
            "{line}"
        );
        assert_eq!(promised["customer"], "C-1");
    }
    assert!(stop("promise call").1.contains("is no time"));
}

#[test]
fn several_are_said_with_a_semicolon() {
    let all = said("return 104233 pegs -> gift card; promise call tue 9;").unwrap();
    assert_eq!((all.as_array().unwrap().len(), &all[1]["action"]), (2, &json!("schedule_callback")));
}

#[test]
fn a_mistake_is_told_at_its_word_with_what_would_fit() {
    assert_eq!(stop("dance W77").0, "dance");
    assert_eq!(stop("return 104233 boat -> visa").0, "boat");
    assert_eq!(stop("return 104233 pegs -> paypal").0, "paypal");
    assert_eq!(stop("undo soon").0, "soon");
    let (house, file) = (house(), file());
    let fits = |line: &str| {
        let spoken = read(line, &known(&house, Some(&file)));
        spoken.stop.unwrap().why.fits.into_iter().map(|fit| fit.text).collect::<Vec<_>>()
    };
    assert_eq!(fits("ret"), ["return"]);
    assert_eq!(fits("cancel 1042"), ["104233"]);
    assert_eq!(fits("return 104233"), ["Fjell 2 tent moss", "Peg set 12 pieces"]);
    assert_eq!(fits("return 104233 -> visa")[0], "Fjell 2 tent moss");
}

#[test]
fn what_was_done_is_said_again() {
    let (house, file, products) = (house(), file(), shirts());
    let known = Known { products: &products, ..known(&house, Some(&file)) };
    for line in [
        "return 104233 tent, pegs -> gift card because it is torn; really",
        "cancel W77 no longer needed",
        "exchange W77 shirt -> red with gift card",
        "pay W77 gift card",
        "address W77 Elbchaussee 9, 22763 Hamburg",
        "keep B-1",
    ] {
        let said = read(line.split(';').next().unwrap(), &known).actions.remove(0);
        let again = written(&said).unwrap();
        let read_again = read(&again, &known);
        assert_eq!(read_again.stop, None, "{again}");
        assert_eq!(read_again.actions, [said], "{again}");
    }
}

proptest::proptest! {
    #[test]
    fn any_line_can_be_read(line in "[a-z0-9 ;:,\"#üß>-]{0,60}", verb in 0..crate::domain::action::VERBS.len()) {
        let (house, file, products) = (house(), file(), shirts());
        let known = Known { products: &products, ..known(&house, Some(&file)) };
        for line in [line.clone(), format!("{} {line}", word(&crate::domain::action::VERBS[verb]))] {
            let spoken = read(&line, &known);
            if let Some(stop) = spoken.stop {
                proptest::prop_assert!(line.get(stop.at.clone()).is_some(), "{:?} of {line:?}", stop.at);
            }
        }
    }
}

#[test]
fn what_is_hidden_is_not_told_by_what_would_fit() {
    let (house, file) = (house(), file());
    let known = known(&house, Some(&file));
    let told =
        |known: &Known<'_>, form| known.fits(form, "", None).into_iter().map(|fit| fit.words).collect::<Vec<_>>();
    assert_eq!(told(&known, Form::Method), ["Visa ··4471", "gift card, 25.00 EUR left"]);
    let known = Known { hides: vec![Hidden::PaymentMethods, Hidden::Address], ..known };
    assert_eq!(told(&known, Form::Method), ["card", "gift card"]);
    assert!(told(&known, Form::Address).is_empty());
}
