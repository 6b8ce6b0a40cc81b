//! `frontline import`: records from files, taken by reference; a bad row is told and does not stop the others.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::sync_channel;

use anyhow::Context;
use clap::Args;
use serde::Serialize;

use super::failure::Failure;
use super::output::{Form, Output, Status, warn};
use super::progress::Progress;
use super::records;
use super::setting::{Setting, Work, terms};
use crate::domain::action::{Action, Actor};
use crate::domain::portable::{Fate, Kind, Portable};
use crate::exchange::{self, Format, Rows, Terms};
use crate::store::Store;

/// How many records one transaction takes.
const BATCH: usize = 2_000;

/// How many rejected rows a person is shown.
const SHOWN: usize = 20;

#[derive(Args)]
pub(super) struct Import {
    /// What the files hold
    #[arg(value_parser = records::kind())]
    kind: Kind,
    /// The files, or folders of Markdown; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The format, where the ending does not tell it
    #[arg(long, value_parser = records::format())]
    format: Option<Format>,
}

/// What became of the records of some files.
#[derive(Serialize)]
struct Report {
    kind: &'static str,
    read: u64,
    added: u64,
    changed: u64,
    unchanged: u64,
    rejected: Vec<Rejected>,
}

#[derive(Serialize)]
struct Rejected {
    line: u64,
    reason: String,
}

impl Import {
    pub(super) fn run(self, setting: &Setting, output: &mut Output) -> anyhow::Result<Status> {
        let config = setting.config()?;
        let mut store = setting.open(&config, Work::Writes)?;
        let (terms, actor) = (terms(&config), setting.actor(&config));
        let mut report =
            Report { kind: self.kind.name(), read: 0, added: 0, changed: 0, unchanged: 0, rejected: Vec::new() };
        let formats = self.files.iter().map(|file| records::format_of(file, self.format));
        let formats: Vec<Format> = formats.collect::<Result<_, _>>()?;
        for (file, format) in self.files.iter().zip(formats) {
            let (added, changed, from) = (report.added, report.changed, report.rejected.len());
            self.take(file, format, terms, &mut store, &mut report)?;
            if self.files.len() > 1 {
                for rejected in report.rejected.iter_mut().skip(from) {
                    rejected.reason = format!("{}: {}", file.display(), rejected.reason);
                }
            }
            self.write_down(file, &actor, &mut store, report.added - added, report.changed - changed)?;
        }
        report.tell(output)
    }

    /// Takes one file. Reading has a thread of its own, so that it goes on while the store writes.
    fn take(
        &self,
        file: &Path,
        format: Format,
        terms: Terms,
        store: &mut Store,
        report: &mut Report,
    ) -> anyhow::Result<()> {
        let count = Arc::new(AtomicU64::new(0));
        let (rows, length) =
            opened(self.kind, file, format, terms, &count).with_context(|| file.display().to_string())?;
        let mut progress = Progress::new(length);
        let (send, receive) = sync_channel(4);
        let reader = std::thread::spawn(move || {
            let mut rows = rows.peekable();
            while rows.peek().is_some() {
                let batch: Result<Vec<_>, _> = rows.by_ref().take(BATCH).collect();
                // A store that takes no more has told why.
                if send.send(batch).is_err() {
                    break;
                }
            }
        });
        for batch in receive {
            report.take(batch.with_context(|| file.display().to_string())?, store)?;
            progress.reach(count.load(Ordering::Relaxed), report.read);
        }
        reader.join().map_err(|_| Failure::impossible("failed", "the reader broke off; import the file again"))?;
        Ok(())
    }

    /// A file that changed something is a row of the journal.
    fn write_down(
        &self,
        file: &Path,
        actor: &Actor,
        store: &mut Store,
        added: u64,
        changed: u64,
    ) -> anyhow::Result<()> {
        if added + changed > 0 {
            let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
            let action = Action::Import { kind: self.kind.name().to_owned(), file: name, added, changed };
            store.journal_import(action, actor)?;
        }
        Ok(())
    }
}

impl Report {
    fn take(&mut self, rows: Vec<exchange::Row>, store: &mut Store) -> anyhow::Result<()> {
        let (mut lines, mut records): (Vec<u64>, Vec<Portable>) = (Vec::new(), Vec::new());
        let first = self.rejected.len();
        for row in rows {
            self.read += 1;
            match row.record {
                Ok(record) => {
                    lines.push(row.line);
                    records.push(record);
                }
                Err(reason) => self.rejected.push(Rejected { line: row.line, reason }),
            }
        }
        for (fate, line) in store.import(records)?.into_iter().zip(lines) {
            match fate {
                Fate::Added => self.added += 1,
                Fate::Changed => self.changed += 1,
                Fate::Unchanged => self.unchanged += 1,
                Fate::Rejected(reason) => self.rejected.push(Rejected { line, reason }),
            }
        }
        if let Some(rejected) = self.rejected.get_mut(first..) {
            rejected.sort_by_key(|rejected| rejected.line);
        }
        Ok(())
    }

    fn tell(&self, output: &mut Output) -> anyhow::Result<Status> {
        match output.form {
            Form::Json => output.document(self)?,
            Form::Words => {
                let Self { kind, read, added, changed, unchanged, rejected } = self;
                for row in rejected.iter().take(SHOWN) {
                    warn(&format!("line {}: {}", row.line, row.reason));
                }
                if rejected.len() > SHOWN {
                    warn(&format!("and {} more; --json tells all of them", rejected.len() - SHOWN));
                }
                let rejected = rejected.len();
                output.text(&format!(
                    "{kind}: {read} read, {added} added, {changed} changed, {unchanged} unchanged, {rejected} rejected"
                ))?;
            }
        }
        Ok(if self.rejected.is_empty() { Status::Done } else { Status::Refused })
    }
}

/// The records of a file, and its length where that is known.
fn opened(
    kind: Kind,
    file: &Path,
    format: Format,
    terms: Terms,
    count: &Arc<AtomicU64>,
) -> anyhow::Result<(Rows, Option<u64>)> {
    if records::is_standard(file) {
        return Ok((exchange::read(kind, format, BufReader::new(std::io::stdin()), terms)?, None));
    }
    if format == Format::Markdown && kind == Kind::Answers {
        return Ok((exchange::read_folder(file)?, None));
    }
    let source = File::open(file).map_err(|cause| {
        Failure::impossible("no_such_file", format!("cannot open {}: {cause}; see that it is there", file.display()))
    })?;
    let length = source.metadata().ok().map(|about| about.len());
    let counted = Counted { source, count: Arc::clone(count) };
    Ok((exchange::read(kind, format, BufReader::with_capacity(256 << 10, counted), terms)?, length))
}

/// A file that counts the bytes that were read of it.
struct Counted {
    source: File,
    count: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = self.source.read(buffer)?;
        self.count.fetch_add(u64::try_from(read).unwrap_or(0), Ordering::Relaxed);
        Ok(read)
    }
}
