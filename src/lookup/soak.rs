//! Picks by the thousand arrive while searches run: nothing grows without an end, and the order stays sane.

use super::*;

/// How many answers there are, each about a matter of its own.
const MATTERS: i64 = 200;

/// How many agents pick what is right, in their own words and misspelt.
const AGENTS: u64 = 20;

/// Numbers that look random (Marsaglia's xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit).unwrap()
    }
}

/// The name of a matter: two syllables of ten, so that matters look alike.
fn matter(number: i64) -> String {
    let syllables =
        ["ba", "ler", "mo", "tin", "sur", "ke", "von", "dri", "pal", "gus", "fen", "hox", "jat", "wim", "zed"];
    let part = |number: i64| syllables[usize::try_from(number).unwrap() % syllables.len()];
    format!("{}{}{}", part(number), part(number / 15), part(number / 3))
}

fn soak(picks: u32) {
    let mut index = Index::new();
    let titles: Vec<String> = (0..MATTERS).map(|number| format!("About the {}", matter(number))).collect();
    for (id, title) in (0..).zip(&titles) {
        super::tests::put(&mut index, AnswerId(id), title, &["where do I find it"], "", "en");
    }
    let mut dice = Dice(42);
    let (start, texts) = (Timestamp::default().plus_seconds(86_400), index.words.len());
    for round in 0..picks {
        let number = i64::try_from(dice.below(200)).unwrap();
        let mut typed = matter(number);
        if dice.below(4) == 0 {
            typed.remove(dice.below(4));
        }
        let query =
            format!("{} {typed} x{}", ["question", "help", "where is"][dice.below(3)], dice.below(u64::from(picks)));
        let agent = format!("agent {}", dice.below(AGENTS));
        let at = start.plus_seconds(i64::from(round) * 60);
        index.learn(&Pick { agent: &agent, at, ..Pick::new(&query, AnswerId(number)) });
        // One wants his answer first for everything.
        index.learn(&Pick { agent: "eve", at, ..Pick::new(&query, AnswerId(0)) });
        if round % 50 == 0 {
            let found = index.search(&Query { now: at, ..super::tests::query(&query) });
            assert!(!found.hits.is_empty(), "{query}");
        }
    }
    let now = start.plus_seconds(i64::from(picks) * 60);
    let first = |number: i64| {
        let text = matter(number);
        let found = index.search(&Query { now, ..super::tests::query(&text) });
        found.hits.first().is_some_and(|hit| hit.id == AnswerId(number))
    };
    let sane = (0..MATTERS).filter(|number| first(*number)).count();
    assert!(sane >= 196, "{sane} of {MATTERS} matters find their answer first");
    assert!((0..MATTERS).all(|number| index.learned.texts(AnswerId(number)) <= 256));
    assert!(index.words.len() <= texts + STRANGE, "{} words", index.words.len());
    assert!(index.room().iter().all(|sum| *sum == search::Sum::default()));
}

#[test]
fn a_thousand_picks_leave_the_order_sane() {
    soak(1_000);
}

#[test]
#[ignore = "takes a minute or two"]
fn fifty_thousand_picks_leave_the_order_sane() {
    soak(50_000);
}
