//! Cancelling: only what nobody has packed yet, for a reason that the policy knows; every method gets back what it paid.

use super::super::{Facts, House, Refusal};
use super::items::not_open;
use super::money::Purse;
use crate::domain::journal::Edit;
use crate::domain::order::{Order, OrderStatus};
use crate::domain::text::{Layout, prose};

pub(super) fn cancel(reason: &str, facts: &Facts, house: &House) -> Result<Vec<Edit>, Refusal> {
    let order = facts.need::<Order>()?;
    let policy = &house.policy.orders;
    if order.status != OrderStatus::Pending {
        return Err(not_open(order, "cancelled"));
    }
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
    let mut after = order.clone();
    let mut purse = Purse::of(facts.owner()?);
    for (method, paid) in order.paid() {
        purse.pay_back(&mut after, &method, paid);
    }
    after.status = OrderStatus::Cancelled;
    after.cancel_reason = reason;
    Ok(purse.edits(vec![Edit::changed(order, after)]))
}
