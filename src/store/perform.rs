//! The door through which every action goes: load what it names, ask its rule, write what the rule decided, journal it.
//! One writer per kind of record; no action is known here but the one that takes another back.

pub(super) mod preview;

use super::driver::{Driver, Purpose};
use super::{Error, Store, accounts, answers, contacts, customers, entries, journal, products, records};
use crate::domain::action::approval::{ApprovalAction, GoingOn};
use crate::domain::action::customer::CustomerAction;
use crate::domain::action::limit::given_before;
use crate::domain::action::{Action, Actor, Contents, Entries, Facts, House, Refusal};
use crate::domain::answer::Answer;
use crate::domain::customer::Customer;
use crate::domain::id::{CustomerId, ReceiptId};
use crate::domain::journal::{Change, Edit, Receipt};
use crate::domain::money::Amount;
use crate::domain::order::Order;
use crate::domain::product::Product;
use crate::domain::record::{Record, RecordKind, Recorded};
use crate::domain::text::fold_reference;
use crate::domain::timestamp::Timestamp;

/// How many of a customer's latest receipts are looked at for what an agent gave before.
const EARLIER: i64 = 500;

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

/// What an action does: what its rule decides, or that a receipt is taken back.
fn decided(
    driver: &mut dyn Driver,
    house: &House,
    action: &Action,
    actor: &Actor,
    facts: &Facts,
) -> Result<(Option<ReceiptId>, Vec<Edit>), Error> {
    let taken_back = taken_back(driver, action, facts)?;
    let edits = match taken_back {
        Some(receipt) => undo(driver, receipt, actor.at)?,
        None => action.rule(facts, house, actor)?,
    };
    Ok((taken_back, edits))
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
    let facts = facts(driver, action, house, actor, fresh, mode)?;
    let (taken_back, edits) = decided(driver, house, action, actor, &facts)?;
    let mut done = Done { action, actor, approved_by: "", taken_back, receipt: ReceiptId(receipt), edits };
    let Some(next) = action.goes_on(&facts, actor) else { return write_down(driver, house, done, key, mode) };
    let after = going_on(driver, house, &next, ReceiptId(fresh), mode)?;
    if mode == Mode::Preview {
        done.edits.extend(after);
    }
    write_down(driver, house, done, key, mode)
}

/// What was decided on, before it is written.
struct Done<'a> {
    action: &'a Action,
    actor: &'a Actor,
    approved_by: &'a str,
    taken_back: Option<ReceiptId>,
    receipt: ReceiptId,
    edits: Vec<Edit>,
}

/// Does what goes on by itself, for who asked for it and with the authority of who approved it. What it changes.
fn going_on(
    driver: &mut dyn Driver,
    house: &House,
    next: &GoingOn,
    receipt: ReceiptId,
    mode: Mode,
) -> Result<Vec<Edit>, Error> {
    let GoingOn { action, actor, approver } = next;
    let house = House { policy: house.policy.lending(&actor.agent, approver), ..house.clone() };
    let [fresh] = match mode {
        Mode::Commit => driver.fresh()?,
        Mode::Preview => [2],
    };
    let refused = |refusal: Refusal| {
        let message = format!("what was asked for cannot be done now: {refusal}; decline it, or let it be asked anew");
        Error::from(Refusal { message, ..refusal })
    };
    let facts = facts(driver, action, &house, actor, fresh, mode)?;
    let edits = action.rule(&facts, &house, actor).map_err(refused)?;
    let done = Done { action, actor, approved_by: approver, taken_back: None, receipt, edits: edits.clone() };
    write_down(driver, &house, done, None, mode)?;
    Ok(edits)
}

