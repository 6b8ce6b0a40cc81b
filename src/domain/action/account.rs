//! What can be done to an account and the money on it, and the rules for it. Every movement of money is an entry of its
//! own; the account itself changes only where its details do.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Actor, Facts, House, Refusal, Touches};
use crate::domain::account::Passage;
use crate::domain::journal::Edit;
use crate::domain::masked;
use crate::domain::named::named;
use crate::domain::record::RecordKind;
use crate::domain::text::line;
use crate::domain::timestamp::Timestamp;

mod entry;
mod life;
mod plan;
mod report;
#[cfg(test)]
mod tests;

/// Something that is done to an account.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
pub enum AccountAction {
    /// A customer gets an account.
    OpenAccount {
        /// The customer.
        customer: String,
        /// What it is of.
        kind: String,
        /// The plan by which it is billed.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        plan: String,
        /// Where the service is, if not at the customer's address.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        address: Option<Map<String, Value>>,
        /// Fields of the trade.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        custom: Option<Map<String, Value>>,
    },
    /// Its details change; what is not given stays, and `null` takes a field of the trade away.
    ChangeAccount {
        /// The account.
        account: String,
        /// Where the service is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        address: Option<Map<String, Value>>,
        /// Fields of the trade.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        custom: Option<Map<String, Value>>,
    },
    /// It rests.
    SuspendAccount {
        /// The account.
        account: String,
        /// Why.
        #[serde(deserialize_with = "line")]
        reason: String,
    },
    /// It runs again.
    ResumeAccount {
        /// The account.
        account: String,
    },
    /// It is over: with nothing owed on it, or with a final bill.
    CloseAccount {
        /// The account.
        account: String,
        /// Why.
        #[serde(deserialize_with = "line")]
        reason: String,
        /// What is still charged, such as the use since the last bill; with it the account closes although something is owed.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        final_bill: String,
    },
    /// It is billed by another plan, and the rest of the period is settled.
    ChangePlan {
        /// The account.
        account: String,
        /// The plan from now on.
        plan: String,
    },
    /// The customer owes something more.
    Charge {
        /// The account.
        account: String,
        /// How much.
        amount: String,
        /// What for.
        #[serde(deserialize_with = "line")]
        what: String,
        /// Until when it is to be paid.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due_at: Option<Timestamp>,
    },
    /// The house gives something: on an account, or on a gift card of a customer who has none.
    Credit {
        /// The account.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        account: String,
        /// The customer whose gift card it goes to.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        customer: String,
        /// The gift card.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        method: String,
        /// How much.
        amount: String,
        /// Why.
        #[serde(deserialize_with = "line")]
        reason: String,
        /// The invoice it settles.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        invoice: String,
    },
    /// The customer paid.
    TakePayment {
        /// The account.
        account: String,
        /// How much.
        amount: String,
        /// What the terminal or the bank says of it; never the number of a card.
        #[serde(deserialize_with = "line")]
        bank_reference: String,
        /// The invoice it settles.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        invoice: String,
    },
    /// The customer gets money back: of a payment, or what the house owes on the account.
    RefundPayment {
        /// The account.
        account: String,
        /// How much.
        amount: String,
        /// Why.
        #[serde(deserialize_with = "line")]
        reason: String,
        /// The payment.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        payment: String,
        /// What the terminal or the bank says of it.
        #[serde(default, skip_serializing_if = "String::is_empty", deserialize_with = "line")]
        bank_reference: String,
    },
    /// A meter was read.
    ReportMeter {
        /// The account.
        account: String,
        /// What it shows, in whole units.
        reading: i64,
        /// Which meter, where there are several.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        meter: String,
        /// When it was read.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        read_at: Option<Timestamp>,
        /// How it got there from the last reading.
        #[serde(default)]
        since_last: Passage,
        /// Whether it was read again after it was doubted.
        #[serde(default)]
        checked: Checked,
    },
    /// Something is wrong with the service.
    ReportService {
        /// The account.
        account: String,
        /// What is wrong.
        #[serde(deserialize_with = "line")]
        what: String,
    },
}

named! {
    /// Whether the meter was read again after a reading was doubted.
    #[derive(Default)]
    Checked {
        /// It was read once.
        #[default]
        Once = "once",
        /// It was read again and shows the same.
        Again = "again",
    }
}

impl fmt::Debug for AccountAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        masked::record("AccountAction", self, f)
    }
}

