//! The door through which every action goes: load what it names, ask its rule, write what the rule decided, journal it.
//! One writer per kind of record; no action is known here but the one that takes another back.

use super::driver::{Driver, Purpose};
use super::{Error, Store, callbacks, contacts, customers, journal};
use crate::domain::action::{Action, Actor, Facts, House, Refusal};
use crate::domain::id::{CallbackId, ContactId, CustomerId, ReceiptId};
use crate::domain::journal::{Change, Edit, Receipt, Record, RecordKind};

/// Whether an action is to be done, or only shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Do it.
    Commit,
    /// Say what it would change, and write nothing.
    Preview,
}

impl Store {
    /// Performs an action. One whose `key` was seen before is not done again: its first receipt is the answer.
    ///
    /// # Errors
    /// [`Error::Refused`] when a rule says no, [`Error::Conflict`] when a record changed in between; nothing is written
    /// then.
    pub fn perform(&mut self, action: &Action, actor: &Actor, key: Option<&str>, mode: Mode) -> Result<Receipt, Error> {
        let purpose = match mode {
            Mode::Commit => Purpose::Write,
            Mode::Preview => Purpose::Read,
        };
        let house = &self.house;
        self.driver.within(purpose, |driver| perform(driver, house, action, actor, key, mode))
    }

    /// Performs actions in one transaction: all of them, or, when one is refused, none.
    ///
    /// # Errors
    /// That of the first action that is not done.
    pub fn perform_all(&mut self, actions: &[Action], actor: &Actor, key: Option<&str>) -> Result<Vec<Receipt>, Error> {
        let house = &self.house;
        self.driver.within(Purpose::Write, |driver| performed(driver, house, actions, actor, key))
    }

    /// Performs actions in one transaction, each with its own key: all of them, or, when one is refused, none.
    ///
    /// # Errors
    /// That of the first action that is not done, with its place in the list.
    pub fn perform_each(
        &mut self,
        actions: &[(Action, Option<String>)],
        actor: &Actor,
    ) -> Result<Vec<Receipt>, (usize, Error)> {
        let (house, mut reached) = (&self.house, 0);
        let done = self.driver.within(Purpose::Write, |driver| {
            let numbered = actions.iter().enumerate();
            numbered
                .map(|(number, (action, key))| {
                    reached = number;
                    perform(driver, house, action, actor, key.as_deref(), Mode::Commit)
                })
                .collect()
        });
        done.map_err(|error| (reached, error))
    }
}

/// The receipts of actions that are performed within a transaction.
pub(super) fn performed(
    driver: &mut dyn Driver,
    house: &House,
    actions: &[Action],
    actor: &Actor,
    key: Option<&str>,
) -> Result<Vec<Receipt>, Error> {
    let keyed = actions.iter().enumerate();
    keyed
        .map(|(number, action)| {
            let key = key.map(|key| format!("{key}/{number}"));
            perform(driver, house, action, actor, key.as_deref(), Mode::Commit)
        })
        .collect()
}

fn perform(
    driver: &mut dyn Driver,
    house: &House,
    action: &Action,
    actor: &Actor,
    key: Option<&str>,
    mode: Mode,
) -> Result<Receipt, Error> {
    if let Some(done) = key.map(|key| journal::by_key(driver, key)).transpose()?.flatten() {
        return Ok(done);
    }
    let [fresh, receipt] = match mode {
        Mode::Commit => driver.fresh()?,
        Mode::Preview => [0, 1],
    };
    let mut edits = if let Action::Undo { receipt } = action {
        undo(driver, *receipt)?
    } else {
        action.rule(&facts(driver, action, fresh)?, house, actor)?
    };
    let concerned = edits.iter().filter_map(Edit::record).find_map(Record::customer);
    let happened_in = edits.iter().filter_map(Edit::record).find_map(|record| match record {
        Record::Contact(contact) => Some(contact.id),
        Record::Callback(callback) => callback.contact,
        Record::Customer(_) => None,
    });
    // What stays as it is gets no new version: a later undo would take it for somebody else's change.
    edits.retain(|edit| edit.change().is_some());
    let receipt = Receipt {
        id: ReceiptId(receipt),
        at: actor.at,
        agent: actor.agent.clone(),
        contact: actor.contact.or(happened_in),
        customer: concerned,
        action: action.clone(),
        changes: edits.iter().filter_map(Edit::change).collect(),
        undone_by: None,
    };
    if mode == Mode::Commit {
        for edit in &edits {
            write(driver, edit)?;
        }
        journal::write(driver, &receipt, key)?;
        if let Action::Undo { receipt: undone } = action {
            journal::mark_undone(driver, *undone, receipt.id)?;
        }
    }
    Ok(receipt)
}

