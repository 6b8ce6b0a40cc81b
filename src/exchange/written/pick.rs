//! A pick as files write one.

use serde::{Deserialize, Serialize};

use super::super::terms::{self, Terms};
use super::Text;
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
    pub(crate) at: Text,
}

impl Pick {
    pub(in super::super) fn admit(&self, terms: &Terms) -> Result<PickRecord, String> {
        Ok(PickRecord {
            query: terms::needed("query", &self.query)?,
            answer: terms::needed("answer", &self.answer)?,
            agent: terms::line(&self.agent),
            at: terms.moment("at", &self.at)?,
        })
    }

    pub(in super::super) fn of(pick: &PickRecord) -> Self {
        Self {
            query: Text::from(pick.query.as_str()),
            answer: Text::from(pick.answer.as_str()),
            agent: Text::from(pick.agent.as_str()),
            at: pick.at.map(|at| Text(at.rfc3339())).unwrap_or_default(),
        }
    }
}
