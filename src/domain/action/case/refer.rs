//! A case goes to somebody who may decide or do what the agent may not, keeps its clock there, and comes back with an
//! answer.

use super::super::{Actor, Facts, House, Keeper, Refusal};
use super::open;
use super::step::needed;
use crate::domain::case::{Case, CaseKind, CaseStatus, NoteKind, Severity, within};
use crate::domain::customer::Customer;
use crate::domain::journal::Edit;

/// What is referred, to whom and why.
pub(super) struct Referral<'a> {
    pub(super) to: &'a str,
    pub(super) reason: &'a str,
    pub(super) summary: &'a str,
    pub(super) severity: Option<Severity>,
    pub(super) keeper: Keeper,
}

pub(super) fn refer(
    referral: &Referral<'_>,
    facts: &Facts,
    house: &House,
    actor: &Actor,
) -> Result<Vec<Edit>, Refusal> {
    let to = addressee(referral.to, house)?;
    let reason = needed(referral.reason, "say why it is referred")?;
    let summary = needed(referral.summary, "say what they must know to decide")?;
    let before = facts.get::<Case>();
    let mut case = if let Some(case) = before {
        known(case, facts)?
    } else {
        let severity = referral.severity.unwrap_or(Severity::Normal);
        let fresh = open::fresh(CaseKind::Referral, severity, facts, house, actor)?;
        Case { summary: summary.clone(), ..fresh }
    };
    if let Some(severity) = referral.severity {
        case.severity = severity;
    }
    case.agent = match referral.keeper {
        Keeper::Me => actor.agent.clone(),
        Keeper::Anyone => String::new(),
    };
    case.status = CaseStatus::Referred;
    case.next_step = format!(
        "{to} answers {}, and then you hear from us; your number is {}.",
        within(case.due_at, actor.at),
        case.reference
    );
    let told = format!("to {to}, {reason}: {summary}");
    let case = Case { to, reason, ..case }.with(actor.at, &actor.agent, NoteKind::Referral, told);
    Ok(vec![before.map_or_else(|| Edit::created(case.clone()), |before| Edit::changed(before, case.clone()))])
}

/// A case of this customer that somebody may still answer.
fn known(case: &Case, facts: &Facts) -> Result<Case, Refusal> {
    let customer = facts.need::<Customer>()?;
    if case.customer != customer.id {
        let message = format!("{} is not a case of {}", case.reference, customer.name());
        return Err(Refusal::new("not_theirs", message));
    }
    match case.status {
        CaseStatus::Open | CaseStatus::Answered => Ok(case.clone()),
        CaseStatus::Referred => {
            let message = format!("{} is with {} already; they have not answered yet", case.reference, case.to);
            Err(Refusal::new("referred_already", message).instead(["answer_referral".to_owned()]))
        }
        CaseStatus::Closed => {
            let message = format!("{} is closed; open it again first", case.reference);
            Err(Refusal::new("case_closed", message).instead(["reopen_case".to_owned()]))
        }
    }
}

/// To whom it goes: anybody, or one of those whom the house has named.
fn addressee(to: &str, house: &House) -> Result<String, Refusal> {
    let to = needed(to, "say to whom it is referred")?;
    let known = &house.policy.cases.refer_to;
    if known.is_empty() || known.contains(&to) {
        return Ok(to);
    }
    let message = format!("nothing is referred to `{to}`; it goes to one of {}", known.join(", "));
    Err(Refusal::new("bad_department", message).instead(known.clone()))
}

pub(super) fn answer(answer: &str, version: Option<i64>, facts: &Facts, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
    let before = facts.need_at::<Case>(version)?;
    if before.status != CaseStatus::Referred {
        let message = format!("{} is {}, so there is nothing to answer", before.reference, before.status.name());
        return Err(Refusal::new("not_referred", message));
    }
    let answer = needed(answer, "say what the answer is")?;
    let mut case = before.clone().with(actor.at, &actor.agent, NoteKind::Answer, answer);
    case.status = CaseStatus::Answered;
    case.answered_at = Some(actor.at);
    case.next_step = format!("We tell you what {} answered.", before.to);
    Ok(vec![Edit::changed(before, case)])
}
