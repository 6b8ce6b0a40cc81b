//! The same stories once more, on a server: the program of the tests runs itself, with a database in its environment.

use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};

use postgres::{Client, NoTls};

use crate::cluster::Database;

/// The address of the database on which the stories are told; without one each has a store of the embedded kind.
const SERVER: &str = "FRONTLINE_TEST_STORE";

/// An empty store for one story, where they are told on a server: a schema of its own, which costs a quarter of a
/// database.
pub fn store() -> Option<String> {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let url = std::env::var(SERVER).ok()?;
    let schema = format!("story_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
    Client::connect(&url, NoTls).unwrap().batch_execute(&format!("CREATE SCHEMA {schema}")).unwrap();
    Some(format!("{url}&options=-csearch_path%3D{schema}"))
}

/// Tells every story but `these` on a server, where there is one.
pub fn on_a_server(these: &[&str]) {
    if std::env::var_os(SERVER).is_some() {
        return;
    }
    let Some(database) = Database::fresh() else { return };
    let mut program = Command::new(std::env::current_exe().unwrap());
    // What a server shows is held against what was kept of a file, never kept in its stead.
    let done = program
        .args(these.iter().flat_map(|story| ["--skip", story]))
        .env(SERVER, database.url())
        .env("INSTA_UPDATE", "no")
        .output()
        .unwrap();
    let told = [done.stdout, done.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
    assert!(done.status.success(), "on a server the stories differ:\n{told}");
}