fn facts(driver: &mut dyn Driver, action: &Action, fresh: i64) -> Result<Facts, Error> {
    let touches = action.touches();
    let mut facts = Facts { fresh, ..Facts::default() };
    if !touches.customer.is_empty() {
        facts.customer = customers::by_reference(driver, touches.customer)?;
    }
    if !touches.contact.is_empty() {
        facts.contact = contacts::by_reference(driver, touches.contact)?;
    }
    if !touches.callback.is_empty() {
        facts.callback = callbacks::by_reference(driver, touches.callback)?;
    }
    Ok(facts)
}

fn undo(driver: &mut dyn Driver, id: ReceiptId) -> Result<Vec<Edit>, Error> {
    let unknown = || Refusal::new("unknown_receipt", format!("there is no receipt {id}; see `frontline journal`"));
    let receipt = journal::by_id(driver, id)?.ok_or_else(unknown)?;
    if let Some(by) = receipt.undone_by {
        return Err(Refusal::new("undone_already", format!("receipt {id} was taken back already, by {by}")).into());
    }
    if matches!(receipt.action, Action::Import { .. }) {
        let message = format!(
            "receipt {id} read a file in, and the journal keeps how many records it brought, not which; import the file as \
             it was before, or a mended one, over it: records are matched by their references"
        );
        return Err(Refusal::new("import_stays", message).into());
    }
    if receipt.changes.is_empty() {
        return Err(
            Refusal::new("nothing_to_undo", format!("receipt {id} changed nothing that can be taken back")).into()
        );
    }
    receipt.changes.iter().rev().map(|change| undone(driver, change)).collect()
}

fn undone(driver: &mut dyn Driver, change: &Change) -> Result<Edit, Error> {
    let current = match change.record {
        RecordKind::Customer => customers::by_id(driver, CustomerId(change.id))?.map(|r| Record::Customer(Box::new(r))),
        RecordKind::Contact => contacts::by_id(driver, ContactId(change.id))?.map(|r| Record::Contact(Box::new(r))),
        RecordKind::Callback => callbacks::by_id(driver, CallbackId(change.id))?.map(|r| Record::Callback(Box::new(r))),
    };
    change.undone(current.as_ref()).ok_or_else(|| {
        let message =
            format!("{} was changed since, so this cannot be taken back; change it by hand", change.reference);
        Refusal::new("changed_since", message).into()
    })
}

fn write(driver: &mut dyn Driver, edit: &Edit) -> Result<(), Error> {
    match (&edit.before, &edit.after) {
        (before, Some(Record::Customer(after))) => {
            let before = before
                .as_ref()
                .and_then(|record| if let Record::Customer(customer) = record { Some(&**customer) } else { None });
            customers::write(driver, before, after)
        }
        (before, Some(Record::Contact(after))) => {
            let before = before
                .as_ref()
                .and_then(|record| if let Record::Contact(contact) = record { Some(&**contact) } else { None });
            contacts::write(driver, before, after)
        }
        (before, Some(Record::Callback(after))) => {
            let before = before
                .as_ref()
                .and_then(|record| if let Record::Callback(callback) = record { Some(&**callback) } else { None });
            callbacks::write(driver, before, after)
        }
        (Some(Record::Customer(before)), None) => customers::remove(driver, before),
        (Some(Record::Contact(before)), None) => contacts::remove(driver, before),
        (Some(Record::Callback(before)), None) => callbacks::remove(driver, before),
        (None, None) => Ok(()),
    }
}
