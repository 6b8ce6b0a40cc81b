//! A store whose beginning cannot be read: its first page, or one of those that say which table lies where. Every store
//! begins alike, so that the beginning of a new one stands in for what is lost, in a copy. What stood only in the log beside
//! the file stays with the damaged one.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use super::super::backup::{beside, unreachable};
use super::super::driver::{self, Embedded, Place, Sole, whole};
use super::super::{Error, MIGRATIONS};

/// How many bytes a page has (SQLite's default, which every store has).
const PAGE: u16 = 4096;

/// The header of a file of SQLite (its file format, 1.3), and where in it stands what differs from one to another.
const HEADER: usize = 100;
const PAGES_AT: usize = 28;
const FREE_AT: usize = 32;

/// The type of a page that names others instead of rows (1.6), and where its cells are counted and begin.
const INTERIOR: u8 = 5;
const CELLS_AT: usize = 3;
const LAST_AT: usize = 8;
const POINTERS_AT: usize = 12;

/// A copy of a damaged store that begins like a new one, and what can be read of it.
pub(super) struct Regrown {
    pub sole: Sole,
    _copy: tempfile::TempPath,
}

/// Makes that copy beside the store at `path`.
///
/// # Errors
/// When there is no room for it.
pub(super) fn regrown(path: &Path) -> Result<Regrown, Error> {
    let (copy, pattern) = (beside(path)?, beside(path)?);
    let mut new = driver::open(&Place::Embedded(Embedded::File(pattern.to_path_buf())))?;
    new.migrate(MIGRATIONS)?;
    drop(new);
    whole::settle_down(&pattern)?;
    let written = fs::copy(path, &copy).and_then(|length| write_over(&pattern, &copy, length));
    written.map_err(|cause| unreachable(path, cause))?;
    Ok(Regrown { sole: Sole::take(&copy)?, _copy: copy })
}

/// Writes the pages that tell of the tables from one store over those of another.
fn write_over(pattern: &Path, copy: &Path, length: u64) -> std::io::Result<()> {
    let mut pattern = File::open(pattern)?;
    let mut copy = File::options().write(true).open(copy)?;
    let mut first = page(&mut pattern, 1)?;
    let others = named_by(&first);
    let pages = u32::try_from(length.div_ceil(u64::from(PAGE))).unwrap_or(u32::MAX);
    put(&mut first, PAGES_AT, pages);
    put(&mut first, FREE_AT, 0);
    put(&mut first, FREE_AT + 4, 0);
    copy.write_all(&first)?;
    for number in others {
        let bytes = page(&mut pattern, number)?;
        copy.seek(start(number))?;
        copy.write_all(&bytes)?;
    }
    Ok(())
}

fn start(number: u32) -> SeekFrom {
    SeekFrom::Start(u64::from(number.saturating_sub(1)) * u64::from(PAGE))
}

fn page(file: &mut File, number: u32) -> std::io::Result<Vec<u8>> {
    file.seek(start(number))?;
    let mut bytes = vec![0; usize::from(PAGE)];
    file.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// The numbers of the pages that the first page names, if its own rows lie on others.
fn named_by(first: &[u8]) -> Vec<u32> {
    if first.get(HEADER) != Some(&INTERIOR) {
        return Vec::new();
    }
    let short = |at: usize| first.get(at..at + 2).and_then(|bytes| bytes.try_into().ok()).map(u16::from_be_bytes);
    let long = |at: usize| first.get(at..at + 4).and_then(|bytes| bytes.try_into().ok()).map(u32::from_be_bytes);
    let cells = usize::from(short(HEADER + CELLS_AT).unwrap_or(0));
    let places = (0..cells).filter_map(|cell| short(HEADER + POINTERS_AT + 2 * cell));
    places.filter_map(|at| long(usize::from(at))).chain(long(HEADER + LAST_AT)).collect()
}

fn put(page: &mut [u8], at: usize, number: u32) {
    if let Some(place) = page.get_mut(at..at + 4) {
        place.copy_from_slice(&number.to_be_bytes());
    }
}
