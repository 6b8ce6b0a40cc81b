//! Queues and business hours, as they stand in a configuration and in a pack.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::did_you_mean;
use super::lists::unique_name;
use super::reader::Table;
use crate::domain::channel::Channel;
use crate::domain::hours::{Hours, Opening};
use crate::domain::queue::QueueSettings;
use crate::domain::timestamp::Date;

/// The longest time that may be set for a wait, in seconds: thirty days.
const LONGEST: u32 = 30 * 24 * 3600;

/// The queues `[[queues]]`, each with a name of its own and within hours that are among `hours`.
pub(super) fn queues(file: &Table<'_>, hours: &BTreeMap<String, Hours>) -> Option<Vec<QueueSettings>> {
    let mut taken = BTreeSet::new();
    file.tables("queues", |table| {
        let usual = QueueSettings::default();
        let name = unique_name(table, &mut taken);
        let title = table.text("title");
        let queue = QueueSettings {
            channels: table.choices("channels", &Channel::ALL, Channel::name).unwrap_or(usual.channels),
            service_level: table.number("service_level_seconds", 1..=LONGEST).unwrap_or(usual.service_level),
            limit: table.number("limit_seconds", 1..=LONGEST).unwrap_or(usual.limit),
            written_limit: table.number("written_limit_seconds", 1..=LONGEST).unwrap_or(usual.written_limit),
            priority: priority(table).unwrap_or(usual.priority),
            hours: table.text_or("hours", usual.hours),
            title: title.or_else(|| name.clone())?,
            name: name?,
        };
        if let Some(name) = queue.hours.as_ref().filter(|name| !hours.contains_key(*name)) {
            let meant = did_you_mean(name, hours.keys().map(String::as_str));
            table.wrong("hours", format!("there are no hours `[hours.{name}]` in this file{meant}"));
        }
        Some(queue)
    })
}

fn priority(table: &Table<'_>) -> Option<u8> {
    u8::try_from(table.number("priority", 1..=9)?).ok()
}

/// The business hours `[hours.NAME]`.
pub(super) fn hours(file: &Table<'_>) -> BTreeMap<String, Hours> {
    let wanted = "times such as \"9:00-17:30\" or \"22:00-6:00\"";
    let read = |table: &Table<'_>| {
        let week = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
            .map(|day| table.list(day, wanted, Opening::parse).unwrap_or_default());
        let holidays = table.list("holidays", "days such as \"2026-12-25\"", Date::parse).unwrap_or_default();
        Hours::new(week, holidays.into_iter().collect())
    };
    file.named("hours", read).into_iter().collect()
}
