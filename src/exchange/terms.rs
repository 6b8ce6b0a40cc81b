//! How this house writes money, telephone numbers and times, and the door through which each value of a file goes. A
//! reason names the field, so that whoever reads it finds the place.

use serde_json::{Map, Value};

use super::written::Text;
use crate::domain::email::EmailAddress;
use crate::domain::money::{Amount, Currency};
use crate::domain::phone::{Phone, Region};
use crate::domain::text::{Layout, clean, prose};
use crate::domain::timestamp::{Date, Timestamp, Zone};

/// What must be known of a house to read its files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The currency of every amount.
    pub currency: Currency,
    /// How a telephone number without a country is read.
    pub region: Region,
    /// The zone of times that are written without one, as other systems do.
    pub zone: Zone,
}

impl Terms {
    pub(super) fn amount(&self, field: &str, text: &Text) -> Result<Amount, String> {
        Amount::parse(text.as_str(), self.currency).ok_or_else(|| {
            format!("{field}: `{}` is no amount of {}; write it like 47.84", short(text.as_str()), self.currency)
        })
    }

    /// An amount that may be missing.
    pub(super) fn amount_or_none(&self, field: &str, text: &Text) -> Result<Option<Amount>, String> {
        if text.is_blank() { Ok(None) } else { self.amount(field, text).map(Some) }
    }

    pub(super) fn money(&self, amount: Amount) -> Text {
        Text(amount.decimal(self.currency))
    }

    pub(super) fn phones(&self, texts: &[Text]) -> Result<Vec<Phone>, String> {
        let mut phones: Vec<Phone> = Vec::with_capacity(texts.len());
        for text in texts.iter().filter(|text| !text.is_blank()) {
            let phone = Phone::read(text.as_str(), self.region).ok_or_else(|| {
                format!("phones: `{}` is no telephone number; write it like +49 30 1234567", short(text.as_str()))
            })?;
            if !phones.contains(&phone) {
                phones.push(phone);
            }
        }
        Ok(phones)
    }

    /// A moment: RFC 3339, or a date and time without an offset, read in the house's zone.
    pub(super) fn moment(&self, field: &str, text: &Text) -> Result<Option<Timestamp>, String> {
        if text.is_blank() {
            return Ok(None);
        }
        let text = text.as_str().trim();
        let moment = Timestamp::parse(text).or_else(|| self.wall_time(text));
        moment
            .map(Some)
            .ok_or_else(|| format!("{field}: `{}` is no time; write it like 2026-11-23T10:42:00Z", short(text)))
    }

    fn wall_time(&self, text: &str) -> Option<Timestamp> {
        let (text, zone) = match text.strip_suffix(" UTC").or_else(|| text.strip_suffix(" +0000")) {
            Some(text) => (text, Zone::UTC),
            None => (text, self.zone),
        };
        let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, "00:00"));
        let mut parts = time.split(':').map(str::parse::<u32>);
        let (hour, minute) = (parts.next()?.ok()?, parts.next()?.ok()?);
        let second = parts.next().transpose().ok()?.unwrap_or(0);
        let moment = zone.moment(Date::parse(date)?, hour, minute)?;
        (second < 60 && parts.next().is_none()).then(|| moment.plus_seconds(i64::from(second)))
    }
}

/// A day that may be missing.
pub(super) fn day(field: &str, text: &Text) -> Result<Option<Date>, String> {
    let text = text.as_str().trim();
    let day = Date::parse(text);
    if day.is_none() && !text.is_empty() {
        return Err(format!("{field}: `{}` is no day; write it like 2026-11-23", short(text)));
    }
    Ok(day)
}

/// One line of a person's words.
pub(super) fn line(text: &Text) -> String {
    prose(text.as_str(), Layout::Line)
}

/// Several lines of a person's words.
pub(super) fn block(text: &Text) -> String {
    prose(text.as_str(), Layout::Block)
}

/// Lines of a person's words, without the empty ones.
pub(super) fn each_line(texts: &[Text]) -> Vec<String> {
    texts.iter().map(line).filter(|text| !text.is_empty()).collect()
}

/// A number by which something is named, or a name that tells it from others.
pub(super) fn reference(text: &Text) -> String {
    clean(text.as_str(), Layout::Line)
}

