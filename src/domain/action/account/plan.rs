//! Another plan: from today on, with the rest of the period that was paid for settled to the day.

use super::super::{Actor, Facts, House, Refusal};
use super::entry::{due, made};
use super::life::running;
use crate::domain::account::{Account, Plan};
use crate::domain::journal::Edit;
use crate::domain::ledger::{Entry, EntryKind};
use crate::domain::money::Amount;
use crate::domain::text::{Layout, clean};

/// The plan of that name for that kind of account, and what it costs where the house says so.
pub(super) fn known<'a>(name: &str, kind: &str, house: &'a House) -> Result<(String, Option<&'a Plan>), Refusal> {
    let (name, trade) = (clean(name, Layout::Line), &house.trade);
    if trade.plans.is_empty() && !name.is_empty() {
        return Ok((name, None));
    }
    let found = trade.plan(&name).filter(|(name, _)| trade.plans_for(kind).any(|fit| fit == *name));
    found.map(|(name, plan)| (name.to_owned(), Some(plan))).ok_or_else(|| {
        let those: Vec<_> = trade.plans_for(kind).map(str::to_owned).collect();
        let message = format!("there is no plan `{name}` for {kind}; there are {}", those.join(", "));
        Refusal::new("unknown_plan", message).instead(those)
    })
}

pub(super) fn change(plan: &str, facts: &Facts, house: &House, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
    let before = running(facts, "its plan stays")?;
    let (plan, new) = known(plan, &before.kind, house)?;
    if plan == before.plan {
        return Err(Refusal::new("same_plan", format!("{} is on {plan} already", before.reference)));
    }
    let mut edits = vec![Edit::changed(before, Account { plan: plan.clone(), ..before.clone() })];
    if let Some(new) = new {
        edits.extend(settled(before, &plan, new, facts, house, actor)?.map(Edit::created));
    }
    Ok(edits)
}

/// The charge or the credit for the rest of the period: what the rest of the new plan's period costs less what is left of
/// the old plan's, each rounded by itself to the smallest unit, half of one up. Today counts as a day of the new plan.
/// Whoever changes and changes back on one day is where they were, to the cent.
fn settled(
    before: &Account,
    plan: &str,
    new: &Plan,
    facts: &Facts,
    house: &House,
    actor: &Actor,
) -> Result<Option<Entry>, Refusal> {
    let day = |at| house.zone.civil(at).date;
    let (opened, today) = (before.opened_at.map(day), day(actor.at));
    let old = house.trade.plan(&before.plan).map(|(_, plan)| plan);
    if old.is_none() && !before.plan.is_empty() {
        let message = format!(
            "nobody has said what {} costs, so the rest of its period cannot be settled; have its price set",
            before.plan
        );
        return Err(Refusal::new("unknown_price", message));
    }
    let share = |plan: &Plan| plan.price_of(plan.period.rest(opened, today));
    let (credit, charge) = (old.map_or(Amount(0), share), share(new));
    let rest = new.period.rest(opened, today);
    let difference = charge.0.saturating_sub(credit.0);
    let (year, month, of_month) = rest.until.parts();
    let what = format!("{plan} for {} of {} days until {year:04}-{month:02}-{of_month:02}", rest.days, rest.of);
    let amount = Amount(difference.saturating_abs());
    Ok(match difference {
        0 => None,
        1.. => {
            Some(Entry { due_at: due(house, actor), ..made(EntryKind::Charge, amount, &what, before, facts, actor) })
        }
        _ => Some(made(EntryKind::Credit, amount, &what, before, facts, actor)),
    })
}
