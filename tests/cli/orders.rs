//! Orders and the catalogue as a script works with them: placed, shown, found, sent back.

use serde_json::json;

use super::given::Desk;

const CHARGES: &str = "currency = \"EUR\"\nregion = \"DE\"\ntime_zone = \"UTC\"\n[charges]\nrate = \"19\"\ntaxation = \"included\"\n\
    [[charges.carriage]]\nname = \"parcel\"\nprice = \"4.90\"\nfree_from = \"300.00\"\n[policy.orders]\nrefund_days = 5\nreturn_days = 30\n";

fn shop() -> Desk {
    let desk = Desk::filled();
    desk.file("config.toml", CHARGES);
    let methods = r#"[{"ref":"g1","kind":"gift_card","balance":5100},{"ref":"visa","kind":"card"}]"#;
    desk.json(&["do", "change_customer", "--customer", "C-1", "--payment_methods", methods]);
    desk
}

fn place(desk: &Desk, more: &[&str]) -> serde_json::Value {
    let words = ["do", "place_order", "--customer", "C-1", "--lines", "T-RED", "--payments", "g1=20.00;visa"];
    desk.json(&[&words[..], more].concat())
}

#[test]
fn an_order_is_previewed_placed_and_shown_as_it_was_agreed() {
    let desk = shop();
    let preview = place(&desk, &["--preview"]);
    assert!(preview["done"].get("receipt").is_none(), "{preview}");
    let change = |name: &str| {
        preview["done"]["changes"].as_array().unwrap().iter().find(|change| change["field"] == name).unwrap()["after"]
            .clone()
    };
    assert_eq!(change("charges")["total"], "253.90");
    assert_eq!(change("balance of g1"), "31.00");
    let done = place(&desk, &["--discount", "10%", "--discount_reason", "late parcel"]);
    let order = done["done"]["changes"][0]["ref"].as_str().unwrap().to_owned();
    let shown = desk.json(&["orders", "show", &format!("#{}", order.to_lowercase())]);
    assert_eq!(
        shown["charges"],
        json!({"goods": "249.00", "discount": "24.90", "shipping": "4.90", "tax": "0.00", "included_tax": "35.78", "total": "229.00"})
    );
    assert_eq!(
        shown["payments"],
        json!([{"kind": "payment", "amount": "20.00", "method": "g1"}, {"kind": "payment", "amount": "209.00", "method": "visa"}])
    );
    assert_eq!(
        (&shown["customer"], &shown["address"]["city"], &shown["carriage"]),
        (&json!("C-1"), &json!("Berlin"), &json!("parcel"))
    );
    let words = desk.run(&["orders", "show", &order], "").out;
    for part in [
        "Katrin Vogel (C-1)",
        "Tent (red)",
        "Discount: late parcel  -24.90",
        "Tax that it holds      35.78",
        "209.00  visa",
    ] {
        assert!(words.contains(part), "{part}: {words}");
    }
    let said = desk.run(&["--json", "orders", "show", "W-7"], "");
    assert_eq!((said.status, &said.json()["error"]["code"]), (1, &json!("unknown_order")));
    let refused =
        desk.run(&["--json", "do", "place_order", "--customer", "C-1", "--lines", "T-RED=x", "--payments", "visa"], "");
    assert_eq!(refused.status, 2, "{}", refused.out);
}

#[test]
fn an_exported_order_that_was_placed_and_sent_back_comes_back_as_it_was() {
    let desk = shop();
    let order = place(&desk, &[])["done"]["changes"][0]["ref"].as_str().unwrap().to_owned();
    let delivered = desk.run(&["export", "orders", "-"], "").out.replace("\"pending\"", "\"delivered\"");
    desk.run(&["import", "orders", "-"], &delivered);
    desk.json(&[
        "do",
        "return_items",
        "--order",
        &order,
        "--lines",
        "T-RED",
        "--refund_to",
        "visa",
        "--reason",
        "too red",
    ]);
    let back = desk.json(&["do", "receive_return", "--order", &order, "--condition", "resalable"]);
    assert!(back["done"]["receipt"].is_number(), "{back}");
    let shown = desk.json(&["orders", "show", &order]);
    assert_eq!(
        (&shown["returns"][0]["amount"], &shown["returns"][0]["condition"]),
        (&json!("249.00"), &json!("resalable"))
    );
    assert!(
        shown["payments"][2]["seen_by"].is_string()
            && shown["returns"][0]["label"].as_str().unwrap().starts_with("RL-")
    );
    let words = desk.run(&["orders", "show", &order], "").out;
    assert!(words.contains("with the customer by") && words.contains("settled, resalable"), "{words}");
    for format in ["jsonl", "csv"] {
        let file = desk.path(&format!("out.{format}")).display().to_string();
        desk.run(&["export", "orders", &file], "");
        let again = desk.json(&["import", "orders", &file]);
        assert_eq!((&again["unchanged"], &again["rejected"]), (&json!(2), &json!([])), "{format}");
    }
}

#[test]
fn the_order_with_the_tent_and_the_red_one_in_the_catalogue_are_found_by_a_few_letters() {
    let desk = shop();
    let orders =
        |text: &str| desk.json(&["orders", "find", text, "--customer", "c-1"])["orders"].as_array().unwrap().len();
    assert_eq!((orders("ten"), orders("tent t-red"), orders("w123"), orders("lamp")), (1, 1, 1, 0));
    assert!(desk.run(&["orders", "find", "tent", "--customer", "C-1"], "").out.contains("#W1234567"));
    let found = desk.json(&["products", "find", "tent", "red"]);
    assert_eq!(
        found["products"],
        json!([{"sku": "T-RED", "product": "P-1", "name": "Tent", "options": {"color": "red"}, "price": "249.00", "available": true, "stock": null, "location": ""}])
    );
    let words = desk.run(&["products", "find", "tent"], "").out;
    assert!(words.contains("249.50  not sold now"), "{words}");
}
