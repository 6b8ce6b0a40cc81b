//! The keys of the verbs: each has a name, and a key that acts on a marked row of its kind. What is done for the customer has
//! keys that mean nothing else on any row, so that they act in the whole of the file.

use std::borrow::Cow;

use super::Chord;
use super::order::Order;
use super::table::{Binding, Place};
use crate::domain::action::{VERBS, Verb};
use crate::domain::record::RecordKind;
use crate::domain::spoken;

/// The keys of the verbs, by the rows on which they act.
const KEYS: &[(&str, &str)] = &[
    // The customer: `l` is what they want on the list, `B` a blackout, `Q` a question to a supervisor, `G` goodwill.
    ("verify_identity", "v"),
    ("complain", "c"),
    ("refer", "f"),
    ("place_order", "l"),
    ("add_to_customer", "I"),
    ("remove_from_customer", "X"),
    ("record_consent", "C"),
    ("merge_customers", "M"),
    ("split_customers", "S"),
    ("open_account", "O"),
    ("report_outage", "B"),
    ("credit", "G"),
    ("request_approval", "Q"),
    // An order: `w` is the wallet that pays for it, `g` gives money back, `h` says that the goods are here.
    ("cancel_order", "d"),
    // Where a contact is answered in writing, `r` replies.
    ("return_items", "r R"),
    ("exchange_items", "x"),
    ("change_order_address", "a"),
    ("change_order_payment", "w"),
    ("change_order_items", "i"),
    ("refund", "g"),
    ("receive_return", "h"),
    // A promise.
    ("keep_callback", "d"),
    ("break_callback", "x"),
    ("move_callback", "t"),
    // A case.
    ("answer_referral", "a"),
    ("make_offer", "g"),
    ("note_case", "w"),
    ("close_case", "d"),
    ("reopen_case", "R"),
    // An account: `x` is an extra, `t` takes what is paid, `g` gives it back, `i` is what the meter indicates, `h` halts it.
    ("charge", "x"),
    ("take_payment", "t"),
    ("refund_payment", "g"),
    ("change_plan", "P"),
    ("report_meter", "i"),
    ("report_service", "F"),
    ("suspend_account", "h"),
    ("resume_account", "R"),
    ("change_account", "a"),
    ("close_account", "d"),
    // An outage.
    ("join_outage", "a"),
    ("change_outage", "w"),
    ("end_outage", "d"),
    // What somebody asked for.
    ("approve", "a"),
    ("decline", "d"),
];

/// Verbs that have a face of their own on the desk.
const FACES: &[(&str, Order)] = &[
    ("create_customer", Order::NewCustomer),
    ("change_customer", Order::Edit),
    ("identify_customer", Order::BelongsTo),
    ("close_contact", Order::WrapUp),
    ("schedule_callback", Order::Promise),
    ("undo", Order::UndoList),
    ("write_answer", Order::NewAnswer),
    ("change_answer", Order::EditAnswer),
    ("withdraw_answer", Order::WithdrawAnswer),
    ("reinstate_answer", Order::WithdrawAnswer),
    ("approve_answer", Order::ApproveAnswer),
    ("pin_answer", Order::Learned),
    ("unpin_answer", Order::Learned),
    ("forget_learned", Order::Learned),
    ("add_phrase", Order::Learned),
];

/// The order by which a verb is done.
pub fn order(verb: &'static Verb) -> Order {
    FACES.iter().find(|(name, _)| *name == verb.name).map_or(Order::Verb(verb), |(_, order)| *order)
}

/// The bindings of every verb that has no face of its own.
pub(super) fn bindings() -> impl Iterator<Item = Binding> {
    let verbs = VERBS.iter().filter(|verb| order(verb) == Order::Verb(verb));
    verbs.map(|verb| {
        let keys = KEYS.iter().find(|(name, _)| *name == verb.name).map(|(_, keys)| *keys).unwrap_or_default();
        Binding {
            order: Order::Verb(verb),
            name: Cow::Owned(verb.name.replace('_', " ")),
            chords: keys.split(' ').filter_map(|key| Chord::read(key).ok()).collect(),
            place: place(verb),
            verb: Cow::Owned(spoken::word(verb)),
            words: verb.words,
        }
    })
}

/// The rows on which a verb acts. The contact at hand is no row: what is done in it stands with the customer, and so does
/// what needs no record.
fn place(verb: &Verb) -> Place {
    let kind = verb.subject().filter(|kind| *kind != RecordKind::Contact && verb.needs_subject());
    Place::Row(kind.unwrap_or(RecordKind::Customer))
}

#[cfg(test)]
mod tests {
    use super::super::table;
    use super::*;

    #[test]
    fn every_verb_has_a_key_and_every_key_a_verb() {
        for binding in bindings() {
            assert!(!binding.chords.is_empty(), "{}", binding.name);
        }
        for (name, _) in KEYS {
            assert!(matches!(order(Verb::named(name).unwrap()), Order::Verb(_)), "{name}");
        }
    }

    #[test]
    fn the_key_of_a_verb_means_nothing_else_where_it_acts() {
        let customer = Place::Row(RecordKind::Customer);
        let everywhere = [Place::Customer, Place::List, Place::Everywhere, Place::Call, customer];
        let table = table::bindings();
        for verb in bindings() {
            let heard = |other: &&Binding| {
                let beside =
                    everywhere.contains(&other.place) || verb.place == customer && matches!(other.place, Place::Row(_));
                beside && other.order != verb.order
            };
            for other in table.iter().filter(heard) {
                let shared = verb.chords.iter().find(|chord| other.chords.contains(chord));
                // A reply has the key of a return; where a contact is answered in writing it stands before the row.
                let replies = other.order == Order::Reply && verb.name == "return items";
                assert!(shared.is_none() || replies, "{} and {}: {shared:?}", verb.name, other.name);
            }
        }
    }
}
