//! The last order of what was found: among the best, the letters of the titles themselves are compared with what was typed.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use super::{Hit, Index, at, real, words};

/// How many of the best are put into their last order: those that a small screen shows at once. Who stands there is decided.
const COMPARED: usize = 5;

impl Index {
    /// Puts the best into their last order: each is worth more, the more its title is spelt like what was typed.
    pub(super) fn compare(&self, hits: &mut [Hit], text: &str) {
        let matcher = SkimMatcherV2::default();
        let typed = words::split(text);
        let typed: Vec<(&str, f32)> = typed.iter().map(|word| (word.as_str(), score(&matcher, word, word))).collect();
        let best = hits.split_at_mut(COMPARED.min(hits.len())).0;
        for hit in &mut *best {
            let slot = self.places.get(&hit.id);
            if let Some(answer) = slot.and_then(|slot| self.answers.get(at(*slot))?.as_ref()) {
                hit.score += self.weights.spelt * alike(&matcher, answer.texts.title(), &typed);
            }
        }
        best.sort_by(|a, b| b.score.total_cmp(&a.score));
    }
}

/// How much of the typed words stands in the words of a title, 0 to 1: each in the one that it fits best.
fn alike(matcher: &SkimMatcherV2, title: &str, typed: &[(&str, f32)]) -> f32 {
    let best = |(word, whole): &(&str, f32)| {
        // A match that begins elsewhere is chance.
        let near = title.split(' ').filter(|own| own.chars().next() == word.chars().next());
        near.map(|own| score(matcher, own, word) / whole.max(1.0)).fold(0.0, f32::max)
    };
    typed.iter().map(best).sum::<f32>() / real(typed.len()).max(1.0)
}

#[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "a rounded score says the same")]
fn score(matcher: &SkimMatcherV2, text: &str, pattern: &str) -> f32 {
    matcher.fuzzy_match(text, pattern).unwrap_or(0) as f32
}

#[cfg(test)]
mod tests {
    use super::super::tests::*;
    use super::super::*;

    #[test]
    fn of_two_that_are_worth_the_same_the_one_whose_title_holds_the_letters_comes_first() {
        let mut index = Index::new();
        put(&mut index, AnswerId(1), "Renewal", &["about money"], "", "en");
        put(&mut index, AnswerId(2), "Refund", &["about money"], "", "en");
        assert_eq!(search(&index, "money "), [AnswerId(1), AnswerId(2)]);
        assert_eq!(search(&index, "money rfnd "), [AnswerId(2), AnswerId(1)]);
    }
}
