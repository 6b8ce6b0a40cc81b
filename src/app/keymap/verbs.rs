//! The keys of the verbs: each has a name, and a key where it acts on a marked row. Those that hands know are listed; every
//! other takes the first letter of its name that is free there.

use std::borrow::Cow;

use super::Chord;
use super::order::Order;
use super::table::{Binding, Place};
use crate::domain::action::{VERBS, Verb};
use crate::domain::record::RecordKind;
use crate::domain::spoken;

/// The keys of some verbs.
const KEYS: &[(&str, &str)] = &[
    ("cancel_order", "d"),
    // Where a contact is answered in writing, `r` replies.
    ("return_items", "r R"),
    ("exchange_items", "x"),
    ("change_order_address", "a"),
    ("change_order_payment", "w"),
    ("change_order_items", "i"),
    ("keep_callback", "d"),
    ("refund", "g"),
    ("verify_identity", "v"),
    ("complain", "c"),
    ("refer", "f"),
];

/// Verbs that have a face of their own on the desk.
const FACES: &[(&str, Order)] = &[
    ("create_customer", Order::NewCustomer),
    ("change_customer", Order::Edit),
    ("identify_customer", Order::BelongsTo),
    ("close_contact", Order::WrapUp),
    ("schedule_callback", Order::Promise),
    ("undo", Order::UndoList),
    ("pin_answer", Order::Learned),
    ("unpin_answer", Order::Learned),
    ("forget_learned", Order::Learned),
    ("add_phrase", Order::Learned),
];

/// The order by which a verb is done.
pub fn order(verb: &'static Verb) -> Order {
    FACES.iter().find(|(name, _)| *name == verb.name).map_or(Order::Verb(verb), |(_, order)| *order)
}

/// The bindings of every verb that has no face of its own, beside those that are there.
pub(super) fn bindings(others: &[Binding]) -> Vec<Binding> {
    let mut bindings: Vec<Binding> = Vec::new();
    for verb in VERBS.iter().filter(|verb| order(verb) == Order::Verb(verb)) {
        // The contact at hand is no row: what is done in it stands with the customer.
        let kind = verb.subject().filter(|kind| *kind != RecordKind::Contact);
        let place = Place::Row(kind.unwrap_or(RecordKind::Customer));
        let chords = keys(verb, place, others, &bindings);
        let word = Cow::Owned(spoken::word(verb));
        let name = Cow::Owned(verb.name.replace('_', " "));
        bindings.push(Binding { order: Order::Verb(verb), name, chords, place, verb: word, words: verb.words });
    }
    bindings
}

fn keys(verb: &Verb, place: Place, others: &[Binding], verbs: &[Binding]) -> Vec<Chord> {
    let free = |chord: &Chord| {
        let heard = |place| matches!(place, Place::Customer | Place::List | Place::Everywhere | Place::Call);
        let taken = others.iter().any(|other| heard(other.place) && other.chords.contains(chord));
        !taken && free_among(chord, place, verbs)
    };
    if let Some((_, keys)) = KEYS.iter().find(|(name, _)| *name == verb.name) {
        return keys.split(' ').filter_map(|key| Chord::read(key).ok()).collect();
    }
    // A key that hands know stays free for its verb, wherever in the list that stands.
    let reserved = |letter: char| KEYS.iter().any(|(_, keys)| keys.contains(letter));
    let letters = || verb.name.chars().filter(char::is_ascii_lowercase);
    let letters = letters()
        .filter(|letter| !reserved(*letter))
        .chain(letters().map(|letter| letter.to_ascii_uppercase()).filter(|letter| !reserved(*letter)))
        // Where the name has no letter left, any other will do.
        .chain(('a'..='z').chain('A'..='Z').filter(|letter| !reserved(*letter)));
    letters.filter_map(|letter| Chord::read(&letter.to_string()).ok()).find(free).into_iter().collect()
}

fn free_among(chord: &Chord, place: Place, verbs: &[Binding]) -> bool {
    let customer = Place::Row(RecordKind::Customer);
    let heard = |other: Place| other == place || other == customer || place == customer;
    !verbs.iter().any(|other| heard(other.place) && other.chords.contains(chord))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verb_on_a_row_has_a_key() {
        let table = super::super::table::bindings();
        for verb in VERBS.iter().filter(|verb| matches!(order(verb), Order::Verb(_))) {
            let binding = table.iter().find(|binding| binding.order == Order::Verb(verb)).unwrap();
            assert!(!binding.chords.is_empty(), "{}", binding.name);
        }
    }
}
