//! Scripted answers as templates, in whatever text.

use std::sync::LazyLock;

use frontline::domain::file::CustomerFile;
use frontline::domain::fill::{Context, Said, fill, gaps};
use frontline::domain::money::Currency;
use frontline::domain::timestamp::{Timestamp, Zone};
use serde_json::json;

static FILE: LazyLock<CustomerFile> = LazyLock::new(|| {
    let customer = json!({"id": 1, "version": 1, "ref": "C-1", "given_name": "Katrin", "family_name": "{{ order.ref }}",
        "emails": ["katrin@post.example", "kv@work.example"], "address": {"city": "Berlin"}, "language": "de",
        "custom": {"loyalty": 42, "name": "hidden", "since": "2019-03-01"},
        "payment_methods": [{"ref": "visa-4471", "kind": "card", "brand": "Visa", "last4": "4471"}]});
    let order = json!({"id": 1, "version": 1, "ref": "104233", "customer": 1, "status": "delivered",
        "placed_at": "2026-11-12T19:03:00Z", "lines": [{"sku": "A", "name": "Tent", "price": 2990, "quantity": 1}],
        "payments": [{"kind": "payment", "amount": 2990, "method": "visa-4471"}]});
    let mut file = CustomerFile::of(serde_json::from_value(customer).unwrap());
    file.orders = vec![serde_json::from_value(order).unwrap()];
    file
});

/// The longest text an answer may become beside its own body, in bytes; the brackets of gaps come on top.
const LONGEST: usize = 40_000;

/// An answer is filled within its bounds, its gaps are where it says, and a gap is found again by its look. What it asks is
/// answered with the body itself, and filling it then ends just so.
pub fn holds(bytes: &[u8]) {
    let Ok(body) = std::str::from_utf8(bytes) else { return };
    let nothing = Said::new();
    let nobody = Context {
        file: None,
        order: None,
        account: None,
        contact: None,
        queue: "Returns",
        agent: "Jonas Weber",
        shop: "Fenlark & Rowe",
        currency: Currency::EUR,
        zone: Zone::UTC,
        language: "",
        house_language: "en",
        now: Timestamp::default(),
        said: &nothing,
    };
    for context in [nobody, Context { file: Some(&FILE), order: FILE.orders.first(), ..nobody }] {
        let filled = fill(body, &context);
        assert!(filled.text.len() <= LONGEST.max(body.len()), "{} bytes", filled.text.len());
        assert!(!filled.text.contains(['\u{1}', '\u{2}']), "{:?}", filled.text);
        for gap in &filled.gaps {
            assert!(filled.text.get(gap.range.clone()).is_some(), "{gap:?} is not in the text");
        }
        if let Some(at) = gaps::first(&filled.text) {
            assert!(filled.text.get(at).is_some_and(|gap| !gap.is_empty()));
        }
        let questions = filled.questions.len();
        assert!(questions <= 20, "{questions} questions");
        let said: Said = filled.questions.into_iter().map(|question| (question.words, body.to_owned())).collect();
        let again = fill(body, &Context { said: &said, ..context });
        assert!(again.text.len() <= LONGEST.max(body.len()), "{} bytes", again.text.len());
    }
}
