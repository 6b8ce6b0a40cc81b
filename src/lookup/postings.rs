//! Which answers hold a stem, and how much of it: a list for each stem, four bytes an entry. Weighs nothing.

use serde::{Deserialize, Serialize};

use super::at;
use super::words::Stem;

/// The place of an answer in the index; places are given out upwards.
pub(super) type Slot = u32;

/// How many slots there can be: an entry has 24 bits for them.
pub(super) const SLOTS: Slot = 1 << 24;

/// How many parts of a weighted frequency of 1 are told apart in the other 8.
const STEPS: f32 = 16.0;

/// The lists, by stem, each in the order of slots.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Postings {
    lists: Vec<Vec<u32>>,
}

impl Postings {
    /// Adds to the weighted frequency of a stem in an answer; below zero it takes away, and nothing left is no entry.
    pub(super) fn add(&mut self, stem: Stem, slot: Slot, frequency: f32) {
        if self.lists.len() <= at(stem) {
            self.lists.resize_with(at(stem) + 1, Vec::new);
        }
        let Some(list) = self.lists.get_mut(at(stem)) else { return };
        // Nearly always the answer is the newest one.
        let position = match list.last() {
            Some(newest) if newest >> 8 >= slot => list.partition_point(|entry| entry >> 8 < slot),
            Some(_) | None => list.len(),
        };
        let known = list.get(position).map(|entry| unpack(*entry)).filter(|known| known.0 == slot);
        let sum = pack(slot, known.map_or(0.0, |known| known.1) + frequency);
        match (list.get_mut(position), known) {
            (Some(_), Some(_)) if unpack(sum).1 <= 0.0 => drop(list.remove(position)),
            (Some(entry), Some(_)) => *entry = sum,
            (Some(_) | None, _) => list.insert(position, sum),
        }
    }

    /// The answers that hold a stem, with its weighted frequency.
    pub(super) fn of(&self, stem: Stem) -> impl Iterator<Item = (Slot, f32)> {
        self.lists.get(at(stem)).into_iter().flatten().map(|entry| unpack(*entry))
    }

    /// Which of some answers, in the order of slots, hold a stem, with its weighted frequency.
    pub(super) fn among(&self, stem: Stem, slots: &[Slot]) -> impl Iterator<Item = (Slot, f32)> {
        let mut rest = self.lists.get(at(stem)).map_or(&[][..], Vec::as_slice);
        slots.iter().filter_map(move |slot| {
            // The next one lies near, or nearly all are passed over.
            let mut reach = 1;
            while rest.get(reach).is_some_and(|entry| entry >> 8 < *slot) {
                reach *= 2;
            }
            let near = rest.get(..=reach).unwrap_or(rest);
            rest = rest.get(near.partition_point(|entry| entry >> 8 < *slot)..).unwrap_or_default();
            rest.first().map(|entry| unpack(*entry)).filter(|found| found.0 == *slot)
        })
    }

    /// How many answers hold a stem.
    pub(super) fn held(&self, stem: Stem) -> usize {
        self.lists.get(at(stem)).map_or(0, Vec::len)
    }

    /// Moves every answer to the slot that `moved` says, and drops those that have none; their order must stay.
    pub(super) fn renumber(&mut self, moved: impl Fn(Slot) -> Option<Slot>) {
        for list in &mut self.lists {
            list.retain_mut(|entry| match moved(*entry >> 8) {
                Some(slot) => {
                    *entry = slot << 8 | *entry & 0xff;
                    true
                }
                None => false,
            });
        }
    }
}

#[expect(clippy::as_conversions, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it saturates")]
fn pack(slot: Slot, frequency: f32) -> u32 {
    slot << 8 | u32::from((frequency * STEPS).round() as u8)
}

fn unpack(entry: u32) -> (Slot, f32) {
    let [.., steps] = entry.to_be_bytes();
    (entry >> 8, f32::from(steps) / STEPS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_stays_in_the_order_of_slots_whatever_is_added_when() {
        let mut postings = Postings::default();
        for (slot, frequency) in [(1, 1.0), (7, 2.5), (3, 0.5), (1, 0.25)] {
            postings.add(2, slot, frequency);
        }
        assert_eq!(postings.of(2).collect::<Vec<_>>(), [(1, 1.25), (3, 0.5), (7, 2.5)]);
        assert_eq!((postings.held(2), postings.held(1), postings.held(9)), (3, 0, 0));
    }

    #[test]
    fn those_among_some_answers_are_found() {
        let mut postings = Postings::default();
        for slot in (0..1000).step_by(3) {
            postings.add(0, slot, 1.0);
        }
        let slots: Vec<Slot> = vec![0, 1, 2, 3, 299, 300, 301, 303, 800, 999, 5000];
        let found: Vec<Slot> = postings.among(0, &slots).map(|(slot, _)| slot).collect();
        assert_eq!(found, [0, 3, 300, 303, 999]);
        assert_eq!(postings.among(7, &slots).count(), 0);
    }

    #[test]
    fn a_frequency_beyond_what_fits_stays_at_the_highest() {
        let mut postings = Postings::default();
        for _ in 0..100 {
            postings.add(0, SLOTS - 1, 3.0);
        }
        assert_eq!(postings.of(0).collect::<Vec<_>>(), [(SLOTS - 1, 15.9375)]);
    }

    #[test]
    fn what_is_taken_away_leaves_no_entry() {
        let mut postings = Postings::default();
        postings.add(0, 4, 1.0);
        postings.add(0, 4, 0.5);
        postings.add(0, 4, -0.5);
        assert_eq!(postings.of(0).collect::<Vec<_>>(), [(4, 1.0)]);
        postings.add(0, 4, -1.0);
        assert_eq!(postings.held(0), 0);
    }

    #[test]
    fn renumbering_drops_what_has_no_slot_any_more() {
        let mut postings = Postings::default();
        for slot in 0..4 {
            postings.add(0, slot, 1.0);
        }
        postings.renumber(|slot| (slot % 2 == 1).then_some(slot / 2));
        assert_eq!(postings.of(0).collect::<Vec<_>>(), [(0, 1.0), (1, 1.0)]);
    }
}
