//! Those that are compared: the desk, and fzf over lines of text.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use portable_pty::CommandBuilder;

use crate::library::{Library, MIDDLE_DOT, Question};
use crate::screen::Screen;
use crate::terminal;

/// What empties the line that is typed into, in the desk and in fzf.
const CLEAR: &str = "\u{15}";

/// The version of fzf, where it is installed.
pub(crate) fn fzf() -> Option<String> {
    let done = Command::new("fzf").arg("--version").output().ok().filter(|done| done.status.success())?;
    String::from_utf8(done.stdout).ok()?.split_whitespace().next().map(str::to_owned)
}

/// Something that lists answers while one types.
pub(crate) struct Finder {
    screen: Screen,
    list: fn(&[String]) -> Vec<String>,
}

impl Finder {
    /// The desk's search, with the whole library indexed.
    pub(crate) fn desk(library: &Library, home: &Path) -> Self {
        let mut screen = Screen::open(terminal::desk(&library.store(home)), home, 1);
        screen.waits_for("3 Answers");
        // It asks the terminal for its colours first, and takes what comes then for the answer.
        screen.types("");
        screen.types("/");
        screen.waits_for(&format!("{} answers", frontline::ui::format::count(library.len())));
        Self { screen, list: listed_by_desk }
    }

    /// fzf over the lines of a file.
    pub(crate) fn fzf(library: &Library, lines: &Path, home: &Path) -> Self {
        let mut command = CommandBuilder::new("sh");
        // The titles stay in sight where a line is longer than the screen.
        command.args(["-c", "exec fzf --no-mouse --no-hscroll <\"$0\"", lines.to_str().unwrap()]);
        command.env_remove("FZF_DEFAULT_OPTS");
        let mut screen = Screen::open(command, home, 0);
        screen.waits_for(&format!("{0}/{0}", library.len()));
        Self { screen, list: listed_by_fzf }
    }

    /// Types a text, and says how long it took until the screen had settled.
    pub(crate) fn types(&mut self, text: &str) -> Duration {
        self.screen.types(text)
    }

    /// Empties the line.
    pub(crate) fn clears(&mut self) {
        self.screen.types(CLEAR);
    }

    /// Types a question, and says at which place from 0 the right answer is listed.
    pub(crate) fn place(&mut self, question: &Question) -> Option<usize> {
        self.types(&format!("{CLEAR}{}", question.text));
        let listed = (self.list)(&self.screen.rows());
        listed.iter().position(|shown| shows(shown, &question.right))
    }
}

/// Whether a row of a list shows this title, whole or cut.
fn shows(row: &str, title: &str) -> bool {
    let shown = row.split(MIDDLE_DOT).next().unwrap_or(row).trim();
    let cut = shown.strip_suffix('…').or_else(|| shown.strip_suffix(".."));
    shown == title.trim() || cut.is_some_and(|begun| !begun.is_empty() && title.trim().starts_with(begun.trim_end()))
}

/// What the desk lists, the best first: below the title of the pane, the line that is typed into and an empty one.
fn listed_by_desk(rows: &[String]) -> Vec<String> {
    let below = rows.iter().skip_while(|row| !row.contains("3 Answers")).skip(3);
    let cells = below.map(|row| row.split(['│', '┤', '├', '┼']).next().unwrap_or(row));
    let list = cells.take_while(|cell| !cell.starts_with('─'));
    list.map(|cell| cell.trim_start_matches(['▌', '★', ' ']).to_owned()).collect()
}

/// What fzf lists, the best first: above the line that is typed into and the one that counts.
fn listed_by_fzf(rows: &[String]) -> Vec<String> {
    let list = rows.iter().rev().skip(2).take_while(|row| !row.trim().is_empty());
    list.map(|row| row.get(2..).unwrap_or_default().to_owned()).collect()
}
