//! Accounts on the command line: opened, charged, paid, shown, with a statement that is the same whenever it is printed.

use serde_json::json;

use super::given::Desk;

/// Files of accounts and of an outage.
const ACCOUNTS: &str = r#"{"ref":"A-1","customer":"C-1","kind":"gas","plan":"Flat","opened_at":"2025-03-15T09:00:00Z","entries":[{"ref":"I-2","kind":"charge","amount":"49.90","what":"October","at":"2026-10-15T09:00:00Z","due_at":"2026-10-29T09:00:00Z"},{"ref":"E-3","kind":"payment","amount":"20.00","what":"payment","at":"2026-10-20T09:00:00Z","settles":"I-2","bank_reference":"T 1"},{"ref":"I-4","kind":"charge","amount":"1049.90","what":"=November","at":"2026-11-15T09:00:00Z"}],"contract":"X1"}
"#;
const OUTAGES: &str = r#"{"ref":"O-5","service":"gas","cause":"a burst pipe","postal_codes":["101"],"started_at":"2026-11-23T08:00:00Z"}
"#;

fn desk() -> Desk {
    let desk = Desk::filled();
    for (kind, text) in [("accounts", ACCOUNTS), ("outages", OUTAGES)] {
        let file = desk.file(&format!("{kind}.jsonl"), text);
        for (added, unchanged) in [(1, 0), (0, 1)] {
            let said = desk.json(&["import", kind, &file]);
            assert_eq!((&said["added"], &said["unchanged"]), (&json!(added), &json!(unchanged)), "{said}");
        }
    }
    desk
}

#[test]
fn accounts_and_outages_go_out_as_they_came_in() {
    let (desk, other) = (desk(), Desk::filled());
    for kind in ["accounts", "outages"] {
        let lines = desk.run(&["export", kind], "").out;
        let csv = desk.path("out.csv").display().to_string();
        assert_eq!(desk.json(&["export", kind, &csv])["written"], 1);
        assert_eq!(other.json(&["import", kind, &csv])["added"], 1);
        assert_eq!(other.run(&["export", kind], "").out, lines);
    }
    let file = desk.json(&["customers", "show", "C-1"]);
    assert_eq!((&file["accounts"][0]["ref"], &file["accounts"][0]["balance"]), (&json!("A-1"), &json!("1079.80")));
    assert_eq!(file["outages"][0]["cause"], "a burst pipe");
    let words = desk.run(&["customers", "show", "C-1"], "").out;
    assert!(words.contains("A-1      active  1079.80  gas, Flat") && words.contains("gas: a burst pipe"), "{words}");
    assert!(desk.json(&["customers", "show", "C-2"])["accounts"].as_array().unwrap().is_empty());
}

#[test]
fn an_account_is_shown_with_what_is_open_on_it() {
    let desk = desk();
    let shown = desk.json(&["accounts", "show", "#a-1"]);
    assert_eq!((&shown["contract"], &shown["balance"]), (&json!("X1"), &json!("1079.80")));
    let open = shown["open_invoices"].as_array().unwrap();
    assert_eq!((&open[0]["ref"], &open[0]["open"], open.len()), (&json!("I-2"), &json!("29.90"), 2));
    let words = desk.run(&["accounts", "show", "A-1"], "").out;
    assert!(words.contains("1079.80 EUR to pay") && words.contains("E-3"), "{words}");
    let said = desk.run(&["--json", "accounts", "show", "A-9"], "");
    assert_eq!((said.status, &said.json()["error"]["code"]), (1, &json!("unknown_account")));
}

