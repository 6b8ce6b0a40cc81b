//! What is said of a server that is not there, is newer, or goes away.

use std::time::{Duration, Instant};

use frontline::domain::channel::Channel;
use frontline::domain::contact::{Resolution, Step};
use frontline::store::{Address, Draft, Error, Store};
use postgres::{Client, NoTls};
use serde_json::json;

use super::given::{Place, arrives, at, closed, house, imported_customer};

fn refused(url: &str) -> Error {
    match Address::read(url).and_then(|address| Store::open(&address, house())) {
        Ok(_) => panic!("{url} was opened"),
        Err(error) => error,
    }
}

fn told(place: &Place, sql: &str) {
    Client::connect(place.url(), NoTls).unwrap().batch_execute(sql).unwrap();
}

#[test]
fn a_server_that_is_not_there_is_told_without_the_password() {
    let error = refused("postgres://desk:hunter2@127.0.0.1:1/shop");
    assert_eq!(error.code(), "no_server");
    let words = error.to_string();
    assert!(words.starts_with("cannot reach postgres://desk@127.0.0.1:1/shop: "), "{words}");
    assert!(words.ends_with("or name another by --store"), "{words}");
}

#[test]
fn a_store_of_a_newer_program_is_refused_with_both_versions() {
    let Some(place) = Place::postgres() else { return };
    told(&place, "INSERT INTO schema_version VALUES (99)");
    let error = refused(place.url());
    assert!(matches!(error, Error::Newer { found: 99, .. }), "{error}");
}

#[test]
fn another_programs_database_is_refused() {
    let Some(place) = Place::postgres() else { return };
    told(&place, "DROP TABLE schema_version");
    let error = refused(place.url());
    assert!(matches!(error, Error::NotAStore { .. }), "{error}");
}

#[test]
fn a_connection_that_was_lost_is_made_again() {
    let Some(place) = Place::postgres() else { return };
    let mut store = place.open();
    let all = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
               WHERE datname = current_database() AND pid <> pg_backend_pid()";
    told(&place, all);
    let arrived = arrives(&mut store, Channel::Phone, "", 0);
    told(&place, all);
    for _ in 0..3 {
        assert_eq!(store.contact(arrived.id).unwrap().map(|contact| contact.version), Some(1));
        assert!(store.changed_elsewhere().unwrap(), "others may have written in between");
        assert!(!store.changed_elsewhere().unwrap());
        told(&place, all);
    }
}

#[test]
fn a_zero_byte_is_left_out_of_a_text() {
    let Some(place) = Place::postgres() else { return };
    let mut store = place.open();
    let text = "half\u{0} a sen".to_owned();
    let draft = Draft { record: "K-1".to_owned(), field: "note".to_owned(), text, caret: 4 };
    store.keep_draft("mara", &draft, at(0)).unwrap();
    assert_eq!(store.drafts("mara").unwrap()[0].text, "half a sen");
}

#[test]
fn a_writer_waits_for_another_only_so_long() {
    let Some(place) = Place::postgres() else { return };
    let mut store = place.open();
    let contact = arrives(&mut store, Channel::Phone, "", 0);
    let mut other = Client::connect(place.url(), NoTls).unwrap();
    other.batch_execute("BEGIN; SELECT * FROM contacts FOR UPDATE").unwrap();
    assert!(matches!(store.step(contact.id, &Step::Take, "mara", at(1)), Err(Error::Busy { .. })));
    drop(other);
    assert_eq!(store.step(contact.id, &Step::Take, "mara", at(1)).unwrap().version, 2);
}

#[test]
fn a_pop_waits_for_no_import() {
    let Some(place) = Place::postgres() else { return };
    let mut store = place.open();
    let sara = imported_customer(&mut store, "sara_1", json!({"given_name": "Sara", "phones": ["+493023125417"]}));
    let mut other = Client::connect(place.url(), NoTls).unwrap();
    let half_an_import = "BEGIN; SELECT nextval('ids') FROM generate_series(1, 2000); \
                          UPDATE customers SET version = version + 1, body = body";
    other.batch_execute(half_an_import).unwrap();
    let began = Instant::now();
    let contact = arrives(&mut store, Channel::Phone, "030 23125417", 0);
    assert_eq!(contact.customer, Some(sara.id));
    store.step(contact.id, &Step::Take, "mara", at(1)).unwrap();
    assert_eq!(store.file(sara.id).unwrap().unwrap().contacts.len(), 1);
    closed(&mut store, &contact, "mara", 9, Resolution::Resolved);
    assert!(began.elapsed() < Duration::from_secs(5), "somebody waited for {:?}", began.elapsed());
}

#[test]
fn every_index_is_in_the_order_of_bytes_however_the_database_sorts() {
    let Some(place) = Place::postgres() else { return };
    let sql = "SELECT DISTINCT indexrelid::regclass::text FROM pg_index, unnest(indcollation) AS sorting \
               WHERE indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = current_schema()::regnamespace) \
               AND sorting NOT IN (0, 'pg_catalog.\"C\"'::regcollation)";
    let rows = Client::connect(place.url(), NoTls).unwrap().query(sql, &[]).unwrap();
    let wrong: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    assert!(wrong.is_empty(), "COLLATE \"C\" is missing where these index: {wrong:?}");
}

#[test]
fn two_who_open_an_empty_database_at_once_make_one_store() {
    let Some(place) = Place::postgres() else { return };
    told(&place, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| drop(place.open()));
        }
    });
    assert_eq!(place.open().count_customers(1).unwrap(), 0);
}
