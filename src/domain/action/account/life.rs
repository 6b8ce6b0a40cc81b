//! An account from its opening to its end, and its details in between.

use serde_json::{Map, Value};

use super::super::order::address_with;
use super::super::{Actor, Facts, House, Refusal};
use super::entry;
use crate::domain::account::{Account, AccountStatus};
use crate::domain::customer::{Address, Customer};
use crate::domain::id::AccountId;
use crate::domain::journal::Edit;
use crate::domain::ledger::{Entry, EntryKind, balance};
use crate::domain::money::Amount;
use crate::domain::text::{Layout, clean, prose};

type Fields = Map<String, Value>;

pub(super) fn open(
    kind: &str,
    plan: &str,
    address: Option<&Fields>,
    custom: Option<&Fields>,
    facts: &Facts,
    house: &House,
    actor: &Actor,
) -> Result<Vec<Edit>, Refusal> {
    let id = AccountId(facts.fresh);
    let kind = known_kind(kind, house)?;
    let account = Account {
        id,
        version: 0,
        reference: format!("A-{id}"),
        customer: facts.need::<Customer>()?.id,
        plan: if plan.is_empty() { String::new() } else { super::plan::known(plan, &kind, house)?.0 },
        kind,
        status: AccountStatus::Active,
        reason: String::new(),
        address: address.map_or_else(|| Ok(Address::default()), |patch| address_with(&Address::default(), patch))?,
        opened_at: Some(actor.at),
        closed_at: None,
        readings: Vec::new(),
        reports: Vec::new(),
        custom: custom.map_or_else(|| Ok(Map::new()), |patch| noted(&Map::new(), patch, house))?,
    };
    Ok(vec![Edit::created(account)])
}

fn known_kind(kind: &str, house: &House) -> Result<String, Refusal> {
    let (kind, kinds) = (clean(kind, Layout::Line), &house.trade.kinds);
    if kind.is_empty() || !(kinds.is_empty() || kinds.contains(&kind)) {
        let message = format!("`{kind}` is no kind of account; choose one of {}", kinds.join(", "));
        let message = if kinds.is_empty() { "say what the account is of".to_owned() } else { message };
        return Err(Refusal::new("unknown_kind", message).instead(kinds.clone()));
    }
    Ok(kind)
}

/// The fields of the trade with those of `patch` in their place.
fn noted(fields: &Fields, patch: &Fields, house: &House) -> Result<Fields, Refusal> {
    let (mut noted, known) = (fields.clone(), &house.trade.fields);
    for (name, value) in patch {
        let name = clean(name, Layout::Line);
        if !(known.is_empty() || known.contains(&name) || fields.contains_key(&name)) {
            let message = format!("an account has no `{name}`; there are {}", known.join(", "));
            return Err(Refusal::new("unknown_field", message).instead(known.clone()));
        }
        match value {
            Value::Null => drop(noted.remove(&name)),
            Value::String(text) => drop(noted.insert(name, Value::from(prose(text, Layout::Line)))),
            Value::Bool(_) | Value::Number(_) => drop(noted.insert(name, value.clone())),
            Value::Array(_) | Value::Object(_) => {
                return Err(Refusal::new("bad_value", format!("`{name}` is a text or a number, not {value}")));
            }
        }
    }
    Ok(noted)
}

pub(super) fn change(
    address: Option<&Fields>,
    custom: Option<&Fields>,
    facts: &Facts,
    house: &House,
) -> Result<Vec<Edit>, Refusal> {
    let before = facts.need::<Account>()?;
    let mut after = before.clone();
    if let Some(patch) = address {
        after.address = address_with(&before.address, patch)?;
    }
    if let Some(patch) = custom {
        after.custom = noted(&before.custom, patch, house)?;
    }
    if after == *before {
        let message = format!("nothing of {} would change; say what", before.reference);
        return Err(Refusal::new("nothing_to_change", message));
    }
    Ok(vec![Edit::changed(before, after)])
}

/// The account, if it runs.
pub(super) fn running<'a>(facts: &'a Facts, what: &str) -> Result<&'a Account, Refusal> {
    let account = facts.need::<Account>()?;
    let reference = &account.reference;
    match account.status {
        AccountStatus::Active => Ok(account),
        AccountStatus::Suspended => {
            let message = format!("{reference} is suspended, so {what}; it has to be resumed first");
            Err(Refusal::new("suspended", message).instead(["resume_account".to_owned()]))
        }
        AccountStatus::Closed => Err(closed(account, what)),
    }
}

/// The account, unless it is closed.
pub(super) fn open_still<'a>(facts: &'a Facts, what: &str) -> Result<&'a Account, Refusal> {
    let account = facts.need::<Account>()?;
    if account.status == AccountStatus::Closed { Err(closed(account, what)) } else { Ok(account) }
}

fn closed(account: &Account, what: &str) -> Refusal {
    let message = format!("{} is closed, so {what}; open a new account", account.reference);
    Refusal::new("closed", message).instead(["open_account".to_owned()])
}

pub(super) fn suspend(reason: &str, facts: &Facts) -> Result<Vec<Edit>, Refusal> {
    let before = running(facts, "it cannot be suspended")?;
    let after = Account { status: AccountStatus::Suspended, reason: reason.to_owned(), ..before.clone() };
    Ok(vec![Edit::changed(before, after)])
}

pub(super) fn resume(facts: &Facts) -> Result<Vec<Edit>, Refusal> {
    let before = open_still(facts, "it cannot run again")?;
    if before.status == AccountStatus::Active {
        return Err(Refusal::new("active_already", format!("{} is active already", before.reference)));
    }
    let after = Account { status: AccountStatus::Active, reason: String::new(), ..before.clone() };
    Ok(vec![Edit::changed(before, after)])
}

pub(super) fn close(
    reason: &str,
    final_bill: &str,
    facts: &Facts,
    house: &House,
    actor: &Actor,
) -> Result<Vec<Edit>, Refusal> {
    let before = open_still(facts, "it cannot be closed again")?;
    let bill = if final_bill.is_empty() { None } else { Some(house.amount("final_bill", final_bill)?) };
    let owed = balance(facts.all::<Entry>());
    let after_bill = Amount(owed.0.saturating_add(bill.unwrap_or_default().0));
    let words = Amount(after_bill.0.abs()).decimal(house.currency);
    let (reference, currency) = (&before.reference, house.currency);
    if after_bill.0 > 0 && bill.is_none() {
        let message = format!(
            "{words} {currency} are still to be paid on {reference}; take the payment first, or close it with a final bill"
        );
        return Err(Refusal::new("still_owed", message).instead(["take_payment", "final_bill"].map(str::to_owned)));
    }
    if after_bill.0 < 0 {
        let message = format!("{words} {currency} on {reference} are the customer's; pay them back first");
        return Err(Refusal::new("in_credit", message).instead(["refund_payment".to_owned()]));
    }
    let after = Account {
        status: AccountStatus::Closed,
        reason: reason.to_owned(),
        closed_at: Some(actor.at),
        ..before.clone()
    };
    let mut edits = vec![Edit::changed(before, after)];
    edits.extend(bill.map(|bill| {
        let charge = entry::made(EntryKind::Charge, bill, "final bill", before, facts, actor);
        Edit::created(Entry { due_at: entry::due(house, actor), ..charge })
    }));
    Ok(edits)
}
