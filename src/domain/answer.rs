//! A scripted answer: a text that the team agreed on, and the phrases by which people ask for it.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::id::AnswerId;
use super::masked::masked;
use super::timestamp::Date;

/// A scripted answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// Identity in the store.
    pub id: AnswerId,
    /// Counts the changes.
    pub version: i64,
    /// The name of its file.
    #[serde(rename = "ref")]
    pub reference: String,
    /// What the list shows.
    pub title: String,
    /// The text, a template over the open customer file.
    #[serde(default)]
    pub body: String,
    /// Words by which the team sorts its answers.
    #[serde(default)]
    pub tags: Vec<String>,
    /// How people ask for it.
    #[serde(default)]
    pub phrases: Vec<String>,
    /// The queue it is meant for; empty for all.
    #[serde(default)]
    pub queue: String,
    /// Language as a BCP 47 tag; empty for the store's own.
    #[serde(default)]
    pub language: String,
    /// A short word that stands for it in any text, as in `;;key`; empty where it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// The text as it is said aloud, beside `body` as it is written; empty where they are the same.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub spoken: String,
    /// The first day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<Date>,
    /// The last day on which it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<Date>,
    /// The day from which somebody should look whether it is still right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_on: Option<Date>,
    /// Who wrote it; empty where nobody is named.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// Who agreed to it as it stands; empty where nobody has.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub approved_by: String,
    /// Whether it is out of use; what was said with it stays in the log.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub withdrawn: bool,
    /// Fields of other systems, kept word for word.
    #[serde(default)]
    pub custom: Map<String, Value>,
}

/// What an agent typed, and the answer that was then taken.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pick {
    /// What was typed.
    pub query: String,
    /// What was taken.
    pub answer: AnswerId,
    /// Who took it.
    pub agent: String,
}

impl fmt::Debug for Pick {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pick({:?}, {}, {})", masked(&self.query), self.answer, self.agent)
    }
}
