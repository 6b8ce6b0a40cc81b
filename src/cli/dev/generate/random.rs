//! Numbers that look random and are the same for the same seed, on every machine. Nothing that must not be guessed is
//! made with them.

/// A source of such numbers: the generator `SplitMix64` (Steele, Lea, Flood: Fast splittable pseudorandom number
/// generators, 2014).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The source that begins with `seed`.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// 64 bits.
    pub const fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `limit`, all equally likely; 0 when there is none. `limit` is below 2³².
    pub const fn below(&mut self, limit: u64) -> u64 {
        ((self.bits() >> 32) * limit) >> 32
    }

    /// A number below `limit`, small ones more often: that at rank r with a likelihood that falls with the square root of
    /// r, as customers of a shop make contact.
    pub const fn skewed(&mut self, limit: u64) -> u64 {
        let share = self.bits() >> 32;
        (((share * share) >> 32) * limit) >> 32
    }

    /// Whether something happens that happens so many times in a hundred.
    pub const fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of these, all equally likely; empty when there is none.
    pub fn one_of<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        at(texts, self.below(count(texts)))
    }

    /// One of these, the first ones more often; empty when there is none.
    pub fn mostly_first<'a>(&mut self, texts: &[&'a str]) -> &'a str {
        at(texts, self.skewed(count(texts)))
    }

    /// A word as somebody in haste types it: with a letter dropped, doubled, changed or swapped with the next.
    pub fn slip(&mut self, word: &str) -> String {
        let mut letters: Vec<char> = word.chars().collect();
        let place = usize::try_from(self.below(u64::try_from(letters.len()).unwrap_or(1))).unwrap_or(0);
        match self.below(4) {
            0 if letters.len() > 2 => drop(letters.remove(place)),
            1 => letters.insert(place, letters.get(place).copied().unwrap_or('e')),
            2 if place + 1 < letters.len() => letters.swap(place, place + 1),
            _ => {
                if let (Some(letter), Some(other)) = (letters.get_mut(place), "etaoinsr".chars().nth(place % 8)) {
                    *letter = other;
                }
            }
        }
        letters.into_iter().collect()
    }
}

fn count(texts: &[&str]) -> u64 {
    u64::try_from(texts.len()).unwrap_or(u64::MAX)
}

fn at<'a>(texts: &[&'a str], place: u64) -> &'a str {
    usize::try_from(place).ok().and_then(|place| texts.get(place)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_numbers() {
        // The first value of the reference implementation for this seed.
        assert_eq!(Random::new(1_234_567).bits(), 6_457_827_717_110_365_317);
    }

    #[test]
    fn numbers_stay_below_their_limit_and_skewed_ones_are_small() {
        let mut random = Random::new(1);
        let mut low = 0;
        for _ in 0..10_000 {
            assert!(random.below(7) < 7);
            low += usize::from(random.skewed(100) < 25);
        }
        assert!((4_800..5_200).contains(&low), "{low}");
        assert_eq!(random.below(0), 0);
        assert_eq!(random.one_of(&[]), "");
    }

    #[test]
    fn a_slip_changes_a_word_a_little() {
        let mut random = Random::new(3);
        for _ in 0..100 {
            let slipped = random.slip("refund");
            assert!(strsim::osa_distance("refund", &slipped) <= 1, "{slipped}");
        }
    }
}
