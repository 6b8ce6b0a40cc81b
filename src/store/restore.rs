//! A backup put into the place of a store: verified before, over nothing newer without being told, and with the store that
//! was there kept beside it.

use std::path::{Path, PathBuf};

use super::backup::{beside, fleeting, known, named, unreachable};
use super::driver::{Embedded, Place, Sole, whole};
use super::moving::Move;
use super::{Address, Error};
use crate::domain::action::Refusal;
use crate::domain::timestamp::Timestamp;

/// Over what a backup may be put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// A store in which nothing is newer than in the backup.
    Older,
    /// Whatever is there.
    Anything,
}

/// A store that was restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// The backup.
    pub from: PathBuf,
    /// The store.
    pub to: String,
    /// The tables with how many rows each has.
    pub tables: Vec<(String, u64)>,
    /// When the latest of it was written.
    pub written_at: Option<Timestamp>,
    /// Where the store is now that was there before.
    pub kept: Option<PathBuf>,
}

/// Puts the backup in `file` into the place of a store; what is there is renamed by the moment `at`. On a server the
/// database must hold nothing yet.
///
/// # Errors
/// When the backup is not whole, a desk has the store open, or what is there is newer or no store and `over` does not
/// allow for that; everything is as it was then.
pub fn restore(to: &Address, file: &Path, over: Over, at: Timestamp) -> Result<Restored, Error> {
    if !file.exists() {
        let message = format!("there is no backup at {}; see that its name is spelled right", file.display());
        return Err(Refusal::new("no_such_backup", message).into());
    }
    let backup = whole::examine(file, known())?;
    let written_at = backup.written_at.map(Timestamp::from_micros);
    let (place, kept) = match &to.0 {
        Place::Embedded(Embedded::Memory) => return Err(fleeting()),
        Place::Embedded(Embedded::File(path)) => (path.display().to_string(), put(path, file, written_at, over, at)?),
        Place::Server(_) => {
            let copy = beside(&std::env::temp_dir().join("backup"))?;
            whole::copy_of(file, &copy)?;
            let from = Address(Place::Embedded(Embedded::File(copy.to_path_buf())));
            (Move::between(&from, to)?.run(|_| ())?.to, None)
        }
    };
    Ok(Restored { from: file.to_owned(), to: place, tables: backup.tables, written_at, kept })
}

fn put(
    path: &Path,
    file: &Path,
    written_at: Option<Timestamp>,
    over: Over,
    at: Timestamp,
) -> Result<Option<PathBuf>, Error> {
    let anew = beside(path)?;
    whole::copy_of(file, &anew)?;
    whole::examine(&anew, known())?;
    if !path.exists() {
        named(anew, path)?;
        return Ok(None);
    }
    let mut present = taken(path)?;
    if over == Over::Older {
        refuse_newer(&present, path, written_at)?;
    }
    let kept = dated(path, at);
    present.rename(&kept)?;
    if let Err(error) = named(anew, path) {
        present.rename(path)?;
        return Err(error);
    }
    Ok(Some(kept))
}

/// Takes a store that is to be renamed for this program alone.
pub(super) fn taken(path: &Path) -> Result<Sole, Error> {
    let taken = Sole::take(path);
    if let Err(Error::Busy { place }) = &taken {
        let message = format!("{place} is open; close every desk and command on it and try again");
        return Err(Refusal::new("store_open", message).into());
    }
    taken
}

fn refuse_newer(present: &Sole, path: &Path, written_at: Option<Timestamp>) -> Result<(), Error> {
    let place = path.display();
    if !present.is_ours() && path.metadata().map_err(|cause| unreachable(path, cause))?.len() > 0 {
        let message = format!("{place} cannot be read as a store; --force restores all the same and keeps it beside");
        return Err(Refusal::new("not_a_store", message).into());
    }
    match present.written_at().map(Timestamp::from_micros) {
        Some(present) if Some(present) > written_at => {
            let backup =
                written_at.map_or_else(|| "holds nothing yet".to_owned(), |at| format!("ends at {}", at.rfc3339()));
            let message = format!(
                "{place} was written to until {}, the backup {backup}; --force restores it all the same and keeps the \
                 newer one beside",
                present.rfc3339()
            );
            Err(Refusal::new("newer_than_backup", message).into())
        }
        Some(_) | None => Ok(()),
    }
}

/// The name of a store that another one takes the place of: its own, with the moment.
pub(super) fn dated(path: &Path, at: Timestamp) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().map(|ending| format!(".{}", ending.to_string_lossy())).unwrap_or_default();
    let moment = at.rfc3339();
    let moment = moment.split(['.', 'Z']).next().unwrap_or_default().replace(':', "-");
    let names = (1..).map(|number: u32| if number == 1 { String::new() } else { format!("-{number}") });
    let mut paths = names.map(|number| path.with_file_name(format!("{stem}-{moment}{number}{ending}")));
    paths.find(|path| !path.exists()).unwrap_or_else(|| path.to_owned())
}
