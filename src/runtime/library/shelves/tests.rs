//! What the shelves take in, from where, and what they hear.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::json;
use tempfile::{TempDir, tempdir};

use super::*;
use crate::app::{Message, Search, Seeker};
use crate::domain::action::{Action, Actor, House};
use crate::domain::learning::Outcome;
use crate::domain::money::Currency;
use crate::domain::phone::Region;
use crate::domain::policy::{Policy, Role};
use crate::domain::portable::{PickRecord, Portable};
use crate::lookup::{Context, Hit, Query};
use crate::runtime::inbox;
use crate::store::{Address, Mode};

fn open(folder: &TempDir) -> Store {
    let roles = BTreeMap::from([("tom".to_owned(), Role(Role::SUPERVISOR.to_owned()))]);
    let policy = Policy { roles, ..Policy::default() };
    let house = House { policy, ..House::plain(Region::named("DE").unwrap(), Currency::EUR) };
    let address = Address::read(folder.path().join("desk.db").to_str().unwrap()).unwrap();
    Store::open(&address, house).unwrap()
}

fn answer(reference: &str, title: &str) -> Portable {
    let answer = json!({ "id": 0, "version": 0, "ref": reference, "title": title });
    Portable::Answer(Box::new(serde_json::from_value(answer).unwrap()))
}

/// So many answers about opening hours.
fn fill(store: &mut Store, count: usize) {
    store.import((0..count).map(|number| answer(&format!("a{number}"), "Opening hours")).collect()).unwrap();
}

fn shelves(store: &mut Store, file: Option<&Path>) -> Shelves {
    Shelves::open(store, "en", Timestamp::default(), file.map(ToOwned::to_owned)).unwrap()
}

fn full(store: &mut Store, file: Option<&Path>) -> Shelves {
    let mut shelves = shelves(store, file);
    shelves.fill(store).unwrap();
    shelves
}

fn hits(index: &Index, text: &str) -> Vec<Hit> {
    let (context, now) = (Context::default(), Timestamp::default());
    index.search(&Query { text, queue: None, context, now, limit: 10 }).hits
}

fn found(shelves: &Shelves, text: &str) -> usize {
    hits(&shelves.index, text).len()
}

fn pick(answer: AnswerId, query: &str, outcome: Outcome) -> Pick {
    let (queue, guide, tier) = (String::new(), String::new(), String::new());
    let at = Timestamp::default().plus_seconds(60);
    Pick { query: query.to_owned(), answer, agent: "ann".to_owned(), queue, guide, tier, at, outcome }
}

fn lacking(shelves: &Shelves) -> usize {
    shelves.lacking.iter().map(Vec::len).sum()
}

fn done(store: &mut Store, shelves: &mut Shelves, action: serde_json::Value) -> i64 {
    let actor = Actor { agent: "tom".to_owned(), contact: None, at: Timestamp::default().plus_seconds(60) };
    let action: Action = serde_json::from_value(action).unwrap();
    let receipt = store.perform(&action, &actor, None, Mode::Commit).unwrap();
    shelves.compare(store).unwrap();
    while shelves.take_slice(store) {}
    receipt.id.0
}

#[test]
fn what_is_there_already_is_found_before_the_rest_is_read() {
    let folder = tempdir().unwrap();
    let mut store = open(&folder);
    fill(&mut store, SLICE + 5);
    let mut shelves = shelves(&mut store, None);
    assert_eq!((found(&shelves, "opening "), shelves.index.len()), (0, 0));
    assert!(shelves.take_slice(&mut store) && shelves.lacks());
    assert_eq!((found(&shelves, "opening "), shelves.index.len()), (10, SLICE));
    while shelves.take_slice(&mut store) {}
    assert_eq!(shelves.index.len(), SLICE + 5);
}

