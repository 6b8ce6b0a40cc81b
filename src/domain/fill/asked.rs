//! What an answer asks for when it is taken: a blank to be filled, or a choice. The same question is asked once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use minijinja::value::Rest;
use minijinja::{Error, ErrorKind, Value};
use serde::{Deserialize, Serialize};

use super::known::{Known, unmarked};
use crate::domain::text::{Layout, prose};

/// The longest question, and the longest thing to choose, in characters. No text grows by being asked.
const LONGEST_WORDS: usize = 100;

/// How much can be chosen from: a digit for each.
const MOST_CHOICES: usize = 9;

/// How many questions an answer asks.
const MOST_QUESTIONS: usize = 20;

/// Something that an answer asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The question in words; of a choice, what can be chosen.
    pub words: String,
    /// What can be chosen; nothing where it is a blank.
    pub choices: Vec<String>,
}

/// What was said to questions, by their words.
pub type Said = BTreeMap<String, String>;

/// What was said so far, and what is asked beside it.
#[derive(Clone, Default)]
pub(super) struct Asked {
    said: Arc<Said>,
    open: Arc<Mutex<Vec<Question>>>,
}

impl Asked {
    pub(super) fn with(said: &Said) -> Self {
        Self { said: Arc::new(said.clone()), open: Arc::default() }
    }

    /// The questions to which nothing was said, in the order in which they were asked.
    pub(super) fn open(&self) -> Vec<Question> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// `ask("which day?")`.
    pub(super) fn blank(&self) -> Value {
        let asked = self.clone();
        Value::from_function(move |words: &str| asked.answer(Question { words: read(words)?, choices: Vec::new() }))
    }

    /// `choose("gift card", "original method")`.
    pub(super) fn choice(&self) -> Value {
        let asked = self.clone();
        Value::from_function(move |choices: Rest<String>| {
            let choices = choices.iter().map(|choice| read(choice)).collect::<Result<Vec<_>, _>>()?;
            if choices.is_empty() || choices.len() > MOST_CHOICES {
                return Err(wrong("`choose` takes one to nine texts"));
            }
            asked.answer(Question { words: choices.join(" / "), choices })
        })
    }

    /// What was said to it; else a gap, and the question is open.
    fn answer(&self, question: Question) -> Result<Value, Error> {
        if let Some(said) = self.said.get(&question.words) {
            return Ok(Value::from(unmarked(&prose(said, Layout::Line))));
        }
        let gap = Value::from_object(Known::named(&format!("? {}", question.words)));
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if !open.contains(&question) {
            if open.len() == MOST_QUESTIONS {
                return Err(wrong("an answer asks twenty things at most"));
            }
            open.push(question);
        }
        Ok(gap)
    }
}

fn wrong(why: &'static str) -> Error {
    Error::new(ErrorKind::InvalidOperation, why)
}

/// The words of a question, fit to stand between brackets.
fn read(words: &str) -> Result<String, Error> {
    let words = prose(words, Layout::Line).replace('[', "(").replace(']', ")");
    if words.is_empty() || words.chars().count() > LONGEST_WORDS {
        return Err(wrong("a question has one to a hundred letters"));
    }
    Ok(words)
}
