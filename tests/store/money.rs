//! Whatever is done to orders and taken back again: no cent is lost or invented, nor anything on the shelf.

use std::collections::BTreeMap;

use frontline::domain::action::{Action, House};
use frontline::domain::charges::{Carriage, ChargeRules, Rate, Rounding, Taxation};
use frontline::domain::id::ReceiptId;
use frontline::domain::money::{Amount, Currency};
use frontline::domain::order::{Condition, Order, OrderStatus, PaymentKind, ReturnStatus};
use frontline::domain::phone::Region;
use frontline::domain::portable::{Kind, Portable};
use frontline::store::{Address, Error, Mode, Store};
use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::{Value, json};

use super::filled::out;
use super::given::{actor, import, imported_customer};
use super::products::product;

const SKUS: [&str; 4] = ["LB", "LR", "MW", "MB"];
const METHODS: [&str; 3] = ["GIFT", "SMALL", "VISA"];
const BEGAN: [i64; 2] = [100_000, 2_000];
const STOCK: i64 = 20;

fn store(taxation: Taxation, rounding: Rounding) -> Store {
    let parcel = Carriage { name: "parcel".to_owned(), price: Amount(490), free_from: Some(Amount(9_000)) };
    let charges = ChargeRules {
        taxation,
        rounding,
        rate: Rate::parse("8.25"),
        carriage_rate: Rate::parse("19"),
        carriage: vec![parcel],
        ..ChargeRules::default()
    };
    let house = House { charges, ..House::plain(Region::US, Currency::EUR) };
    let mut store = Store::open(&Address::read(":memory:").unwrap(), house).unwrap();
    let methods = json!([{"ref": "GIFT", "kind": "gift_card", "balance": BEGAN[0]}, {"ref": "SMALL", "kind": "gift_card", "balance": BEGAN[1]}, {"ref": "VISA", "kind": "card"}]);
    imported_customer(
        &mut store,
        "ada",
        json!({"given_name": "Ada", "address": {"city": "Berlin"}, "payment_methods": methods}),
    );
    let variant = |sku: &str, price: i64| json!({"sku": sku, "price": price, "availability": "available", "stock": STOCK, "options": {}});
    product(&mut store, "LAMP", "Lamp", json!([variant("LB", 2_999), variant("LR", 3_501)]));
    product(&mut store, "MUG", "Mug", json!([variant("MW", 799), variant("MB", 833)]));
    store
}

/// One thing that is done, by numbers: what, to which order, with which goods and methods.
type Step = (u8, usize, [usize; 3], usize, i64);

fn action(step: Step, orders: &[Order], receipts: &[ReceiptId]) -> Option<Value> {
    let (what, which, goods, method, number) = step;
    let order = (!orders.is_empty()).then(|| orders[which % orders.len()].reference.clone());
    let skus: Vec<_> = goods.iter().map(|sku| SKUS[sku % 4]).take(1 + usize::try_from(number % 3).unwrap()).collect();
    let method = METHODS[method % 3];
    let swaps: Vec<_> = skus
        .iter()
        .zip(goods)
        .map(|(from, to)| json!({"from": from, "to": SKUS[to % 4 / 2 * 2 + (to + 1) % 2]}))
        .collect();
    let wanted: Vec<_> = skus.iter().map(|sku| json!({"sku": sku, "quantity": 1 + number % 3})).collect();
    let conditions = ["resalable", "damaged", "faulty"];
    Some(match what {
        0..=2 => {
            json!({"action": "place_order", "customer": "ada", "lines": wanted, "discount": format!("{}%", number % 30 + 1), "discount_reason": "x",
                   "payments": [{"method": "SMALL", "amount": "1.01"}, {"method": method}]})
        }
        3 => json!({"action": "cancel_order", "order": order?, "reason": "x"}),
        4 => json!({"action": "cancel_order", "order": order?, "reason": "x", "lines": skus}),
        5 => json!({"action": "change_order_payment", "order": order?, "method": method}),
        6 => json!({"action": "change_order_items", "order": order?, "changes": swaps, "method": method}),
        7 => json!({"action": "return_items", "order": order?, "lines": skus, "refund_to": method}),
        8 => json!({"action": "exchange_items", "order": order?, "changes": swaps, "method": method}),
        9 => {
            json!({"action": "receive_return", "order": order?, "return": (which % 3 + 1).to_string(), "condition": conditions[which % 3]})
        }
        10 => {
            json!({"action": "receive_return", "order": order?, "return": "1", "condition": "resalable", "lines": [skus[0]]})
        }
        11 => {
            json!({"action": "refund", "order": order?, "amount": format!("{}.{:02}", number % 40, number % 100), "method": method, "reason": "x"})
        }
        _ => json!({"action": "undo", "receipt": receipts.get(receipts.len().checked_sub(1 + which % 4)?)?}),
    })
}

