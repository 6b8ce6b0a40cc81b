//! An outage as files write one.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::super::terms::{self, Terms};
use super::{Text, nullable, texts};
use crate::domain::id::OutageId;
use crate::domain::outage;

/// An outage as files write one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Outage {
    #[serde(rename = "ref")]
    pub(crate) reference: Text,
    pub(crate) service: Text,
    pub(crate) cause: Text,
    #[serde(deserialize_with = "nullable")]
    pub(crate) postal_codes: Vec<Text>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) accounts: Vec<Text>,
    pub(crate) started_at: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) expected_until: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) ended_at: Text,
    #[serde(flatten)]
    pub(crate) custom: Map<String, Value>,
}

impl Outage {
    pub(in super::super) fn admit(self, terms: &Terms) -> Result<outage::Outage, String> {
        Ok(outage::Outage {
            id: OutageId(0),
            version: 0,
            reference: terms::needed("ref", &self.reference)?,
            service: terms::reference(&self.service),
            cause: terms::line(&self.cause),
            postal_codes: terms::references(&self.postal_codes),
            accounts: terms::references(&self.accounts),
            started_at: terms.moment("started_at", &self.started_at)?.ok_or("started_at is missing")?,
            expected_until: terms.moment("expected_until", &self.expected_until)?,
            ended_at: terms.moment("ended_at", &self.ended_at)?,
            custom: terms::custom(self.custom),
        })
    }

    pub(in super::super) fn of(outage: &outage::Outage) -> Self {
        Self {
            reference: Text::from(outage.reference.as_str()),
            service: Text::from(outage.service.as_str()),
            cause: Text::from(outage.cause.as_str()),
            postal_codes: texts(&outage.postal_codes),
            accounts: texts(&outage.accounts),
            started_at: Text(outage.started_at.rfc3339()),
            expected_until: outage.expected_until.map(|at| Text(at.rfc3339())).unwrap_or_default(),
            ended_at: outage.ended_at.map(|at| Text(at.rfc3339())).unwrap_or_default(),
            custom: outage.custom.clone(),
        }
    }
}
