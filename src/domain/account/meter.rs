//! What a meter showed, and what was used since it was last read.

use serde::{Deserialize, Serialize};

use crate::domain::named::named;
use crate::domain::timestamp::{DAY, Timestamp};

/// The most that a meter shows, in its whole units.
pub const MOST: i64 = 999_999_999_999;

/// How many times the use of the days before the use of a day may be before it is doubted.
const DOUBTED: i128 = 10;

/// What a meter showed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// When it was read.
    pub at: Timestamp,
    /// Which meter, where the account has several.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub meter: String,
    /// What it showed, in whole units.
    pub value: i64,
    /// How it got there from the reading before.
    #[serde(default)]
    pub since_last: Passage,
}

named! {
    /// How a meter got from one reading to the next.
    #[derive(Default)]
    Passage {
        /// It counted on.
        #[default]
        Counted = "counted",
        /// It passed its highest number and began again at nothing.
        RolledOver = "rolled_over",
        /// Another meter hangs there now.
        NewMeter = "new_meter",
    }
}

/// What was used between two readings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Use {
    /// How much, in whole units.
    pub units: i64,
    /// In how many days, at least one.
    pub days: i64,
}

impl Reading {
    /// What was used since `earlier`; `None` when the meter is another, or the two do not follow each other.
    #[must_use]
    pub fn used_since(&self, earlier: &Self) -> Option<Use> {
        let units = match self.since_last {
            Passage::Counted => self.value.checked_sub(earlier.value)?,
            Passage::RolledOver => full_turn(earlier.value).checked_sub(earlier.value)?.checked_add(self.value)?,
            Passage::NewMeter => return None,
        };
        let days = (self.at.seconds_since(earlier.at) / DAY).max(1);
        (units >= 0).then_some(Use { units, days })
    }
}

impl Use {
    /// Whether a day of it is so many times a day of `usual` that it is likely a slip of the pen.
    #[must_use]
    pub fn is_doubtful_beside(self, usual: Self) -> bool {
        let [now, before] = [self, usual].map(|used| (i128::from(used.units), i128::from(used.days)));
        now.0 * before.1 > DOUBTED * before.0.max(1) * now.1
    }
}

/// The first number that a counter with as many digits as this value has no room for.
fn full_turn(value: i64) -> i64 {
    std::iter::successors(Some(10_i64), |turn| turn.checked_mul(10)).find(|turn| *turn > value).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(days: i64, value: i64, since_last: Passage) -> Reading {
        Reading { at: Timestamp::default().plus_seconds(days * DAY), meter: String::new(), value, since_last }
    }

    #[test]
    fn what_was_used_is_the_difference_also_across_the_highest_number() {
        let first = reading(0, 99_950, Passage::Counted);
        let used = |later: Reading| later.used_since(&first);
        assert_eq!(used(reading(10, 99_990, Passage::Counted)), Some(Use { units: 40, days: 10 }));
        assert_eq!(used(reading(10, 30, Passage::RolledOver)), Some(Use { units: 80, days: 10 }));
        assert_eq!(used(reading(10, 30, Passage::Counted)), None);
        assert_eq!(used(reading(10, 30, Passage::NewMeter)), None);
        assert_eq!(used(reading(0, 99_951, Passage::Counted)).map(|used| used.days), Some(1));
    }

    #[test]
    fn ten_times_the_usual_use_is_doubted() {
        let usual = Use { units: 300, days: 30 };
        assert!(!Use { units: 100, days: 1 }.is_doubtful_beside(usual));
        assert!(Use { units: 101, days: 1 }.is_doubtful_beside(usual));
        assert!(!Use { units: 0, days: 30 }.is_doubtful_beside(Use { units: 0, days: 30 }));
    }
}
