//! What can be done to an outage, and the rules for it: it is told once, joined by whoever else is struck, and ended once.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Actor, Facts, House, Refusal, Touches};
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::id::OutageId;
use crate::domain::journal::Edit;
use crate::domain::masked;
use crate::domain::outage::Outage;
use crate::domain::record::RecordKind;
use crate::domain::text::{Layout, clean, line};
use crate::domain::timestamp::Timestamp;

/// Something that is done to an outage.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum OutageAction {
    /// Something is out for many.
    ReportOutage {
        /// What happened, in words that can be said to a customer.
        #[serde(deserialize_with = "line")]
        cause: String,
        /// The kind of accounts it strikes; all where it is empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        service: String,
        /// Where: the beginnings of postal codes.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        postal_codes: Vec<String>,
        /// Accounts that it strikes wherever they are.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        accounts: Vec<String>,
        /// When it began.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        started_at: Option<Timestamp>,
        /// Until when it is expected to last.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        expected_until: Option<Timestamp>,
        /// The contact in which it was told.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        contact: String,
    },
    /// It became clear how long it lasts or what it is.
    ChangeOutage {
        /// The outage.
        outage: String,
        /// What happened.
        #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "line")]
        cause: String,
        /// Where: the beginnings of postal codes.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        postal_codes: Vec<String>,
        /// Until when it is expected to last.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        expected_until: Option<Timestamp>,
    },
    /// Somebody else is struck: the contact is about it, and an account that lies elsewhere belongs to it.
    JoinOutage {
        /// The outage.
        outage: String,
        /// The contact.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        contact: String,
        /// The account.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        account: String,
    },
    /// It is over.
    EndOutage {
        /// The outage.
        outage: String,
        /// Since when.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ended_at: Option<Timestamp>,
    },
}

impl fmt::Debug for OutageAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("OutageAction", self, f)
    }
}

impl OutageAction {
    pub(super) fn touches(&self) -> Touches<'_> {
        match self {
            Self::ReportOutage { contact, accounts, .. } => {
                let accounts = accounts.iter().map(|account| (RecordKind::Account, account.as_str()));
                Touches::named(std::iter::once((RecordKind::Contact, contact.as_str())).chain(accounts))
            }
            Self::JoinOutage { outage, contact, account } => Touches::named([
                (RecordKind::Outage, outage.as_str()),
                (RecordKind::Contact, contact),
                (RecordKind::Account, account),
            ]),
            Self::ChangeOutage { outage, .. } | Self::EndOutage { outage, .. } => {
                Touches::named([(RecordKind::Outage, outage.as_str())])
            }
        }
    }

    pub(super) fn rule(&self, facts: &Facts, house: &House, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
        match self {
            Self::ReportOutage { cause, service, postal_codes, started_at, expected_until, .. } => {
                let times = (started_at.unwrap_or(actor.at), *expected_until);
                report(cause, service, postal_codes, times, facts, house, actor)
            }
            Self::ChangeOutage { cause, postal_codes, expected_until, .. } => {
                change(cause, postal_codes, *expected_until, facts)
            }
            Self::JoinOutage { .. } => join(facts),
            Self::EndOutage { ended_at, .. } => end(ended_at.unwrap_or(actor.at), facts, actor),
        }
    }

    pub(super) fn words(&self) -> String {
        match self {
            Self::ReportOutage { cause, .. } => format!("outage: {cause}"),
            Self::ChangeOutage { outage, .. } => format!("changed {outage}"),
            Self::JoinOutage { outage, .. } => format!("struck by {outage}"),
            Self::EndOutage { outage, .. } => format!("{outage} is over"),
        }
    }
}

fn codes(written: &[String]) -> Vec<String> {
    written.iter().map(|code| clean(code, Layout::Line)).filter(|code| !code.is_empty()).collect()
}

