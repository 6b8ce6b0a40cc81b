//! Ten tasks of different kinds, done by keys in the desk, leave the records as the same actions leave them that come
//! through the door of the store.

use frontline::domain::action::{Action, Actor, House};
use frontline::domain::file::CustomerFile;
use frontline::domain::money::Currency;
use frontline::domain::phone::Region;
use frontline::store::{Address, Mode, Store};
use serde_json::{Value, json};

use super::shop::{policy, records, talking};

/// What the keys below do, as actions.
fn actions() -> Vec<Action> {
    let address =
        json!({"line1": "Elbchaussee 9", "line2": "", "city": "Hamburg", "region": "", "postal_code": "22763"});
    let tent = json!([{"from": "FJ2-M", "to": "FJ2-S"}]);
    let red = json!([{"from": "SH-BM", "to": "SH-RM"}]);
    let actions = json!([
        {"action": "cancel_order", "order": "W1", "reason": "ordered by mistake"},
        {"action": "change_order_address", "order": "W2", "address": address},
        {"action": "change_order_payment", "order": "W3", "method": "gift-1"},
        {"action": "change_order_items", "order": "W4", "changes": red, "method": "gift-1"},
        {"action": "return_items", "order": "W5", "lines": ["PEG-12", "PEG-12"], "refund_to": "gift-1", "reason": "too short"},
        {"action": "exchange_items", "order": "W6", "changes": red, "method": "visa-4471"},
        {"action": "schedule_callback", "customer": "C-1", "contact": "", "due_at": "2026-11-24T08:00:00Z", "what": "call about W7", "keeper": "me"},
        {"action": "change_customer", "customer": "C-1", "company": "Vogel & Söhne"},
        {"action": "cancel_order", "order": "W2", "reason": "no longer needed"},
        {"action": "exchange_items", "order": "W5", "changes": tent, "method": "visa-4471"}
    ]);
    serde_json::from_value(actions).unwrap()
}

/// The records of the file without what counts the writes: identities, and the labels of returns.
fn told(file: &CustomerFile) -> Value {
    let mut orders = serde_json::to_value(&file.orders).unwrap();
    for order in orders.as_array_mut().unwrap() {
        order["id"].take();
        order["customer"].take();
        for back in ["returns", "exchanges"] {
            for label in order[back].as_array_mut().unwrap().iter_mut().map(|asked| &mut asked["label"]) {
                label.take();
            }
        }
    }
    let mut customer = serde_json::to_value(&file.customer).unwrap();
    customer["id"].take();
    let promises: Vec<_> =
        file.callbacks.iter().map(|promise| (promise.due_at, promise.what.clone(), promise.state)).collect();
    json!({"orders": orders, "customer": customer, "promises": promises})
}

#[test]
fn ten_tasks_by_keys_leave_the_records_as_the_same_actions_do() {
    let mut stage = talking(140, 40);
    let keys = |reference: &str| ("o", reference.to_owned());
    let to = |stage: &mut super::stage::Stage, reference: &str| {
        let (find, text) = keys(reference);
        stage.press(find).types(&text).press("Enter");
    };
    stage.press("d").types("mistake").press("Enter ^S");
    to(&mut stage, "W2");
    stage.press("a").types("Elbchaussee 9, 22763 Hamburg").press("Enter");
    to(&mut stage, "W3");
    stage.press("w").types("gift").press("Enter Enter");
    to(&mut stage, "W4");
    stage.press("i").types("red").press("Enter Tab").types("gift").press("Enter ^S");
    to(&mut stage, "W5");
    stage
        .press("r")
        .types("2 pegs")
        .press("Enter Tab")
        .types("gift")
        .press("Enter Tab")
        .types("too short")
        .press("Enter");
    to(&mut stage, "W6");
    stage.press("x").types("red").press("Enter ^S");
    stage.press("p").types("tue 9 call about W7").press("Enter");
    stage.press("e Tab Tab").types("Vogel & Söhne").press("^S");
    stage.press(";").types("cancel W2 no longer needed; exchange W5 tent -> sand with visa").press("Enter");
    let katrin = stage.store.customer("C-1").unwrap().unwrap().id;
    let by_keys = stage.store.file(katrin).unwrap().unwrap();

    let house = House { policy: policy(), ..House::plain(Region::named("DE").unwrap(), Currency::EUR) };
    let mut store = Store::open(&Address::read(":memory:").unwrap(), house).unwrap();
    store.import(records()).unwrap();
    let actor = Actor { agent: "Jonas Weber".to_owned(), contact: None, at: stage.state.now };
    for action in actions() {
        store.perform(&action, &actor, None, Mode::Commit).unwrap_or_else(|error| panic!("{action:?}: {error}"));
    }
    let katrin = store.customer("C-1").unwrap().unwrap().id;
    let by_actions = store.file(katrin).unwrap().unwrap();
    assert_eq!(told(&by_keys), told(&by_actions), "{}", stage.screen());
}
