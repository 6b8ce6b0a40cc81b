//! Stores of every schema that was ever released: each is kept as text, and the present program opens and reads it. What
//! was released is not changed afterwards.
//!
//! Whoever adds a migration adds its line to [`MIGRATIONS`] and writes its fixture, with the schema as it is then:
//! `cargo test --test store -- --ignored the_fixture_of_the_newest_schema`. Until the version that brings it is released,
//! both may be written anew; when the version after that begins, a test asks for the checksum.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use ::postgres::{Client, NoTls};
use frontline::domain::portable::Kind;
use frontline::store::{Checksum, Store};
use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::filled::{filled, out, told};
use super::given::{Place, at};

conformance! {
    []
    [a_store_of_every_schema_is_opened_and_read]
}

/// A migration: its file, the version of Frontline that brings it, and its checksum from that version's release on.
const MIGRATIONS: [(&str, &str, Option<&str>); 1] = [("0001_desk.sql", "0.1.0", None)];

fn folder(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn migration(file: &str) -> String {
    fs::read_to_string(folder("src/store/schema").join(file)).unwrap()
}

/// The fixture of a schema's version.
fn fixture(version: usize) -> PathBuf {
    folder("tests/store/schema").join(format!("{version:04}.sql"))
}

#[test]
fn every_migration_has_its_fixture_and_stays_as_it_was_released() {
    let mut files: Vec<_> = fs::read_dir(folder("src/store/schema")).unwrap().map(|entry| entry.unwrap()).collect();
    files.sort_by_key(fs::DirEntry::file_name);
    let files: Vec<_> = files.iter().map(|entry| entry.file_name().into_string().unwrap()).collect();
    let listed = MIGRATIONS.map(|(file, ..)| file);
    assert_eq!(files, listed, "tests/store/schema.rs does not list every migration; add its line without a checksum");
    for (version, (file, since, checksum)) in (1..).zip(MIGRATIONS) {
        assert!(
            fixture(version).exists(),
            "{file} has no fixture; write it: cargo test --test store -- --ignored the_fixture_of_the_newest_schema"
        );
        let found = Checksum::default().with(migration(file).as_bytes()).to_string();
        match checksum {
            Some(released) => assert_eq!(
                found, released,
                "{file} is in stores that exist, so it cannot change any more; put it back as it was, and write what is \
                 new as the next migration"
            ),
            None => assert_eq!(
                env!("CARGO_PKG_VERSION"),
                since,
                "{file} was released with {since}; put its checksum, Some(\"{found}\"), into tests/store/schema.rs"
            ),
        }
    }
}

/// Makes of an empty place a store as the program of that schema's version left it.
fn lay(place: &Place, version: usize) {
    let texts: String = MIGRATIONS.iter().take(version).map(|(file, ..)| migration(file)).collect();
    let rows = fs::read_to_string(fixture(version)).unwrap();
    if place.url().starts_with("postgres") {
        let tables = texts.replace(") CLUSTERED;", ");").replace(") HEAP;", ");");
        let sql = format!(
            "DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE schema_version (version BIGINT PRIMARY KEY); \
             INSERT INTO schema_version SELECT generate_series(1, {version}); {tables}; {rows}"
        );
        Client::connect(place.url(), NoTls).unwrap().batch_execute(&sql).unwrap();
    } else {
        let counter = "CREATE TABLE ids (next BIGINT NOT NULL) HEAP; INSERT INTO ids SELECT ";
        let texts = texts.replace("CREATE SEQUENCE ids START ", counter);
        let rows = rows.replace("ALTER SEQUENCE ids RESTART ", "UPDATE ids SET next = ");
        let tables = texts.replace("BIGINT", "INTEGER").replace(" COLLATE \"C\"", "");
        let tables = tables.replace(") CLUSTERED;", ") STRICT, WITHOUT ROWID;").replace(") HEAP;", ") STRICT;");
        let sql = format!("{tables}; {rows}; PRAGMA user_version = {version}; PRAGMA application_id = 1179799124");
        Connection::open(place.url()).unwrap().execute_batch(&sql).unwrap();
    }
}

fn a_store_of_every_schema_is_opened_and_read(place: &Place) {
    for version in 1..=MIGRATIONS.len() {
        if Path::new(place.url()).exists() {
            fs::remove_file(place.url()).unwrap();
        }
        lay(place, version);
        let rows = fs::read_to_string(fixture(version)).unwrap();
        let written = |table: &str| rows.matches(&format!("INSERT INTO {table} ")).count();
        let store = &mut place.open();
        told(store);
        let read = |store: &mut Store, kind| out(store, kind).len();
        for kind in Kind::ALL {
            let table = if kind == Kind::Promises { "callbacks" } else { kind.name() };
            assert_eq!(read(store, kind), written(table), "{} of {version}", kind.name());
        }
        assert_eq!(store.journal(None, 1_000).unwrap().len(), written("journal"));
        let agents = ["mara", "jonas"];
        let drafts: usize = agents.iter().map(|agent| store.drafts(agent).unwrap().len()).sum();
        assert_eq!(drafts, written("drafts"));
        let sara = store.customer("SARA_1").unwrap().unwrap();
        assert_eq!(store.file(sara.id).unwrap().unwrap().callbacks.len(), written("callbacks"));
        assert!(agents.iter().all(|agent| store.desk(agent, at(200), at(0)).unwrap().presence.is_some()));
        assert_eq!(store.find_customers("doßler sara", 5).unwrap(), [sara]);
        assert!(store.check().unwrap().is_empty());
    }
}

/// Writes the rows of a store that is filled by the present program.
#[test]
#[ignore = "it writes the fixture of the newest schema, once a migration was added"]
fn the_fixture_of_the_newest_schema() {
    let place = Place::sqlite().unwrap();
    filled(&mut place.open());
    let file = Connection::open(place.url()).unwrap();
    let mut text =
        "-- Rows of a store as the first release of its schema's version left them; the table goes with the \
                    migrations up to it.\n"
            .to_owned();
    let next: i64 = file.query_row("SELECT next FROM ids", [], |row| row.get(0)).unwrap();
    writeln!(text, "ALTER SEQUENCE ids RESTART {next};").unwrap();
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'ids' ORDER BY rowid";
    let mut tables = file.prepare(tables).unwrap();
    for table in tables.query_map([], |row| row.get::<_, String>(0)).unwrap().map(Result::unwrap) {
        let mut rows = file.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = rows.column_names().collect::<Vec<_>>().join(", ");
        let width = rows.column_count();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values = (0..width).map(|column| match row.get_ref(column).unwrap() {
                ValueRef::Null => "NULL".to_owned(),
                ValueRef::Integer(number) => number.to_string(),
                ValueRef::Text(text) => format!("'{}'", std::str::from_utf8(text).unwrap().replace('\'', "''")),
                other @ (ValueRef::Real(_) | ValueRef::Blob(_)) => panic!("{table} holds {other:?}"),
            });
            let values = values.collect::<Vec<_>>().join(", ");
            writeln!(text, "INSERT INTO {table} ({columns}) VALUES ({values});").unwrap();
        }
    }
    fs::create_dir_all(folder("tests/store/schema")).unwrap();
    fs::write(fixture(MIGRATIONS.len()), text).unwrap();
}
