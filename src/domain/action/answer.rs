//! What can be done to a scripted answer, and the rules for it: what may be written into which field, and who may change what
//! was agreed on.

mod details;
#[cfg(test)]
mod tests;

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::limit::NEEDS_APPROVAL;
use super::{Action, Actor, Facts, House, Refusal, Touches};
use crate::domain::answer::{Answer, Reader};
use crate::domain::id::AnswerId;
use crate::domain::journal::Edit;
use crate::domain::masked;
use crate::domain::record::RecordKind;
use crate::domain::text::{Layout, clean, words};

pub use details::{difference, merged};

/// The code of the refusal of a key that another answer bears.
pub const KEY_TAKEN: &str = "key_taken";

/// Something that is done to a scripted answer.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum AnswerAction {
    /// A new answer.
    WriteAnswer {
        /// What the list shows.
        title: String,
        /// The name of its file; made of the title where none is given.
        #[serde(rename = "ref", default, skip_serializing_if = "String::is_empty")]
        reference: String,
        /// Its other details.
        #[serde(flatten)]
        details: Map<String, Value>,
    },
    /// These details of an answer become what is given here.
    ChangeAnswer {
        /// The answer.
        answer: String,
        /// The version that the change was made from; without one the change is made whatever the version.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<i64>,
        /// The details that change.
        #[serde(flatten)]
        details: Map<String, Value>,
    },
    /// It is out of use.
    WithdrawAnswer {
        /// The answer.
        answer: String,
    },
    /// It is in use again.
    ReinstateAnswer {
        /// The answer.
        answer: String,
    },
    /// A draft is agreed to.
    ApproveAnswer {
        /// The answer.
        answer: String,
        /// The version that was read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        version: Option<i64>,
    },
}

impl fmt::Debug for AnswerAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("AnswerAction", self, f)
    }
}

impl House {
    /// Whether somebody finds an answer in this house.
    #[must_use]
    pub fn shows(&self, answer: &Answer, reader: &Reader) -> bool {
        answer.is_seen_by(&reader.agent, &self.policy, self.zone.civil(reader.at).date)
    }
}

/// Why an answer cannot bear its key: another one does.
#[must_use]
pub fn key_taken(answer: &Answer, holder: &Answer) -> Refusal {
    let (key, holder) = (&answer.key, &holder.reference);
    let message =
        format!("`{key}` is the key of {holder} already; choose another, or change or withdraw {holder} first");
    Refusal::new(KEY_TAKEN, message).instead(["change_answer".to_owned(), "withdraw_answer".to_owned()])
}

impl AnswerAction {
    /// What makes an answer as it was in another version; `None` where it is just so.
    #[must_use]
    pub fn restoring(now: &Answer, past: &Answer) -> Option<Action> {
        let details = difference(now, past);
        let (answer, version) = (now.reference.clone(), Some(now.version));
        (!details.is_empty()).then_some(Action::Answer(Self::ChangeAnswer { answer, version, details }))
    }

    pub(super) fn touches(&self) -> Touches<'_> {
        match self {
            Self::WriteAnswer { .. } => Touches::default(),
            Self::ChangeAnswer { answer, .. }
            | Self::WithdrawAnswer { answer }
            | Self::ReinstateAnswer { answer }
            | Self::ApproveAnswer { answer, .. } => Touches::named([(RecordKind::Answer, answer.as_str())]),
        }
    }

    pub(super) fn rule(&self, facts: &Facts, house: &House, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
        match self {
            Self::WriteAnswer { title, reference, details } => write(title, reference, details, facts, house, actor),
            Self::ChangeAnswer { version, details, .. } => change(*version, details, facts, house, actor),
            Self::WithdrawAnswer { .. } => in_use(false, facts, house, actor),
            Self::ReinstateAnswer { .. } => in_use(true, facts, house, actor),
            Self::ApproveAnswer { version, .. } => approve(*version, facts, house, actor),
        }
    }

    pub(super) fn words(&self) -> String {
        match self {
            Self::WriteAnswer { title, .. } => format!("wrote the answer `{title}`"),
            Self::ChangeAnswer { answer, details, .. } => {
                let names: Vec<_> = details.keys().map(|name| name.replace('_', " ")).collect();
                format!("changed {} of {answer}", names.join(", "))
            }
            Self::WithdrawAnswer { answer } => format!("withdrew {answer}"),
            Self::ReinstateAnswer { answer } => format!("put {answer} into use again"),
            Self::ApproveAnswer { answer, .. } => format!("agreed to {answer}"),
        }
    }
}

