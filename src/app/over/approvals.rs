//! What waits for this agent's yes, and what became of what the agent asked for. What is typed is said to it.

use super::Over;
use super::row::{Choice, Row};
use crate::app::state::State;
use crate::app::update::capital;
use crate::domain::approval::{Approval, Verdict};
use crate::domain::customer::Customer;
use crate::ui::list::Cell;
use crate::ui::theme::Role;

/// For what waits here a yes and a no, then what this agent asked for.
pub(super) fn rows(state: &State, over: &Over) -> Vec<Row> {
    let agent = &state.setup.agent;
    let (own, others): (Vec<_>, Vec<_>) =
        state.desk.approvals.iter().partition(|(approval, _)| approval.asked_by == *agent);
    let decided = others.into_iter().flat_map(|(approval, customer)| {
        let about = about(approval, customer.as_ref());
        let yes = Choice::Decide { approval: approval.reference.clone(), verdict: Verdict::Approved };
        let no = if over.text().is_empty() {
            Choice::Refused("say why not, in a few words: whoever asked reads them to the customer".to_owned())
        } else {
            Choice::Decide { approval: approval.reference.clone(), verdict: Verdict::Declined }
        };
        [("Yes", about.clone(), yes), ("No", approval.over.clone(), no)]
    });
    let told = own
        .into_iter()
        .map(|(approval, customer)| (approval.verdict.name(), answer(approval, customer.as_ref()), Choice::Close));
    let row = |(word, about, choice): (&str, String, Choice)| Row {
        cells: vec![Cell::text(capital(word)), Cell::of(Role::Muted, about)],
        choice,
    };
    decided.chain(told).map(row).collect()
}

/// `Q-17 of Mara Haas for Katrin Vogel: refund of 240.00 to VISA (a good customer)`.
fn about(approval: &Approval, customer: Option<&Customer>) -> String {
    let whom = customer.map(|customer| format!(" for {}", customer.name())).unwrap_or_default();
    let (reference, by) = (&approval.reference, &approval.asked_by);
    format!("{reference} of {by}{whom}: {} ({})", approval.request.words(), approval.reason)
}

/// What became of a request, in the words of who decided.
pub(in crate::app) fn answer(approval: &Approval, customer: Option<&Customer>) -> String {
    let whom = customer.map(|customer| format!(" for {}", customer.name())).unwrap_or_default();
    let (reference, words, by) = (&approval.reference, approval.request.words(), &approval.decided_by);
    let said = if approval.word.is_empty() { String::new() } else { format!(" ({})", approval.word) };
    match approval.verdict {
        Verdict::Waiting => format!("{reference}{whom}: {words}"),
        Verdict::Approved => format!("{reference} approved by {by}{said}{whom}: {words}"),
        Verdict::Declined => format!("{reference} declined by {by}{said}{whom}: {words}"),
    }
}
