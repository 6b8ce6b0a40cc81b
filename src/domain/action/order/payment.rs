//! Another method of payment: it pays all that was paid, and the methods before it get theirs back.

use super::super::{Actor, Facts, House, Refusal};
use super::items::not_open;
use super::money::Purse;
use crate::domain::journal::Edit;
use crate::domain::money::Amount;
use crate::domain::order::{Order, OrderStatus};

pub(super) fn change(method: &str, facts: &Facts, house: &House, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
    let order = facts.need::<Order>()?;
    if order.status != OrderStatus::Pending {
        return Err(not_open(order, "paid otherwise"));
    }
    let mut purse = Purse::of(facts.owner()?, house, actor);
    let method = purse.known(method)?.reference.clone();
    let mut others = order.paid();
    others.retain(|(other, _)| *other != method);
    let due: Amount = others.iter().map(|(_, paid)| *paid).sum();
    if due == Amount::default() {
        return Err(Refusal::new("same_method", format!("{} is paid by {method} already", order.reference)));
    }
    let mut after = order.clone();
    purse.pay(&mut after, &method, due)?;
    for (other, paid) in others {
        purse.pay_back(&mut after, &other, paid);
    }
    Ok(purse.edits(vec![Edit::changed(order, after)]))
}
