//! The program measured from outside, as a person starts it.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use crate::terminal::{self, PROGRAM, Terminal};

/// How often the program is started.
const STARTS: usize = 15;

/// From the start of the program on a terminal to its first frame, and its memory once the answers are indexed.
pub fn started(store: &Path) {
    let mut times = Vec::new();
    let mut memory = 0;
    for _ in 0..STARTS {
        let (time, kilobytes) = start(store);
        times.push(time);
        memory = memory.max(kilobytes);
    }
    let mut floors: Vec<Duration> = (0..STARTS).map(|_| bare()).collect();
    times.sort_unstable();
    floors.sort_unstable();
    let middle = |times: &[Duration]| times.get(times.len() / 2).copied().unwrap_or_default().as_secs_f64() * 1e3;
    let last = times.last().copied().unwrap_or_default().as_secs_f64() * 1e3;
    println!(
        "\nstart of the program to its first frame: median {:.1} ms, longest of {STARTS} {last:.1} ms \
         (the program printing its version: median {:.1} ms); memory with the answers indexed {:.0} MB",
        middle(&times),
        middle(&floors),
        f64::from(memory) / 1024.0
    );
}

fn start(store: &Path) -> (Duration, u32) {
    let home = tempfile::tempdir().unwrap();
    let began = Instant::now();
    let Terminal { mut child, keys, output } = terminal::open(terminal::desk(store), home.path());
    let (mut seen, mut time) = (Vec::new(), Duration::ZERO);
    while !String::from_utf8_lossy(&seen).contains("1 Queue") {
        let (at, bytes) = output.recv().unwrap();
        seen.extend(bytes);
        time = at - began;
    }
    let memory = settled_memory(child.process_id().unwrap());
    child.kill().unwrap();
    child.wait().unwrap();
    // Letting go of the keys types the end of a file.
    drop(keys);
    (time, memory)
}

/// The memory of a process in kilobytes once it no longer grows.
fn settled_memory(process: u32) -> u32 {
    let (mut before, mut still) = (0, 0);
    while still < 3 {
        std::thread::park_timeout(Duration::from_millis(200));
        let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("0");
        let now: u32 = line.trim().trim_end_matches(" kB").trim().parse().unwrap_or(0);
        still = if now.abs_diff(before) < 256 { still + 1 } else { 0 };
        before = now;
    }
    before
}

fn bare() -> Duration {
    let began = Instant::now();
    Command::new(PROGRAM).arg("--version").output().unwrap();
    began.elapsed()
}

/// Rows a second of `frontline import`, beside the `sqlite3` shell loading the same rows raw into a bare table.
pub fn import() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("customers.csv");
    let rows = 100_000_u32;
    let mut text =
        String::from("ref,given_name,family_name,emails,phones,address_line1,address_city,address_postal_code\n");
    for number in 0..rows {
        let (family, phone) = (number % 9_973, 2_000_000 + number);
        let row = format!(
            "C-{number},Given{number},Family{family},g{number}@post.example,+4930{phone},Street {number},Berlin"
        );
        text.extend([row.as_str(), ",10119\n"]);
    }
    std::fs::write(&file, text).unwrap();
    let store = folder.path().join("store.db");
    let began = Instant::now();
    let done = Command::new(PROGRAM)
        .args(["--store", store.to_str().unwrap(), "import", "customers", file.to_str().unwrap()])
        .env("HOME", folder.path())
        .output()
        .unwrap();
    let own = began.elapsed();
    assert!(done.status.success());
    let raw = folder.path().join("raw.db");
    let began = Instant::now();
    let shell = Command::new("sqlite3").arg(&raw).arg(format!(".import --csv {} customers", file.display())).output();
    let shell = shell.ok().filter(|done| done.status.success()).map(|_| began.elapsed());
    let each_second = |time: Duration| f64::from(rows) / time.as_secs_f64();
    let beside = shell.map_or_else(
        || "no sqlite3 shell is here to load them raw".to_owned(),
        |time| format!("the sqlite3 shell loads them raw, without an index, at {:.0}", each_second(time)),
    );
    println!("\nimport of {rows} customers: {:.0} rows a second; {beside}", each_second(own));
}
