//! `frontline answers`: searching them as the desk does, what becomes of them, and what was learned from searches.

mod learned;
mod library;

use std::io::BufRead;
use std::time::Instant;

use clap::Subcommand;
use serde::Serialize;

use self::library::Asking;
use super::failure::Failure;
use super::output::{Form, Output, Status, warn};
use super::setting::{Setting, Work};
use super::table::Table;
use crate::config::Places;
use crate::lookup::{Context, Index, Query};
use crate::runtime::{self, now};
use crate::store::Store;

#[derive(Subcommand)]
pub(super) enum Answers {
    /// Find the answers that fit, the best first
    Search(Search),
    /// List the answers with how often each was taken, and in how many of those contacts the matter was resolved
    List(library::List),
    /// Show an answer whole
    Show(library::Show),
    /// Tell what became of an answer: who changed what, and when
    History(library::Show),
    /// Make an answer as it was in an earlier version
    Restore(library::Restore),
    /// What was learned from searches: by which words each answer was taken, how often, by how many agents, when last
    Learned {
        /// How many to show
        #[arg(long, default_value_t = 50)]
        limit: usize,
    },
    /// What is searched and not found: what was typed, for which queue, how often, by how many agents, when last
    Missing {
        /// How many to show
        #[arg(long, default_value_t = 50)]
        limit: usize,
    },
}

#[derive(clap::Args)]
pub(super) struct Search {
    /// What the customer asks
    #[arg(required_unless_present = "stdin", conflicts_with = "stdin")]
    text: Vec<String>,
    /// Read a question a line from standard input, and answer each on a line
    #[arg(long)]
    stdin: bool,
    /// How many to show
    #[arg(long, default_value_t = 5)]
    limit: usize,
    /// The queue of the contact: its answers come first
    #[arg(long)]
    queue: Option<String>,
    /// The guide that is open: no guide is known yet, so it changes nothing
    #[arg(long, value_name = "REF")]
    guide: Option<String>,
}

#[derive(Serialize)]
struct Found<'a> {
    answers: Vec<Answer<'a>>,
    took_us: u128,
}

#[derive(Serialize)]
struct Answer<'a> {
    #[serde(rename = "ref")]
    reference: &'a str,
    title: &'a str,
    score: f32,
}

impl Answers {
    pub(super) fn run(self, setting: &Setting, output: &mut Output) -> anyhow::Result<Status> {
        let search = match self {
            Self::Search(search) => search,
            Self::List(list) => return list.run(setting, output),
            Self::Show(show) => return show.run(setting, output),
            Self::History(show) => return show.history(setting, output),
            Self::Restore(restore) => return restore.run(setting, output),
            Self::Learned { limit } => return learned::learned(setting, output, limit),
            Self::Missing { limit } => return learned::missing(setting, output, limit),
        };
        if let Some(guide) = &search.guide {
            warn(&format!("there are no guides yet, so --guide {guide} changes nothing"));
        }
        let asking = Asking::of(setting)?;
        let mut store = setting.open(&asking.config, Work::Asks)?;
        let cache = Places::of_account().map(|places| places.cache);
        let index = runtime::library::index(&mut store, &asking.config.language, now(), cache.as_deref())?;
        if !search.stdin {
            search.answer(&search.text.join(" "), &index, &mut store, &asking, output)?;
            return Ok(Status::Done);
        }
        for line in std::io::stdin().lock().lines() {
            let line = line.map_err(|cause| {
                Failure::impossible("bad_file", format!("cannot read the questions: {cause}; give them in UTF-8"))
            })?;
            search.answer(&line, &index, &mut store, &asking, output)?;
        }
        Ok(Status::Done)
    }
}

impl Search {
    fn answer(
        &self,
        text: &str,
        index: &Index,
        store: &mut Store,
        asking: &Asking,
        output: &mut Output,
    ) -> anyhow::Result<()> {
        let began = Instant::now();
        let context = Context { guide: self.guide.as_deref().unwrap_or_default(), ..Context::default() };
        let query = Query { text, queue: self.queue.as_deref(), context, now: now(), limit: usize::MAX };
        let hits = index.search(&query).hits;
        let took_us = began.elapsed().as_micros();
        let ids: Vec<_> = hits.iter().map(|hit| hit.id).collect();
        let known = store.answers_seen(&ids, &asking.reader, self.limit)?;
        let answers: Vec<Answer<'_>> = known
            .iter()
            .filter_map(|answer| {
                let hit = hits.iter().find(|hit| hit.id == answer.id)?;
                Some(Answer { reference: &answer.reference, title: &answer.title, score: hit.score })
            })
            .collect();
        if output.form == Form::Json {
            return output.document(&Found { answers, took_us });
        }
        let mut table = Table::new(&["REF", "SCORE", "TITLE"]);
        for answer in answers {
            table.row([answer.reference.to_owned(), format!("{:.2}", answer.score), answer.title.to_owned()]);
        }
        output.table(&table)
    }
}
