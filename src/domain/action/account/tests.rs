//! What may be done to an account and what not, and that no cent is made or lost by it.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::domain::account::{Account, AccountStatus, Period, Plan};
use crate::domain::action::Action;
use crate::domain::customer::{Customer, Details};
use crate::domain::id::CustomerId;
use crate::domain::ledger::{Entry, EntryKind, balance, invoices};
use crate::domain::money::{Amount, Currency};
use crate::domain::phone::Region;
use crate::domain::policy::{LimitKind, Role};
use crate::domain::record::{Record, Recorded};

const NOW: &str = "2026-11-23T09:00:00Z";

fn house() -> House {
    let mut house = House::plain(Region::named("DE").unwrap(), Currency::EUR);
    let plan = |price, period| Plan { kind: "mobile".to_owned(), price: Amount(price), period };
    house.trade.kinds = vec!["mobile".to_owned(), "gas".to_owned()];
    house.trade.fields = vec!["contract".to_owned()];
    house.trade.payment_days = Some(14);
    house
        .trade
        .plans
        .extend([("S", 1_000), ("L", 2_500)].map(|(name, price)| (name.to_owned(), plan(price, Period::Month))));
    house.trade.plans.insert("Y".to_owned(), plan(36_500, Period::Year));
    house
}

/// What stands in the store while the rules are asked.
#[derive(Clone)]
struct Books {
    account: Account,
    customer: Customer,
    entries: Vec<Entry>,
    fresh: i64,
}

impl Books {
    fn new() -> Self {
        let methods = json!([{"ref": "GIFT", "kind": "gift_card", "balance": 500}, {"ref": "VISA", "kind": "card"}]);
        let details: Details =
            serde_json::from_value(json!({"given_name": "Ada", "payment_methods": methods})).unwrap();
        let account = json!({"id": 5, "version": 1, "ref": "A-5", "customer": 1, "kind": "mobile", "status": "active",
            "plan": "S", "opened_at": "2025-03-15T09:00:00Z", "custom": {"contract": "X1"}});
        Self {
            account: serde_json::from_value(account).unwrap(),
            customer: Customer { id: CustomerId(1), version: 1, reference: "C-1".to_owned(), details },
            entries: Vec::new(),
            fresh: 100,
        }
    }

    fn attempt(&mut self, house: &House, action: Value) -> Result<Vec<Edit>, Refusal> {
        let mut records = vec![self.account.clone().recorded(), self.customer.clone().recorded()];
        records.extend(self.entries.iter().cloned().map(Recorded::recorded));
        self.fresh += 1;
        let facts = Facts { records, fresh: self.fresh, ..Facts::default() };
        let actor = Actor { agent: "mara".to_owned(), contact: None, at: Timestamp::parse(NOW).unwrap() };
        let edits = Action::read(action).unwrap().rule(&facts, house, &actor)?;
        edits.iter().filter_map(|edit| edit.after.as_ref()).for_each(|record| self.take(record));
        Ok(edits)
    }

    fn take(&mut self, record: &Record) {
        if let Some(account) = Account::of(record) {
            self.account = Account { version: self.account.version + 1, ..account.clone() };
        }
        if let Some(customer) = Customer::of(record) {
            self.customer = customer.clone();
        }
        if let Some(entry) = Entry::of(record) {
            self.entries.push(Entry { version: 1, ..entry.clone() });
        }
    }

    fn done(&mut self, action: Value) -> Vec<Edit> {
        self.attempt(&house(), action).unwrap()
    }

    fn code(&mut self, action: Value) -> String {
        self.attempt(&house(), action).unwrap_err().code
    }

    fn owed(&self) -> i64 {
        balance(&self.entries).0
    }
}

fn on(action: &str, mut fields: Value) -> Value {
    fields["action"] = action.into();
    fields["account"] = "A-5".into();
    fields
}

#[test]
fn an_account_is_opened_as_the_trade_has_it() {
    let mut books = Books::new();
    let open = |kind: &str, plan: &str, custom: Value| json!({"action": "open_account", "customer": "C-1", "kind": kind, "plan": plan, "custom": custom});
    assert_eq!(books.code(open("boat", "", json!({}))), "unknown_kind");
    assert_eq!(books.code(open("gas", "S", json!({}))), "unknown_plan");
    assert_eq!(books.code(open("mobile", "S", json!({"colour": "red"}))), "unknown_field");
    books.done(open("mobile", "l", json!({"contract": " X9\u{1b}[31m "})));
    assert_eq!((books.account.reference.as_str(), books.account.plan.as_str()), ("A-104", "L"));
    assert_eq!(books.account.custom["contract"], "X9");
}

