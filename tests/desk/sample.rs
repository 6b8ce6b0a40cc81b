//! The records on which the stories are told.

use frontline::domain::portable::Portable;
use serde_json::{Value, json};

/// A few records of a shop: the same people as in the pack's sample, kept small.
#[expect(clippy::too_many_lines, reason = "a list of records is read from top to bottom")]
pub fn sample() -> Vec<Portable> {
    let customer = |json| Portable::Customer(serde_json::from_value(json).unwrap());
    let order = |customer: &str, json| Portable::Order {
        order: serde_json::from_value(json).unwrap(),
        customer: customer.to_owned(),
    };
    let contact = |customer: &str, json| Portable::Contact {
        contact: serde_json::from_value(json).unwrap(),
        customer: customer.to_owned(),
    };
    let answer = |json| Portable::Answer(serde_json::from_value(json).unwrap());
    vec![
        customer(json!({"id": 0, "version": 0, "ref": "C-20417", "given_name": "Katrin", "family_name": "Vogel",
            "emails": ["katrin.vogel@post.example"], "phones": ["+493023125417"], "language": "de", "tier": "Gold",
            "time_zone": "Europe/Berlin", "tags": ["regular", "prefers-phone"],
            "address": {"line1": "Torstr. 140", "postal_code": "10119", "city": "Berlin", "country": "Germany"},
            "payment_methods": [{"ref": "visa-4471", "kind": "card", "brand": "Visa", "last4": "4471"},
                                {"ref": "gift-1", "kind": "gift_card", "balance": 2500}]})),
        customer(json!({"id": 0, "version": 0, "ref": "C-20271", "given_name": "Nils", "family_name": "Petersen",
            "phones": ["+494066969002"], "address": {"city": "Hamburg", "postal_code": "20095"}})),
        customer(json!({"id": 0, "version": 0, "ref": "C-20272", "given_name": "Inga", "family_name": "Petersen",
            "phones": ["+494066969002"], "emails": ["inga@petersen.example"], "address": {"city": "Hamburg", "postal_code": "20095"}})),
        order(
            "C-20417",
            json!({"id": 0, "version": 0, "ref": "104233", "customer": 0, "status": "delivered",
            "placed_at": "2026-11-12T19:03:00Z", "delivered_at": "2026-11-15T10:20:00Z",
            "lines": [{"sku": "FJ2-M", "product": "P-1", "name": "Fjell 2 tent", "price": 24900, "quantity": 1, "options": {"color": "moss"}},
                      {"sku": "GS-F2", "product": "P-2", "name": "Groundsheet for Fjell 2", "price": 3990, "quantity": 1},
                      {"sku": "PEG-12", "product": "P-3", "name": "Peg set, 12 pieces", "price": 1500, "quantity": 2}],
            "payments": [{"kind": "payment", "amount": 31890, "method": "visa-4471"}],
            "shipments": [{"tracking": ["00340434161094021501"], "skus": ["FJ2-M", "GS-F2", "PEG-12"]}]}),
        ),
        order(
            "C-20417",
            json!({"id": 0, "version": 0, "ref": "104310", "customer": 0, "status": "processed",
            "placed_at": "2026-11-21T08:00:00Z",
            "lines": [{"sku": "LGT-1", "product": "P-4", "name": "Stove lighter", "price": 1250, "quantity": 1}],
            "payments": [{"kind": "payment", "amount": 1250, "method": "visa-4471"}]}),
        ),
        contact(
            "C-20417",
            json!({"id": 0, "version": 0, "ref": "T-1", "channel": "phone", "direction": "in",
            "queue": "returns", "priority": 3, "from": "+493023125417", "state": "closed", "agent": "T. Okafor",
            "arrived_at": "2026-11-16T13:47:00Z", "answered_at": "2026-11-16T13:47:20Z", "ended_at": "2026-11-16T13:55:52Z",
            "since": "2026-11-16T13:56:30Z", "wait_seconds": 20, "talk_seconds": 512, "after_contact_seconds": 38,
            "disposition": "Not solved", "resolved": "unresolved", "note": "Pole of the Fjell 2 splintered at first set-up. Wants a refund."}),
        ),
        contact(
            "C-20417",
            json!({"id": 0, "version": 0, "ref": "T-2", "channel": "phone", "direction": "out",
            "queue": "returns", "priority": 3, "state": "closed", "agent": "M. Haas",
            "arrived_at": "2026-11-20T15:02:00Z", "answered_at": "2026-11-20T15:02:05Z", "ended_at": "2026-11-20T15:05:10Z",
            "since": "2026-11-20T15:05:40Z", "talk_seconds": 190, "disposition": "Call back agreed", "resolved": "unresolved",
            "note": "Promised credit by Friday 20 Nov. No callback set."}),
        ),
        answer(json!({"id": 0, "version": 0, "ref": "refund-how-long", "title": "Card refund: how many days",
            "body": "Thank you for waiting, {{ customer.given_name }}. We book the refund within one day of the parcel's scan. Your bank shows it 3 to 5 working days later.",
            "tags": ["refund"], "phrases": ["how long does a refund take", "when do i get my money", "refund visa"], "queue": "returns", "language": "en"})),
        answer(json!({"id": 0, "version": 0, "ref": "where-is-my-order", "title": "Where is my order",
            "body": "Order {{ order.ref }} is {{ order.status }}. The parcel's number is {{ order.tracking }}.",
            "tags": ["delivery"], "phrases": ["where is my parcel", "track order"], "queue": "orders", "language": "en"})),
        answer(json!({"id": 0, "version": 0, "ref": "pole-repair", "title": "Tent pole: repair or replace",
            "body": "A pole that splits within 30 days is a defect. The customer chooses:\n\nrepair    spare segment, 2 working days\nexchange  new tent, sent at once\nrefund    full price, return label free",
            "tags": ["pole"], "phrases": ["pole broken", "tent pole split"], "queue": "returns", "language": "en"})),
    ]
}

/// The sample with more answers.
pub fn with(more: &[Value]) -> Vec<Portable> {
    let record = |fields: &Value| {
        let mut record = json!({"id": 0, "version": 0, "body": "Yes."});
        record.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        Portable::Answer(serde_json::from_value(record).unwrap())
    };
    sample().into_iter().chain(more.iter().map(record)).collect()
}
