//! What a disk may do to a desk at work: it says what to do, keeps what was typed, and goes on once it can.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::Command;

use rusqlite::Connection;

use tempfile::TempDir;

use crate::desk::{self, Desk, Home};

/// A desk on which Katrin Vogel's call was taken and a note is begun.
fn talking(home: &Home, mut desk: Desk) -> Desk {
    desk.sees("Nobody waits");
    desk::run(home, &["queue", "add", "--channel", "phone", "--from", "+493023125417", "--queue", "returns"]);
    desk.sees("Katrin Vogel").press("F2").sees("ON CALL");
    desk.press("n").types("Pole split").sees("saved");
    desk
}

fn rescued(home: &Home) -> Vec<PathBuf> {
    let entries = fs::read_dir(home.path("state/frontline")).into_iter().flatten().flatten();
    let named = entries.map(|entry| entry.path());
    named.filter(|path| path.file_name().unwrap().to_str().unwrap().starts_with("rescue-")).collect()
}

fn note(home: &Home) -> String {
    let sql = "SELECT body FROM drafts WHERE field = 'note'";
    Connection::open(home.store()).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
}

/// The note that is written once the fault is gone, and not kept elsewhere any more.
fn goes_on(home: &Home, desk: &mut Desk, text: &str) {
    desk.sees("✓ Saved");
    desk.waits_until("the whole note in the store alone", |_| note(home) == text && rescued(home).is_empty());
    desk.press("Esc").press("F8").press("F8").sees("WRAP-UP").press("1").press("^S").sees("In the log");
    desk.press("q");
    assert_eq!(desk.exit(), 0);
    assert!(desk::run(home, &["--json", "contacts", "list"]).contains(text));
    assert!(desk::run(home, &["doctor"]).contains("all is well"));
}

#[test]
fn on_a_full_disk_what_is_typed_is_kept_and_saved_once_there_is_room() {
    let home = desk::home_with_file();
    let mut desk = talking(&home, Desk::start(&home, 140, 40));
    let limit = |longest: &str| {
        let words = [format!("--pid={}", desk.id()), format!("--fsize={longest}:unlimited")];
        Command::new("prlimit").args(words).status().is_ok_and(|status| status.success())
    };
    // Less than a page of the store, and more than what is typed.
    if !limit("4000") {
        eprintln!("skipped: there is no prlimit, by which a disk is full while the desk works");
        return;
    }
    desk.types(" at set-up").sees("▲ Not saved: the disk").sees("Pole split at set-up");
    // What is typed shows before the store is asked to keep it, and the file may be made anew meanwhile.
    let holds = |file: &PathBuf| fs::read_to_string(file).is_ok_and(|kept| kept.contains("Pole split at set-up"));
    desk.waits_until("the last word in the rescue file", |_| rescued(&home).iter().any(holds));
    let file = rescued(&home).into_iter().find(holds).unwrap();
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let words = [format!("--pid={}", desk.id()), "--fsize=unlimited:unlimited".to_owned()];
    assert!(Command::new("prlimit").args(words).status().unwrap().success());
    goes_on(&home, &mut desk, "Pole split at set-up");
}

/// A disk of a few megabytes, for as long as this lives.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// `None` where a test may not mount one.
    fn mount(place: PathBuf) -> Option<Self> {
        fs::create_dir(&place).unwrap();
        let done = Command::new("mount").args(["-t", "tmpfs", "-o", "size=8m", "tmpfs"]).arg(&place).output();
        done.is_ok_and(|done| done.status.success()).then_some(Self(place))
    }

    fn fill(&self) {
        let mut filler = fs::File::create(self.0.join("filler")).unwrap();
        while std::io::Write::write_all(&mut filler, &[1; 512]).is_ok() {}
    }

    fn has_room_again(&self) {
        fs::remove_file(self.0.join("filler")).unwrap();
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        drop(Command::new("umount").arg("-l").arg(&self.0).status());
    }
}

