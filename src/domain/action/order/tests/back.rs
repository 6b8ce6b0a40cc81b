//! Goods and money that come back: single lines cancelled, returns and exchanges received, refunds, windows and limits.

use super::*;
use crate::domain::order::{Arrival, Charges, ReturnStatus};
use crate::domain::policy::{LimitKind, Role};
use crate::domain::timestamp::Date;

const DELIVERED: &str = "2026-03-31T10:00:00Z";

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn delivered() -> Order {
    Order { delivered_at: Some(at(DELIVERED)), ..order("delivered") }
}

fn back(lines: &Value) -> Value {
    json!({"action": "return_items", "order": "#W1", "lines": lines, "refund_to": "VISA"})
}

fn swap() -> Value {
    json!({"action": "exchange_items", "order": "#W1", "changes": [{"from": "LB", "to": "LR"}, {"from": "MW", "to": "MW"}], "method": "GIFT"})
}

fn here(fields: &Value) -> Value {
    let mut action = json!({"action": "receive_return", "order": "#W1", "condition": "resalable"});
    action.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    action
}

fn then(order: Order, action: Value) -> Outcome {
    attempt(order, &house(), action).unwrap()
}

fn refused(order: Order, action: Value) -> Refusal {
    attempt(order, &house(), action).unwrap_err()
}

#[test]
fn a_cancelled_line_gives_each_method_its_share_back() {
    let cancel = |lines: Value| json!({"action": "cancel_order", "order": "#W1", "reason": "x", "lines": lines});
    let outcome = done("pending", cancel(json!(["LB"])));
    assert_eq!((outcome.order.status, outcome.order.count("LB")), (OrderStatus::Pending, 1));
    assert_eq!(outcome.order.paid(), [("VISA".to_owned(), Amount(3_364)), ("GIFT".to_owned(), Amount(336))]);
    assert_eq!((outcome.order.charged().total, outcome.order.held()), (Amount(3_700), Amount(3_700)));
    assert_eq!(outcome.balances, [10_264, 500]);
    let mug = done("pending", cancel(json!(["MW"])));
    assert_eq!(mug.stock, [("MW".to_owned(), 6)]);
    let whole = done("pending", cancel(json!(["MW", "LB", "LB"])));
    assert_eq!(
        (whole.order.status, whole.order.held(), whole.order.lines.len()),
        (OrderStatus::Cancelled, Amount(0), 2)
    );
    assert_eq!(code("pending", &house(), cancel(json!(["LB", "LB", "LB"]))), "not_in_order");
    assert_eq!(code("shipped", &house(), cancel(json!(["LB"]))), "not_pending");
}

#[test]
fn a_cancelled_line_takes_its_part_of_discount_and_tax_along() {
    let charges = Charges {
        goods: Amount(6_600),
        discount: Amount(600),
        shipping: Amount(490),
        tax: Amount(60),
        total: Amount(6_550),
        ..Charges::default()
    };
    let order = Order { charges: Some(charges), ..order("pending") };
    let after =
        then(order, json!({"action": "cancel_order", "order": "#W1", "reason": "x", "lines": ["LB", "MW"]})).order;
    let left = after.charged();
    assert_eq!(
        (left.goods, left.discount, left.shipping, left.tax),
        (Amount(2_900), Amount(264), Amount(490), Amount(26))
    );
    assert_eq!((left.total, after.held()), (Amount(3_152), Amount(6_600 - (6_550 - 3_152))));
}

