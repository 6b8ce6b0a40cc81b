//! Reading files into a store: in batches, bad rows told with their line, and one row of the journal for a file.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::{Duration, Instant};

use crate::domain::action::{Action, Actor};
use crate::domain::portable::{Fate, Kind};
use crate::exchange::{self, Format, Row, Rows, Terms};
use crate::runtime::Error;
use crate::store::Store;

/// How many records are read at once, and taken in one transaction at most.
const BATCH: usize = 2_000;

/// How many records the first transaction takes.
const FIRST: usize = 200;

/// How long a transaction should take at most: an agent who writes meanwhile waits that long.
const TURN: Duration = Duration::from_millis(100);

/// How long the store is left to others after a transaction.
const PAUSE: Duration = Duration::from_millis(2);

/// How many batches are read ahead of the store.
const AHEAD: usize = 4;

/// How many custom fields, or other names, are told.
const NAMED: usize = 20;

/// What became of the rows of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows read.
    pub read: u64,
    /// Records that are new.
    pub added: u64,
    /// Records that were known and are different now.
    pub changed: u64,
    /// Records that were known just so.
    pub unchanged: u64,
    /// Rows that were not taken, by their line, with the reason.
    pub rejected: Vec<(u64, String)>,
    /// The names of the fields that were kept without being understood.
    pub custom: BTreeSet<String>,
    /// What other systems would have filled in answers and nothing here does, word for word.
    pub unfilled: BTreeSet<String>,
}

/// Reads records of a kind from a file or, for answers, a folder.
///
/// # Errors
/// When the file cannot be read or does not carry the kind.
pub fn open(kind: Kind, path: &Path, format: Option<Format>, terms: Terms) -> Result<Rows, exchange::Error> {
    let format = format.or_else(|| Format::of(path)).unwrap_or(Format::JsonLines);
    if format == Format::Markdown && kind == Kind::Answers {
        return exchange::read_folder(path);
    }
    exchange::read(kind, format, BufReader::with_capacity(1 << 16, File::open(path)?), terms)
}

/// Takes rows into the store and journals the file; `progress` hears how many rows were read so far. Reading has a thread
/// of its own, so that it goes on while the store writes.
///
/// # Errors
/// When the file breaks off or the store cannot be written; what was taken until then stays, and importing the file
/// again takes nothing twice.
pub fn take(
    store: &mut Store,
    kind: Kind,
    file: &str,
    mut rows: Rows,
    actor: &Actor,
    mut progress: impl FnMut(u64),
) -> Result<Tally, Error> {
    let mut tally = Tally::default();
    let (send, batches) = sync_channel::<Result<Vec<Row>, exchange::Error>>(AHEAD);
    thread::spawn(move || {
        loop {
            let batch: Result<Vec<Row>, _> = rows.by_ref().take(BATCH).collect();
            let is_last = batch.as_ref().is_ok_and(Vec::is_empty) || batch.is_err();
            // Nobody takes it any more once the store has failed.
            if send.send(batch).is_err() || is_last {
                return;
            }
        }
    });
    let mut portion = FIRST;
    for batch in batches {
        let mut batch = batch?.into_iter().peekable();
        while batch.peek().is_some() {
            let begun = Instant::now();
            tally.count(store, batch.by_ref().take(portion))?;
            portion = next_portion(portion, begun.elapsed());
            progress(tally.read);
            thread::park_timeout(PAUSE);
        }
    }
    tally.rejected.sort();
    if tally.added + tally.changed > 0 {
        let (kind, file) = (kind.name().to_owned(), file.to_owned());
        store.journal_import(&Action::Import { kind, file, added: tally.added, changed: tally.changed }, actor)?;
    }
    Ok(tally)
}

/// How many records the next transaction takes, after one of so many took so long.
fn next_portion(portion: usize, took: Duration) -> usize {
    let next = if took > TURN {
        portion / 2
    } else if took < TURN / 2 {
        portion * 2
    } else {
        portion
    };
    next.clamp(1, BATCH)
}

impl Tally {
    /// What was kept without being understood, in words, if anything was.
    #[must_use]
    pub fn kept(&self) -> Option<String> {
        listed("kept as custom fields", &self.custom)
    }

    /// What stays unfilled in answers, in words, if anything does.
    #[must_use]
    pub fn unfilled(&self) -> Option<String> {
        listed("left word for word in answers, for nothing here fills it", &self.unfilled)
    }

    fn count(&mut self, store: &mut Store, batch: impl Iterator<Item = Row>) -> Result<(), Error> {
        let (mut lines, mut records) = (Vec::new(), Vec::new());
        for row in batch {
            self.read += 1;
            match row.record {
                Ok(record) => {
                    lines.push(row.line);
                    self.custom.extend(record.custom_fields());
                    self.unfilled.extend(exchange::unfilled(&record));
                    records.push(record);
                }
                Err(reason) => self.rejected.push((row.line, reason)),
            }
        }
        for (line, fate) in lines.into_iter().zip(store.import(records)?) {
            match fate {
                Fate::Added => self.added += 1,
                Fate::Changed => self.changed += 1,
                Fate::Unchanged => self.unchanged += 1,
                Fate::Rejected(reason) => self.rejected.push((line, reason)),
            }
        }
        Ok(())
    }
}

