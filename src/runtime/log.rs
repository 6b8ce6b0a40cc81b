//! The program's own log: what went wrong and when, in a file of the state directory that only this user reads. It holds
//! no customer's words, and no number or address that is not masked.

use std::fs::{DirBuilder, OpenOptions};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tracing_subscriber::filter::LevelFilter;

/// The longest that a log grows before it is begun anew, in bytes; the one before is kept.
const LONGEST: u64 = 4 << 20;

/// Begins to write to the log in `folder`. A log that cannot be written is done without: it must not keep anybody from
/// work.
pub fn begin(folder: &Path) {
    let Ok(file) = open(folder) else { return };
    let subscriber = tracing_subscriber::fmt()
        .with_writer(Mutex::new(file))
        .with_ansi(false)
        .with_target(false)
        .with_max_level(LevelFilter::INFO)
        .finish();
    drop(tracing::subscriber::set_global_default(subscriber));
}

/// Where the log of a state directory is.
#[must_use]
pub fn place(folder: &Path) -> PathBuf {
    folder.join("frontline.log")
}

fn open(folder: &Path) -> std::io::Result<std::fs::File> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    let path = place(folder);
    if path.metadata().is_ok_and(|about| about.len() > LONGEST) {
        std::fs::rename(&path, path.with_extension("log.1"))?;
    }
    OpenOptions::new().append(true).create(true).mode(0o600).open(path)
}
