//! A statement: what was owed on an account at the beginning of a time, what came and went, and what was owed at its end.

use super::account::Account;
use super::ledger::{Entry, Invoice, balance, invoices};
use super::money::Amount;
use super::timestamp::Timestamp;

/// What happened on an account in a stretch of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Statement<'a> {
    /// The account.
    pub account: &'a Account,
    /// The first moment of it; `None` from the account's beginning.
    pub from: Option<Timestamp>,
    /// The first moment after it; `None` where it has no end.
    pub until: Option<Timestamp>,
    /// What was owed before.
    pub opening: Amount,
    /// What came and went, the oldest first.
    pub lines: Vec<Line<'a>>,
    /// What was owed afterwards.
    pub closing: Amount,
    /// The charges that were not paid in full by then.
    pub open: Vec<Invoice<'a>>,
}

/// An entry with what was owed after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// What was owed after it.
    pub balance: Amount,
}

impl<'a> Statement<'a> {
    /// The statement of an account with all its entries, the oldest first.
    #[must_use]
    pub fn of(account: &'a Account, entries: &'a [Entry], from: Option<Timestamp>, until: Option<Timestamp>) -> Self {
        let ended = entries.partition_point(|entry| until.is_none_or(|until| entry.at < until));
        let entries = entries.get(..ended).unwrap_or_default();
        let begun = entries.partition_point(|entry| from.is_some_and(|from| entry.at < from));
        let (before, during) = entries.split_at_checked(begun).unwrap_or((&[], entries));
        let opening = balance(before);
        let mut owed = opening;
        let line = |entry: &'a Entry| {
            owed.0 = owed.0.saturating_add(entry.owed().0);
            Line { entry, balance: owed }
        };
        let lines: Vec<_> = during.iter().map(line).collect();
        let closing = lines.last().map_or(opening, |line| line.balance);
        let open = invoices(entries).into_iter().filter(|invoice| invoice.open.0 > 0).collect();
        Self { account, from, until, opening, lines, closing, open }
    }
}
