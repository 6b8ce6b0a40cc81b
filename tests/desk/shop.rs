//! A shop whose orders stand at every point of their way, for the stories in which something is done to them.

use frontline::app::Message;
use frontline::domain::agent::{AgentState, Presence, SetBy};
use frontline::domain::policy::Policy;
use frontline::domain::portable::Portable;
use serde_json::{Value, json};

use super::stage::Stage;

pub const KATRIN: &str = "+49 30 23125 417";

/// What the house has agreed on.
pub fn policy() -> Policy {
    let mut policy = Policy::default();
    policy.orders.cancel_reasons = vec!["no longer needed".to_owned(), "ordered by mistake".to_owned()];
    policy.orders.item_changes_per_order = Some(1);
    policy
}

/// Katrin Vogel with an order at every point of its way, and the goods of the shop.
pub fn records() -> Vec<Portable> {
    let customer = json!({"id": 0, "version": 0, "ref": "C-1", "given_name": "Katrin", "family_name": "Vogel",
        "phones": ["+493023125417"], "time_zone": "Europe/Berlin",
        "address": {"line1": "Torstr. 140", "postal_code": "10119", "city": "Berlin", "country": "Germany"},
        "payment_methods": [{"ref": "visa-4471", "kind": "card", "brand": "Visa", "last4": "4471"},
                            {"ref": "gift-1", "kind": "gift_card", "balance": 5000}]});
    let product = |value: Value| Portable::Product(serde_json::from_value(value).unwrap());
    let variant = |sku: &str, price: i64, options: Value, availability: &str| json!({"sku": sku, "price": price, "availability": availability, "options": options});
    let lamp = || json!({"sku": "LM-1", "product": "P-4", "name": "Desk lamp", "price": 4000, "quantity": 1});
    let shirt = || {
        json!({"sku": "SH-BM", "product": "P-2", "name": "Linen shirt", "price": 2000, "quantity": 1,
        "options": {"color": "blue", "size": "M"}})
    };
    let tent = || json!({"sku": "FJ2-M", "product": "P-1", "name": "Fjell 2 tent", "price": 24900, "quantity": 1, "options": {"color": "moss"}});
    let pegs =
        || json!({"sku": "PEG-12", "product": "P-3", "name": "Peg set, 12 pieces", "price": 1500, "quantity": 2});
    let mut records = vec![
        Portable::Customer(serde_json::from_value(customer).unwrap()),
        product(json!({"id": 0, "version": 0, "ref": "P-1", "name": "Fjell 2 tent", "variants": [
            variant("FJ2-M", 24900, json!({"color": "moss"}), "available"), variant("FJ2-S", 25900, json!({"color": "sand"}), "available")]})),
        product(json!({"id": 0, "version": 0, "ref": "P-2", "name": "Linen shirt", "variants": [
            variant("SH-BM", 2000, json!({"color": "blue", "size": "M"}), "available"),
            variant("SH-RM", 2200, json!({"color": "red", "size": "M"}), "available"),
            variant("SH-BL", 2000, json!({"color": "blue", "size": "L"}), "unavailable")]})),
        product(
            json!({"id": 0, "version": 0, "ref": "P-4", "name": "Desk lamp", "variants": [variant("LM-1", 4000, json!({}), "available")]}),
        ),
    ];
    let orders = [
        ("W1", "pending", vec![lamp()], 4000),
        ("W2", "pending", vec![shirt()], 2000),
        ("W3", "pending", vec![lamp()], 4000),
        ("W4", "pending", vec![shirt()], 2000),
        ("W5", "delivered", vec![tent(), pegs()], 27900),
        ("W6", "delivered", vec![shirt()], 2000),
        ("W7", "shipped", vec![lamp()], 4000),
    ];
    for (at, (reference, status, lines, paid)) in orders.into_iter().enumerate() {
        let placed = format!("2026-11-{:02}T10:00:00Z", 20 - at);
        let order = json!({"id": 0, "version": 0, "ref": reference, "customer": 0, "status": status, "placed_at": placed,
            "lines": lines, "address": {"line1": "Torstr. 140", "postal_code": "10119", "city": "Berlin", "country": "Germany"},
            "payments": [{"kind": "payment", "amount": paid, "method": "visa-4471"}]});
        records.push(Portable::Order { order: serde_json::from_value(order).unwrap(), customer: "C-1".to_owned() });
    }
    records
}

/// On a call with Katrin Vogel, her orders before the agent, the newest marked.
pub fn talking(columns: u16, rows: u16) -> Stage {
    talking_of(records(), columns, rows)
}

/// The same with other records.
pub fn talking_of(records: Vec<Portable>, columns: u16, rows: u16) -> Stage {
    in_house(records, policy(), columns, rows)
}

/// The same in a house that has agreed on something else.
pub fn in_house(records: Vec<Portable>, policy: Policy, columns: u16, rows: u16) -> Stage {
    let mut stage = Stage::of_house(records, policy, columns, rows);
    let ready =
        Presence { state: AgentState::Ready, reason: String::new(), since: stage.state.now, set_by: SetBy::Agent };
    stage.store.set_presence("Jonas Weber", &ready).unwrap();
    stage.hear(Message::ChangedElsewhere);
    stage.rings(KATRIN, "returns");
    stage.press("F2 ]");
    stage
}
