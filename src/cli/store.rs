//! `frontline store`: the database itself, whatever it holds.

use clap::Subcommand;
use serde_json::json;

use super::failure::Failure;
use super::output::{Form, Output, Status, warn};
use super::progress::Progress;
use super::table::Table;
use crate::store::{Address, Beginning, Move, Moved};

#[derive(Subcommand)]
pub(super) enum Store {
    /// Carry everything of one store into a new one, and compare what both then hold
    ///
    /// Between a file and a PostgreSQL server in either direction, or between two of a kind. FROM is left as it was.
    /// A move that was interrupted goes on when it is run again; until it is finished no desk opens TO.
    Move {
        /// The store that holds the records: a path, sqlite:PATH or postgres://…
        from: String,
        /// The new store, which is made where there is none
        to: String,
    },
}

impl Store {
    pub(super) fn run(self, output: &mut Output) -> anyhow::Result<Status> {
        let Self::Move { from, to } = self;
        let (from, to) = (Address::read(&from)?, Address::read(&to)?);
        if to.is_fleeting() {
            let message = "what is moved into memory would be lost; name a file or a server to move into";
            return Err(Failure::impossible("fleeting_store", message).into());
        }
        let ready = Move::between(&from, &to)?;
        let rows = ready.rows();
        let mut progress = Progress::new(Some(2 * rows));
        let moved = ready.run(|done| progress.reach(done, done.min(rows)))?;
        drop(progress);
        tell(&moved, output)?;
        Ok(Status::Done)
    }
}

fn tell(moved: &Moved, output: &mut Output) -> anyhow::Result<()> {
    let Moved { from, to, beginning, tables } = moved;
    let rows: u64 = tables.iter().map(|table| table.rows).sum();
    if *beginning == Beginning::Again {
        warn(&format!("{from} had changed since the move was interrupted, so all of it was carried again"));
    }
    if output.form == Form::Json {
        let tables = tables
            .iter()
            .map(|table| json!({"table": table.name, "rows": table.rows, "checksum": table.checksum.to_string()}));
        let began = match beginning {
            Beginning::New => "new",
            Beginning::Continued => "continued",
            Beginning::Again => "again",
        };
        let tables: Vec<_> = tables.collect();
        return output.document(&json!({"from": from, "to": to, "began": began, "rows": rows, "tables": tables}));
    }
    let mut table = Table::new(&["TABLE", "ROWS", "CHECKSUM"]);
    for moved in tables {
        table.row([moved.name.clone(), moved.rows.to_string(), moved.checksum.to_string()]);
    }
    output.table(&table)?;
    output.text(&format!("{to} holds all {rows} rows of {from}; name it as `store` in your settings"))
}
