//! What an agent may give by themselves: what is above the limit of their role waits for a supervisor. What they gave in one
//! contact, or of one order, is counted together.

use super::account::AccountAction;
use super::approval::ApprovalAction;
use super::order::OrderAction;
use super::{Action, Actor, Facts, House, Refusal};
use crate::domain::journal::{Change, FieldChange, Receipt};
use crate::domain::money::Amount;
use crate::domain::order::{Order, Return};
use crate::domain::policy::LimitKind;
use crate::domain::record::{Record, RecordKind, Recorded};

/// The code of a refusal that a supervisor's yes would lift.
pub const NEEDS_APPROVAL: &str = "needs_approval";

/// Whether the one who acts may give so much by themselves, with what they gave before: a limit is not passed in parts.
///
/// # Errors
/// [`NEEDS_APPROVAL`] when it is above the limit of their role.
pub fn within(kind: LimitKind, amount: Amount, facts: &Facts, house: &House, actor: &Actor) -> Result<(), Refusal> {
    let policy = &house.policy;
    match policy.limit(&policy.role_of(&actor.agent), kind) {
        Some(limit) if amount.plus(facts.given) > limit => {
            let [asked, before, most] = [amount, facts.given, limit].map(|amount| amount.decimal(house.currency));
            let before = if facts.given.0 > 0 { format!(", with the {before} given before,") } else { String::new() };
            let message = format!(
                "a {} of {asked} {}{before} is above the {most} that may be given without a supervisor; it has to be approved",
                kind.name(),
                house.currency
            );
            Err(Refusal::new(NEEDS_APPROVAL, message).instead(["request_approval".to_owned()]))
        }
        Some(_) | None => Ok(()),
    }
}

/// What of earlier receipts counts towards the limit that an action on these records is measured against: what the same
/// agent gave by themselves in the same contact, or of the same order in any.
#[must_use]
pub fn given_before(earlier: &[Receipt], kind: LimitKind, records: &[Record], house: &House, actor: &Actor) -> Amount {
    let order = records.iter().find_map(Order::of).map(|order| order.id.0);
    let is_of_order = |change: &Change| change.record == RecordKind::Order && Some(change.id) == order;
    let counts = |receipt: &&Receipt| {
        let own = receipt.agent == actor.agent && receipt.approved_by.is_empty() && receipt.undone_by.is_none();
        let together = actor.contact.is_some() && receipt.contact == actor.contact;
        own && receipt.action.gives() == Some(kind) && (together || receipt.changes.iter().any(is_of_order))
    };
    earlier.iter().filter(counts).map(|receipt| receipt.gave(house)).sum()
}

impl Action {
    /// What it gives away that a limit may stand against, or would give if it were approved.
    #[must_use]
    #[expect(clippy::wildcard_enum_match_arm, reason = "nothing else gives")]
    pub fn gives(&self) -> Option<LimitKind> {
        match self {
            Self::Order(OrderAction::Refund { .. } | OrderAction::ReturnItems { .. })
            | Self::Account(AccountAction::RefundPayment { .. }) => Some(LimitKind::Refund),
            Self::Account(AccountAction::Credit { .. }) => Some(LimitKind::Credit),
            Self::Approval(ApprovalAction::RequestApproval { request, .. }) => request.gives(),
            _ => None,
        }
    }
}

impl Receipt {
    /// How much it gave: what was said, and for goods what they were worth.
    #[expect(clippy::wildcard_enum_match_arm, reason = "nothing else gives")]
    fn gave(&self, house: &House) -> Amount {
        match &self.action {
            Action::Order(OrderAction::Refund { amount, .. })
            | Action::Account(AccountAction::RefundPayment { amount, .. } | AccountAction::Credit { amount, .. }) => {
                Amount::parse(amount, house.currency).unwrap_or_default()
            }
            Action::Order(OrderAction::ReturnItems { .. }) => {
                let fields = self.changes.iter().flat_map(|change| &change.fields);
                let asked = fields.filter(|field| field.field == "returns").filter_map(FieldChange::last::<Return>);
                asked.filter_map(|asked| asked.amount).sum()
            }
            _ => Amount::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::money::Currency;
    use crate::domain::phone::Region;
    use crate::domain::policy::Role;
    use crate::domain::timestamp::Timestamp;

    #[test]
    fn what_is_above_the_limit_of_a_role_waits_for_a_supervisor() {
        let facts = Facts::default();
        let mut house = House::plain(Region::US, Currency::EUR);
        let actor = |agent: &str| Actor { agent: agent.to_owned(), contact: None, at: Timestamp::default() };
        assert_eq!(within(LimitKind::Refund, Amount(i64::MAX), &facts, &house, &actor("mara")), Ok(()));
        house.policy.limits =
            BTreeMap::from([(Role::default(), BTreeMap::from([(LimitKind::Refund, Amount(10_000))]))]);
        house.policy.roles = BTreeMap::from([("ana".to_owned(), Role(Role::SUPERVISOR.to_owned()))]);
        assert_eq!(within(LimitKind::Refund, Amount(10_000), &facts, &house, &actor("mara")), Ok(()));
        assert_eq!(within(LimitKind::Credit, Amount(10_001), &facts, &house, &actor("mara")), Ok(()));
        assert_eq!(within(LimitKind::Refund, Amount(10_001), &facts, &house, &actor("ana")), Ok(()));
        let refused = within(LimitKind::Refund, Amount(10_001), &facts, &house, &actor("mara")).unwrap_err();
        assert_eq!(refused.code, NEEDS_APPROVAL);
        assert!(refused.message.starts_with("a refund of 100.01 EUR is above the 100.00"), "{refused}");
        let before = Facts { given: Amount(6_000), ..facts };
        assert_eq!(within(LimitKind::Refund, Amount(4_000), &before, &house, &actor("mara")), Ok(()));
        let refused = within(LimitKind::Refund, Amount(4_001), &before, &house, &actor("mara")).unwrap_err();
        assert!(
            refused.message.starts_with("a refund of 40.01 EUR, with the 60.00 given before, is above"),
            "{refused}"
        );
    }
}
