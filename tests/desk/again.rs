//! The same stories once more, on a server: the program of the tests runs itself with that choice in its environment.

use std::process::Command;

use crate::cluster::Database;

/// `FRONTLINE_TEST_STORE=postgres cargo test --test desk` tells the stories on a server alone.
const CHOICE: &str = "FRONTLINE_TEST_STORE";

/// A database for one story, where they are told on a server.
pub fn database() -> Option<Database> {
    let chosen = std::env::var(CHOICE).is_ok_and(|store| store == "postgres");
    chosen.then(|| Database::fresh().unwrap())
}

/// Tells every story but `this` on a server, where there is one.
pub fn on_a_server(this: &str) {
    if std::env::var_os(CHOICE).is_some() {
        return;
    }
    let Some(server) = Database::fresh() else { return };
    let mut program = Command::new(std::env::current_exe().unwrap());
    // What a server shows is held against what a file showed, never kept in its stead.
    program.env(CHOICE, "postgres").env("FRONTLINE_TEST_POSTGRES", server.url()).env("INSTA_UPDATE", "no");
    let done = program.args(["--skip", this]).output().unwrap();
    let told = [done.stdout, done.stderr].map(|text| String::from_utf8_lossy(&text).into_owned()).concat();
    assert!(done.status.success(), "on a server the stories differ:\n{told}");
}
