//! A command that prints a password, run anew for every connection, without a shell and without the terminal.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use super::super::super::Cause;

/// How long it may take: as long as a person needs who is asked by a window of another program.
const PATIENCE: Duration = Duration::from_mins(1);

/// The first line that the command prints. Its words are parted by blanks and taken as they are.
pub(super) fn password(command: &str) -> Result<String, Cause> {
    password_within(command, PATIENCE)
}

fn password_within(command: &str, patience: Duration) -> Result<String, Cause> {
    let failed = |why: &str| -> Cause { format!("`{command}` printed no password: {why}").into() };
    let mut words = command.split_whitespace();
    let mut process = Command::new(words.next().unwrap_or_default());
    let process = process.args(words).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = process.spawn().map_err(|cause| failed(&cause.to_string()))?;
    let printed = match printed(&mut child, patience) {
        Ok([printed, complaint]) if child.wait()?.success() => Ok((printed, complaint)),
        Ok([_, complaint]) => Err(complaint.lines().last().unwrap_or("it failed").to_owned()),
        Err(_) => {
            child.kill()?;
            child.wait()?;
            Err("it did not end".to_owned())
        }
    };
    let (printed, _) = printed.map_err(|why| failed(&why))?;
    let password = printed.lines().next().unwrap_or_default();
    if password.is_empty() { Err(failed("the first line is empty")) } else { Ok(password.to_owned()) }
}

/// What it prints until it ends, and what it complains of.
fn printed(child: &mut Child, patience: Duration) -> Result<[String; 2], RecvTimeoutError> {
    let (mut output, mut complaints) = (child.stdout.take(), child.stderr.take());
    let (send, read) = channel();
    thread::spawn(move || {
        let mut texts = [String::new(), String::new()];
        let [printed, complaint] = &mut texts;
        // What is no text is no password.
        drop(output.as_mut().map(|output| output.read_to_string(printed)));
        drop(complaints.as_mut().map(|complaints| complaints.read_to_string(complaint)));
        send.send(texts)
    });
    read.recv_timeout(patience)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(command: &str) -> String {
        password_within(command, Duration::from_millis(300)).unwrap_or_else(|error| error.to_string())
    }

    #[test]
    fn the_first_line_is_the_password_and_no_shell_reads_the_words() {
        assert_eq!(told("printf hunter2\\nurl:x\\n"), "hunter2");
        assert_eq!(told("echo $HOME;id"), "$HOME;id");
    }

    #[test]
    fn a_command_that_prints_no_password_is_told_with_its_reason() {
        assert_eq!(told("true"), "`true` printed no password: the first line is empty");
        assert_eq!(told("sleep 5"), "`sleep 5` printed no password: it did not end");
        assert!(told("ls /nowhere").starts_with("`ls /nowhere` printed no password: ls: "), "{}", told("ls /nowhere"));
        assert!(told("no-such-program x").starts_with("`no-such-program x` printed no password: No such file"));
    }
}
