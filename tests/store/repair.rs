//! A damaged store, of which everything is saved that can be read, and of the rest it is said what it was.

use std::fs;
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::Path;

use frontline::domain::portable::{Kind, Portable};
use frontline::domain::timestamp::Timestamp;
use frontline::store::{Address, Error, Repaired, Store, repair};
use rusqlite::Connection;

use super::filled::{filled, told};
use super::given::{customer, house};

fn address(path: &Path) -> Address {
    Address::read(path.to_str().unwrap()).unwrap()
}

fn opened(path: &Path) -> Store {
    Store::open(&address(path), house()).unwrap()
}

fn repaired(path: &Path) -> Result<Option<Repaired>, Error> {
    repair(&address(path), Timestamp::parse("2026-11-23T10:42:10Z").unwrap())
}

/// A store of so many customers beside a few of everything, closed.
fn store(path: &Path, customers: usize) {
    let mut store = opened(path);
    filled(&mut store);
    for number in 0..customers {
        customer(&mut store, serde_json::json!({"given_name": format!("Ada {number}"), "note": "n".repeat(900)}));
    }
    drop(store);
    Connection::open(path).unwrap().execute_batch("PRAGMA journal_mode = DELETE").unwrap();
}

/// The pages on which rows of a table lie, but for the first.
fn pages(path: &Path, table: &str) -> Vec<u64> {
    let connection = Connection::open(path).unwrap();
    let root: u64 = connection
        .query_row("SELECT rootpage FROM sqlite_schema WHERE name = ?1", [table], |row| row.get::<_, i64>(0))
        .unwrap()
        .try_into()
        .unwrap();
    let bytes = fs::read(path).unwrap();
    let begin = usize::try_from(root - 1).unwrap() * 4096;
    let page = &bytes[begin..begin + 4096];
    assert_eq!(page[0], 5, "the table has several pages");
    let cells = usize::from(u16::from_be_bytes([page[3], page[4]]));
    let cell = |number: usize| {
        let at = usize::from(u16::from_be_bytes([page[12 + 2 * number], page[13 + 2 * number]]));
        u64::from(u32::from_be_bytes(page[at..at + 4].try_into().unwrap()))
    };
    (0..cells).map(cell).collect()
}

fn flip(path: &Path, page: u64) {
    let mut file = fs::OpenOptions::new().read(true).write(true).open(path).unwrap();
    let mut bytes = [0; 4096];
    file.seek(SeekFrom::Start((page - 1) * 4096)).unwrap();
    file.read_exact(&mut bytes).unwrap();
    for byte in &mut bytes {
        *byte ^= 0xa5;
    }
    file.seek(SeekFrom::Start((page - 1) * 4096)).unwrap();
    file.write_all(&bytes).unwrap();
}

fn names(path: &Path) -> Vec<String> {
    let mut names = Vec::new();
    opened(path)
        .export(Kind::Customers, |record| {
            if let Portable::Customer(customer) = record {
                names.push(customer.details.given_name.clone());
            }
            Ok::<(), Error>(())
        })
        .unwrap();
    names
}

#[test]
fn a_store_that_is_whole_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    store(&path, 3);
    let before = told(&mut opened(&path));
    assert_eq!(repaired(&path).unwrap(), None);
    assert_eq!(told(&mut opened(&path)), before);
}

