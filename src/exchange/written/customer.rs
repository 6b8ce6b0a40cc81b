//! A customer as files write one.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::super::terms::{self, Terms};
use super::{Text, choice, nullable, texts};
use crate::domain::customer::{self, Consent, Details, MethodKind, PaymentMethod, last_four};
use crate::domain::id::CustomerId;
use crate::domain::money::Amount;

/// A customer as files write one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Customer {
    #[serde(rename = "ref")]
    pub(crate) reference: Text,
    pub(crate) given_name: Text,
    pub(crate) family_name: Text,
    #[serde(deserialize_with = "nullable")]
    pub(crate) emails: Vec<Text>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) phones: Vec<Text>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) address: Address,
    pub(crate) company: Text,
    pub(crate) language: Text,
    pub(crate) time_zone: Text,
    pub(crate) note: Text,
    #[serde(deserialize_with = "nullable")]
    pub(crate) tags: Vec<Text>,
    #[serde(deserialize_with = "nullable")]
    pub(crate) payment_methods: Vec<Method>,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) tier: Text,
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub(crate) alerts: Vec<Text>,
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub(crate) addresses: Vec<Address>,
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub(crate) consents: Vec<Consent>,
    #[serde(deserialize_with = "nullable", skip_serializing_if = "Vec::is_empty")]
    pub(crate) merged: Vec<Text>,
    #[serde(flatten)]
    pub(crate) custom: Map<String, Value>,
}

/// A postal address as files write one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Address {
    pub(crate) line1: Text,
    pub(crate) line2: Text,
    pub(crate) city: Text,
    pub(crate) region: Text,
    pub(crate) postal_code: Text,
    pub(crate) country: Text,
    #[serde(flatten)]
    pub(crate) custom: Map<String, Value>,
}

/// A way to pay as files write one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Method {
    #[serde(rename = "ref")]
    pub(crate) reference: Text,
    pub(crate) kind: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) brand: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) last4: Text,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) balance: Text,
}

const KINDS: [(&str, MethodKind); 5] = [
    ("card", MethodKind::Card),
    ("gift_card", MethodKind::GiftCard),
    ("paypal", MethodKind::Paypal),
    ("bank", MethodKind::Bank),
    ("invoice", MethodKind::Invoice),
];

impl Customer {
    pub(in super::super) fn admit(self, terms: &Terms) -> Result<customer::Customer, String> {
        let reference = terms::needed("ref", &self.reference)?;
        let details = Details {
            given_name: terms::line(&self.given_name),
            family_name: terms::line(&self.family_name),
            company: terms::line(&self.company),
            emails: terms::emails(&self.emails)?,
            phones: terms.phones(&self.phones)?,
            address: self.address.admit(),
            language: terms::line(&self.language),
            time_zone: terms::time_zone(&self.time_zone)?,
            tier: terms::line(&self.tier),
            tags: terms::each_line(&self.tags),
            alerts: terms::each_line(&self.alerts),
            payment_methods: self.payment_methods.iter().map(|m| m.admit(terms)).collect::<Result<_, _>>()?,
            note: terms::block(&self.note),
            addresses: self.addresses.into_iter().map(Address::admit).collect(),
            consents: self.consents,
            merged: terms::references(&self.merged),
            custom: terms::custom(self.custom),
        };
        if details.is_anonymous() {
            return Err(format!(
                "nothing tells who {} is; give given_name, family_name, company, emails or phones",
                terms::short(&reference)
            ));
        }
        Ok(customer::Customer { id: CustomerId(0), version: 0, reference, details })
    }

    pub(in super::super) fn of(customer: &customer::Customer, terms: &Terms) -> Self {
        let details = &customer.details;
        Self {
            reference: Text::from(customer.reference.as_str()),
            given_name: Text::from(details.given_name.as_str()),
            family_name: Text::from(details.family_name.as_str()),
            emails: details.emails.iter().map(|email| Text::from(email.written())).collect(),
            phones: details.phones.iter().map(|phone| Text::from(phone.e164())).collect(),
            address: Address::of(&details.address),
            company: Text::from(details.company.as_str()),
            language: Text::from(details.language.as_str()),
            time_zone: Text::from(details.time_zone.as_str()),
            note: Text::from(details.note.as_str()),
            tags: texts(&details.tags),
            payment_methods: details.payment_methods.iter().map(|method| Method::of(method, terms)).collect(),
            tier: Text::from(details.tier.as_str()),
            alerts: texts(&details.alerts),
            addresses: details.addresses.iter().map(Address::of).collect(),
            consents: details.consents.clone(),
            merged: texts(&details.merged),
            custom: details.custom.clone(),
        }
    }
}

impl Address {
    pub(super) fn admit(self) -> customer::Address {
        customer::Address {
            line1: terms::line(&self.line1),
            line2: terms::line(&self.line2),
            city: terms::line(&self.city),
            region: terms::line(&self.region),
            postal_code: terms::line(&self.postal_code),
            country: terms::line(&self.country),
            custom: terms::custom(self.custom),
        }
    }

    pub(super) fn of(address: &customer::Address) -> Self {
        Self {
            line1: Text::from(address.line1.as_str()),
            line2: Text::from(address.line2.as_str()),
            city: Text::from(address.city.as_str()),
            region: Text::from(address.region.as_str()),
            postal_code: Text::from(address.postal_code.as_str()),
            country: Text::from(address.country.as_str()),
            custom: address.custom.clone(),
        }
    }
}

impl Method {
    fn admit(&self, terms: &Terms) -> Result<PaymentMethod, String> {
        Ok(PaymentMethod {
            reference: terms::needed("payment_methods: ref", &self.reference)?,
            kind: choice("payment_methods: kind", &self.kind, &KINDS)?,
            brand: terms::line(&self.brand),
            last4: last_four(&terms::line(&self.last4)).to_owned(),
            balance: terms.amount_or_none("payment_methods: balance", &self.balance)?,
        })
    }

    fn of(method: &PaymentMethod, terms: &Terms) -> Self {
        let kind = KINDS.iter().find(|(_, kind)| *kind == method.kind).map_or("", |(name, _)| name);
        Self {
            reference: Text::from(method.reference.as_str()),
            kind: Text::from(kind),
            brand: Text::from(method.brand.as_str()),
            last4: Text::from(method.last4.as_str()),
            balance: method.balance.map(|balance: Amount| terms.money(balance)).unwrap_or_default(),
        }
    }
}
