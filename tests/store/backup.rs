//! A store that is backed up while it is written to, and restored: whole, verified, and never over something newer unasked.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use frontline::domain::channel::Channel;
use frontline::domain::timestamp::Timestamp;
use frontline::store::{Address, ContactFilter, Error, Over, Restored, Store, backup, restore};
use rusqlite::Connection;

use super::filled::{filled, told};
use super::given::{Place, arrives, house};

conformance! {
    []
    [
        a_backup_holds_all_of_the_store_and_restores_it
        a_backup_is_of_one_moment_however_much_is_written_meanwhile
        a_backup_takes_the_place_of_nothing_but_a_backup
    ]
}

fn address(path: &Path) -> Address {
    Address::read(path.to_str().unwrap()).unwrap()
}

fn opened(path: &Path) -> Store {
    Store::open(&address(path), house()).unwrap()
}

fn moment() -> Timestamp {
    Timestamp::parse("2026-11-23T10:42:10.5Z").unwrap()
}

fn restored(path: &Path, file: &Path, over: Over) -> Result<Restored, Error> {
    restore(&address(path), file, over, moment())
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = entries.collect();
    names.sort();
    names
}

fn a_backup_holds_all_of_the_store_and_restores_it(place: &Place) {
    filled(&mut place.open());
    let before = told(&mut place.open());
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kept/monday.db");
    let made = backup(&Address::read(place.url()).unwrap(), &file).unwrap();
    assert!(made.tables.iter().any(|(table, rows)| table == "customers" && *rows > 0), "{made:?}");
    assert_eq!(names(file.parent().unwrap()), ["monday.db"]);
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    for to in [Place::sqlite(), Place::postgres()].into_iter().flatten() {
        let done = restore(&Address::read(to.url()).unwrap(), &file, Over::Older, moment()).unwrap();
        assert_eq!(done.kept, None);
        assert_eq!(told(&mut to.open()), before);
        assert!(to.open().check().unwrap().is_empty());
    }
    assert_eq!(told(&mut place.open()), before);
}

fn a_backup_is_of_one_moment_however_much_is_written_meanwhile(place: &Place) {
    filled(&mut place.open());
    let folder = tempfile::tempdir().unwrap();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut desk = place.open();
            for second in (1_000..5_000).take_while(|_| !done.load(Ordering::Relaxed)) {
                arrives(&mut desk, Channel::Phone, "", second);
            }
        });
        for number in 1..=5 {
            let file = folder.path().join(format!("{number}.db"));
            let made = backup(&Address::read(place.url()).unwrap(), &file).unwrap();
            let contacts = made.tables.iter().find(|(table, _)| table == "contacts").unwrap().1;
            let kept = opened(&file).contacts(ContactFilter::default(), 1_000_000).unwrap();
            assert_eq!(u64::try_from(kept.len()).unwrap(), contacts);
        }
        done.store(true, Ordering::Relaxed);
    });
}

fn a_backup_takes_the_place_of_nothing_but_a_backup(place: &Place) {
    filled(&mut place.open());
    let from = Address::read(place.url()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("desk.db");
    let code = |file: &Path| backup(&from, file).map(|_| ()).unwrap_err().code().to_owned();
    fs::write(&file, "Dear Sir or Madam").unwrap();
    assert_eq!(code(&file), "file_exists");
    assert_eq!(fs::read_to_string(&file).unwrap(), "Dear Sir or Madam");
    fs::remove_file(&file).unwrap();
    backup(&from, &file).unwrap();
    backup(&from, &file).unwrap();
    let open = opened(&file);
    assert_eq!(code(&file), "file_exists");
    drop(open);
    assert_eq!(names(folder.path()), ["desk.db"]);
}

/// A folder with a store of two customers in which nobody works, and its backup.
fn kept() -> (tempfile::TempDir, PathBuf, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let [path, file] = ["desk.db", "backup.db"].map(|name| folder.path().join(name));
    filled(&mut opened(&path));
    backup(&address(&path), &file).unwrap();
    (folder, path, file)
}

#[test]
fn nothing_newer_is_restored_over_without_being_told_and_what_was_there_is_kept() {
    let (folder, path, file) = kept();
    let before = told(&mut opened(&path));
    arrives(&mut opened(&path), Channel::Phone, "", 9_000_000);
    let newer = told(&mut opened(&path));
    let error = restored(&path, &file, Over::Older).unwrap_err();
    assert_eq!(error.code(), "newer_than_backup");
    assert!(error.to_string().contains("--force"), "{error}");
    assert_eq!(told(&mut opened(&path)), newer);
    let done = restored(&path, &file, Over::Anything).unwrap();
    assert_eq!(told(&mut opened(&path)), before);
    assert_eq!(done.kept.as_deref(), Some(&*folder.path().join("desk-2026-11-23T10-42-10.db")));
    assert_eq!(told(&mut opened(&done.kept.unwrap())), newer);
    assert_eq!(restored(&path, &file, Over::Older).unwrap().to, path.display().to_string());
}

#[test]
fn a_store_that_a_desk_has_open_is_not_restored_over() {
    let (folder, path, file) = kept();
    let before = names(folder.path());
    let words = ["--store", path.to_str().unwrap(), "restore", "--force", file.to_str().unwrap()];
    let run = || Command::new(env!("CARGO_BIN_EXE_frontline")).env("HOME", folder.path()).args(words).output().unwrap();
    let desk = opened(&path);
    // Like the thread that searches the answers, which opens the same file once more.
    let library = opened(&path);
    let said = run();
    assert_eq!(said.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&said.stderr).contains("is open; close every desk"), "{said:?}");
    drop((desk, library));
    assert_eq!(names(folder.path()), before);
    assert!(run().status.success());
}

#[test]
fn a_backup_that_is_not_whole_is_not_restored() {
    let (folder, path, file) = kept();
    let before = (names(folder.path()), told(&mut opened(&path)));
    let whole = fs::read(&file).unwrap();
    let code = || restored(&path, &file, Over::Anything).unwrap_err().code().to_owned();
    fs::write(&file, &whole[..whole.len() / 2]).unwrap();
    assert_eq!(code(), "damaged");
    let mut flipped = whole.clone();
    let half = flipped.len() / 2;
    for byte in &mut flipped[half..half + 8_192] {
        *byte ^= 0x55;
    }
    fs::write(&file, &flipped).unwrap();
    assert_eq!(code(), "damaged");
    fs::write(&file, "Dear Sir or Madam, ".repeat(400)).unwrap();
    assert_eq!(code(), "not_a_store");
    fs::write(&file, &whole).unwrap();
    Connection::open(&file).unwrap().pragma_update(None, "user_version", 99).unwrap();
    assert_eq!(code(), "newer_store");
    fs::remove_file(&file).unwrap();
    assert_eq!(code(), "no_such_backup");
    fs::write(&file, &whole).unwrap();
    assert_eq!((names(folder.path()), told(&mut opened(&path))), before);
}

#[test]
fn a_file_that_is_no_store_is_restored_over_only_when_told_and_kept() {
    let (folder, path, file) = kept();
    fs::write(&path, "Dear Sir or Madam, ".repeat(400)).unwrap();
    assert_eq!(restored(&path, &file, Over::Older).unwrap_err().code(), "not_a_store");
    let kept = restored(&path, &file, Over::Anything).unwrap().kept.unwrap();
    assert!(fs::read_to_string(kept).unwrap().starts_with("Dear Sir"));
    assert!(opened(&path).check().unwrap().is_empty());
    drop(folder);
}