#[test]
fn of_a_store_with_flipped_pages_everything_else_is_saved_and_the_rest_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    store(&path, 200);
    let all = names(&path);
    let pages = pages(&path, "customers");
    for page in [3, 10, 11, 30] {
        flip(&path, pages[page]);
    }
    let damaged = fs::read(&path).unwrap();
    let done = repaired(&path).unwrap().unwrap();
    assert_eq!(done.kept, folder.path().join("desk-2026-11-23T10-42-10.db"));
    assert_eq!(fs::read(&done.kept).unwrap(), damaged, "the damaged one is as it was");
    let customers = done.tables.iter().find(|saved| saved.table == "customers").unwrap();
    let lost = customers.lost.unwrap();
    assert!((4..=20).contains(&lost), "{customers:?}");
    assert_eq!(u64::try_from(customers.references.len()).unwrap(), lost);
    assert!(done.tables.iter().filter(|saved| saved.table != "customers").all(|saved| saved.lost == Some(0)));
    let saved = names(&path);
    assert_eq!(u64::try_from(all.len() - saved.len()).unwrap(), lost - u64::try_from(done.stand_ins).unwrap());
    assert!(opened(&path).check().unwrap().is_empty());
    assert_eq!(opened(&path).find_customers("Ada 199", 9).unwrap().len(), 1);
    let new = customer(&mut opened(&path), serde_json::json!({"given_name": "Eda"}));
    assert!(!all.contains(&new.reference));
}

#[test]
fn of_a_store_that_was_cut_off_the_rest_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    store(&path, 200);
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() / 4096 * 2 / 3 * 4096 + 1000]).unwrap();
    let Err(error) = Store::open(&address(&path), house()) else { panic!("half a store was opened") };
    assert!(error.to_string().contains("frontline doctor --repair"), "{error}");
    let done = repaired(&path).unwrap().unwrap();
    let rows = done.tables.iter().find(|saved| saved.table == "customers").unwrap().rows;
    assert!(rows > 50, "{done:?}");
    assert!(opened(&path).check().unwrap().is_empty());
    assert_eq!(names(&path).len(), usize::try_from(rows).unwrap() + done.stand_ins);
}

#[test]
fn of_a_store_that_lost_its_beginning_everything_behind_it_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    store(&path, 20);
    let (before, whole) = (told(&mut opened(&path)), fs::read(&path).unwrap());
    // The first page, the part of it behind its header, and a page of those that say where the tables lie.
    let further = usize::try_from(u32::from_be_bytes(whole[108..112].try_into().unwrap())).unwrap();
    for spoilt in [0..4096, 100..4096, (further - 1) * 4096..further * 4096] {
        let mut bytes = whole.clone();
        bytes[spoilt.clone()].iter_mut().for_each(|byte| *byte ^= 0xa5);
        fs::write(&path, &bytes).unwrap();
        assert!(Store::open(&address(&path), house()).is_err(), "{spoilt:?}");
        let done = repaired(&path).unwrap().unwrap();
        assert_eq!(fs::read(&done.kept).unwrap(), bytes, "the damaged one is as it was");
        assert!(done.tables.iter().all(|saved| saved.lost == Some(0)), "{spoilt:?} {done:?}");
        assert_eq!(told(&mut opened(&path)), before, "{spoilt:?}");
        assert!(opened(&path).check().unwrap().is_empty());
    }
    let left = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    assert!(left.into_iter().all(|name| name.starts_with("desk")), "something is left over");
}

#[test]
fn what_is_no_store_and_never_was_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    fs::write(&path, b"Dear Sir or Madam, ".repeat(900)).unwrap();
    let text = repaired(&path);
    assert!(matches!(text, Err(Error::NotAStore { .. })), "{text:?}");
    fs::remove_file(&path).unwrap();
    Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE songs (title TEXT); INSERT INTO songs VALUES ('x')")
        .unwrap();
    assert!(matches!(repaired(&path), Err(Error::NotAStore { .. })));
    let title: String =
        Connection::open(&path).unwrap().query_row("SELECT title FROM songs", [], |row| row.get(0)).unwrap();
    assert_eq!(title, "x");
}

#[test]
fn of_a_file_that_holds_nothing_readable_nothing_is_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    store(&path, 3);
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..4096]).unwrap();
    let error = repaired(&path).unwrap_err();
    assert!(error.to_string().contains("restore a backup"), "{error}");
    assert_eq!(fs::read(&path).unwrap(), bytes[..4096]);
}
