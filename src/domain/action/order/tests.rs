//! What may be done to an order and what not, with the money that moves.

use serde_json::{Value, json};

use crate::domain::action::{Action, Actor, Facts, House, Refusal};
use crate::domain::customer::{Customer, Details};
use crate::domain::id::{CustomerId, OrderId, ProductId};
use crate::domain::money::Amount;
use crate::domain::money::Currency;
use crate::domain::order::{Order, OrderStatus};
use crate::domain::phone::Region;
use crate::domain::policy::RefundTo;
use crate::domain::product::Product;
use crate::domain::record::{Record, Recorded};
use crate::domain::timestamp::Timestamp;

mod back;
mod place;

/// A customer with a card and two gift cards, 100.00 and 5.00.
fn customer() -> Customer {
    let methods = json!([
        {"ref": "VISA", "kind": "card", "brand": "Visa", "last4": "4471"},
        {"ref": "GIFT", "kind": "gift_card", "balance": 10_000},
        {"ref": "SMALL", "kind": "gift_card", "balance": 500},
    ]);
    let details: Details = serde_json::from_value(json!({"given_name": "Ada", "payment_methods": methods})).unwrap();
    Customer { id: CustomerId(1), version: 3, reference: "C-1".to_owned(), details }
}

/// A lamp, in blue for 30.00 and in red for 35.00; green ones are sold out.
fn lamp() -> Product {
    let variant = |sku: &str, price: i64, availability: &str, color: &str| json!({"sku": sku, "price": price, "availability": availability, "options": {"color": color}});
    let variants = json!([
        variant("LB", 3_000, "available", "blue"),
        variant("LR", 3_500, "available", "red"),
        variant("LG", 3_000, "unavailable", "green"),
    ]);
    serde_json::from_value(json!({"id": 7, "version": 1, "ref": "LAMP", "name": "Lamp", "variants": variants})).unwrap()
}

fn mug() -> Product {
    let variants =
        json!([{"sku": "MW", "price": 800, "availability": "available", "stock": 5, "options": {"color": "white"}}]);
    let custom = json!({"warranty_months": "24", "tax_class": "tableware"});
    let mug = json!({"id": 8, "version": 1, "ref": "MUG", "name": "Mug", "variants": variants, "custom": custom});
    Product { id: ProductId(8), ..serde_json::from_value(mug).unwrap() }
}

/// Two blue lamps and a mug, paid in two parts.
fn order(status: &str) -> Order {
    let line = |sku: &str, product: &str, price: i64, quantity: i64| json!({"sku": sku, "product": product, "name": product, "price": price, "quantity": quantity});
    let order = json!({
        "id": 5, "version": 2, "ref": "#W1", "customer": 1, "status": status,
        "address": {"line1": "1 Main Street", "city": "Berlin"},
        "lines": [line("LB", "LAMP", 2_900, 2), line("MW", "MUG", 800, 1)],
        "payments": [
            {"kind": "payment", "amount": 6_000, "method": "VISA"},
            {"kind": "payment", "amount": 600, "method": "GIFT"},
        ],
    });
    Order { id: OrderId(5), ..serde_json::from_value(order).unwrap() }
}

#[derive(Debug)]
struct Outcome {
    order: Order,
    balances: Vec<i64>,
    /// What is left of each counted variant whose stock moved.
    stock: Vec<(String, i64)>,
}

fn house() -> House {
    House::plain(Region::named("DE").unwrap(), Currency::EUR)
}

fn attempt(order: Order, house: &House, action: Value) -> Result<Outcome, Refusal> {
    attempt_at(order, house, Timestamp::default(), action)
}

