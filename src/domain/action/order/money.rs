//! The customer's methods of payment while an order's money moves. A gift card is debited and credited at once; what goes
//! to a card, a bank or a service is on its way.

use super::super::Refusal;
use crate::domain::customer::{Customer, MethodKind, PaymentMethod};
use crate::domain::journal::Edit;
use crate::domain::money::{Amount, Currency};
use crate::domain::order::{Order, Payment, PaymentKind};

/// A customer's methods, as they were and as they are to be.
pub(super) struct Purse<'a> {
    before: &'a Customer,
    after: Customer,
}

impl<'a> Purse<'a> {
    pub(super) fn of(customer: &'a Customer) -> Self {
        Self { before: customer, after: customer.clone() }
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
    pub(super) fn covers(&self, reference: &str, amount: Amount, currency: Currency) -> Result<(), Refusal> {
        let method = self.known(reference)?;
        match method.balance.filter(|_| method.kind == MethodKind::GiftCard) {
            Some(balance) if balance < amount => {
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
    pub(super) fn pay(
        &mut self,
        order: &mut Order,
        reference: &str,
        amount: Amount,
        currency: Currency,
    ) -> Result<(), Refusal> {
        self.covers(reference, amount, currency)?;
        self.shift(reference, Amount(-amount.0));
        order.payments.push(moved(PaymentKind::Payment, reference, amount));
        Ok(())
    }

    /// The method gets so much back.
    pub(super) fn pay_back(&mut self, order: &mut Order, reference: &str, amount: Amount) {
        self.shift(reference, amount);
        order.payments.push(moved(PaymentKind::Refund, reference, amount));
    }

    /// The method settles what is new minus old: it pays what is above nothing, and gets back what is below.
    pub(super) fn settle(
        &mut self,
        order: &mut Order,
        reference: &str,
        difference: Amount,
        currency: Currency,
    ) -> Result<(), Refusal> {
        self.known(reference)?;
        match difference.0 {
            0 => Ok(()),
            1.. => self.pay(order, reference, difference, currency),
            _ => {
                self.pay_back(order, reference, Amount(-difference.0));
                Ok(())
            }
        }
    }

    fn shift(&mut self, reference: &str, amount: Amount) {
        let methods = &mut self.after.details.payment_methods;
        let card =
            methods.iter_mut().find(|method| method.reference == reference && method.kind == MethodKind::GiftCard);
        if let Some(card) = card {
            card.balance = Some(Amount(card.balance.unwrap_or_default().0.saturating_add(amount.0)));
        }
    }

    /// These edits, and that of the customer where a balance moved.
    pub(super) fn edits(self, mut edits: Vec<Edit>) -> Vec<Edit> {
        if self.after != *self.before {
            edits.push(Edit::changed(self.before, self.after));
        }
        edits
    }
}

fn moved(kind: PaymentKind, method: &str, amount: Amount) -> Payment {
    Payment { kind, amount, method: method.to_owned(), custom: serde_json::Map::new() }
}