/// The first of some names behind what they are; `None` where there are none.
fn listed(what: &str, all: &BTreeSet<String>) -> Option<String> {
    let names: Vec<&str> = all.iter().map(String::as_str).take(NAMED).collect();
    let more = all.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!names.is_empty()).then(|| format!("{what}: {}{more}", names.join(", ")))
}

/// Takes in what an agent names on the desk: a file, which is known by what it holds, a folder of such files, or a folder
/// of answers. Says what came of it, in words.
///
/// # Errors
/// In words, when there is nothing there that can be read.
pub fn by_path(store: &mut Store, path: &Path, terms: Terms, actor: &Actor) -> Result<String, String> {
    let place = path.display();
    if !path.exists() {
        return Err(format!("there is no {place}; see how its path is written"));
    }
    let found = files(path);
    if found.is_empty() {
        return Err(format!(
            "nothing is known of what {place} holds: its first line names hardly any column of customers, products, \
             orders, answers, picks or contacts. `frontline export customers --format csv` shows how columns are named"
        ));
    }
    let mut words = Vec::new();
    for (kind, file) in found {
        let name = file.display().to_string();
        let tally = open(kind, &file, None, terms)
            .map_err(Error::from)
            .and_then(|rows| take(store, kind, &name, rows, actor, |_| ()))
            .map_err(|error| format!("{name}: {error}"))?;
        let rejected = match tally.rejected.first() {
            Some((line, reason)) => format!(", {} rejected (line {line}: {reason})", tally.rejected.len()),
            None => String::new(),
        };
        let told = [Some(String::new()), tally.kept(), tally.unfilled()].into_iter().flatten().collect::<Vec<_>>();
        let kept = told.join(", ");
        words.push(format!("{}: {} new, {} changed{rejected}{kept}", kind.name(), tally.added, tally.changed));
    }
    Ok(words.join("; "))
}

/// What a file holds, by its columns or fields; where those tell nothing, by its name.
fn kind_of(path: &Path) -> Option<Kind> {
    let format = Format::of(path).unwrap_or(Format::JsonLines);
    let told = File::open(path).ok().and_then(|file| exchange::recognise(format, BufReader::new(file)).ok().flatten());
    let name = path.file_stem()?.to_str()?.to_lowercase();
    told.or_else(|| Kind::ALL.into_iter().find(|kind| name.contains(kind.name())))
}

/// The files below a path that can be read in, in the order in which they name each other.
fn files(path: &Path) -> Vec<(Kind, PathBuf)> {
    let listed = |path: &Path| -> Vec<PathBuf> {
        let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
        let mut listed: Vec<_> = entries.map(|entry| entry.path()).collect();
        listed.sort();
        listed
    };
    let holds_answers =
        |folder: &Path| listed(folder).iter().any(|file| file.extension().is_some_and(|end| end == "md"));
    if path.is_file() {
        return kind_of(path).map(|kind| (kind, path.to_owned())).into_iter().collect();
    }
    if holds_answers(path) {
        return vec![(Kind::Answers, path.to_owned())];
    }
    let known = |entry: PathBuf| {
        let kind = if entry.is_dir() {
            holds_answers(&entry).then_some(Kind::Answers)
        } else {
            Format::of(&entry).and_then(|_| kind_of(&entry))
        };
        kind.map(|kind| (kind, entry))
    };
    let mut found: Vec<_> = listed(path).into_iter().filter_map(known).collect();
    found.sort_by_key(|(kind, _)| Kind::ALL.iter().position(|known| known == kind));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_transaction_takes_as_many_records_as_others_can_wait_for() {
        let after = |portion, millis| next_portion(portion, Duration::from_millis(millis));
        assert_eq!([after(200, 250), after(200, 70), after(200, 10)], [100, 200, 400]);
        assert_eq!([after(1, 1_000), after(BATCH, 0)], [1, BATCH]);
    }

    #[test]
    fn a_file_is_taken_for_what_it_holds_whatever_it_is_called() {
        let folder = tempfile::tempdir().unwrap();
        let written = |name: &str, text: &str| {
            let file = folder.path().join(name);
            std::fs::write(&file, text).unwrap();
            file
        };
        let people = written("export-2026.csv", "First name,Last name,Email\nAda,Byron,ada@post.example\n");
        let contacts = written("contacts.csv", "Name,E-mail 1 - Value,Phone 1 - Value\nAda,ada@post.example,\n");
        let odd = written("orders.csv", "colour\nred\n");
        let kinds = [&people, &contacts, &odd].map(|file| kind_of(file));
        assert_eq!(kinds, [Some(Kind::Customers), Some(Kind::Customers), Some(Kind::Orders)]);
        assert_eq!(files(&written("colours.csv", "colour\nred\n")), []);
    }
}
