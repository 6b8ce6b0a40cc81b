//! The rule of the clock: how long a contact has waited in its queue, whether that is too long, and the service level of
//! many of them.

use serde::{Deserialize, Serialize};

use super::channel::Channel;
use super::hours::Hours;
use super::named::named;
use super::timestamp::{Timestamp, Zone};

/// A line in which contacts wait, and the times within which they shall be answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QueueSettings {
    /// The name by which contacts and files refer to it.
    pub name: String,
    /// What the screen calls it.
    pub title: String,
    /// The channels by which contacts reach it; every channel where none is named.
    pub channels: Vec<Channel>,
    /// The seconds within which a contact counts as answered in time for the service level.
    pub service_level: u32,
    /// The longest that somebody on a live channel shall wait, in seconds.
    pub limit: u32,
    /// The longest that something in writing shall wait, in seconds.
    pub written_limit: u32,
    /// Which queue is served first: 1 is the most urgent, 9 the least.
    pub priority: u8,
    /// The name of the business hours within which its clock runs; always where there is none.
    pub hours: Option<String>,
}

impl QueueSettings {
    /// The longest that a contact of this channel shall wait, in seconds.
    #[must_use]
    pub const fn limit_of(&self, channel: Channel) -> u32 {
        if channel.is_live() { self.limit } else { self.written_limit }
    }

    /// Whether contacts of this channel may stand in it.
    #[must_use]
    pub fn takes(&self, channel: Channel) -> bool {
        self.channels.is_empty() || self.channels.contains(&channel)
    }
}

impl Default for QueueSettings {
    fn default() -> Self {
        Self {
            name: "service".to_owned(),
            title: "Service".to_owned(),
            channels: Vec::new(),
            service_level: 20,
            limit: 180,
            written_limit: 4 * 3600,
            priority: 5,
            hours: None,
        }
    }
}

/// Whether a contact waits longer than it shall.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lateness {
    /// The limit is not reached.
    InTime,
    /// The limit is reached.
    Late,
}

/// A wait and the longest it shall be, both in seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// How long it is, by the clock of the business.
    pub waited: i64,
    /// How long it shall be at most.
    pub limit: u32,
}

impl Wait {
    /// Whether the limit is reached.
    #[must_use]
    pub fn lateness(self) -> Lateness {
        if self.waited >= i64::from(self.limit) { Lateness::Late } else { Lateness::InTime }
    }

    /// How many of so many equal parts of the limit are gone: all of them only when it is reached.
    #[must_use]
    pub fn share(self, parts: u16) -> u16 {
        match self.lateness() {
            Lateness::Late => parts,
            Lateness::InTime => {
                let gone = self.waited.max(0).saturating_mul(i64::from(parts)) / i64::from(self.limit.max(1));
                u16::try_from(gone).unwrap_or(parts).min(parts)
            }
        }
    }
}

/// The seconds that a contact has waited, of which only those within the business hours count; 0 when the clock was put
/// back since it arrived.
#[must_use]
pub fn waited(arrived: Timestamp, now: Timestamp, hours: Option<&Hours>, zone: Zone) -> i64 {
    hours.map_or_else(|| now.seconds_since(arrived), |hours| hours.open_seconds(arrived, now, zone))
}

named! {
    /// What becomes of callers who hang up when the service level is reckoned: there is no standard, so it is a setting
    /// and is shown beside the figure.
    #[derive(Default)]
    ServiceLevelRule {
        /// Answered in time, of all that were offered.
        #[default]
        Offered = "offered",
        /// Answered in time, of all that were offered without those who hung up within that time.
        WithoutShortAbandons = "without_short_abandons",
        /// Answered or hung up within that time, of all that were offered.
        AbandonsInTimeMet = "abandons_in_time_met",
    }
}

/// How a contact left its queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// An agent took it.
    Answered,
    /// The customer gave up.
    Abandoned,
}

/// The contacts that left a queue, counted by how and when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ServiceLevel {
    answered: u32,
    answered_in_time: u32,
    abandoned: u32,
    abandoned_in_time: u32,
}

