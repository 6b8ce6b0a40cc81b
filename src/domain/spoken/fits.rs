//! What would fit into a field, from what is open: the orders of the file, the lines of the order, the stored methods, the
//! reasons of the policy.

use super::word::{fit, telling};
use super::{Fit, Known, address, goods};
use crate::domain::account::Account;
use crate::domain::action::Form;
use crate::domain::callback::CallbackState;
use crate::domain::customer::{Customer, MethodKind, PaymentMethod};
use crate::domain::money::Amount;
use crate::domain::order::Order;
use crate::domain::policy::Hidden;
use crate::domain::record::RecordKind;
use crate::domain::text::words;

/// A record that is open on the desk.
pub(super) struct Open {
    pub(super) reference: String,
    /// What it is.
    pub(super) told: String,
    /// The words by which it is told.
    pub(super) words: Vec<String>,
}

impl Known<'_> {
    /// What would fit into a field of this form, for the order that is spoken of, narrowed to what the text describes.
    #[must_use]
    pub fn fits(&self, form: Form, text: &str, order: Option<&Order>) -> Vec<Fit> {
        let said = telling(text);
        let mut all = self.all(form, order);
        all.retain(|one| said.is_empty() || fit(&said, &words(&format!("{} {}", one.text, one.words))).is_some());
        all
    }

    fn all(&self, form: Form, order: Option<&Order>) -> Vec<Fit> {
        match form {
            Form::Record(kind) => {
                let records = self.open(kind).into_iter().chain(self.found(kind));
                records.map(|open| Fit::new(open.reference, open.told)).collect()
            }
            Form::Name(names) => self.names(names, order),
            Form::Lines => order.map(goods::of_lines).unwrap_or_default(),
            Form::Swaps => order.map(|order| goods::of_swaps(order, self)).unwrap_or_default(),
            Form::Goods => self.offers.iter().map(|offer| goods::of_offer(offer, self)).collect(),
            Form::Method | Form::Shares => self.methods(order).iter().map(|method| method_fit(method, self)).collect(),
            Form::Address | Form::Addresses => address::fits(self),
            Form::Methods => ["Visa 1234", "gift card 20.00", "bank Postbank 1234", "PayPal", "invoice"]
                .map(|text| Fit::new(text, ""))
                .into(),
            Form::Reason(reasons) => {
                reasons.of(&self.house.policy).iter().map(|reason| Fit::new(reason.as_str(), "")).collect()
            }
            Form::Choice(choices) | Form::Choices(choices) => {
                choices.iter().map(|choice| Fit::new(choice.replace('_', " "), "")).collect()
            }
            Form::Moment => [("in 2h", ""), ("tomorrow 9", ""), ("fri 14:30", ""), ("4 dec", "9:00")]
                .map(|(text, words)| Fit::new(text, words))
                .into(),
            Form::Text | Form::Block | Form::Number | Form::List | Form::Json | Form::Action | Form::Amount => {
                Vec::new()
            }
        }
    }

    /// The records of a kind that were found for what is being typed.
    pub(super) fn found(&self, kind: RecordKind) -> Vec<Open> {
        let open = self.file.map(|file| file.customer.id);
        let people = self.people.iter().filter(|customer| kind == RecordKind::Customer && open != Some(customer.id));
        let told = |customer: &Customer| {
            let told = [customer.name(), customer.details.address.line()];
            told.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        };
        people
            .map(|customer| Open {
                reference: customer.reference.clone(),
                told: told(customer),
                words: words(&customer.name()),
            })
            .collect()
    }

    /// The records of a kind that are open on the desk.
    pub(super) fn open(&self, kind: RecordKind) -> Vec<Open> {
        let open = |reference: &str, told: String, more: &[String]| {
            let mut all = words(&told);
            all.extend_from_slice(more);
            Open { reference: reference.to_owned(), told, words: all }
        };
        let Some(file) = self.file else {
            let contact = self.contact.filter(|_| kind == RecordKind::Contact);
            return contact.map(|contact| open(&contact.reference, "at hand".to_owned(), &[])).into_iter().collect();
        };
        match kind {
            RecordKind::Customer => vec![open(&file.customer.reference, file.customer.name(), &[])],
            RecordKind::Contact => {
                self.contact.map(|contact| open(&contact.reference, "at hand".to_owned(), &[])).into_iter().collect()
            }
            RecordKind::Callback => {
                let promised = file.callbacks.iter().filter(|callback| callback.state == CallbackState::Open);
                promised.map(|callback| open(&callback.reference, callback.what.clone(), &[])).collect()
            }
            RecordKind::Order => {
                let told = |order: &Order| {
                    let of_lines: Vec<String> = order.lines.iter().flat_map(goods::words_of).collect();
                    open(&order.reference, format!("{}, {}", order.contents(), order.status.name()), &of_lines)
                };
                file.orders.iter().map(told).collect()
            }
            RecordKind::Case => {
                let cases = file.cases.iter().filter(|case| case.is_open());
                cases.map(|case| open(&case.reference, case.title(), &words(&case.summary))).collect()
            }
            RecordKind::Approval => {
                let asked = file.approvals.iter().filter(|approval| approval.decided_at.is_none());
                asked.map(|approval| open(&approval.reference, approval.request.words(), &[])).collect()
            }
            RecordKind::Account => {
                let told = |account: &Account| format!("{} {}, {}", account.kind, account.plan, account.status.name());
                let accounts = file.accounts.iter().map(|ledger| &ledger.account);
                accounts.map(|account| open(&account.reference, told(account), &[])).collect()
            }
            RecordKind::Entry => {
                let entries = file.accounts.iter().flat_map(|ledger| &ledger.entries);
                let told = |amount: Amount, what: &str| format!("{} {what}", amount.decimal(self.house.currency));
                entries.map(|entry| open(&entry.reference, told(entry.amount, &entry.what), &[])).collect()
            }
            RecordKind::Outage => {
                let running = file.outages.iter().filter(|outage| outage.ended_at.is_none());
                running.map(|outage| open(&outage.reference, outage.cause.clone(), &[])).collect()
            }
            // Answers are searched in a pane of their own.
            RecordKind::Answer => Vec::new(),
            RecordKind::Product => {
                self.products.iter().map(|product| open(&product.reference, product.name.clone(), &[])).collect()
            }
        }
    }

    /// The customer's methods of payment, and those that moved money for the order without being stored.
    pub(super) fn methods(&self, order: Option<&Order>) -> Vec<PaymentMethod> {
        let stored = self.file.map(|file| file.customer.details.payment_methods.as_slice()).unwrap_or_default();
        let mut all = stored.to_vec();
        for payment in order.map(|order| order.payments.as_slice()).unwrap_or_default() {
            if all.iter().all(|method| method.reference != payment.method) {
                let (brand, last4) = (payment.method.clone(), String::new());
                all.push(PaymentMethod {
                    reference: payment.method.clone(),
                    kind: MethodKind::Card,
                    brand,
                    last4,
                    balance: None,
                });
            }
        }
        all
    }
}

/// The words by which a method is told.
pub(super) fn words_of_method(method: &PaymentMethod) -> Vec<String> {
    let mut all = words(&format!("{} {} {} {}", method.brand, method.kind.words(), method.last4, method.reference));
    all.push(method.reference.to_lowercase());
    all
}

fn method_fit(method: &PaymentMethod, known: &Known<'_>) -> Fit {
    if known.hides.contains(&Hidden::PaymentMethods) {
        return Fit::new(method.reference.as_str(), method.kind.words());
    }
    let left = method
        .balance
        .map(|balance| format!(", {} {} left", balance.decimal(known.house.currency), known.house.currency));
    Fit::new(method.reference.as_str(), format!("{}{}", method.words(), left.unwrap_or_default()))
}