#[test]
fn an_account_rests_and_ends_and_then_nothing_more_happens_on_it() {
    let mut books = Books::new();
    books.done(on("suspend_account", json!({"reason": "stolen telephone"})));
    assert_eq!(books.account.reason, "stolen telephone");
    assert_eq!(books.code(on("change_plan", json!({"plan": "L"}))), "suspended");
    books.done(on("resume_account", json!({})));
    assert_eq!(books.code(on("resume_account", json!({}))), "active_already");
    books.done(on("charge", json!({"amount": "12.00", "what": "November"})));
    assert_eq!(books.code(on("close_account", json!({"reason": "moves"}))), "still_owed");
    books.done(on("close_account", json!({"reason": "moves", "final_bill": "3.50"})));
    assert_eq!((books.account.status, books.owed()), (AccountStatus::Closed, 1_550));
    assert_eq!(books.code(on("charge", json!({"amount": "1", "what": "x"}))), "closed");
    books.done(on("take_payment", json!({"amount": "15.50", "bank_reference": "T 1"})));
    assert_eq!(books.owed(), 0);
}

#[test]
fn what_is_the_customers_is_paid_back_before_an_account_ends() {
    let mut books = Books::new();
    books.done(on("take_payment", json!({"amount": "20.00", "bank_reference": "T 1"})));
    assert_eq!(books.code(on("close_account", json!({"reason": "moves", "final_bill": "5.00"}))), "in_credit");
    assert_eq!(books.code(on("refund_payment", json!({"amount": "20.01", "reason": "moves"}))), "too_much");
    books.done(on("refund_payment", json!({"amount": "20.00", "reason": "moves"})));
    books.done(on("close_account", json!({"reason": "moves"})));
}

#[test]
fn a_payment_settles_no_more_than_is_open_and_never_holds_a_card() {
    let mut books = Books::new();
    books.done(on("charge", json!({"amount": "50.00", "what": "November"})));
    let pay = |amount: &str, invoice: &str| {
        on("take_payment", json!({"amount": amount, "bank_reference": "4111 1111 1111 1111 ok", "invoice": invoice}))
    };
    assert_eq!(books.code(pay("50.01", "I-101")), "too_much");
    assert_eq!(books.code(pay("1.00", "I-7")), "unknown_invoice");
    assert_eq!(books.code(pay("0", "I-101")), "bad_amount");
    books.done(pay("20.00", "i-101"));
    let paid = books.entries.last().unwrap().clone();
    assert_eq!(paid.settles, "I-101");
    assert!(paid.bank_reference.ends_with("1111 ok") && !paid.bank_reference.contains("4111"), "{paid:?}");
    assert_eq!(invoices(&books.entries)[0].open, Amount(3_000));
    assert_eq!(books.entries[0].due_at.unwrap().rfc3339(), "2026-12-07T09:00:00Z");
    assert_eq!(
        books.code(on("refund_payment", json!({"amount": "20.01", "reason": "twice", "payment": paid.reference}))),
        "too_much"
    );
    books.done(on("refund_payment", json!({"amount": "20.00", "reason": "twice", "payment": paid.reference})));
    assert_eq!((invoices(&books.entries)[0].open, books.owed()), (Amount(5_000), 5_000));
}

#[test]
fn what_is_above_the_limit_of_a_role_waits_for_a_supervisor() {
    let mut house = house();
    let limits = [(LimitKind::Credit, Amount(1_000)), (LimitKind::Refund, Amount(500))];
    house.policy.limits.insert(Role::default(), limits.into());
    let mut books = Books::new();
    let credit = |amount: &str| on("credit", json!({"amount": amount, "reason": "late"}));
    assert_eq!(books.attempt(&house, credit("10.01")).unwrap_err().code, "needs_approval");
    books.attempt(&house, credit("10.00")).unwrap();
    let back = on("refund_payment", json!({"amount": "5.01", "reason": "late"}));
    assert_eq!(books.attempt(&house, back).unwrap_err().code, "needs_approval");
    let gift = |method: &str, amount: &str| json!({"action": "credit", "customer": "C-1", "method": method, "amount": amount, "reason": "late"});
    assert_eq!(books.attempt(&house, gift("GIFT", "10.01")).unwrap_err().code, "needs_approval");
    assert_eq!(books.attempt(&house, gift("VISA", "1.00")).unwrap_err().instead, ["GIFT"]);
    books.attempt(&house, gift("GIFT", "1.00")).unwrap();
    assert_eq!(books.customer.details.payment_methods[0].balance, Some(Amount(600)));
}

#[test]
fn another_plan_settles_the_rest_of_the_period_to_the_day() {
    for (from, to, amount, kind, what) in [
        // 22 of 30 days from the 23rd of November to the 15th of December.
        ("S", "L", 1_833 - 733, EntryKind::Charge, "L for 22 of 30 days until 2026-12-15"),
        ("L", "S", 1_833 - 733, EntryKind::Credit, "S for 22 of 30 days until 2026-12-15"),
        ("S", "Y", 11_200 - 733, EntryKind::Charge, "Y for 112 of 365 days until 2027-03-15"),
        ("", "S", 733, EntryKind::Charge, "S for 22 of 30 days until 2026-12-15"),
    ] {
        let mut books = Books::new();
        books.account.plan = from.to_owned();
        books.done(on("change_plan", json!({"plan": to})));
        let entry = &books.entries[0];
        assert_eq!(
            (entry.amount.0, entry.kind, entry.what.as_str(), books.account.plan.as_str()),
            (amount, kind, what, to)
        );
    }
    let mut books = Books::new();
    assert_eq!(books.code(on("change_plan", json!({"plan": "s"}))), "same_plan");
    assert_eq!(books.code(on("change_plan", json!({"plan": "XL"}))), "unknown_plan");
    books.account.plan = "Old".to_owned();
    assert_eq!(books.code(on("change_plan", json!({"plan": "L"}))), "unknown_price");
    let mut books = Books::new();
    for plan in ["L", "Y", "S"] {
        books.done(on("change_plan", json!({"plan": plan})));
    }
    assert_eq!(books.owed(), 0);
}

