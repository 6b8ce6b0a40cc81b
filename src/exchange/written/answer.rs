//! A scripted answer as files write one.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::super::terms;
use super::{Text, nullable, texts};
use crate::domain::answer;
use crate::domain::id::AnswerId;

/// A scripted answer as files write one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Answer {
    #[serde(rename = "ref")]
    pub(crate) reference: Text,
    pub(crate) title: Text,
    pub(crate) body: Text,
    #[serde(deserialize_with = "nullable")]
    pub(crate) tags: Vec<Text>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) phrases: Vec<Text>,
    pub(crate) queue: Text,
    pub(crate) language: Text,
    #[serde(flatten)]
    pub(crate) custom: Map<String, Value>,
}

impl Answer {
    pub(in super::super) fn admit(self) -> Result<answer::Answer, String> {
        Ok(answer::Answer {
            id: AnswerId(0),
            version: 0,
            reference: terms::needed("ref", &self.reference)?,
            title: terms::needed("title", &self.title)?,
            body: terms::block(&self.body),
            tags: terms::each_line(&self.tags),
            phrases: terms::each_line(&self.phrases),
            queue: terms::reference(&self.queue),
            language: terms::line(&self.language),
            custom: terms::custom(self.custom),
        })
    }

    pub(in super::super) fn of(answer: &answer::Answer) -> Self {
        Self {
            reference: Text::from(answer.reference.as_str()),
            title: Text::from(answer.title.as_str()),
            body: Text::from(answer.body.as_str()),
            tags: texts(&answer.tags),
            phrases: texts(&answer.phrases),
            queue: Text::from(answer.queue.as_str()),
            language: Text::from(answer.language.as_str()),
            custom: answer.custom.clone(),
        }
    }
}
