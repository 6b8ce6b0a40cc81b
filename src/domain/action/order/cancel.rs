//! Cancelling: only what nobody has packed yet, for a reason that the policy knows. Every method gets back what it paid; of
//! single lines, its share of what they cost.

use super::super::{Actor, Facts, House, Refusal};
use super::items::not_open;
use super::money::Purse;
use super::returned::not_so_often;
use super::shelf::Shelf;
use super::window::{self, Window};
use crate::domain::journal::Edit;
use crate::domain::order::{Order, OrderStatus};
use crate::domain::text::{Layout, prose};

pub(super) fn cancel(
    reason: &str,
    lines: &[String],
    facts: &Facts,
    house: &House,
    actor: &Actor,
) -> Result<Vec<Edit>, Refusal> {
    let order = facts.need::<Order>()?;
    let reason = admitted(order, reason, house, actor)?;
    if let Some(sku) = not_so_often(order, lines, &[]) {
        return Err(super::items::not_in(order, sku));
    }
    let left = if lines.is_empty() { Vec::new() } else { order.lines_without(lines) };
    let (mut after, mut purse) = (order.clone(), Purse::of(facts.owner()?, house, actor));
    let mut shelf = Shelf::of(facts);
    if left.is_empty() {
        purse.pay_back_across(&mut after, order.held());
        for line in &order.lines {
            shelf.put_back(&line.sku, line.quantity);
        }
        after.status = OrderStatus::Cancelled;
        after.cancel_reason = reason;
    } else {
        let charges = house.charges.recharged(order, &left);
        purse.pay_back_across(&mut after, order.charged().total.less(charges.total));
        for sku in lines {
            shelf.put_back(sku, 1);
        }
        after.recharge(left, charges);
    }
    let mut edits = purse.edits(vec![Edit::changed(order, after)]);
    edits.extend(shelf.edits());
    Ok(edits)
}

/// The reason, if the order may be cancelled for it.
fn admitted(order: &Order, reason: &str, house: &House, actor: &Actor) -> Result<String, Refusal> {
    let policy = &house.policy.orders;
    if order.status != OrderStatus::Pending {
        return Err(not_open(order, "cancelled"));
    }
    window::open(order, Window::Cancel, policy, actor.at)?;
    if policy.item_changes_per_order.is_some_and(|most| order.item_changes() >= most) {
        let message = format!("the items of {} were changed, and after that it cannot be cancelled", order.reference);
        return Err(Refusal::new("items_changed", message).instead(["return_items once it has arrived".to_owned()]));
    }
    let reason = prose(reason, Layout::Line);
    if reason.is_empty() || !(policy.cancel_reasons.is_empty() || policy.cancel_reasons.contains(&reason)) {
        let message = match policy.cancel_reasons.as_slice() {
            [] => "say why it is cancelled".to_owned(),
            reasons => format!("`{reason}` is no reason to cancel; it is one of {}", reasons.join(", ")),
        };
        return Err(Refusal::new("bad_reason", message).instead(policy.cancel_reasons.clone()));
    }
    Ok(reason)
}
