//! Names that the house or the record at hand knows: plans, kinds of accounts, ways of sending, parcels on their way back.

use super::{Fit, Known};
use crate::domain::account::{Account, Plan};
use crate::domain::action::Names;
use crate::domain::ledger::Ledger;
use crate::domain::order::{Order, ReturnStatus};
use crate::domain::record::RecordKind;

impl Known<'_> {
    /// The names that would fit, for the order that is spoken of and the account that is marked.
    pub(super) fn names(&self, names: Names, order: Option<&Order>) -> Vec<Fit> {
        let plain = |names: &[String]| names.iter().map(|name| Fit::new(name.as_str(), "")).collect();
        match names {
            Names::Kind => plain(&self.house.trade.kinds),
            Names::Plan => self.plans(),
            Names::Carriage => {
                let ways = self.house.charges.carriage.iter();
                ways.map(|way| Fit::new(way.name.as_str(), way.price.decimal(self.house.currency))).collect()
            }
            Names::Disposition => {
                self.house.dispositions.iter().map(|known| Fit::new(known.name.as_str(), "")).collect()
            }
            Names::Meter => self.account().map(meters).unwrap_or_default(),
            Names::Parcel => order.map(parcels).unwrap_or_default(),
            Names::Merged => {
                let merged = self.file.map(|file| file.customer.details.merged.as_slice());
                plain(merged.unwrap_or_default())
            }
        }
    }

    /// The plans with what they cost: those for the marked account, where one is marked.
    fn plans(&self) -> Vec<Fit> {
        let account = self.account();
        let fits = |plan: &Plan| account.is_none_or(|account| plan.kind.is_empty() || plan.kind == account.kind);
        let plans = self.house.trade.plans.iter().filter(|(_, plan)| fits(plan));
        let words = |plan: &Plan| {
            let price = plan.price.decimal(self.house.currency);
            format!("{} {price} a {}", plan.kind, plan.period.name()).trim_start().to_owned()
        };
        plans.map(|(name, plan)| Fit::new(name.as_str(), words(plan))).collect()
    }

    /// The marked account.
    fn account(&self) -> Option<&Account> {
        let (_, marked) = self.marked.as_ref().filter(|(kind, _)| *kind == RecordKind::Account)?;
        let accounts = self.file?.accounts.iter().map(|ledger: &Ledger| &ledger.account);
        accounts.into_iter().find(|account| account.reference == *marked)
    }
}

fn meters(account: &Account) -> Vec<Fit> {
    let mut meters: Vec<Fit> = Vec::new();
    for reading in account.readings.iter().rev().filter(|reading| !reading.meter.is_empty()) {
        if meters.iter().all(|known| known.text != reading.meter) {
            meters.push(Fit::new(reading.meter.as_str(), format!("last {}", reading.value)));
        }
    }
    meters
}

/// The labels of what is on its way back.
fn parcels(order: &Order) -> Vec<Fit> {
    let returns = order.returns.iter().filter(|back| back.status != ReturnStatus::Refunded);
    let returns = returns.map(|back| (&back.arrival.label, format!("return of {}", back.lines.join(", "))));
    let exchanges = order.exchanges.iter().filter(|back| back.status != ReturnStatus::Refunded);
    let exchanges = exchanges.map(|back| {
        let from = back.changes.iter().map(|swap| swap.from.as_str()).collect::<Vec<_>>();
        (&back.arrival.label, format!("exchange of {}", from.join(", ")))
    });
    let labelled = returns.chain(exchanges).filter(|(label, _)| !label.is_empty());
    labelled.map(|(label, words)| Fit::new(label.as_str(), words)).collect()
}
