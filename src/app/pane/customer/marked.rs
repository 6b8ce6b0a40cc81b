//! The marked row of the file: the record that verbs act on, what their rules are asked about, and what is copied of it.

use super::entries;
use super::entry::Entry;
use crate::app::effect::Effect;
use crate::app::sheet::Whose;
use crate::app::state::State;
use crate::domain::account::Account;
use crate::domain::action::Facts;
use crate::domain::ledger::Ledger;
use crate::domain::record::{Record, RecordKind, Recorded};
use crate::ui::rule::Tone;

/// The kind and the number of the record of the marked row, while the file shows.
pub(in crate::app) fn marked(state: &State) -> Option<(RecordKind, String)> {
    let entry = row(state)?;
    entry.named().map(|(kind, reference)| (kind, reference.to_owned()))
}

fn row(state: &State) -> Option<Entry<'_>> {
    let sheet = state.sheet()?;
    let Whose::Known(file) = &sheet.whose else { return None };
    entries(state, sheet, file, sheet.customer.tab).into_iter().nth(sheet.customer.list.marked)
}

/// What rules are asked about while a file is open: the marked record, the contact, and the customer.
pub(in crate::app) fn facts(state: &State) -> Facts {
    let contact = state.contact().cloned().map(Recorded::recorded);
    let customer = state.file().map(|file| file.customer.clone().recorded());
    let during = state.own_contact().cloned();
    let marked = row(state).and_then(|row| row.record());
    let accounts = state.file().map(|file| file.accounts.as_slice()).unwrap_or_default();
    let is_marked = |ledger: &&Ledger| marked.as_ref().and_then(Account::of) == Some(&ledger.account);
    let entries = accounts.iter().filter(is_marked).flat_map(|ledger| ledger.entries.iter().cloned());
    let entries: Vec<Record> = entries.map(Recorded::recorded).collect();
    let records = marked.into_iter().chain(contact).chain(customer).chain(entries).collect();
    Facts { records, during, ..Facts::default() }
}

/// Puts a text on the clipboard and says so.
pub(super) fn copy(state: &mut State, text: String) -> Vec<Effect> {
    if text.is_empty() {
        state.say(Tone::Quiet, "copy: not now, nothing is marked");
        return Vec::new();
    }
    state.say(Tone::Quiet, format!("✓ Copied {}", text.lines().next().unwrap_or_default()));
    vec![Effect::Copy(text.into())]
}