fn attempt_at(order: Order, house: &House, at: Timestamp, action: Value) -> Result<Outcome, Refusal> {
    let action = Action::read(action).unwrap();
    let records = [order.clone().recorded(), customer().recorded(), lamp().recorded(), mug().recorded()];
    let facts = Facts { records: records.to_vec(), fresh: 9, ..Facts::default() };
    let actor = Actor { agent: "mara".to_owned(), contact: None, at };
    let edits = action.rule(&facts, house, &actor)?;
    let after: Vec<Record> = edits.into_iter().filter_map(|edit| edit.after).collect();
    let person = after.iter().find_map(Customer::of).cloned().unwrap_or_else(customer);
    let balances = person.details.payment_methods.iter().filter_map(|method| method.balance).map(|sum| sum.0);
    let variants = after.iter().filter_map(Product::of).flat_map(|product| &product.variants);
    let stock = variants.filter_map(|variant| Some((variant.sku.clone(), variant.stock?))).collect();
    Ok(Outcome {
        stock,
        order: after.iter().find_map(Order::of).cloned().unwrap_or(order),
        balances: balances.collect(),
    })
}

fn done(status: &str, action: Value) -> Outcome {
    attempt(order(status), &house(), action).unwrap()
}

fn code(status: &str, house: &House, action: Value) -> String {
    attempt(order(status), house, action).err().unwrap().code
}

fn swap(changes: &[(&str, &str)], method: &str) -> Value {
    let changes: Vec<_> = changes.iter().map(|(from, to)| json!({"from": from, "to": to})).collect();
    json!({"action": "change_order_items", "order": "#W1", "changes": changes, "method": method})
}

#[test]
fn a_cancelled_order_pays_every_method_back() {
    let outcome = done("pending", json!({"action": "cancel_order", "order": "#W1", "reason": "too late"}));
    assert_eq!((outcome.order.status, outcome.order.cancel_reason.as_str()), (OrderStatus::Cancelled, "too late"));
    assert!(outcome.order.paid().is_empty());
    assert_eq!(outcome.balances, [10_600, 500]);
    for status in ["processed", "shipped", "delivered", "cancelled"] {
        let again = json!({"action": "cancel_order", "order": "#W1", "reason": "too late"});
        assert_eq!(code(status, &house(), again), "not_pending");
    }
}

#[test]
fn a_reason_is_one_that_the_policy_knows() {
    let mut house = house();
    house.policy.orders.cancel_reasons = vec!["ordered by mistake".to_owned()];
    let cancel = |reason: &str| json!({"action": "cancel_order", "order": "#W1", "reason": reason});
    assert_eq!(code("pending", &house, cancel("bored")), "bad_reason");
    assert!(attempt(order("pending"), &house, cancel("ordered by mistake")).is_ok());
}

#[test]
fn an_address_is_changed_line_by_line() {
    let action = json!({"action": "change_order_address", "order": "#W1", "address": {"city": "Bonn", "line2": null}});
    assert_eq!(done("pending", action.clone()).order.address.line(), "1 Main Street, Bonn");
    assert_eq!(code("shipped", &house(), action), "not_pending");
    let wrong = json!({"action": "change_order_address", "order": "#W1", "address": {"town": "Bonn"}});
    assert_eq!(code("pending", &house(), wrong), "unknown_field");
}

#[test]
fn another_method_pays_all_that_was_paid() {
    let pay = |method: &str| json!({"action": "change_order_payment", "order": "#W1", "method": method});
    let outcome = done("pending", pay("GIFT"));
    assert_eq!(outcome.order.paid(), [("GIFT".to_owned(), crate::domain::money::Amount(6_600))]);
    assert_eq!(outcome.balances, [4_000, 500]);
    assert_eq!(code("pending", &house(), pay("SMALL")), "insufficient_balance");
    assert_eq!(code("pending", &house(), pay("AMEX")), "unknown_method");
}

#[test]
fn other_variants_stand_where_the_old_ones_stood_and_the_difference_is_settled_at_once() {
    let outcome = done("pending", swap(&[("LB", "LR")], "GIFT"));
    let lines: Vec<_> = outcome.order.lines.iter().map(|line| (line.sku.as_str(), line.quantity)).collect();
    assert_eq!(lines, [("LB", 1), ("LR", 1), ("MW", 1)]);
    assert_eq!(outcome.balances, [10_000 - 600, 500]);
    let cheaper = done("pending", swap(&[("MW", "MW"), ("LB", "LB")], "VISA"));
    assert_eq!(cheaper.order.charged().goods.0, 2_900 + 3_000 + 800);
    assert_eq!(code("pending", &house(), swap(&[("LB", "LR")], "SMALL")), "insufficient_balance");
}