#[test]
fn a_reading_is_doubted_before_it_is_believed() {
    let mut books = Books::new();
    let read = |reading: i64, day: &str, more: Value| {
        let mut action = on("report_meter", json!({"reading": reading, "read_at": format!("2026-{day}T08:00:00Z")}));
        action.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        action
    };
    books.done(read(9_000, "09-01", json!({})));
    books.done(read(9_300, "10-01", json!({})));
    assert_eq!(books.code(read(9_200, "11-01", json!({}))), "below_last");
    assert_eq!(books.code(read(9_400, "09-15", json!({}))), "read_later");
    assert_eq!(books.code(read(9_400, "12-24", json!({}))), "future");
    assert_eq!(books.code(read(-1, "11-01", json!({}))), "bad_reading");
    assert_eq!(books.code(read(99_999, "11-01", json!({}))), "doubtful");
    books.done(read(9_700, "11-01", json!({"meter": "night"})));
    books.done(read(100, "11-01", json!({"since_last": "rolled_over"})));
    assert_eq!(books.code(read(5_000, "11-02", json!({}))), "doubtful");
    books.done(read(5_000, "11-02", json!({"checked": "again"})));
    books.done(read(3, "11-03", json!({"since_last": "new_meter"})));
    books.done(on("report_service", json!({"what": "no dialling tone"})));
    assert_eq!((books.account.readings.len(), books.account.reports.len()), (6, 1));
}

fn any_action() -> impl Strategy<Value = Value> {
    let amount = (1..30_000_i64).prop_map(|cents| Amount(cents).decimal(Currency::EUR));
    let settles = prop_oneof![Just(String::new()), (101..112_i64).prop_map(|id| format!("I-{id}"))];
    let payment = prop_oneof![Just(String::new()), (101..112_i64).prop_map(|id| format!("E-{id}"))];
    prop_oneof![
        amount.clone().prop_map(|amount| on("charge", json!({"amount": amount, "what": "use"}))),
        (amount.clone(), settles.clone())
            .prop_map(|(amount, invoice)| on("credit", json!({"amount": amount, "reason": "x", "invoice": invoice}))),
        (amount.clone(), settles).prop_map(|(amount, invoice)| on(
            "take_payment",
            json!({"amount": amount, "bank_reference": "T", "invoice": invoice})
        )),
        (amount.clone(), payment).prop_map(|(amount, payment)| on(
            "refund_payment",
            json!({"amount": amount, "reason": "x", "payment": payment})
        )),
        prop_oneof![Just("S"), Just("L"), Just("Y")].prop_map(|plan| on("change_plan", json!({"plan": plan}))),
        amount.prop_map(|amount| on("close_account", json!({"reason": "x", "final_bill": amount}))),
        Just(on("suspend_account", json!({"reason": "x"}))),
        Just(on("resume_account", json!({}))),
    ]
}

proptest! {
    /// What is owed is at every time what was owed before and what each action says it moved; no invoice is ever paid
    /// beyond its amount; and taken back in the opposite order, everything stands as it stood.
    #[test]
    fn no_cent_is_made_or_lost(actions in proptest::collection::vec(any_action(), 0..24)) {
        let house = house();
        let (mut books, mut done) = (Books::new(), Vec::new());
        for action in actions {
            let before = books.clone();
            let edits = books.attempt(&house, action).unwrap_or_default();
            let entries = edits.iter().filter_map(|edit| Entry::of(edit.after.as_ref()?));
            let moved: i64 = entries.map(|entry| entry.owed().0).sum();
            prop_assert_eq!(books.owed(), before.owed() + moved);
            done.push((before, edits));
            for invoice in invoices(&books.entries) {
                prop_assert!(invoice.open.0 >= 0 && invoice.open <= invoice.charge.amount);
            }
        }
        while let Some((before, edits)) = done.pop() {
            for edit in edits.iter().rev() {
                let Some(change) = edit.change() else { continue };
                let entry = books.entries.iter().find(|entry| entry.id.0 == change.id).cloned();
                let current = entry.map_or_else(|| books.account.clone().recorded(), Recorded::recorded);
                let change = crate::domain::journal::Change { version: current.version(), ..change };
                let undone = change.undone(Some(&current)).unwrap();
                match undone.after {
                    Some(record) => books.take(&record),
                    None => books.entries.retain(|entry| entry.id.0 != change.id),
                }
            }
            prop_assert_eq!(&books.entries, &before.entries);
            let stands = Account { version: 0, ..books.account.clone() };
            prop_assert_eq!(stands, Account { version: 0, ..before.account });
        }
    }
}
