//! What is above an agent's authority: it is asked for, and somebody who may says yes, upon which it is done as if the
//! agent had that authority, or no.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::limit::NEEDS_APPROVAL;
use super::{Action, Actor, Facts, House, Refusal, Touches};
use crate::domain::approval::{Approval, Verdict};
use crate::domain::id::{ApprovalId, ReceiptId};
use crate::domain::journal::Edit;
use crate::domain::masked;
use crate::domain::record::{Record, RecordKind};
use crate::domain::text::{Layout, prose};

/// Something that is done about an approval.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum ApprovalAction {
    /// An action that is above the agent's authority is asked for.
    RequestApproval {
        /// The action, whole.
        request: Box<Action>,
        /// Why it should be done.
        reason: String,
    },
    /// Yes: it is done.
    Approve {
        /// The approval.
        approval: String,
        /// What is said to it.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
    /// No.
    Decline {
        /// The approval.
        approval: String,
        /// Why not.
        reason: String,
    },
}

/// An action that goes on once another is done: who asked for it, and whose authority it is done with.
#[derive(Clone, Debug, PartialEq)]
pub struct GoingOn {
    /// The action.
    pub action: Action,
    /// Who asked for it, in which contact.
    pub actor: Actor,
    /// Who approved it.
    pub approver: String,
}

impl fmt::Debug for ApprovalAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("ApprovalAction", self, f)
    }
}

impl ApprovalAction {
    pub(super) fn touches(&self) -> Touches<'_> {
        match self {
            Self::RequestApproval { request, .. } => request.touches(),
            Self::Approve { approval, .. } | Self::Decline { approval, .. } => {
                Touches::named([(RecordKind::Approval, approval.as_str())])
            }
        }
    }

    pub(super) fn rule(&self, facts: &Facts, house: &House, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
        match self {
            Self::RequestApproval { request, reason } => ask(request, reason, facts, house, actor),
            Self::Approve { reason, .. } => {
                let before = decidable(facts, house, actor)?;
                let after = Approval { receipt: Some(ReceiptId(facts.fresh)), ..before.clone() };
                Ok(vec![decided(before, after, Verdict::Approved, reason, actor)])
            }
            Self::Decline { reason, .. } => {
                let before = decidable(facts, house, actor)?;
                if prose(reason, Layout::Line).is_empty() {
                    return Err(Refusal::new("words_needed", "say why not, so that it can be said to the customer"));
                }
                Ok(vec![decided(before, before.clone(), Verdict::Declined, reason, actor)])
            }
        }
    }

    /// The action that is done by itself upon a yes.
    pub(super) fn goes_on(&self, facts: &Facts, actor: &Actor) -> Option<GoingOn> {
        let approval = facts.get::<Approval>().filter(|_| matches!(self, Self::Approve { .. }))?;
        let asker = Actor { agent: approval.asked_by.clone(), contact: approval.contact, at: actor.at };
        Some(GoingOn { action: (*approval.request).clone(), actor: asker, approver: actor.agent.clone() })
    }

    pub(super) fn words(&self) -> String {
        let because = |reason: &str| if reason.is_empty() { String::new() } else { format!(": {reason}") };
        match self {
            Self::RequestApproval { request, reason } => {
                format!("asked to approve: {}{}", request.words(), because(reason))
            }
            Self::Approve { approval, reason } => format!("approved {approval}{}", because(reason)),
            Self::Decline { approval, reason } => format!("declined {approval}{}", because(reason)),
        }
    }
}

/// Keeps an action that would be done but for the agent's authority.
fn ask(request: &Action, reason: &str, facts: &Facts, house: &House, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
    let reason = prose(reason, Layout::Line);
    if reason.is_empty() {
        return Err(Refusal::new("words_needed", "say why it should be done, so that somebody can decide"));
    }
    if matches!(request, Action::Approval(_) | Action::Undo { .. } | Action::Import { .. }) {
        return Err(Refusal::new("bad_request", "that is nothing to approve; ask for what is to be done"));
    }
    let over = match request.rule(facts, house, actor) {
        Err(refusal) if refusal.code == NEEDS_APPROVAL => refusal.message,
        Err(refusal) => return Err(refusal),
        Ok(_) => {
            let message = "you may do that by yourself; nobody has to approve it";
            return Err(Refusal::new("no_approval_needed", message).instead([request.name()]));
        }
    };
    let id = ApprovalId(facts.fresh);
    Ok(vec![Edit::created(Approval {
        id,
        version: 0,
        reference: format!("Q-{id}"),
        customer: facts.records.iter().find_map(Record::customer),
        contact: actor.contact,
        request: Box::new(request.clone()),
        over,
        reason,
        asked_by: actor.agent.clone(),
        asked_at: actor.at,
        verdict: Verdict::Waiting,
        decided_by: String::new(),
        decided_at: None,
        word: String::new(),
        receipt: None,
    })])
}

/// The approval, where it waits and this agent may decide on it.
fn decidable<'a>(facts: &'a Facts, house: &House, actor: &Actor) -> Result<&'a Approval, Refusal> {
    let approval = facts.need::<Approval>()?;
    if approval.verdict != Verdict::Waiting {
        let (reference, verdict) = (&approval.reference, approval.verdict.name());
        let message = format!("{reference} was {verdict} already, by {}", approval.decided_by);
        return Err(Refusal::new("decided_already", message));
    }
    if approval.asked_by == actor.agent {
        let message = format!("you asked for {} yourself; somebody else has to decide", approval.reference);
        return Err(Refusal::new("own_request", message));
    }
    if !house.policy.may_approve(&actor.agent) {
        let message = format!("{} is not for you to decide; a supervisor does", approval.reference);
        return Err(Refusal::new("not_permitted", message));
    }
    Ok(approval)
}

fn decided(before: &Approval, after: Approval, verdict: Verdict, word: &str, actor: &Actor) -> Edit {
    let (decided_by, decided_at) = (actor.agent.clone(), Some(actor.at));
    Edit::changed(before, Approval { verdict, decided_by, decided_at, word: prose(word, Layout::Line), ..after })
}
