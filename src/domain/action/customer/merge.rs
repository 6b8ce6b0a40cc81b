//! Two files of one customer become one: what both say is put together field by field, and everything that belongs to the
//! other moves. Nothing of it is lost, so that the two can be parted again.

use serde_json::{Map, Value};

use super::super::{Facts, Refusal};
use crate::domain::customer::{Address, Consent, Customer, Details, PaymentMethod};
use crate::domain::id::CustomerId;
use crate::domain::journal::Edit;
use crate::domain::record::{Record, Recorded};

/// The details of which the other's may be taken instead of the survivor's.
pub(in super::super) const CHOICES: &[&str] =
    &["given_name", "family_name", "company", "emails", "phones", "address", "language", "time_zone", "tier", "note"];

pub(super) fn merge(take: &[String], versions: [Option<i64>; 2], facts: &Facts) -> Result<Vec<Edit>, Refusal> {
    let mut both = facts.all::<Customer>();
    let (Some(survivor), Some(other)) = (both.next(), both.next()) else {
        return Err(Refusal::unknown("customer", ""));
    };
    if survivor.id == other.id {
        let message = format!("that is {} both times; name two customers", survivor.reference);
        return Err(Refusal::new("one_already", message));
    }
    for (customer, version) in [survivor, other].into_iter().zip(versions) {
        if version.is_some_and(|version| version != customer.version) {
            let message =
                format!("{} was changed by somebody else in the meantime; look at it again", customer.reference);
            return Err(Refusal::new("conflict", message));
        }
    }
    if let Some(unknown) = take.iter().find(|name| !CHOICES.contains(&name.as_str())) {
        let message = format!("`{unknown}` is not chosen; both are kept, or it is one of {}", CHOICES.join(", "));
        return Err(Refusal::new("unknown_field", message).instead(CHOICES.iter().map(|name| (*name).to_owned())));
    }
    let mut edits =
        vec![Edit::changed(survivor, Customer { details: joined(survivor, other, take)?, ..survivor.clone() })];
    for record in facts.records.iter().filter(|record| record.customer() == Some(other.id)) {
        if Customer::of(record).is_none() {
            edits.push(Edit { before: Some(record.clone()), after: Some(given_to(record, survivor.id)?) });
        }
    }
    edits.push(Edit { before: Some(other.clone().recorded()), after: None });
    Ok(edits)
}

/// The record as one of another customer's.
fn given_to(record: &Record, customer: CustomerId) -> Result<Record, Refusal> {
    let mut fields = record.fields();
    fields.insert("customer".to_owned(), Value::from(customer.0));
    Record::from_fields(record.kind(), fields)
        .map_err(|error| Refusal::new("bad_value", format!("{} cannot move: {error}", record.reference())))
}

fn joined(survivor: &Customer, other: &Customer, take: &[String]) -> Result<Details, Refusal> {
    let (mine, theirs) = (&survivor.details, &other.details);
    let takes = |name: &str| take.iter().any(|taken| taken == name);
    let chosen = |name: &str, mine: &String, theirs: &String| {
        if mine.is_empty() || takes(name) && !theirs.is_empty() { theirs.clone() } else { mine.clone() }
    };
    let (address, addresses) = addresses(mine, theirs, takes("address"));
    let mut merged = united(&survivor.details.merged, std::slice::from_ref(&other.reference));
    merged = united(&merged, &theirs.merged);
    Ok(Details {
        given_name: chosen("given_name", &mine.given_name, &theirs.given_name),
        family_name: chosen("family_name", &mine.family_name, &theirs.family_name),
        company: chosen("company", &mine.company, &theirs.company),
        emails: if takes("emails") {
            united(&theirs.emails, &mine.emails)
        } else {
            united(&mine.emails, &theirs.emails)
        },
        phones: if takes("phones") {
            united(&theirs.phones, &mine.phones)
        } else {
            united(&mine.phones, &theirs.phones)
        },
        address,
        addresses,
        language: chosen("language", &mine.language, &theirs.language),
        time_zone: chosen("time_zone", &mine.time_zone, &theirs.time_zone),
        tier: chosen("tier", &mine.tier, &theirs.tier),
        tags: united(&mine.tags, &theirs.tags),
        alerts: united(&mine.alerts, &theirs.alerts),
        payment_methods: methods(mine, theirs)?,
        note: note(mine, theirs, takes("note")),
        consents: consents(&mine.consents, &theirs.consents),
        merged,
        custom: custom(&mine.custom, &theirs.custom),
    })
}

/// What either has, each once.
fn united<T: Clone + PartialEq>(first: &[T], second: &[T]) -> Vec<T> {
    let new = second.iter().filter(|item| !first.contains(item));
    first.iter().chain(new).cloned().collect()
}

/// The first address and the others: none is lost.
fn addresses(mine: &Details, theirs: &Details, theirs_first: bool) -> (Address, Vec<Address>) {
    let firsts = if theirs_first { [&theirs.address, &mine.address] } else { [&mine.address, &theirs.address] };
    let mut all: Vec<Address> = Vec::new();
    for address in firsts.into_iter().chain(&mine.addresses).chain(&theirs.addresses) {
        if *address != Address::default() && !all.contains(address) {
            all.push(address.clone());
        }
    }
    let mut all = all.into_iter();
    (all.next().unwrap_or_default(), all.collect())
}

fn note(mine: &Details, theirs: &Details, theirs_first: bool) -> String {
    let both = if theirs_first { [&theirs.note, &mine.note] } else { [&mine.note, &theirs.note] };
    let mut texts: Vec<&str> = both.into_iter().map(String::as_str).filter(|text| !text.is_empty()).collect();
    texts.dedup();
    texts.join("\n")
}

/// The methods of both. What lies on two of one number cannot be told apart later.
fn methods(mine: &Details, theirs: &Details) -> Result<Vec<PaymentMethod>, Refusal> {
    let mut all = mine.payment_methods.clone();
    for method in &theirs.payment_methods {
        let twin = all.iter().find(|known| known.reference == method.reference);
        if twin.is_some_and(|twin| twin.balance.is_some() || method.balance.is_some()) {
            let message = format!("both have a {} with money on it; change one of the two first", method.reference);
            return Err(Refusal::new("method_twice", message));
        }
        if twin.is_none() {
            all.push(method.clone());
        }
    }
    Ok(all)
}

/// Of what was said about the same, what was said last.
fn consents(mine: &[Consent], theirs: &[Consent]) -> Vec<Consent> {
    let mut all = mine.to_vec();
    for consent in theirs {
        match all.iter_mut().find(|known| known.is_about(consent)) {
            Some(known) if known.at < consent.at => *known = consent.clone(),
            Some(_) => {}
            None => all.push(consent.clone()),
        }
    }
    all
}

fn custom(mine: &Map<String, Value>, theirs: &Map<String, Value>) -> Map<String, Value> {
    let mut all = theirs.clone();
    all.extend(mine.clone());
    all
}
