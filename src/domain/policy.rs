//! What agents may do by themselves, as the business has set it. What is not set is permitted; the rules that ask stand
//! with the actions.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::case::Severity;
use super::money::Amount;
use super::named::named;

named! {
    /// Where the money of a return may go.
    RefundTo {
        /// Back to where it came from.
        Original = "original",
        /// To a gift card.
        GiftCard = "gift_card",
    }
}

named! {
    /// What an authority is counted in.
    LimitKind {
        /// Money given back for goods.
        Refund = "refund",
        /// Money given as goodwill.
        Credit = "credit",
        /// What is taken off the price of goods.
        Discount = "discount",
    }
}

impl RefundTo {
    /// The way as people say it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Original => "the method that paid",
            Self::GiftCard => "a gift card",
        }
    }
}

/// What an agent is in the business; what they may do hangs on it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Role(pub String);

impl Role {
    /// The role of everybody who was given no other.
    pub const AGENT: &str = "agent";
    /// The role of those who approve what is above an agent's limit.
    pub const SUPERVISOR: &str = "supervisor";
}

impl Default for Role {
    fn default() -> Self {
        Self(Self::AGENT.to_owned())
    }
}

/// The authority that a business gives its agents.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Policy {
    /// What may be done to orders.
    pub orders: OrderPolicy,
    /// The most that a role may give by itself, by what is given; a role or a kind that is not here has no limit.
    pub limits: BTreeMap<Role, BTreeMap<LimitKind, Amount>>,
    /// Who may approve what is above an agent's limit; supervisors where there are none.
    pub approvers: Vec<Role>,
    /// What is asked of a customer before an agent does something for them.
    pub identity: IdentityPolicy,
    /// What is agreed on for complaints and for what is referred.
    pub cases: CasePolicy,
    /// What is agreed on for scripted answers.
    pub answers: AnswerPolicy,
    /// The role of each agent who is named.
    pub roles: BTreeMap<String, Role>,
}

/// What is agreed on for scripted answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AnswerPolicy {
    /// Whether somebody who approves has to agree to an answer before others find it.
    pub approval: bool,
}

/// What is asked of a customer before an agent does something for them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct IdentityPolicy {
    /// The actions that need it; none where there are none.
    pub verbs: Vec<String>,
    /// How many details have to agree.
    pub details: usize,
    /// The details of a file that do not show before.
    pub hides: Vec<Hidden>,
}

named! {
    /// What of a customer's file may be hidden until it is known who asks.
    Hidden {
        /// Telephone numbers.
        Phones = "phones",
        /// Mail addresses.
        Emails = "emails",
        /// Postal addresses.
        Address = "address",
        /// Stored methods of payment.
        PaymentMethods = "payment_methods",
        /// The lasting remark.
        Note = "note",
    }
}

/// What is agreed on for complaints and for what is referred.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CasePolicy {
    /// What a complaint may be about; any word where there are none.
    pub categories: Vec<String>,
    /// Within how many hours a case is answered, by how heavy it weighs; no time where there is none.
    pub hours: BTreeMap<Severity, u32>,
    /// To whom something is referred; to anybody where there are none.
    pub refer_to: Vec<String>,
}

/// What may be done to orders.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct OrderPolicy {
    /// The reasons for which an order may be cancelled; any text where there are none.
    pub cancel_reasons: Vec<String>,
    /// How often the items of one order may be changed; `None` for any number.
    pub item_changes_per_order: Option<u32>,
    /// How many returns and exchanges together one order may have; `None` for any number.
    pub returns_per_order: Option<u32>,
    /// Where the money of a return may go; anywhere where there are none.
    pub refund_to: Vec<RefundTo>,
    /// For how many hours an order may be cancelled after it was placed; `None` for as long as nobody packed it.
    pub cancel_hours: Option<u32>,
    /// For how many days goods may be returned after they arrived; `None` for ever.
    pub return_days: Option<u32>,
    /// For how many days goods may be exchanged after they arrived; `None` for ever.
    pub exchange_days: Option<u32>,
    /// Within how many days a customer sees a refund that goes to no gift card; `None` where nothing is promised.
    pub refund_days: Option<u32>,
}

impl Policy {
    /// The role of this agent: an unknown name is an agent.
    #[must_use]
    pub fn role_of(&self, agent: &str) -> Role {
        self.roles.get(agent).cloned().unwrap_or_default()
    }

    /// Whether this agent may approve what is above another's limit.
    #[must_use]
    pub fn may_approve(&self, agent: &str) -> bool {
        let role = self.role_of(agent);
        if self.approvers.is_empty() { role.0 == Role::SUPERVISOR } else { self.approvers.contains(&role) }
    }

    /// The policy under which `agent` has the authority of `other`.
    #[must_use]
    pub fn lending(&self, agent: &str, other: &str) -> Self {
        let mut lent = self.clone();
        lent.roles.insert(agent.to_owned(), self.role_of(other));
        lent
    }

    /// The most of this kind that a role may give by itself; `None` where there is no limit.
    #[must_use]
    pub fn limit(&self, role: &Role, kind: LimitKind) -> Option<Amount> {
        self.limits.get(role)?.get(&kind).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_set_is_permitted() {
        let policy = Policy::default();
        assert_eq!(policy.role_of("anybody"), Role("agent".to_owned()));
        assert_eq!(policy.limit(&Role::default(), LimitKind::Refund), None);
    }

    #[test]
    fn a_limit_holds_for_its_role_and_its_kind_alone() {
        let limits = BTreeMap::from([(Role::default(), BTreeMap::from([(LimitKind::Refund, Amount(10_000))]))]);
        let roles = BTreeMap::from([("ana".to_owned(), Role(Role::SUPERVISOR.to_owned()))]);
        let policy = Policy { limits, roles, ..Policy::default() };
        assert_eq!(policy.limit(&policy.role_of("ben"), LimitKind::Refund), Some(Amount(10_000)));
        assert_eq!(policy.limit(&policy.role_of("ben"), LimitKind::Credit), None);
        assert_eq!(policy.limit(&policy.role_of("ana"), LimitKind::Refund), None);
    }

    #[test]
    fn a_policy_reads_back_what_it_writes() {
        let limits = BTreeMap::from([(Role::default(), BTreeMap::from([(LimitKind::Credit, Amount(5_000))]))]);
        let policy = Policy { limits, ..Policy::default() };
        let text = serde_json::to_string(&policy).unwrap();
        assert_eq!(serde_json::from_str::<Policy>(&text).unwrap(), policy);
        assert_eq!(serde_json::from_str::<Policy>("{}").unwrap(), Policy::default());
    }
}