#[test]
fn only_what_changed_is_read_again() {
    let folder = tempdir().unwrap();
    let (mut store, mut elsewhere) = (open(&folder), open(&folder));
    fill(&mut store, 5);
    let mut shelves = full(&mut store, None);
    shelves.look_again(&mut store);
    elsewhere.import(vec![answer("a3", "Lost parcel"), answer("a7", "Broken parcel")]).unwrap();
    shelves.look_again(&mut store);
    assert_eq!(lacking(&shelves), 2);
    while shelves.take_slice(&mut store) {}
    assert_eq!((found(&shelves, "parcel "), found(&shelves, "opening "), shelves.index.len()), (2, 4, 6));
}

#[test]
fn a_saved_index_lacks_only_what_has_changed_since() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("cache").join("answers.index");
    let mut store = open(&folder);
    fill(&mut store, WORTH_SAVING - 1);
    drop(full(&mut store, Some(&file)));
    assert!(!file.exists(), "so few are read as soon from the store");
    store.import(vec![answer("b0", "Lost parcel")]).unwrap();
    drop(full(&mut store, Some(&file)));
    let written = fs::read(&file).unwrap();
    store.import(vec![answer("a3", "Broken parcel")]).unwrap();

    let mut second = shelves(&mut store, Some(&file));
    let saved = second.saved.take().unwrap().recv().unwrap();
    second.adopt(&mut store, saved).unwrap();
    assert_eq!((lacking(&second), second.index.len(), found(&second, "lost parcel ")), (1, WORTH_SAVING, 1));
    while second.take_slice(&mut store) {}
    assert_eq!(found(&second, "parcel "), 2);
    assert_eq!(fs::read(&file).unwrap(), written, "for one answer it is not written anew");
    let index = shelves(&mut store, Some(&file)).filled(&mut store).unwrap();
    assert_eq!(index.len(), WORTH_SAVING);
}

#[test]
fn what_is_asked_is_answered_and_what_is_taken_is_kept_while_the_index_is_saved() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("answers.index");
    let mut store = open(&folder);
    fill(&mut store, WORTH_SAVING);
    let mut shelves = shelves(&mut store, Some(&file));
    while !shelves.is_worth_saving() {
        assert!(shelves.take_slice(&mut store));
    }
    let id = *shelves.digests.keys().next().unwrap();
    let ((tasks, inbox), (desk, post)) = (channel(), inbox::open());
    let search = |text: &str| Task::Search {
        search: Box::new(Search { text: text.to_owned().into(), ..Search::default() }),
        seeker: Seeker::Pane,
    };
    let heard = || loop {
        if let (_, Message::Found(found)) = desk.recv_timeout(Duration::from_mins(1)).unwrap() {
            return (found.text, found.answers.len());
        }
    };
    thread::scope(|scope| {
        scope.spawn(move || shelves.serve(&mut store, &inbox, &post));
        tasks.send(Task::Learn(pick(id, "zlotys", Outcome::Stayed))).unwrap();
        tasks.send(search("opening ")).unwrap();
        assert_eq!(heard(), ("opening ".to_owned(), 25));
        while !file.exists() {
            thread::yield_now();
        }
        tasks.send(search("zlotys ")).unwrap();
        // The first answer may have come too early.
        while heard() != ("zlotys ".to_owned(), 1) {}
        drop(tasks);
    });
}

#[test]
fn an_index_saved_from_a_store_that_was_replaced_misleads_nobody() {
    let folders = [tempdir().unwrap(), tempdir().unwrap()];
    let file = folders[0].path().join("answers.index");
    let mut stores = [open(&folders[0]), open(&folders[1])];
    for (store, title) in stores.iter_mut().zip(["Opening hours", "Lost parcel"]) {
        store.import((0..WORTH_SAVING).map(|number| answer(&format!("a{number}"), title)).collect()).unwrap();
    }
    drop(full(&mut stores[0], Some(&file)));
    let index = shelves(&mut stores[1], Some(&file)).filled(&mut stores[1]).unwrap();
    assert_eq!((index.len(), hits(&index, "opening ").len(), hits(&index, "parcel ").len()), (WORTH_SAVING, 0, 10));
}

