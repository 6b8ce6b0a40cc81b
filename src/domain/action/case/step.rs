//! The small steps of a case: an offer, a note, its end, and that it was not the end.

use super::super::{Actor, Facts, House, Refusal};
use crate::domain::case::{Case, CaseStatus, NoteKind, Severity, within};
use crate::domain::journal::Edit;
use crate::domain::text::{Layout, prose};
use crate::domain::timestamp::Timestamp;

pub(super) fn offer(offer: &str, version: Option<i64>, facts: &Facts, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
    let before = facts.need_at::<Case>(version)?;
    let offer = needed(offer, "say what is offered")?;
    still_open(before)?;
    let next_step = format!("You tell us whether you take it: {offer}");
    let case = before.clone().with(actor.at, &actor.agent, NoteKind::Offer, offer);
    Ok(vec![Edit::changed(before, Case { next_step, ..case })])
}

pub(super) fn note(note: &str, facts: &Facts, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
    let before = facts.need::<Case>()?;
    let note = needed(note, "say what is to be noted")?;
    Ok(vec![Edit::changed(before, before.clone().with(actor.at, &actor.agent, NoteKind::Note, note))])
}

pub(super) fn close(outcome: &str, version: Option<i64>, facts: &Facts, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
    let before = facts.need_at::<Case>(version)?;
    let outcome = needed(outcome, "say what came of it")?;
    still_open(before)?;
    let mut case = before.clone().with(actor.at, &actor.agent, NoteKind::Outcome, outcome);
    case.status = CaseStatus::Closed;
    case.answered_at = case.answered_at.or(Some(actor.at));
    case.closed_at = Some(actor.at);
    case.next_step = String::new();
    Ok(vec![Edit::changed(before, case)])
}

pub(super) fn reopen(reason: &str, facts: &Facts, house: &House, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
    let before = facts.need::<Case>()?;
    if before.is_open() {
        let message = format!("{} is {}; it is not closed", before.reference, before.status.name());
        return Err(Refusal::new("not_closed", message));
    }
    let reason = needed(reason, "say why it is opened again")?;
    let mut case = before.clone().with(actor.at, &actor.agent, NoteKind::Reopening, reason);
    case.status = CaseStatus::Open;
    case.agent.clone_from(&actor.agent);
    (case.answered_at, case.closed_at) = (None, None);
    case.due_at = until(case.severity, house, actor.at);
    case.next_step =
        format!("We look at it again {}; your number is still {}.", within(case.due_at, actor.at), case.reference);
    Ok(vec![Edit::changed(before, case)])
}

/// Until when a case of that weight is to be answered, if the house has set a time.
pub(super) fn until(severity: Severity, house: &House, now: Timestamp) -> Option<Timestamp> {
    let hours = house.policy.cases.hours.get(&severity)?;
    Some(now.plus_seconds(i64::from(*hours) * 3600))
}

/// A text without which the step makes no sense.
pub(super) fn needed(text: &str, say: &str) -> Result<String, Refusal> {
    Some(prose(text, Layout::Block)).filter(|text| !text.is_empty()).ok_or_else(|| Refusal::new("words_needed", say))
}

fn still_open(case: &Case) -> Result<(), Refusal> {
    if case.is_open() {
        return Ok(());
    }
    let message = format!("{} is closed; open it again first", case.reference);
    Err(Refusal::new("case_closed", message).instead(["reopen_case".to_owned()]))
}
