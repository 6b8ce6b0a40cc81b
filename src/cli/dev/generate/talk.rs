//! What is said: contacts that were handled, and the answers to what customers ask.

use super::random::Random;
use super::{LAST, people};
use crate::domain::answer::Answer;
use crate::domain::channel::Channel;
use crate::domain::contact::{Contact, ContactState, Line, Party, Resolution, Times};
use crate::domain::id::ContactId;
use crate::domain::portable::Portable;

const SUBJECTS: [&str; 24] = [
    "Where is my order?",
    "Return of a jacket",
    "Refund not there yet",
    "Wrong size sent",
    "Parcel damaged",
    "Change my address",
    "Cancel the order",
    "Invoice needed",
    "Voucher does not work",
    "Is it in stock?",
    "Missing item",
    "Spare part",
    "Payment declined",
    "Charged twice",
    "Delivery abroad",
    "How to set it up",
    "Warranty",
    "Complaint about the courier",
    "Unsubscribe",
    "Password forgotten",
    "Gift card balance",
    "Exchange for another colour",
    "Opening hours",
    "Order confirmation missing",
];

const SENTENCES: [&str; 32] = [
    "I ordered from you two weeks ago and nothing has arrived yet.",
    "The tracking has not moved since Monday.",
    "Could you please tell me when it will be delivered?",
    "The box was open and one pole of the tent is broken.",
    "I would like to have my money back.",
    "Please send me the size above instead.",
    "I have already written to you twice about this.",
    "My neighbour has not got the parcel either.",
    "The invoice must be made out to my company.",
    "I moved last month, the new address is in the file now.",
    "The voucher from your newsletter is not accepted.",
    "It was a present, so it should be there by Friday.",
    "The zip of the jacket broke on the first day.",
    "Your colleague on the phone was very friendly, thank you.",
    "I am rather disappointed, because I have been a customer for years.",
    "What does the return cost me?",
    "The card was charged twice for the same order.",
    "Can I pick it up at the store in the city?",
    "There is no label in the parcel.",
    "I cannot find the order in my account.",
    "The colour looks quite different from the picture.",
    "Is there a spare part for the stove?",
    "Please cancel it if it has not been sent yet.",
    "The courier left it in the rain.",
    "I only got two of the three things.",
    "How long does the refund take?",
    "My bank says that nothing has come from you.",
    "I need it before the trip on the 12th.",
    "Do you deliver to Norway as well?",
    "The instructions are missing.",
    "Thank you for the quick help.",
    "With kind regards",
];

const NOTES: [&str; 12] = [
    "Asked the courier to look for it, answer by tomorrow.",
    "Refund started, five days.",
    "Sent a label by mail.",
    "Explained the return, customer will think about it.",
    "New address noted and read back.",
    "Replacement is on its way.",
    "Invoice sent again.",
    "Wants a call back when it is in stock.",
    "Apologised; voucher of 10 given.",
    "Line dropped, will call again.",
    "Passed on to billing.",
    "Solved on the phone.",
];

const AGENTS: [&str; 14] =
    ["mara", "jonas", "kim", "aylin", "piotr", "lena", "tom", "sofia", "ben", "nora", "emil", "ida", "max", "zoe"];
const QUEUES: [&str; 4] = ["service", "returns", "orders", "billing"];
const OUTCOMES: [&str; 4] = ["Solved", "Passed on", "Call back agreed", "Not solved"];

/// The contact at this place of so many, with one of so many customers. The later its place, the later it arrived.
pub(super) fn contact(random: &mut Random, place: u64, contacts: u64, customers: u64) -> Portable {
    let arrived_at = LAST.plus_seconds(-super::age(random, place, contacts));
    let channel = match random.below(100) {
        0..58 => Channel::Phone,
        58..82 => Channel::Email,
        82..93 => Channel::Chat,
        93..96 => Channel::Text,
        96..98 => Channel::Social,
        98 => Channel::Letter,
        _ => Channel::Counter,
    };
    let seconds = |random: &mut Random, limit| i64::try_from(random.skewed(limit)).unwrap_or(0);
    let times = Times {
        wait_seconds: seconds(random, 600),
        talk_seconds: 20 + seconds(random, 900),
        hold_seconds: if random.chance(20) { seconds(random, 180) } else { 0 },
        after_contact_seconds: seconds(random, 120),
    };
    let answered_at = arrived_at.plus_seconds(times.wait_seconds);
    let ended_at = answered_at.plus_seconds(times.talk_seconds + times.hold_seconds);
    let abandoned = channel == Channel::Phone && random.chance(6);
    let outcome = random.mostly_first(&OUTCOMES);
    let mut contact = Contact {
        reference: format!("T{}", 10_000_000 + place),
        state: if abandoned { ContactState::Abandoned } else { ContactState::Closed },
        since: if abandoned { answered_at } else { ended_at.plus_seconds(times.after_contact_seconds) },
        ended_at: Some(if abandoned { answered_at } else { ended_at }),
        subject: random.mostly_first(&SUBJECTS).to_owned(),
        ..Contact::arriving(ContactId(0), channel, random.mostly_first(&QUEUES), arrived_at)
    };
    if abandoned {
        contact.times.wait_seconds = times.wait_seconds;
    } else {
        contact.times = times;
        contact.answered_at = Some(answered_at);
        random.mostly_first(&AGENTS).clone_into(&mut contact.agent);
        outcome.clone_into(&mut contact.disposition);
        contact.resolved = Some(if outcome == "Solved" { Resolution::Resolved } else { Resolution::Unresolved });
        random.mostly_first(&NOTES).clone_into(&mut contact.note);
    }
    match channel {
        Channel::Email | Channel::Letter | Channel::Social => contact.body = sentences(random, 3, 12),
        Channel::Chat | Channel::Text => contact.transcript = chat(random, answered_at),
        Channel::Phone | Channel::Fax | Channel::Counter => {}
    }
    let known = random.chance(92);
    let customer = super::somebody(random, customers);
    let customer = if known { people::reference(customer) } else { String::new() };
    if !known {
        contact.from = format!("+4917{:08}", random.skewed(100_000_000));
    }
    Portable::Contact { contact: Box::new(contact), customer }
}

