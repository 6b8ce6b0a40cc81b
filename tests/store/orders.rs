//! Orders are placed, paid, sent back and taken back again: what happens to them, the customer's methods and the shelf is one
//! transaction.

use frontline::domain::journal::Receipt;
use frontline::domain::order::{Order, OrderStatus};
use frontline::domain::portable::Portable;
use frontline::store::Store;
use serde_json::{Value, json};

use super::given::{done, import, imported_customer, refused};
use super::products::product;

conformance! {
    [
        an_order_takes_from_the_shelf_and_the_card_and_undo_brings_it_back
        an_undo_of_stock_is_a_difference
        a_return_is_received_and_taken_back
        what_has_left_the_house_is_not_taken_back
        an_order_is_found_in_any_writing_of_its_number
        two_orders_for_the_last_one_are_not_both_placed
    ]
    []
}

/// A customer with a gift card of 100.00, and five counted mugs of 8.00.
pub(crate) fn shop(store: &mut Store) {
    imported_customer(
        store,
        "ada",
        json!({"given_name": "Ada", "address": {"line1": "1 Main Street", "city": "Berlin"},
               "payment_methods": [{"ref": "GIFT", "kind": "gift_card", "balance": 10_000}, {"ref": "VISA", "kind": "card"}]}),
    );
    let variant = |sku: &str, stock: Value, price: i64| json!({"sku": sku, "price": price, "availability": "available", "stock": stock, "options": {"color": sku}});
    product(store, "MUG", "Mug", json!([variant("MW", json!(5), 800), variant("MB", json!(2), 900)]));
}

pub(crate) fn stock(store: &mut Store, sku: &str) -> i64 {
    store.find_products(sku, 1).unwrap().remove(0).variant.stock.unwrap()
}

pub(crate) fn balance(store: &mut Store) -> i64 {
    store.customer("ada").unwrap().unwrap().details.payment_methods[0].balance.unwrap().0
}

fn place(store: &mut Store, seconds: i64, quantity: i64) -> Receipt {
    let lines = json!([{"sku": "MW", "quantity": quantity}]);
    done(
        store,
        "mara",
        seconds,
        json!({"action": "place_order", "customer": "ada", "lines": lines, "payments": [{"method": "GIFT"}]}),
    )
}

fn reference(receipt: &Receipt) -> String {
    receipt.changes[0].reference.clone()
}

fn undo(store: &mut Store, receipt: &Receipt) -> Receipt {
    done(store, "mara", 900, json!({"action": "undo", "receipt": receipt.id}))
}

/// Another system says how far an order is.
fn moved_on(store: &mut Store, reference: &str, status: OrderStatus) {
    let order = store.order(reference).unwrap().unwrap();
    let order = Box::new(Order { status, ..order });
    import(store, Portable::Order { order, customer: "ada".to_owned() });
}

fn an_order_takes_from_the_shelf_and_the_card_and_undo_brings_it_back(store: &mut Store) {
    shop(store);
    let receipt = place(store, 1, 3);
    assert_eq!((stock(store, "MW"), balance(store)), (2, 7_600));
    let order = store.order(&reference(&receipt)).unwrap().unwrap();
    assert_eq!((order.reference.as_str(), order.held().0), (&*format!("W-{}", order.id), 2_400));
    let again = undo(store, &receipt);
    assert_eq!((stock(store, "MW"), balance(store)), (5, 10_000));
    assert_eq!(store.order(&order.reference).unwrap(), None);
    undo(store, &again);
    assert_eq!((stock(store, "MW"), balance(store)), (2, 7_600));
    assert_eq!(store.order(&order.reference).unwrap(), Some(order));
}

fn an_undo_of_stock_is_a_difference(store: &mut Store) {
    shop(store);
    let first = place(store, 1, 1);
    place(store, 2, 2);
    undo(store, &first);
    assert_eq!((stock(store, "MW"), balance(store)), (3, 8_400));
}

fn a_return_is_received_and_taken_back(store: &mut Store) {
    shop(store);
    let order = reference(&place(store, 1, 2));
    moved_on(store, &order, OrderStatus::Delivered);
    done(store, "mara", 2, json!({"action": "return_items", "order": order, "lines": ["MW"], "refund_to": "GIFT"}));
    assert_eq!((stock(store, "MW"), balance(store)), (3, 8_400));
    let received =
        done(store, "jonas", 3, json!({"action": "receive_return", "order": order, "condition": "resalable"}));
    assert_eq!((stock(store, "MW"), balance(store)), (4, 9_200));
    undo(store, &received);
    assert_eq!((stock(store, "MW"), balance(store)), (3, 8_400));
    done(store, "jonas", 4, json!({"action": "receive_return", "order": order, "condition": "damaged"}));
    assert_eq!((stock(store, "MW"), balance(store)), (3, 9_200));
}

fn what_has_left_the_house_is_not_taken_back(store: &mut Store) {
    shop(store);
    let placed = place(store, 1, 1);
    let order = reference(&placed);
    let moved =
        done(store, "mara", 2, json!({"action": "change_order_address", "order": order, "address": {"city": "Bonn"}}));
    moved_on(store, &order, OrderStatus::Shipped);
    for receipt in [&placed, &moved] {
        let (code, words) = refused(store, "mara", 3, json!({"action": "undo", "receipt": receipt.id}));
        assert_eq!(
            (code, words),
            ("left_the_house".into(), format!("{order} is shipped by now, so this cannot be taken back"))
        );
    }
    assert_eq!(balance(store), 9_200);
}

fn an_order_is_found_in_any_writing_of_its_number(store: &mut Store) {
    shop(store);
    let order = reference(&place(store, 1, 1));
    let found = store.order(&format!("# {}", order.to_lowercase())).unwrap().unwrap();
    assert_eq!(found.reference, order);
    assert_eq!(store.order("W-1").unwrap(), None);
    let ada = store.customer("ada").unwrap().unwrap().id;
    assert_eq!(store.orders_of(ada, 9).unwrap(), [found]);
    assert_eq!(store.orders_of(ada, 0).unwrap(), []);
}

fn two_orders_for_the_last_one_are_not_both_placed(store: &mut Store) {
    shop(store);
    place(store, 1, 4);
    let lines = json!([{"sku": "MW", "quantity": 2}]);
    let wish = json!({"action": "place_order", "customer": "ada", "lines": lines, "payments": [{"method": "GIFT"}]});
    assert_eq!(refused(store, "mara", 2, wish).0, "unavailable");
    assert_eq!((stock(store, "MW"), balance(store)), (1, 6_800));
}
