//! Money that goes back without goods: never more than was paid, and only as much as the one who acts may give.

use super::super::limit::within;
use super::super::{Actor, Facts, House, Refusal};
use super::money::Purse;
use super::returned::refundable;
use crate::domain::journal::Edit;
use crate::domain::order::Order;
use crate::domain::policy::LimitKind;
use crate::domain::text::{Layout, prose};

pub(super) fn refund(
    amount: &str,
    method: &str,
    reason: &str,
    facts: &Facts,
    house: &House,
    actor: &Actor,
) -> Result<Vec<Edit>, Refusal> {
    let order = facts.need::<Order>()?;
    let amount = house.amount("amount", amount)?;
    let reason = prose(reason, Layout::Line);
    if reason.is_empty() {
        return Err(Refusal::new("reason_needed", "say why money is given back"));
    }
    let held = order.held();
    if amount > held {
        let [asked, held] = [amount, held].map(|amount| amount.decimal(house.currency));
        let message = format!(
            "{asked} {} is more than the {held} that were paid for {} and not given back",
            house.currency, order.reference
        );
        return Err(Refusal::new("more_than_paid", message).instead([held]));
    }
    let paid = order.paid();
    let method = match (method, paid.as_slice()) {
        ("", [(only, _)]) => only.as_str(),
        ("", _) => {
            let message = format!("say which method gets the money of {}", order.reference);
            return Err(Refusal::new("unknown_method", message).instead(paid.into_iter().map(|(method, _)| method)));
        }
        (method, _) => method,
    };
    refundable(order, method, facts, house, actor)?;
    within(LimitKind::Refund, amount, facts, house, actor)?;
    let (mut after, mut purse) = (order.clone(), Purse::of(facts.owner()?, house, actor));
    purse.pay_back(&mut after, method, amount);
    if let Some(payment) = after.payments.last_mut() {
        payment.reason = reason;
    }
    Ok(purse.edits(vec![Edit::changed(order, after)]))
}
