//! Goods that come back for their money. This is the request: money moves when they are here.

use super::super::limit::within;
use super::super::{Actor, Facts, House, Refusal};
use super::items::not_in;
use super::money::Purse;
use super::warranty;
use super::window::{self, Window};
use crate::domain::customer::MethodKind;
use crate::domain::journal::Edit;
use crate::domain::money::Amount;
use crate::domain::order::{Arrival, Order, OrderStatus, PaymentKind, Return, ReturnStatus};
use crate::domain::policy::{LimitKind, RefundTo};
use crate::domain::text::{Layout, prose};

pub(super) fn request(
    lines: &[String],
    refund_to: &str,
    reason: &str,
    facts: &Facts,
    house: &House,
    actor: &Actor,
) -> Result<Vec<Edit>, Refusal> {
    let order = facts.need::<Order>()?;
    let warranty_until = warranty::until(order, lines, facts);
    may_come_back(order, Window::Return, house, actor).map_err(|refusal| match warranty_until {
        Some(until) if until >= crate::domain::timestamp::Date::of(actor.at) => {
            let message = format!("{}; it is under warranty until {until}", refusal.message);
            Refusal { message, ..refusal }
        }
        Some(_) | None => refusal,
    })?;
    if lines.is_empty() {
        return Err(Refusal::new("nothing_to_return", "say what comes back"));
    }
    let coming = order.coming_back();
    if let Some(sku) = not_so_often(order, lines, &coming) {
        return Err(not_in(order, sku));
    }
    refundable(order, refund_to, facts, house, actor)?;
    let amount = worth(order, &coming, lines, house).min(order.held());
    within(LimitKind::Refund, amount, facts, house, actor)?;
    let mut after = order.clone();
    after.returns.push(Return {
        status: ReturnStatus::Requested,
        lines: lines.to_vec(),
        refund_to: refund_to.to_owned(),
        reason: prose(reason, Layout::Line),
        amount: Some(amount),
        warranty_until,
        arrival: labelled(facts),
    });
    Ok(vec![Edit::changed(order, after)])
}

/// A new label for a parcel that comes back.
pub(super) fn labelled(facts: &Facts) -> Arrival {
    Arrival { label: format!("RL-{}", facts.fresh), ..Arrival::default() }
}

/// The first of these variants that is not so often in the order, beside those that are coming back already.
pub(super) fn not_so_often<'a>(order: &Order, lines: &'a [String], coming: &[String]) -> Option<&'a String> {
    lines.iter().find(|sku| {
        let wanted = lines.iter().chain(coming).filter(|line| line == sku).count();
        order.count(sku) < i64::try_from(wanted).unwrap_or(i64::MAX)
    })
}

/// What the customer paid for these goods, once others are gone: their part of the charges, without carriage.
pub(super) fn worth(order: &Order, gone: &[String], lines: &[String], house: &House) -> Amount {
    let total = |lines: &mut dyn Iterator<Item = &String>| {
        let left: Vec<&String> = lines.collect();
        house.charges.recharged(order, &order.lines_without(left)).total
    };
    total(&mut gone.iter()).less(total(&mut gone.iter().chain(lines)))
}

/// Whether anything of an order can come back at all.
pub(super) fn may_come_back(order: &Order, window: Window, house: &House, actor: &Actor) -> Result<(), Refusal> {
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
    window::open(order, window, &house.policy.orders, actor.at)
}

/// Whether money of an order may go back to that method.
pub(super) fn refundable(
    order: &Order,
    method: &str,
    facts: &Facts,
    house: &House,
    actor: &Actor,
) -> Result<(), Refusal> {
    let allowed = &house.policy.orders.refund_to;
    let originals: Vec<_> = order.payments.iter().filter(|payment| payment.kind == PaymentKind::Payment).collect();
    let is_original = originals.iter().any(|payment| payment.method == method);
    let purse = Purse::of(facts.owner()?, house, actor);
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
    let message = format!("the money of {} goes to {ways}, not to {method}", order.reference);
    Err(Refusal::new("bad_refund_method", message).instead(instead))
}