/// Writes what was decided on, and journals it.
fn write_down(
    driver: &mut dyn Driver,
    house: &House,
    done: Done<'_>,
    key: Option<&str>,
    mode: Mode,
) -> Result<Receipt, Error> {
    let Done { action, actor, approved_by, taken_back, receipt, mut edits } = done;
    for edit in &edits {
        let [before, after] = [&edit.before, &edit.after].map(|record| record.as_ref().and_then(Answer::of));
        after.map(|answer| answers::refuse_namesake(driver, house, before, answer)).transpose()?;
    }
    let concerned = concerned(driver, &edits)?;
    let happened_in = edits.iter().filter_map(Edit::record).find_map(|record| match record {
        Record::Contact(contact) => Some(contact.id),
        Record::Callback(callback) => callback.contact,
        Record::Case(case) => case.contact,
        Record::Approval(approval) => approval.contact,
        Record::Customer(_)
        | Record::Order(_)
        | Record::Product(_)
        | Record::Account(_)
        | Record::Entry(_)
        | Record::Outage(_)
        | Record::Answer(_) => None,
    });
    // What stays as it is gets no new version: a later undo would take it for somebody else's change.
    let mut changes = Vec::with_capacity(edits.len());
    edits.retain(|edit| edit.change().map(|change| changes.push(change)).is_some());
    let receipt = Receipt {
        id: receipt,
        at: actor.at,
        agent: actor.agent.clone(),
        contact: actor.contact.or(happened_in),
        customer: concerned,
        approved_by: approved_by.to_owned(),
        action: action.clone(),
        changes,
        undone_by: None,
    };
    if mode == Mode::Commit {
        for edit in &edits {
            records::write(driver, edit)?;
        }
        journal::write(driver, &receipt, key)?;
        if let Some(undone) = taken_back {
            journal::mark_undone(driver, undone, receipt.id)?;
        }
    }
    Ok(receipt)
}

/// Whom edits concern: the customer of the first record that has one. An entry is that of its account's.
fn concerned(driver: &mut dyn Driver, edits: &[Edit]) -> Result<Option<CustomerId>, Error> {
    for record in edits.iter().filter_map(Edit::record) {
        let customer = if let Record::Entry(entry) = record {
            accounts::by_id(driver, entry.account)?.map(|account| account.customer)
        } else {
            record.customer()
        };
        if customer.is_some() {
            return Ok(customer);
        }
    }
    Ok(None)
}

/// The records that an action names, whose they are, what is on the account, and the products of the variants it names.
fn facts(
    driver: &mut dyn Driver,
    action: &Action,
    house: &House,
    actor: &Actor,
    fresh: i64,
    mode: Mode,
) -> Result<Facts, Error> {
    let touches = action.touches();
    let mut found = Vec::new();
    for (kind, reference) in touches.named {
        let unknown = || Error::from(Refusal::unknown(kind.name(), reference));
        found.push(records::by_reference(driver, kind, reference)?.ok_or_else(unknown)?);
    }
    if let (Some(Record::Account(account)), Mode::Commit) = (found.first().cloned(), mode) {
        let held = accounts::held(driver, account.id)?.unwrap_or(*account).recorded();
        found.splice(..1, [held]);
    }
    let theirs = |record: &Record| matches!(record, Record::Order(_) | Record::Account(_));
    let owners: Vec<_> = found.iter().filter(|record| theirs(record)).filter_map(Record::customer).collect();
    for owner in owners {
        let owner = customers::by_id(driver, owner)?.map(Recorded::recorded);
        found.extend(owner.filter(|owner| !found.contains(owner)));
    }
    if let (Some(Record::Account(account)), Entries::Needed) = (found.first(), touches.entries) {
        let entries = entries::of(driver, account.id)?;
        found.extend(entries.into_iter().map(Recorded::recorded));
    }
    if let Some(all_of) = touches.all_of
        && let Some(owner) = customers::by_reference(driver, all_of)?
    {
        for kind in RecordKind::ALL {
            found.extend(records::belonging(driver, *kind, owner.id)?);
        }
    }
    let mut goods: Vec<String> = touches.goods.into_iter().map(str::to_owned).collect();
    if touches.contents == Contents::Needed {
        let orders = found.iter().filter_map(Order::of);
        goods.extend(orders.flat_map(|order| &order.lines).map(|line| line.sku.clone()));
    }
    for sku in goods {
        let known = found.iter().filter_map(Product::of).any(|product| product.variant(&sku).is_some());
        if !known {
            found.extend(products::of_variant(driver, &sku)?.map(Recorded::recorded));
        }
    }
    let asks = !house.policy.identity.verbs.is_empty();
    let during = actor.contact.filter(|_| asks).map(|id| contacts::by_id(driver, id)).transpose()?.flatten();
    let given = given(driver, action, &found, house, actor)?;
    Ok(Facts { records: found, fresh, during, given })
}

