//! Stories about accounts: what is owed and since when, and the outage that the customer calls about.

use frontline::domain::portable::Portable;
use insta::assert_snapshot;
use serde_json::json;

use super::sample::sample;
use super::stage::Stage;

/// Katrin has current and gas; the current is out in her street.
fn records() -> Vec<Portable> {
    let entry = |reference: &str, kind: &str, amount: i64, what: &str, day: &str, due: &str, settles: &str| {
        let due = Some(format!("{due}T08:00:00Z")).filter(|_| !due.is_empty());
        let entry = json!({"id": 0, "version": 0, "ref": reference, "account": 0, "kind": kind, "amount": amount,
            "what": what, "at": format!("{day}T08:00:00Z"), "due_at": due, "settles": settles});
        serde_json::from_value(entry).unwrap()
    };
    let account = |reference: &str, kind: &str, status: &str, entries| {
        let account = json!({"id": 0, "version": 0, "ref": reference, "customer": 0, "kind": kind, "status": status,
            "plan": "Basis 24", "opened_at": "2019-04-01T08:00:00Z", "custom": {"meter number": "1EMH0004417"},
            "readings": [{"at": "2026-11-01T06:00:00Z", "value": 48588}]});
        let account = serde_json::from_value(account).unwrap();
        Portable::Account { account, entries, customer: "C-20417".to_owned() }
    };
    let outage = json!({"id": 0, "version": 0, "ref": "O-4402", "service": "electricity", "cause": "a cable was hit",
        "postal_codes": ["101"], "started_at": "2026-11-23T07:52:00Z", "expected_until": "2026-11-23T11:30:00Z"});
    let mut records = sample();
    records.push(account(
        "V-117-G",
        "gas",
        "suspended",
        vec![entry("R-3", "charge", 118_000, "Gas until October", "2025-10-15", "", "")],
    ));
    records.push(account(
        "V-117-E",
        "electricity",
        "active",
        vec![
            entry("R-1", "charge", 7_400, "Basic price October", "2026-10-01", "2026-10-15", ""),
            entry("Z-1", "payment", 7_000, "payment", "2026-10-10", "", "R-1"),
            entry("R-2", "charge", 7_400, "Basic price November", "2026-11-15", "2026-11-29", ""),
        ],
    ));
    records.push(Portable::Outage(serde_json::from_value(outage).unwrap()));
    records
}

#[test]
fn what_stands_on_the_accounts_and_what_is_out_is_in_the_file() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = Stage::on(records(), columns, rows);
        stage.press("F9").press("Enter");
        stage.rings("+49 30 23125 417", "returns");
        stage.press("F2").press("] ]");
        assert_snapshot!(format!("accounts_{columns}"), stage.screen());
        stage.press("Space");
        assert_snapshot!(format!("whole_account_{columns}"), stage.screen());
        stage.press("Esc Down Down Space");
        assert_snapshot!(format!("outage_{columns}"), stage.screen());
    }
}

#[test]
fn a_customer_without_accounts_has_no_tab_for_them() {
    let mut stage = Stage::new(140, 40);
    stage.press("F9").press("Enter");
    stage.rings("+49 30 23125 417", "returns");
    stage.press("F2");
    let screen = stage.screen();
    assert!(!screen.contains("Accounts"), "{screen}");
    stage.press("[ [ [ [ [ [");
    assert_eq!(stage.screen(), screen);
}
