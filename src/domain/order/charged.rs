//! What an order costs, part by part.

use serde::{Deserialize, Serialize};

use crate::domain::money::Amount;

/// What an order costs, part by part. The total is goods less discount plus shipping plus tax; tax that the prices hold
/// already adds nothing to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charges {
    /// The lines.
    pub goods: Amount,
    /// Taken off the goods.
    pub discount: Amount,
    /// Carriage.
    pub shipping: Amount,
    /// Tax that is added.
    pub tax: Amount,
    /// Tax that the prices hold.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub included_tax: Amount,
    /// What the customer owes.
    pub total: Amount,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it in this form")]
fn is_nothing(amount: &Amount) -> bool {
    *amount == Amount::default()
}

impl Charges {
    /// Its parts by their names, as far as they are more than nothing; goods that nothing is beside are the total.
    #[must_use]
    pub fn parts(&self) -> Vec<(&'static str, Amount)> {
        let beside =
            [("Discount", Amount(self.discount.0.saturating_neg())), ("Carriage", self.shipping), ("Tax", self.tax)];
        let mut parts: Vec<_> = beside.into_iter().filter(|(_, amount)| amount.0 != 0).collect();
        if !parts.is_empty() {
            parts.insert(0, ("Goods", self.goods));
        }
        parts.push(("Total", self.total));
        parts.extend(Some(("Tax that it holds", self.included_tax)).filter(|(_, amount)| amount.0 != 0));
        parts
    }
}
