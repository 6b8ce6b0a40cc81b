//! How things are measured here: a question and its floor take turns, and turns at coming first, so that what else the
//! machine does falls on both alike, and many samples make a median and a 99th percentile. A ratio of medians says more
//! than either figure alone.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// The times one thing took, in no order.
pub(crate) struct Samples(Vec<Duration>);

impl Samples {
    /// The time that this share of the samples stayed below, in thousandths.
    fn below(&mut self, thousandths: usize) -> Duration {
        self.0.sort_unstable();
        let place = self.0.len() * thousandths / 1_000;
        self.0.get(place.min(self.0.len().saturating_sub(1))).copied().unwrap_or_default()
    }
}

/// Prints the head of a table of questions.
pub(crate) fn head(title: &str) {
    println!("\n{title}\n");
    println!("| question | p50 µs | p99 µs | floor p50 µs | floor p99 µs | ratio of p50 |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: |");
}

/// Measures `question` and `floor` in turns, so many rounds after a few that do not count, and prints a row. Each is
/// told the round.
pub(crate) fn beside<A, B>(
    name: &str,
    rounds: u64,
    mut question: impl FnMut(u64) -> A,
    mut floor: impl FnMut(u64) -> B,
) {
    let (mut asked, mut raw) = (Samples(Vec::new()), Samples(Vec::new()));
    let warm_up = rounds / 20 + 1;
    for round in 0..warm_up + rounds {
        // Whoever comes second finds in the machine's caches what the first one fetched.
        let times = if round % 2 == 0 {
            let time = timed(|| question(round));
            (time, timed(|| floor(round)))
        } else {
            let time = timed(|| floor(round));
            (timed(|| question(round)), time)
        };
        if round >= warm_up {
            asked.0.push(times.0);
            raw.0.push(times.1);
        }
    }
    let [p50, p99, floor_p50, floor_p99] = [asked.below(500), asked.below(990), raw.below(500), raw.below(990)];
    let ratio = p50.as_secs_f64() / floor_p50.as_secs_f64().max(1e-9);
    let micros = |time: Duration| format!("{:.1}", time.as_secs_f64() * 1e6);
    println!(
        "| {name} | {} | {} | {} | {} | {ratio:.2} |",
        micros(p50),
        micros(p99),
        micros(floor_p50),
        micros(floor_p99)
    );
}

fn timed<T>(work: impl FnOnce() -> T) -> Duration {
    let began = Instant::now();
    black_box(work());
    began.elapsed()
}
