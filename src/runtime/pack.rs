//! The packs that come with the program: what a trade gives a desk, its answers, and a sample to look around in.

use std::io::Cursor;

use include_dir::{Dir, include_dir};

use crate::config::{ConfigError, Pack};
use crate::domain::portable::{Kind, Portable};
use crate::domain::timestamp::Timestamp;
use crate::exchange::{self, Format, Terms};

static PACKS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/packs");

/// The kinds of a sample, in the order in which they name each other.
const SAMPLE: [Kind; 6] =
    [Kind::Customers, Kind::Products, Kind::Orders, Kind::Accounts, Kind::Outages, Kind::Contacts];

/// Every pack.
///
/// # Errors
/// When one of them is not as it should be.
pub fn all() -> Result<Vec<Pack>, ConfigError> {
    PACKS
        .dirs()
        .map(|folder| Pack::parse(text(folder, "pack.toml"), &format!("{}/pack.toml", folder.path().display())))
        .collect()
}

/// The script that a pack's demonstration plays; empty where it has none.
#[must_use]
pub fn script(pack: &Pack) -> &'static str {
    PACKS.get_dir(&pack.name).map_or("", |folder| text(folder, "demo.jsonl"))
}

/// The answers of a pack.
///
/// # Errors
/// When one cannot be read.
pub fn answers(pack: &Pack) -> Result<Vec<Portable>, exchange::Error> {
    let Some(folder) = PACKS.get_dir(format!("{}/answers", pack.name)) else { return Ok(Vec::new()) };
    let files = folder.files().filter_map(|file| {
        let name = file.path().file_stem()?.to_str()?;
        Some((name, file.contents_utf8()?))
    });
    files.map(|(name, text)| exchange::answer(name, text)).collect()
}

/// The sample of a pack: its customers, products, orders and history, moved in time by whole days so that it speaks of
/// today.
///
/// # Errors
/// When a file cannot be read.
pub fn sample(pack: &Pack, now: Timestamp, terms: Terms) -> Result<Vec<Portable>, exchange::Error> {
    let terms = Terms { currency: pack.currency, region: pack.region, ..terms };
    let day = 24 * 3600;
    let days = now.micros().saturating_sub(pack.as_of.micros()).div_euclid(day * 1_000_000);
    let mut records = Vec::new();
    for kind in SAMPLE {
        let Some(folder) = PACKS.get_dir(format!("{}/sample", pack.name)) else { continue };
        let text = text(folder, &format!("{}.jsonl", kind.name()));
        for row in exchange::read(kind, Format::JsonLines, Cursor::new(text), terms)? {
            records.extend(row?.record.ok());
        }
    }
    for record in &mut records {
        move_in_time(record, days * day);
    }
    Ok(records)
}

fn move_in_time(record: &mut Portable, seconds: i64) {
    let later = |at: &mut Timestamp| *at = at.plus_seconds(seconds);
    match record {
        Portable::Order { order, .. } => {
            order.placed_at.iter_mut().chain(&mut order.delivered_at).for_each(later);
        }
        Portable::Contact { contact, .. } => {
            [&mut contact.arrived_at, &mut contact.since].into_iter().for_each(later);
            contact.answered_at.iter_mut().chain(&mut contact.ended_at).for_each(later);
            contact.transcript.iter_mut().map(|line| &mut line.at).for_each(later);
        }
        Portable::Case { case, .. } => {
            later(&mut case.opened_at);
            case.due_at.iter_mut().chain(&mut case.answered_at).chain(&mut case.closed_at).for_each(later);
            case.notes.iter_mut().map(|note| &mut note.at).for_each(later);
        }
        Portable::Promise { promise, .. } => {
            later(&mut promise.due_at);
            promise.settled_at.iter_mut().for_each(later);
        }
        Portable::Account { account, entries, .. } => {
            account.opened_at.iter_mut().chain(&mut account.closed_at).for_each(later);
            account.readings.iter_mut().map(|reading| &mut reading.at).for_each(later);
            account.reports.iter_mut().map(|report| &mut report.at).for_each(later);
            entries
                .iter_mut()
                .flat_map(|entry| std::iter::once(&mut entry.at).chain(&mut entry.due_at))
                .for_each(later);
        }
        Portable::Outage(outage) => {
            later(&mut outage.started_at);
            outage.expected_until.iter_mut().chain(&mut outage.ended_at).for_each(later);
        }
        Portable::Customer(_) | Portable::Product(_) | Portable::Answer(_) | Portable::Pick(_) => {}
    }
}

fn text(folder: &'static Dir<'static>, name: &str) -> &'static str {
    folder.get_file(folder.path().join(name)).and_then(|file| file.contents_utf8()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::timestamp::Zone;

    fn terms(pack: &Pack) -> Terms {
        Terms { currency: pack.currency, region: pack.region, zone: Zone::UTC }
    }

    #[test]
    fn every_record_of_every_pack_can_be_read() {
        for pack in all().unwrap() {
            assert!(answers(&pack).unwrap().len() >= 12, "{}", pack.name);
            let count = |name: &str| {
                let path = format!("{}/sample/{name}.jsonl", pack.name);
                PACKS.get_file(path).map_or(0, |file| file.contents_utf8().unwrap().lines().count())
            };
            let lines: usize = SAMPLE.iter().map(|kind| count(kind.name())).sum();
            assert_eq!(sample(&pack, pack.as_of, terms(&pack)).unwrap().len(), lines);
            assert!(crate::channel::script::Script::read(script(&pack)).is_ok());
        }
    }

    #[test]
    fn a_sample_speaks_of_today_whatever_day_it_is() {
        let pack = all().unwrap().remove(0);
        let last = |days: i64| {
            let now = pack.as_of.plus_seconds(days * 24 * 3600 + 3600);
            let records = sample(&pack, now, terms(&pack)).unwrap();
            let arrived = records.iter().filter_map(|record| {
                if let Portable::Contact { contact, .. } = record { Some(contact.arrived_at) } else { None }
            });
            let last = arrived.max().unwrap();
            assert!(last <= now, "{days}");
            now.seconds_since(last)
        };
        let ages = [-400, -1, 0, 1, 30, 1000].map(last);
        assert!(ages.iter().all(|age| *age < 2 * 24 * 3600), "{ages:?}");
    }
}
