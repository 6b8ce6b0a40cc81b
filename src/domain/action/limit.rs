//! What an agent may give by themselves: what is above the limit of their role waits for a supervisor.

use super::{Actor, House, Refusal};
use crate::domain::money::Amount;
use crate::domain::policy::LimitKind;

/// The code of a refusal that a supervisor's yes would lift.
pub const NEEDS_APPROVAL: &str = "needs_approval";

/// Whether the one who acts may give so much by themselves.
///
/// # Errors
/// [`NEEDS_APPROVAL`] when it is above the limit of their role.
pub fn within(kind: LimitKind, amount: Amount, house: &House, actor: &Actor) -> Result<(), Refusal> {
    let policy = &house.policy;
    match policy.limit(&policy.role_of(&actor.agent), kind) {
        Some(limit) if amount > limit => {
            let [asked, most] = [amount, limit].map(|amount| amount.decimal(house.currency));
            let message = format!(
                "a {} of {asked} {} is above the {most} that may be given without a supervisor; it has to be approved",
                kind.name(),
                house.currency
            );
            Err(Refusal::new(NEEDS_APPROVAL, message).instead(["request_approval".to_owned()]))
        }
        Some(_) | None => Ok(()),
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
        let mut house = House::plain(Region::US, Currency::EUR);
        let actor = |agent: &str| Actor { agent: agent.to_owned(), contact: None, at: Timestamp::default() };
        assert_eq!(within(LimitKind::Refund, Amount(i64::MAX), &house, &actor("mara")), Ok(()));
        house.policy.limits =
            BTreeMap::from([(Role::default(), BTreeMap::from([(LimitKind::Refund, Amount(10_000))]))]);
        house.policy.roles = BTreeMap::from([("ana".to_owned(), Role(Role::SUPERVISOR.to_owned()))]);
        assert_eq!(within(LimitKind::Refund, Amount(10_000), &house, &actor("mara")), Ok(()));
        assert_eq!(within(LimitKind::Credit, Amount(10_001), &house, &actor("mara")), Ok(()));
        assert_eq!(within(LimitKind::Refund, Amount(10_001), &house, &actor("ana")), Ok(()));
        let refused = within(LimitKind::Refund, Amount(10_001), &house, &actor("mara")).unwrap_err();
        assert_eq!(refused.code, NEEDS_APPROVAL);
        assert!(refused.message.starts_with("a refund of 100.01 EUR is above the 100.00"), "{refused}");
    }
}
