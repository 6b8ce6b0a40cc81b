//! A key with what is held down beside it: read from the configuration, written for the footer.

use std::fmt;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key with its modifiers, as terminals report them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chord {
    code: KeyCode,
    modifiers: KeyModifiers,
}

const NAMED: [(&str, KeyCode); 14] = [
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("S-Tab", KeyCode::BackTab),
    ("Space", KeyCode::Char(' ')),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("Backspace", KeyCode::Backspace),
];

impl Chord {
    /// The key that an event reports. A letter carries its own shift.
    #[must_use]
    pub fn of(event: KeyEvent) -> Self {
        let kept = KeyModifiers::CONTROL | KeyModifiers::ALT;
        let kept =
            if matches!(event.code, KeyCode::Char(_) | KeyCode::BackTab) { kept } else { kept | KeyModifiers::SHIFT };
        Self { code: event.code, modifiers: event.modifiers & kept }
    }

    /// The event that reports this key.
    #[must_use]
    pub const fn event(self) -> KeyEvent {
        KeyEvent::new(self.code, self.modifiers)
    }

    /// Reads `F2`, `^S` (or `Ctrl+S`), `Enter`, `Space`, `?` or `n`.
    ///
    /// # Errors
    /// In words, when the text is no key, or one that most terminals never deliver.
    pub fn read(text: &str) -> Result<Self, String> {
        let control = text.strip_prefix('^').filter(|rest| !rest.is_empty());
        let control = control.or_else(|| text.strip_prefix("Ctrl+"));
        let plain = |code| Self { code, modifiers: KeyModifiers::NONE };
        if let Some(rest) = control {
            let arrows = [KeyCode::Up, KeyCode::Down, KeyCode::Left, KeyCode::Right];
            let arrow = NAMED.iter().find(|(name, code)| name.eq_ignore_ascii_case(rest) && arrows.contains(code));
            if let Some((_, code)) = arrow {
                return Ok(Self { code: *code, modifiers: KeyModifiers::CONTROL });
            }
            let mut letters = rest.chars();
            return match (letters.next(), letters.next()) {
                (Some(letter), None) if letter.is_ascii() => {
                    Ok(Self { code: KeyCode::Char(letter.to_ascii_lowercase()), modifiers: KeyModifiers::CONTROL })
                }
                _ => Err(format!("`{text}` does not reach most terminals; use ^ with one letter, as in ^S")),
            };
        }
        if let Some((_, code)) = NAMED.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)) {
            return Ok(plain(*code));
        }
        if let Some(number) = text.strip_prefix(['F', 'f']).and_then(|number| number.parse().ok())
            && (1..=12).contains(&number)
        {
            return Ok(plain(KeyCode::F(number)));
        }
        let mut letters = text.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) => Ok(plain(KeyCode::Char(letter))),
            _ => Err(format!(
                "`{text}` is no key; write a letter, F1 to F12, ^S, Enter, Esc, Tab, Space, PgUp or an arrow's name"
            )),
        }
    }
}

impl fmt::Display for Chord {
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other key has a name of its own")]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((name, _)) = NAMED.iter().find(|(_, code)| *code == self.code) {
            let held = if self.modifiers.contains(KeyModifiers::CONTROL) { "^" } else { "" };
            return write!(f, "{held}{name}");
        }
        match self.code {
            KeyCode::Char(letter) if self.modifiers.contains(KeyModifiers::CONTROL) => {
                write!(f, "^{}", letter.to_ascii_uppercase())
            }
            KeyCode::Char(letter) => write!(f, "{letter}"),
            KeyCode::F(number) => write!(f, "F{number}"),
            other => write!(f, "{other}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_reads_back_what_it_writes() {
        for text in ["F2", "^S", "Enter", "S-Tab", "Space", "?", "n", "N", "PgDn", "^_", "^Down"] {
            assert_eq!(Chord::read(text).unwrap().to_string(), text);
        }
        assert_eq!(Chord::read("Ctrl+K"), Chord::read("^K"));
    }

    #[test]
    fn what_is_no_key_is_refused_with_what_would_be_one() {
        assert!(Chord::read("Ctrl+Enter").unwrap_err().contains("does not reach most terminals"));
        assert!(Chord::read("Hyper").unwrap_err().contains("is no key"));
        assert!(Chord::read("F13").is_err());
    }
}
