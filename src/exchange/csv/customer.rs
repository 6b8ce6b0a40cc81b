//! Customers in rows.

use serde_json::Value;

use super::super::terms::{self, Terms};
use super::super::written::Text;
use super::super::written::customer::{Address, Customer, Method};
use super::cells::{Cells, Origin, custom_cell, records_cell};
use super::{Sheet, list};
use crate::domain::portable::Portable;
use crate::domain::text::fold;

impl Sheet for Customer {
    const HEADER: &'static [&'static str] = &[
        "ref",
        "given_name",
        "family_name",
        "company",
        "emails",
        "phones",
        "address_line1",
        "address_line2",
        "address_city",
        "address_region",
        "address_postal_code",
        "address_country",
        "address_custom",
        "language",
        "time_zone",
        "tier",
        "tags",
        "alerts",
        "note",
        "payment_methods_ref",
        "payment_methods_kind",
        "payment_methods_brand",
        "payment_methods_last4",
        "payment_methods_balance",
        "addresses",
        "consents",
        "merged",
        "custom",
    ];

    fn read(cells: &Cells<'_>) -> Result<Self, String> {
        let mut customer = Self {
            reference: cells.text("ref"),
            given_name: cells.text("given_name"),
            family_name: cells.text("family_name"),
            emails: cells.texts("emails"),
            phones: cells.texts("phones"),
            address: address(cells)?,
            company: cells.text("company"),
            language: cells.text("language"),
            time_zone: cells.text("time_zone"),
            note: cells.text("note"),
            tags: cells.texts("tags"),
            payment_methods: methods(cells)?,
            tier: cells.text("tier"),
            alerts: cells.texts("alerts"),
            addresses: cells.records("addresses")?,
            consents: cells.records("consents")?,
            merged: cells.texts("merged"),
            custom: cells.custom()?,
        };
        customer.take_name(cells);
        if cells.columns.origin() == Origin::Foreign {
            customer.taken_from_elsewhere();
        }
        Ok(customer)
    }

    fn admitted(self, terms: &Terms) -> Result<Portable, String> {
        Ok(Portable::Customer(Box::new(self.admit(terms)?)))
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let text = |text: &Text| text.0.clone();
        let texts = |texts: &[Text]| list::join(';', texts.iter().map(Text::as_str));
        let methods = &self.payment_methods;
        vec![vec![
            text(&self.reference),
            text(&self.given_name),
            text(&self.family_name),
            text(&self.company),
            texts(&self.emails),
            texts(&self.phones),
            text(&self.address.line1),
            text(&self.address.line2),
            text(&self.address.city),
            text(&self.address.region),
            text(&self.address.postal_code),
            text(&self.address.country),
            custom_cell(&self.address.custom),
            text(&self.language),
            text(&self.time_zone),
            text(&self.tier),
            texts(&self.tags),
            texts(&self.alerts),
            text(&self.note),
            list::column(methods, |method| &method.reference),
            list::column(methods, |method| &method.kind),
            list::column(methods, |method| &method.brand),
            list::column(methods, |method| &method.last4),
            list::column(methods, |method| &method.balance),
            records_cell(&self.addresses),
            records_cell(&self.consents),
            texts(&self.merged),
            custom_cell(&self.custom),
        ]]
    }
}

impl Customer {
    /// Takes one name for both apart at its last blank.
    fn take_name(&mut self, cells: &Cells<'_>) {
        if self.given_name.is_blank() && self.family_name.is_blank() {
            let name = terms::line(&cells.text("name"));
            let (given, family) = name.rsplit_once(' ').unwrap_or((name.as_str(), ""));
            (self.given_name, self.family_name) = (Text::from(given), Text::from(family));
        }
    }

    /// Fills what other systems write in their own way: no reference in an address book, a time zone that is not in the
    /// IANA data base.
    fn taken_from_elsewhere(&mut self) {
        if terms::time_zone(&self.time_zone).is_err() {
            let zone = std::mem::take(&mut self.time_zone);
            self.custom.insert("time zone".to_owned(), Value::String(zone.0));
        }
        if self.reference.is_blank() {
            let point = self.emails.iter().chain(&self.phones).find(|point| !point.is_blank());
            self.reference = point.map(|point| Text(fold(&terms::line(point)))).unwrap_or_default();
        }
    }
}

pub(super) fn address(cells: &Cells<'_>) -> Result<Address, String> {
    Ok(Address {
        line1: cells.text("address_line1"),
        line2: cells.text("address_line2"),
        city: cells.text("address_city"),
        region: cells.text("address_region"),
        postal_code: cells.text("address_postal_code"),
        country: cells.text("address_country"),
        custom: cells.object("address_custom")?,
    })
}

fn methods(cells: &Cells<'_>) -> Result<Vec<Method>, String> {
    let references = cells.column("payment_methods_ref");
    let mut columns = Vec::new();
    for name in ["payment_methods_kind", "payment_methods_brand", "payment_methods_last4", "payment_methods_balance"] {
        let column = cells.column(name);
        if column.len() > references.len() {
            return Err(format!("{name} has {} values, payment_methods_ref has {}", column.len(), references.len()));
        }
        columns.push(column.into_iter());
    }
    let mut next = |number: usize| columns.get_mut(number).and_then(Iterator::next).unwrap_or_default();
    let methods = references.into_iter().map(|reference| Method {
        reference,
        kind: next(0),
        brand: next(1),
        last4: next(2),
        balance: next(3),
    });
    Ok(methods.collect())
}
