//! The one table of keys. The footer, the help screen, the palette, the configuration's names and the manual are all
//! read off it.

mod chord;
mod order;
mod table;
mod verbs;

pub use chord::Chord;
pub(super) use order::Order;
pub(super) use table::{Binding, Place};
pub(super) use verbs::order as of_verb;

use crate::config::KeyBinding;

/// The keys as this agent has them.
#[derive(Clone, Debug, PartialEq)]
pub struct Keymap {
    bindings: Vec<Binding>,
}

/// A key of the configuration that cannot be.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct Misbound {
    /// The line in the configuration.
    pub line: usize,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl Default for Keymap {
    fn default() -> Self {
        Self { bindings: table::bindings() }
    }
}

impl Keymap {
    /// The table with the configuration's keys in their place.
    ///
    /// # Errors
    /// Every line that names no command or no key.
    pub fn with(keys: &[KeyBinding]) -> Result<Self, Vec<Misbound>> {
        let mut map = Self::default();
        let mut wrong: Vec<_> = keys.iter().filter_map(|key| map.rebind(key).err()).collect();
        wrong.extend(keys.iter().filter_map(|key| map.clash(key)));
        if wrong.is_empty() { Ok(map) } else { Err(wrong) }
    }

    /// A key that would mean two things in one place.
    fn clash(&self, key: &KeyBinding) -> Option<Misbound> {
        let (own, others): (Vec<_>, Vec<_>) = self.bindings.iter().partition(|binding| binding.name == key.name);
        let heard = |own: &Binding, other: &Binding| {
            let everywhere = [own.place, other.place].contains(&Place::Call);
            own.order != other.order && (own.place == other.place || everywhere)
        };
        own.into_iter().find_map(|own| {
            let (chord, other) = own.chords.iter().find_map(|chord| {
                let taken = others.iter().find(|other| heard(own, other) && other.chords.contains(chord));
                taken.map(|other| (chord, other))
            })?;
            let message = format!("{chord} means `{}` already; give `{}` or that another key", other.name, key.name);
            Some(Misbound { line: key.line, message })
        })
    }

    fn rebind(&mut self, key: &KeyBinding) -> Result<(), Misbound> {
        let wrong = |message| Misbound { line: key.line, message };
        let chords = key.keys.iter().map(|text| Chord::read(text));
        let chords = chords.collect::<Result<Vec<_>, _>>().map_err(wrong)?;
        let mut bound = self.bindings.iter_mut().filter(|binding| binding.name == key.name).peekable();
        if bound.peek().is_none() {
            let near = table::bindings().into_iter().map(|binding| binding.name.into_owned());
            let near =
                near.max_by(|a, b| strsim::jaro_winkler(a, &key.name).total_cmp(&strsim::jaro_winkler(b, &key.name)));
            let near = near.unwrap_or_default();
            return Err(wrong(format!("there is no command `{}`; did you mean `{near}`?", key.name)));
        }
        bound.for_each(|binding| binding.chords.clone_from(&chords));
        Ok(())
    }

    /// What a key means in a place, the most particular meaning first.
    #[must_use]
    pub fn order(&self, chord: Chord, places: &[Place]) -> Option<Order> {
        places.iter().find_map(|place| {
            let bound = |binding: &&Binding| binding.place == *place && binding.chords.contains(&chord);
            self.bindings.iter().find(bound).map(|binding| binding.order)
        })
    }

    /// The bindings of a place, in the order of the table.
    pub fn of(&self, place: Place) -> impl Iterator<Item = &Binding> {
        self.bindings.iter().filter(move |binding| binding.place == place)
    }

    /// Every binding, in the order of the table.
    #[must_use]
    pub fn all(&self) -> &[Binding] {
        &self.bindings
    }

    /// The key of an order in a place; empty where it has none.
    #[must_use]
    pub fn key_of_in(&self, place: Place, order: Order) -> String {
        let bound = self.of(place).find(|binding| binding.order == order);
        bound.and_then(|binding| binding.chords.first()).map(Chord::to_string).unwrap_or_default()
    }

    /// The key of an order as it is written on the keyboard; empty where it has none.
    #[must_use]
    pub fn key_of(&self, order: Order) -> String {
        let bound = self.bindings.iter().find(|binding| binding.order == order);
        bound.and_then(|binding| binding.chords.first()).map(Chord::to_string).unwrap_or_default()
    }
}
