//! The backups that a desk makes by itself.

use std::path::PathBuf;

use super::reader::Table;

/// The backups that a desk makes by itself, one a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backups {
    /// How many are kept; with 0 none is made.
    pub keep: usize,
    /// Where they go; `None` for the folder `backups` beside the store.
    pub folder: Option<PathBuf>,
}

impl Default for Backups {
    fn default() -> Self {
        Self { keep: 7, folder: None }
    }
}

impl Backups {
    pub(super) fn over(self, table: &Table<'_>) -> Self {
        let keep = table.number("keep", 0..=366).and_then(|keep| usize::try_from(keep).ok());
        let folder = table.text_or("folder", self.folder.map(|folder| folder.display().to_string()));
        Self { keep: keep.unwrap_or(self.keep), folder: folder.map(PathBuf::from) }
    }
}
