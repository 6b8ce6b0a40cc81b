//! `frontline import`: records from files, taken by reference; a bad row is told and does not stop the others.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::Context;
use clap::Args;
use serde::Serialize;

use super::columns;
use super::failure::Failure;
use super::output::{Form, Output, Status, warn};
use super::progress::Progress;
use super::records;
use super::setting::{Setting, Work, terms};
use crate::domain::action::Actor;
use crate::domain::portable::Kind;
use crate::exchange::{self, Format, Rows, Terms};
use crate::runtime::intake::{self, Tally};
use crate::store::Store;

/// How many rejected rows a person is shown.
const SHOWN: usize = 20;

#[derive(Args)]
#[command(after_long_help = columns::told())]
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
        let formats = self.files.iter().map(|file| records::format_of(file, self.format));
        let formats: Vec<Format> = formats.collect::<Result<_, _>>()?;
        // All of them are looked at before anything is written.
        let mut sources = Vec::with_capacity(self.files.len());
        for (file, format) in self.files.iter().zip(formats) {
            sources.push(Source::open(self.kind, file, format, terms(&config))?);
        }
        let mut store = setting.open(&config, Work::Writes)?;
        let actor = setting.actor(&config);
        let mut report =
            Report { kind: self.kind.name(), read: 0, added: 0, changed: 0, unchanged: 0, rejected: Vec::new() };
        for source in sources {
            let before = if self.files.len() > 1 { format!("{}: ", source.place) } else { String::new() };
            let tally = source.take(self.kind, &mut store, &actor)?;
            for told in [tally.kept(), tally.unfilled()].into_iter().flatten() {
                warn(&format!("{before}{told}"));
            }
            report.count(tally, &before);
        }
        report.tell(output)
    }
}

impl Report {
    fn count(&mut self, tally: Tally, before: &str) {
        self.read += tally.read;
        self.added += tally.added;
        self.changed += tally.changed;
        self.unchanged += tally.unchanged;
        let rejected = tally.rejected.into_iter();
        self.rejected.extend(rejected.map(|(line, reason)| Rejected { line, reason: format!("{before}{reason}") }));
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

/// A file that is open to be read in.
struct Source {
    place: String,
    name: String,
    rows: Rows,
    length: Option<u64>,
    reached: Arc<AtomicU64>,
}

impl Source {
    fn open(kind: Kind, file: &Path, format: Format, terms: Terms) -> anyhow::Result<Self> {
        let (place, reached) = (file.display().to_string(), Arc::new(AtomicU64::new(0)));
        let (rows, length) = records_of(kind, file, format, terms, &reached).with_context(|| place.clone())?;
        let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
        Ok(Self { place, name, rows, length, reached })
    }

    fn take(self, kind: Kind, store: &mut Store, actor: &Actor) -> anyhow::Result<Tally> {
        let mut progress = Progress::new(self.length);
        let show = |read| progress.reach(self.reached.load(Ordering::Relaxed), read);
        intake::take(store, kind, &self.name, self.rows, actor, show).with_context(|| self.place.clone())
    }
}

/// The records of a file, and its length where that is known.
fn records_of(
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
