//! The times that agents type for a promise, in whatever words.

use frontline::domain::timestamp::{Timestamp, Zone};
use frontline::domain::when::read;

use super::may_be_shown;

/// Zones that skip an hour, an hour and half an hour in spring, and none.
const ZONES: [&str; 4] = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"];

/// Usual days, the nights on which clocks change, the day before a leap day, and a clock gone wrong.
const MOMENTS: [&str; 10] = [
    "2026-11-23T09:15:00Z",
    "2026-03-29T00:30:00Z",
    "2026-10-25T00:40:00Z",
    "2026-03-08T06:30:00Z",
    "2026-11-01T05:40:00Z",
    "2026-10-03T15:10:00Z",
    "2026-04-04T14:45:00Z",
    "2027-12-31T23:59:59Z",
    "1970-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
];

/// A time that is taken is to come and not further away than anybody plans; what is refused says why.
pub fn holds(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for zone in ZONES.map(|name| Zone::named(name).unwrap()) {
        for now in MOMENTS.map(|moment| Timestamp::parse(moment).unwrap()) {
            match read(&text, now, zone) {
                Ok(at) => {
                    assert!(at > now && at.seconds_since(now) <= 5 * 366 * 86_400, "{text:?} at {now:?} is {at:?}");
                }
                Err(error) => assert!(may_be_shown(&error.to_string()), "{:?}", error.to_string()),
            }
        }
    }
}
