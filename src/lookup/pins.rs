//! What a team lead pinned: for these words, that answer first. A pin is law, and knows nothing of likeness.

use serde::{Deserialize, Serialize};

use crate::domain::id::AnswerId;

use super::words;

/// Everything that is pinned, in the order in which it was pinned.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Pins {
    pins: Vec<Pin>,
}

#[derive(Serialize, Deserialize)]
struct Pin {
    /// The words, folded and in the order of the alphabet.
    words: Vec<String>,
    answer: AnswerId,
}

impl Pins {
    /// Pins an answer to these words.
    pub(super) fn pin(&mut self, query: &str, answer: AnswerId) {
        self.unpin(query, answer);
        let words = sorted(query);
        if !words.is_empty() {
            self.pins.push(Pin { words, answer });
        }
    }

    /// Takes the pin of an answer to these words out.
    pub(super) fn unpin(&mut self, query: &str, answer: AnswerId) {
        let words = sorted(query);
        self.pins.retain(|pin| pin.answer != answer || pin.words != words);
    }

    /// Takes every pin of an answer out.
    pub(super) fn forget(&mut self, answer: AnswerId) {
        self.pins.retain(|pin| pin.answer != answer);
    }

    /// The answers that are pinned to what was typed; its last word may still be unfinished.
    pub(super) fn of(&self, typed: &str) -> Vec<AnswerId> {
        if self.pins.is_empty() {
            return Vec::new();
        }
        let mut words = words::split(typed);
        let open = words::is_open(typed).then(|| words.pop()).flatten();
        words.sort_unstable();
        words.dedup();
        let pinned = self.pins.iter().filter(|pin| match &open {
            Some(begun) => pin.words.iter().any(|word| {
                word.starts_with(begun.as_str())
                    && (pin.words.iter().filter(|other| *other != word).eq(words.iter()) || pin.words == words)
            }),
            None => pin.words == words,
        });
        pinned.map(|pin| pin.answer).collect()
    }
}

/// The words of a query, folded, each once, in the order of the alphabet.
fn sorted(query: &str) -> Vec<String> {
    let mut words = words::split(query);
    words.sort_unstable();
    words.dedup();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_holds_for_its_words_in_any_order_and_while_the_last_is_typed() {
        let mut pins = Pins::default();
        pins.pin("refund late", AnswerId(1));
        pins.pin("late refund", AnswerId(2));
        for typed in ["refund late", "LATE refund ", "late ref", "refund refund late "] {
            assert_eq!(pins.of(typed), [AnswerId(1), AnswerId(2)], "{typed}");
        }
        for typed in ["refund", "late ", "refund late now ", "ref late ", ""] {
            assert_eq!(pins.of(typed), [], "{typed}");
        }
        pins.unpin("Late, refund", AnswerId(1));
        assert_eq!(pins.of("refund late"), [AnswerId(2)]);
        pins.forget(AnswerId(2));
        assert_eq!(pins.of("refund late"), []);
    }

    #[test]
    fn without_words_nothing_is_pinned() {
        let mut pins = Pins::default();
        pins.pin(" ?", AnswerId(1));
        assert_eq!(pins.of("?"), []);
    }
}
