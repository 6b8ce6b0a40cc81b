//! `frontline words`: what agents taught the desk, words that are right and stand in no dictionary.

use clap::Subcommand;
use serde_json::{Value, json};

use super::failure::Failure;
use super::output::{Form, Output, Status};
use super::setting::{Setting, Work};
use super::table::Table;
use crate::domain::text::{Layout, prose};
use crate::runtime::now;

#[derive(Subcommand)]
pub(super) enum Words {
    /// List the words that were learned, with who taught each and when
    List,
    /// Learn a word
    Learn {
        /// The word as it is written
        word: String,
    },
    /// Forget a word
    Forget {
        /// The word as the list shows it
        word: String,
    },
}

impl Words {
    pub(super) fn run(self, setting: &Setting, output: &mut Output) -> anyhow::Result<Status> {
        let config = setting.config()?;
        match self {
            Self::List => {
                let learned = setting.open(&config, Work::Asks)?.learned_words()?;
                if output.form == Form::Json {
                    let told = learned
                        .iter()
                        .map(|(word, agent, at)| json!({"word": word, "agent": agent, "at": at.rfc3339()}));
                    output.document(&json!({"words": told.collect::<Vec<Value>>()}))?;
                    return Ok(Status::Done);
                }
                let mut table = Table::new(&["WORD", "AGENT", "SINCE"]);
                for (word, agent, at) in learned {
                    table.row([word, agent, at.rfc3339()]);
                }
                output.table(&table)?;
            }
            Self::Learn { word } => {
                let word = prose(&word, Layout::Line);
                if word.is_empty() {
                    return Err(Failure::impossible("no_word", "there is no letter in that; name a word").into());
                }
                setting.open(&config, Work::Writes)?.learn_word(&word, &setting.agent(&config), now())?;
                told(output, "learned", &word)?;
            }
            Self::Forget { word } => {
                if !setting.open(&config, Work::Writes)?.forget_word(&word)? {
                    let message = format!("`{word}` was not learned; `frontline words list` shows what was");
                    return Err(Failure::refused("unknown_word", message).into());
                }
                told(output, "forgotten", &word)?;
            }
        }
        Ok(Status::Done)
    }
}

fn told(output: &mut Output, what: &str, word: &str) -> anyhow::Result<()> {
    match output.form {
        Form::Json => output.document(&json!({what: word})),
        Form::Words => output.text(&format!("{what}: {word}")),
    }
}
