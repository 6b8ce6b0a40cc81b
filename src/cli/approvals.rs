//! `frontline approvals`: what waits for somebody's yes, and what was decided.

use clap::Subcommand;
use serde_json::{Value, json};

use super::document::Teller;
use super::output::{Form, Output, Status};
use super::setting::{Setting, Work, terms};
use super::table::Table;
use crate::domain::timestamp::{DAY, Timestamp};
use crate::runtime::now;

/// How many approvals a list holds.
const LONGEST: i64 = 1_000;

/// How long back a list of everything goes, in seconds: thirty days.
const BACK: i64 = 30 * DAY;

#[derive(Subcommand)]
pub(super) enum Approvals {
    /// List what waits, the longest waiting first
    List {
        /// What was decided in the last thirty days too
        #[arg(long)]
        all: bool,
    },
}

impl Approvals {
    pub(super) fn run(self, setting: &Setting, output: &mut Output) -> anyhow::Result<Status> {
        let config = setting.config()?;
        let mut store = setting.open(&config, Work::Asks)?;
        let Self::List { all } = self;
        let since = if all { now().plus_seconds(-BACK) } else { Timestamp::from_micros(i64::MAX) };
        let approvals = store.approvals(since, LONGEST)?;
        let mut teller = Teller::new(&mut store, terms(&config));
        let mut documents: Vec<Value> = Vec::with_capacity(approvals.len());
        let mut table = Table::new(&["REF", "ASKED", "BY", "CUSTOMER", "STATE", "WHAT"]);
        for approval in &approvals {
            documents.push(teller.approval(approval)?);
            table.row([
                approval.reference.clone(),
                approval.asked_at.rfc3339(),
                approval.asked_by.clone(),
                teller.customer(approval.customer)?.map(|known| known.reference.clone()).unwrap_or_default(),
                approval.verdict.name().to_owned(),
                format!("{}; {}: {}", approval.request.words(), approval.over, approval.reason),
            ]);
        }
        match output.form {
            Form::Json => output.document(&json!({"approvals": documents}))?,
            Form::Words => output.table(&table)?,
        }
        Ok(Status::Done)
    }
}