#[test]
fn a_statement_is_the_same_whenever_it_is_printed() {
    let desk = desk();
    let words = ["accounts", "statement", "A-1", "--from", "2026-10-16", "--until", "2026-11-15"];
    let text = desk.run(&words, "").out;
    assert_eq!(
        text,
        "Statement of A-1, gas, Flat\n\
         Katrin Vogel, Torstr. 5, 10119 Berlin, C-1\n\
         2026-10-16 to 2026-11-15\n\n\
         DATE        REF  WHAT             AMOUNT   BALANCE\n\
         \x20                opening balance             49.90\n\
         2026-10-20  E-3  payment (I-2)     -20.00    29.90\n\
         2026-11-15  I-4  =November        1049.90  1079.80\n\
         \x20                closing balance           1079.80\n\n\
         1079.80 EUR to pay\n\
         29.90 open of I-2, October, due 2026-10-29\n\
         1049.90 open of I-4, =November\n"
    );
    let json = desk.json(&words);
    assert_eq!((&json["opening"], &json["closing"]), (&json!("49.90"), &json!("1079.80")));
    assert_eq!(json["entries"][0]["balance"], "29.90");
    let csv = desk.path("statement.csv").display().to_string();
    let said = desk.json(&[&words[..], &[&csv]].concat());
    assert_eq!((&said["entries"], &said["file"]), (&json!(2), &json!(csv)));
    let rows = std::fs::read_to_string(&csv).unwrap();
    assert_eq!(
        rows,
        "at,ref,kind,what,settles,bank_reference,amount,balance\n\
         2026-10-16T00:00:00Z,,,opening balance,,,,49.90\n\
         2026-10-20T09:00:00Z,E-3,payment,payment,I-2,T 1,'-20.00,29.90\n\
         2026-11-15T09:00:00Z,I-4,charge,'=November,,,1049.90,1079.80\n\
         2026-11-16T00:00:00Z,,,closing balance,,,,1079.80\n"
    );
    let whole = desk.json(&["accounts", "statement", "A-1"]);
    assert_eq!((&whole["opening"], whole["entries"].as_array().unwrap().len()), (&json!("0.00"), 3));
    let wrong = desk.run(&["accounts", "statement", "A-1", "--from", "soon"], "");
    assert_eq!((wrong.status, wrong.err.contains("write it like 2026-11-01")), (2, true), "{}", wrong.err);
}

#[test]
fn money_on_an_account_is_moved_by_actions_and_taken_back() {
    let desk = desk();
    let config = "currency = \"EUR\"\nregion = \"DE\"\ntime_zone = \"UTC\"\n[accounts]\nkinds = [\"gas\"]\npayment_days = 14\n\
                  [policy.limits]\nagent = { credit = \"5.00\" }\n";
    desk.file("config.toml", config);
    let charged = desk.json(&["do", "charge", "--account", "a-1", "--amount", "10.00", "--what", "valve"]);
    let changes = charged["done"]["changes"].as_array().unwrap();
    let field = |name: &str| changes.iter().find(|change| change["field"] == name).unwrap()["after"].clone();
    assert_eq!((field("amount"), field("account"), field("kind")), (json!("10.00"), json!("A-1"), json!("charge")));
    assert!(field("ref").as_str().unwrap().starts_with("I-"));
    let card =
        ["do", "take_payment", "--account", "A-1", "--amount", "10.00", "--bank_reference", "4111 1111 1111 1111"];
    assert_eq!(desk.run(&card, "").status, 0);
    let all = [desk.run(&["journal", "--json"], "").out, desk.run(&["export", "accounts"], "").out].concat();
    assert!(!all.contains("4111") && all.contains("1111"), "{all}");
    let credit = ["--json", "do", "credit", "--account", "A-1", "--amount", "5.01", "--reason", "late"];
    let refused = desk.run(&credit, "");
    assert_eq!((refused.status, &refused.json()["refused"]["code"]), (1, &json!("needs_approval")));
    let receipt = charged["done"]["receipt"].to_string();
    assert_eq!(desk.run(&["undo", &receipt], "").status, 0);
    assert_eq!(desk.json(&["accounts", "show", "A-1"])["balance"], "1069.80");
    let other = desk.run(&["--json", "do", "open_account", "--customer", "C-2", "--kind", "boat"], "");
    assert_eq!(other.json()["refused"]["instead"], json!(["gas"]));
    let listed = desk.json(&["outages", "list"]);
    assert_eq!((&listed["outages"][0]["ref"], &listed["outages"][0]["contacts"]), (&json!("O-5"), &json!(0)));
    let words = desk.run(&["outages", "list"], "").out;
    assert!(words.contains("gas: a burst pipe"), "{words}");
}
