//! Standard output and standard error, the only places a command writes to, and the status it ends with.

use std::io::{self, IsTerminal, StdoutLock, Write};
use std::process::ExitCode;

use serde::Serialize;
use serde_json::json;

use super::failure::Failure;
use super::table::Table;
use crate::ui::text;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// Done.
    Done,
    /// Something was refused or rejected; the rest is done.
    Refused,
    /// The words were wrong, or the environment does not allow it.
    Impossible,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        match status {
            Status::Done => Self::SUCCESS,
            Status::Refused => Self::from(1),
            Status::Impossible => Self::from(2),
        }
    }
}

/// In which form a command answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// For a person.
    Words,
    /// For a program.
    Json,
}

/// Where a command answers.
pub(super) struct Output {
    /// In which form.
    pub(super) form: Form,
    out: StdoutLock<'static>,
}

impl Output {
    pub(super) fn new(json: bool) -> Self {
        Self { form: if json { Form::Json } else { Form::Words }, out: io::stdout().lock() }
    }

    /// Standard output itself, for records.
    pub(super) fn raw(&mut self) -> &mut StdoutLock<'static> {
        &mut self.out
    }

    /// Writes a document on a line of its own.
    pub(super) fn document(&mut self, document: &impl Serialize) -> anyhow::Result<()> {
        serde_json::to_writer(&mut self.out, document)?;
        Ok(writeln!(self.out)?)
    }

    /// Writes words, ended with a line break.
    pub(super) fn text(&mut self, text: &str) -> anyhow::Result<()> {
        self.out.write_all(harmless(text).as_bytes())?;
        if !text.ends_with('\n') {
            self.out.write_all(b"\n")?;
        }
        Ok(())
    }

    /// Writes a table, cut to the width of the terminal where there is one.
    pub(super) fn table(&mut self, table: &Table) -> anyhow::Result<()> {
        let width = self.out.is_terminal().then(crossterm::terminal::size).and_then(Result::ok);
        self.text(&table.draw(width.map(|(columns, _)| usize::from(columns))))
    }

    /// Says on standard error, and to programs on standard output too, what went wrong. A reader who closed the pipe has
    /// seen enough.
    pub(super) fn failure(&mut self, error: &anyhow::Error) -> Status {
        if broken_pipe(error) {
            return Status::Done;
        }
        let failure = Failure::of(error);
        if self.form == Form::Json {
            // Nothing is left to be done about an answer that cannot be given.
            drop(self.document(&json!({"error": {"code": failure.code, "message": failure.message}})));
        }
        warn(&failure.message);
        failure.status
    }
}

/// The words, with whatever a terminal might obey as a dot: they may quote what stands in a store or was typed by a script.
fn harmless(words: &str) -> String {
    words.split('\n').map(text::shown).collect::<Vec<_>>().join("\n")
}

/// Writes a line to standard error.
pub(super) fn warn(line: &str) {
    // Where even standard error is closed, nobody listens.
    drop(writeln!(io::stderr(), "frontline: {}", harmless(line)));
}

fn broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let kind = cause.downcast_ref::<io::Error>().map(io::Error::kind);
        let written = cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        kind.or(written) == Some(io::ErrorKind::BrokenPipe)
    })
}
