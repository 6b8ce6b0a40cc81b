//! Scripted answers as a folder of Markdown: one file each, named by its reference, with its front matter as TOML between
//! `+++` or as plain YAML between `---`.

mod front;
mod yaml;

use std::collections::HashSet;
use std::ffi::OsStr;
use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};

use super::terms::Terms;
use super::written::Text;
use super::written::answer::Answer;
use super::{Error, LONGEST, Row, Rows};
use crate::domain::checksum::Checksum;
use crate::domain::portable::Portable;

/// Reads the answers of a folder, in the order of their names, or that of one file.
///
/// # Errors
/// When the folder cannot be read.
pub fn read_folder(place: &Path) -> Result<Rows, Error> {
    if place.is_file() {
        return Ok(Box::new(std::iter::once(Ok(read_file(place)))));
    }
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(place)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    files.retain(|file| file.is_file() && file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md")));
    files.sort();
    Ok(Box::new(files.into_iter().map(|file| Ok(read_file(&file)))))
}

fn read_file(file: &Path) -> Row {
    let name = file.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let length = file.metadata().map_or(0, |about| about.len());
    if length > u64::try_from(LONGEST).unwrap_or(u64::MAX) {
        return Row { line: 1, record: Err(format!("{name}: the text is longer than {} MB", LONGEST >> 20)) };
    }
    let stem = file.file_stem().and_then(OsStr::to_str).unwrap_or_default();
    let text = std::fs::read_to_string(file).map_err(|cause| (1, format!("cannot be read: {cause}")));
    match text.and_then(|text| answer(&text, stem)) {
        Ok(answer) => Row { line: 1, record: Ok(answer) },
        Err((line, reason)) => Row { line, record: Err(format!("{name}: {reason}")) },
    }
}

/// Reads one answer that stands alone; its front matter must name its `ref`.
pub(super) fn read(source: impl BufRead + Send + 'static, _terms: Terms) -> Result<Rows, Error> {
    let mut text = String::new();
    source.take(u64::try_from(LONGEST).unwrap_or(u64::MAX)).read_to_string(&mut text)?;
    let row = match answer(&text, "") {
        Ok(answer) => Row { line: 1, record: Ok(answer) },
        Err((line, reason)) => Row { line, record: Err(reason) },
    };
    Ok(Box::new(std::iter::once(Ok(row))))
}

/// The answer in a file of that name, or the line and the reason why there is none.
pub(super) fn answer(text: &str, stem: &str) -> Result<Portable, (u64, String)> {
    let mut written = front::read(text)?;
    if written.reference.is_blank() {
        written.reference = Text::from(stem);
    }
    let answer = written.admit().map_err(|reason| (1, reason))?;
    Ok(Portable::Answer(Box::new(answer)))
}

/// Writes answers into a folder, a file each.
pub struct Folder {
    place: PathBuf,
    taken: HashSet<String>,
}

impl Folder {
    /// Makes the folder, where there is none.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn new(place: &Path) -> Result<Self, Error> {
        std::fs::create_dir_all(place).map_err(Error::Unwritable)?;
        Ok(Self { place: place.to_owned(), taken: HashSet::new() })
    }

    /// Writes an answer; other records are no text and are passed over.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&mut self, record: &Portable) -> Result<(), Error> {
        let Portable::Answer(answer) = record else { return Ok(()) };
        let reference = answer.reference.as_str();
        // Some file systems hold `A` and `a` for one name.
        let own_name = is_file_name(reference) && !self.taken.contains(&reference.to_lowercase());
        // A name that cannot be its own is made of it alone, so that the file stays the same one whatever is beside it.
        let name = if own_name {
            reference.to_owned()
        } else {
            format!("~{}", Checksum::default().with(reference.as_bytes()))
        };
        self.taken.insert(name.to_lowercase());
        let mut written = Answer::of(answer);
        if own_name {
            written.reference = Text::default();
        }
        let text = front::text(&written).map_err(|cause| Error::Unwritable(std::io::Error::other(cause)))?;
        std::fs::write(self.place.join(name + ".md"), text).map_err(Error::Unwritable)
    }
}

/// Whether a reference can be the name of a file on every system.
fn is_file_name(reference: &str) -> bool {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ' | '#' | '+' | ',');
    reference.len() <= 120
        && reference.chars().all(is_plain)
        && !reference.starts_with(['.', ' '])
        && !reference.ends_with(['.', ' '])
        && !reference.is_empty()
}

#[cfg(test)]
mod tests;