fn write(
    title: &str,
    reference: &str,
    details: &Map<String, Value>,
    facts: &Facts,
    house: &House,
    actor: &Actor,
) -> Result<Vec<Edit>, Refusal> {
    let id = AnswerId(facts.fresh);
    let given = clean(reference, Layout::Line);
    let nothing = Answer { id, author: actor.agent.clone(), ..Answer::default() };
    let mut details = details.clone();
    details.insert("title".to_owned(), Value::from(title));
    let mut answer = merged(&nothing, &details)?;
    answer.reference = if given.is_empty() { reference_of(&answer.title, id) } else { given };
    if house.policy.answers.approval && house.policy.may_approve(&actor.agent) {
        answer.approved_by.clone_from(&actor.agent);
    }
    Ok(vec![Edit::created(answer)])
}

/// How many letters of a title a reference takes.
const LONGEST_REFERENCE: usize = 60;

/// A reference that says what the answer is about, and is no other's.
fn reference_of(title: &str, id: AnswerId) -> String {
    let mut reference = String::new();
    for word in words(title) {
        if reference.chars().count() + word.chars().count() > LONGEST_REFERENCE {
            break;
        }
        reference = reference + &word + "-";
    }
    if reference.is_empty() { format!("answer-{id}") } else { format!("{reference}{id}") }
}

/// Whether this agent may change the answer as it stands.
fn permitted(answer: &Answer, house: &House, actor: &Actor) -> Result<(), Refusal> {
    let policy = &house.policy;
    if !policy.answers.approval || policy.may_approve(&actor.agent) {
        return Ok(());
    }
    let (reference, author) = (&answer.reference, &answer.author);
    if !answer.is_draft(policy) {
        let message = format!("{reference} was agreed on; a change of it has to be approved");
        return Err(Refusal::new(NEEDS_APPROVAL, message).instead(["request_approval".to_owned()]));
    }
    if *author != actor.agent {
        let message = format!("{reference} is a draft of {author}; only they and whoever approves may change it");
        return Err(Refusal::new("not_permitted", message));
    }
    Ok(())
}

fn change(
    version: Option<i64>,
    details: &Map<String, Value>,
    facts: &Facts,
    house: &House,
    actor: &Actor,
) -> Result<Vec<Edit>, Refusal> {
    let before = facts.need_at::<Answer>(version)?;
    permitted(before, house, actor)?;
    let after = merged(before, details)?;
    if after == *before {
        let message = format!("nothing of {} would change; say what", before.reference);
        return Err(Refusal::new("nothing_to_change", message));
    }
    Ok(vec![Edit::changed(before, after)])
}

fn in_use(is_to_be: bool, facts: &Facts, house: &House, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
    let before = facts.need::<Answer>()?;
    permitted(before, house, actor)?;
    if before.withdrawn != is_to_be {
        let state = if is_to_be { "in use" } else { "withdrawn" };
        return Err(Refusal::new("nothing_to_change", format!("{} is {state} already", before.reference)));
    }
    Ok(vec![Edit::changed(before, Answer { withdrawn: !is_to_be, ..before.clone() })])
}

fn approve(version: Option<i64>, facts: &Facts, house: &House, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
    let before = facts.need_at::<Answer>(version)?;
    if !house.policy.may_approve(&actor.agent) {
        let message = format!("{} is not for you to agree to; a supervisor does", before.reference);
        return Err(Refusal::new("not_permitted", message));
    }
    if !before.is_draft(&house.policy) {
        return Err(Refusal::new("no_draft", format!("{} is no draft; everybody finds it", before.reference)));
    }
    Ok(vec![Edit::changed(before, Answer { approved_by: actor.agent.clone(), ..before.clone() })])
}