fn orders(store: &mut Store) -> Vec<Order> {
    out(store, Kind::Orders)
        .into_iter()
        .filter_map(|record| if let Portable::Order { order, .. } = record { Some(*order) } else { None })
        .collect()
}

/// What a method has paid less what it got, over all orders.
fn net(orders: &[Order], method: &str) -> i64 {
    let payments = orders.iter().flat_map(|order| &order.payments).filter(|payment| payment.method == method);
    payments
        .map(|payment| if payment.kind == PaymentKind::Payment { payment.amount.0 } else { -payment.amount.0 })
        .sum()
}

/// What of a variant is with customers, or was not fit to be sold again.
fn away(order: &Order) -> BTreeMap<String, i64> {
    let mut away = BTreeMap::new();
    if order.status != OrderStatus::Cancelled {
        for line in &order.lines {
            *away.entry(line.sku.clone()).or_insert(0) += line.quantity;
        }
    }
    let mut settled = |condition: Option<&'static str>, skus: Vec<&String>, back: i64, waste: i64| {
        let moved = if condition == Some("resalable") { back } else { waste };
        for sku in skus {
            *away.entry(sku.clone()).or_insert(0) += moved;
        }
    };
    for each in order.returns.iter().filter(|each| each.status == ReturnStatus::Refunded) {
        settled(each.arrival.condition.map(Condition::name), each.lines.iter().collect(), -1, 0);
    }
    for each in order.exchanges.iter().filter(|each| each.status == ReturnStatus::Refunded) {
        settled(
            each.arrival.condition.map(Condition::name),
            each.changes.iter().map(|swap| &swap.from).collect(),
            0,
            1,
        );
    }
    away
}

fn all_is_there(store: &mut Store) {
    let orders = orders(store);
    let customer = store.customer("ada").unwrap().unwrap();
    for (method, began) in customer.details.payment_methods.iter().zip(BEGAN) {
        let balance = method.balance.unwrap().0;
        assert!(balance >= 0);
        assert_eq!(balance + net(&orders, &method.reference), began, "{}", method.reference);
    }
    for order in &orders {
        assert!(order.held().0 >= 0, "{order:?}");
        let charges = order.charged();
        assert_eq!(charges.total, charges.goods.less(charges.discount).plus(charges.shipping).plus(charges.tax));
        if order.status == OrderStatus::Cancelled {
            assert_eq!(order.held(), Amount(0));
        } else if order.payments.iter().all(|payment| payment.reason.is_empty()) {
            let returned: Amount = order
                .returns
                .iter()
                .filter(|each| each.status == ReturnStatus::Refunded)
                .filter_map(|each| each.amount)
                .sum();
            assert_eq!(order.held(), charges.total.less(returned), "{order:?}");
        }
    }
    for sku in SKUS {
        let left = store.find_products(sku, 1).unwrap()[0].variant.stock.unwrap();
        let gone: i64 = orders.iter().map(|order| away(order).get(sku).copied().unwrap_or(0)).sum();
        assert!(left >= 0);
        assert_eq!(left + gone, STOCK, "{sku}");
    }
}

/// Another system says that everything is delivered.
fn delivered(store: &mut Store) {
    for order in orders(store).into_iter().filter(|order| order.status == OrderStatus::Pending) {
        let order = Box::new(Order { status: OrderStatus::Delivered, ..order });
        import(store, Portable::Order { order, customer: "ada".to_owned() });
    }
}

proptest! {
    #![proptest_config(Config { cases: 48, ..Config::default() })]

    #[test]
    fn no_cent_and_nothing_on_the_shelf_is_lost_or_invented(
        steps in prop::collection::vec((0_u8..14, 0_usize..9, [0_usize..4, 0_usize..4, 0_usize..4], 0_usize..3, 0_i64..100), 1..40),
        sent in 0_usize..40,
        included: bool,
        by_line: bool,
    ) {
        let taxation = if included { Taxation::Included } else { Taxation::Added };
        let mut store = store(taxation, if by_line { Rounding::Line } else { Rounding::Order });
        let mut receipts = Vec::new();
        for (number, step) in steps.into_iter().enumerate() {
            if number == sent {
                delivered(&mut store);
            }
            let Some(action) = action(step, &orders(&mut store), &receipts) else { continue };
            match store.perform(&Action::read(action).unwrap(), &actor("mara", 1), None, Mode::Commit) {
                Ok(receipt) => receipts.push(receipt.id),
                Err(Error::Refused(_)) => {}
                Err(other) => panic!("{other}"),
            }
            all_is_there(&mut store);
        }
    }
}
