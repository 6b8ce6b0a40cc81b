//! Goods that come back for their money. This is the request: money moves when they are here.

use super::super::{Actor, Facts, House, Refusal};
use super::items::not_in;
use super::money::Purse;
use crate::domain::customer::MethodKind;
use crate::domain::journal::Edit;
use crate::domain::order::{Order, OrderStatus, PaymentKind, Return, ReturnStatus};
use crate::domain::policy::RefundTo;
use crate::domain::text::{Layout, prose};

pub(super) fn request(
    lines: &[String],
    refund_to: &str,
    reason: &str,
    facts: &Facts,
    house: &House,
    _actor: &Actor,
) -> Result<Vec<Edit>, Refusal> {
    let order = facts.need::<Order>()?;
    may_come_back(order, house)?;
    if lines.is_empty() {
        return Err(Refusal::new("nothing_to_return", "say what comes back"));
    }
    let coming = order.coming_back();
    for sku in lines {
        let wanted = lines.iter().chain(&coming).filter(|line| *line == sku).count();
        if order.count(sku) < i64::try_from(wanted).unwrap_or(i64::MAX) {
            return Err(not_in(order, sku));
        }
    }
    refundable(order, refund_to, facts, house)?;
    let mut after = order.clone();
    after.returns.push(Return {
        status: ReturnStatus::Requested,
        lines: lines.to_vec(),
        refund_to: refund_to.to_owned(),
        reason: prose(reason, Layout::Line),
    });
    Ok(vec![Edit::changed(order, after)])
}

/// Whether anything of an order can come back at all.
pub(super) fn may_come_back(order: &Order, house: &House) -> Result<(), Refusal> {
    if order.status != OrderStatus::Delivered {
        let message = format!("{} is {}; only what was delivered can come back", order.reference, order.status.name());
        let pending = order.status == OrderStatus::Pending;
        return Err(Refusal::new("not_delivered", message).instead(pending.then(|| "cancel_order".to_owned())));
    }
    let so_far = order.returns.len() + order.exchanges.len();
    let most = house.policy.orders.returns_per_order.and_then(|most| usize::try_from(most).ok());
    if most.is_some_and(|most| so_far >= most) {
        let message = format!("{} has had as many returns and exchanges as it can have", order.reference);
        return Err(Refusal::new("returned_already", message));
    }
    Ok(())
}

/// Whether the money of a return may go to that method.
fn refundable(order: &Order, method: &str, facts: &Facts, house: &House) -> Result<(), Refusal> {
    let allowed = &house.policy.orders.refund_to;
    let originals: Vec<_> = order.payments.iter().filter(|payment| payment.kind == PaymentKind::Payment).collect();
    let is_original = originals.iter().any(|payment| payment.method == method);
    let purse = Purse::of(facts.owner()?);
    if is_original && (allowed.is_empty() || allowed.contains(&RefundTo::Original)) {
        return Ok(());
    }
    let is_gift_card = purse.known(method)?.kind == MethodKind::GiftCard;
    if allowed.is_empty() || is_gift_card && allowed.contains(&RefundTo::GiftCard) {
        return Ok(());
    }
    let mut instead: Vec<_> = originals.iter().map(|payment| payment.method.clone()).collect();
    let stored = facts.owner()?.details.payment_methods.iter().filter(|stored| stored.kind == MethodKind::GiftCard);
    instead.extend(stored.map(|card| card.reference.clone()));
    instead.dedup();
    let ways = allowed.iter().map(|way| way.words()).collect::<Vec<_>>().join(" or ");
    let message = format!("the money of a return goes to {ways}, not to {method}");
    Err(Refusal::new("bad_refund_method", message).instead(instead))
}
