//! Placing an order: what it costs, what pays for it, where it goes, and what it takes from the shelf.

use super::*;
use crate::domain::charges::{Carriage, ChargeRules, Rate};
use crate::domain::policy::{LimitKind, Role};

fn taxed() -> House {
    let parcel = Carriage { name: "parcel".to_owned(), price: Amount(490), free_from: Some(Amount(10_000)) };
    let express = Carriage { name: "express".to_owned(), price: Amount(1_290), free_from: None };
    let rates = [("tableware".to_owned(), Rate::parse("7").unwrap())].into();
    let charges =
        ChargeRules { rate: Rate::parse("19"), rates, carriage: vec![parcel, express], ..ChargeRules::default() };
    House { charges, ..house() }
}

fn wish(lines: &Value, payments: &Value) -> Value {
    json!({"action": "place_order", "customer": "C-1", "lines": lines, "payments": payments, "address": {"line1": "2 Side Street", "city": "Bonn"}})
}

fn with(mut wish: Value, field: &str, value: impl Into<Value>) -> Value {
    wish[field] = value.into();
    wish
}

fn lamps_and_mug() -> Value {
    wish(
        &json!([{"sku": "LB", "quantity": 2}, {"sku": "MW"}]),
        &json!([{"method": "GIFT", "amount": "10.00"}, {"method": "VISA"}]),
    )
}

/// The order that is placed.
fn placed(house: &House, action: Value) -> Outcome {
    attempt(order("delivered"), house, action).unwrap()
}

fn refused(house: &House, action: Value) -> String {
    attempt(order("delivered"), house, action).unwrap_err().code
}

#[test]
fn an_order_costs_what_the_house_charges_and_each_method_pays_its_part() {
    let outcome = placed(&taxed(), lamps_and_mug());
    let order = &outcome.order;
    assert_eq!((order.reference.as_str(), order.status, order.customer), ("W-9", OrderStatus::Pending, CustomerId(1)));
    let charges = order.charged();
    assert_eq!((charges.goods, charges.shipping, charges.tax), (Amount(6_800), Amount(490), Amount(1_140 + 56)));
    assert_eq!(charges.total, Amount(6_800 + 490 + 1_196));
    assert_eq!(order.paid(), [("GIFT".to_owned(), Amount(1_000)), ("VISA".to_owned(), Amount(7_486))]);
    assert_eq!((outcome.balances, outcome.stock), (vec![9_000, 500], vec![("MW".to_owned(), 4)]));
    assert_eq!((order.address.line().as_str(), order.carriage.as_str()), ("2 Side Street, Bonn", "parcel"));
    let express = placed(&taxed(), with(lamps_and_mug(), "carriage", "express"));
    assert_eq!(express.order.charged().shipping, Amount(1_290));
    assert_eq!(refused(&taxed(), with(lamps_and_mug(), "carriage", "pigeon")), "unknown_carriage");
}

#[test]
fn where_nothing_is_charged_an_order_costs_its_lines() {
    let order = placed(&house(), lamps_and_mug()).order;
    assert_eq!((order.charges, order.charged().total, order.carriage.as_str()), (None, Amount(6_800), ""));
    assert_eq!(order.lines[0].tax_rate, None);
}

#[test]
fn what_the_shelf_has_not_is_not_sold() {
    let mugs = |quantity: i64| {
        wish(&json!([{"sku": "MW", "quantity": quantity}, {"sku": "MW", "quantity": 2}]), &json!([{"method": "VISA"}]))
    };
    let outcome = placed(&house(), mugs(3));
    assert_eq!((outcome.order.lines.len(), outcome.order.count("MW"), outcome.stock[0].1), (1, 5, 0));
    let refusal = attempt(order("delivered"), &house(), mugs(4)).unwrap_err();
    assert_eq!(
        (refusal.code.as_str(), refusal.message.as_str()),
        ("unavailable", "there are 5 of Mug white (MW) left, and 6 were asked for")
    );
    for quantity in [0, -1, 1_000_001] {
        assert_eq!(refused(&house(), mugs(quantity)), "bad_quantity");
    }
    let other = |sku: &str| wish(&json!([{"sku": sku}]), &json!([{"method": "VISA"}]));
    assert_eq!(
        (refused(&house(), other("LG")), refused(&house(), other("XX"))),
        ("unavailable".into(), "unknown_variant".into())
    );
    assert_eq!(refused(&house(), wish(&json!([]), &json!([]))), "nothing_to_order");
}

