//! The kinds and formats of records as they are named on the command line.

use std::ffi::OsStr;
use std::path::Path;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::failure::Failure;
use crate::domain::channel::Channel;
use crate::domain::portable::Kind;
use crate::exchange::Format;

/// Reads the word for a kind.
pub(super) fn kind() -> impl TypedValueParser<Value = Kind> {
    chosen(Kind::ALL.map(|kind| (kind.name(), kind)))
}

/// Reads the word for a format.
pub(super) fn format() -> impl TypedValueParser<Value = Format> {
    chosen(Format::ALL.map(|format| (format.name(), format)))
}

/// Reads the word for a channel.
pub(super) fn channel() -> impl TypedValueParser<Value = Channel> {
    chosen(Channel::ALL.map(|channel| (channel.name(), channel)))
}

fn chosen<const N: usize, T>(choices: [(&'static str, T); N]) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    let words = choices.map(|(word, _)| word);
    PossibleValuesParser::new(words).try_map(move |word| {
        choices.iter().find(|(known, _)| *known == word).map(|(_, choice)| *choice).ok_or("unknown word")
    })
}

/// Whether a file is standard input or output.
pub(super) fn is_standard(file: &Path) -> bool {
    file.as_os_str() == OsStr::new("-")
}

/// The format of a file: what was said, what its ending tells, or JSON Lines for standard input and output.
pub(super) fn format_of(file: &Path, said: Option<Format>) -> Result<Format, Failure> {
    let told = said.or_else(|| if is_standard(file) { Some(Format::JsonLines) } else { Format::of(file) });
    told.ok_or_else(|| {
        let message = format!("the ending of {} tells no format; say --format jsonl, csv or md", file.display());
        Failure::impossible("unknown_format", message)
    })
}
