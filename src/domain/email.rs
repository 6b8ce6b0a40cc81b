//! A mail address: judged once where it enters, kept as it was written, compared without regard to case. Whether anybody
//! reads the mail that is sent there is not asked.

use std::fmt;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use unicode_normalization::char::is_combining_mark;

use crate::domain::text::{self, Layout};

/// A mail address that a mail can be sent to, as far as its form tells.
#[derive(Clone)]
pub struct EmailAddress {
    written: Box<str>,
    folded: Box<str>,
}

impl EmailAddress {
    /// Reads an address that stands alone, as `Name <address>` or as a `mailto:` URI; `None` when it is none.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text::clean(text, Layout::Line);
        let address = match text.rsplit_once('<') {
            Some((_, rest)) => rest.split_once('>').filter(|(_, rest)| rest.trim().is_empty())?.0,
            None => &text,
        };
        let address = match address.split_once(':') {
            Some((scheme, rest)) if scheme.trim().eq_ignore_ascii_case("mailto") => before_query(rest),
            Some(_) | None => address,
        };
        let address = address.trim().trim_end_matches('.');
        let (local, domain) = address.split_once('@')?;
        // 254 octets fit into a mail's envelope (RFC 5321, 4.5.3.1.3).
        (address.len() <= 254 && is_local_part(local) && is_domain(domain))
            .then(|| Self { written: address.into(), folded: address.chars().flat_map(char::to_lowercase).collect() })
    }

    /// The address as it was written.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The form by which addresses are compared. Accents count: with and without them are two people's addresses.
    #[must_use]
    pub fn folded(&self) -> &str {
        &self.folded
    }
}

fn before_query(uri: &str) -> &str {
    uri.split_once('?').map_or(uri, |(address, _)| address)
}

/// Letters, digits and the signs of an atom (RFC 5322, 3.2.3; RFC 6531, 3.3 for other scripts). Dots may stand anywhere,
/// because Japanese carriers have given out such addresses.
fn is_local_part(local: &str) -> bool {
    let is_allowed = |c: char| match c {
        '!' | '#'..='\'' | '*' | '+' | '-' | '.' | '/' | '=' | '?' | '^'..='`' | '{'..='~' => true,
        c if c.is_ascii() => c.is_ascii_alphanumeric(),
        c => !c.is_whitespace() && !c.is_control(),
    };
    local.len() <= 64 && local.chars().all(is_allowed) && local.contains(|c| c != '.')
}

/// Two or more labels (RFC 1035, 2.3.1; RFC 5891 for other scripts), the last of them no number.
fn is_domain(domain: &str) -> bool {
    let is_allowed = |c: char| c == '-' || c.is_alphanumeric() || is_combining_mark(c);
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(is_allowed)
    };
    let top = domain.rsplit_once('.').map_or("", |(_, top)| top);
    domain.split('.').all(is_label) && top.contains(|c: char| !c.is_ascii_digit())
}

impl PartialEq for EmailAddress {
    fn eq(&self, other: &Self) -> bool {
        self.folded == other.folded
    }
}

impl Eq for EmailAddress {}

impl Hash for EmailAddress {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.folded.hash(state);
    }
}

/// Of the local part only its first letter is shown, because this is what reaches a log.
impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (local, domain) = self.written.split_once('@').unwrap_or_default();
        let first: String = local.chars().take(1).collect();
        write!(f, "EmailAddress({first}***@{domain})")
    }
}

impl Serialize for EmailAddress {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.written)
    }
}

impl<'de> Deserialize<'de> for EmailAddress {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::read(&text).ok_or_else(|| de::Error::custom("a mail address must look like name@example.com"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Option<String> {
        EmailAddress::read(text).map(|address| address.written().to_owned())
    }

    #[test]
    fn an_address_is_found_in_what_people_paste() {
        for text in [
            "Mei.Davis@example.com",
            "  Mei.Davis@example.com\n",
            "Mei Davis <Mei.Davis@example.com>",
            "\"Davis, Mei <3\" < Mei.Davis@example.com >",
            "<mailto:Mei.Davis@example.com>",
            "MAILTO:Mei.Davis@example.com?subject=Hello@you",
            "\u{202a}Mei.Davis@example.com\u{202c}",
            "Mei.Davis@example.com.",
        ] {
            assert_eq!(read(text).as_deref(), Some("Mei.Davis@example.com"), "{text}");
        }
    }

    #[test]
    fn every_script_may_have_one() {
        for text in [
            "zoë@straße.example",
            "用户@例子.公司",
            "नमस्ते@उदाहरण.भारत",
            "o'brien+shop@mail.example.co.uk",
            "a..b.@docomo.example",
        ] {
            assert_eq!(read(text).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "@",
            "a@",
            "@b.example",
            "a@b",
            "a@@b.example",
            "a@b@c.example",
            "a b@c.example",
            "a@b c.example",
            "a@-b.example",
            "a@b..example",
            "a@.example",
            "a@127.0.0.1",
            "...@b.example",
            "a,b@c.example",
            "a:b@c.example",
            "Mei <a@b.example",
            "Mei <a@b.example> Davis",
            "+49 30 23125417",
            "\"a\"@b.example",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn case_is_kept_but_does_not_count() {
        let (one, other) =
            (EmailAddress::read("Mei@Example.COM").unwrap(), EmailAddress::read("mei@example.com").unwrap());
        assert_eq!(one, other);
        assert_eq!((one.written(), one.folded()), ("Mei@Example.COM", "mei@example.com"));
        assert_ne!(EmailAddress::read("zoë@b.example"), EmailAddress::read("zoe@b.example"));
    }

    #[test]
    fn a_log_sees_the_first_letter_only() {
        let address = EmailAddress::read("Mei.Davis@example.com").unwrap();
        assert_eq!(format!("{address:?}"), "EmailAddress(M***@example.com)");
    }

    #[test]
    fn files_hold_it_as_it_was_written() {
        let address: EmailAddress = serde_json::from_str("\"Mei@example.com\"").unwrap();
        assert_eq!(serde_json::to_string(&address).unwrap(), "\"Mei@example.com\"");
        assert!(serde_json::from_str::<EmailAddress>("\"Mei\"").is_err());
    }

    proptest! {
        #[test]
        fn an_address_that_was_read_reads_as_itself(text in "(.{0,9}<|mailto:)?.{0,9}[a-zÀ-ž.]{1,9}@[a-zA-Z0-9é.-]{1,20}.{0,3}") {
            if let Some(address) = EmailAddress::read(&text) {
                prop_assert_eq!(read(address.written()), Some(address.written().to_owned()));
                prop_assert_eq!(EmailAddress::read(address.folded()).map(|it| it.folded().to_owned()), Some(address.folded().to_owned()));
            }
        }
    }
}
