//! The house holds together: ranks, walls and sizes, as `src/lib.rs` tells them.
#![cfg(test)]
#![expect(clippy::string_slice, reason = "every place comes from a search in the same text")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The longest a file may be, its tests included.
const LONGEST: usize = 400;

/// What nothing in `domain` may name: files, network, threads, clocks, the environment.
const OUTSIDE: [&str; 9] =
    ["std::fs", "io::std", "std::net", "std::env", "std::process", "std::thread", "Instant", "SystemTime", "tracing::"];

/// A source file: its path below the crate, and its text without comments.
struct Source {
    path: String,
    text: String,
    code: String,
}

impl Source {
    /// The room a file below `src/` belongs to: `store` for `src/store.rs` and all that lies in `src/store/`.
    fn room(&self) -> &str {
        let below = self.path.strip_prefix("src/").expect("a file below src/");
        below.split('/').next().unwrap_or(below).trim_end_matches(".rs")
    }
}

fn sources(folder: &str) -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                let code =
                    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
                let path = path.strip_prefix(root).unwrap().to_string_lossy().into_owned();
                found.push(Source { path, text, code });
            }
        }
    }
    found.sort_by(|one, other| one.path.cmp(&other.path));
    found
}

/// The rank of every room, read off the table in the header of `src/lib.rs`.
fn ranks() -> BTreeMap<String, u8> {
    let header = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    header
        .lines()
        .filter_map(|line| {
            let mut cells = line.strip_prefix("//! |")?.split('|').map(str::trim);
            let rank = cells.next()?.parse().ok()?;
            Some((cells.next()?.trim_matches(['[', ']', '`']).to_owned(), rank))
        })
        .collect()
}

/// The rooms that a piece of code names: of `crate::store::Store` and `crate::{store, domain::id}` the first steps.
fn rooms_named(code: &str) -> Vec<String> {
    let mut named = Vec::new();
    for (start, found) in code.match_indices("crate::") {
        if code[..start].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let path = code[start + found.len()..].trim_start();
        match path.strip_prefix('{') {
            Some(group) => named.extend(first_steps(group)),
            None => named.push(first_step(path)),
        }
    }
    named
}

fn first_step(path: &str) -> String {
    path.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The first steps of the paths in a group, up to the brace that closes it.
fn first_steps(group: &str) -> Vec<String> {
    let mut steps = vec![first_step(group)];
    let mut depth = 0;
    for (place, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => steps.push(first_step(&group[place + 1..])),
            _ => {}
        }
    }
    steps.retain(|step| !step.is_empty());
    steps
}

fn names(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(start, _)| {
        let joined = |c: char| c.is_alphanumeric() || c == '_';
        !code[..start].ends_with(joined) && !code[start + word.len()..].starts_with(joined)
    })
}

#[test]
fn every_room_has_a_rank_and_every_rank_a_room() {
    let code = &sources("src").into_iter().find(|source| source.path == "src/lib.rs").unwrap().code;
    let rooms: Vec<_> = code.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    let ranks = ranks();
    assert!(rooms.iter().all(|room| ranks.contains_key(*room)), "a room without a rank among {rooms:?}");
    assert_eq!(rooms.len(), ranks.len(), "the table in src/lib.rs and its modules differ");
}

#[test]
fn a_file_names_only_rooms_of_lower_rank() {
    let ranks = ranks();
    let mut wrong = Vec::new();
    for source in sources("src") {
        let Some(own) = ranks.get(source.room()) else { continue };
        for named in rooms_named(&source.code) {
            match ranks.get(&named) {
                Some(rank) if rank >= own && named != source.room() => {
                    wrong.push(format!("{} names {named}", source.path));
                }
                Some(_) => {}
                None => wrong.push(format!("{} names crate::{named}, which is no room", source.path)),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn paths_are_read_in_every_form() {
    let named = |code| rooms_named(code).join(" ");
    assert_eq!(named("use crate::store::{Store, Error};"), "store");
    assert_eq!(named("use crate::{\n    app::{State, pane::{self}},\n    store,\n};"), "app store");
    assert_eq!(named("let x: crate::domain::id::OrderId; pub(crate) fn y() {}"), "domain");
    assert_eq!(named("other_crate::store::x()"), "");
}

#[test]
fn only_the_driver_names_the_database_and_only_one_file_the_calendar() {
    let naming = |word: &str| -> Vec<String> {
        sources("src").into_iter().filter(|source| names(&source.code, word)).map(|source| source.path).collect()
    };
    let beneath = |path: &String| path.starts_with("src/store/driver/sqlite");
    assert!(naming("rusqlite").iter().all(beneath), "{:?}", naming("rusqlite"));
    assert_eq!(naming("chrono"), ["src/domain/timestamp.rs"]);
    assert_eq!(naming("chrono_tz"), ["src/domain/timestamp.rs"]);
}

#[test]
fn the_domain_touches_nothing_outside() {
    let mut wrong = Vec::new();
    for source in sources("src").into_iter().filter(|source| source.room() == "domain") {
        wrong.extend(
            OUTSIDE
                .iter()
                .filter(|word| source.code.contains(**word))
                .map(|word| format!("{} names {word}", source.path)),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_are_short_are_named_for_what_they_hold_and_open_with_what_they_are_for() {
    let mut wrong = Vec::new();
    for source in ["src", "tests", "benches", "fuzz/src", "fuzz/fuzz_targets"].into_iter().flat_map(sources) {
        let path = &source.path;
        let lines = source.text.lines().count();
        if lines > LONGEST {
            wrong.push(format!("{path} has {lines} lines"));
        }
        if !source.text.starts_with("//!") {
            wrong.push(format!("{path} does not open with what it is for"));
        }
        let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".rs");
        if ["mod", "util", "utils", "common", "types", "helpers", "manager", "misc"].contains(&name) {
            wrong.push(format!("{path} is named for nothing that it holds"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
