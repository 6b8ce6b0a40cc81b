//! Answers as Markdown with their front matter, in whatever text.

use frontline::domain::portable::Portable;
use frontline::exchange::{Format, answer};

use super::{may_be_shown, records};

/// A text is an answer that can be shown, or the reason why it is none can.
pub fn holds(bytes: &[u8]) {
    records::hold(Format::Markdown, bytes);
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match answer("refund", text) {
        Err(error) => assert!(may_be_shown(&error.to_string()), "{:?}", error.to_string()),
        Ok(Portable::Answer(answer)) => {
            assert!(!answer.reference.is_empty());
            assert!(may_be_shown(&answer.title) && may_be_shown(&answer.body), "{answer:?}");
        }
        Ok(other) => panic!("{other:?} is no answer"),
    }
}
