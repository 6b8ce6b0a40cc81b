//! The program's own log: what went wrong and when, in a file of the state directory that only this user reads. It holds
//! no customer's words, and no number or address that is not masked.

use std::fs::{File, OpenOptions, Permissions};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tracing::Subscriber;
use tracing_subscriber::field::MakeExt;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::debug_fn;

use super::private;
use crate::domain::masked::masked;

/// The longest that a log grows before it is begun anew, in bytes; the one before is kept.
const LONGEST: u64 = 4 << 20;

/// Begins to write to the log in `folder`. A log that cannot be written is done without: it must not keep anybody from
/// work.
pub fn begin(folder: &Path) {
    let Ok(file) = open(folder) else { return };
    drop(tracing::subscriber::set_global_default(subscriber(Mutex::new(file), LevelFilter::INFO)));
}

/// Writes what is told, whoever tells it, with every number and address in it masked.
fn subscriber<W>(writer: W, level: LevelFilter) -> impl Subscriber
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    let fields = debug_fn(|writer, field, value| {
        let value = masked(&format!("{value:?}"));
        if field.name() == "message" { write!(writer, "{value}") } else { write!(writer, "{field}={value}") }
    });
    tracing_subscriber::fmt()
        .with_writer(writer)
        .with_ansi(false)
        .with_target(false)
        .with_max_level(level)
        .fmt_fields(fields.delimited(" "))
        .finish()
}

/// Where the log of a state directory is.
#[must_use]
pub fn place(folder: &Path) -> PathBuf {
    folder.join("frontline.log")
}

fn open(folder: &Path) -> std::io::Result<File> {
    private::folder(folder)?;
    let path = place(folder);
    if path.metadata().is_ok_and(|about| about.len() > LONGEST) {
        std::fs::rename(&path, path.with_extension("log.1"))?;
    }
    let file = OpenOptions::new().append(true).create(true).mode(0o600).open(path)?;
    file.set_permissions(Permissions::from_mode(0o600))?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn whatever_is_told_at_whatever_level_is_written_masked() {
        let folder = tempfile::tempdir().unwrap();
        let file = Arc::new(open(folder.path()).unwrap());
        tracing::subscriber::with_default(subscriber(file, LevelFilter::TRACE), || {
            let (number, mail) = ("+49 30 23125417", "katrin.vogel@post.example");
            tracing::error!("no answer from {number}");
            tracing::warn!(place = %format!("postgres://desk@db/x?options={mail}"), code = "lost", "gone");
            tracing::info!(?number, "told");
            tracing::debug!(from = number, mail, "a contact");
            tracing::trace!(target: "another crate", %mail, "{number}");
        });
        let told = std::fs::read_to_string(place(folder.path())).unwrap();
        assert_eq!(told.lines().count(), 5, "{told}");
        assert!(!told.contains("23125") && !told.contains("katrin"), "{told}");
        assert!(told.contains("code=\"lost\"") && told.contains("no answer from +***417"), "{told}");
    }

    #[test]
    fn a_log_that_others_could_read_is_theirs_no_longer() {
        let home = tempfile::tempdir().unwrap();
        let folder = home.path().join("state");
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(place(&folder), "").unwrap();
        std::fs::set_permissions(&folder, Permissions::from_mode(0o755)).unwrap();
        std::fs::set_permissions(place(&folder), Permissions::from_mode(0o644)).unwrap();
        open(&folder).unwrap();
        let rights = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!((rights(&folder), rights(&place(&folder))), (0o700, 0o600));
    }
}
