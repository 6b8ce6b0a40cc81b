//! Goods that come back for other variants. This is the request: the difference is settled when they are here, but a gift
//! card that could not cover it now is refused now.

use super::super::{Facts, House, Refusal};
use super::items::{not_in, swapped};
use super::money::Purse;
use super::returned::may_come_back;
use crate::domain::journal::Edit;
use crate::domain::order::{Exchange, Order, ReturnStatus, Swap};

pub(super) fn request(changes: &[Swap], method: &str, facts: &Facts, house: &House) -> Result<Vec<Edit>, Refusal> {
    let order = facts.need::<Order>()?;
    may_come_back(order, house)?;
    let coming = order.coming_back();
    for swap in changes {
        let wanted = changes.iter().map(|swap| &swap.from).chain(&coming).filter(|sku| **sku == swap.from).count();
        if order.count(&swap.from) < i64::try_from(wanted).unwrap_or(i64::MAX) {
            return Err(not_in(order, &swap.from));
        }
    }
    let (_, difference) = swapped(order, changes, facts)?;
    Purse::of(facts.owner()?).covers(method, difference, house.currency)?;
    let mut after = order.clone();
    after.exchanges.push(Exchange {
        status: ReturnStatus::Requested,
        changes: changes.to_vec(),
        method: method.to_owned(),
        difference,
    });
    Ok(vec![Edit::changed(order, after)])
}
