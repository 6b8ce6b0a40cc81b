//! Two that take turns, and turns at coming first, so that what else the machine does falls on both alike, and many samples
//! make a median and a 99th percentile. A ratio of medians says more than either figure alone.

use std::time::Duration;

/// The times one thing took, in no order.
struct Samples(Vec<Duration>);

impl Samples {
    /// The time that this share of the samples stayed below, in thousandths.
    fn below(&mut self, thousandths: usize) -> Duration {
        self.0.sort_unstable();
        let place = self.0.len() * thousandths / 1_000;
        self.0.get(place.min(self.0.len().saturating_sub(1))).copied().unwrap_or_default()
    }
}

/// Prints the head of a table of questions, each beside one of `other`.
pub(crate) fn head(title: &str, other: &str) {
    println!("\n{title}\n");
    println!("| question | p50 µs | p99 µs | {other} p50 µs | {other} p99 µs | ratio of p50 |");
    println!("| --- | ---: | ---: | ---: | ---: | ---: |");
}

/// Asks two in turns how long they take, so many rounds after a few that do not count, and prints a row. Each is told the
/// round.
pub(crate) fn in_turns(
    name: &str,
    rounds: u64,
    mut question: impl FnMut(u64) -> Duration,
    mut other: impl FnMut(u64) -> Duration,
) {
    let (mut asked, mut beside) = (Samples(Vec::new()), Samples(Vec::new()));
    let warm_up = rounds / 20 + 1;
    for round in 0..warm_up + rounds {
        // Whoever comes second finds in the machine's caches what the first one fetched.
        let times = if round % 2 == 0 {
            let time = question(round);
            (time, other(round))
        } else {
            let time = other(round);
            (question(round), time)
        };
        if round >= warm_up {
            asked.0.push(times.0);
            beside.0.push(times.1);
        }
    }
    let [p50, p99, other_p50, other_p99] = [asked.below(500), asked.below(990), beside.below(500), beside.below(990)];
    let ratio = p50.as_secs_f64() / other_p50.as_secs_f64().max(1e-9);
    let micros = |time: Duration| format!("{:.1}", time.as_secs_f64() * 1e6);
    println!(
        "| {name} | {} | {} | {} | {} | {ratio:.2} |",
        micros(p50),
        micros(p99),
        micros(other_p50),
        micros(other_p99)
    );
}
