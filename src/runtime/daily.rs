//! The backup that a desk makes by itself: one a day, in a quiet moment and beside everything else, the latest few kept.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use super::inbox::Post;
use crate::app::Message;
use crate::domain::timestamp::{Date, Timestamp, Zone};
use crate::store::{self, Address};

/// How many seconds pass before a backup that failed is tried again.
const AGAIN: i64 = 3_600;

/// How old a file is that was begun and will never be finished.
const FORSAKEN: Duration = Duration::from_hours(24);

/// When a backup is due, where it goes, and how many stay.
pub struct Daily {
    address: Address,
    folder: PathBuf,
    /// How its files begin.
    name: String,
    keep: usize,
    zone: Zone,
    made: Option<Date>,
    tried: Option<Timestamp>,
}

impl Daily {
    /// The daily backup of a store that is a file, in `folder` or in one beside the store; `None` where none is to be kept
    /// or a server sees to it.
    #[must_use]
    pub fn of(address: &Address, folder: Option<PathBuf>, keep: usize, zone: Zone) -> Option<Self> {
        let file = address.file().filter(|_| keep > 0)?;
        let folder = folder.unwrap_or_else(|| file.with_file_name("backups"));
        let name = file.file_stem()?.to_string_lossy().into_owned();
        Some(Self { address: address.clone(), folder, name, keep, zone, made: None, tried: None })
    }

    /// Makes the backup of this day, where there is none yet. It has a thread of its own.
    pub(super) fn make(&mut self, now: Timestamp, post: &Post) {
        let today = self.zone.civil(now).date;
        if self.made == Some(today) || self.tried.is_some_and(|tried| (0..AGAIN).contains(&now.seconds_since(tried))) {
            return;
        }
        let (year, month, day) = today.parts();
        let file = self.folder.join(format!("{}-{year:04}-{month:02}-{day:02}.db", self.name));
        if file.exists() {
            self.made = Some(today);
            return;
        }
        self.tried = Some(now);
        let (address, name, keep, post) = (self.address.clone(), self.name.clone(), self.keep, post.clone());
        thread::spawn(move || match store::backup(&address, &file) {
            Ok(_) => tidy(file.parent().unwrap_or(&file), &name, keep),
            Err(error) => {
                tracing::warn!(code = error.code(), "no backup was made today");
                post.send(Message::BackupFailed(error.to_string()));
            }
        });
    }
}

/// Keeps the latest backups of a store and removes the earlier ones, with what was begun and never finished.
fn tidy(folder: &Path, name: &str, keep: usize) {
    let entries: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    let file_name = |path: &Path| path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    let is_backup = |path: &&PathBuf| {
        let told = file_name(path);
        let date = told.strip_prefix(name).and_then(|rest| rest.strip_prefix('-')?.strip_suffix(".db"));
        date.is_some_and(|date| Date::parse(date).is_some())
    };
    let is_forsaken = |path: &&PathBuf| {
        let old = path.metadata().and_then(|about| about.modified()).ok().and_then(|at| at.elapsed().ok());
        file_name(path).starts_with(store::UNFINISHED) && old.is_some_and(|old| old > FORSAKEN)
    };
    let mut backups: Vec<&PathBuf> = entries.iter().filter(is_backup).collect();
    backups.sort();
    let earlier = backups.iter().rev().skip(keep).copied();
    for path in earlier.chain(entries.iter().filter(is_forsaken)) {
        if let Err(error) = fs::remove_file(path) {
            tracing::warn!(%error, "an earlier backup stays");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_of_a_store_stay_and_nothing_else_is_touched() {
        let folder = tempfile::tempdir().unwrap();
        let mut names: Vec<String> = (1..=9).map(|day| format!("desk-2026-11-0{day}.db")).collect();
        names.extend(["desk-old.db", "other-2026-01-01.db", "desk-2026-11-01.txt", ".frontline-x"].map(str::to_owned));
        for name in &names {
            fs::write(folder.path().join(name), "").unwrap();
        }
        tidy(folder.path(), "desk", 7);
        let left = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let (mut left, mut expected) = (left.collect::<Vec<_>>(), names.split_off(2));
        left.sort();
        expected.sort();
        assert_eq!(left, expected);
    }
}
