//! Other variants of what was ordered, at today's price: as long as nobody has packed it, and as often as the policy has it.

use super::super::{Facts, House, Refusal};
use super::money::Purse;
use crate::domain::journal::Edit;
use crate::domain::money::Amount;
use crate::domain::order::{Items, Order, OrderLine, OrderStatus, Swap};
use crate::domain::product::{Product, Variant};

pub(super) fn change(changes: &[Swap], method: &str, facts: &Facts, house: &House) -> Result<Vec<Edit>, Refusal> {
    let order = facts.need::<Order>()?;
    if order.status != OrderStatus::Pending {
        return Err(not_open(order, "changed"));
    }
    if house.policy.orders.item_changes_per_order.is_some_and(|most| order.item_changes() >= most) {
        let message = format!("the items of {} were changed already, and that is as often as can be", order.reference);
        return Err(Refusal::new("items_changed", message));
    }
    let (lines, difference) = swapped(order, changes, facts)?;
    let mut after = Order { lines, items: Items::Changed, ..order.clone() };
    if let Some(charges) = &mut after.charges {
        charges.goods.0 = charges.goods.0.saturating_add(difference.0);
        charges.total.0 = charges.total.0.saturating_add(difference.0);
    }
    let mut purse = Purse::of(facts.owner()?);
    purse.settle(&mut after, method, difference, house.currency)?;
    Ok(purse.edits(vec![Edit::changed(order, after)]))
}

/// The lines with other variants in place of some, each where the old one stood, and the price of the new ones minus that
/// of the old ones.
pub(super) fn swapped(order: &Order, changes: &[Swap], facts: &Facts) -> Result<(Vec<OrderLine>, Amount), Refusal> {
    if changes.is_empty() {
        return Err(Refusal::new("nothing_to_change", "say which variant is to become which"));
    }
    let mut stays: Vec<(OrderLine, Vec<OrderLine>)> =
        order.lines.iter().map(|line| (line.clone(), Vec::new())).collect();
    let mut difference = 0_i64;
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
        let wanted = changes.iter().filter(|other| other.to == swap.to).count();
        if !variant.can_be_ordered(i64::try_from(wanted).unwrap_or(i64::MAX)) {
            return Err(unavailable(product, variant));
        }
        line.quantity -= 1;
        difference = difference.saturating_add(variant.price.0.saturating_sub(line.price.0));
        match come.iter_mut().find(|come| come.sku == swap.to) {
            Some(come) => come.quantity += 1,
            None => come.push(of_variant(product, variant, 1)),
        }
    }
    let lines = stays.into_iter().flat_map(|(line, come)| std::iter::once(line).chain(come));
    Ok((lines.filter(|line| line.quantity > 0).collect(), Amount(difference)))
}

/// A line of so many of a variant, at its price now.
pub(super) fn of_variant(product: &Product, variant: &Variant, quantity: i64) -> OrderLine {
    OrderLine {
        sku: variant.sku.clone(),
        product: product.reference.clone(),
        name: product.name.clone(),
        price: variant.price,
        quantity,
        options: variant.options.clone(),
        custom: serde_json::Map::new(),
    }
}

pub(super) fn not_open(order: &Order, done: &str) -> Refusal {
    let message = format!("{} is {} and cannot be {done} any more", order.reference, order.status.name());
    let instead = match order.status {
        OrderStatus::Delivered => vec!["return_items".to_owned(), "exchange_items".to_owned()],
        OrderStatus::Shipped | OrderStatus::Processed => vec!["return_items once it has arrived".to_owned()],
        OrderStatus::Pending | OrderStatus::Cancelled => Vec::new(),
    };
    Refusal::new("not_pending", message).instead(instead)
}

pub(super) fn not_in(order: &Order, sku: &str) -> Refusal {
    let message = format!("{sku} is not, or not so often, in {}", order.reference);
    Refusal::new("not_in_order", message).instead(order.lines.iter().map(|line| line.sku.clone()))
}

fn unavailable(product: &Product, variant: &Variant) -> Refusal {
    let message = format!("{} {} ({}) cannot be had now", product.name, variant.words(), variant.sku);
    let others = product.variants.iter().filter(|other| other.sku != variant.sku && other.can_be_ordered(1));
    let others = others.take(5).map(|other| format!("{} ({})", other.sku, other.words()));
    Refusal::new("unavailable", message).instead(others)
}
