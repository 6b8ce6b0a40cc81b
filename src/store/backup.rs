//! A store kept in a second file: written while desks go on writing, as of one moment, and trusted only once all of it was
//! read back.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::driver::{Embedded, Examined, Place, whole};
use super::moving::{Move, existing};
use super::{Address, Error, MIGRATIONS};
use crate::domain::action::Refusal;
use crate::domain::timestamp::Timestamp;

/// How the name of a file begins that is not finished yet.
pub const UNFINISHED: &str = ".frontline-";

/// What a backup holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackedUp {
    /// The store.
    pub from: String,
    /// The file.
    pub to: PathBuf,
    /// The tables with how many rows each has, in the store and in the file.
    pub tables: Vec<(String, u64)>,
    /// When the latest of it was written.
    pub written_at: Option<Timestamp>,
}

/// Writes all of a store into a file, which gets its name only once everything in it was read and found whole; one that
/// has that name already is a backup, and older.
///
/// # Errors
/// When the store cannot be read or the file cannot be written; there is no file then, or the one that was there before.
pub fn backup(from: &Address, file: &Path) -> Result<BackedUp, Error> {
    let source = existing(from)?;
    refuse_other(&source, file)?;
    let anew = beside(file)?;
    let (place, copied) = match &source {
        Place::Embedded(Embedded::File(path)) => (path.display().to_string(), whole::copy_of(path, &anew)?),
        Place::Embedded(Embedded::Memory) => return Err(fleeting()),
        Place::Server(_) => {
            let to = Address(Place::Embedded(Embedded::File(anew.to_path_buf())));
            let moved = Move::of_one_moment(from, &to)?.run(|_| ())?;
            whole::settle_down(&anew)?;
            (moved.from, moved.tables.into_iter().map(|table| (table.name, table.rows)).collect())
        }
    };
    let Examined { written_at, tables } = whole::examine(&anew, known())?;
    if !copied.iter().all(|table| tables.contains(table)) {
        let message =
            format!("{} does not hold what {place} holds; look at its disk, then back up again", file.display());
        return Err(Refusal::new("unlike", message).into());
    }
    named(anew, file)?;
    Ok(BackedUp {
        from: place,
        to: file.to_owned(),
        tables: copied,
        written_at: written_at.map(Timestamp::from_micros),
    })
}

/// How many versions of the schema this program knows.
pub(super) fn known() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

pub(super) fn fleeting() -> Error {
    Refusal::new("fleeting_store", "a store in memory is gone with the program; name a file with --store").into()
}

/// An empty file of this user's own in the folder of another one, whose name it is to get.
pub(super) fn beside(file: &Path) -> Result<tempfile::TempPath, Error> {
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let made =
        whole::make_folder(folder).and_then(|()| tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(folder));
    made.map(tempfile::NamedTempFile::into_temp_path).map_err(|cause| unreachable(file, cause))
}

/// Gives a file that was written its name, and sees it onto the disk.
pub(super) fn named(anew: tempfile::TempPath, file: &Path) -> Result<(), Error> {
    let synced = File::open(&anew).and_then(|written| written.sync_all());
    synced.map_err(|cause| unreachable(file, cause))?;
    anew.persist(file).map_err(|cause| unreachable(file, cause.error))?;
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(|cause| unreachable(file, cause))
}

pub(super) fn unreachable(file: &Path, cause: std::io::Error) -> Error {
    Error::Unreachable { place: file.display().to_string(), cause: cause.into() }
}

/// Refuses to write over anything but an earlier backup.
fn refuse_other(source: &Place, file: &Path) -> Result<(), Error> {
    if !file.exists() {
        return Ok(());
    }
    let place = file.display();
    if let Place::Embedded(Embedded::File(store)) = source
        && file.canonicalize().is_ok_and(|file| file == *store)
    {
        let message = format!("{place} is the store itself; name another file for its backup");
        return Err(Refusal::new("same_file", message).into());
    }
    if !whole::is_closed_store(file) {
        let message = format!("{place} is there and is no backup; move it away or name another file");
        return Err(Refusal::new("file_exists", message).into());
    }
    Ok(())
}
