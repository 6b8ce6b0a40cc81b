//! What the store does with each kind of record that actions name and change: a line a kind.

use super::driver::Driver;
use super::{
    Error, accounts, answers, approvals, callbacks, cases, contacts, customers, entries, orders, outages, products,
};
use crate::domain::id::{
    AccountId, AnswerId, ApprovalId, CallbackId, CaseId, ContactId, CustomerId, EntryId, OrderId, OutageId, ProductId,
};
use crate::domain::journal::Edit;
use crate::domain::record::{Record, RecordKind, Recorded};

/// The record of a kind with this identity.
pub(super) fn by_id(driver: &mut dyn Driver, kind: RecordKind, id: i64) -> Result<Option<Record>, Error> {
    Ok(match kind {
        RecordKind::Customer => customers::by_id(driver, CustomerId(id))?.map(Recorded::recorded),
        RecordKind::Contact => contacts::by_id(driver, ContactId(id))?.map(Recorded::recorded),
        RecordKind::Callback => callbacks::by_id(driver, CallbackId(id))?.map(Recorded::recorded),
        RecordKind::Case => cases::by_id(driver, CaseId(id))?.map(Recorded::recorded),
        RecordKind::Approval => approvals::by_id(driver, ApprovalId(id))?.map(Recorded::recorded),
        RecordKind::Order => orders::by_id(driver, OrderId(id))?.map(Recorded::recorded),
        RecordKind::Product => products::by_id(driver, ProductId(id))?.map(Recorded::recorded),
        RecordKind::Account => accounts::by_id(driver, AccountId(id))?.map(Recorded::recorded),
        RecordKind::Entry => entries::by_id(driver, EntryId(id))?.map(Recorded::recorded),
        RecordKind::Outage => outages::by_id(driver, OutageId(id))?.map(Recorded::recorded),
        RecordKind::Answer => answers::by_id(driver, AnswerId(id))?.map(Recorded::recorded),
    })
}

/// Everything of a kind that belongs to a customer.
pub(super) fn belonging(driver: &mut dyn Driver, kind: RecordKind, customer: CustomerId) -> Result<Vec<Record>, Error> {
    fn recorded<R: Recorded>(records: Vec<R>) -> Vec<Record> {
        records.into_iter().map(Recorded::recorded).collect()
    }
    Ok(match kind {
        RecordKind::Contact => recorded(contacts::of(driver, customer, i64::MIN, i64::MAX)?),
        RecordKind::Callback => recorded(callbacks::of(driver, customer, i64::MAX)?),
        RecordKind::Order => recorded(orders::of(driver, customer, i64::MAX)?),
        RecordKind::Case => recorded(cases::of(driver, customer, i64::MAX)?),
        RecordKind::Approval => recorded(approvals::of(driver, customer, i64::MAX)?),
        RecordKind::Account => {
            let ledgers = accounts::of(driver, customer, i64::MAX)?;
            recorded(ledgers.into_iter().map(|ledger| ledger.account).collect())
        }
        RecordKind::Customer | RecordKind::Product | RecordKind::Entry | RecordKind::Outage | RecordKind::Answer => {
            Vec::new()
        }
    })
}

/// The record of a kind that somebody names.
pub(super) fn by_reference(
    driver: &mut dyn Driver,
    kind: RecordKind,
    reference: &str,
) -> Result<Option<Record>, Error> {
    Ok(match kind {
        RecordKind::Customer => customers::by_reference(driver, reference)?.map(Recorded::recorded),
        RecordKind::Contact => contacts::by_reference(driver, reference)?.map(Recorded::recorded),
        RecordKind::Callback => callbacks::by_reference(driver, reference)?.map(Recorded::recorded),
        RecordKind::Case => cases::by_reference(driver, reference)?.map(Recorded::recorded),
        RecordKind::Approval => approvals::by_reference(driver, reference)?.map(Recorded::recorded),
        RecordKind::Order => orders::said(driver, reference)?.map(Recorded::recorded),
        RecordKind::Product => products::by_reference(driver, reference)?.map(Recorded::recorded),
        RecordKind::Account => accounts::by_reference(driver, reference)?.map(Recorded::recorded),
        RecordKind::Entry => entries::by_reference(driver, reference)?.map(Recorded::recorded),
        RecordKind::Outage => outages::by_reference(driver, reference)?.map(Recorded::recorded),
        RecordKind::Answer => answers::by_reference(driver, reference)?.map(Recorded::recorded),
    })
}

/// Writes what an edit makes of a record, or removes the record.
pub(super) fn write(driver: &mut dyn Driver, edit: &Edit) -> Result<(), Error> {
    let Some(kind) = edit.record().map(Record::kind) else { return Ok(()) };
    match kind {
        RecordKind::Customer => written(driver, edit, customers::write, customers::remove),
        RecordKind::Contact => written(driver, edit, contacts::write, contacts::remove),
        RecordKind::Callback => written(driver, edit, callbacks::write, callbacks::remove),
        RecordKind::Case => written(driver, edit, cases::write, cases::remove),
        RecordKind::Approval => written(driver, edit, approvals::write, approvals::remove),
        RecordKind::Order => written(driver, edit, |driver, _, order| orders::write(driver, order), orders::remove),
        RecordKind::Product => written(driver, edit, products::write, products::remove),
        RecordKind::Account => written(driver, edit, accounts::write, accounts::remove),
        RecordKind::Entry => written(driver, edit, entries::write, entries::remove),
        RecordKind::Outage => written(driver, edit, outages::write, outages::remove),
        RecordKind::Answer => {
            written(driver, edit, |driver, _, answer| answers::write(driver, answer), answers::remove)
        }
    }
}

/// Writes one kind of record in its own way, or removes it.
fn written<R: Recorded>(
    driver: &mut dyn Driver,
    edit: &Edit,
    write: impl Fn(&mut dyn Driver, Option<&R>, &R) -> Result<(), Error>,
    remove: impl Fn(&mut dyn Driver, &R) -> Result<(), Error>,
) -> Result<(), Error> {
    let [before, after] = [&edit.before, &edit.after].map(|record| record.as_ref().and_then(R::of));
    match (before, after) {
        (before, Some(after)) => write(driver, before, after),
        (Some(before), None) => remove(driver, before),
        (None, None) => Ok(()),
    }
}
