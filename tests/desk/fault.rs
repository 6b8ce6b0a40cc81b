//! Stories of a store that does not take what is written: it is told, what was typed is kept, and work goes on.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use frontline::app::{Fault, Message};
use frontline::runtime::rescue;
use frontline::store::{Address, Error, Store};
use insta::assert_snapshot;
use rusqlite::Connection;

use crate::stage::Stage;

/// A desk in a folder with a call of Katrin Vogel on it and the first words of a note.
fn talking(folder: &Path, columns: u16, rows: u16) -> Stage {
    let mut stage = Stage::in_folder(folder, columns, rows);
    stage.rings("+49 30 23125 417", "returns");
    stage.press("F2 n").types("Pole split");
    stage
}

/// The notes that somebody finds who opens the store in a folder.
fn notes(folder: &Path) -> Vec<String> {
    let address = Address::read(folder.join("desk.db").to_str().unwrap()).unwrap();
    let house = frontline::config::Config::default();
    let house = frontline::domain::action::House::plain(house.region, house.currency);
    let drafts = Store::open(&address, house).unwrap().drafts("Jonas Weber").unwrap();
    drafts.into_iter().filter(|draft| draft.field == "note").map(|draft| draft.text).collect()
}

fn rescued(folder: &Path) -> Option<PathBuf> {
    rescue::waiting(&folder.join("state")).into_iter().map(|(path, _)| path).next()
}

#[test]
fn a_store_that_takes_nothing_is_told_for_as_long_as_it_lasts() {
    for (columns, rows) in [(140, 40), (80, 24)] {
        let folder = tempfile::tempdir().unwrap();
        let mut stage = talking(folder.path(), columns, rows);
        let other = Connection::open(folder.path().join("desk.db")).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        stage.types("!");
        let error = Arc::new(Error::Full { place: "/home/jonas/.local/share/frontline/frontline.db".to_owned() });
        let kept_in = Some("/home/jonas/.local/state/frontline/rescue-2Kf81x.jsonl".to_owned());
        stage.hear(Message::StoreFailed(Fault { error, held: 1, kept_in }));
        assert_snapshot!(format!("note not saved {columns}x{rows}"), stage.screen());
    }
}

#[test]
fn what_another_program_keeps_from_being_written_is_written_once_it_lets_go() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = talking(folder.path(), 140, 40);
    let other = Connection::open(folder.path().join("desk.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    stage.types(" at first set-up").wait(3);
    let screen = stage.screen();
    assert!(screen.contains("▲ Not saved: another program locks the store; close it. Kept in "), "{screen}");
    assert!(screen.contains("Pole split at first set-up") && screen.contains("tried again each second"), "{screen}");
    let file = rescued(folder.path()).unwrap();
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(fs::read_to_string(&file).unwrap().contains("Pole split at first set-up"));
    other.execute_batch("ROLLBACK").unwrap();
    stage.wait(2);
    let screen = stage.screen();
    assert!(screen.contains("✓ Saved: the store takes everything again") && screen.contains("saved 10:42"), "{screen}");
    assert_eq!(notes(folder.path()), ["Pole split at first set-up"]);
    assert_eq!(rescued(folder.path()), None);
}

#[test]
fn a_store_that_is_deleted_while_it_is_open_is_written_anew() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = talking(folder.path(), 140, 40);
    for file in fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path()).filter(|file| file.is_file()) {
        fs::remove_file(file).unwrap();
    }
    stage.types(" at first set-up");
    let screen = stage.screen();
    assert!(screen.contains("▲ Not saved: the store was deleted; put it back, or wait"), "{screen}");
    stage.wait(2);
    assert!(stage.screen().contains("✓ Saved"), "{}", stage.screen());
    assert_eq!(notes(folder.path()), ["Pole split at first set-up"]);
    assert_eq!(fs::metadata(folder.path().join("desk.db")).unwrap().permissions().mode() & 0o777, 0o600);
    stage.press("Esc F8 F8 1 ^S");
    assert!(stage.screen().contains("In the log"), "{}", stage.screen());
}

#[test]
fn a_store_that_was_moved_away_is_found_again_where_it_is_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = talking(folder.path(), 80, 24);
    let [here, away] = ["desk.db", "away.db"].map(|name| folder.path().join(name));
    fs::rename(&here, &away).unwrap();
    stage.types("!");
    assert!(stage.screen().contains("▲ Not saved"), "{}", stage.screen());
    fs::rename(&away, &here).unwrap();
    stage.wait(2);
    assert_eq!(notes(folder.path()), ["Pole split!"]);
}

#[test]
fn what_could_not_be_saved_before_the_desk_was_killed_is_saved_by_the_next_one() {
    let folder = tempfile::tempdir().unwrap();
    let mut stage = talking(folder.path(), 80, 24);
    let other = Connection::open(folder.path().join("desk.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    stage.types("!").types(" Wants a refund.");
    drop(stage);
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(notes(folder.path()), ["Pole split"]);
    let mut stage = Stage::in_folder(folder.path(), 80, 24);
    stage.wait(1);
    assert!(stage.screen().contains("✓ What could not be saved"), "{}", stage.screen());
    assert_eq!(notes(folder.path()), ["Pole split! Wants a refund."]);
    assert_eq!(rescued(folder.path()), None);
}
