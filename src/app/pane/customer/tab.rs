//! The parts of a customer's file, in their order, with how much stands in each.

use serde::{Deserialize, Serialize};

use crate::domain::file::CustomerFile;

/// The parts of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Tab {
    #[default]
    Overview,
    Orders,
    Cases,
    Timeline,
    Promises,
    Details,
}

impl Tab {
    pub(super) const ALL: [Self; 6] =
        [Self::Overview, Self::Orders, Self::Cases, Self::Timeline, Self::Promises, Self::Details];

    pub(super) fn place(self) -> usize {
        Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0)
    }

    /// The tab so many to the right, around the end.
    pub(super) fn step(self, steps: usize) -> Self {
        Self::ALL.into_iter().cycle().nth(self.place() + steps).unwrap_or_default()
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Overview => "Overview",
            Self::Orders => "Orders",
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
            Self::Cases => Some(file.cases.len()),
            Self::Timeline => Some(file.history().len()),
            Self::Promises => Some(file.callbacks.len()),
        }
    }
}
