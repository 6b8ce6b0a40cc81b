//! What agents may do, as it stands in a configuration: `[policy]` and `[agents]`.

use std::collections::BTreeMap;

use super::finding::did_you_mean;
use super::reader::Table;
use crate::domain::action::VERBS;
use crate::domain::case::Severity;
use crate::domain::money::{Amount, Currency};
use crate::domain::policy::{CasePolicy, Hidden, IdentityPolicy, LimitKind, OrderPolicy, Policy, RefundTo, Role};

/// The policy of the file; amounts are of that currency.
pub(super) fn policy(file: &Table<'_>, currency: Currency) -> Policy {
    let mut read = Policy { cases: cases(file), ..Policy::default() };
    file.table("policy", |policy| {
        read.orders = policy.table("orders", orders).unwrap_or_default();
        read.limits = limits(policy, currency);
        read.answers.approval =
            policy.table("answers", |answers| answers.truth("approval")).flatten().unwrap_or_default();
        read.identity = policy.table("identity", identity).unwrap_or_default();
        read.approvers = policy.texts("approvers").unwrap_or_default().into_iter().map(Role).collect();
    });
    read.roles = roles(file, &read);
    read
}

fn identity(table: &Table<'_>) -> IdentityPolicy {
    let verb = |name: &str| VERBS.iter().find(|verb| verb.name == name).map(|verb| verb.name.to_owned());
    IdentityPolicy {
        verbs: table.list("verbs", "names of actions, as `frontline do --help` lists them", verb).unwrap_or_default(),
        details: table.number("details", 1..=10).and_then(|count| usize::try_from(count).ok()).unwrap_or_default(),
        hides: table.choices("hides", Hidden::ALL, Hidden::name).unwrap_or_default(),
    }
}

/// The complaints `[complaints]` and what is referred, `[referrals]`.
fn cases(file: &Table<'_>) -> CasePolicy {
    let complaints = |table: &Table<'_>| {
        let hours = |hours: &Table<'_>| {
            let each = Severity::ALL.iter();
            each.filter_map(|severity| Some((*severity, hours.number(severity.name(), 1..=10_000)?))).collect()
        };
        (table.texts("categories").unwrap_or_default(), table.table("hours", hours).unwrap_or_default())
    };
    let (categories, hours) = file.table("complaints", complaints).unwrap_or_default();
    let refer_to = file.table("referrals", |table| table.texts("to")).flatten().unwrap_or_default();
    CasePolicy { categories, hours, refer_to }
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

/// The role of each agent: one that everybody knows, one that has a limit, or one that approves.
fn roles(file: &Table<'_>, policy: &Policy) -> BTreeMap<String, Role> {
    let mut known = vec![Role::AGENT, Role::SUPERVISOR];
    known.extend(
        policy
            .limits
            .keys()
            .chain(&policy.approvers)
            .map(|role| role.0.as_str())
            .filter(|role| ![Role::AGENT, Role::SUPERVISOR].contains(role)),
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