impl ServiceLevel {
    /// Counts one that left after that many seconds from a queue whose service level is `seconds`.
    pub fn count(&mut self, left: Left, waited: i64, seconds: u32) {
        let in_time = u32::from(waited <= i64::from(seconds));
        match left {
            Left::Answered => {
                self.answered += 1;
                self.answered_in_time += in_time;
            }
            Left::Abandoned => {
                self.abandoned += 1;
                self.abandoned_in_time += in_time;
            }
        }
    }

    /// How many were offered: those who were answered and those who gave up.
    #[must_use]
    pub const fn offered(self) -> u32 {
        self.answered + self.abandoned
    }

    /// The service level in thousandths, rounded down so that a target is not reached before it is; `None` where nothing
    /// is to be counted. Formulas: Amazon Connect, "Service level X", and the three common readings of short abandons.
    #[must_use]
    pub fn thousandths(self, rule: ServiceLevelRule) -> Option<u32> {
        let (met, of) = match rule {
            ServiceLevelRule::Offered => (self.answered_in_time, self.offered()),
            ServiceLevelRule::WithoutShortAbandons => (self.answered_in_time, self.offered() - self.abandoned_in_time),
            ServiceLevelRule::AbandonsInTimeMet => (self.answered_in_time + self.abandoned_in_time, self.offered()),
        };
        u32::try_from((u64::from(met) * 1000).checked_div(u64::from(of))?).ok()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::hours::Opening;
    use super::*;

    #[test]
    fn a_wait_counts_only_while_the_business_is_open() {
        let arrived = Timestamp::parse("2026-11-23T16:50:00Z").unwrap();
        let now = Timestamp::parse("2026-11-24T09:05:00Z").unwrap();
        let week = [const { Vec::new() }; 7].map(|_: Vec<Opening>| vec![Opening::parse("9-17").unwrap()]);
        let hours = Hours::new(week, BTreeSet::new());
        assert_eq!(waited(arrived, now, Some(&hours), Zone::UTC), 15 * 60);
        assert_eq!(waited(arrived, now, None, Zone::UTC), 16 * 3600 + 15 * 60);
        assert_eq!(waited(now, arrived, None, Zone::UTC), 0);
    }

    #[test]
    fn a_meter_is_full_only_when_the_limit_is_reached() {
        let wait = |waited| Wait { waited, limit: 180 };
        assert_eq!([0, 29, 30, 179, 180, 9_999].map(|seconds| wait(seconds).share(6)), [0, 0, 1, 5, 6, 6]);
        assert_eq!(wait(179).lateness(), Lateness::InTime);
        assert_eq!(wait(180).lateness(), Lateness::Late);
        assert_eq!(Wait { waited: -5, limit: 180 }.share(6), 0);
        assert_eq!(Wait { waited: 0, limit: 0 }.share(6), 6);
    }

    #[test]
    fn what_is_written_waits_by_its_own_limit() {
        let queue = QueueSettings::default();
        assert_eq!(queue.limit_of(Channel::Phone), 180);
        assert_eq!(queue.limit_of(Channel::Email), 14_400);
        assert!(queue.takes(Channel::Fax));
        assert!(!QueueSettings { channels: vec![Channel::Phone], ..queue }.takes(Channel::Fax));
    }

    #[test]
    fn the_three_readings_of_a_service_level_differ() {
        let mut level = ServiceLevel::default();
        for (left, waited, times) in
            [(Left::Answered, 20, 70), (Left::Answered, 21, 10), (Left::Abandoned, 5, 10), (Left::Abandoned, 60, 10)]
        {
            for _ in 0..times {
                level.count(left, waited, 20);
            }
        }
        assert_eq!(level.offered(), 100);
        assert_eq!(level.thousandths(ServiceLevelRule::Offered), Some(700));
        assert_eq!(level.thousandths(ServiceLevelRule::WithoutShortAbandons), Some(777));
        assert_eq!(level.thousandths(ServiceLevelRule::AbandonsInTimeMet), Some(800));
        assert_eq!(ServiceLevel::default().thousandths(ServiceLevelRule::Offered), None);
    }
}
