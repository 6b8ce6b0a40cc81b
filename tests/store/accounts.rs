//! Accounts and the money on them: what is owed is what the entries come to, whatever is taken back.

use frontline::domain::account::Account;
use frontline::domain::customer::Customer;
use frontline::domain::ledger::{Entry, balance};
use frontline::domain::portable::{Fate, Kind, Portable};
use frontline::store::Store;
use serde_json::{Value, json};

use super::filled::out;
use super::given::{account, at, customer, done, import, imported_customer, refused};

conformance! {
    [
        an_account_is_found_however_its_number_is_written
        what_is_owed_is_what_the_entries_come_to
        one_entry_is_taken_back_without_regard_to_those_after_it
        an_account_with_entries_stays_and_so_does_a_customer_with_an_account
        another_plan_is_taken_back_with_its_charge
        every_receipt_of_an_account_is_in_the_customers_file
        entries_that_a_file_does_not_name_stay
        an_entry_is_on_one_account_and_once_in_a_file
        a_gift_card_gets_a_credit_and_gives_it_back
    ]
    []
}

fn opened(store: &mut Store) -> (Customer, String) {
    let ada = customer(store, json!({"given_name": "Ada"}));
    let receipt = done(store, "mara", 1, json!({"action": "open_account", "customer": ada.reference, "kind": "gas"}));
    (ada, receipt.changes[0].reference.clone())
}

fn entry(store: &mut Store, seconds: i64, action: &str, account: &str, mut fields: Value) -> (i64, String) {
    (fields["action"], fields["account"]) = (action.into(), account.into());
    let receipt = done(store, "mara", seconds, fields);
    (receipt.id.0, receipt.changes.last().unwrap().reference.clone())
}

fn owed(store: &mut Store, ada: &Customer) -> i64 {
    store.file(ada.id).unwrap().unwrap().accounts[0].balance.0
}

fn an_account_is_found_however_its_number_is_written(store: &mut Store) {
    let (ada, reference) = opened(store);
    assert!(reference.starts_with("A-"), "{reference}");
    let (found, entries) = store.account(&format!("# {}", reference.to_lowercase())).unwrap().unwrap();
    assert_eq!((found.customer, found.kind.as_str(), entries.len()), (ada.id, "gas", 0));
    assert_eq!(store.account_of(found.id).unwrap(), Some(found));
    assert_eq!(store.account("A-7").unwrap(), None);
}

fn what_is_owed_is_what_the_entries_come_to(store: &mut Store) {
    let (ada, account) = opened(store);
    let (_, invoice) = entry(store, 2, "charge", &account, json!({"amount": "49.90", "what": "November"}));
    assert!(invoice.starts_with("I-"), "{invoice}");
    entry(store, 3, "take_payment", &account, json!({"amount": "40.00", "bank_reference": "T1", "invoice": invoice}));
    entry(store, 4, "credit", &account, json!({"amount": "12.00", "reason": "late"}));
    let (code, words) = refused(
        store,
        "mara",
        5,
        json!({"action": "take_payment", "account": account, "amount": "10.00", "bank_reference": "T2", "invoice": invoice}),
    );
    assert_eq!((code.as_str(), words.contains("9.90 EUR are open")), ("too_much", true), "{words}");
    let back = json!({"action": "refund_payment", "account": account, "amount": "2.11", "reason": "x"});
    assert_eq!(refused(store, "mara", 5, back).0, "too_much");
    entry(store, 6, "refund_payment", &account, json!({"amount": "2.10", "reason": "x"}));
    assert_eq!(owed(store, &ada), 0);
    let file = store.file(ada.id).unwrap().unwrap();
    let (_, entries) = store.account(&account).unwrap().unwrap();
    let newest_first: Vec<Entry> = entries.iter().rev().cloned().collect();
    assert_eq!((file.accounts[0].entries.clone(), balance(&entries).0), (newest_first, 0));
    done(store, "mara", 7, json!({"action": "close_account", "account": account, "reason": "moves"}));
}

fn one_entry_is_taken_back_without_regard_to_those_after_it(store: &mut Store) {
    let (ada, account) = opened(store);
    let charge = |amount: &str| json!({"amount": amount, "what": "x"});
    let (first, _) = entry(store, 2, "charge", &account, charge("10.00"));
    entry(store, 3, "charge", &account, charge("5.00"));
    entry(store, 4, "take_payment", &account, json!({"amount": "3.00", "bank_reference": "T"}));
    let taken_back = done(store, "mara", 5, json!({"action": "undo", "receipt": first}));
    assert_eq!((owed(store, &ada), taken_back.customer), (200, Some(ada.id)));
    done(store, "mara", 6, json!({"action": "undo", "receipt": taken_back.id}));
    assert_eq!(owed(store, &ada), 1_200);
}

fn an_account_with_entries_stays_and_so_does_a_customer_with_an_account(store: &mut Store) {
    let (ada, account) = opened(store);
    entry(store, 2, "charge", &account, json!({"amount": "10.00", "what": "x"}));
    let receipts = store.journal(Some(ada.id), 9).unwrap();
    for made in &receipts[1..] {
        let undo = json!({"action": "undo", "receipt": made.id});
        assert_eq!(refused(store, "mara", 3, undo).0, "in_use");
    }
    for made in &receipts {
        done(store, "mara", 4, json!({"action": "undo", "receipt": made.id}));
    }
    assert_eq!(store.customer(&ada.reference).unwrap(), None);
}

