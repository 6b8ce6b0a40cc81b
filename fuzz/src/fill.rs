//! Scripted answers as templates, in whatever text.

use std::sync::LazyLock;

use frontline::domain::customer::Customer;
use frontline::domain::fill::{Context, fill};
use frontline::domain::money::Currency;
use frontline::domain::order::Order;
use frontline::domain::timestamp::Zone;
use serde_json::json;

static CUSTOMER: LazyLock<Customer> = LazyLock::new(|| {
    serde_json::from_value(
        json!({"id": 1, "version": 1, "ref": "C-1", "given_name": "Katrin", "family_name": "{{ order.ref }}",
        "emails": ["katrin@post.example"], "address": {"city": "Berlin"}, "custom": {"loyalty": 42, "name": "hidden"},
        "payment_methods": [{"ref": "visa-4471", "kind": "card", "brand": "Visa", "last4": "4471"}]}),
    )
    .unwrap()
});

static ORDER: LazyLock<Order> = LazyLock::new(|| {
    serde_json::from_value(json!({"id": 1, "version": 1, "ref": "104233", "customer": 1, "status": "delivered",
        "placed_at": "2026-11-12T19:03:00Z", "lines": [{"sku": "A", "name": "Tent", "price": 2990, "quantity": 1}],
        "payments": [{"kind": "payment", "amount": 2990, "method": "visa-4471"}]}))
    .unwrap()
});

/// The longest text an answer may become beside its own body, in bytes; the brackets of gaps come on top.
const LONGEST: usize = 40_000;

/// An answer is filled within its bounds, and its gaps are where it says.
pub fn holds(bytes: &[u8]) {
    let Ok(body) = std::str::from_utf8(bytes) else { return };
    let day = |at| format!("{:?}", Zone::UTC.civil(at).date.parts());
    let nobody = Context {
        customer: None,
        order: None,
        contact: None,
        queue: "Returns",
        agent: "Jonas Weber",
        shop: "Fenlark & Rowe",
        currency: Currency::EUR,
        day: &day,
    };
    for context in [nobody, Context { customer: Some(&CUSTOMER), order: Some(&ORDER), ..nobody }] {
        let filled = fill(body, &context);
        assert!(filled.text.len() <= LONGEST.max(body.len()), "{} bytes", filled.text.len());
        assert!(!filled.text.contains(['\u{1}', '\u{2}']), "{:?}", filled.text);
        for gap in &filled.gaps {
            let text = filled.text.get(gap.range.clone()).unwrap();
            assert!(gap.name.is_empty() || text == format!("[{}]", gap.name), "{text:?} is no gap {:?}", gap.name);
        }
    }
}
