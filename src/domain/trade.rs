//! What a business that keeps accounts has agreed on: the kinds of accounts it has, what it writes down of them, its plans.
//! What is not said is free.

use std::collections::BTreeMap;

use super::account::Plan;

/// What a business has agreed on for its accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trade {
    /// The kinds of accounts; any word where there are none.
    pub kinds: Vec<String>,
    /// The fields of an account beside ours; any where there are none.
    pub fields: Vec<String>,
    /// In how many days a charge is to be paid; `None` where that is not said.
    pub payment_days: Option<u32>,
    /// The plans by their names; any word, without a price, where there are none.
    pub plans: BTreeMap<String, Plan>,
}

impl Trade {
    /// The plan of that name, however it is written in capitals and small letters.
    #[must_use]
    pub fn plan(&self, name: &str) -> Option<(&str, &Plan)> {
        let found = self.plans.iter().find(|(known, _)| known.eq_ignore_ascii_case(name.trim()));
        found.map(|(known, plan)| (known.as_str(), plan))
    }

    /// The plans that an account of this kind can have.
    pub fn plans_for(&self, kind: &str) -> impl Iterator<Item = &str> {
        let fits = move |plan: &&Plan| plan.kind.is_empty() || plan.kind == kind;
        self.plans.iter().filter(move |(_, plan)| fits(plan)).map(|(name, _)| name.as_str())
    }
}
