//! The nights of the year on which an hour, or half an hour, is missing or double, for the properties of whatever reckons
//! with times.

use proptest::prelude::*;

use super::{Timestamp, Zone};

/// Zones, and the moments at which their clocks were put forward or back.
const CHANGES: [(&str, &str); 6] = [
    ("Europe/Berlin", "2026-03-29T01:00:00Z"),
    ("Europe/Berlin", "2026-10-25T01:00:00Z"),
    ("America/New_York", "2026-03-08T07:00:00Z"),
    ("America/New_York", "2026-11-01T06:00:00Z"),
    ("Australia/Lord_Howe", "2026-10-03T15:30:00Z"),
    ("Australia/Lord_Howe", "2026-04-04T15:00:00Z"),
];

/// How far from the change the moments are, in minutes: they reach into the day before and the day after.
const AROUND: i64 = 36 * 60;

/// A zone, and moments on full minutes around a night on which its clocks change.
pub(crate) fn night<const N: usize>() -> impl Strategy<Value = (Zone, [Timestamp; N])> {
    let minutes = prop::array::uniform(prop_oneof![-AROUND..AROUND, -180_i64..180]);
    (prop::sample::select(CHANGES.to_vec()), minutes).prop_map(|((zone, change), minutes): (_, [i64; N])| {
        let change = Timestamp::parse(change).unwrap();
        (Zone::named(zone).unwrap(), minutes.map(|minutes| change.plus_seconds(minutes * 60)))
    })
}
