//! Answers for what stands in a note while it is written: each of its last sentences is searched by itself, and the later
//! it stands, the more it counts.

use std::collections::HashMap;

use super::{Index, Query, real};
use crate::domain::id::AnswerId;

/// How many sentences are searched, the last ones.
const SENTENCES: usize = 3;

/// What a sentence counts beside the one after it.
const EARLIER: f32 = 0.5;

/// How many places in the list of a sentence weigh as much as the first (reciprocal rank fusion; Cormack, Clarke and
/// Büttcher, 2009, take 60 for lists of a thousand).
const RANK: f32 = 4.0;

/// What part of the best one's worth an answer must have to be proposed beside it.
const NEAR: f32 = 0.5;

/// How many answers of a sentence are looked at.
const LOOKED_AT: usize = 10;

/// What a sentence comes to at least, beside what is typed to find something: a note tells more than it asks.
const ASKING: f32 = 0.6;

impl Index {
    /// The answers that fit what stands in a note, the best first; none where nothing in it asks for one. Everything but
    /// the text is taken from `query`.
    #[must_use]
    pub fn propose(&self, note: &str, query: &Query<'_>) -> Vec<AnswerId> {
        let mut worth: HashMap<AnswerId, f32> = HashMap::new();
        let mut weight = 1.0;
        for sentence in sentences(note).into_iter().rev().take(SENTENCES) {
            // A sentence in a note is written to its end, and so is its last word.
            let text = format!("{sentence} ");
            let found = self.search(&Query { text: &text, limit: LOOKED_AT, ..*query });
            if found.certainty >= ASKING * self.weights.sure {
                let near = found.hits.first().map_or(0.0, |best| best.score * NEAR);
                for (rank, hit) in found.hits.iter().enumerate().filter(|(_, hit)| hit.score >= near) {
                    *worth.entry(hit.id).or_default() += weight / (RANK + real(rank));
                }
            }
            weight *= EARLIER;
        }
        let mut found: Vec<(AnswerId, f32)> = worth.into_iter().collect();
        found.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.truncate(query.limit.min(LOOKED_AT));
        found.into_iter().map(|(id, _)| id).collect()
    }
}

/// The sentences of a note.
fn sentences(note: &str) -> Vec<&str> {
    let ends = ['.', '!', '?', ';', '\n', '。', '！', '？'];
    note.split(ends).map(str::trim).filter(|sentence| sentence.chars().any(char::is_alphanumeric)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::*;
    use super::super::*;

    fn proposed(note: &str) -> Vec<AnswerId> {
        library().propose(note, &query(""))
    }

    #[test]
    fn the_last_sentence_weighs_most_and_the_ones_before_it_count_too() {
        let found = proposed("When do I get my money back? Stop my order");
        assert_eq!(found.first(), Some(&CANCEL));
        assert!(found.contains(&REFUND));
        assert_eq!(proposed("Stop my order. When do I get my money back?").first(), Some(&REFUND));
    }

    #[test]
    fn a_note_that_asks_for_nothing_proposes_nothing() {
        for note in ["", " . ", "xylophone", "?!\n\n"] {
            assert_eq!(proposed(note), [], "{note:?}");
        }
        assert_eq!(Index::new().propose("money back", &query("")), []);
    }
}
