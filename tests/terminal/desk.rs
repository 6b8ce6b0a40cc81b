//! A pseudo-terminal with the program on it, and an emulator that shows what a person would see.

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use tempfile::TempDir;

use crate::again;

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_frontline");

/// How long a person would wait before giving up. Machines that build are slow.
const PATIENCE: Duration = Duration::from_secs(30);

pub struct Desk {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
}

/// Where the program keeps its files and its store.
pub struct Home {
    folder: TempDir,
    /// The address of the store, where it is elsewhere.
    elsewhere: Option<String>,
}

impl Home {
    /// The address of its store.
    pub fn store(&self) -> String {
        self.elsewhere.clone().unwrap_or_else(|| self.path("desk.db"))
    }

    /// The place of a file in it.
    pub fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }
}

/// A home directory with a store that holds a few customers and answers.
pub fn home() -> Home {
    let home = Home { folder: tempfile::tempdir().unwrap(), elsewhere: again::store() };
    fill(&home);
    home
}

fn fill(home: &Home) {
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/packs/retail");
    run(home, &["import", "customers", &format!("{sample}/sample/customers.jsonl")]);
    run(home, &["import", "answers", &format!("{sample}/answers")]);
}

/// A home directory whose store is a file, whatever the others are.
pub fn home_with_file() -> Home {
    let mut home = home();
    if home.elsewhere.take().is_some() {
        fill(&home);
    }
    home
}

/// A home directory whose store is in a folder of it that the test has made ready.
pub fn home_in(folder: TempDir, store: &str) -> Home {
    let elsewhere = Some(folder.path().join(store).display().to_string());
    let home = Home { folder, elsewhere };
    fill(&home);
    home
}

/// Runs a command on the store of a home.
pub fn tried(home: &Home, words: &[&str]) -> Output {
    Command::new(PROGRAM).envs(environment(home)).args(words).output().unwrap()
}

