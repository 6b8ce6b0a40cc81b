//! `frontline do`, `batch` and `undo`: actions as data, through the same door as those of the desk.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

use clap::Args;
use serde_json::{Map, Value, json};

use super::document::{Teller, refused};
use super::failure::Failure;
use super::output::{Form, Output, Status};
use super::records::is_standard;
use super::setting::{Setting, Work, now, terms};
use crate::domain::action::{Action, Actor, Refusal};
use crate::domain::id::ReceiptId;
use crate::domain::journal::Receipt;
use crate::store::{Error, Mode, Store};

#[derive(Args)]
#[command(disable_help_flag = true)]
pub(super) struct Do {
    /// The action, such as `change_customer`
    action: String,
    /// `--FIELD VALUE` for each field; a value that is JSON is taken as JSON. `--preview` only shows what would change
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
    /// The receipt of the action
    receipt: i64,
}
