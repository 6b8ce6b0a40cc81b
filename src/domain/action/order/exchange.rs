//! Goods that come back for other variants. This is the request: the difference is settled when they are here, but a gift
//! card that could not cover it now is refused now.

use super::super::{Actor, Facts, House, Refusal};
use super::items::{Prices, not_in, swapped};
use super::money::Purse;
use super::returned::{labelled, may_come_back, not_so_often};
use super::window::Window;
use crate::domain::journal::Edit;
use crate::domain::order::{Exchange, Order, ReturnStatus, Swap};

pub(super) fn request(
    changes: &[Swap],
    method: &str,
    facts: &Facts,
    house: &House,
    actor: &Actor,
) -> Result<Vec<Edit>, Refusal> {
    let order = facts.need::<Order>()?;
    may_come_back(order, Window::Exchange, house, actor)?;
    let wanted: Vec<_> = changes.iter().map(|swap| swap.from.clone()).collect();
    if let Some(sku) = not_so_often(order, &wanted, &order.coming_back()) {
        return Err(not_in(order, sku));
    }
    let lines = swapped(order, changes, Prices::Today, facts, house)?;
    let difference = house.charges.recharged(order, &lines).total.less(order.charged().total);
    Purse::of(facts.owner()?, house, actor).covers(method, difference)?;
    let agreed = |swap: &Swap| {
        let price = facts.variant(&swap.to).ok().map(|(_, variant)| variant.price);
        Swap { price, ..swap.clone() }
    };
    let mut after = order.clone();
    after.exchanges.push(Exchange {
        status: ReturnStatus::Requested,
        changes: changes.iter().map(agreed).collect(),
        method: method.to_owned(),
        difference,
        arrival: labelled(facts),
    });
    Ok(vec![Edit::changed(order, after)])
}