#[test]
fn a_return_pays_when_the_goods_are_here() {
    let mut house = house();
    house.policy.orders.refund_days = Some(5);
    let asked = then(delivered(), back(&json!(["LB", "MW"]))).order;
    assert_eq!((asked.returns[0].amount, asked.returns[0].arrival.label.as_str()), (Some(Amount(3_700)), "RL-9"));
    let now = at("2026-04-10T09:00:00Z");
    let outcome = attempt_at(asked.clone(), &house, now, here(&json!({}))).unwrap();
    let returned = &outcome.order.returns[0];
    assert_eq!((returned.status, returned.arrival.received_at), (ReturnStatus::Refunded, Some(now)));
    let paid = outcome.order.payments.last().unwrap();
    assert_eq!(
        (paid.amount, paid.method.as_str(), paid.seen_by),
        (Amount(3_700), "VISA", Some(at("2026-04-15T09:00:00Z")))
    );
    assert_eq!(outcome.stock, [("MW".to_owned(), 6)]);
    assert_eq!(refused(outcome.order, here(&json!({}))).code, "nothing_expected");
    let damaged = attempt(asked, &house, here(&json!({"condition": "damaged"}))).unwrap();
    assert_eq!((damaged.stock.len(), damaged.order.held()), (0, Amount(2_900)));
}

#[test]
fn a_gift_card_has_its_money_at_once() {
    let mut house = house();
    house.policy.orders.refund_days = Some(5);
    let asked =
        then(delivered(), json!({"action": "return_items", "order": "#W1", "lines": ["MW"], "refund_to": "SMALL"}))
            .order;
    let outcome = attempt(asked, &house, here(&json!({}))).unwrap();
    assert_eq!((outcome.balances, outcome.order.payments.last().unwrap().seen_by), (vec![10_000, 1_300], None));
}

#[test]
fn what_did_not_arrive_stays_asked_for() {
    let asked = then(delivered(), back(&json!(["LB", "MW", "LB"]))).order;
    assert_eq!(refused(asked.clone(), here(&json!({"lines": ["MW", "MW"]}))).code, "not_expected");
    let part = then(asked, here(&json!({"lines": ["LB"]}))).order;
    let states: Vec<_> = part.returns.iter().map(|each| (each.status, each.lines.join(" "))).collect();
    assert_eq!(states, [(ReturnStatus::Refunded, "LB".to_owned()), (ReturnStatus::Requested, "MW LB".to_owned())]);
    let all = then(part, here(&json!({"return": "rl-9"}))).order;
    assert_eq!((all.held(), all.returns[1].amount), (Amount(0), Some(Amount(3_700))));
}

#[test]
fn of_several_parcels_it_is_said_which_one_came() {
    let mut both = then(delivered(), back(&json!(["LB"]))).order;
    both = Order { returns: both.returns, ..then(delivered(), swap()).order };
    both.exchanges[0].changes.truncate(1);
    both.exchanges[0].arrival = Arrival { label: "RL-10".to_owned(), ..Arrival::default() };
    let refusal = refused(both.clone(), here(&json!({})));
    assert_eq!(refusal.code, "which_return");
    assert_eq!(refusal.instead, ["RL-9 (return of LB)", "RL-10 (exchange of LB for LR)"]);
    assert_eq!(refused(both.clone(), here(&json!({"return": "RL-11"}))).code, "which_return");
    for said in ["2", " rl-10"] {
        assert_eq!(then(both.clone(), here(&json!({"return": said}))).order.count("LR"), 1, "{said}");
    }
}

#[test]
fn an_exchange_is_settled_at_the_price_that_was_agreed_and_its_goods_are_sent() {
    let mut asked = then(delivered(), swap()).order;
    assert_eq!(
        (asked.exchanges[0].difference, asked.exchanges[0].changes[0].price),
        (Amount(600), Some(Amount(3_500)))
    );
    asked.exchanges[0].changes[0].price = Some(Amount(3_300));
    let outcome = then(asked.clone(), here(&json!({})));
    assert_eq!(
        (outcome.order.exchanges[0].status, outcome.order.exchanges[0].difference),
        (ReturnStatus::Refunded, Amount(400))
    );
    assert_eq!((outcome.order.count("LB"), outcome.order.count("LR"), outcome.order.count("MW")), (1, 1, 1));
    assert_eq!(outcome.order.shipments.last().unwrap().skus, ["LR", "MW"]);
    assert_eq!((outcome.balances, outcome.order.held()), (vec![9_600, 500], outcome.order.charged().total));
    assert!(outcome.stock.is_empty(), "one mug came and one went");
    assert!(outcome.order.coming_back().is_empty(), "what was exchanged may come back again");
    let part = then(asked, here(&json!({"lines": ["MW"], "condition": "damaged"})));
    assert_eq!((part.stock, part.order.exchanges.len()), (vec![("MW".to_owned(), 4)], 2));
    assert_eq!(part.order.exchanges[1].difference, Amount(600), "what is left of it");
}

