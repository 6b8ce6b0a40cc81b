//! What a terminal shows, and since when.

use std::path::Path;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;

use crate::terminal::{self, SIZE, Terminal};

/// For how long nothing is written before a screen counts as settled.
const QUIET: Duration = Duration::from_millis(120);

/// How long a large library may take until it can be searched.
const PATIENCE: Duration = Duration::from_secs(300);

/// A program's screen.
pub(crate) struct Screen {
    terminal: Terminal,
    shown: vt100::Parser,
    /// How many rows at the top change by themselves, with the clock.
    passing: usize,
}

impl Screen {
    /// Starts a program.
    pub(crate) fn open(command: CommandBuilder, home: &Path, passing: usize) -> Self {
        let terminal = terminal::open(command, home);
        let shown = vt100::Parser::new(SIZE.1.try_into().unwrap(), SIZE.0.try_into().unwrap(), 0);
        Self { terminal, shown, passing }
    }

    /// Waits until a text shows.
    pub(crate) fn waits_for(&mut self, text: &str) {
        let began = Instant::now();
        while !self.rows().iter().any(|row| row.contains(text)) {
            assert!(began.elapsed() < PATIENCE, "no {text:?} on\n{}", self.rows().join("\n"));
            match self.terminal.output.recv_timeout(QUIET) {
                Ok((_, bytes)) => self.shown.process(&bytes),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => panic!("it ended with\n{}", self.rows().join("\n")),
            }
        }
    }

    /// Types keys, and says how long it took from then until the screen changed for the last time. It is looked at only
    /// once all is quiet, so that looking takes nothing from the program.
    pub(crate) fn types(&mut self, keys: &str) -> Duration {
        self.terminal.output.try_iter().for_each(|(_, bytes)| self.shown.process(&bytes));
        let typed = Instant::now();
        self.terminal.keys.write_all(keys.as_bytes()).unwrap();
        self.terminal.keys.flush().unwrap();
        let mut pieces = Vec::new();
        while let Ok(piece) = self.terminal.output.recv_timeout(QUIET) {
            assert!(typed.elapsed() < PATIENCE, "it never settles\n{}", self.rows().join("\n"));
            pieces.push(piece);
        }
        let (mut settled, mut shown) = (typed, self.lasting());
        for (at, bytes) in pieces {
            self.shown.process(&bytes);
            let now = self.lasting();
            if now != shown {
                (settled, shown) = (at, now);
            }
        }
        settled - typed
    }

    /// The rows in plain text.
    pub(crate) fn rows(&self) -> Vec<String> {
        self.shown.screen().rows(0, SIZE.0).collect()
    }

    /// All that is seen but what passes: letters, colours, and the place of the cursor.
    fn lasting(&self) -> (Vec<String>, (u16, u16)) {
        let screen = self.shown.screen();
        (screen.rows_formatted(0, SIZE.0).skip(self.passing).collect(), screen.cursor_position())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // One that has ended already cannot be killed again.
        drop(self.terminal.child.kill());
        drop(self.terminal.child.wait());
    }
}
