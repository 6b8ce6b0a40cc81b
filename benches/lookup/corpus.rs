//! Answers of any number, written with the frequencies of real words: the r-th most frequent of 30,000 stands in one of r
//! places (Zipf, 1935). Titles of 4 to 8 words, bodies of 60 to 100, eight phrases of 4 to 9.

use frontline::cli::dev::generate::Random;

/// How many words there are.
const VOCABULARY: usize = 30_000;

/// How often the most frequent word stands.
const MOST: u64 = 100_000_000;

/// The most frequent words, as they are in English.
pub(crate) const COMMON: &str = "the to your you and a we is of for in it our can have be this on with if will are please as order any \
    that at or not from by account us an number card may so when more refund been once after there time has they the \
    do delivery day address email no how need contact all free get would my return payment new up support order's about";

/// Who writes answers.
pub(crate) struct Writer {
    words: Vec<String>,
    /// For each word, how often it and all before it stand.
    shares: Vec<u64>,
    random: Random,
}

impl Writer {
    pub(crate) fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let mut words: Vec<String> = COMMON.split_whitespace().map(str::to_owned).collect();
        while words.len() < VOCABULARY {
            let syllables =
                ["re", "ta", "lo", "mi", "con", "ver", "ing", "pa", "st", "or", "ne", "du", "ke", "sha", "tion", "bu"];
            let length = 2 + random.below(3);
            words.push((0..length).map(|_| random.one_of(&syllables)).collect());
        }
        let mut sum = 0;
        let ranks = 1..=u64::try_from(VOCABULARY).unwrap();
        let shares = ranks
            .map(|rank| {
                sum += MOST / rank;
                sum
            })
            .collect();
        Self { words, shares, random }
    }

    fn word(&mut self) -> &str {
        let drawn = self.random.below(*self.shares.last().unwrap());
        let place = self.shares.partition_point(|share| *share <= drawn);
        &self.words[place.min(VOCABULARY - 1)]
    }

    /// So many words and up to `more` others.
    pub(crate) fn text(&mut self, least: u64, more: u64) -> String {
        let count = least + self.random.below(more + 1);
        let mut text = String::new();
        for _ in 0..count {
            text.push_str(self.word());
            text.push(' ');
        }
        text.trim_end().to_owned()
    }

    /// Title, body and phrases of one answer.
    pub(crate) fn answer(&mut self) -> (String, String, Vec<String>) {
        (self.text(4, 4), self.text(60, 40), (0..8).map(|_| self.text(4, 5)).collect())
    }
}
