//! Money on an account: charges, credits, payments and refunds, each an entry of its own that nothing afterwards changes.

use super::super::limit::within;
use super::super::{Actor, Facts, House, Refusal};
use super::life::open_still;
use crate::domain::account::Account;
use crate::domain::customer::{Customer, MethodKind};
use crate::domain::id::EntryId;
use crate::domain::journal::Edit;
use crate::domain::ledger::{Entry, EntryKind, Settlement, balance};
use crate::domain::money::Amount;
use crate::domain::policy::LimitKind;
use crate::domain::timestamp::{DAY, Timestamp};

/// An entry that is made now: a charge is an invoice by its number.
pub(super) fn made(
    kind: EntryKind,
    amount: Amount,
    what: &str,
    account: &Account,
    facts: &Facts,
    actor: &Actor,
) -> Entry {
    let (id, letter) = (EntryId(facts.fresh), if kind == EntryKind::Charge { 'I' } else { 'E' });
    Entry {
        id,
        version: 0,
        reference: format!("{letter}-{id}"),
        account: account.id,
        kind,
        amount,
        what: what.to_owned(),
        at: actor.at,
        due_at: None,
        settles: String::new(),
        bank_reference: String::new(),
        custom: serde_json::Map::new(),
    }
}

/// Until when a charge that is made now is to be paid.
pub(super) fn due(house: &House, actor: &Actor) -> Option<Timestamp> {
    house.trade.payment_days.map(|days| actor.at.plus_seconds(i64::from(days) * DAY))
}

pub(super) fn charge(
    asked: &str,
    what: &str,
    due_at: Option<Timestamp>,
    facts: &Facts,
    house: &House,
    actor: &Actor,
) -> Result<Vec<Edit>, Refusal> {
    let account = open_still(facts, "nothing can be charged on it")?;
    said("what it is for", what)?;
    let entry = made(EntryKind::Charge, house.amount("amount", asked)?, what, account, facts, actor);
    Ok(vec![Edit::created(Entry { due_at: due_at.or(due(house, actor)), ..entry })])
}

pub(super) fn credit(
    asked: &str,
    reason: &str,
    invoice: &str,
    facts: &Facts,
    house: &House,
    actor: &Actor,
) -> Result<Vec<Edit>, Refusal> {
    let account = facts.need::<Account>()?;
    said("why", reason)?;
    let asked = house.amount("amount", asked)?;
    let settles = settled(invoice, asked, facts, house)?;
    within(LimitKind::Credit, asked, facts, house, actor)?;
    Ok(vec![Edit::created(Entry { settles, ..made(EntryKind::Credit, asked, reason, account, facts, actor) })])
}

/// A credit for a customer without an account: it goes to one of their gift cards.
pub(super) fn goodwill(
    method: &str,
    asked: &str,
    reason: &str,
    facts: &Facts,
    house: &House,
    actor: &Actor,
) -> Result<Vec<Edit>, Refusal> {
    let before = facts.get::<Customer>().ok_or_else(|| {
        Refusal::new(
            "unknown_account",
            "say which account is credited, or which customer and which gift card of theirs",
        )
    })?;
    said("why", reason)?;
    let asked = house.amount("amount", asked)?;
    let mut after = before.clone();
    let cards = || before.details.payment_methods.iter().filter(|known| known.kind == MethodKind::GiftCard);
    let methods = &mut after.details.payment_methods;
    let card = methods.iter_mut().find(|known| known.reference == method && known.kind == MethodKind::GiftCard);
    let card = card.ok_or_else(|| {
        let message = format!("{} has no gift card `{method}` that a credit could go to", before.name());
        Refusal::new("unknown_method", message).instead(cards().map(|card| card.reference.clone()))
    })?;
    within(LimitKind::Credit, asked, facts, house, actor)?;
    card.balance = Some(Amount(card.balance.unwrap_or_default().0.saturating_add(asked.0)));
    Ok(vec![Edit::changed(before, after)])
}

pub(super) fn payment(
    asked: &str,
    bank_reference: &str,
    invoice: &str,
    facts: &Facts,
    house: &House,
    actor: &Actor,
) -> Result<Vec<Edit>, Refusal> {
    let account = facts.need::<Account>()?;
    said("what the terminal or the bank calls it", bank_reference)?;
    let asked = house.amount("amount", asked)?;
    let settles = settled(invoice, asked, facts, house)?;
    let entry = made(EntryKind::Payment, asked, "payment", account, facts, actor);
    Ok(vec![Edit::created(Entry { settles, bank_reference: bank_reference.to_owned(), ..entry })])
}

pub(super) fn refund(
    asked: &str,
    reason: &str,
    payment: &str,
    bank_reference: &str,
    facts: &Facts,
    house: &House,
    actor: &Actor,
) -> Result<Vec<Edit>, Refusal> {
    let account = facts.need::<Account>()?;
    said("why", reason)?;
    let asked = house.amount("amount", asked)?;
    let entries: Vec<Entry> = facts.all().cloned().collect();
    let (most, of, settles) = if payment.is_empty() {
        let in_credit = Amount(balance(&entries).0.saturating_neg().max(0));
        (in_credit, format!("are the customer's on {}", account.reference), String::new())
    } else {
        let paid = named(payment, EntryKind::Payment, "payment", &entries)?;
        (Settlement::of(&entries).left(paid), format!("are left of {}", paid.reference), paid.reference.clone())
    };
    if asked > most {
        let [most, asked] = [most, asked].map(|amount| amount.decimal(house.currency));
        let message = format!("{most} {} {of}, so {asked} cannot be paid back", house.currency);
        return Err(Refusal::new("too_much", message).instead([most]));
    }
    within(LimitKind::Refund, asked, facts, house, actor)?;
    let entry = made(EntryKind::Refund, asked, reason, account, facts, actor);
    Ok(vec![Edit::created(Entry { settles, bank_reference: bank_reference.to_owned(), ..entry })])
}

/// The number of the invoice that so much settles, as it is written; nothing where it is the account as a whole.
fn settled(invoice: &str, amount: Amount, facts: &Facts, house: &House) -> Result<String, Refusal> {
    if invoice.is_empty() {
        return Ok(String::new());
    }
    let entries: Vec<Entry> = facts.all().cloned().collect();
    let charge = named(invoice, EntryKind::Charge, "invoice", &entries)?;
    let open = Settlement::of(&entries).left(charge);
    if amount > open {
        let open = open.decimal(house.currency);
        let message =
            format!("{open} {} are open on {}; the rest belongs on the account", house.currency, charge.reference);
        return Err(Refusal::new("too_much", message).instead([open]));
    }
    Ok(charge.reference.clone())
}

fn named<'a>(reference: &str, kind: EntryKind, word: &str, entries: &'a [Entry]) -> Result<&'a Entry, Refusal> {
    entries.iter().find(|entry| entry.kind == kind && entry.is_named(reference)).ok_or_else(|| {
        let known = entries.iter().filter(|entry| entry.kind == kind).map(|entry| entry.reference.clone());
        let message = format!("there is no {word} {reference} on this account");
        Refusal::new(&format!("unknown_{word}"), message).instead(known)
    })
}

fn said(what: &str, words: &str) -> Result<(), Refusal> {
    if words.is_empty() { Err(Refusal::new("words_needed", format!("say {what}"))) } else { Ok(()) }
}
