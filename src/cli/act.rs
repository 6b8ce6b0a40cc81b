//! `frontline do`, `batch` and `undo`: actions as data, through the same door as those of the desk.

mod written;

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

use clap::{Args, Command};
use serde_json::{Map, Value, json};

use super::document::{Teller, refused};
use super::failure::Failure;
use super::output::{Form, Output, Status};
use super::records::is_standard;
use super::setting::{Setting, Work, terms};
use crate::domain::action::{Action, Actor, Refusal, Verb};
use crate::domain::id::ReceiptId;
use crate::domain::journal::Receipt;
use crate::domain::text::fold_reference;
use crate::runtime::now;
use crate::store::{Error, Mode, Store};

#[derive(Args)]
#[command(after_help = written::told(), disable_help_flag = true)]
pub(super) struct Do {
    /// The action; `frontline do ACTION --help` tells about one
    #[arg(required_unless_present = "help")]
    action: Option<String>,
    /// Print help
    #[arg(short, long)]
    help: bool,
    /// `--FIELD VALUE` for each field, and `--preview` to see only what would change
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "--FIELD VALUE")]
    fields: Vec<String>,
}

#[derive(Args)]
pub(super) struct Batch {
    /// A file with an action as JSON a line; `-` is standard input
    #[arg(default_value = "-")]
    file: PathBuf,
    /// All of them or none
    #[arg(long, conflicts_with = "preview")]
    atomic: bool,
    /// Only show what would change
    #[arg(long)]
    preview: bool,
}

#[derive(Args)]
pub(super) struct Undo {
    /// The receipt of the action, as `frontline journal` lists it
    #[arg(value_parser = receipt_number)]
    receipt: i64,
}

/// What came of an action.
type Outcome = Result<Receipt, Error>;

impl Do {
    pub(super) fn run(self, setting: &Setting, output: &mut Output) -> anyhow::Result<Status> {
        let help = self.help || self.fields.iter().any(|word| word == "--help" || word == "-h");
        let Some(action) = self.action else {
            let mut command = Self::augment_args(Command::new("do")).bin_name("frontline do");
            output.text(&command.render_help().to_string())?;
            return Ok(Status::Done);
        };
        let verb = match Verb::named(&action) {
            Ok(verb) => verb,
            Err(refusal) => return refuse(refusal, output),
        };
        if help {
            output.text(&written::about(verb))?;
            return Ok(Status::Done);
        }
        let (fields, mode) = match written::fields(verb, self.fields)? {
            Ok(read) => read,
            Err(refusal) => return refuse(refusal, output),
        };
        let config = setting.config()?;
        let mut store = setting.open(&config, Work::Writes)?;
        let outcome = match understood(Value::Object(fields)) {
            Ok((action, key)) => store.perform(&action, &setting.actor(&config), key.as_deref(), mode),
            Err(refusal) => Err(refusal.into()),
        };
        answer(outcome, mode, &mut Teller::new(&mut store, terms(&config)), output)
    }
}

/// A receipt as people write one.
fn receipt_number(written: &str) -> Result<i64, &'static str> {
    fold_reference(written).parse().map_err(|_| "a receipt is a number; `frontline journal` lists them")
}

/// Answers that an action is not done before anything was opened for it.
fn refuse(refusal: Refusal, output: &mut Output) -> anyhow::Result<Status> {
    if output.form == Form::Words {
        return Err(Error::Refused(refusal).into());
    }
    output.document(&refused(&refusal))?;
    Ok(Status::Refused)
}

impl Undo {
    pub(super) fn run(self, setting: &Setting, output: &mut Output) -> anyhow::Result<Status> {
        let config = setting.config()?;
        let mut store = setting.open(&config, Work::Writes)?;
        let action = Action::Undo { receipt: ReceiptId(self.receipt) };
        let outcome = store.perform(&action, &setting.actor(&config), None, Mode::Commit);
        answer(outcome, Mode::Commit, &mut Teller::new(&mut store, terms(&config)), output)
    }
}

/// Answers for one action, in the form that was asked for.
pub(super) fn answer(
    outcome: Outcome,
    mode: Mode,
    teller: &mut Teller<'_>,
    output: &mut Output,
) -> anyhow::Result<Status> {
    if output.form == Form::Json {
        return tell(outcome, mode, teller, output);
    }
    let receipt = outcome?;
    let done = match mode {
        Mode::Commit => format!("receipt {}: {}", receipt.id, receipt.words()),
        Mode::Preview => format!("would be: {}", receipt.words()),
    };
    output.text(&done)?;
    Ok(Status::Done)
}

