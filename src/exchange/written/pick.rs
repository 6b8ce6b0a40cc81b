//! A pick as files write one.

use serde::{Deserialize, Serialize};

use super::super::terms::{self, Terms};
use super::Text;
use crate::domain::learning::Outcome;
use crate::domain::portable::PickRecord;

/// What was typed and the answer that was then taken, as files write it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Pick {
    pub(crate) query: Text,
    pub(crate) answer: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) agent: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) queue: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) guide: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) tier: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) at: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) outcome: Text,
}

impl Pick {
    pub(in super::super) fn admit(&self, terms: &Terms) -> Result<PickRecord, String> {
        Ok(PickRecord {
            query: terms::needed("query", &self.query)?,
            answer: terms::needed("answer", &self.answer)?,
            agent: terms::line(&self.agent),
            queue: terms::reference(&self.queue),
            guide: terms::reference(&self.guide),
            tier: terms::line(&self.tier),
            at: terms.moment("at", &self.at)?,
            outcome: outcome(&self.outcome)?,
        })
    }

    pub(in super::super) fn of(pick: &PickRecord) -> Self {
        Self {
            query: Text::from(pick.query.as_str()),
            answer: Text::from(pick.answer.as_str()),
            agent: Text::from(pick.agent.as_str()),
            queue: Text::from(pick.queue.as_str()),
            guide: Text::from(pick.guide.as_str()),
            tier: Text::from(pick.tier.as_str()),
            at: pick.at.map(|at| Text(at.rfc3339())).unwrap_or_default(),
            outcome: Some(pick.outcome)
                .filter(|outcome| *outcome != Outcome::default())
                .map(|outcome| Text::from(outcome.name()))
                .unwrap_or_default(),
        }
    }
}

/// What became of it; it stayed where a file says nothing.
fn outcome(text: &Text) -> Result<Outcome, String> {
    let word = text.as_str().trim();
    let unknown = || {
        let known: Vec<_> = Outcome::ALL.iter().map(|outcome| outcome.name()).collect();
        format!("outcome: `{word}` is none of {}", known.join(", "))
    };
    if word.is_empty() { Ok(Outcome::default()) } else { Outcome::named(word).ok_or_else(unknown) }
}
