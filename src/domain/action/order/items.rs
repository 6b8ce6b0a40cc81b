//! Other variants of what was ordered, at today's price: as long as nobody has packed it, and as often as the policy has it.

use super::super::{Actor, Facts, House, Refusal};
use super::money::Purse;
use super::shelf::{Shelf, unavailable};
use crate::domain::journal::Edit;
use crate::domain::order::{Items, Order, OrderLine, OrderStatus, Swap};
use crate::domain::product::{Product, Variant};

pub(super) fn change(
    changes: &[Swap],
    method: &str,
    facts: &Facts,
    house: &House,
    actor: &Actor,
) -> Result<Vec<Edit>, Refusal> {
    let order = facts.need::<Order>()?;
    if order.status != OrderStatus::Pending {
        return Err(not_open(order, "changed"));
    }
    if house.policy.orders.item_changes_per_order.is_some_and(|most| order.item_changes() >= most) {
        let message = format!("the items of {} were changed already, and that is as often as can be", order.reference);
        return Err(Refusal::new("items_changed", message));
    }
    let lines = swapped(order, changes, Prices::Today, facts, house)?;
    let costs = house.charges.recharged(order, &lines);
    let mut shelf = Shelf::of(facts);
    for swap in changes {
        shelf.put_back(&swap.from, 1);
    }
    changes.iter().try_for_each(|swap| shelf.take(&swap.to, 1))?;
    let mut purse = Purse::of(facts.owner()?, house, actor);
    let mut after = Order { items: Items::Changed, ..order.clone() };
    purse.settle(&mut after, method, costs.total.less(order.charged().total))?;
    after.recharge(lines, costs);
    let mut edits = purse.edits(vec![Edit::changed(order, after)]);
    edits.extend(shelf.edits());
    Ok(edits)
}

/// Which price the variants have that take the place of others.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Prices {
    /// That of the catalogue.
    Today,
    /// The one that was agreed, where one was.
    Agreed,
}

/// The lines with other variants in place of some, each where the old one stood.
pub(super) fn swapped(
    order: &Order,
    changes: &[Swap],
    prices: Prices,
    facts: &Facts,
    house: &House,
) -> Result<Vec<OrderLine>, Refusal> {
    if changes.is_empty() {
        return Err(Refusal::new("nothing_to_change", "say which variant is to become which"));
    }
    let mut stays: Vec<(OrderLine, Vec<OrderLine>)> =
        order.lines.iter().map(|line| (line.clone(), Vec::new())).collect();
    for swap in changes {
        let found = stays.iter_mut().find(|(line, _)| line.sku == swap.from && line.quantity > 0);
        let (line, come) = found.ok_or_else(|| not_in(order, &swap.from))?;
        let (product, variant) = facts.variant(&swap.to)?;
        if facts.product_of(line).is_none_or(|own| own.id != product.id) {
            let message = format!(
                "{} is no variant of {}; only variants of the same product can take its place",
                swap.to, line.name
            );
            return Err(Refusal::new("other_product", message));
        }
        let wanted = i64::try_from(changes.iter().filter(|other| other.to == swap.to).count()).unwrap_or(i64::MAX);
        if !variant.can_be_ordered(wanted) {
            return Err(unavailable(product, variant, wanted));
        }
        line.quantity -= 1;
        let agreed = swap.price.filter(|_| prices == Prices::Agreed).unwrap_or(variant.price);
        let new = OrderLine { price: agreed, ..of_variant(product, variant, 1, house) };
        match come.iter_mut().find(|come| come.sku == swap.to && come.price == new.price) {
            Some(come) => come.quantity += 1,
            None => come.push(new),
        }
    }
    let lines = stays.into_iter().flat_map(|(line, come)| std::iter::once(line).chain(come));
    Ok(lines.filter(|line| line.quantity > 0).collect())
}

/// A line of so many of a variant, at its price now.
pub(super) fn of_variant(product: &Product, variant: &Variant, quantity: i64, house: &House) -> OrderLine {
    OrderLine {
        sku: variant.sku.clone(),
        product: product.reference.clone(),
        name: product.name.clone(),
        price: variant.price,
        quantity,
        options: variant.options.clone(),
        tax_rate: house.charges.rate_of(product),
        custom: serde_json::Map::new(),
    }
}

pub(super) fn not_open(order: &Order, done: &str) -> Refusal {
    let message = format!("{} is {} and cannot be {done} any more", order.reference, order.status.name());
    Refusal::new("not_pending", message).instead(still_possible(order))
}

/// What brings back what an order has done to the world, by how far it is.
pub(super) fn still_possible(order: &Order) -> Vec<String> {
    match order.status {
        OrderStatus::Pending => vec!["cancel_order".to_owned()],
        OrderStatus::Processed | OrderStatus::Shipped => vec!["return_items once it has arrived".to_owned()],
        OrderStatus::Delivered => vec!["return_items".to_owned(), "exchange_items".to_owned()],
        OrderStatus::Cancelled => vec!["place_order".to_owned()],
    }
}

pub(super) fn not_in(order: &Order, sku: &str) -> Refusal {
    let message = format!("{sku} is not, or not so often, in {}", order.reference);
    Refusal::new("not_in_order", message).instead(order.lines.iter().map(|line| line.sku.clone()))
}
