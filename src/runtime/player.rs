//! The thread that plays a script to the desk.

use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::clock::now;
use super::inbox::Post;
use crate::app::Message;
use crate::channel::Command;
use crate::channel::script::Script;

/// The thread that plays a script.
pub(super) struct Player {
    commands: Sender<Command>,
}

impl Player {
    pub(super) fn start(script: Script, post: Post) -> Self {
        let (commands, inbox) = channel();
        thread::spawn(move || play(script, &inbox, &post));
        Self { commands }
    }

    /// Tells the script what the desk did. A script that is over needs to know nothing.
    pub(super) fn tell(&self, command: Command) {
        drop(self.commands.send(command));
    }
}

fn play(mut script: Script, inbox: &Receiver<Command>, post: &Post) {
    let begun = now();
    let passed = || now().micros().saturating_sub(begun.micros());
    loop {
        for event in script.due(passed()) {
            if !post.send(Message::Channel(event)) {
                return;
            }
        }
        let rest = script.next_due().map_or(i64::from(u32::MAX), |due| due.saturating_sub(passed()).max(0));
        match inbox.recv_timeout(Duration::from_micros(u64::try_from(rest).unwrap_or(0))) {
            Ok(command) => script.heed(&command, passed()),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}
