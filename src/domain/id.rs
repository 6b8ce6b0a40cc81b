//! Identities of records: a number each, typed by what it identifies, given out by the store and never reused.

use serde::{Deserialize, Serialize};

macro_rules! identities {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    )*};
}

/// The number in a reference of the form that this program gives out itself, such as 1017 in `K-1017`: a letter for the
/// kind of record and at most nine digits, because longer ones are other systems' own.
#[must_use]
pub fn numbered(reference: &str) -> Option<i64> {
    let letters = ["C-", "K-", "B-", "W-", "S-", "Q-", "A-", "I-", "E-", "O-"];
    let digits = letters.into_iter().find_map(|letter| reference.strip_prefix(letter))?;
    let fits = digits.len() <= 9 && digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| fits)
}

identities! {
    /// A customer's file.
    CustomerId
    /// One phone call, mail, chat, letter or visit.
    ContactId
    /// An order.
    OrderId
    /// A product with its variants.
    ProductId
    /// A scripted answer.
    AnswerId
    /// A promised call back.
    CallbackId
    /// An account.
    AccountId
    /// A movement of money on an account.
    EntryId
    /// A fault that many customers share.
    OutageId
    /// A case: a complaint, or something that was referred.
    CaseId
    /// A request for approval.
    ApprovalId
    /// A row of the journal: one action that was performed, and what it changed.
    ReceiptId
}
