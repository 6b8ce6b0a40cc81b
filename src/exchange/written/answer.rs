//! A scripted answer as files write one.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::super::{foreign, terms};
use super::{Flag, Text, nullable, texts};
use crate::domain::answer;
use crate::domain::id::AnswerId;
use crate::domain::timestamp::Date;

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
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) key: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) spoken: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) valid_from: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) valid_until: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) review_on: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) author: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) approved_by: Text,
    #[serde(skip_serializing_if = "Flag::is_not_true")]
    pub(crate) withdrawn: Flag,
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "nullable")]
    pub(crate) pinned: Vec<Text>,
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
            body: foreign::translated(&terms::block(&self.body)),
            tags: terms::each_line(&self.tags),
            phrases: terms::each_line(&self.phrases),
            queue: terms::reference(&self.queue),
            language: terms::line(&self.language),
            key: terms::reference(&self.key),
            spoken: foreign::translated(&terms::block(&self.spoken)),
            valid_from: terms::day("valid_from", &self.valid_from)?,
            valid_until: terms::day("valid_until", &self.valid_until)?,
            review_on: terms::day("review_on", &self.review_on)?,
            author: terms::line(&self.author),
            approved_by: terms::line(&self.approved_by),
            withdrawn: self.withdrawn.0 == Some(true),
            pinned: terms::each_line(&self.pinned),
            forgotten: Vec::new(),
            custom: terms::custom(self.custom),
        })
    }

    pub(in super::super) fn of(answer: &answer::Answer) -> Self {
        let day = |day: Option<Date>| day.map(|day| Text(day.to_string())).unwrap_or_default();
        Self {
            reference: Text::from(answer.reference.as_str()),
            title: Text::from(answer.title.as_str()),
            body: Text::from(answer.body.as_str()),
            tags: texts(&answer.tags),
            phrases: texts(&answer.phrases),
            queue: Text::from(answer.queue.as_str()),
            language: Text::from(answer.language.as_str()),
            key: Text::from(answer.key.as_str()),
            spoken: Text::from(answer.spoken.as_str()),
            valid_from: day(answer.valid_from),
            valid_until: day(answer.valid_until),
            review_on: day(answer.review_on),
            author: Text::from(answer.author.as_str()),
            approved_by: Text::from(answer.approved_by.as_str()),
            withdrawn: Flag(answer.withdrawn.then_some(true)),
            pinned: texts(&answer.pinned),
            custom: answer.custom.clone(),
        }
    }
}
