//! A product as files write one.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::super::terms::{self, Terms};
use super::{Flag, Text, Whole, nullable};
use crate::domain::id::ProductId;
use crate::domain::product::{self, Availability};

/// A product as files write one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Product {
    #[serde(rename = "ref")]
    pub(crate) reference: Text,
    pub(crate) name: Text,
    pub(crate) description: Text,
    #[serde(deserialize_with = "nullable")]
    pub(crate) variants: Vec<Variant>,
    #[serde(flatten)]
    pub(crate) custom: Map<String, Value>,
}

/// A variant as files write one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Variant {
    pub(crate) sku: Text,
    pub(crate) price: Text,
    pub(crate) available: Flag,
    #[serde(skip_serializing_if = "Whole::is_none")]
    pub(crate) stock: Whole,
    #[serde(skip_serializing_if = "Text::is_blank")]
    pub(crate) location: Text,
    #[serde(deserialize_with = "nullable")]
    pub(crate) options: Map<String, Value>,
    #[serde(flatten)]
    pub(crate) custom: Map<String, Value>,
}

impl Product {
    pub(in super::super) fn admit(self, terms: &Terms) -> Result<product::Product, String> {
        Ok(product::Product {
            id: ProductId(0),
            version: 0,
            reference: terms::needed("ref", &self.reference)?,
            name: terms::line(&self.name),
            description: terms::block(&self.description),
            variants: self.variants.into_iter().map(|variant| variant.admit(terms)).collect::<Result<_, _>>()?,
            custom: terms::custom(self.custom),
        })
    }

    pub(in super::super) fn of(product: &product::Product, terms: &Terms) -> Self {
        Self {
            reference: Text::from(product.reference.as_str()),
            name: Text::from(product.name.as_str()),
            description: Text::from(product.description.as_str()),
            variants: product.variants.iter().map(|variant| Variant::of(variant, terms)).collect(),
            custom: product.custom.clone(),
        }
    }
}

impl Variant {
    fn admit(self, terms: &Terms) -> Result<product::Variant, String> {
        Ok(product::Variant {
            sku: terms::needed("variants: sku", &self.sku)?,
            price: terms.amount("variants: price", &self.price)?,
            availability: match self.available.0 {
                Some(false) => Availability::Unavailable,
                Some(true) | None => Availability::Available,
            },
            stock: self.stock.0,
            location: terms::line(&self.location),
            options: terms::custom(self.options),
            custom: terms::custom(self.custom),
        })
    }

    fn of(variant: &product::Variant, terms: &Terms) -> Self {
        Self {
            sku: Text::from(variant.sku.as_str()),
            price: terms.money(variant.price),
            available: Flag(Some(variant.availability == Availability::Available)),
            stock: Whole(variant.stock),
            location: Text::from(variant.location.as_str()),
            options: variant.options.clone(),
            custom: variant.custom.clone(),
        }
    }
}