#[test]
fn on_a_small_disk_that_somebody_else_fills_nothing_is_lost_until_there_is_room() {
    let folder = TempDir::new().unwrap();
    let Some(small) = SmallDisk::mount(folder.path().join("disk")) else {
        eprintln!("skipped: this user may not mount a small disk");
        return;
    };
    let home = desk::home_in(folder, "disk/desk.db");
    let mut desk = talking(&home, Desk::start(&home, 140, 40));
    small.fill();
    // The log beside the store may have room for a few words more.
    let words = " and the pegs bend and the bag is torn and the rope is cut";
    for word in words.split_inclusive(' ') {
        desk.types(word).pauses(40);
    }
    desk.sees("▲ Not saved: the disk").sees("rope is cut");
    let holds = |_: &Desk| rescued(&home).iter().any(|file| fs::read_to_string(file).unwrap().contains("rope is cut"));
    desk.waits_until("the last word in the rescue file", holds);
    small.has_room_again();
    goes_on(&home, &mut desk, &format!("Pole split{words}"));
}

#[test]
fn where_another_user_may_only_read_a_command_says_what_has_to_be_given() {
    let home = desk::home_with_file();
    let own = fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0);
    let may = |name: &str, mode| fs::set_permissions(home.path(name), fs::Permissions::from_mode(mode)).unwrap();
    for (of_folder, of_file) in [(0o555, 0o444), (0o555, 0o666)] {
        // Whoever may write everywhere becomes somebody else.
        let mut command = Command::new(if own { "setpriv" } else { desk::PROGRAM });
        if own {
            command.args(["--reuid=65534", "--regid=65534", "--clear-groups", desk::PROGRAM]);
        }
        command.envs(desk::environment(&home)).args(["queue", "add", "--channel", "phone", "--from", "030 23125417"]);
        may("desk.db", of_file);
        may("", of_folder);
        let done = command.output();
        may("", 0o700);
        let line = done.as_ref().map(|done| String::from_utf8_lossy(&done.stderr).into_owned()).unwrap_or_default();
        if !line.starts_with("frontline: ") {
            eprintln!("skipped: another user may not run the program here: {line}");
            return;
        }
        assert_eq!(done.unwrap().status.code(), Some(2), "{line}");
        let told = ["give yourself the right to write it", "check that the folder is yours to write"];
        assert!(told.iter().any(|told| line.contains(told)) && line.lines().count() == 1, "{line}");
    }
}

#[test]
#[ignore = "waits until a desk is quiet for a while"]
fn an_open_desk_makes_the_backup_of_the_day_and_keeps_seven() {
    let home = desk::home_with_file();
    let folder = PathBuf::from(home.path("backups"));
    fs::create_dir(&folder).unwrap();
    for day in 1..=9 {
        fs::copy(home.path("desk.db"), folder.join(format!("desk-2026-01-0{day}.db"))).unwrap();
    }
    let mut desk = talking(&home, Desk::start(&home, 140, 40));
    let names = || {
        let entries = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names = entries.collect::<Vec<_>>();
        names.sort();
        names
    };
    let made = |_: &Desk| names().len() == 7 && names().iter().all(|name| name.starts_with("desk-"));
    desk.waits_until("seven backups", made);
    assert_eq!(names()[0], "desk-2026-01-04.db");
    let today = folder.join(names().pop().unwrap());
    assert_eq!(fs::metadata(&today).unwrap().permissions().mode() & 0o777, 0o600);
    let words = ["--store", today.to_str().unwrap(), "doctor"];
    assert!(desk::run(&home, &words).contains("all is well"));
    desk.dies();
}

#[test]
fn a_store_that_is_deleted_while_it_is_open_comes_back_whole() {
    let home = desk::home_with_file();
    let mut desk = talking(&home, Desk::start(&home, 140, 40));
    for file in ["desk.db", "desk.db-wal", "desk.db-shm"] {
        fs::remove_file(home.path(file)).unwrap();
    }
    desk.types(" at first set-up").sees("✓ Saved");
    goes_on(&home, &mut desk, "Pole split at first set-up");
}

