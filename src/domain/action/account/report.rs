//! What is told of an account's service: what its meter shows, and what is wrong with it.

use super::super::{Actor, Facts, Refusal};
use super::Checked;
use super::life::{open_still, running};
use crate::domain::account::{Account, MOST, Passage, Reading, ServiceReport, Use};
use crate::domain::journal::Edit;
use crate::domain::text::{Layout, prose};
use crate::domain::timestamp::Timestamp;

pub(super) fn meter(
    value: i64,
    meter: &str,
    at: Timestamp,
    since_last: Passage,
    checked: Checked,
    facts: &Facts,
    actor: &Actor,
) -> Result<Vec<Edit>, Refusal> {
    let before = running(facts, "its meter is not read")?;
    let reading = Reading { at, meter: prose(meter, Layout::Line), value, since_last };
    if !(0..=MOST).contains(&value) {
        return Err(Refusal::new("bad_reading", format!("no meter shows {value}; read the digits before the comma")));
    }
    if at > actor.at {
        return Err(Refusal::new("future", "a meter cannot be read in the future; give the time at which it was read"));
    }
    let earlier: Vec<_> = before.readings.iter().filter(|known| known.meter == reading.meter).collect();
    if let Some(last) = earlier.last() {
        follows(&reading, last, before)?;
        let usual = earlier.windows(2).rev().find_map(|pair| pair.last()?.used_since(pair.first()?));
        doubt(&reading, last, usual, checked)?;
    }
    let mut after = before.clone();
    after.readings.push(reading);
    Ok(vec![Edit::changed(before, after)])
}

/// Whether a reading can be the next after `last`.
fn follows(reading: &Reading, last: &Reading, account: &Account) -> Result<(), Refusal> {
    if reading.at < last.at {
        let message = format!("{} was read later already, at {}", account.reference, last.at.rfc3339());
        return Err(Refusal::new("read_later", message));
    }
    if reading.since_last == Passage::Counted && reading.value < last.value {
        let message = format!(
            "the last reading was {}, and a meter does not count back; have it read again, or say that it rolled over or \
             is a new one",
            last.value
        );
        let instead = [Passage::RolledOver, Passage::NewMeter].map(|passage| passage.name().to_owned());
        return Err(Refusal::new("below_last", message).instead(instead));
    }
    Ok(())
}

/// Doubts a use that is many times the usual, until the meter was read again.
fn doubt(reading: &Reading, last: &Reading, usual: Option<Use>, checked: Checked) -> Result<(), Refusal> {
    let Some((used, usual)) = reading.used_since(last).zip(usual) else { return Ok(()) };
    if checked == Checked::Once && used.is_doubtful_beside(usual) {
        let message = format!(
            "that would be {} in {} days, after {} in {} days before; have the meter read again",
            used.units, used.days, usual.units, usual.days
        );
        return Err(Refusal::new("doubtful", message).instead([Checked::Again.name().to_owned()]));
    }
    Ok(())
}

pub(super) fn service(what: &str, facts: &Facts, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
    let before = open_still(facts, "it has no service")?;
    if what.is_empty() {
        return Err(Refusal::new("words_needed", "say what is wrong"));
    }
    let mut after = before.clone();
    after.reports.push(ServiceReport { at: actor.at, agent: actor.agent.clone(), what: what.to_owned() });
    Ok(vec![Edit::changed(before, after)])
}
