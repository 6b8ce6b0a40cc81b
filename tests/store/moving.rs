//! A store that is moved to another database, or to another of the same kind: whole, resumed, and never by halves.

use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use frontline::domain::channel::Channel;
use frontline::domain::contact::Step;
use frontline::domain::portable::Portable;
use frontline::store::{Address, Beginning, Error, Move, Moved, Store};

use super::filled::{filled, told};
use super::given::{Place, answer, arrives, at, house};

conformance! {
    []
    [
        everything_is_moved_and_is_left_where_it_was
        a_store_is_moved_into_a_new_one_alone
        a_move_that_was_interrupted_goes_on
        a_move_of_a_source_that_changed_begins_again
        a_source_that_is_written_to_meanwhile_is_noticed
        a_move_that_is_killed_again_and_again_ends_well
    ]
}

/// Where a store may go from any place: a new one on every driver.
fn new_places() -> Vec<Place> {
    [Place::sqlite(), Place::postgres()].into_iter().flatten().collect()
}

fn between(from: &Place, to: &Place) -> Result<Move, Error> {
    Move::between(&Address::read(from.url()).unwrap(), &Address::read(to.url()).unwrap())
}

fn moved(from: &Place, to: &Place) -> Moved {
    between(from, to).unwrap().run(|_| ()).unwrap()
}

/// A move that ends as if the program had, after so many rows were carried.
fn interrupted(from: &Place, to: &Place, after: u64) {
    let ready = between(from, to).unwrap();
    let stopped = std::thread::scope(|scope| {
        let run = scope.spawn(|| {
            ready
                .run(|done| {
                    if done >= after {
                        std::panic::resume_unwind(Box::new("stopped"))
                    }
                })
                .map(|_| ())
        });
        run.join().is_err()
    });
    assert!(stopped);
}

fn opened(place: &Place) -> Result<Store, Error> {
    Store::open(&Address::read(place.url()).unwrap(), house())
}

fn many_answers(store: &mut Store, count: usize) {
    let answers = (0..count).map(|number| Portable::Answer(Box::new(answer(&format!("a{number:05}"), "Title"))));
    store.import(answers.collect()).unwrap();
}

fn everything_is_moved_and_is_left_where_it_was(from: &Place) {
    filled(&mut from.open());
    let before = told(&mut from.open());
    for to in new_places() {
        let there = moved(from, &to);
        assert_eq!(there.beginning, Beginning::New);
        let empty = there.tables.iter().find(|table| table.rows == 0);
        assert!(empty.is_none(), "a table is not filled: {there:?}");
        assert_eq!(told(&mut to.open()), before);
        assert_eq!(told(&mut from.open()), before);
        let back = Place::sqlite().unwrap();
        assert_eq!(moved(&to, &back).tables, there.tables);
        // What is new gets an identity that nothing had before.
        let known = told(&mut back.open()).concat();
        let arrived = arrives(&mut back.open(), Channel::Phone, "", 900);
        assert!(!known.contains(&format!("({})", arrived.id)), "{} was given out before", arrived.id);
    }
}

fn a_store_is_moved_into_a_new_one_alone(from: &Place) {
    let code = |from: &Place, to: &Place| between(from, to).map(|_| ()).unwrap_err().code().to_owned();
    drop(from.open());
    for to in new_places() {
        assert_eq!(code(from, &to), "nothing_to_move");
        arrives(&mut to.open(), Channel::Phone, "", 0);
    }
    filled(&mut from.open());
    for to in new_places() {
        arrives(&mut to.open(), Channel::Phone, "", 0);
        let before = told(&mut to.open());
        assert_eq!(code(from, &to), "not_empty");
        assert_eq!(told(&mut to.open()), before);
    }
    assert_eq!(code(from, from), "not_empty");
    let nowhere = Place::sqlite().unwrap();
    assert_eq!(code(&nowhere, from), "no_such_store");
    assert!(!std::path::Path::new(nowhere.url()).exists());
}

fn a_move_that_was_interrupted_goes_on(from: &Place) {
    filled(&mut from.open());
    many_answers(&mut from.open(), 1_500);
    let all = between(from, &Place::sqlite().unwrap()).unwrap().rows();
    for to in new_places() {
        for after in [1, 40, all - 1, all, 2 * all - 1] {
            interrupted(from, &to, after);
            let Err(half) = opened(&to) else { panic!("half a store was opened") };
            assert_eq!(half.code(), "half_moved");
            assert!(half.to_string().contains("run `frontline store move "), "{half}");
        }
        let other = Place::sqlite().unwrap();
        filled(&mut other.open());
        let refused = between(&other, &to).map(|_| ()).unwrap_err();
        assert_eq!(refused.code(), "another_move", "{refused}");
        assert_eq!(between(&to, &other).map(|_| ()).unwrap_err().code(), "half_moved");
        let there = moved(from, &to);
        assert_eq!(there.beginning, Beginning::Continued);
        assert_eq!(there.tables.iter().map(|table| table.rows).sum::<u64>(), all);
        assert_eq!(told(&mut to.open()), told(&mut from.open()));
    }
}

fn a_move_of_a_source_that_changed_begins_again(from: &Place) {
    filled(&mut from.open());
    for to in new_places() {
        let rows = between(from, &to).unwrap().rows();
        interrupted(from, &to, rows);
        let new = arrives(&mut from.open(), Channel::Phone, "", 500);
        // What is only added is carried as well.
        interrupted(from, &to, rows + 2);
        from.open().step(new.id, &Step::Take, "mara", at(510)).unwrap();
        assert_eq!(moved(from, &to).beginning, Beginning::Again);
        assert_eq!(told(&mut to.open()), told(&mut from.open()));
    }
}

fn a_source_that_is_written_to_meanwhile_is_noticed(from: &Place) {
    filled(&mut from.open());
    for to in new_places() {
        let mut desk = Some(from.open());
        let run = between(from, &to).unwrap().run(|_| {
            if let Some(mut desk) = desk.take() {
                arrives(&mut desk, Channel::Phone, "", 500);
            }
        });
        assert_eq!(run.unwrap_err().code(), "changed_meanwhile");
        assert_eq!(opened(&to).map(|_| ()).unwrap_err().code(), "half_moved");
        moved(from, &to);
        assert_eq!(told(&mut to.open()), told(&mut from.open()));
    }
}

fn a_move_that_is_killed_again_and_again_ends_well(from: &Place) {
    many_answers(&mut from.open(), 1_000);
    let (_alive, clock) = mpsc::channel::<()>();
    for to in new_places() {
        let ended = (1..30_u64).any(|number| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_frontline"));
            command.args(["store", "move", from.url(), to.url()]).stdout(Stdio::null()).stderr(Stdio::piped());
            let mut program = command.spawn().unwrap();
            // Each lives a little longer than the one before.
            assert!(clock.recv_timeout(Duration::from_millis(60 * number)).is_err());
            program.kill().unwrap();
            let said = String::from_utf8(program.wait_with_output().unwrap().stderr).unwrap();
            assert_eq!(said, "", "a move that was not finished goes on");
            opened(&to).is_ok_and(|mut store| store.answers_stamp().unwrap().0 > 0)
        });
        if !ended {
            moved(from, &to);
        }
        assert_eq!(told(&mut to.open()), told(&mut from.open()));
    }
}