#[test]
fn a_desk_that_is_left_while_nothing_can_be_saved_says_where_it_is_and_the_next_one_saves_it() {
    let home = desk::home_with_file();
    let mut desk = talking(&home, Desk::start(&home, 140, 40));
    let other = Connection::open(home.path("desk.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    desk.types(" at first set-up").sees("▲ Not saved: another program locks the store; close it");
    desk.signal(signal_hook::consts::SIGTERM);
    assert_eq!(desk.exit(), 1);
    desk.sees("not saved but kept in");
    let said = desk::tried(&home, &["doctor"]);
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    assert!(said.contains("is not saved, but kept in") && said.contains("keeps"), "{said}");
    other.execute_batch("ROLLBACK").unwrap();
    let mut desk = Desk::start(&home, 140, 40);
    desk.sees("Pole split at first set-up");
    assert_eq!(note(&home), "Pole split at first set-up");
    assert!(rescued(&home).is_empty(), "{:?}", rescued(&home));
    desk.dies();
}

#[test]
fn a_store_that_cannot_be_opened_is_told_on_the_command_line_with_what_to_do() {
    let whole = fs::read(desk::home_with_file().path("desk.db")).unwrap();
    let said = |home: &Home, words: &[&str]| {
        let done = desk::tried(home, words);
        (done.status.code().unwrap(), String::from_utf8(done.stderr).unwrap())
    };
    let spoilt: [(&str, Vec<u8>, &str); 3] = [
        ("a text", b"Dear Sir or Madam, ".repeat(500), "is not a Frontline store; move it away"),
        ("half a store", whole[..whole.len() / 2].to_vec(), "is damaged; "),
        ("a folder", Vec::new(), "cannot open "),
    ];
    for (what, bytes, words) in spoilt {
        let home = desk::home_with_file();
        let path = home.path("desk.db");
        fs::remove_file(&path).unwrap();
        if bytes.is_empty() {
            fs::create_dir(&path).unwrap();
        } else {
            fs::write(&path, &bytes).unwrap();
        }
        let (status, line) = said(&home, &["queue", "list"]);
        assert!(status == 2 && line.contains(words) && line.lines().count() == 1, "{what}: {status} {line}");
        let mut desk = Desk::start(&home, 140, 40);
        assert_eq!(desk.exit(), 2, "{what}");
        desk.sees("frontline: ");
        let doctor = desk::tried(&home, &["doctor"]);
        assert_eq!(doctor.status.code(), Some(1), "{what}");
    }
    let home = desk::home_with_file();
    Connection::open(home.path("desk.db")).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let (status, line) = said(&home, &["queue", "list"]);
    assert!(status == 2 && line.contains("newer Frontline") && line.contains("update this program"), "{line}");
    // Whoever may write everywhere has no folder that is read-only, unless the system keeps one so.
    let (status, line) = said(&home, &["--store", "/proc/frontline/desk.db", "queue", "list"]);
    assert!(status == 2 && line.contains("check that the folder is yours to write"), "{status} {line}");
}

#[test]
fn the_disk_of_a_command_is_full_and_it_says_so() {
    let home = desk::home_with_file();
    let script = format!(
        "ulimit -f 64; exec {} --store {} import customers {}/assets/packs/retail/sample/customers.jsonl",
        env!("CARGO_BIN_EXE_frontline"),
        home.path("new.db"),
        env!("CARGO_MANIFEST_DIR"),
    );
    let done = Command::new("bash").args(["-c", &script]).env("HOME", home.path("")).output().unwrap();
    let line = String::from_utf8(done.stderr).unwrap();
    assert!(done.status.code() == Some(2) && line.contains("see that it has room"), "{:?} {line}", done.status);
}