fn another_plan_is_taken_back_with_its_charge(store: &mut Store) {
    let (ada, account) = opened(store);
    let before = store.account(&account).unwrap().unwrap();
    let closed = json!({"action": "close_account", "account": account, "reason": "moves", "final_bill": "7.05"});
    let receipt = done(store, "mara", 2, closed);
    assert_eq!((receipt.changes.len(), owed(store, &ada)), (2, 705));
    done(store, "mara", 3, json!({"action": "undo", "receipt": receipt.id}));
    let after = store.account(&account).unwrap().unwrap();
    assert_eq!((after.0.status, after.1.len(), owed(store, &ada)), (before.0.status, 0, 0));
}

fn every_receipt_of_an_account_is_in_the_customers_file(store: &mut Store) {
    let (ada, account) = opened(store);
    let (before, _) = store.account(&account).unwrap().unwrap();
    entry(store, 2, "charge", &account, json!({"amount": "10.00", "what": "x"}));
    entry(store, 3, "report_meter", &account, json!({"reading": 100}));
    entry(store, 4, "report_service", &account, json!({"what": "no gas"}));
    entry(store, 5, "suspend_account", &account, json!({"reason": "x"}));
    entry(store, 6, "resume_account", &account, json!({}));
    entry(store, 7, "change_plan", &account, json!({"plan": "Flat"}));
    entry(store, 8, "change_account", &account, json!({"custom": {"contract": "X1"}, "address": {"city": "Bonn"}}));
    assert_eq!(store.journal(Some(ada.id), 99).unwrap().len(), 9);
    for receipt in store.journal(Some(ada.id), 7).unwrap() {
        done(store, "mara", 9, json!({"action": "undo", "receipt": receipt.id}));
    }
    let (after, entries) = store.account(&account).unwrap().unwrap();
    assert_eq!((Account { version: 1, ..after }, entries), (before, Vec::new()));
}

fn record(reference: &str, entries: &[(&str, i64)]) -> Portable {
    let entry = |(reference, amount): &(&str, i64)| {
        let entry = json!({"id": 0, "version": 0, "ref": reference, "account": 0, "kind": "charge", "amount": amount, "at": at(0)});
        serde_json::from_value(entry).unwrap()
    };
    let entries = entries.iter().map(entry).collect();
    Portable::Account { account: Box::new(account(reference, "gas")), entries, customer: "sara_1".to_owned() }
}

fn entries_that_a_file_does_not_name_stay(store: &mut Store) {
    let sara = imported_customer(store, "sara_1", json!({}));
    assert_eq!(import(store, record("A1", &[("I-7001", 500)])), Fate::Added);
    entry(store, 2, "charge", "A1", json!({"amount": "1.00", "what": "x"}));
    assert_eq!(import(store, record("A1", &[("I-7001", 500)])), Fate::Unchanged);
    assert_eq!(import(store, record("A1", &[("I-7001", 700), ("I-7002", 9)])), Fate::Changed);
    assert_eq!(owed(store, &sara), 700 + 100 + 9);
    let (_, invoice) = entry(store, 3, "charge", "A1", json!({"amount": "1.00", "what": "x"}));
    assert!(invoice.strip_prefix("I-").unwrap().parse::<i64>().unwrap() > 7_002, "{invoice}");
    let again = out(store, Kind::Accounts);
    assert_eq!(store.import(again).unwrap(), [Fate::Unchanged]);
}

fn an_entry_is_on_one_account_and_once_in_a_file(store: &mut Store) {
    let reason = |fate: Fate| if let Fate::Rejected(reason) = fate { reason } else { String::new() };
    assert!(reason(import(store, record("A1", &[]))).contains("import the customers first"));
    imported_customer(store, "sara_1", json!({}));
    import(store, record("A1", &[("I-1", 500)]));
    assert_eq!(reason(import(store, record("A2", &[("I-1", 500)]))), "entries: I-1 is on another account");
    assert_eq!(reason(import(store, record("A1", &[("I-2", 5), ("I-2", 6)]))), "entries: I-2 stands there twice");
}

fn a_gift_card_gets_a_credit_and_gives_it_back(store: &mut Store) {
    let methods = json!([{"ref": "G", "kind": "gift_card", "balance": 500}]);
    let sara = imported_customer(store, "sara_1", json!({"payment_methods": methods}));
    let credit = json!({"action": "credit", "customer": "sara_1", "method": "G", "amount": "2.50", "reason": "late"});
    let first = done(store, "mara", 1, credit.clone());
    done(store, "mara", 2, credit);
    done(store, "mara", 3, json!({"action": "undo", "receipt": first.id}));
    let left = store.customer_of(sara.id).unwrap().unwrap().details.payment_methods[0].balance.unwrap();
    assert_eq!(left.0, 750);
    let nobody = json!({"action": "credit", "amount": "2.50", "reason": "late"});
    assert_eq!(refused(store, "mara", 4, nobody).0, "unknown_account");
}