fn report(
    cause: &str,
    service: &str,
    postal_codes: &[String],
    (started_at, expected_until): (Timestamp, Option<Timestamp>),
    facts: &Facts,
    house: &House,
    actor: &Actor,
) -> Result<Vec<Edit>, Refusal> {
    let (id, service) = (OutageId(facts.fresh), clean(service, Layout::Line));
    let accounts: Vec<_> = facts.all::<Account>().map(|account| account.reference.clone()).collect();
    let (postal_codes, kinds) = (codes(postal_codes), &house.trade.kinds);
    if cause.is_empty() {
        return Err(Refusal::new("words_needed", "say what happened"));
    }
    if postal_codes.is_empty() && accounts.is_empty() {
        return Err(Refusal::new("nobody_struck", "say where: the beginnings of postal codes, or accounts"));
    }
    if !(service.is_empty() || kinds.is_empty() || kinds.contains(&service)) {
        let message = format!("`{service}` is no kind of account; choose one of {}", kinds.join(", "));
        return Err(Refusal::new("unknown_kind", message).instead(kinds.clone()));
    }
    if started_at > actor.at {
        return Err(Refusal::new("future", "an outage has begun already; give the time at which it did"));
    }
    expected_after(started_at, expected_until)?;
    let reference = format!("O-{id}");
    let mut edits = about(facts, &reference);
    let cause = cause.to_owned();
    let custom = serde_json::Map::new();
    let outage = Outage {
        id,
        version: 0,
        reference,
        service,
        cause,
        postal_codes,
        accounts,
        started_at,
        expected_until,
        ended_at: None,
        custom,
    };
    edits.insert(0, Edit::created(outage));
    Ok(edits)
}

fn expected_after(started_at: Timestamp, expected_until: Option<Timestamp>) -> Result<(), Refusal> {
    if expected_until.is_some_and(|until| until <= started_at) {
        return Err(Refusal::new("past", "it cannot be over before it began; give a later time"));
    }
    Ok(())
}

/// The outage, if it is not over.
fn running(facts: &Facts) -> Result<&Outage, Refusal> {
    let outage = facts.need::<Outage>()?;
    match outage.ended_at {
        None => Ok(outage),
        Some(at) => {
            let message = format!("{} is over since {}; report a new one", outage.reference, at.rfc3339());
            Err(Refusal::new("over", message).instead(["report_outage".to_owned()]))
        }
    }
}

fn change(
    cause: &str,
    postal_codes: &[String],
    expected_until: Option<Timestamp>,
    facts: &Facts,
) -> Result<Vec<Edit>, Refusal> {
    let before = running(facts)?;
    let (mut after, postal_codes) = (before.clone(), codes(postal_codes));
    expected_after(before.started_at, expected_until)?;
    after.expected_until = expected_until.or(before.expected_until);
    if !cause.is_empty() {
        cause.clone_into(&mut after.cause);
    }
    if !postal_codes.is_empty() {
        after.postal_codes = postal_codes;
    }
    if after == *before {
        return Err(Refusal::new(
            "nothing_to_change",
            format!("nothing of {} would change; say what", before.reference),
        ));
    }
    Ok(vec![Edit::changed(before, after)])
}

/// The contact is about the outage.
fn about(facts: &Facts, reference: &str) -> Vec<Edit> {
    let contact = facts.get::<Contact>();
    contact
        .map(|contact| Edit::changed(contact, Contact { outage: reference.to_owned(), ..contact.clone() }))
        .into_iter()
        .collect()
}

fn join(facts: &Facts) -> Result<Vec<Edit>, Refusal> {
    let outage = running(facts)?;
    let (contact, account) = (facts.get::<Contact>(), facts.get::<Account>());
    if contact.is_none() && account.is_none() {
        return Err(Refusal::new("unknown_contact", "say which contact is about it, or which account it strikes"));
    }
    let mut edits = about(facts, &outage.reference);
    if let Some(account) = account.filter(|account| !outage.accounts.contains(&account.reference)) {
        // Whoever is in the file already, by the place or by the contact, need not be listed a second time.
        let owns = |contact: &Contact| contact.customer == Some(account.customer);
        let is_there = facts.owner_of(account).is_some_and(|owner| outage.strikes(account, owner));
        if !(contact.is_some_and(owns) || is_there) {
            let mut after = outage.clone();
            after.accounts.push(account.reference.clone());
            edits.push(Edit::changed(outage, after));
        }
    }
    edits.retain(|edit| edit.change().is_some());
    if edits.is_empty() {
        return Err(Refusal::new("joined_already", format!("{} knows of that already", outage.reference)));
    }
    Ok(edits)
}

fn end(ended_at: Timestamp, facts: &Facts, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
    let before = running(facts)?;
    if ended_at < before.started_at || ended_at > actor.at {
        let message = format!(
            "{} began at {} and ends by now; give a time between",
            before.reference,
            before.started_at.rfc3339()
        );
        return Err(Refusal::new("bad_time", message));
    }
    Ok(vec![Edit::changed(before, Outage { ended_at: Some(ended_at), ..before.clone() })])
}
