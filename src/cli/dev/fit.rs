//! Fitting the weights of the lookup on questions that people asked: by folds, as imported and learned, over several trades
//! with an equal voice. What is kept apart as a test is never fitted on.

mod descent;
mod trial;

use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use self::trial::{Question, Trial};
use crate::cli::failure::Failure;
use crate::cli::output::Output;
use crate::cli::table::Table;
use crate::domain::answer::Answer;
use crate::domain::id::AnswerId;
use crate::domain::portable::{Kind, Portable};
use crate::exchange::{self, Format, Terms};
use crate::lookup::Weights;

/// The weights that questions alone can tell about: the others weigh the contact and the time, of which they know nothing.
const FITTED: [&str; 15] = [
    "whole",
    "again",
    "related",
    "synonym",
    "instead",
    "unlike",
    "strange",
    "saturation",
    "length",
    "title",
    "phrase",
    "body",
    "tag",
    "learned",
    "spelt",
];

/// Fit the weights of the lookup
#[derive(clap::Args)]
pub(in crate::cli) struct Fit {
    /// Libraries, each as `PREFIX` of the files `PREFIX.answers.jsonl` and `PREFIX.picks.jsonl`
    #[arg(required = true, value_name = "PREFIX")]
    libraries: Vec<PathBuf>,
    /// Only say what the weights in use reach
    #[arg(long)]
    dry: bool,
    /// A weight to begin with in the place of the one in use, as `NAME=VALUE`
    #[arg(long = "weight", value_name = "NAME=VALUE", value_parser = weight)]
    set: Vec<(String, f32)>,
    /// The seed by which questions are dealt out and misspelt
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

impl Fit {
    pub(super) fn run(&self, terms: &Terms, output: &mut Output) -> anyhow::Result<()> {
        let trials = self.libraries.iter().map(|prefix| trial(prefix, terms, self.seed));
        let trials: Vec<Trial> = trials.collect::<anyhow::Result<_>>()?;
        let set = |weights: Weights, (name, value): &(String, f32)| weights.with(name, *value);
        let weights = self.set.iter().fold(Weights::default(), set);
        output.table(&reached(&trials, weights))?;
        output.table(&certain(&trials, weights))?;
        if self.dry {
            return Ok(());
        }
        let mut steps = Vec::new();
        let (weights, _) = descent::walk(&trials, weights, &FITTED, |name, value, reached| {
            steps.push(format!("{name} {value}: {reached:.4}"));
        });
        output.text(&steps.join("\n"))?;
        output.table(&reached(&trials, weights))?;
        let mut table = Table::new(&["WEIGHT", "VALUE"]);
        for name in Weights::NAMES {
            table.row([(*name).to_owned(), weights.of(name).to_string()]);
        }
        output.table(&table)
    }
}

/// Reads a weight with its value.
fn weight(text: &str) -> Result<(String, f32), String> {
    let read = || {
        let (name, value) = text.split_once('=').filter(|(name, _)| Weights::NAMES.contains(name))?;
        Some((name.to_owned(), value.parse().ok().filter(|value: &f32| value.is_finite())?))
    };
    read().ok_or_else(|| format!("it is no weight with a number; the weights are {}", Weights::NAMES.join(", ")))
}

/// What the weights reach.
fn reached(trials: &[Trial], weights: Weights) -> Table {
    let mut table = Table::new(&["LIBRARY", "AS IMPORTED", "LEARNED"]);
    for trial in trials {
        let [imported, learned] = trial.worth(weights);
        table.row([trial.name.clone(), format!("{imported:.4}"), format!("{learned:.4}")]);
    }
    table
}

/// How often an answer is called sure: the right one that stands first, whatever stands first where the right one was taken
/// out, and whatever stands first for questions of the other trades.
fn certain(trials: &[Trial], weights: Weights) -> Table {
    let share = |all: &[f32]| {
        let sure = all.iter().filter(|certainty| **certainty >= weights.sure).count();
        let part = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
        format!("{:.1} % of {}", 100.0 * part(sure) / part(all.len()).max(1.0), all.len())
    };
    let mut table = Table::new(&["LIBRARY", "SURE OF THE RIGHT", "SURE WITHOUT THE RIGHT", "SURE OF ANOTHER TRADE"]);
    for (place, trial) in trials.iter().enumerate() {
        let [right, without] = trial.certainty(weights);
        let others = trials.iter().enumerate().filter(|(other, _)| *other != place);
        let foreign: Vec<f32> = others.flat_map(|(_, other)| trial.foreign(other, weights)).collect();
        table.row([trial.name.clone(), share(&right), share(&without), share(&foreign)]);
    }
    table
}

fn trial(prefix: &Path, terms: &Terms, seed: u64) -> anyhow::Result<Trial> {
    let name = prefix.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut answers: Vec<Answer> = Vec::new();
    for record in records(prefix, Kind::Answers, terms)? {
        if let Portable::Answer(mut answer) = record {
            answer.id = AnswerId(i64::try_from(answers.len() + 1)?);
            answers.push(*answer);
        }
    }
    let ids: HashMap<&str, AnswerId> = answers.iter().map(|answer| (answer.reference.as_str(), answer.id)).collect();
    let mut questions = Vec::new();
    for record in records(prefix, Kind::Picks, terms)? {
        if let Portable::Pick(pick) = record
            && let Some(id) = ids.get(pick.answer.as_str())
        {
            questions.push(Question { text: pick.query, right: vec![*id] });
        }
    }
    if questions.is_empty() {
        let message =
            format!("no question of `{}` has an answer; its picks must name answers of its file", prefix.display());
        return Err(Failure::impossible("nothing_asked", message).into());
    }
    Ok(Trial::new(name, answers, questions, seed))
}

fn records(prefix: &Path, kind: Kind, terms: &Terms) -> anyhow::Result<Vec<Portable>> {
    let mut path = prefix.as_os_str().to_owned();
    path.push(format!(".{}.jsonl", kind.name()));
    let path = PathBuf::from(path);
    let file = File::open(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let rows = exchange::read(kind, Format::JsonLines, BufReader::new(file), *terms)?;
    let mut records = Vec::new();
    for row in rows {
        let row = row?;
        let wrong = |reason| Failure::impossible("bad_file", format!("{} line {}: {reason}", path.display(), row.line));
        records.push(row.record.map_err(wrong)?);
    }
    Ok(records)
}