impl AccountAction {
    fn account(&self) -> &str {
        match self {
            Self::OpenAccount { .. } => "",
            Self::ChangeAccount { account, .. }
            | Self::SuspendAccount { account, .. }
            | Self::ResumeAccount { account }
            | Self::CloseAccount { account, .. }
            | Self::ChangePlan { account, .. }
            | Self::Charge { account, .. }
            | Self::Credit { account, .. }
            | Self::TakePayment { account, .. }
            | Self::RefundPayment { account, .. }
            | Self::ReportMeter { account, .. }
            | Self::ReportService { account, .. } => account,
        }
    }

    pub(super) fn touches(&self) -> Touches<'_> {
        // On an account the customer is whose account it is.
        let customer = match (self, self.account()) {
            (Self::OpenAccount { customer, .. } | Self::Credit { customer, .. }, "") => customer.as_str(),
            (_, _) => "",
        };
        let named = Touches::named([(RecordKind::Account, self.account()), (RecordKind::Customer, customer)]);
        match self {
            Self::Credit { invoice, .. } | Self::TakePayment { invoice, .. } if invoice.is_empty() => named,
            Self::Credit { .. } | Self::TakePayment { .. } | Self::RefundPayment { .. } | Self::CloseAccount { .. } => {
                named.with_entries()
            }
            Self::OpenAccount { .. }
            | Self::ChangeAccount { .. }
            | Self::SuspendAccount { .. }
            | Self::ResumeAccount { .. }
            | Self::ChangePlan { .. }
            | Self::Charge { .. }
            | Self::ReportMeter { .. }
            | Self::ReportService { .. } => named,
        }
    }

    pub(super) fn rule(&self, facts: &Facts, house: &House, actor: &Actor) -> Result<Vec<Edit>, Refusal> {
        match self {
            Self::OpenAccount { kind, plan, address, custom, .. } => {
                life::open(kind, plan, address.as_ref(), custom.as_ref(), facts, house, actor)
            }
            Self::ChangeAccount { address, custom, .. } => {
                life::change(address.as_ref(), custom.as_ref(), facts, house)
            }
            Self::SuspendAccount { reason, .. } => life::suspend(reason, facts),
            Self::ResumeAccount { .. } => life::resume(facts),
            Self::CloseAccount { reason, final_bill, .. } => life::close(reason, final_bill, facts, house, actor),
            Self::ChangePlan { plan, .. } => plan::change(plan, facts, house, actor),
            Self::Charge { amount, what, due_at, .. } => entry::charge(amount, what, *due_at, facts, house, actor),
            Self::Credit { account, method, amount, reason, .. } if account.is_empty() => {
                entry::goodwill(method, amount, reason, facts, house, actor)
            }
            Self::Credit { amount, reason, invoice, .. } => entry::credit(amount, reason, invoice, facts, house, actor),
            Self::TakePayment { amount, bank_reference, invoice, .. } => {
                entry::payment(amount, bank_reference, invoice, facts, house, actor)
            }
            Self::RefundPayment { amount, reason, payment, bank_reference, .. } => {
                entry::refund(amount, reason, payment, bank_reference, facts, house, actor)
            }
            Self::ReportMeter { reading, meter, read_at, since_last, checked, .. } => {
                let at = read_at.unwrap_or(actor.at);
                report::meter(*reading, meter, at, *since_last, *checked, facts, actor)
            }
            Self::ReportService { what, .. } => report::service(what, facts, actor),
        }
    }

    pub(super) fn words(&self) -> String {
        match self {
            Self::OpenAccount { kind, plan, .. } if plan.is_empty() => format!("opened an account: {kind}"),
            Self::OpenAccount { kind, plan, .. } => format!("opened an account: {kind}, {plan}"),
            Self::ChangeAccount { account, .. } => format!("changed {account}"),
            Self::SuspendAccount { account, reason } => format!("suspended {account}: {reason}"),
            Self::ResumeAccount { account } => format!("resumed {account}"),
            Self::CloseAccount { account, reason, .. } => format!("closed {account}: {reason}"),
            Self::ChangePlan { account, plan } => format!("{account} is on {plan}"),
            Self::Charge { account, amount, what, .. } => format!("charged {amount} on {account}: {what}"),
            Self::Credit { account, method, amount, reason, .. } => {
                let place = if account.is_empty() { method } else { account };
                format!("credited {amount} on {place}: {reason}")
            }
            Self::TakePayment { account, amount, .. } => format!("took a payment of {amount} on {account}"),
            Self::RefundPayment { account, amount, reason, .. } => format!("paid {amount} back on {account}: {reason}"),
            Self::ReportMeter { account, reading, meter, .. } => {
                let meter = if meter.is_empty() { "the meter" } else { meter };
                format!("{meter} of {account} shows {reading}")
            }
            Self::ReportService { account, what } => format!("{account}: {what}"),
        }
    }
}
