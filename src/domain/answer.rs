//! A scripted answer: a text that the team agreed on, and the phrases by which people ask for it.

mod history;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::id::AnswerId;
use super::language::{Fit, serves};
use super::learning::Forgotten;
use super::named::named;
use super::policy::Policy;
use super::text::fold_reference;
use super::timestamp::{Date, Timestamp};

pub use history::{Past, history};

/// A scripted answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
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
    /// Searches for which it comes first, whatever else is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pinned: Vec<String>,
    /// Words of which nothing that was learned counts any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forgotten: Vec<Forgotten>,
    /// Fields of other systems, kept word for word.
    #[serde(default)]
    pub custom: Map<String, Value>,
}

/// Who looks for answers, and when: what they find hangs on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reader {
    /// The agent.
    pub agent: String,
    /// When.
    pub at: Timestamp,
}

/// Whether an agent wants an answer at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Favour {
    /// From now on.
    Given,
    /// No more.
    Withdrawn,
}

named! {
    /// Whether an answer may be said to customers, and why not.
    Standing {
        /// It may.
        Current = "current",
        /// Nobody has agreed to it so far.
        Draft = "draft",
        /// It holds from a later day on.
        Early = "not yet",
        /// It held until an earlier day.
        Over = "expired",
        /// It is out of use.
        Withdrawn = "withdrawn",
    }
}

/// How often an answer was taken, and what came of the contacts in which it was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Use {
    /// How often it was taken.
    pub taken: i64,
    /// The contacts in which it was taken and of which the wrap-up says whether the matter is settled.
    pub contacts: i64,
    /// Those of them that were resolved.
    pub resolved: i64,
}

impl Answer {
    /// How it stands on that day in a house of this policy.
    #[must_use]
    pub fn standing(&self, policy: &Policy, day: Date) -> Standing {
        if self.withdrawn {
            Standing::Withdrawn
        } else if self.is_draft(policy) {
            Standing::Draft
        } else if self.valid_from.is_some_and(|first| day < first) {
            Standing::Early
        } else if self.valid_until.is_some_and(|last| last < day) {
            Standing::Over
        } else {
            Standing::Current
        }
    }

    /// Whether somebody has still to agree to it: the house asks for that, and it says who wrote it, but not who agreed.
    #[must_use]
    pub fn is_draft(&self, policy: &Policy) -> bool {
        policy.answers.approval && !self.author.is_empty() && self.approved_by.is_empty()
    }

    /// Whether it should have been looked at again by that day.
    #[must_use]
    pub fn is_stale(&self, day: Date) -> bool {
        self.review_on.is_some_and(|review| review <= day)
    }

    /// The language it is in; that of the house where it names none.
    #[must_use]
    pub fn language_or<'a>(&'a self, of_house: &'a str) -> &'a str {
        if self.language.is_empty() { of_house } else { &self.language }
    }

    /// Whether one key would stand for both of them, however it is written, so that nobody could tell which one comes. Answers
    /// in other languages, for other queues or of other days may bear the same: the one comes that fits. What is withdrawn
    /// keeps no key; a draft keeps its own, or nobody could agree to it as it is.
    #[must_use]
    pub fn shares_key(&self, other: &Self, language_of_house: &str) -> bool {
        let [own, theirs] = [self, other].map(|answer| fold_reference(&answer.key));
        let [one, another] = [self, other].map(|answer| answer.language_or(language_of_house));
        let is_over =
            |one: &Self, other: &Self| one.valid_until.zip(other.valid_from).is_some_and(|(last, first)| last < first);
        own == theirs
            && !own.is_empty()
            && !(self.withdrawn || other.withdrawn)
            && self.queue == other.queue
            && serves(one, another) == Fit::Same
            && !(is_over(self, other) || is_over(other, self))
    }

    /// Whether this agent finds it on that day: everybody what is current, its author a draft too, and whoever approves
    /// all there is.
    #[must_use]
    pub fn is_seen_by(&self, agent: &str, policy: &Policy, day: Date) -> bool {
        match self.standing(policy, day) {
            Standing::Current => true,
            Standing::Draft if self.author == agent => true,
            Standing::Draft | Standing::Early | Standing::Over | Standing::Withdrawn => policy.may_approve(agent),
        }
    }
}

#[cfg(test)]
mod tests;
