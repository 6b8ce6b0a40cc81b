//! What agents may do, as it stands in a configuration: `[policy]` and `[agents]`.

use std::collections::BTreeMap;

use super::finding::did_you_mean;
use super::reader::Table;
use crate::domain::money::{Amount, Currency};
use crate::domain::policy::{LimitKind, OrderPolicy, Policy, RefundTo, Role};

/// The policy of the file; amounts are of that currency.
pub(super) fn policy(file: &Table<'_>, currency: Currency) -> Policy {
    let (orders, limits) = file
        .table("policy", |policy| (policy.table("orders", orders).unwrap_or_default(), limits(policy, currency)))
        .unwrap_or_default();
    let roles = roles(file, &limits);
    Policy { orders, limits, roles }
}

fn orders(table: &Table<'_>) -> OrderPolicy {
    OrderPolicy {
        cancel_reasons: table.texts("cancel_reasons").unwrap_or_default(),
        item_changes_per_order: table.number("item_changes_per_order", 0..=1_000),
        returns_per_order: table.number("returns_per_order", 0..=1_000),
        refund_to: table.choices("refund_to", RefundTo::ALL, RefundTo::name).unwrap_or_default(),
        cancel_hours: table.number("cancel_hours", 0..=100_000),
        return_days: table.number("return_days", 0..=10_000),
        exchange_days: table.number("exchange_days", 0..=10_000),
        refund_days: table.number("refund_days", 0..=1_000),
    }
}

fn limits(policy: &Table<'_>, currency: Currency) -> BTreeMap<Role, BTreeMap<LimitKind, Amount>> {
    let example = Amount(10_000).decimal(currency);
    let wanted = format!("an amount of {currency} in quotes, such as \"{example}\"");
    let amount = |text: &str| Amount::parse(text, currency).filter(|amount| amount.0 >= 0);
    let read = |role: &Table<'_>| {
        LimitKind::ALL
            .iter()
            .filter_map(|kind| Some((*kind, role.parsed(kind.name(), &wanted, amount)?)))
            .collect::<BTreeMap<_, _>>()
    };
    policy.named("limits", read).into_iter().map(|(role, limits)| (Role(role), limits)).collect()
}

/// The role of each agent: one that everybody knows, or one that has a limit.
fn roles(file: &Table<'_>, limits: &BTreeMap<Role, BTreeMap<LimitKind, Amount>>) -> BTreeMap<String, Role> {
    let mut known = vec![Role::AGENT, Role::SUPERVISOR];
    known.extend(
        limits.keys().map(|role| role.0.as_str()).filter(|role| ![Role::AGENT, Role::SUPERVISOR].contains(role)),
    );
    let read = |agent: &Table<'_>| {
        let role = agent.text("role")?;
        if !known.contains(&role.as_str()) {
            let meant = did_you_mean(&role, known.iter().copied());
            agent.wrong(
                "role",
                format!("`role` takes {}, or one that has limits, not `{role}`{meant}", known.join(", ")),
            );
        }
        Some(Role(role))
    };
    file.named("agents", read).into_iter().filter_map(|(name, role)| Some((name, role?))).collect()
}