/// The same, where it must not be empty.
pub(super) fn needed(field: &str, text: &Text) -> Result<String, String> {
    let text = reference(text);
    if text.is_empty() { Err(format!("{field} is missing")) } else { Ok(text) }
}

/// Numbers by which things are named, without the empty ones.
pub(super) fn references(texts: &[Text]) -> Vec<String> {
    texts.iter().map(reference).filter(|text| !text.is_empty()).collect()
}

pub(super) fn emails(texts: &[Text]) -> Result<Vec<EmailAddress>, String> {
    let mut emails: Vec<EmailAddress> = Vec::with_capacity(texts.len());
    for text in texts.iter().filter(|text| !text.is_blank()) {
        let email = EmailAddress::read(text.as_str()).ok_or_else(|| {
            format!("emails: `{}` is no mail address; it needs a name, one @ and a domain", short(text.as_str()))
        })?;
        if !emails.contains(&email) {
            emails.push(email);
        }
    }
    Ok(emails)
}

/// An IANA zone by its name, or nothing.
pub(super) fn time_zone(text: &Text) -> Result<String, String> {
    let name = line(text);
    if name.is_empty() || Zone::named(&name).is_some() {
        return Ok(name);
    }
    Err(format!("time_zone: `{}` is no time zone; write it like Europe/Berlin", short(&name)))
}

/// Fields of other systems: kept word for word, without what a terminal would obey, and without those that hold nothing.
pub(super) fn custom(fields: Map<String, Value>) -> Map<String, Value> {
    let kept = fields.into_iter().filter(|(_, value)| !value.is_null());
    kept.map(|(name, value)| (own_name(&name), harmless(value))).collect()
}

/// The name of a field of another system. One that had to be cleaned must not come out as the name of a field of ours.
fn own_name(name: &str) -> String {
    let cleaned = clean(name, Layout::Line);
    let may_be_ours = cleaned != name && cleaned.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    if may_be_ours { cleaned + "_" } else { cleaned }
}

fn harmless(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(prose(&text, Layout::Block)),
        Value::Array(items) => items.into_iter().map(harmless).collect(),
        Value::Object(fields) => Value::Object(
            fields.into_iter().map(|(name, value)| (clean(&name, Layout::Line), harmless(value))).collect(),
        ),
        Value::Null | Value::Bool(_) | Value::Number(_) => value,
    }
}

/// What a reason repeats of a value: enough to find it, never a page of it.
pub(super) fn short(text: &str) -> String {
    let text = prose(text, Layout::Line);
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms() -> Terms {
        let zone = Zone::named("Europe/Berlin").unwrap();
        Terms { currency: Currency::EUR, region: Region::named("DE").unwrap(), zone }
    }

    #[test]
    fn a_time_without_an_offset_is_the_house_s_own() {
        let read = |text: &str| terms().moment("at", &Text(text.into())).unwrap().unwrap().rfc3339();
        assert_eq!(read("2026-07-01 10:00"), "2026-07-01T08:00:00Z");
        assert_eq!(read("2026-07-01T10:00:05"), "2026-07-01T08:00:05Z");
        assert_eq!(read("2026-07-01 10:00:00 UTC"), "2026-07-01T10:00:00Z");
        assert_eq!(read("2026-07-01"), "2026-06-30T22:00:00Z");
        assert!(terms().moment("at", &Text("soon".into())).is_err());
    }

    #[test]
    fn a_field_of_another_system_never_takes_the_name_of_one_of_ours() {
        let fields = serde_json::json!({"tags\u{0}": "x", "Größe\u{0}": 1, "source": 2, "nothing": null});
        let Value::Object(fields) = fields else { panic!("{fields}") };
        assert_eq!(custom(fields).keys().collect::<Vec<_>>(), ["tags_", "Größe", "source"]);
    }

    #[test]
    fn a_reason_repeats_no_more_than_a_line() {
        assert_eq!(short("a\nb"), "a b");
        assert_eq!(short(&"x".repeat(100)).chars().count(), 61);
    }

    #[test]
    fn the_same_number_twice_is_one() {
        let texts = ["030 1234567", "+49 30 1234567", " "].map(|text| Text(text.into()));
        assert_eq!(terms().phones(&texts).unwrap().len(), 1);
    }
}
