//! Stories about accounts: what is owed and since when, and the outage that the customer calls about.

use frontline::domain::ledger::balance;
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

/// On a call with Katrin, her accounts before the agent, the electricity marked.
fn talking(columns: u16, rows: u16) -> Stage {
    let mut stage = Stage::of_utility(records(), columns, rows);
    stage.press("F9").press("Enter");
    stage.rings("+49 30 23125 417", "billing");
    stage.press("F2").press("] ]");
    stage
}

/// The electricity as it stands: its plan, its state, and what is owed.
fn stands(stage: &mut Stage) -> (String, &'static str, i64) {
    let (account, entries) = stage.store.account("V-117-E").unwrap().unwrap();
    (account.plan, account.status.name(), balance(&entries).0)
}

#[test]
fn money_on_an_account_is_charged_credited_and_paid_from_its_row() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = talking(columns, rows);
        stage.press("x").types("12.50").press("Tab").types("new valve");
        assert_snapshot!(format!("charging_{columns}"), stage.screen());
        stage.press("^S");
        assert!(stage.screen().contains("new valve"), "{}", stage.screen());
        stage.wait(1).press("G Tab").types("5.00").press("Tab").types("late reply").press("^S");
        stage.wait(1).press("t").types("85.50").press("Tab").types("T-991").press("^S");
        let screen = stage.screen();
        assert_eq!(stands(&mut stage), ("Basis 24".to_owned(), "active", 0), "{screen}");
        stage.press("u");
        assert_eq!(stands(&mut stage).2, 8_550, "{}", stage.screen());
        stage.press("Y");
        let statement = stage.clipboard.last().cloned().unwrap();
        assert!(statement.contains("late reply  -5.00, then owed 85.50"), "{statement}");
    }
}

#[test]
fn a_plan_is_completed_and_its_price_settled_to_the_day() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let mut stage = talking(columns, rows);
        stage.press("P");
        assert_snapshot!(format!("plans_{columns}"), stage.screen());
        stage.types("gr").press("Enter");
        assert_snapshot!(format!("plan_preview_{columns}"), stage.screen());
        stage.press("^S");
        let screen = stage.screen();
        assert_eq!(stands(&mut stage).0, "Green Fix", "{screen}");
    }
}

#[test]
fn an_account_rests_and_runs_and_tells_what_its_meter_shows() {
    let mut stage = talking(140, 40);
    stage.press("h").types("moving out").press("^S");
    assert_eq!(stands(&mut stage).1, "suspended", "{}", stage.screen());
    stage.press("R ^S");
    assert_eq!(stands(&mut stage).1, "active", "{}", stage.screen());
    stage.press("i").types("48700").press("^S F").types("no light in the hall").press("^S");
    let screen = stage.screen();
    let (account, _) = stage.store.account("V-117-E").unwrap().unwrap();
    assert_eq!(account.readings.last().map(|reading| reading.value), Some(48_700), "{screen}");
    assert_eq!(account.reports.last().map(|report| report.what.as_str()), Some("no light in the hall"), "{screen}");
    stage.press("B").types("a transformer burnt").press("Tab Tab").types("101").press("^S");
    let screen = stage.screen();
    assert!(
        stage.store.outages(9).unwrap().iter().any(|(outage, _)| outage.cause == "a transformer burnt"),
        "{screen}"
    );
}
