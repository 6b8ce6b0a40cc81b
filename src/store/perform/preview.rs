//! What actions would change if they were done now: asked of the same rules on the same records, and nothing is written.

use super::{Done, decided, facts, going_on, write_down};
use crate::domain::action::{Action, Actor, House, Refusal};
use crate::domain::id::ReceiptId;
use crate::domain::journal::{Edit, Receipt};
use crate::domain::record::Record;
use crate::store::driver::Driver;
use crate::store::{Error, Mode};

/// What actions would change one after the other, each on what those before it leave: nothing is written. A refusal comes
/// with the place of its action.
pub(in crate::store) fn previewed(
    driver: &mut dyn Driver,
    house: &House,
    actions: &[Action],
    actor: &Actor,
) -> Result<Result<Vec<Receipt>, (usize, Refusal)>, Error> {
    let mut receipts = Vec::new();
    let mut left: Vec<Record> = Vec::new();
    for (at, action) in actions.iter().enumerate() {
        let (receipt, edits) = match preview(driver, house, action, actor, &left) {
            Err(Error::Refused(refusal)) => return Ok(Err((at, refusal))),
            other => other?,
        };
        receipts.push(receipt);
        for after in edits.into_iter().filter_map(|edit| edit.after) {
            left.retain(|earlier| !is_same(earlier, &after));
            left.push(after);
        }
    }
    Ok(Ok(receipts))
}

/// What an action would change where some records are left another way.
fn preview(
    driver: &mut dyn Driver,
    house: &House,
    action: &Action,
    actor: &Actor,
    left: &[Record],
) -> Result<(Receipt, Vec<Edit>), Error> {
    let mut facts = facts(driver, action, house, actor, 0, Mode::Preview)?;
    for record in &mut facts.records {
        if let Some(after) = left.iter().find(|after| is_same(after, record)) {
            record.clone_from(after);
        }
    }
    let (taken_back, mut edits) = decided(driver, house, action, actor, &facts)?;
    if let Some(next) = action.goes_on(&facts, actor) {
        edits.extend(going_on(driver, house, &next, ReceiptId(0), Mode::Preview)?);
    }
    let done = Done { action, actor, approved_by: "", taken_back, receipt: ReceiptId(1), edits: edits.clone() };
    Ok((write_down(driver, house, done, None, Mode::Preview)?, edits))
}

fn is_same(one: &Record, other: &Record) -> bool {
    (one.kind(), one.id()) == (other.kind(), other.id())
}
