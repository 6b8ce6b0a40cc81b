//! A case is opened: whose it is, what it is about, and until when it is to be answered.

use super::super::{Actor, Facts, House, Refusal};
use super::step::{needed, until};
use crate::domain::account::Account;
use crate::domain::case::{Case, CaseKind, CaseStatus, Severity, within};
use crate::domain::contact::Contact;
use crate::domain::customer::Customer;
use crate::domain::id::CaseId;
use crate::domain::journal::Edit;
use crate::domain::order::Order;
use crate::domain::text::{Layout, prose};

/// What a customer complains of.
pub(super) struct Complaint<'a> {
    pub(super) summary: &'a str,
    pub(super) wants: &'a str,
    pub(super) category: &'a str,
    pub(super) severity: Option<Severity>,
}

pub(super) fn complain(
    complaint: &Complaint<'_>,
    facts: &Facts,
    house: &House,
    actor: &Actor,
) -> Result<Vec<Edit>, Refusal> {
    let severity = complaint.severity.unwrap_or(Severity::Normal);
    let mut case = fresh(CaseKind::Complaint, severity, facts, house, actor)?;
    case.summary = needed(complaint.summary, "say what the customer complains of")?;
    case.wants = prose(complaint.wants, Layout::Line);
    case.category = prose(complaint.category, Layout::Line);
    let known = &house.policy.cases.categories;
    if !(case.category.is_empty() || known.is_empty() || known.contains(&case.category)) {
        let message = format!("`{}` is no category of cases; it is one of {}", case.category, known.join(", "));
        return Err(Refusal::new("bad_category", message).instead(known.clone()));
    }
    case.next_step = format!("You hear from us {}; your number is {}.", within(case.due_at, actor.at), case.reference);
    Ok(vec![Edit::created(case)])
}

/// A case that is new, with its clock and nothing said of it yet.
pub(super) fn fresh(
    kind: CaseKind,
    severity: Severity,
    facts: &Facts,
    house: &House,
    actor: &Actor,
) -> Result<Case, Refusal> {
    let customer = facts.need::<Customer>()?;
    let order = facts.get::<Order>();
    let account = facts.get::<Account>();
    let strange_order = order.filter(|order| order.customer != customer.id).map(|order| &order.reference);
    let strange_account = account.filter(|account| account.customer != customer.id).map(|account| &account.reference);
    if let Some(strange) = strange_order.or(strange_account) {
        let message = format!("{strange} does not belong to {}", customer.name());
        return Err(Refusal::new("not_theirs", message));
    }
    let id = CaseId(facts.fresh);
    Ok(Case {
        id,
        version: 0,
        reference: format!("S-{id}"),
        customer: customer.id,
        contact: facts.get::<Contact>().map(|contact| contact.id).or(actor.contact),
        order: order.map(|order| order.reference.clone()).unwrap_or_default(),
        account: account.map(|account| account.reference.clone()).unwrap_or_default(),
        kind,
        category: String::new(),
        severity,
        summary: String::new(),
        wants: String::new(),
        to: String::new(),
        reason: String::new(),
        status: CaseStatus::Open,
        agent: actor.agent.clone(),
        opened_at: actor.at,
        due_at: until(severity, house, actor.at),
        answered_at: None,
        closed_at: None,
        next_step: String::new(),
        notes: Vec::new(),
        custom: serde_json::Map::new(),
    })
}
