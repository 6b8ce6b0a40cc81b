//! What is handed to the lookup, and what it hands back.

use crate::domain::answer::Answer;
use crate::domain::id::AnswerId;
use crate::domain::timestamp::Timestamp;

/// An answer as it is put into the index.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// Which answer it is.
    pub id: AnswerId,
    /// Its title.
    pub title: &'a str,
    /// Its text.
    pub body: &'a str,
    /// Its form for the telephone, or nothing where the text serves there too.
    pub spoken: &'a str,
    /// Its tags.
    pub tags: &'a [String],
    /// How people ask for it.
    pub phrases: &'a [String],
    /// The words for which it comes first, whatever else is known.
    pub pinned: &'a [String],
    /// The queue it is meant for, or nothing.
    pub queue: &'a str,
    /// The language it is written in, as a tag such as `en` (BCP 47), or nothing for English.
    pub language: &'a str,
    /// How often it was taken.
    pub uses: u32,
}

impl<'a> Entry<'a> {
    /// An answer that was taken so often; one that names no language is in `language`.
    #[must_use]
    pub fn of(answer: &'a Answer, language: &'a str, uses: u32) -> Self {
        Self {
            id: answer.id,
            title: &answer.title,
            body: &answer.body,
            spoken: &answer.spoken,
            tags: &answer.tags,
            phrases: &answer.phrases,
            pinned: &answer.pinned,
            queue: &answer.queue,
            language: if answer.language.is_empty() { language } else { &answer.language },
            uses,
        }
    }
}

/// What is searched for.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    /// What was typed; its last word counts as unfinished unless something stands behind it.
    pub text: &'a str,
    /// The queue of the open contact: it lifts what fits, and hides nothing.
    pub queue: Option<&'a str>,
    /// What else is known of the contact: it lifts what fits, and hides nothing.
    pub context: Context<'a>,
    /// When it is asked: what was learned long ago counts less.
    pub now: Timestamp,
    /// How many answers are wanted.
    pub limit: usize,
}

/// What is known of a contact when an answer is searched for it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    /// The guide that is open, or nothing.
    pub guide: &'a str,
    /// The customer's language, as a tag such as `en` (BCP 47), or nothing.
    pub language: &'a str,
    /// The names of what the customer has ordered.
    pub products: &'a [String],
    /// How the answer will reach the customer.
    pub channel: Medium,
    /// Which kind of customer it is, or nothing.
    pub tier: &'a str,
}

/// How an answer reaches the customer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Medium {
    /// By letter, mail, chat.
    #[default]
    Written,
    /// On the telephone, at the counter.
    Spoken,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// The answers, the best first.
    pub hits: Vec<Hit>,
    /// What the best is worth whatever the contact, less where words are not known: comparable from search to search.
    pub certainty: f32,
    /// Whether the first of them is likely meant; otherwise they are only the nearest.
    pub sure: bool,
}

/// An answer that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Which answer it is.
    pub id: AnswerId,
    /// What it is worth: comparable within one search only.
    pub score: f32,
}

/// An answer that was taken after something was typed.
#[derive(Clone, Copy, Debug)]
pub struct Pick<'a> {
    /// What was typed.
    pub query: &'a str,
    /// What was taken.
    pub answer: AnswerId,
    /// Who took it; empty when that is not known, as in picks that were imported.
    pub agent: &'a str,
    /// The queue of the contact, or nothing.
    pub queue: &'a str,
    /// The guide that was open, or nothing.
    pub guide: &'a str,
    /// Which kind of customer it was for, or nothing.
    pub tier: &'a str,
    /// When; the start of 1970 where that is not known, as in picks that were imported: such a pick does not fade.
    pub at: Timestamp,
    /// What it counts, 1 for a whole pick; less when it was undone within the contact or followed by another search.
    pub strength: f32,
}

impl<'a> Pick<'a> {
    /// A whole pick of which nothing more is known than what was typed and taken.
    #[must_use]
    pub fn new(query: &'a str, answer: AnswerId) -> Self {
        Self { query, answer, agent: "", queue: "", guide: "", tier: "", at: Timestamp::default(), strength: 1.0 }
    }
}
