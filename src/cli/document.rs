//! Records as the command line tells them: as files carry them, with references where the store has identities.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use crate::domain::account::Account;
use crate::domain::action::Refusal;
use crate::domain::approval::Approval;
use crate::domain::callback::Callback;
use crate::domain::case::Case;
use crate::domain::contact::Contact;
use crate::domain::customer::Customer;
use crate::domain::id::{AccountId, ContactId, CustomerId};
use crate::domain::journal::{Change, Receipt};
use crate::domain::ledger::{Entry, Ledger};
use crate::domain::money::Amount;
use crate::domain::order::Order;
use crate::domain::outage::Outage;
use crate::domain::portable::Portable;
use crate::domain::record::sums;
use crate::exchange::{self, Terms};
use crate::store::{Error, Store};

/// Tells records, and remembers the references it has looked up.
pub(super) struct Teller<'a> {
    pub(super) store: &'a mut Store,
    terms: Terms,
    customers: HashMap<CustomerId, Option<Customer>>,
    contacts: HashMap<ContactId, String>,
}

impl<'a> Teller<'a> {
    pub(super) fn new(store: &'a mut Store, terms: Terms) -> Self {
        Self { store, terms, customers: HashMap::new(), contacts: HashMap::new() }
    }

    /// The customer of this identity.
    pub(super) fn customer(&mut self, id: Option<CustomerId>) -> Result<Option<&Customer>, Error> {
        let Some(id) = id else { return Ok(None) };
        if !self.customers.contains_key(&id) {
            let found = self.store.customer_of(id)?;
            self.customers.insert(id, found);
        }
        Ok(self.customers.get(&id).and_then(Option::as_ref))
    }

    /// Whom a contact is with: the customer's name, the name that came with it, or where it came from.
    pub(super) fn who(&mut self, contact: &Contact) -> Result<String, Error> {
        let known = self.customer(contact.customer)?.map(Customer::name);
        let told = [&contact.name, &contact.from].into_iter().find(|text| !text.is_empty()).cloned();
        Ok(known.or(told).unwrap_or_default())
    }

    fn customer_reference(&mut self, id: Option<CustomerId>) -> Result<String, Error> {
        Ok(self.customer(id)?.map(|customer| customer.reference.clone()).unwrap_or_default())
    }

    fn account_reference(&mut self, id: Option<i64>) -> Result<Value, Error> {
        let found = id.map(|id| self.store.account_of(AccountId(id))).transpose()?.flatten();
        Ok(found.map_or(Value::Null, |account| Value::from(account.reference)))
    }

    fn contact_reference(&mut self, id: Option<ContactId>) -> Result<Value, Error> {
        let Some(id) = id else { return Ok(Value::Null) };
        if let Some(known) = self.contacts.get(&id) {
            return Ok(Value::from(known.as_str()));
        }
        let found = self.store.contact(id)?.map_or_else(|| format!("K-{id}"), |contact| contact.reference);
        self.contacts.insert(id, found.clone());
        Ok(Value::from(found))
    }

    pub(super) fn person(&self, customer: &Customer) -> Value {
        exchange::document(&Portable::Customer(Box::new(customer.clone())), &self.terms)
    }

    pub(super) fn order(&self, order: &Order, customer: &str) -> Value {
        let record = Portable::Order { order: Box::new(order.clone()), customer: customer.to_owned() };
        exchange::document(&record, &self.terms)
    }

    /// An account as it lies in a customer's file: with its latest entries, the newest first, and what is owed by all.
    pub(super) fn ledger(&mut self, ledger: &Ledger) -> Result<Value, Error> {
        let mut told = self.account(&ledger.account, &ledger.entries)?;
        if let Value::Object(fields) = &mut told {
            fields.insert("balance".to_owned(), Value::from(ledger.balance.decimal(self.terms.currency)));
        }
        Ok(told)
    }

    /// An account with what stands on it.
    pub(super) fn account(&mut self, account: &Account, entries: &[Entry]) -> Result<Value, Error> {
        let customer = self.customer_reference(Some(account.customer))?;
        let record = Portable::Account { account: Box::new(account.clone()), entries: entries.to_vec(), customer };
        Ok(exchange::document(&record, &self.terms))
    }

