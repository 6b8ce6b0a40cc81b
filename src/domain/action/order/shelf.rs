//! The shelf: what orders take from the stock of counted variants, and what comes back to it.

use std::collections::BTreeMap;

use super::super::{Facts, Refusal};
use crate::domain::journal::Edit;
use crate::domain::product::{Product, Variant};

/// What was taken from the shelf so far, by variant; what came back counts against it.
pub(super) struct Shelf<'a> {
    facts: &'a Facts,
    taken: BTreeMap<String, i64>,
}

impl<'a> Shelf<'a> {
    pub(super) fn of(facts: &'a Facts) -> Self {
        Self { facts, taken: BTreeMap::new() }
    }

    /// Takes so many of a variant.
    pub(super) fn take(&mut self, sku: &str, quantity: i64) -> Result<(), Refusal> {
        let (product, variant) = self.facts.variant(sku)?;
        let taken = self.taken.entry(sku.to_owned()).or_default();
        let wanted = taken.saturating_add(quantity);
        if !variant.can_be_ordered(wanted) {
            return Err(unavailable(product, variant, wanted));
        }
        *taken = wanted;
        Ok(())
    }

    /// Puts so many of a variant back.
    pub(super) fn put_back(&mut self, sku: &str, quantity: i64) {
        let taken = self.taken.entry(sku.to_owned()).or_default();
        *taken = taken.saturating_sub(quantity);
    }

    /// What becomes of the products whose variants are counted.
    pub(super) fn edits(&self) -> impl Iterator<Item = Edit> {
        self.facts.all::<Product>().filter_map(|product| {
            let mut after = product.clone();
            for (sku, taken) in &self.taken {
                let counted = after.variants.iter_mut().find(|variant| variant.sku == *sku);
                if let Some(stock) = counted.and_then(|variant| variant.stock.as_mut()) {
                    *stock = stock.saturating_sub(*taken);
                }
            }
            (after != *product).then(|| Edit::changed(product, after))
        })
    }
}

pub(super) fn unavailable(product: &Product, variant: &Variant, wanted: i64) -> Refusal {
    let what = format!("{} {} ({})", product.name, variant.words(), variant.sku);
    let message = match variant.stock {
        Some(left) if variant.can_be_ordered(1) && left < wanted => {
            format!("there are {left} of {what} left, and {wanted} were asked for")
        }
        Some(_) | None => format!("{what} cannot be had now"),
    };
    let others = product.variants.iter().filter(|other| other.sku != variant.sku && other.can_be_ordered(1));
    let others = others.take(5).map(|other| format!("{} ({})", other.sku, other.words()));
    Refusal::new("unavailable", message).instead(others)
}
