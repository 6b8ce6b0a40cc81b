//! Accounts beside the shop: memberships and gear by the month, with an invoice each month and what was paid of them.

use serde_json::Map;

use super::random::Random;
use super::{LAST, people};
use crate::domain::account::{Account, AccountStatus};
use crate::domain::customer::Address;
use crate::domain::id::{AccountId, CustomerId, EntryId};
use crate::domain::ledger::{Entry, EntryKind};
use crate::domain::money::Amount;
use crate::domain::portable::Portable;
use crate::domain::timestamp::{DAY, Timestamp};

/// The kinds of accounts with a plan and what it costs a month.
const PLANS: [(&str, &str, i64); 5] = [
    ("membership", "Club", 490),
    ("membership", "Club plus", 990),
    ("rental", "Boots by the month", 1_290),
    ("rental", "Tent by the month", 2_900),
    ("workshop", "Care plan", 790),
];

/// The days of a month of billing.
const MONTH: i64 = 30;

/// In how many days an invoice is to be paid.
const PAYMENT_DAYS: i64 = 14;

/// The most invoices that stand on an account: those of a year.
const INVOICES: u64 = 12;

/// The account at this place of so many, of one of so many customers. The later its place, the later it was opened.
pub(super) fn account(random: &mut Random, place: u64, accounts: u64, customers: u64) -> Portable {
    let opened = LAST.plus_seconds(-super::age(random, place, accounts));
    let (kind, plan, price) = plan(random);
    let status = match random.below(100) {
        0..92 => AccountStatus::Active,
        92..97 => AccountStatus::Suspended,
        _ => AccountStatus::Closed,
    };
    let months = LAST.seconds_since(opened) / (MONTH * DAY) + 1;
    let months = months.min(i64::try_from(INVOICES).unwrap_or(months));
    let entries = (0..months).rev().flat_map(|ago| {
        let at = LAST.plus_seconds(-ago * MONTH * DAY - i64::try_from(random.below(86_400)).unwrap_or(0));
        billed(random, &format!("{place}-{}", months - ago), at.max(opened), plan, Amount(price))
    });
    let entries = entries.collect();
    let account = Account {
        id: AccountId(0),
        version: 0,
        reference: format!("A-{:06}", place + 1),
        customer: CustomerId(0),
        kind: kind.to_owned(),
        status,
        reason: if status == AccountStatus::Active { String::new() } else { "asked for it".to_owned() },
        plan: plan.to_owned(),
        address: Address::default(),
        opened_at: Some(opened),
        closed_at: (status == AccountStatus::Closed).then_some(LAST),
        readings: Vec::new(),
        reports: Vec::new(),
        custom: Map::new(),
    };
    let customer = people::reference(super::somebody(random, customers));
    Portable::Account { account: Box::new(account), entries, customer }
}

fn plan(random: &mut Random) -> (&'static str, &'static str, i64) {
    let count = u64::try_from(PLANS.len()).unwrap_or(1);
    usize::try_from(random.skewed(count)).ok().and_then(|at| PLANS.get(at)).copied().unwrap_or_default()
}

/// The invoice of a month, and what was paid or credited of it: the latest is still open as often as not.
fn billed(random: &mut Random, number: &str, at: Timestamp, plan: &str, price: Amount) -> Vec<Entry> {
    let invoice = format!("I-{number}");
    let charge = Entry {
        due_at: Some(at.plus_seconds(PAYMENT_DAYS * DAY)),
        ..entry(invoice.clone(), EntryKind::Charge, price, plan, at)
    };
    let later = at.plus_seconds(DAY * (1 + i64::try_from(random.below(20)).unwrap_or(0)));
    if later > LAST || random.chance(4) {
        return vec![charge];
    }
    let settled = if random.chance(3) {
        entry(format!("G-{number}"), EntryKind::Credit, price, "goodwill", later)
    } else {
        let bank_reference = format!("{:08X}", random.below(1 << 32));
        Entry { bank_reference, ..entry(format!("Z-{number}"), EntryKind::Payment, price, "payment", later) }
    };
    vec![charge, Entry { settles: invoice, ..settled }]
}

fn entry(reference: String, kind: EntryKind, amount: Amount, what: &str, at: Timestamp) -> Entry {
    Entry {
        id: EntryId(0),
        version: 0,
        reference,
        account: AccountId(0),
        kind,
        amount,
        what: what.to_owned(),
        at,
        due_at: None,
        settles: String::new(),
        bank_reference: String::new(),
        custom: Map::new(),
    }
}