    pub(super) fn outage(&self, outage: &Outage) -> Value {
        exchange::document(&Portable::Outage(Box::new(outage.clone())), &self.terms)
    }

    pub(super) fn contact(&mut self, contact: &Contact) -> Result<Value, Error> {
        let customer = self.customer_reference(contact.customer)?;
        Ok(exchange::document(&Portable::Contact { contact: Box::new(contact.clone()), customer }, &self.terms))
    }

    pub(super) fn promise(&mut self, promise: &Callback) -> Result<Value, Error> {
        let customer = self.customer_reference(promise.customer)?;
        let contact = self.named_contact(promise.contact)?;
        let record = Portable::Promise { promise: Box::new(promise.clone()), customer, contact };
        Ok(exchange::document(&record, &self.terms))
    }

    pub(super) fn case(&mut self, case: &Case, customer: &str) -> Result<Value, Error> {
        let contact = self.named_contact(case.contact)?;
        let record = Portable::Case { case: Box::new(case.clone()), customer: customer.to_owned(), contact };
        Ok(exchange::document(&record, &self.terms))
    }

    fn named_contact(&mut self, id: Option<ContactId>) -> Result<String, Error> {
        let told = self.contact_reference(id)?;
        Ok(told.as_str().unwrap_or_default().to_owned())
    }

    /// A request for approval.
    pub(super) fn approval(&mut self, approval: &Approval) -> Result<Value, Error> {
        let mut told = serde_json::to_value(approval)?;
        if let Value::Object(fields) = &mut told {
            fields.remove("id");
            fields.insert("customer".to_owned(), Value::from(self.customer_reference(approval.customer)?));
            fields.insert("contact".to_owned(), self.contact_reference(approval.contact)?);
        }
        Ok(told)
    }

    /// A row of the journal.
    pub(super) fn receipt(&mut self, receipt: &Receipt) -> Result<Value, Error> {
        Ok(json!({
            "receipt": receipt.id,
            "at": receipt.at,
            "agent": receipt.agent,
            "contact": self.contact_reference(receipt.contact)?,
            "approved_by": Some(&receipt.approved_by).filter(|by| !by.is_empty()),
            "action": receipt.action,
            "changes": self.changes(&receipt.changes)?,
            "undone_by": receipt.undone_by,
        }))
    }

    /// What an action changed, a field each.
    pub(super) fn changes(&mut self, changes: &[Change]) -> Result<Vec<Value>, Error> {
        let mut told = Vec::new();
        for change in changes {
            for field in change.fields.iter().filter(|field| field.field != "id") {
                told.push(json!({
                    "record": change.record,
                    "ref": change.reference,
                    "field": field.field,
                    "before": self.value(&field.field, &field.before)?,
                    "after": self.value(&field.field, &field.after)?,
                }));
            }
        }
        Ok(told)
    }

    /// A stored value as the command line tells it: references for identities, decimals for amounts.
    fn value(&mut self, field: &str, value: &Value) -> Result<Value, Error> {
        Ok(match (field, value) {
            ("customer", Value::Number(id)) => Value::from(self.customer_reference(id.as_i64().map(CustomerId))?),
            ("account", Value::Number(id)) => self.account_reference(id.as_i64())?,
            ("contact", Value::Number(id)) => self.contact_reference(id.as_i64().map(ContactId))?,
            (field, Value::Number(amount)) if sums::is_money(field) => {
                Value::from(Amount(amount.as_i64().unwrap_or(0)).decimal(self.terms.currency))
            }
            (_, Value::Array(items)) => items.iter().map(|item| self.value("", item)).collect::<Result<_, _>>()?,
            (_, Value::Object(fields)) => {
                let mut told = Map::new();
                for (name, value) in fields {
                    told.insert(name.clone(), self.value(name, value)?);
                }
                Value::Object(told)
            }
            (_, Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => value.clone(),
        })
    }
}

/// A refusal as the command line tells it.
pub(super) fn refused(refusal: &Refusal) -> Value {
    json!({"refused": {"code": refusal.code, "message": refusal.message, "instead": refusal.instead}})
}
