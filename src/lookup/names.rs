//! Numbers for names (of queues, tags, agents) and for the kinds of contacts, which are compared often and kept once.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// The number of a name.
pub(super) type Name = u32;

/// The number of the empty name.
pub(super) const NOBODY: Name = 0;

/// The names that are known.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Names {
    known: HashMap<Box<str>, Name>,
}

impl Names {
    /// The number of a name, known from now on.
    pub(super) fn intern(&mut self, name: &str) -> Name {
        if name.is_empty() {
            return NOBODY;
        }
        let next = Name::try_from(self.known.len() + 1).unwrap_or(Name::MAX);
        match self.known.get(name) {
            Some(known) => *known,
            None => *self.known.entry(name.into()).or_insert(next),
        }
    }

    /// The number of a name, where it is known and not empty.
    pub(super) fn find(&self, name: &str) -> Option<Name> {
        self.known.get(name).copied()
    }
}

/// The kinds of contacts in which something was taken: queue, guide and tier.
#[derive(Default)]
pub(super) struct Scenes {
    known: Vec<[Box<str>; 3]>,
}

impl Scenes {
    /// All that are known, in the order of their numbers.
    pub(super) fn all(&self) -> impl Iterator<Item = &[Box<str>; 3]> {
        self.known.iter()
    }

    /// The number of a kind of contact, known from now on.
    pub(super) fn intern(&mut self, queue: &str, guide: &str, tier: &str) -> Name {
        let scene = [queue, guide, tier];
        let same = |known: &[Box<str>; 3]| known.iter().zip(scene).all(|(a, b)| **a == *b);
        let place = self.known.iter().position(same).unwrap_or_else(|| {
            self.known.push(scene.map(Into::into));
            self.known.len() - 1
        });
        Name::try_from(place).unwrap_or(Name::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_one_number_and_no_name_none() {
        let mut names = Names::default();
        let billing = names.intern("billing");
        assert_ne!(billing, names.intern("orders"));
        assert_eq!((names.intern("billing"), names.find("billing")), (billing, Some(billing)));
        assert_eq!((names.intern(""), names.find(""), names.find("sales")), (NOBODY, None, None));
    }
}