/// Answers for one action on a line of JSON. A fault of the store itself ends the command.
fn tell(outcome: Outcome, mode: Mode, teller: &mut Teller<'_>, output: &mut Output) -> anyhow::Result<Status> {
    let receipt = match outcome {
        Ok(receipt) => receipt,
        Err(error) => {
            output.document(&refused(&refusal(error)?))?;
            return Ok(Status::Refused);
        }
    };
    let mut done = Map::new();
    if mode == Mode::Commit {
        done.insert("receipt".to_owned(), json!(receipt.id));
    }
    done.insert("at".to_owned(), json!(receipt.at));
    done.insert("changes".to_owned(), Value::Array(teller.changes(&receipt.changes)?));
    output.document(&json!({"done": done}))?;
    Ok(Status::Done)
}

fn refusal(error: Error) -> Result<Refusal, Error> {
    if let Error::Refused(refusal) = error {
        return Ok(refusal);
    }
    if matches!(error, Error::Conflict { .. }) {
        return Ok(Refusal::new(error.code(), error.to_string()));
    }
    Err(error)
}

impl Batch {
    pub(super) fn run(self, setting: &Setting, output: &mut Output) -> anyhow::Result<Status> {
        let config = setting.config()?;
        let source: Box<dyn BufRead> = if is_standard(&self.file) {
            Box::new(std::io::stdin().lock())
        } else {
            let file = File::open(&self.file).map_err(|cause| {
                Failure::impossible("no_such_file", format!("cannot open {}: {cause}", self.file.display()))
            })?;
            Box::new(BufReader::new(file))
        };
        let mut store = setting.open(&config, Work::Writes)?;
        let actor = setting.actor(&config);
        let mode = if self.preview { Mode::Preview } else { Mode::Commit };
        let lines = source.lines().filter(|line| line.as_ref().map_or(true, |line| !line.trim().is_empty()));
        let lines = lines.map(|line| anyhow::Ok(read(&line?)));
        if self.atomic {
            let outcomes = all_or_none(lines.collect::<Result<_, _>>()?, &actor, &mut store)?;
            let mut teller = Teller::new(&mut store, terms(&config));
            return outcomes.into_iter().try_fold(Status::Done, |status, outcome| {
                Ok(worse(status, tell(outcome, mode, &mut teller, output)?))
            });
        }
        let mut status = Status::Done;
        for line in lines {
            let outcome = match line? {
                Ok((action, key)) => {
                    let actor = Actor { at: now(), ..actor.clone() };
                    store.perform(&action, &actor, key.as_deref(), mode)
                }
                Err(refusal) => Err(refusal.into()),
            };
            status = worse(status, tell(outcome, mode, &mut Teller::new(&mut store, terms(&config)), output)?);
        }
        Ok(status)
    }
}

fn worse(one: Status, other: Status) -> Status {
    if one == Status::Done { other } else { one }
}

/// An action and its key.
type Keyed = (Action, Option<String>);

/// Does all the actions; when one is refused, none, and each of the others says so.
fn all_or_none(lines: Vec<Result<Keyed, Refusal>>, actor: &Actor, store: &mut Store) -> Result<Vec<Outcome>, Error> {
    let count = lines.len();
    let none = |at: usize, why: Refusal| {
        let message = format!("action {} was refused, and all or none were asked for; mend it and repeat", at + 1);
        let other = Refusal::new("not_done", message);
        (0..count).map(|number| Err(if number == at { why.clone() } else { other.clone() }.into())).collect()
    };
    let mut actions = Vec::with_capacity(count);
    for (number, line) in lines.into_iter().enumerate() {
        match line {
            Ok(keyed) => actions.push(keyed),
            Err(refusal) => return Ok(none(number, refusal)),
        }
    }
    match store.perform_each(&actions, actor) {
        Ok(receipts) => Ok(receipts.into_iter().map(Ok).collect()),
        Err((number, error)) => Ok(none(number, refusal(error)?)),
    }
}

fn read(line: &str) -> Result<Keyed, Refusal> {
    let value = serde_json::from_str(line)
        .map_err(|error| Refusal::new("bad_action", format!("that is no action as JSON: {error}")))?;
    understood(value)
}

/// The action that some JSON stands for, and the key by which it is done once only.
fn understood(mut value: Value) -> Result<Keyed, Refusal> {
    let key = value.as_object_mut().and_then(|fields| fields.remove("key"));
    let key = key.and_then(|key| key.as_str().map(str::to_owned)).filter(|key| !key.is_empty());
    Ok((Action::read(value)?, key))
}
