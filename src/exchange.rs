//! Files in and out: JSON Lines, CSV (our own and what other systems export) and answers as Markdown. Reading hands out
//! one record at a time, a bad one with its line and the reason; nothing here knows a store.

mod csv;
mod decode;
mod foreign;
mod jsonl;
mod kinds;
mod lines;
mod markdown;
mod recognise;
mod statement;
mod terms;
mod written;

use std::io::{BufRead, Write};
use std::path::Path;

use crate::domain::portable::{Kind, Portable};

pub use csv::Writer as CsvWriter;
pub use foreign::unfilled;
pub use jsonl::Writer as JsonLinesWriter;
pub use markdown::{Folder, read_folder};
pub use statement::write as write_statement;
pub use terms::Terms;

/// The longest record that is read, in bytes; a longer one is a file that was cut or quoted wrongly.
const LONGEST: usize = 8 << 20;

/// What went wrong with a whole file.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file broke off.
    #[error("cannot read on: {0}; check the file and import it again, nothing is taken twice")]
    Broken(#[from] std::io::Error),
    /// The file cannot be written.
    #[error("cannot write on: {0}; make room there, or name another place, and export again")]
    Unwritable(std::io::Error),
    /// The format does not carry this kind of record.
    #[error("{format} carries no {kind}; use a file that ends in .jsonl or .csv")]
    Unfit {
        /// The format's name.
        format: &'static str,
        /// The kind's name.
        kind: &'static str,
    },
    /// A single text is not what it should be.
    #[error("line {line}: {reason}")]
    Malformed {
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// The file holds records of another kind than the one that was asked for.
    #[error("this looks like {kind}; `frontline import {kind} FILE` takes it in")]
    OtherKind {
        /// The kind it holds.
        kind: &'static str,
    },
    /// The first line of a CSV file names nothing that is known.
    #[error("the first line names no column `{wanted}`; name the columns as `frontline import --help` lists them")]
    Headless {
        /// A column that every such file has.
        wanted: &'static str,
    },
}

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A JSON document a line.
    JsonLines,
    /// Comma separated values, or separated by semicolons or tabs.
    Csv,
    /// One Markdown text with its front matter, or a folder of them.
    Markdown,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 3] = [Self::JsonLines, Self::Csv, Self::Markdown];

    /// The word for it on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::JsonLines => "jsonl",
            Self::Csv => "csv",
            Self::Markdown => "md",
        }
    }

    /// The format that the ending of a file tells; a folder is one of Markdown.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
        match ending.as_deref() {
            Some("jsonl" | "ndjson" | "json") => Some(Self::JsonLines),
            Some("csv" | "tsv") => Some(Self::Csv),
            Some("md" | "markdown") => Some(Self::Markdown),
            _ => path.is_dir().then_some(Self::Markdown),
        }
    }
}

/// A record of a file, or why it is none.
#[derive(Debug)]
pub struct Row {
    /// The line it begins in, from 1.
    pub line: u64,
    /// The record, or the reason in words.
    pub record: Result<Portable, String>,
}

/// The records of a file, one at a time.
pub type Rows = Box<dyn Iterator<Item = Result<Row, Error>> + Send>;

/// Reads records of a kind from a file. A text in UTF-16 or, as CSV, in Windows-1252 is decoded.
///
/// # Errors
/// When the format does not carry the kind, the records plainly are of another, or a CSV file has no header that is known.
pub fn read(kind: Kind, format: Format, source: impl BufRead + Send + 'static, terms: Terms) -> Result<Rows, Error> {
    let source = decode::text(source)?;
    match format {
        Format::JsonLines => Ok(Box::new(jsonl::Reader::new(source, kind, terms)?)),
        Format::Csv => csv::read(source, kind, terms),
        Format::Markdown if kind == Kind::Answers => markdown::read(source, terms),
        Format::Markdown => Err(Error::Unfit { format: "Markdown", kind: kind.name() }),
    }
}

/// The columns of a kind's records in CSV. JSON Lines has the same names, with the parts of a record in records of their own.
#[must_use]
pub const fn columns(kind: Kind) -> &'static [&'static str] {
    csv::columns(kind)
}

/// The other headers that CSV files of a kind may have, in small letters with `_` for a blank.
pub fn other_headers(kind: Kind) -> impl Iterator<Item = &'static str> {
    csv::other_headers(kind)
}

/// The kind of records that a file holds, told by the names of its columns or fields; `None` where those are of none.
///
/// # Errors
/// When the file breaks off.
pub fn recognise(format: Format, source: impl BufRead + Send + 'static) -> Result<Option<Kind>, Error> {
    recognise::kind(format, source)
}

/// Reads the answer that stands in a Markdown file of that name (without its ending).
///
/// # Errors
/// When the text is no answer.
pub fn answer(name: &str, text: &str) -> Result<Portable, Error> {
    markdown::answer(text, name).map_err(|(line, reason)| Error::Malformed { line, reason })
}

/// Writes records of a kind to a file.
pub enum Writer<W: Write> {
    /// As JSON Lines.
    JsonLines(JsonLinesWriter<W>),
    /// As CSV.
    Csv(Box<CsvWriter<W>>),
}

impl<W: Write> Writer<W> {
    /// Begins a file.
    ///
    /// # Errors
    /// When the format does not carry the kind in one file, or the file cannot be written.
    pub fn new(kind: Kind, format: Format, out: W, terms: Terms) -> Result<Self, Error> {
        match format {
            Format::JsonLines => Ok(Self::JsonLines(JsonLinesWriter::new(out, terms))),
            Format::Csv => Ok(Self::Csv(Box::new(CsvWriter::new(kind, out, terms)?))),
            Format::Markdown => Err(Error::Unfit { format: "one Markdown file", kind: kind.name() }),
        }
    }

    /// Writes a record.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&mut self, record: &Portable) -> Result<(), Error> {
        match self {
            Self::JsonLines(writer) => writer.write(record),
            Self::Csv(writer) => writer.write(record),
        }
    }

    /// Ends the file.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn finish(self) -> Result<(), Error> {
        match self {
            Self::JsonLines(writer) => writer.finish(),
            Self::Csv(writer) => writer.finish(),
        }
    }
}

/// A record as one JSON document, as a line of JSON Lines holds it.
#[must_use]
pub fn document(record: &Portable, terms: &Terms) -> serde_json::Value {
    jsonl::document(record, terms)
}
