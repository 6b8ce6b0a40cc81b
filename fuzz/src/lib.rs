//! The doors through which texts come from outside, a file each: what must hold there whatever bytes come. The fuzzer calls
//! it with what it thinks of, the product's own tests with what the fuzzer found worth keeping.

pub mod card;
pub mod config;
pub mod csv;
pub mod desk;
pub mod fill;
pub mod jsonl;
pub mod markdown;
pub mod phone;
pub mod proof;
pub mod spoken;
pub mod when;

mod records;

/// A door: its name, which is also that of its fuzz target and of the folder of its corpus, and what must hold there.
pub type Door = (&'static str, fn(&[u8]));

/// Every door.
pub const DOORS: [Door; 11] = [
    ("card", card::holds),
    ("config", config::holds),
    ("csv", csv::holds),
    ("desk", desk::holds),
    ("fill", fill::holds),
    ("jsonl", jsonl::holds),
    ("markdown", markdown::holds),
    ("phone", phone::holds),
    ("proof", proof::holds),
    ("spoken", spoken::holds),
    ("when", when::holds),
];

/// Whether a text may be shown: it holds nothing that a terminal obeys, but for line breaks.
fn may_be_shown(text: &str) -> bool {
    text.chars().all(|c| c == '\n' || !c.is_control())
}