/// Runs a command on the store of a home, and says what it printed.
pub fn run(home: &Home, words: &[&str]) -> String {
    let done = tried(home, words);
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

pub fn environment(home: &Home) -> Vec<(&'static str, String)> {
    let path = |name: &str| home.path(name);
    let config = path("config.toml");
    if !Path::new(&config).exists() {
        let text = "pack = \"retail\"\nregion = \"DE\"\ncurrency = \"EUR\"\ntime_zone = \"Europe/Berlin\"\n";
        std::fs::create_dir_all(path("config/frontline")).unwrap();
        std::fs::write(path("config/frontline/config.toml"), text).unwrap();
    }
    vec![
        ("HOME", path("")),
        ("XDG_CONFIG_HOME", path("config")),
        ("XDG_DATA_HOME", path("data")),
        ("XDG_STATE_HOME", path("state")),
        ("USER", "jonas".to_owned()),
        ("TERM", "xterm-256color".to_owned()),
        ("LANG", "C.UTF-8".to_owned()),
        ("FRONTLINE_STORE", home.store()),
    ]
}

impl Desk {
    pub fn start(home: &Home, columns: u16, rows: u16) -> Self {
        Self::of("jonas", home, columns, rows)
    }

    /// The desk of an agent.
    pub fn of(agent: &str, home: &Home, columns: u16, rows: u16) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(PROGRAM);
        for (name, value) in environment(home) {
            command.env(name, value);
        }
        command.env("USER", agent);
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let keys = pair.master.take_writer().unwrap();
        let mut reader = pair.master.try_clone_reader().unwrap();
        let (send, output) = channel();
        thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count) = reader.read(&mut bytes) {
                if count == 0 || send.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let screen = vt100::Parser::new(rows.try_into().unwrap(), columns.try_into().unwrap(), 0);
        Self { master: pair.master, child, keys, output, screen }
    }

    /// Waits until the screen shows a text.
    pub fn sees(&mut self, text: &str) -> &mut Self {
        self.waits_until(text, |desk| desk.shows(text))
    }

    /// Whether the screen shows a text now.
    pub fn shows(&self, text: &str) -> bool {
        self.screen.screen().contents().contains(text)
    }

    /// Waits until something holds of the desk.
    pub fn waits_until(&mut self, what: &str, holds: impl Fn(&Self) -> bool) -> &mut Self {
        let begun = Instant::now();
        while !holds(self) {
            let shown = self.screen.screen().contents();
            assert!(begun.elapsed() < PATIENCE, "waited in vain for {what:?} on\n{shown}");
            if let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(50)) {
                self.screen.process(&bytes);
            }
        }
        self
    }

    /// Presses a key by its name.
    pub fn press(&mut self, key: &str) -> &mut Self {
        let bytes: &[u8] = match key {
            "F2" => b"\x1bOQ",
            "F8" => b"\x1b[19~",
            "F9" => b"\x1b[20~",
            "Enter" => b"\r",
            "Esc" => b"\x1b",
            "^S" => b"\x13",
            "^Z" => b"\x1a",
            letter => letter.as_bytes(),
        };
        self.keys.write_all(bytes).unwrap();
        self.keys.flush().unwrap();
        // A terminal tells Esc from the beginning of another key by the pause after it.
        self.drink(Duration::from_millis(120));
        self
    }

    /// Sends what a key sends, and waits for nothing.
    pub fn send(&mut self, bytes: &[u8]) -> &mut Self {
        self.keys.write_all(bytes).unwrap();
        self.keys.flush().unwrap();
        self
    }

    /// Looks on for so many milliseconds.
    pub fn pauses(&mut self, milliseconds: u64) -> &mut Self {
        self.drink(Duration::from_millis(milliseconds));
        self
    }

    /// Looks on until the screen has not changed for so long, but for its clocks.
    pub fn settles(&mut self, quiet: Duration) -> &mut Self {
        let begun = Instant::now();
        let (mut shown, mut since) = (String::new(), Instant::now());
        while since.elapsed() < quiet {
            assert!(begun.elapsed() < PATIENCE, "it never settles\n{}", self.screen());
            self.drink(Duration::from_millis(50));
            let now = self.screen();
            if still(&now) != shown {
                (shown, since) = (still(&now), Instant::now());
            }
        }
        self
    }

    /// What stands on the screen.
    pub fn screen(&self) -> String {
        self.screen.screen().contents()
    }

    /// Row and column of the cursor, where it shows.
    pub fn cursor(&self) -> Option<(u16, u16)> {
        let screen = self.screen.screen();
        (!screen.hide_cursor()).then(|| screen.cursor_position())
    }

    /// Types a text.
    pub fn types(&mut self, text: &str) -> &mut Self {
        self.keys.write_all(text.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        self
    }

    fn drink(&mut self, while_: Duration) {
        let begun = Instant::now();
        while let Some(rest) = while_.checked_sub(begun.elapsed()) {
            if let Ok(bytes) = self.output.recv_timeout(rest) {
                self.screen.process(&bytes);
            }
        }
    }

    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
        self.screen.screen_mut().set_size(rows.try_into().unwrap(), columns.try_into().unwrap());
        self
    }

    /// The process.
    pub fn id(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Sends a signal.
    pub fn signal(&mut self, signal: i32) -> &mut Self {
        let id = self.child.process_id().unwrap();
        let sent = Command::new("kill").args([format!("-{signal}"), id.to_string()]).status().unwrap();
        assert!(sent.success());
        self
    }

    /// Kills the program where it stands.
    pub fn dies(&mut self) {
        self.signal(signal_hook::consts::SIGKILL);
        self.child.wait().unwrap();
    }

    /// Waits until the program has ended, and says how.
    pub fn exit(&mut self) -> u32 {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                self.drink(Duration::from_millis(200));
                return status.exit_code();
            }
            assert!(begun.elapsed() < PATIENCE, "it does not end\n{}", self.screen.screen().contents());
            self.drink(Duration::from_millis(20));
        }
    }

    /// The settings of the line discipline, in words.
    pub fn modes(&self) -> String {
        format!("{:?}", self.master.get_termios())
    }

    /// Whether the terminal is in the state in which a shell wants it.
    pub fn is_given_back(&self) -> bool {
        let screen = self.screen.screen();
        !screen.alternate_screen()
            && !screen.bracketed_paste()
            && !screen.hide_cursor()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    }
}

/// A screen without what passes: clocks, meters, when a text was saved last, and what the desk says on its bottom rule.
pub fn still(screen: &str) -> String {
    let lines: Vec<&str> = screen.lines().collect();
    let said = lines.len().saturating_sub(2);
    let lasting = lines.iter().enumerate().filter(|(row, _)| *row != said);
    lasting.map(|(_, line)| still_line(line)).collect::<Vec<_>>().join("\n")
}

fn still_line(line: &str) -> String {
    let words = line.split([' ', '│']).filter(|word| !word.is_empty());
    let lasting = words.map(|word| match word {
        clock if clock.contains(':') && clock.chars().all(|c| c.is_ascii_digit() || c == ':') => "#",
        rule if rule.chars().all(|c| "━─▲○".contains(c)) => "",
        word => word,
    });
    let line = lasting.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    // A busy machine may not have said so yet.
    line.replace(" saved #", "")
}

impl Drop for Desk {
    fn drop(&mut self) {
        // One that has ended already cannot be killed again.
        drop(self.child.kill());
    }
}