#[test]
fn the_methods_pay_exactly_what_it_costs() {
    let pay = |payments: Value| wish(&json!([{"sku": "LB"}]), &payments);
    assert_eq!(refused(&house(), pay(json!([{"method": "VISA", "amount": "29.99"}]))), "payments_differ");
    assert_eq!(
        refused(&house(), pay(json!([{"method": "VISA", "amount": "31.00"}, {"method": "GIFT"}]))),
        "payments_differ"
    );
    assert_eq!(refused(&house(), pay(json!([]))), "payments_differ");
    assert_eq!(refused(&house(), pay(json!([{"method": "VISA"}, {"method": "GIFT"}]))), "amount_needed");
    assert_eq!(
        refused(&house(), pay(json!([{"method": "VISA", "amount": "-5.00"}, {"method": "GIFT"}]))),
        "bad_amount"
    );
    assert_eq!(refused(&house(), pay(json!([{"method": "SMALL"}]))), "insufficient_balance");
    assert_eq!(refused(&house(), pay(json!([{"method": "AMEX"}]))), "unknown_method");
    let exact = placed(
        &house(),
        pay(json!([{"method": "VISA", "amount": "25.00"}, {"method": "SMALL", "amount": "5.00"}, {"method": "GIFT"}])),
    );
    assert_eq!(exact.balances, [10_000, 0]);
}

#[test]
fn a_discount_has_a_reason_and_stays_within_the_limit() {
    let off = |discount: &str| with(with(lamps_and_mug(), "discount", discount), "discount_reason", "late parcel");
    let order = placed(&taxed(), off("10%")).order;
    assert_eq!((order.charged().discount, order.discount_reason.as_str()), (Amount(680), "late parcel"));
    assert_eq!(placed(&taxed(), off("5.00")).order.charged().discount, Amount(500));
    for (discount, code) in
        [("68.01", "bad_discount"), ("101%", "bad_discount"), ("x", "bad_amount"), ("0", "bad_amount")]
    {
        assert_eq!(refused(&house(), off(discount)), code, "{discount}");
    }
    assert_eq!(refused(&house(), with(lamps_and_mug(), "discount", "5%")), "reason_needed");
    let mut limited = house();
    limited.policy.limits = [(Role::default(), [(LimitKind::Discount, Amount(500))].into())].into();
    assert_eq!(refused(&limited, off("5.01")), "needs_approval");
    assert!(attempt(super::order("delivered"), &limited, off("5.00")).is_ok());
    let free = with(with(wish(&json!([{"sku": "LB"}]), &json!([])), "discount", "100%"), "discount_reason", "recall");
    assert_eq!(placed(&house(), free).order.charged().total, Amount(0));
}

#[test]
fn an_order_goes_where_the_customer_or_another_order_of_theirs_is() {
    let mut there = with(lamps_and_mug(), "address_of", "#W1");
    there.as_object_mut().unwrap().remove("address");
    assert_eq!(placed(&house(), there.clone()).order.address.line(), "1 Main Street, Berlin");
    let strange = Order { customer: CustomerId(2), ..order("delivered") };
    assert_eq!(attempt(strange, &house(), there.clone()).unwrap_err().code, "other_customer");
    there.as_object_mut().unwrap().remove("address_of");
    assert_eq!(refused(&house(), there), "address_needed", "the customer has none");
}
