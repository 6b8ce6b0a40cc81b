//! Who may read: what the program makes is this user's alone, whatever the account's usual rights are, and is made so again
//! where it is not; and no text from outside is ever read by a shell.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Runs the program where everybody may read whatever a program makes.
fn openly(home: &Path, words: &[&str]) {
    let mut command = Command::new("sh");
    command.args(["-c", "umask 000; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_frontline")]).args(words);
    command.env_clear().env("HOME", home).env("USER", "ana").stdin(Stdio::null());
    let done = command.output().unwrap();
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// Everything below a folder that belongs to the program, with its rights.
fn rights(folder: &Path) -> Vec<(PathBuf, u32)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().map(Result::unwrap) {
        let path = entry.path();
        found.push((path.clone(), entry.metadata().unwrap().permissions().mode() & 0o777));
        found.extend(rights(&path));
    }
    found
}

fn are_private(data: &Path) {
    let found = rights(data);
    assert!(found.len() >= 3, "the store and what the database keeps beside it: {found:?}");
    for (path, mode) in found {
        assert_eq!(mode & 0o077, 0, "{} is {mode:o}", path.display());
    }
}

#[test]
fn what_the_program_makes_is_its_users_alone_and_made_so_again() {
    let home = tempfile::tempdir().unwrap();
    let data = home.path().join(".local/share/frontline");
    openly(home.path(), &["queue", "list"]);
    // As long as another program has the store open, its log and its index lie beside it.
    let open = rusqlite::Connection::open(data.join("frontline.db")).unwrap();
    let journal_mode = open.query_row("PRAGMA journal_mode", [], |row| row.get::<_, String>(0)).unwrap();
    assert_eq!(journal_mode, "wal");
    open.query_row("SELECT count(*) FROM customers", [], |row| row.get::<_, i64>(0)).unwrap();
    openly(home.path(), &["queue", "add", "--channel", "phone", "--from", "030 23125417"]);
    are_private(&data);
    drop(open);

    fs::set_permissions(&data, Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(data.join("frontline.db"), Permissions::from_mode(0o644)).unwrap();
    openly(home.path(), &["queue", "list"]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&data), mode(&data.join("frontline.db"))), (0o700, 0o600));
}

#[test]
fn the_folder_of_a_store_that_a_user_names_keeps_its_rights() {
    let home = tempfile::tempdir().unwrap();
    let shared = home.path().join("shared");
    fs::create_dir(&shared).unwrap();
    fs::set_permissions(&shared, Permissions::from_mode(0o755)).unwrap();
    let store = shared.join("desk.db").display().to_string();
    openly(home.path(), &["--store", &store, "queue", "list"]);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&shared), mode(Path::new(&store))), (0o755, 0o600));
}

#[test]
fn only_the_command_that_prints_a_password_is_ever_started() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut starting = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if fs::read_to_string(&path).unwrap().contains("process::{Child, Command")
                || fs::read_to_string(&path).unwrap().contains("process::Command")
            {
                starting.push(path.file_name().unwrap().to_string_lossy().into_owned());
            }
        }
    }
    assert_eq!(starting, ["command.rs"], "whatever starts a program gives it a list of arguments, and no shell");
}
