//! The customer's methods of payment while an order's money moves. A gift card is debited and credited at once; what goes
//! to a card, a bank or a service is on its way.

use super::super::{Actor, House, Refusal};
use crate::domain::customer::{Customer, MethodKind, PaymentMethod};
use crate::domain::journal::Edit;
use crate::domain::money::Amount;
use crate::domain::order::{Order, Payment, PaymentKind};
use crate::domain::timestamp::{DAY, Timestamp};

/// A customer's methods, as they were and as they are to be.
pub(super) struct Purse<'a> {
    before: &'a Customer,
    after: Customer,
    house: &'a House,
    at: Timestamp,
}

impl<'a> Purse<'a> {
    pub(super) fn of(customer: &'a Customer, house: &'a House, actor: &Actor) -> Self {
        Self { before: customer, after: customer.clone(), house, at: actor.at }
    }

    /// The stored method of that reference.
    pub(super) fn known(&self, reference: &str) -> Result<&PaymentMethod, Refusal> {
        let methods = &self.after.details.payment_methods;
        methods.iter().find(|method| method.reference == reference).ok_or_else(|| {
            let message = format!("{} has no stored method of payment `{reference}`", self.after.name());
            let stored = methods.iter().map(|method| method.reference.clone());
            Refusal::new("unknown_method", message).instead(stored)
        })
    }

    /// Whether a method can give so much now: only of a gift card is it known.
    pub(super) fn covers(&self, reference: &str, amount: Amount) -> Result<(), Refusal> {
        let method = self.known(reference)?;
        match method.balance.filter(|_| method.kind == MethodKind::GiftCard) {
            Some(balance) if balance < amount => {
                let currency = self.house.currency;
                let message = format!(
                    "there are {} {currency} left on {reference}, and it takes {}",
                    balance.decimal(currency),
                    amount.decimal(currency)
                );
                let others = self.after.details.payment_methods.iter();
                let able = others.filter(|other| other.kind != MethodKind::GiftCard || other.balance >= Some(amount));
                Err(Refusal::new("insufficient_balance", message).instead(able.map(|other| other.reference.clone())))
            }
            Some(_) | None => Ok(()),
        }
    }

    /// The method pays so much for the order.
    pub(super) fn pay(&mut self, order: &mut Order, reference: &str, amount: Amount) -> Result<(), Refusal> {
        self.covers(reference, amount)?;
        self.shift(reference, Amount(-amount.0));
        order.payments.push(Payment::of(PaymentKind::Payment, amount, reference));
        Ok(())
    }

    /// The method gets so much back.
    pub(super) fn pay_back(&mut self, order: &mut Order, reference: &str, amount: Amount) {
        let at_once = self.shift(reference, amount) == Arrives::AtOnce;
        let days = self.house.policy.orders.refund_days.filter(|_| !at_once);
        let seen_by = days.map(|days| self.at.plus_seconds(i64::from(days) * DAY));
        order.payments.push(Payment { seen_by, ..Payment::of(PaymentKind::Refund, amount, reference) });
    }

    /// So much goes back to the methods that paid, each its share, and never more than was paid.
    pub(super) fn pay_back_across(&mut self, order: &mut Order, amount: Amount) {
        let paid = order.paid();
        let parts: Vec<_> = paid.iter().map(|(_, paid)| *paid).collect();
        // Where one method had more back than it paid, the others have less to get than they paid.
        let amount = amount.min(order.held());
        for ((method, _), share) in paid.iter().zip(amount.shared(&parts)).filter(|(_, share)| share.0 > 0) {
            self.pay_back(order, method, share);
        }
    }

    /// The method settles what is new minus old: it pays what is above nothing, and gets back what is below, as far as it
    /// was paid.
    pub(super) fn settle(&mut self, order: &mut Order, reference: &str, difference: Amount) -> Result<(), Refusal> {
        self.known(reference)?;
        match difference.0 {
            0 => Ok(()),
            1.. => self.pay(order, reference, difference),
            _ => {
                let back = Amount(difference.0.saturating_neg()).min(order.held());
                if back.0 > 0 {
                    self.pay_back(order, reference, back);
                }
                Ok(())
            }
        }
    }

    fn shift(&mut self, reference: &str, amount: Amount) -> Arrives {
        let methods = &mut self.after.details.payment_methods;
        let card =
            methods.iter_mut().find(|method| method.reference == reference && method.kind == MethodKind::GiftCard);
        let Some(card) = card else { return Arrives::Later };
        card.balance = Some(card.balance.unwrap_or_default().plus(amount));
        Arrives::AtOnce
    }

    /// These edits, and that of the customer where a balance moved.
    pub(super) fn edits(self, mut edits: Vec<Edit>) -> Vec<Edit> {
        if self.after != *self.before {
            edits.push(Edit::changed(self.before, self.after));
        }
        edits
    }
}

/// When money arrives where it is sent.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Arrives {
    AtOnce,
    Later,
}
