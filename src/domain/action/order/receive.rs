//! Goods that are back: a return is paid, an exchange settled and its new goods sent. What did not arrive stays asked for.

use super::super::{Actor, Facts, House, Refusal};
use super::items::{Prices, swapped};
use super::money::Purse;
use super::returned::worth;
use super::shelf::Shelf;
use crate::domain::journal::Edit;
use crate::domain::order::{Arrival, Condition, Exchange, Order, Return, ReturnStatus, Shipment, Swap};
use crate::domain::text::fold_reference;

/// What has arrived, and how.
pub(super) struct Parcel<'a> {
    /// The return or exchange it is of, by its label or its place among those of the order; empty where there is one.
    pub(super) of: &'a str,
    pub(super) condition: Condition,
    /// What was in it; everything that was asked back where nothing is said.
    pub(super) lines: &'a [String],
}

pub(super) fn receive(parcel: &Parcel<'_>, facts: &Facts, house: &House, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
    let order = facts.need::<Order>()?;
    let mut after = order.clone();
    let mut purse = Purse::of(facts.owner()?, house, actor);
    let mut shelf = Shelf::of(facts);
    match expected(order, parcel.of)? {
        Expected::Return(place, returned) => {
            let (arrived, missing) = arrived(&returned.lines, String::as_str, parcel)?;
            back_on_shelf(&arrived, parcel, &mut shelf);
            let gone: Vec<_> = settled(order).cloned().collect();
            let amount = worth(order, &gone, &arrived, house).min(order.held());
            purse.known(&returned.refund_to)?;
            if amount.0 > 0 {
                purse.pay_back(&mut after, &returned.refund_to, amount);
            }
            let status = ReturnStatus::Refunded;
            let arrival = came(&returned.arrival, parcel, actor);
            let done = Return { status, lines: arrived, amount: Some(amount), arrival, ..returned.clone() };
            let left = Return { lines: missing, amount: None, ..returned.clone() };
            after
                .returns
                .splice(place..=place, std::iter::once(done).chain(Some(left).filter(|left| !left.lines.is_empty())));
        }
        Expected::Exchange(place, exchange) => {
            let (arrived, missing) = arrived(&exchange.changes, |swap| &swap.from, parcel)?;
            let old: Vec<_> = arrived.iter().map(|swap| swap.from.clone()).collect();
            back_on_shelf(&old, parcel, &mut shelf);
            let lines = swapped(order, &arrived, Prices::Agreed, facts, house)?;
            arrived.iter().try_for_each(|swap| shelf.take(&swap.to, 1))?;
            let charges = house.charges.recharged(order, &lines);
            let difference = charges.total.less(order.charged().total);
            purse.settle(&mut after, &exchange.method, difference)?;
            after.recharge(lines, charges);
            let skus = arrived.iter().map(|swap| swap.to.clone()).collect();
            after.shipments.push(Shipment { skus, ..Shipment::default() });
            let status = ReturnStatus::Refunded;
            let arrival = came(&exchange.arrival, parcel, actor);
            let left = exchange.difference.less(difference);
            let done = Exchange { status, changes: arrived, difference, arrival, ..exchange.clone() };
            let left = Exchange { changes: missing, difference: left, ..exchange.clone() };
            after
                .exchanges
                .splice(place..=place, std::iter::once(done).chain(Some(left).filter(|left| !left.changes.is_empty())));
        }
    }
    let mut edits = purse.edits(vec![Edit::changed(order, after)]);
    edits.extend(shelf.edits());
    Ok(edits)
}

