//! What the embedded database's file may be, and what is refused in words and left as it was.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use frontline::domain::channel::Channel;
use frontline::domain::contact::Step;
use frontline::store::{Address, Error, Store};
use rusqlite::Connection;

use super::given::{arrives, at, house};

fn open(path: &Path) -> Result<Store, Error> {
    Store::open(&Address::read(path.to_str().unwrap())?, house())
}

fn refused(path: &Path) -> Error {
    match open(path) {
        Ok(_) => panic!("{} was opened", path.display()),
        Err(error) => error,
    }
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn the_file_and_the_folders_made_for_it_are_its_users_own() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data/frontline/desk.db");
    let store = open(&path).unwrap();
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    assert_eq!(mode(path.parent().unwrap().parent().unwrap()), 0o700);
    for beside in fs::read_dir(path.parent().unwrap()).unwrap() {
        assert_eq!(mode(&beside.unwrap().path()), 0o600);
    }
    drop(store);
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    open(&path).unwrap();
    assert_eq!(mode(&path), 0o600);
}

#[test]
fn a_store_of_a_newer_program_is_refused_with_both_versions() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    drop(open(&path).unwrap());
    Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let error = refused(&path);
    assert!(matches!(error, Error::Newer { found: 99, .. }), "{error}");
    assert!(error.to_string().ends_with("update this program"), "{error}");
}

#[test]
fn another_programs_database_is_refused_and_left_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("photos.db");
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE photos (name TEXT)").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let before = fs::read(&path).unwrap();
    let error = refused(&path);
    assert!(matches!(error, Error::NotAStore { .. }), "{error}");
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(mode(&path), 0o644);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_text_file_is_refused_and_left_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("letter.txt");
    let text = "Dear Sir or Madam, ".repeat(100);
    fs::write(&path, &text).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    let error = refused(&path);
    assert!(matches!(error, Error::NotAStore { .. }), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    assert_eq!(mode(&path), 0o644);
}

#[test]
fn an_empty_file_becomes_a_store() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    fs::write(&path, "").unwrap();
    open(&path).unwrap();
    assert!(fs::metadata(&path).unwrap().len() > 0);
}

#[test]
fn a_folder_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let error = refused(folder.path());
    assert!(matches!(error, Error::Unreachable { .. }), "{error}");
    assert!(error.to_string().contains("name another with --store"), "{error}");
}

#[test]
fn a_place_below_a_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "x").unwrap();
    let error = refused(&folder.path().join("file/desk.db"));
    assert!(matches!(error, Error::Unreachable { .. }), "{error}");
}

#[test]
fn a_file_that_may_not_be_written_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    drop(open(&path).unwrap());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    // Whoever may write everywhere finds nothing to refuse.
    if fs::OpenOptions::new().write(true).open(&path).is_err() {
        let error = refused(&path);
        assert!(matches!(error, Error::Unreachable { .. } | Error::ReadOnly { .. }), "{error}");
    }
}

#[test]
fn a_damaged_store_is_refused_or_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    drop(open(&path).unwrap());
    let mut bytes = fs::read(&path).unwrap();
    for byte in bytes.iter_mut().skip(4096) {
        *byte = 0xa5;
    }
    fs::write(&path, bytes).unwrap();
    match open(&path) {
        Ok(mut store) => assert!(!store.check().unwrap().is_empty()),
        Err(error) => assert!(matches!(error, Error::Damaged { .. }), "{error}"),
    }
}

#[test]
fn an_address_is_a_path_or_says_what_is_wrong() {
    let address = |text: &str| Address::read(text);
    assert_eq!(address("desk.db").unwrap().file(), Some(Path::new("desk.db")));
    assert_eq!(address("sqlite:/tmp/desk.db").unwrap().file(), Some(Path::new("/tmp/desk.db")));
    assert_eq!(address("a/b://c.db").unwrap().file(), Some(Path::new("a/b://c.db")));
    assert!(address(":memory:").unwrap().is_fleeting());
    assert!(!address("desk.db").unwrap().is_fleeting());
    for text in ["", "sqlite:", "mysql://desk@host/frontline", "http://example.com"] {
        assert_eq!(address(text).unwrap_err().code(), "unknown_store", "{text}");
    }
}

#[test]
fn a_store_that_was_deleted_takes_nothing_until_it_is_written_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let mut store = open(&path).unwrap();
    let contact = arrives(&mut store, Channel::Phone, "", 0);
    for file in fs::read_dir(folder.path()).unwrap() {
        fs::remove_file(file.unwrap().path()).unwrap();
    }
    assert!(matches!(store.step(contact.id, &Step::Take, "mara", at(1)), Err(Error::Gone { .. })));
    store.come_back().unwrap();
    store.step(contact.id, &Step::Take, "mara", at(1)).unwrap();
    assert_eq!(open(&path).unwrap().contact(contact.id).unwrap().unwrap().agent, "mara");
    assert!(store.check().unwrap().is_empty());
}

#[test]
fn a_fleeting_store_is_a_whole_one() {
    let mut store = Store::open(&Address::read(":memory:").unwrap(), house()).unwrap();
    assert_eq!(store.count_customers(1).unwrap(), 0);
    assert_eq!(store.place(), "memory");
    assert!(store.check().unwrap().is_empty());
}
