//! `frontline backup` and `frontline restore`: the store kept in a second file, and put back from there.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::output::{Form, Output, Status};
use super::setting::Setting;
use super::table::Table;
use crate::domain::timestamp::Timestamp;
use crate::runtime::now;
use crate::store::{self, Over};

/// Writes all of the store into one file, as of one moment, while desks go on working. The file gets its name once
/// everything in it was read back and found whole; a backup that has that name already is replaced.
#[derive(Args)]
pub(super) struct Backup {
    /// The file to write
    file: PathBuf,
}

/// Puts a backup into the place of the store. The store that is there is kept beside it under the moment's name. Every desk
/// on it must be closed; on a server the database must be empty.
#[derive(Args)]
pub(super) struct Restore {
    /// The backup
    file: PathBuf,
    /// Restore over a store that is newer than the backup, or over a file that is none
    #[arg(long)]
    force: bool,
}

impl Backup {
    pub(super) fn run(&self, setting: &Setting, output: &mut Output) -> anyhow::Result<Status> {
        let address = setting.address(&setting.config()?)?;
        let done = store::backup(&address, &self.file)?;
        if output.form == Form::Json {
            let tables = done.tables.iter().map(|(table, rows)| json!({"table": table, "rows": rows}));
            output.document(&json!({
                "store": done.from,
                "file": done.to,
                "written_at": done.written_at,
                "rows": rows(&done.tables),
                "tables": tables.collect::<Vec<_>>(),
            }))?;
            return Ok(Status::Done);
        }
        output.table(&listed(&done.tables))?;
        let (file, rows) = (done.to.display(), rows(&done.tables));
        output.text(&format!("{file} holds all {rows} rows of {}{}", done.from, until(done.written_at)))?;
        Ok(Status::Done)
    }
}

impl Restore {
    pub(super) fn run(&self, setting: &Setting, output: &mut Output) -> anyhow::Result<Status> {
        let address = setting.address(&setting.config()?)?;
        let over = if self.force { Over::Anything } else { Over::Older };
        let done = store::restore(&address, &self.file, over, now())?;
        if output.form == Form::Json {
            output.document(&json!({
                "file": done.from,
                "store": done.to,
                "written_at": done.written_at,
                "rows": rows(&done.tables),
                "kept": done.kept,
            }))?;
            return Ok(Status::Done);
        }
        let (file, rows) = (done.from.display(), rows(&done.tables));
        output.text(&format!("{} holds all {rows} rows of {file}{}", done.to, until(done.written_at)))?;
        if let Some(kept) = done.kept {
            output.text(&format!("what was there before is {}", kept.display()))?;
        }
        Ok(Status::Done)
    }
}

fn rows(tables: &[(String, u64)]) -> u64 {
    tables.iter().map(|(_, rows)| rows).sum()
}

fn listed(tables: &[(String, u64)]) -> Table {
    let mut table = Table::new(&["TABLE", "ROWS"]);
    for (name, rows) in tables {
        table.row([name.clone(), rows.to_string()]);
    }
    table
}

fn until(written_at: Option<Timestamp>) -> String {
    written_at.map(|at| format!(", the last of them written at {}", at.rfc3339())).unwrap_or_default()
}