/// What is still to arrive, with its place among its like.
enum Expected<'a> {
    Return(usize, &'a Return),
    Exchange(usize, &'a Exchange),
}

impl Expected<'_> {
    fn label(&self) -> &str {
        match self {
            Self::Return(_, returned) => &returned.arrival.label,
            Self::Exchange(_, exchange) => &exchange.arrival.label,
        }
    }

    /// Its number among all returns and then exchanges of the order, from 1.
    fn number(&self, order: &Order) -> usize {
        match self {
            Self::Return(place, _) => place + 1,
            Self::Exchange(place, _) => order.returns.len() + place + 1,
        }
    }

    fn words(&self, order: &Order) -> String {
        let what = match self {
            Self::Return(_, returned) => format!("return of {}", returned.lines.join(", ")),
            Self::Exchange(_, exchange) => {
                let swap = |swap: &Swap| format!("{} for {}", swap.from, swap.to);
                format!("exchange of {}", exchange.changes.iter().map(swap).collect::<Vec<_>>().join(", "))
            }
        };
        format!(
            "{} ({what})",
            if self.label().is_empty() { self.number(order).to_string() } else { self.label().to_owned() }
        )
    }
}

/// The return or exchange that is meant.
fn expected<'a>(order: &'a Order, said: &str) -> Result<Expected<'a>, Refusal> {
    let returns = order.returns.iter().enumerate().filter(|(_, each)| each.status != ReturnStatus::Refunded);
    let exchanges = order.exchanges.iter().enumerate().filter(|(_, each)| each.status != ReturnStatus::Refunded);
    let mut open: Vec<_> = returns.map(|(place, each)| Expected::Return(place, each)).collect();
    open.extend(exchanges.map(|(place, each)| Expected::Exchange(place, each)));
    if open.is_empty() {
        let message = format!("nothing of {} is on its way back", order.reference);
        return Err(Refusal::new("nothing_expected", message).instead(["return_items".to_owned()]));
    }
    let folded = fold_reference(said);
    let instead: Vec<_> = open.iter().map(|each| each.words(order)).collect();
    if folded.is_empty() {
        let first = open.pop();
        return first.filter(|_| open.is_empty()).ok_or_else(|| {
            let message =
                format!("several parcels of {} are on their way back; say which one this is", order.reference);
            Refusal::new("which_return", message).instead(instead)
        });
    }
    let is_meant =
        |each: &Expected<'_>| fold_reference(each.label()) == folded || each.number(order).to_string() == folded;
    open.into_iter().find(is_meant).ok_or_else(|| {
        let message = format!("`{said}` is no return or exchange of {} that is on its way", order.reference);
        Refusal::new("which_return", message).instead(instead)
    })
}

/// What of the expected items was in the parcel, and what was not.
fn arrived<T: Clone>(
    expected: &[T],
    sku: impl Fn(&T) -> &str,
    parcel: &Parcel<'_>,
) -> Result<(Vec<T>, Vec<T>), Refusal> {
    if parcel.lines.is_empty() {
        return Ok((expected.to_vec(), Vec::new()));
    }
    let (mut arrived, mut missing) = (Vec::new(), expected.to_vec());
    for line in parcel.lines {
        let Some(place) = missing.iter().position(|item| sku(item) == line) else {
            let message = format!("{line} was not, or not so often, to come back with this parcel");
            return Err(Refusal::new("not_expected", message).instead(expected.iter().map(|item| sku(item).to_owned())));
        };
        arrived.push(missing.remove(place));
    }
    Ok((arrived, missing))
}

fn back_on_shelf(skus: &[String], parcel: &Parcel<'_>, shelf: &mut Shelf<'_>) {
    if parcel.condition == Condition::Resalable {
        for sku in skus {
            shelf.put_back(sku, 1);
        }
    }
}

/// What came back for its money before.
fn settled(order: &Order) -> impl Iterator<Item = &String> {
    order.returns.iter().filter(|each| each.status == ReturnStatus::Refunded).flat_map(|each| &each.lines)
}

fn came(arrival: &Arrival, parcel: &Parcel<'_>, actor: &Actor) -> Arrival {
    Arrival { received_at: Some(actor.at), condition: Some(parcel.condition), ..arrival.clone() }
}
