//! A text as it was typed, key by key, and what may be left of it when the program is killed.

use std::time::{Duration, Instant};

/// What may be missing: the keys of the last second.
const MISSING: Duration = Duration::from_secs(1);

/// A key for a text.
#[derive(Clone, Copy, Debug)]
pub enum Key {
    Letter(char),
    NewLine,
    Backspace,
    Left,
    Right,
    Start,
    End,
}

impl Key {
    /// What a terminal sends for it.
    pub fn bytes(self) -> Vec<u8> {
        match self {
            Self::Letter(letter) => letter.to_string().into_bytes(),
            Self::NewLine => b"\r".to_vec(),
            Self::Backspace => b"\x7f".to_vec(),
            Self::Left => b"\x1b[D".to_vec(),
            Self::Right => b"\x1b[C".to_vec(),
            Self::Start => b"\x1b[1;5H".to_vec(),
            Self::End => b"\x1b[1;5F".to_vec(),
        }
    }
}

/// A text with its cursor at a moment. All its letters are ASCII.
#[derive(Clone, Debug, PartialEq)]
pub struct Text {
    pub text: String,
    pub cursor: usize,
}

/// Every form that a text has had.
#[derive(Clone, Debug)]
pub struct Written(Vec<(Instant, Text)>);

impl Written {
    pub fn begun(text: &str) -> Self {
        Self(vec![(Instant::now(), Text { text: text.to_owned(), cursor: text.len() })])
    }

    pub fn now(&self) -> &Text {
        &self.0.last().unwrap().1
    }

    /// As it was at first, or when it was last found after a kill.
    pub fn first(&self) -> &str {
        &self.0[0].1.text
    }

    /// The key was pressed.
    pub fn press(&mut self, key: Key) {
        let Text { mut text, mut cursor } = self.now().clone();
        match key {
            Key::Letter(letter) => {
                text.insert(cursor, letter);
                cursor += 1;
            }
            Key::NewLine => {
                text.insert(cursor, '\n');
                cursor += 1;
            }
            Key::Backspace if cursor > 0 => {
                cursor -= 1;
                text.remove(cursor);
            }
            Key::Backspace => {}
            Key::Left => cursor = cursor.saturating_sub(1),
            Key::Right => cursor = (cursor + 1).min(text.len()),
            Key::Start => cursor = 0,
            Key::End => cursor = text.len(),
        }
        self.0.push((Instant::now(), Text { text, cursor }));
    }

    /// Takes what was found after a kill for the text, if it may be that. A cursor is found only in the field that had it.
    pub fn found(&mut self, text: &str, cursor: Option<usize>, killed: Instant) -> Result<(), String> {
        let certain = killed.checked_sub(MISSING).unwrap();
        let oldest = self.0.iter().rposition(|(at, _)| *at <= certain).unwrap_or(0);
        let may_be = self.0.iter().skip(oldest).map(|(_, text)| text);
        // An empty text is none, so that its cursor is not kept.
        let is = |known: &Text| known.text == text && (text.is_empty() || cursor.is_none_or(|at| at == known.cursor));
        if may_be.clone().any(is) {
            let left = Text { text: text.to_owned(), cursor: cursor.unwrap_or(text.len()) };
            self.0 = vec![(Instant::now(), left)];
            return Ok(());
        }
        let (first, last) = (may_be.clone().next(), Some(self.now()));
        Err(format!("left is {text:?} at {cursor:?}, none of what stood between {first:?} and {last:?}"))
    }
}
