//! Finds the number in what somebody wrote as one, and refuses what no one would call a number. It knows no country.

use crate::domain::text::{self, Layout};

/// The most characters a written number has; longer texts are not even looked at.
const LONGEST: usize = 80;

/// What stands between a number and its extension, folded.
const EXTENSION_WORDS: [&str; 13] =
    ["x", "ext", "extn", "extension", "int", "interno", "anexo", "ramal", "poste", "toestel", "durchwahl", "dw", "доб"];

/// The number itself, folded, without label, extension and parameters; `None` when the text has other words in it or is
/// marked as a reference (`#1234567`).
pub(super) fn number(text: &str) -> Option<String> {
    if text.chars().nth(LONGEST).is_some() {
        return None;
    }
    let text = text::fold(&text::clean(text, Layout::Line));
    let start = text.find(|c: char| c.is_numeric() || c == '+' || c == '(')?;
    let (label, text) = text.split_at_checked(start)?;
    if !is_label(label) {
        return None;
    }
    let (text, parameters) = text.split_once(';').unwrap_or((text, ""));
    let end = text.find(is_letter).unwrap_or(text.len());
    let (number, rest) = text.split_at_checked(end)?;
    is_extension(rest).then(|| format!("{}{number}", context(parameters)))
}

/// `Tel.`, `mobile:` and the like, the scheme of a URI, or a sign.
fn is_label(label: &str) -> bool {
    let label = label.trim_end();
    !label.contains('#') && (label.ends_with([':', '.']) || !label.contains(is_letter))
}

/// A blank, or a word for it with digits behind it.
fn is_extension(text: &str) -> bool {
    let end = text.find(|c| !is_letter(c)).unwrap_or(text.len());
    let Some((word, digits)) = text.split_at_checked(end) else { return false };
    let digits = digits.trim_matches([' ', '.', ':', '=', '#', '-', ')']);
    text.is_empty() || EXTENSION_WORDS.contains(&word) && !digits.is_empty() && digits.chars().all(char::is_numeric)
}

/// What a `tel:` URI says to put before a number that is not a global one (RFC 3966, 5.1.5).
fn context(parameters: &str) -> &str {
    let named = |parameter: &str| parameter.trim().strip_prefix("phone-context=").is_some_and(|it| it.starts_with('+'));
    let parameter = parameters.split(';').find(|parameter| named(parameter)).unwrap_or_default();
    parameter.trim().trim_start_matches("phone-context=")
}

/// Also the Japanese long mark is a letter, but between digits it is a dash.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() && c != 'ー'
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_label_an_extension_and_parameters_are_taken_off() {
        for text in [
            "030 23125417",
            "Tel.: 030 23125417",
            "ＴＥＬ：０３０ ２３１２５４１７",
            "mobile:030 23125417",
            "☎ 030 23125417",
            "\u{202a}030 23125417\u{202c}",
            "030 23125417 ext. 12",
            "030 23125417x12",
            "030 23125417 (доб. 12)",
            "tel:030 23125417;ext=12",
            "tel:030 23125417;isub=1;phone-context=example.com",
        ] {
            let found = number(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(found.trim_end_matches([' ', '(']), "030 23125417", "{text}");
        }
        assert_eq!(number("tel:23125417;phone-context=+49-30").unwrap(), "+49-3023125417");
    }

    #[test]
    fn other_words_make_it_no_number() {
        for text in [
            "",
            "Mei Davis",
            "#W1234567",
            "W1234567",
            "#1234567",
            "12 Main Street",
            "10115 Berlin",
            "mei.davis1234567@example.com",
            "1-800-FLOWERS",
            "030 23125417 extra",
            "030 23125417 x",
            "030 23125417 x12a",
            &"1".repeat(81),
        ] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
