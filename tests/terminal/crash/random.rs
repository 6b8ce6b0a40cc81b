//! Chance that can be repeated: the same seed makes the same keys.

/// Numbers by xorshift (Marsaglia 2003).
pub struct Random(u64);

impl Random {
    pub fn of(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, end: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % end
    }

    /// Whether something happens that does so this often of a hundred times.
    pub fn in_hundred(&mut self, times: u64) -> bool {
        self.below(100) < times
    }

    pub fn one_of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        let place = self.below(u64::try_from(all.len()).unwrap());
        &all[usize::try_from(place).unwrap()]
    }

    /// A few letters that stand nowhere else.
    pub fn word(&mut self) -> String {
        (0..3 + self.below(6)).map(|_| char::from(b'a' + u8::try_from(self.below(26)).unwrap())).collect()
    }
}