/// What the one who acts gave before that counts towards the limit of their role, where that role has one.
fn given(
    driver: &mut dyn Driver,
    action: &Action,
    found: &[Record],
    house: &House,
    actor: &Actor,
) -> Result<Amount, Error> {
    let role = house.policy.role_of(&actor.agent);
    let limited = action.gives().filter(|kind| house.policy.limit(&role, *kind).is_some());
    let (Some(kind), Some(customer)) = (limited, found.iter().find_map(Record::customer)) else {
        return Ok(Amount::default());
    };
    Ok(given_before(&journal::of(driver, customer, EARLIER)?, kind, found, house, actor))
}

/// The receipt that an action takes back, if it takes one back.
fn taken_back(driver: &mut dyn Driver, action: &Action, facts: &Facts) -> Result<Option<ReceiptId>, Error> {
    if let Action::Undo { receipt } = action {
        return Ok(Some(*receipt));
    }
    let Action::Customer(CustomerAction::SplitCustomers { other, .. }) = action else { return Ok(None) };
    let customer = facts.need::<Customer>()?;
    let other = fold_reference(other);
    let receipts = journal::of(driver, customer.id, i64::MAX)?;
    let went = |change: &Change| change.made_go() && fold_reference(&change.reference) == other;
    let merged = receipts.iter().find(|receipt| receipt.undone_by.is_none() && receipt.changes.iter().any(went));
    let unknown = || {
        let message = format!("nothing that became one with {} is called so", customer.reference);
        Refusal::new("not_merged", message).instead(customer.details.merged.clone())
    };
    Ok(Some(merged.ok_or_else(unknown)?.id))
}

fn undo(driver: &mut dyn Driver, id: ReceiptId, at: Timestamp) -> Result<Vec<Edit>, Error> {
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
    if matches!(receipt.action, Action::Approval(ApprovalAction::Approve { .. })) {
        let message = format!("receipt {id} let something be done; take that back: it has a receipt of its own");
        return Err(Refusal::new("approval_stays", message).into());
    }
    if receipt.changes.is_empty() {
        return Err(
            Refusal::new("nothing_to_undo", format!("receipt {id} changed nothing that can be taken back")).into()
        );
    }
    let action = origin(driver, receipt.action)?;
    receipt.changes.iter().rev().map(|change| undone(driver, change, &action, at)).collect()
}

/// What was done once, and then taken back or done again.
fn origin(driver: &mut dyn Driver, mut action: Action) -> Result<Action, Error> {
    while let Action::Undo { receipt } = action {
        match journal::by_id(driver, receipt)? {
            Some(undone) => action = undone.action,
            None => break,
        }
    }
    Ok(action)
}

fn undone(driver: &mut dyn Driver, change: &Change, action: &Action, at: Timestamp) -> Result<Edit, Error> {
    let current = records::by_id(driver, change.record, change.id)?;
    if let Some(current) = &current {
        action.may_be_undone(current, at)?;
    }
    change.undone(current.as_ref()).ok_or_else(|| {
        let message =
            format!("{} was changed since, so this cannot be taken back; change it by hand", change.reference);
        Refusal::new("changed_since", message).into()
    })
}
