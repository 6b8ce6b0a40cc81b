//! The texts of an answer as sets of stems, in as few bytes as will do: most stems of a library take one or two.

use serde::{Deserialize, Serialize};

use super::at;
use super::words::Stem;

/// How many bits of a number stand in one byte; the highest tells that more follow.
const BITS: u32 = 7;

/// A title as it is spelt, and behind it in the same bytes some texts, each as the number of its stems and the distance of
/// each stem from the one before it.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Texts {
    #[serde(with = "serde_bytes")]
    bytes: Vec<u8>,
    count: u32,
    /// How many bytes the title takes.
    title: u32,
}

impl Texts {
    /// No texts yet, below this title.
    pub(super) fn below(title: &str) -> Self {
        let bytes = title.as_bytes().to_vec();
        Self { title: u32::try_from(bytes.len()).unwrap_or(u32::MAX), bytes, count: 0 }
    }

    /// The title.
    pub(super) fn title(&self) -> &str {
        self.bytes.get(..at(self.title)).and_then(|title| std::str::from_utf8(title).ok()).unwrap_or_default()
    }

    /// Adds a text of distinct stems in their order; one without any is none.
    pub(super) fn push(&mut self, text: &[Stem]) {
        let Some(length) = u32::try_from(text.len()).ok().filter(|length| *length > 0) else { return };
        self.write(length);
        let mut last = 0;
        for stem in text {
            self.write(stem.saturating_sub(last));
            last = *stem;
        }
        self.count += 1;
    }

    /// Gives back the room that no text takes up.
    pub(super) fn settle(&mut self) {
        self.bytes.shrink_to_fit();
    }

    /// How many texts there are.
    pub(super) fn len(&self) -> usize {
        at(self.count)
    }

    /// Tells every text.
    pub(super) fn each(&self, mut hear: impl FnMut(&[Stem])) {
        let mut text = Vec::with_capacity(32);
        let mut rest = self.bytes.get(at(self.title)..).unwrap_or_default().iter();
        while let Some(length) = read(&mut rest) {
            text.clear();
            let mut last = 0;
            for distance in (0..at(length)).map_while(|_| read(&mut rest)) {
                last += distance;
                text.push(last);
            }
            hear(&text);
        }
    }

    fn write(&mut self, mut number: u32) {
        loop {
            let [.., low] = (number & 0x7f).to_be_bytes();
            number >>= BITS;
            if number == 0 {
                return self.bytes.push(low);
            }
            self.bytes.push(low | 0x80);
        }
    }
}

fn read<'a>(bytes: &mut impl Iterator<Item = &'a u8>) -> Option<u32> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let byte = bytes.next()?;
        number |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
        shift += BITS;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_put_in_comes_out_and_empty_texts_are_none() {
        let mut texts = Texts::below("Rückgabe");
        let all: [&[Stem]; 5] = [&[0], &[], &[1, 127, 128, 70_000], &[Stem::MAX], &[3, 4]];
        for text in all {
            texts.push(text);
        }
        texts.settle();
        let mut told = Vec::new();
        texts.each(|text| told.push(text.to_vec()));
        assert_eq!(told, all.iter().filter(|text| !text.is_empty()).map(|text| text.to_vec()).collect::<Vec<_>>());
        assert_eq!((texts.len(), texts.title()), (told.len(), "Rückgabe"));
    }
}
