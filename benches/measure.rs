//! How things are measured here: a question and its floor take turns.

use std::hint::black_box;
use std::time::{Duration, Instant};

mod turns;

/// Prints the head of a table of questions.
pub(crate) fn head(title: &str) {
    turns::head(title, "floor");
}

/// Measures `question` and `floor` in turns, so many rounds after a few that do not count, and prints a row. Each is
/// told the round.
pub(crate) fn beside<A, B>(
    name: &str,
    rounds: u64,
    mut question: impl FnMut(u64) -> A,
    mut floor: impl FnMut(u64) -> B,
) {
    turns::in_turns(name, rounds, |round| timed(|| question(round)), |round| timed(|| floor(round)));
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let began = Instant::now();
    black_box(work());
    began.elapsed()
}
