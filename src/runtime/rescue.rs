//! The rescue file: what a store does not take is kept in the state directory meanwhile, a line each, read by this user
//! alone. A desk that opens on the same store takes it up again; whoever is in a hurry reads it there.

use std::fs::{self, DirBuilder, File, TryLockError};
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::store::{Error, Request};

const PREFIX: &str = "rescue-";
const REFUSED: &str = "refused-";
const SUFFIX: &str = ".jsonl";

/// Whose the lines of a file are: its first line.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owner {
    /// The store that is to take them.
    pub store: String,
    /// The agent who wrote them.
    pub agent: String,
}

/// A write that cannot be done any more, and why.
#[derive(Serialize)]
struct Refused<'a> {
    why: String,
    request: &'a Request,
}

/// Where writes are kept that the store does not take; by default, nowhere.
#[derive(Default)]
pub struct Rescue {
    owner: Owner,
    folders: Vec<PathBuf>,
    /// The file of this desk. The lock on it says that the desk is open.
    file: Option<(PathBuf, File)>,
    /// The files that earlier desks left, until everything in them is written.
    left: Vec<(PathBuf, File)>,
}

impl Rescue {
    /// In the first of these folders that can be written.
    #[must_use]
    pub fn new(owner: Owner, folders: Vec<PathBuf>) -> Self {
        Self { owner, folders, file: None, left: Vec::new() }
    }

    /// What earlier desks of this owner could not write before they were closed.
    pub(super) fn left(&mut self) -> Vec<Request> {
        let mut requests = Vec::new();
        for path in self.folders.iter().flat_map(|folder| files(folder)) {
            let Ok(file) = File::open(&path) else { continue };
            if owner(&path).as_ref() != Some(&self.owner) || file.try_lock().is_err() {
                continue;
            }
            // What was cut off in its midst was never promised.
            let lines = BufReader::new(&file).lines().map_while(Result::ok).skip(1);
            requests.extend(lines.filter_map(|line| serde_json::from_str(&line).ok()));
            self.left.push((path, file));
        }
        requests
    }

    /// Keeps a write.
    pub(super) fn keep(&mut self, request: &Request) {
        let kept = self.open().and_then(|file| append(file, request));
        if let Err(error) = kept {
            tracing::error!(%error, "what the store does not take cannot be kept elsewhere either");
            self.file = None;
        }
    }

    /// Keeps these writes and no others any more.
    pub(super) fn renew(&mut self, requests: &[Request]) {
        let before = self.file.take();
        for request in requests.iter().filter(|request| request.writes()) {
            self.keep(request);
        }
        if self.file.is_some() {
            self.left.extend(before);
            self.remove_left();
        } else {
            self.file = before;
        }
    }

    /// Everything is written.
    pub(super) fn clear(&mut self) {
        self.left.extend(self.file.take());
        self.remove_left();
    }

    /// Keeps for good what an earlier desk was to write and cannot be written any more.
    pub(super) fn refused(&self, request: &Request, error: &Error) {
        if self.left.is_empty() || !request.writes() {
            return;
        }
        let kept = self.make(REFUSED).and_then(|(_, file)| {
            append(&file, &self.owner)?;
            append(&file, &Refused { why: error.to_string(), request })
        });
        if let Err(error) = kept {
            tracing::error!(%error, "what cannot be written any more cannot be kept either");
        }
    }

    /// The file, in words.
    pub(super) fn place(&self) -> Option<String> {
        self.file.as_ref().or(self.left.first()).map(|(path, _)| path.display().to_string())
    }

    fn remove_left(&mut self) {
        for (path, _) in self.left.drain(..) {
            if let Err(error) = fs::remove_file(&path) {
                tracing::warn!(%error, "a rescue file that is done with stays");
            }
        }
    }

    fn open(&mut self) -> io::Result<&File> {
        if self.file.is_none() {
            let (path, file) = self.make(PREFIX)?;
            file.try_lock().map_err(|error| match error {
                TryLockError::Error(error) => error,
                TryLockError::WouldBlock => io::ErrorKind::WouldBlock.into(),
            })?;
            append(&file, &self.owner)?;
            self.file = Some((path, file));
        }
        let made = self.file.as_ref().map(|(_, file)| file);
        made.ok_or_else(|| io::ErrorKind::NotFound.into())
    }

    fn make(&self, prefix: &str) -> io::Result<(PathBuf, File)> {
        let mut made = Err(io::ErrorKind::NotFound.into());
        for folder in &self.folders {
            made = DirBuilder::new().recursive(true).mode(0o700).create(folder).and_then(|()| {
                let file = tempfile::Builder::new().prefix(prefix).suffix(SUFFIX).tempfile_in(folder)?;
                file.keep().map(|(file, path)| (path, file)).map_err(|error| error.error)
            });
            if made.is_ok() {
                break;
            }
        }
        made
    }
}

/// The files in which something waits to be written, each with whose it is.
#[must_use]
pub fn waiting(folder: &Path) -> Vec<(PathBuf, Owner)> {
    files(folder).into_iter().filter_map(|path| owner(&path).map(|owner| (path, owner))).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let named = entries.map(|entry| entry.path()).filter(|path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with(PREFIX) && name.ends_with(SUFFIX)
    });
    let mut named: Vec<_> = named.collect();
    named.sort_by_key(|path| path.metadata().and_then(|about| about.modified()).ok());
    named
}

fn owner(path: &Path) -> Option<Owner> {
    let first = BufReader::new(File::open(path).ok()?).lines().next()?.ok()?;
    serde_json::from_str(&first).ok()
}

fn append(mut file: &File, line: &impl Serialize) -> io::Result<()> {
    let mut text = serde_json::to_vec(line)?;
    text.push(b'\n');
    file.write_all(&text)?;
    file.sync_data()
}
