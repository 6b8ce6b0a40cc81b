//! Which answers hold a stem, and how much of it: a list per stem, four bytes an entry.

use super::at;
use super::words::Stem;

/// The place of an answer in the index; places are given out upwards and never twice.
pub(super) type Slot = u32;

/// Places that an entry has room for.
pub(super) const SLOTS: Slot = 1 << 24;

/// Parts of a weighted frequency that are told apart.
const STEPS: f32 = 4.0;

/// The lists.
#[derive(Default)]
pub(super) struct Postings {
    /// By stem, in the order of slots: the slot in the upper 24 bits, the weighted frequency in the lower 8.
    lists: Vec<Vec<u32>>,
}

impl Postings {
    /// Adds to the weighted frequency of a stem in an answer.
    pub(super) fn add(&mut self, stem: Stem, slot: Slot, frequency: f32) {
        if self.lists.len() <= at(stem) {
            self.lists.resize_with(at(stem) + 1, Vec::new);
        }
        let Some(list) = self.lists.get_mut(at(stem)) else { return };
        let position = list.partition_point(|entry| entry >> 8 < slot);
        match list.get_mut(position) {
            Some(entry) if *entry >> 8 == slot => *entry = pack(slot, unpack(*entry).1 + frequency),
            _ => list.insert(position, pack(slot, frequency)),
        }
    }

    /// The answers that hold a stem, with its weighted frequency.
    pub(super) fn of(&self, stem: Stem) -> impl Iterator<Item = (Slot, f32)> {
        self.lists.get(at(stem)).into_iter().flatten().map(|entry| unpack(*entry))
    }

    /// How many answers hold a stem.
    pub(super) fn count(&self, stem: Stem) -> usize {
        self.lists.get(at(stem)).map_or(0, Vec::len)
    }
}

#[expect(clippy::as_conversions, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
fn pack(slot: Slot, frequency: f32) -> u32 {
    slot << 8 | u32::from((frequency * STEPS).round() as u8)
}

fn unpack(entry: u32) -> (Slot, f32) {
    let [.., steps] = entry.to_be_bytes();
    (entry >> 8, f32::from(steps) / STEPS)
}
