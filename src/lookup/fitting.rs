//! What fits the open contact: its queue, its guide, the customer's language and products, the way the answer goes. It lifts
//! an answer; it neither finds nor hides one.

use crate::domain::text;

use super::names::Name;
use super::postings::Slot;
use super::search::CANDIDATES;
use super::{Answer, Index, Medium, Query, words};

/// How many of the customer's products are looked for.
const PRODUCTS: usize = 16;

/// One in how many answers may name a product; what more of them hold is no name.
const COMMON: usize = 16;

/// What fits, in the numbers of the index.
pub(super) struct Fitting {
    queue: Option<Name>,
    guide: Option<Name>,
    language: Option<Name>,
    medium: Medium,
    /// The answers that name what the customer has ordered, in the order of slots.
    products: Vec<Slot>,
}

impl Index {
    /// What fits the contact in which something is searched.
    pub(super) fn fitting(&self, query: &Query<'_>) -> Fitting {
        let Query { queue, context, .. } = query;
        Fitting {
            queue: queue.and_then(|queue| self.names.find(queue)),
            guide: self.names.find(&text::fold(context.guide)),
            language: self.names.find(&words::tongue(context.language)),
            medium: context.channel,
            products: self.naming(context.products),
        }
    }

    /// The answers that hold the rarest word of one of these names, where few enough do.
    fn naming(&self, products: &[String]) -> Vec<Slot> {
        let mut naming = Vec::new();
        for product in products.iter().take(PRODUCTS) {
            let stems = words::split(product).into_iter().flat_map(|word| self.words.stems(&word));
            let held = stems.map(|stem| (self.postings.held(stem), stem)).filter(|(held, _)| *held > 0);
            match held.min() {
                Some((held, stem)) if COMMON * held <= self.len().max(COMMON) => {
                    naming.extend(self.postings.of(stem).map(|(slot, _)| slot).take(CANDIDATES));
                }
                Some(_) | None => {}
            }
        }
        naming.sort_unstable();
        naming
    }

    /// What fitting the contact adds to an answer.
    pub(super) fn lift(&self, slot: Slot, answer: &Answer, fitting: &Fitting) -> f32 {
        let lifts = [
            (fitting.queue == Some(answer.queue), self.weights.queue),
            (fitting.guide.is_some_and(|guide| answer.tags.contains(&guide)), self.weights.guide),
            (fitting.language == Some(answer.tongue), self.weights.language),
            (fitting.products.binary_search(&slot).is_ok(), self.weights.product),
            (fitting.medium == Medium::Spoken && answer.spoken, self.weights.medium),
        ];
        lifts.into_iter().filter(|(fits, _)| *fits).map(|(_, lift)| lift).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::*;
    use super::super::*;

    /// Three answers of one title, of which each but the first fits something.
    fn alike() -> Index {
        let mut index = Index::new();
        let own = |id| Entry {
            id: AnswerId(id),
            title: "Opening hours",
            body: "",
            spoken: "",
            tags: &[],
            phrases: &[],
            pinned: &[],
            queue: "",
            language: "",
            uses: 0,
        };
        let (tags, phrases) = (["Moving House".to_owned()], ["hours of the Alpina shop".to_owned()]);
        for number in 100..130 {
            index.put(&Entry { title: "Something else", ..own(number) });
        }
        index.put(&own(1));
        index.put(&Entry { queue: "billing", ..own(2) });
        index.put(&Entry { tags: &tags, ..own(3) });
        index.put(&Entry { language: "en-GB", ..own(4) });
        index.put(&Entry { phrases: &phrases, ..own(5) });
        index.put(&Entry { spoken: "We open at nine.", ..own(6) });
        index
    }

    fn scores(index: &Index, query: &Query<'_>) -> Vec<(i64, f32)> {
        let mut scores: Vec<_> = index.search(query).hits.iter().map(|hit| (hit.id.0, hit.score)).collect();
        scores.sort_unstable_by_key(|score| score.0);
        scores
    }

    #[test]
    fn what_fits_the_contact_is_lifted_and_nothing_hidden() {
        let index = alike();
        let ask = query("opening hours ");
        let plain = scores(&index, &ask);
        assert_eq!(plain.len(), 6);
        let products = ["Alpina tent".to_owned()];
        for (queue, context, answer) in [
            (Some("billing"), Context::default(), 2),
            (None, Context { guide: "moving house", ..Context::default() }, 3),
            (None, Context { language: "en-US", ..Context::default() }, 4),
            (None, Context { products: &products, ..Context::default() }, 5),
            (None, Context { channel: Medium::Spoken, ..Context::default() }, 6),
        ] {
            let fitting = scores(&index, &Query { queue, context, ..ask });
            let lifted = plain.iter().zip(&fitting).filter(|(before, after)| after.1 > before.1 + 0.01);
            assert_eq!(lifted.map(|(before, _)| before.0).collect::<Vec<_>>(), [answer], "{queue:?} {context:?}");
        }
    }

    #[test]
    fn what_fits_makes_no_answer_good() {
        let index = alike();
        let found = index.search(&Query { queue: Some("billing"), ..query("hours xylophone bassoon oboe flute ") });
        assert!(!found.sure && !found.hits.is_empty());
    }

    #[test]
    fn a_pick_of_the_same_queue_guide_or_tier_speaks_louder() {
        let mut index = library();
        for (answer, queue, guide, tier) in [(CANCEL, "sales", "gone", "gold"), (ADDRESS, "orders", "moving", "plain")]
        {
            index.learn(&Pick { queue, guide, tier, agent: "ann", ..Pick::new("zlotys", answer) });
        }
        let ask = query("zlotys ");
        let best = |queue, context| index.search(&Query { queue, context, ..ask }).hits.first().unwrap().id;
        for (guide, tier, answer) in
            [("gone", "", CANCEL), ("moving", "", ADDRESS), ("", "gold", CANCEL), ("", "plain", ADDRESS)]
        {
            assert_eq!(best(None, Context { guide, tier, ..Context::default() }), answer, "{guide}{tier}");
        }
    }
}
