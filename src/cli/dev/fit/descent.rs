//! Walking the weights: one after the other is made larger and smaller, and stays where the trials come out best.

use super::trial::Trial;
use crate::lookup::Weights;

/// By what a weight is multiplied, round after round.
const STRIDES: [f32; 4] = [1.8, 1.35, 1.15, 1.15];

/// A gain below this is chance.
const GAIN: f64 = 0.0002;

/// What the weights reach over all trials, as imported and learned, every trial with an equal voice.
pub(super) fn worth(trials: &[Trial], weights: Weights) -> f64 {
    let sums = std::thread::scope(|scope| {
        let runs: Vec<_> = trials.iter().map(|trial| scope.spawn(move || trial.worth(weights))).collect();
        runs.into_iter().filter_map(|run| run.join().ok()).map(|[before, after]| before + after).sum::<f64>()
    });
    sums / (2.0 * f64::from(u32::try_from(trials.len()).unwrap_or(1)).max(1.0))
}

/// The weights to which a walk from `weights` leads, and what they reach; every step is told.
pub(super) fn walk(
    trials: &[Trial],
    mut weights: Weights,
    names: &[&str],
    mut tell: impl FnMut(&str, f32, f64),
) -> (Weights, f64) {
    let mut best = worth(trials, weights);
    tell("begins", 0.0, best);
    for stride in STRIDES {
        for name in names {
            for factor in [stride, 1.0 / stride] {
                // On the same side as long as it gets better.
                loop {
                    let value = rounded(weights.of(name) * factor);
                    let reached = worth(trials, weights.with(name, value));
                    if reached < best + GAIN {
                        break;
                    }
                    (weights, best) = (weights.with(name, value), reached);
                    tell(name, value, best);
                }
            }
        }
    }
    (weights, best)
}

/// A value with no more digits than it deserves.
fn rounded(value: f32) -> f32 {
    (value * 1000.0).round() / 1000.0
}
