//! Whatever stands in a store that somebody else wrote, and whatever is typed, pasted or told: no byte that a terminal
//! obeys reaches a cell, no letter leaves its cell, and nothing leaves its pane.

use frontline::app::Message;
use frontline::channel::Event;
use frontline::domain::channel::Channel;
use frontline::domain::portable::Portable;
use frontline::store::Draft;
use proptest::prelude::*;
use ratatui::buffer::{Buffer, CellWidth};
use serde_json::json;
use unicode_segmentation::UnicodeSegmentation;

use super::stage::Stage;

const SIZES: [(u16, u16); 4] = [(60, 16), (80, 24), (140, 40), (201, 60)];

/// The keys that lead past everything that shows a text.
const WALK: &str = "F2 Space Esc ] ] Down ] ] [ e Tab Tab Tab PgDn ^S Esc 4 Enter Esc n Esc r Esc F7 Esc / Down ^Down Esc \
                    1 ? Esc : Esc s Esc U Esc F9 Esc F4 Esc p Esc F5 2";

/// Texts that somebody means ill by, and any others.
fn text() -> impl Strategy<Value = String> {
    let hostile = prop_oneof![
        Just("\u{1b}[2J\u{1b}]0;owned\u{7}".to_owned()),
        Just("\u{1b}P+q\u{1b}\\\u{9b}31m\u{90}x\u{9c}".to_owned()),
        Just("\u{202e}gnp.exe\u{2066}a\u{2069}\u{200f}\u{61c}".to_owned()),
        Just("e\u{301}\u{301}\u{301}".repeat(40)),
        Just("👩‍👩‍👧‍👦🏳️‍🌈🇩🇪👍🏽".to_owned()),
        Just("漢字かな한글".repeat(9)),
        Just("\u{1100}\u{1161}\u{11a8}ก็ำ्क्षि".to_owned()),
        Just("a\tb\r\nc\0d\u{8}\u{7f}\u{85}\u{2028}".to_owned()),
        Just("שלום مرحبا".to_owned()),
        Just("\u{feff}\u{200b}\u{ad}\u{fffd}\u{10ffff}\u{e0041}".to_owned()),
        Just("=cmd|' /C calc'!A0".to_owned()),
        Just("x".repeat(400)),
    ];
    let bytes =
        prop::collection::vec(any::<u8>(), 0..60).prop_map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let letters = prop::collection::vec(any::<char>(), 0..60).prop_map(|letters| letters.into_iter().collect());
    prop_oneof![3 => hostile, 1 => bytes, 1 => letters, 1 => "\\PC{0,30}"]
}

/// Records as another program might have written them, past every door.
fn records(texts: &[String]) -> Vec<Portable> {
    let of = |number: usize| texts[number % texts.len()].clone();
    let customer = json!({"id": 0, "version": 0, "ref": "C-1", "given_name": of(0), "family_name": of(1),
        "company": of(2), "phones": ["+493023125417"], "language": of(3), "time_zone": of(4), "tier": of(5),
        "tags": [of(6), of(7)], "alerts": [of(8)], "note": of(9), "custom": {of(10): of(11), "since": of(0)},
        "address": {"line1": of(1), "line2": of(2), "city": of(3), "region": of(4), "postal_code": of(5), "country": of(6)},
        "payment_methods": [{"ref": of(7), "kind": "card", "brand": of(8), "last4": "4471"}]});
    let order = json!({"id": 0, "version": 0, "ref": format!("O{}", of(9)), "customer": 0, "status": "shipped",
        "placed_at": "2026-11-20T09:00:00Z", "delivered_at": null, "cancel_reason": of(1),
        "lines": [{"sku": of(2), "name": of(3), "price": 100, "quantity": 2}],
        "payments": [{"kind": "payment", "amount": 100, "method": of(4)}],
        "shipments": [{"tracking": [of(5)], "skus": [of(2)]}]});
    let contact = |reference: &str, state: &str| {
        json!({"id": 0, "version": 0, "ref": reference, "channel": "email", "direction": "in", "queue": "returns",
            "priority": 3, "from": of(6), "name": of(7), "state": state, "since": "2026-11-21T09:00:00Z",
            "arrived_at": "2026-11-21T09:00:00Z", "subject": of(8), "body": of(9), "agent": of(10), "note": of(11),
            "disposition": of(0), "transcript": [{"at": "2026-11-21T09:00:00Z", "who": "customer", "text": of(1)}]})
    };
    let answer = json!({"id": 0, "version": 0, "ref": "a", "title": of(2), "body": of(3), "tags": [of(4)]});
    let read = "a record of this shape";
    let in_hand = |customer: &str, contact| Portable::Contact {
        contact: serde_json::from_value(contact).expect(read),
        customer: customer.to_owned(),
    };
    vec![
        Portable::Customer(serde_json::from_value(customer).expect(read)),
        Portable::Order { order: serde_json::from_value(order).expect(read), customer: "C-1".to_owned() },
        in_hand("C-1", contact("T-1", "waiting")),
        in_hand("C-1", contact("T-2", "closed")),
        in_hand("", contact("T-3", "waiting")),
        Portable::Answer(serde_json::from_value(answer).expect(read)),
    ]
}

