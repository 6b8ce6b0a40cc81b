//! What counts how much in the ranking: one table, whose values are fitted by `frontline dev fit` on what people really
//! asked, and never set by hand.

use crate::domain::timestamp::Timestamp;

macro_rules! weights {
    ($($(#[$doc:meta])* $name:ident: $value:literal;)*) => {
        /// The weights of the ranking.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct Weights {
            $($(#[$doc])* pub $name: f32,)*
        }

        impl Default for Weights {
            fn default() -> Self {
                Self { $($name: $value,)* }
            }
        }

        impl Weights {
            /// The names of all weights, in the order in which they stand in the table.
            pub const NAMES: &[&str] = &[$(stringify!($name),)*];

            /// The weight of that name; 0 where there is none.
            #[must_use]
            pub fn of(&self, name: &str) -> f32 {
                match name {
                    $(stringify!($name) => self.$name,)*
                    _ => 0.0,
                }
            }

            /// The same weights with another value for one of them.
            #[must_use]
            pub fn with(mut self, name: &str, value: f32) -> Self {
                match name {
                    $(stringify!($name) => self.$name = value,)*
                    _ => {}
                }
                self
            }
        }
    };
}

weights! {
    /// What a word counts in the title, beside one in a phrase.
    title: 2.0;
    /// What a word counts in a phrase.
    phrase: 1.0;
    /// What a tag counts.
    tag: 2.0;
    /// What a word counts in the body.
    body: 0.75;
    /// What a word counts in a text that was learned.
    learned: 0.75;
    /// How late repetition stops counting (`k1` of BM25).
    saturation: 1.2;
    /// How much long answers are held back (`b` of BM25), 0 to 1.
    length: 0.75;
    /// What all words of an answer count beside its single texts.
    whole: 1.5;
    /// What a further stem of one typed word counts in a whole answer, beside its weightiest: an answer that holds several
    /// words for the same holds what was typed once, a little more surely.
    again: 0.3;
    /// How surely a word is meant that looks like the known one that was typed.
    related: 0.3;
    /// How surely a word is meant that says the same as the typed one.
    synonym: 0.4;
    /// The same where no answer holds the typed one.
    instead: 0.7;
    /// The likeness (cosine of the 3-grams) below which a word has nothing to do with the known one that was typed.
    unlike: 0.3;
    /// The same for a typed word that nobody knows, which must be taken for one of the library's: more is asked there.
    strange: 0.4;
    /// What one agent's picks can add to an answer at most, in the measure of pooled likenesses.
    agent: 0.4;
    /// After how many days a pick counts half.
    half_life: 180.0;
    /// By how much louder a pick speaks for each of queue, guide and tier that is the same as now.
    same: 0.2;
    /// What fitting the queue adds.
    queue: 0.15;
    /// What a tag that names the open guide adds.
    guide: 0.15;
    /// What being in the customer's language adds.
    language: 0.1;
    /// What naming a product that the customer has ordered adds.
    product: 0.1;
    /// What having a form for the way in which it will reach the customer adds.
    medium: 0.05;
    /// What a title adds that holds all that was typed, letter by letter.
    spelt: 0.1;
    /// What having been taken adds, times the logarithm of how often.
    uses: 0.005;
    /// What the first answer comes to at least, without what fits the contact, where it is likely meant.
    sure: 0.87;
}

impl Weights {
    /// What is left at `now` of what counted 1 at `at`; everything where either is not known.
    pub(super) fn fade(&self, at: Timestamp, now: Timestamp) -> f32 {
        if at <= Timestamp::default() || now <= at {
            return 1.0;
        }
        let days = u16::try_from(now.seconds_since(at) / 86_400).map_or(f32::MAX, f32::from);
        (-days / self.half_life.max(1.0)).exp2()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pick_counts_half_after_its_half_life_and_what_has_no_time_does_not_fade() {
        let weights = Weights::default().with("half_life", 10.0);
        let at = Timestamp::parse("2026-11-01T00:00:00Z").unwrap();
        assert!((weights.fade(at, at.plus_seconds(10 * 86_400)) - 0.5).abs() < 1e-6);
        for (at, now) in [(at, at), (at.plus_seconds(60), at), (at, Timestamp::default()), (Timestamp::default(), at)] {
            assert!((weights.fade(at, now) - 1.0).abs() < 1e-6);
        }
        assert!(weights.fade(Timestamp::from_micros(1), Timestamp::from_micros(i64::MAX)) < 1e-6);
    }

    #[test]
    fn every_weight_is_read_and_set_by_its_name() {
        for name in Weights::NAMES {
            let weights = Weights::default().with(name, 0.125);
            assert!((weights.of(name) - 0.125).abs() < 1e-6, "{name}");
            let others = Weights::NAMES.iter().filter(|other| *other != name);
            assert!(others.copied().all(|other| (weights.of(other) - Weights::default().of(other)).abs() < 1e-6));
        }
        assert!((Weights::default().of("no such weight")).abs() < 1e-6);
    }
}
