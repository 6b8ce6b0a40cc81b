//! What an action needs to have loaded before its rule can be asked, and what was found.

use super::Refusal;
use crate::domain::account::Account;
use crate::domain::contact::Contact;
use crate::domain::customer::Customer;
use crate::domain::money::Amount;
use crate::domain::order::OrderLine;
use crate::domain::product::{Product, Variant};
use crate::domain::record::{Record, RecordKind, Recorded};

/// The records that an action names. Empty references name nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touches<'a> {
    /// Records by their references.
    pub named: Vec<(RecordKind, &'a str)>,
    /// Variants by their numbers; the products they are of are needed.
    pub goods: Vec<&'a str>,
    /// The customer of whom everything that belongs to them is needed.
    pub all_of: Option<&'a str>,
    /// Whether the products of all lines of the orders are needed too.
    pub contents: Contents,
    /// Whether what stands on the account is needed.
    pub entries: Entries,
}

/// Whether the products of an order's lines are needed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Contents {
    /// They are not.
    #[default]
    NotNeeded,
    /// They are.
    Needed,
}

/// Whether an action needs the entries of the account that it names first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Entries {
    /// It does not look at them.
    #[default]
    NotNeeded,
    /// It is measured against them.
    Needed,
}

/// The records that an action names, as they stand, and the identity for one that it makes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// The records: those that were named, in that order, then whose they are and what is on an account, then the products.
    pub records: Vec<Record>,
    /// The identity for a record that the action makes.
    pub fresh: i64,
    /// The contact in which it happens, where an action has to know.
    pub during: Option<Contact>,
    /// What the one who acts gave before of the same kind, where that counts towards their limit.
    pub given: Amount,
}

impl<'a> Touches<'a> {
    /// These records.
    #[must_use]
    pub fn named(named: impl IntoIterator<Item = (RecordKind, &'a str)>) -> Self {
        let named = named.into_iter().filter(|(_, reference)| !reference.is_empty()).collect();
        Self { named, ..Self::default() }
    }

    /// With everything that belongs to this customer.
    #[must_use]
    pub fn with_all_of(self, customer: &'a str) -> Self {
        Self { all_of: Some(customer), ..self }
    }

    /// With the products of all lines of the orders.
    #[must_use]
    pub const fn all_goods(mut self) -> Self {
        self.contents = Contents::Needed;
        self
    }

    /// With the entries of the account that is named first.
    #[must_use]
    pub const fn with_entries(mut self) -> Self {
        self.entries = Entries::Needed;
        self
    }

    /// With the products of these variants.
    #[must_use]
    pub fn goods(mut self, goods: impl IntoIterator<Item = &'a str>) -> Self {
        self.goods.extend(goods);
        self.goods.sort_unstable();
        self.goods.dedup();
        self
    }
}

impl Facts {
    /// The record of that kind; the first where there are several.
    #[must_use]
    pub fn get<R: Recorded>(&self) -> Option<&R> {
        self.all().next()
    }

    /// The records of that kind, in the order in which they were named.
    pub fn all<R: Recorded>(&self) -> impl Iterator<Item = &R> {
        self.records.iter().filter_map(R::of)
    }

    /// The record of that kind, without which the action makes no sense.
    ///
    /// # Errors
    /// When none was named.
    pub fn need<R: Recorded>(&self) -> Result<&R, Refusal> {
        self.get().ok_or_else(|| Refusal::unknown(R::KIND.name(), ""))
    }

    /// The record of that kind as it was when the form was opened; without a version, as it stands.
    ///
    /// # Errors
    /// When none was named, or somebody else changed it since.
    pub fn need_at<R: Recorded>(&self, version: Option<i64>) -> Result<&R, Refusal> {
        let record = self.records.iter().find(|record| record.kind() == R::KIND);
        if let Some(record) = record.filter(|record| version.is_some_and(|version| version != record.version())) {
            let message =
                format!("{} was changed by somebody else in the meantime; look at it again", record.reference());
            return Err(Refusal::new("conflict", message));
        }
        self.need()
    }

    /// Whose record it is.
    ///
    /// # Errors
    /// When nobody knows.
    pub fn owner(&self) -> Result<&Customer, Refusal> {
        self.need::<Customer>()
    }

    /// The customer whose account it is, where they are among the records.
    #[must_use]
    pub fn owner_of(&self, account: &Account) -> Option<&Customer> {
        self.all::<Customer>().find(|customer| customer.id == account.customer)
    }

    /// The variant of that number, with the product it is of.
    ///
    /// # Errors
    /// When no product has it.
    pub fn variant(&self, sku: &str) -> Result<(&Product, &Variant), Refusal> {
        let found = self.all::<Product>().find_map(|product| Some((product, product.variant(sku)?)));
        found.ok_or_else(|| Refusal::unknown("variant", sku))
    }

    /// The product that a line of an order was of; `None` where the catalogue knows it no more.
    #[must_use]
    pub fn product_of(&self, line: &OrderLine) -> Option<&Product> {
        self.all::<Product>().find(|product| product.reference == line.product || product.variant(&line.sku).is_some())
    }
}
