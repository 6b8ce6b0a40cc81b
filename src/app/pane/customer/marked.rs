//! The marked row of the file: the record that verbs act on, and what their rules are asked about.

use super::entries;
use super::entry::Entry;
use crate::app::sheet::Whose;
use crate::app::state::State;
use crate::domain::action::Facts;
use crate::domain::record::{Record, Recorded};

/// The record of the marked row, while the file shows.
pub(in crate::app) fn marked(state: &State) -> Option<Record> {
    let Whose::Known(file) = &state.sheet()?.whose else { return None };
    let (sheet, view) = (state.sheet()?, &state.sheet()?.customer);
    entries(state, sheet, file, view.tab).get(view.list.marked).and_then(Entry::record)
}

/// What rules are asked about while a file is open: the marked record, the contact, and the customer.
pub(in crate::app) fn facts(state: &State) -> Facts {
    let contact = state.contact().cloned().map(Recorded::recorded);
    let customer = state.file().map(|file| file.customer.clone().recorded());
    let during = state.own_contact().cloned();
    Facts { records: marked(state).into_iter().chain(contact).chain(customer).collect(), fresh: 0, during }
}