/// Nothing in any cell that a terminal obeys, one letter a cell, and nothing in the cells that a wide one covers.
fn holds(buffer: &Buffer, after: &str) -> Result<(), TestCaseError> {
    let area = buffer.area;
    for y in 0..area.height {
        let mut x = 0;
        while x < area.width {
            let symbol = buffer[(x, y)].symbol();
            let obeyed = |c: char| {
                c.is_control()
                    || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            };
            prop_assert!(!symbol.contains(obeyed), "{symbol:?} at {x},{y} after {after}");
            prop_assert!(symbol.graphemes(true).count() <= 1, "{symbol:?} at {x},{y} after {after}");
            let width = symbol.cell_width().max(1);
            prop_assert!(x + width <= area.width, "{symbol:?} at {x},{y} after {after}");
            let covers = (x + 1..x + width).all(|x| buffer[(x, y)].symbol().trim().is_empty());
            prop_assert!(covers, "{symbol:?} at {x},{y} after {after}");
            x += width;
        }
    }
    Ok(())
}

/// What stands where the line between the queue and the other panes should, where nothing lies over it.
fn unparted(buffer: &Buffer) -> Option<(u16, &str)> {
    let is_line = |symbol: &str| symbol.chars().all(|c| matches!(c, '\u{2500}'..='\u{257f}'));
    let cells = (1..buffer.area.height - 2).map(|y| (y, buffer[(45, y)].symbol()));
    cells.into_iter().find(|(_, symbol)| !is_line(symbol))
}

/// How many stores are walked through; fewer on a server, whose rows come through the same hands.
fn cases() -> u32 {
    if std::env::var_os("FRONTLINE_TEST_STORE").is_some() { 2 } else { 12 }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, max_shrink_iters: 20, ..ProptestConfig::default() })]

    #[test]
    fn nothing_from_outside_leaves_its_cell(texts in prop::collection::vec(text(), 12), size in 0_usize..4) {
        let (columns, rows) = SIZES[size];
        let mut stage = Stage::on(records(&texts), columns, rows);
        let at = stage.state.now;
        for (record, field) in [("contact 3", "note"), ("contact 3", "wrap_up"), ("desk", "session"), ("customer 1", "form")] {
            let draft = Draft { record: record.to_owned(), field: field.to_owned(), text: texts[0].clone(), caret: 3 };
            stage.store.keep_draft("Jonas Weber", &draft, at).unwrap();
        }
        stage.restart();
        stage.arrives(Channel::Chat, &texts[1], &texts[2], &texts[3]);
        stage.hear(Message::Channel(Event::Said { call: "t1".to_owned(), text: texts[4].as_str().into() }));
        let call = stage.rings("+49 30 23125 417", "returns");
        holds(stage.draw(), "ringing")?;
        for key in WALK.split_whitespace() {
            stage.press(key);
            stage.hear(Message::Pasted(texts[5].as_str().into()));
            for letter in texts[6].chars().take(3) {
                stage.types(&letter.to_string());
            }
            holds(stage.draw(), key)?;
        }
        stage.hear(Message::Channel(Event::Ended { call }));
        stage.press("Esc Esc Esc Esc 2");
        let screen = stage.screen();
        let buffer = stage.draw();
        holds(buffer, "the end")?;
        let outside = unparted(buffer).filter(|_| columns == 140);
        prop_assert!(outside.is_none(), "{outside:?} on\n{screen}");
    }
}
