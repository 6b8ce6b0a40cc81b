//! Warranty: so many months from the day on which goods arrived, as each product has it in its field `warranty_months`.

use super::super::Facts;
use crate::domain::order::Order;
use crate::domain::product::Product;
use crate::domain::timestamp::Date;

/// Until when all of these goods are under warranty; `None` where one has none, or nobody knows when they came.
pub(super) fn until(order: &Order, skus: &[String], facts: &Facts) -> Option<Date> {
    let begins = order.delivered_at.or(order.placed_at)?;
    let end = |sku: &String| {
        let line = order.lines.iter().find(|line| line.sku == *sku)?;
        facts.product_of(line).and_then(months).map(|months| Date::of(begins.plus_months(months)))
    };
    skus.iter().map(end).collect::<Option<Vec<_>>>()?.into_iter().min()
}

fn months(product: &Product) -> Option<u32> {
    let months = product.custom.get("warranty_months")?;
    let written = months.as_str().and_then(|text| text.trim().parse().ok());
    months.as_u64().or(written).and_then(|months| u32::try_from(months).ok()).filter(|months| *months <= 1_200)
}