fn sentences(random: &mut Random, least: u64, more: u64) -> String {
    let count = least + random.skewed(more);
    (0..count).map(|_| random.one_of(&SENTENCES)).collect::<Vec<_>>().join(" ")
}

fn chat(random: &mut Random, from: crate::domain::timestamp::Timestamp) -> Vec<Line> {
    let mut at = from;
    (0..2 + random.skewed(8))
        .map(|number| {
            at = at.plus_seconds(20);
            let who = if number % 2 == 0 { Party::Customer } else { Party::Agent };
            Line { at, who, text: random.one_of(&SENTENCES).to_owned() }
        })
        .collect()
}

const ASKED: [&str; 20] = [
    "Where is",
    "How to return",
    "Refund for",
    "Exchange of",
    "Delivery of",
    "Warranty for",
    "Spare parts for",
    "Size of",
    "Care of",
    "Price of",
    "Damage to",
    "Missing part of",
    "Stock of",
    "Instructions for",
    "Cancellation of",
    "Invoice for",
    "Recall of",
    "Repair of",
    "Rental of",
    "Gift wrapping for",
];
const ABOUT: [&str; 40] = [
    "tents",
    "sleeping bags",
    "backpacks",
    "rain jackets",
    "boots",
    "stoves",
    "head torches",
    "mats",
    "trousers",
    "fleeces",
    "bottles",
    "poles",
    "cartridges",
    "first-aid kits",
    "hammocks",
    "cool boxes",
    "chairs",
    "dry bags",
    "gloves",
    "hats",
    "pots",
    "compasses",
    "ropes",
    "harnesses",
    "gift cards",
    "vouchers",
    "subscriptions",
    "parcels",
    "letters",
    "pick-ups",
    "pre-orders",
    "bulk orders",
    "club points",
    "accounts",
    "invoices",
    "payments",
    "deposits",
    "maps",
    "books",
    "children's clothes",
];
const CASES: [&str; 26] = [
    "in general",
    "within 14 days",
    "after 14 days",
    "from abroad",
    "to Austria",
    "to Switzerland",
    "on invoice",
    "by card",
    "by PayPal",
    "with a voucher",
    "for companies",
    "for schools",
    "before Christmas",
    "during the sale",
    "from the store",
    "from a marketplace",
    "as a present",
    "without a receipt",
    "when it is broken",
    "when it is too small",
    "when it is too big",
    "when it is late",
    "when it is lost",
    "when it was opened",
    "for club members",
    "for staff",
];

/// The answer at this place; 20,800 of them differ in their titles.
pub(super) fn answer(random: &mut Random, place: u64) -> Answer {
    let part = |texts: &'static [&'static str], at: u64| {
        usize::try_from(at).ok().and_then(|at| texts.get(at)).copied().unwrap_or_default()
    };
    let (asked, about) = (part(&ASKED, place % 20), part(&ABOUT, place / 20 % 40));
    let case = part(&CASES, place / 800 % 26);
    let phrases = (0..random.below(4)).map(|_| format!("{} {about} {case}", random.one_of(&SENTENCES).to_lowercase()));
    Answer {
        reference: format!("answer-{place:05}"),
        title: format!("{asked} {about} {case}"),
        phrases: phrases.collect(),
        body: format!("Dear {{{{ customer.given_name }}}},\n\n{}", sentences(random, 3, 8)),
        tags: vec![about.to_owned()],
        ..Answer::default()
    }
}