#[test]
fn only_variants_of_the_same_product_that_can_be_had_take_its_place() {
    for (changes, refused) in [
        (&[("LB", "MW")][..], "other_product"),
        (&[("LB", "LG")], "unavailable"),
        (&[("LB", "XX")], "unknown_variant"),
        (&[("LR", "LB")], "not_in_order"),
        (&[("LB", "LR"), ("LB", "LR"), ("LB", "LR")], "not_in_order"),
        (&[], "nothing_to_change"),
    ] {
        assert_eq!(code("pending", &house(), swap(changes, "VISA")), refused);
    }
}

#[test]
fn items_are_changed_as_often_as_the_policy_has_it_and_then_nothing_is_cancelled() {
    let mut house = house();
    house.policy.orders.item_changes_per_order = Some(1);
    let changed = attempt(order("pending"), &house, swap(&[("LB", "LR")], "VISA")).unwrap().order;
    let refused = |action| attempt(changed.clone(), &house, action).err().unwrap().code;
    assert_eq!(refused(swap(&[("LB", "LR")], "VISA")), "items_changed");
    assert_eq!(refused(json!({"action": "cancel_order", "order": "#W1", "reason": "x"})), "items_changed");
}

#[test]
fn a_return_is_a_request_and_goes_where_the_policy_says() {
    let back = |lines: Value, method: &str| json!({"action": "return_items", "order": "#W1", "lines": lines, "refund_to": method});
    let outcome = done("delivered", back(json!(["LB", "LB"]), "VISA"));
    assert_eq!((outcome.order.returns.len(), outcome.balances), (1, vec![10_000, 500]));
    assert_eq!(code("delivered", &house(), back(json!(["LB", "LB", "LB"]), "VISA")), "not_in_order");
    assert_eq!(code("delivered", &house(), back(json!([]), "VISA")), "nothing_to_return");
    assert_eq!(code("pending", &house(), back(json!(["LB"]), "VISA")), "not_delivered");
    let mut only_gift_cards = house();
    only_gift_cards.policy.orders.refund_to = vec![RefundTo::GiftCard];
    assert_eq!(code("delivered", &only_gift_cards, back(json!(["LB"]), "VISA")), "bad_refund_method");
    let mut only_original = house();
    only_original.policy.orders.refund_to = vec![RefundTo::Original];
    assert_eq!(code("delivered", &only_original, back(json!(["LB"]), "SMALL")), "bad_refund_method");
    assert!(attempt(order("delivered"), &only_original, back(json!(["LB"]), "GIFT")).is_ok());
}

#[test]
fn what_is_coming_back_does_not_come_back_twice() {
    let back = json!({"action": "return_items", "order": "#W1", "lines": ["MW"], "refund_to": "VISA"});
    let returned = done("delivered", back.clone()).order;
    assert_eq!(attempt(returned.clone(), &house(), back.clone()).err().unwrap().code, "not_in_order");
    let mut house = house();
    house.policy.orders.returns_per_order = Some(1);
    let other =
        json!({"action": "exchange_items", "order": "#W1", "changes": [{"from": "LB", "to": "LR"}], "method": "VISA"});
    assert_eq!(attempt(returned, &house, other).err().unwrap().code, "returned_already");
}

#[test]
fn an_exchange_keeps_what_is_to_be_settled_and_moves_nothing() {
    let exchange = |method: &str| json!({"action": "exchange_items", "order": "#W1", "changes": [{"from": "LB", "to": "LR"}], "method": method});
    let outcome = done("delivered", exchange("VISA"));
    assert_eq!(outcome.order.exchanges[0].difference.0, 600);
    assert_eq!((outcome.order.count("LB"), outcome.balances), (2, vec![10_000, 500]));
    assert_eq!(code("delivered", &house(), exchange("SMALL")), "insufficient_balance");
}
