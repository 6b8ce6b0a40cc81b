//! The file in which an embedded database lies: made for its user alone, and known again by more than its name.

use std::fs::{DirBuilder, Metadata, OpenOptions, Permissions, metadata, remove_file, set_permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

/// What tells a file from every other one, whatever it is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    device: u64,
    number: u64,
}

impl Identity {
    /// That of the file at `path`; `None` where there is none.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let of = |about: Metadata| Self { device: about.dev(), number: about.ino() };
        metadata(path).ok().map(of)
    }
}

/// Creates the file and its folder for this user alone, where they are not there yet. A file that is there is not opened:
/// to close it again would give up every lock that this program has on it.
pub(super) fn make(path: &Path) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        make_folder(folder)?;
    }
    if path.exists() {
        return Ok(());
    }
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made.map(drop),
    }
}

/// Creates a folder for this user alone, where there is none.
pub(in crate::store) fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.exists() { Ok(()) } else { DirBuilder::new().recursive(true).mode(0o700).create(folder) }
}

/// What the database keeps beside the file at `path` while it is open.
pub(super) fn beside(path: &Path) -> [PathBuf; 2] {
    ["-wal", "-shm"].map(|ending| {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        PathBuf::from(name)
    })
}

/// Removes what was left beside a file that is gone.
pub(super) fn remove_beside(path: &Path) -> io::Result<()> {
    beside(path).iter().try_for_each(|left| match remove_file(left) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        done => done,
    })
}

/// Takes from everybody else the right to read a store that was copied or made with wider rights.
pub(super) fn make_private(path: &Path) -> io::Result<()> {
    if metadata(path)?.permissions().mode() & 0o077 != 0 {
        set_permissions(path, Permissions::from_mode(0o600))?;
    }
    Ok(())
}
