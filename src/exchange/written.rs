//! Records as files write them: every value as loose as people write it, nothing judged yet. Each kind has one such form,
//! shared by all formats; `admit` makes the record of it, `of` goes back.

use std::fmt;

use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use super::terms;

pub(crate) mod account;
pub(crate) mod answer;
pub(crate) mod case;
pub(crate) mod contact;
pub(crate) mod customer;
pub(crate) mod order;
pub(crate) mod outage;
pub(crate) mod pick;
pub(crate) mod product;
pub(crate) mod promise;

/// A value that is taken as text, whether it was written as text, number or truth. `null` is the empty text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Text(pub(crate) String);

impl Text {
    /// The text.
    #[must_use]
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing was written.
    #[must_use]
    pub(crate) fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyText)
    }
}

struct AnyText;

impl<'de> Visitor<'de> for AnyText {
    type Value = Text;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
        Ok(Text::from(text))
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<Text, E> {
        Ok(Text(text))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Text, E> {
        Ok(Text(number.to_string()))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Text, E> {
        Ok(Text(number.to_string()))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Text, E> {
        Ok(Text(number.to_string()))
    }

    fn visit_bool<E: de::Error>(self, truth: bool) -> Result<Text, E> {
        Ok(Text(truth.to_string()))
    }

    fn visit_unit<E: de::Error>(self) -> Result<Text, E> {
        Ok(Text::default())
    }

    fn visit_none<E: de::Error>(self) -> Result<Text, E> {
        Ok(Text::default())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Text, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// A whole number, where one was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(crate) struct Whole(pub(crate) Option<i64>);

impl Whole {
    /// Reads what was written; nothing is no number.
    ///
    /// # Errors
    /// When it is something else.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Self(None));
        }
        let digits = text.strip_suffix(".0").unwrap_or(text);
        digits
            .parse()
            .map(|number| Self(Some(number)))
            .map_err(|_| format!("`{}` is no whole number", terms::short(text)))
    }

    pub(super) const fn is_none(&self) -> bool {
        self.0.is_none()
    }
}

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(Text::deserialize(deserializer)?.as_str()).map_err(de::Error::custom)
    }
}

/// Yes or no, where it was said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Flag(pub(crate) Option<bool>);

impl Flag {
    /// Reads what was written; nothing is neither.
    ///
    /// # Errors
    /// When it is something else.
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        match text.trim().to_ascii_lowercase().as_str() {
            "" => Ok(Self(None)),
            "true" | "yes" | "1" => Ok(Self(Some(true))),
            "false" | "no" | "0" => Ok(Self(Some(false))),
            other => Err(format!("`{}` is neither true nor false", terms::short(other))),
        }
    }

    /// Whether nothing, or no, was said.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it in this form")]
    pub(super) fn is_not_true(&self) -> bool {
        self.0 != Some(true)
    }
}

impl Serialize for Flag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Flag {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(Text::deserialize(deserializer)?.as_str()).map_err(de::Error::custom)
    }
}

/// What `null` stands for is what a missing key stands for.
fn nullable<'de, T: Default + Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

fn texts(lines: &[String]) -> Vec<Text> {
    lines.iter().map(|line| Text(line.clone())).collect()
}

/// One choice of a list by its word.
fn choice<T: Copy>(field: &str, text: &Text, choices: &[(&str, T)]) -> Result<T, String> {
    let word = text.as_str().trim().to_ascii_lowercase();
    choices.iter().find(|(name, _)| *name == word).map(|(_, choice)| *choice).ok_or_else(|| {
        let names: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
        if word.is_empty() {
            format!("{field} is missing; it is one of {}", names.join(", "))
        } else {
            format!("{field}: `{}` is none of {}", terms::short(&word), names.join(", "))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_taken_however_it_was_written() {
        let read = |json: &str| serde_json::from_str::<Text>(json).unwrap().0;
        assert_eq!(
            [read("\"a\""), read("47.84"), read("7"), read("null"), read("true")],
            ["a", "47.84", "7", "", "true"]
        );
        assert!(serde_json::from_str::<Text>("[]").is_err());
    }

    #[test]
    fn numbers_and_truths_may_be_missing() {
        assert_eq!(serde_json::from_str::<Whole>("\"12\"").unwrap(), Whole(Some(12)));
        assert_eq!(serde_json::from_str::<Whole>("null").unwrap(), Whole(None));
        assert_eq!(serde_json::from_str::<Whole>("2.0").unwrap(), Whole(Some(2)));
        assert!(serde_json::from_str::<Whole>("2.5").is_err());
        assert_eq!(serde_json::from_str::<Flag>("\"Yes\"").unwrap(), Flag(Some(true)));
        assert!(serde_json::from_str::<Flag>("\"perhaps\"").is_err());
    }
}
