//! What a terminal shows, and since when.

use std::path::Path;
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};

use portable_pty::CommandBuilder;

use crate::terminal::{self, SIZE, Terminal};

/// For how long a program neither writes nor works before its screen counts as settled.
const QUIET: Duration = Duration::from_millis(120);

/// How much of the processor's time, in hundredths of a second, is no work: a clock goes on.
const IDLE: u64 = 1;

/// How long a large library may take until it can be searched.
const PATIENCE: Duration = Duration::from_mins(5);

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
        let (mut pieces, mut worked) = (Vec::new(), self.worked());
        loop {
            assert!(typed.elapsed() < PATIENCE, "it never settles\n{}", self.rows().join("\n"));
            let piece = self.terminal.output.recv_timeout(QUIET);
            let before = std::mem::replace(&mut worked, self.worked());
            match piece {
                Ok(piece) => pieces.push(piece),
                Err(_) if worked <= before + IDLE => break,
                Err(_) => {}
            }
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

    /// How much of the processor's time the program has had, in hundredths of a second.
    fn worked(&self) -> u64 {
        let process = self.terminal.child.process_id().unwrap();
        let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
        // The name, in brackets, may hold anything.
        let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
        fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum()
    }

    /// The rows in plain text.
    pub(crate) fn rows(&self) -> Vec<String> {
        self.shown.screen().rows(0, SIZE.0).collect()
    }

    /// All that is seen but what passes: letters and colours.
    fn lasting(&self) -> Vec<String> {
        self.shown.screen().rows_formatted(0, SIZE.0).skip(self.passing).collect()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // One that has ended already cannot be killed again.
        drop(self.terminal.child.kill());
        drop(self.terminal.child.wait());
    }
}
