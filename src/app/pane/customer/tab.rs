//! The parts of a customer's file, in their order, with how much stands in each.

use serde::{Deserialize, Serialize};

use crate::domain::file::CustomerFile;

/// The parts of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Tab {
    #[default]
    Overview,
    Orders,
    Accounts,
    Cases,
    Timeline,
    Promises,
    Details,
}

impl Tab {
    const ALL: [Self; 7] =
        [Self::Overview, Self::Orders, Self::Accounts, Self::Cases, Self::Timeline, Self::Promises, Self::Details];

    /// The tabs of a file: a customer of a trade that sells parcels has no accounts.
    pub(super) fn of(file: &CustomerFile) -> Vec<Self> {
        let has_accounts = !(file.accounts.is_empty() && file.outages.is_empty());
        Self::ALL.into_iter().filter(|tab| *tab != Self::Accounts || has_accounts).collect()
    }

    /// Where it stands among the tabs of a file.
    pub(super) fn place(self, file: &CustomerFile) -> usize {
        Self::of(file).iter().position(|tab| *tab == self).unwrap_or(0)
    }

    /// The tab to the right, around the end.
    pub(super) fn next(self, file: &CustomerFile) -> Self {
        Self::of(file).into_iter().cycle().nth(self.place(file) + 1).unwrap_or_default()
    }

    /// The tab to the left, around the end.
    pub(super) fn previous(self, file: &CustomerFile) -> Self {
        Self::of(file).into_iter().rev().cycle().skip_while(|tab| *tab != self).nth(1).unwrap_or_default()
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Orders => "Orders",
            Self::Accounts => "Accounts",
            Self::Cases => "Cases",
            Self::Timeline => "Timeline",
            Self::Promises => "Promises",
            Self::Details => "Details",
        }
    }

    pub(super) fn count(self, file: &CustomerFile) -> Option<usize> {
        match self {
            Self::Overview | Self::Details => None,
            Self::Orders => Some(file.orders.len()),
            Self::Accounts => Some(file.accounts.len()),
            Self::Cases => Some(file.cases.len()),
            Self::Timeline => Some(file.history().len()),
            Self::Promises => Some(file.callbacks.len()),
        }
    }
}
