//! The program is killed in the midst of work, again and again: at most the last second of keys may be missing, never
//! anything that was saved, never half of it; and the desk comes back as it was. `FRONTLINE_CRASH_SEED` repeats a day,
//! `FRONTLINE_CRASH_DAYS` is how many the long form has.

mod agent;
mod proof;
mod random;
mod written;

use std::io::Write;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use agent::Agent;

use crate::desk::{self, Home, still};

/// How often the program is killed on one store.
const KILLS: u64 = 10;

/// How many customers a file has that is read in meanwhile: more than go into one transaction.
const READ_IN: u64 = 2_500;

#[test]
fn killed_ten_times_nothing_is_lost() {
    day(seed().unwrap_or(4));
}

#[test]
#[ignore = "takes about ten minutes"]
fn killed_two_hundred_times_nothing_is_lost() {
    let days = std::env::var("FRONTLINE_CRASH_DAYS").ok().and_then(|days| days.parse().ok()).unwrap_or(20);
    let seeds = seed().map_or(1..=days, |seed| seed..=seed);
    let begun = Instant::now();
    let tallies = seeds.map(day).collect::<Vec<_>>();
    let settled: u64 = tallies.iter().sum();
    let kills = KILLS * u64::try_from(tallies.len()).unwrap();
    told(&format!("{kills} kills, {settled} of them on a quiet desk, in {} s\n", begun.elapsed().as_secs()));
}

fn seed() -> Option<u64> {
    std::env::var("FRONTLINE_CRASH_SEED").ok().and_then(|seed| seed.parse().ok())
}

/// Says something past the harness, which keeps what a test that passes has to say to itself.
fn told(words: &str) {
    std::io::stderr().write_all(words.as_bytes()).unwrap();
}

/// A day on one store; how many of its kills found the desk quiet.
fn day(seed: u64) -> u64 {
    println!("FRONTLINE_CRASH_SEED={seed}");
    let home = desk::home();
    let mut agent = Agent::new(&home, seed);
    let mut quiet = 0;
    for kill in 1..=KILLS {
        println!("kill {kill}");
        let reading = agent.random.in_hundred(25).then(|| read_in(&home, seed * KILLS + kill));
        for _ in 0..=agent.random.below(3) {
            agent.works();
        }
        if agent.random.in_hundred(50) {
            dies_quietly(&mut agent, reading);
            quiet += 1;
        } else {
            dies_in_the_midst(&mut agent, reading);
        }
    }
    quiet
}

/// Killed more than two seconds after the last key: everything is there again, to the letter and the cell.
fn dies_quietly(agent: &mut Agent<'_>, reading: Option<Child>) {
    if let Some(mut reading) = reading {
        assert!(reading.wait().unwrap().success(), "the file was not read in");
    }
    // What was typed to find something is kept with the next second, and written a moment later; the note is read along with
    // the first second that begins more than one after the last key.
    agent.desk.pauses(2_300).settles(Duration::from_millis(300));
    // What was asked for last is done or refused by now, and says so.
    let (screen, cursor, at) = (agent.desk.screen(), agent.desk.cursor(), Instant::now());
    agent.desk.dies();
    proof::is_sound(agent.home);
    agent.finds_its_words(at);
    agent.comes_back();
    let same = |desk: &desk::Desk| still(&desk.screen()) == still(&screen) && desk.cursor() == cursor;
    let begun = Instant::now();
    while !same(&agent.desk) && begun.elapsed() < Duration::from_secs(5) {
        agent.desk.pauses(50);
    }
    let again = agent.desk.screen();
    let log = std::fs::read_to_string(agent.home.path("state/frontline/frontline.log")).unwrap_or_default();
    let both = format!("\nbefore\n{screen}\n\nafter\n{again}\n\nthe log of the program\n{log}");
    assert_eq!(still(&again), still(&screen), "{both}");
    assert_eq!(agent.desk.cursor(), cursor, "the cursor is elsewhere{both}");
    let (Some(before), Some(after)) = (clock(&screen), clock(&again)) else { return };
    let passed = i64::try_from(at.elapsed().as_secs()).unwrap();
    assert!((after - before - passed).abs() <= 2, "the clock went from {before} to {after} s in {passed} s");
}

/// Killed while keys are on their way, or while something is being saved.
fn dies_in_the_midst(agent: &mut Agent<'_>, reading: Option<Child>) {
    let moment = agent.random.below(40);
    agent.desk.pauses(moment);
    let killed = Instant::now();
    agent.desk.dies();
    let cut = reading.map(|mut reading| {
        let done = reading.try_wait().unwrap().is_some();
        drop(reading.kill());
        reading.wait().unwrap();
        !done
    });
    proof::is_sound(agent.home);
    agent.finds_its_words(killed);
    if cut == Some(true) {
        told("a file was cut off while it was read in\n");
    }
    agent.comes_back();
}

/// Begins to read in a file of customers.
fn read_in(home: &Home, number: u64) -> Child {
    let path = home.path(&format!("more-{number}.jsonl"));
    let row = |of: u64| {
        format!(
            "{{\"ref\":\"N-{number}-{of}\",\"family_name\":\"Number {of}\",\"emails\":[\"{of}@of{number}.example\"]}}\n"
        )
    };
    std::fs::write(&path, (0..READ_IN).map(row).collect::<String>()).unwrap();
    let mut command = Command::new(desk::PROGRAM);
    command.envs(desk::environment(home)).args(["import", "customers", &path]);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// The seconds of the clock beside the agent's state: the first in the header that is no time of day.
fn clock(screen: &str) -> Option<i64> {
    let header = screen.lines().next()?;
    let is_number = |text: &str| text.parse::<i64>().ok();
    header.split_whitespace().find_map(|word| {
        let (minutes, seconds) = word.split_once(':')?;
        Some(is_number(minutes)? * 60 + is_number(seconds)?)
    })
}
