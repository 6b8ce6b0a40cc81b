//! What the fuzzer found worth keeping, fed again to every door through which texts come from outside.
#![cfg(test)]

use std::path::Path;

#[path = "../fuzz/src/lib.rs"]
mod doors;

/// Each file of a door's corpus passes through it.
fn replay(door: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(door);
    let (_, holds) = doors::DOORS.into_iter().find(|(name, _)| *name == door).unwrap();
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert!(!files.is_empty(), "no corpus in {}", folder.display());
    for file in files {
        println!("{}", file.display());
        holds(&std::fs::read(&file).unwrap());
    }
}

macro_rules! doors {
    ($($name:ident)*) => {
        $(#[test]
        fn $name() {
            replay(stringify!($name));
        })*
    };
}

doors!(card config csv desk fill jsonl markdown phone proof spoken when);
