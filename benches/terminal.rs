//! A program on a terminal of its own, as a person starts it, and what it writes, piece by piece with the moment it came.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::Instant;

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};

pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_frontline");

/// The terminal's columns and rows.
pub(crate) const SIZE: (u16, u16) = (140, 40);

/// A program on its terminal.
pub(crate) struct Terminal {
    pub(crate) child: Box<dyn Child + Send + Sync>,
    pub(crate) keys: Box<dyn Write + Send>,
    pub(crate) output: Receiver<(Instant, Vec<u8>)>,
}

/// The desk on a store, as it is started for measuring.
pub(crate) fn desk(store: &Path) -> CommandBuilder {
    let mut command = CommandBuilder::new(PROGRAM);
    command.args(["--store", store.to_str().unwrap(), "--agent", "bench"]);
    command
}

/// Starts a program of somebody who has no settings.
pub(crate) fn open(mut command: CommandBuilder, home: &Path) -> Terminal {
    let size = PtySize { rows: SIZE.1, cols: SIZE.0, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).unwrap();
    command.env("HOME", home);
    command.env("TERM", "xterm-256color");
    command.env("LANG", "C.UTF-8");
    let mut reader = pair.master.try_clone_reader().unwrap();
    let keys = pair.master.take_writer().unwrap();
    let child = pair.slave.spawn_command(command).unwrap();
    let (send, output) = channel();
    std::thread::spawn(move || {
        let mut bytes = [0; 1 << 12];
        // It is read to its end, whoever listens: a program whose terminal is not read waits.
        while let Ok(count @ 1..) = reader.read(&mut bytes) {
            drop(send.send((Instant::now(), bytes.get(..count).unwrap().to_vec())));
        }
    });
    Terminal { child, keys, output }
}
