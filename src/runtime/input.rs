//! The keys, the mouse, the size of the terminal, and the signals of the system, each as a fact.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crossterm::event::{self, Event, MouseEventKind};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGXFSZ};
use signal_hook::iterator::Signals;

use super::inbox::Post;
use crate::app::{Message, Signal};

/// How long the thread waits for a key before it looks whether it is to let go of the terminal.
const PATIENCE: Duration = Duration::from_millis(250);

/// The thread that reads the terminal.
pub(super) struct Input {
    paused: Arc<AtomicBool>,
    stopped: Arc<AtomicBool>,
}

impl Drop for Input {
    /// Leaves the keys to whoever reads the terminal next.
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Release);
    }
}

impl Input {
    pub(super) fn start(post: Post) -> Self {
        let paused = Arc::new(AtomicBool::new(false));
        let stopped = Arc::new(AtomicBool::new(false));
        let (pause, stop) = (Arc::clone(&paused), Arc::clone(&stopped));
        thread::spawn(move || {
            while !stop.load(Ordering::Acquire) {
                if pause.load(Ordering::Acquire) {
                    thread::park_timeout(PATIENCE);
                    continue;
                }
                match event::poll(PATIENCE) {
                    Ok(false) => {}
                    Ok(true) if pause.load(Ordering::Acquire) || stop.load(Ordering::Acquire) => {}
                    Ok(true) => {
                        let read = event::read().map(message);
                        let gone = match read {
                            Ok(Some(message)) => !post.send(message),
                            Ok(None) => false,
                            Err(_) => !post.send(Message::Signalled(Signal::Close)),
                        };
                        if gone {
                            return;
                        }
                    }
                    // The terminal is gone.
                    Err(_) => {
                        post.send(Message::Signalled(Signal::Close));
                        return;
                    }
                }
            }
        });
        Self { paused, stopped }
    }

    /// Lets go of the terminal.
    pub(super) fn pause(&self) {
        self.paused.store(true, Ordering::Release);
    }

    /// Takes it up again.
    pub(super) fn resume(&self) {
        self.paused.store(false, Ordering::Release);
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "a desk needs no more of a mouse")]
fn message(event: Event) -> Option<Message> {
    match event {
        Event::Key(key) => Some(Message::Pressed(key)),
        Event::Paste(text) => Some(Message::Pasted(text.into())),
        Event::Resize(columns, rows) => Some(Message::Resized(columns, rows)),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(_) | MouseEventKind::ScrollDown | MouseEventKind::ScrollUp => {
                Some(Message::Pointed(mouse))
            }
            _ => None,
        },
        Event::FocusGained | Event::FocusLost => None,
    }
}

/// Lets a write beyond the size that this account may give a file fail as on a full disk, instead of ending the program.
///
/// # Errors
/// When the system takes no handler.
pub fn outlive_limits() -> io::Result<()> {
    signal_hook::flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false))).map(|_| ())
}

/// Lets the desk close in good order when the system or the terminal says so.
pub(super) fn heed_signals(post: Post) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    thread::spawn(move || {
        for _ in signals.forever() {
            if !post.send(Message::Signalled(Signal::Close)) {
                return;
            }
        }
    });
    Ok(())
}