#[test]
fn money_goes_back_without_goods_but_never_more_than_was_paid() {
    let refund = |amount: &str, method: &str| json!({"action": "refund", "order": "#W1", "amount": amount, "method": method, "reason": "late"});
    let outcome = done("shipped", refund("60.00", "GIFT"));
    assert_eq!((outcome.balances, outcome.order.payments.last().unwrap().reason.as_str()), (vec![16_000, 500], "late"));
    assert_eq!(refused(outcome.order.clone(), refund("6.01", "GIFT")).code, "more_than_paid");
    assert_eq!(then(outcome.order, refund("6.00", "VISA")).order.held(), Amount(0));
    for (amount, method, refused) in [
        ("66.01", "VISA", "more_than_paid"),
        ("1.00", "", "unknown_method"),
        ("0", "VISA", "bad_amount"),
        ("1.00", "AMEX", "unknown_method"),
    ] {
        assert_eq!(code("shipped", &house(), refund(amount, method)), refused);
    }
    let mut limited = house();
    limited.policy.limits = [(Role::default(), [(LimitKind::Refund, Amount(1_000))].into())].into();
    assert_eq!(code("shipped", &limited, refund("10.01", "VISA")), "needs_approval");
    assert!(attempt(order("shipped"), &limited, refund("10.00", "VISA")).is_ok());
    assert_eq!(code("delivered", &limited, back(&json!(["LB"]))), "needs_approval");
    assert!(attempt(delivered(), &limited, back(&json!(["MW"]))).is_ok());
}

#[test]
fn a_window_closes_and_the_warranty_is_told() {
    let mut house = house();
    (house.policy.orders.return_days, house.policy.orders.exchange_days) = (Some(30), Some(1));
    house.policy.orders.cancel_hours = Some(2);
    let now = |text: &str, order: &Order, action: Value| attempt_at(order.clone(), &house, at(text), action);
    let order = delivered();
    let asked = now("2026-04-30T10:00:00Z", &order, back(&json!(["MW"]))).unwrap().order;
    assert_eq!(asked.returns[0].warranty_until, Date::parse("2028-03-31"));
    let late = now("2026-04-30T10:00:01Z", &order, back(&json!(["MW"]))).unwrap_err();
    assert_eq!(
        (late.code.as_str(), late.message.as_str()),
        (
            "too_late",
            "#W1 could be returned within 30 days of 2026-03-31, and that is over; it is under warranty until 2028-03-31"
        )
    );
    assert!(!now("2026-05-30T10:00:01Z", &order, back(&json!(["LB"]))).unwrap_err().message.contains("warranty"));
    assert!(!now("2029-05-30T10:00:01Z", &order, back(&json!(["MW"]))).unwrap_err().message.contains("warranty"));
    assert_eq!(now("2026-04-01T10:00:01Z", &order, swap()).unwrap_err().code, "too_late");
    assert!(now("2036-04-01T10:00:01Z", &super::order("delivered"), swap()).is_ok(), "nobody knows when it came");
    let placed = Order { placed_at: Some(at(DELIVERED)), ..super::order("pending") };
    let cancel = json!({"action": "cancel_order", "order": "#W1", "reason": "x"});
    assert!(now("2026-03-31T12:00:00Z", &placed, cancel.clone()).is_ok());
    assert_eq!(now("2026-03-31T12:00:01Z", &placed, cancel).unwrap_err().code, "too_late");
}