#[test]
fn a_saved_index_that_comes_when_nothing_lacks_is_let_go() {
    let folders = [tempdir().unwrap(), tempdir().unwrap()];
    let file = folders[0].path().join("answers.index");
    let mut stores = [open(&folders[0]), open(&folders[1])];
    fill(&mut stores[0], WORTH_SAVING);
    drop(full(&mut stores[0], Some(&file)));
    let shelves = full(&mut stores[1], Some(&file));
    assert!(file.exists() && shelves.saved.is_none() && shelves.index.is_empty());
}

#[test]
fn what_is_taken_on_other_desks_is_heard_and_counts_as_it_is_told_last() {
    let folder = tempdir().unwrap();
    let (mut store, mut elsewhere) = (open(&folder), open(&folder));
    fill(&mut store, 1);
    let mut shelves = full(&mut store, None);
    let id = *shelves.digests.keys().next().unwrap();
    let worth = |shelves: &Shelves, text| hits(&shelves.index, text).first().map(|hit| hit.score);
    elsewhere.record_pick(&pick(id, "zlotys", Outcome::Stayed), None).unwrap();
    shelves.look_again(&mut store);
    let whole = worth(&shelves, "zlotys ").unwrap();
    elsewhere.record_pick(&pick(id, "zlotys", Outcome::Undone), None).unwrap();
    shelves.look_again(&mut store);
    assert!(worth(&shelves, "zlotys ").unwrap() < whole);
    // A pick from a file has no agent: heard twice, it would count twice.
    let taken = PickRecord { query: "groszy".into(), answer: "a0".into(), ..PickRecord::default() };
    elsewhere.import(vec![Portable::Pick(Box::new(taken)), answer("late", "Lost parcel")]).unwrap();
    shelves.look_again(&mut store);
    let before = worth(&shelves, "groszy ").unwrap();
    for number in 0..3 {
        elsewhere.import(vec![answer(&format!("b{number}"), "Lost parcel")]).unwrap();
        shelves.look_again(&mut store);
    }
    assert!((worth(&shelves, "groszy ").unwrap() - before).abs() < 1e-6);
}

#[test]
fn what_a_team_lead_lets_be_forgotten_is_found_no_more_until_that_is_taken_back() {
    let folder = tempdir().unwrap();
    let mut store = open(&folder);
    let taken =
        |query: &str| Box::new(PickRecord { query: query.into(), answer: "late".into(), ..PickRecord::default() });
    let picks = [Portable::Pick(taken("zlotys")), Portable::Pick(taken("groszy"))];
    store.import([answer("late", "Late")].into_iter().chain(picks).collect()).unwrap();
    let mut shelves = full(&mut store, None);
    let finds = |shelves: &Shelves| ["zlotys ", "groszy ", "not here "].map(|text| found(shelves, text) > 0);
    assert_eq!(finds(&shelves), [true, true, false]);
    let forget = json!({"action": "forget_learned", "answer": "late", "words": "Zlotys"});
    let receipt = done(&mut store, &mut shelves, forget);
    assert_eq!(finds(&shelves), [false, true, false]);
    let phrase = json!({"action": "add_phrase", "answer": "late", "phrase": "not here"});
    done(&mut store, &mut shelves, phrase);
    assert_eq!(finds(&shelves), [false, true, true]);
    // A desk that opens only now knows as well what is to come back.
    let mut later = full(&mut store, None);
    for shelves in [&mut shelves, &mut later] {
        assert_eq!(finds(shelves), [false, true, true]);
    }
    store_undoes(&mut store, receipt);
    for shelves in [&mut shelves, &mut later] {
        shelves.compare(&mut store).unwrap();
        while shelves.take_slice(&mut store) {}
        assert_eq!(finds(shelves), [true, true, true]);
    }
}

fn store_undoes(store: &mut Store, receipt: i64) {
    let actor = Actor { agent: "tom".to_owned(), contact: None, at: Timestamp::default().plus_seconds(61) };
    let undo = serde_json::from_value(json!({"action": "undo", "receipt": receipt})).unwrap();
    store.perform(&undo, &actor, None, Mode::Commit).unwrap();
}
