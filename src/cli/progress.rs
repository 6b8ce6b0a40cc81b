//! How far a long piece of work is, for somebody who watches: nothing within the first half second, nothing where standard
//! error is no terminal.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

const PATIENCE: Duration = Duration::from_millis(500);

/// A piece of work and how much of it is done.
pub(super) struct Progress {
    began: Instant,
    total: Option<u64>,
    bar: Option<ProgressBar>,
}

impl Progress {
    /// A piece of work of so many bytes, where that is known.
    pub(super) fn new(total: Option<u64>) -> Self {
        Self { began: Instant::now(), total, bar: None }
    }

    /// Shows that `bytes` and `records` are done.
    pub(super) fn reach(&mut self, bytes: u64, records: u64) {
        if self.bar.is_none() && self.began.elapsed() < PATIENCE {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| begun(self.total));
        bar.set_position(bytes);
        bar.set_message(format!("{records} records"));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn begun(total: Option<u64>) -> ProgressBar {
    let (bar, form) = match total {
        Some(total) => (ProgressBar::new(total), "{wide_bar} {percent:>3} % · {msg} · {eta} left"),
        None => (ProgressBar::new_spinner(), "{spinner} {msg} · {elapsed}"),
    };
    bar.set_style(ProgressStyle::with_template(form).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}
