//! The languages that customers speak, by their tags: as an agent reads them, and as they are compared.

/// Languages by their ISO 639 code.
const NAMES: &[(&str, &str)] = &[
    ("ar", "Arabic"),
    ("bg", "Bulgarian"),
    ("ca", "Catalan"),
    ("cs", "Czech"),
    ("da", "Danish"),
    ("de", "German"),
    ("el", "Greek"),
    ("en", "English"),
    ("es", "Spanish"),
    ("et", "Estonian"),
    ("fa", "Persian"),
    ("fi", "Finnish"),
    ("fr", "French"),
    ("ga", "Irish"),
    ("he", "Hebrew"),
    ("hi", "Hindi"),
    ("hr", "Croatian"),
    ("hu", "Hungarian"),
    ("id", "Indonesian"),
    ("is", "Icelandic"),
    ("it", "Italian"),
    ("ja", "Japanese"),
    ("ko", "Korean"),
    ("lt", "Lithuanian"),
    ("lv", "Latvian"),
    ("nb", "Norwegian"),
    ("nl", "Dutch"),
    ("no", "Norwegian"),
    ("pl", "Polish"),
    ("pt", "Portuguese"),
    ("ro", "Romanian"),
    ("ru", "Russian"),
    ("sk", "Slovak"),
    ("sl", "Slovenian"),
    ("sq", "Albanian"),
    ("sr", "Serbian"),
    ("sv", "Swedish"),
    ("th", "Thai"),
    ("tr", "Turkish"),
    ("uk", "Ukrainian"),
    ("vi", "Vietnamese"),
    ("zh", "Chinese"),
];

/// The name of the language that a BCP 47 tag begins with; the tag itself where it is not among those known here.
#[must_use]
pub fn name(tag: &str) -> &str {
    let code = code(tag);
    NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(code)).map_or(tag, |(_, name)| name)
}

/// How well a text in the language of one tag serves who speaks that of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// It is another language, or none is named.
    None,
    /// It is the language, as it is spoken elsewhere: `de` for `de-AT`.
    Kin,
    /// It is just the same.
    Same,
}

/// How well the one tag serves the other.
#[must_use]
pub fn serves(one: &str, other: &str) -> Fit {
    let parts = |tag: &str| tag.to_ascii_lowercase().replace('_', "-");
    match code(one).eq_ignore_ascii_case(code(other)) && !one.is_empty() {
        true if parts(one) == parts(other) => Fit::Same,
        true => Fit::Kin,
        false => Fit::None,
    }
}

/// The language of a tag, without where and how it is spoken: `pt` of `pt-BR` (BCP 47).
#[must_use]
pub fn code(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_read_by_its_language_alone() {
        assert_eq!(name("de-AT"), "German");
        assert_eq!(name("EN_us"), "English");
        assert_eq!(name("tlh"), "tlh");
        assert_eq!(name(""), "");
    }

    #[test]
    fn the_same_tag_serves_best_and_the_same_language_well() {
        assert_eq!(
            [serves("de-AT", "de_at"), serves("de", "de-AT"), serves("pt-BR", "pt-PT")],
            [Fit::Same, Fit::Kin, Fit::Kin]
        );
        assert_eq!([serves("de", "en"), serves("", ""), serves("", "de")], [Fit::None; 3]);
    }
}
