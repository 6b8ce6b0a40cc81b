//! What is sold: a product and the variants that can be ordered.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::id::ProductId;
use super::money::Amount;

/// A product of the catalogue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Product {
    /// Identity in the store.
    pub id: ProductId,
    /// Counts the changes.
    pub version: i64,
    /// The catalogue's number for it.
    #[serde(rename = "ref")]
    pub reference: String,
    /// What customers call it.
    pub name: String,
    /// A few sentences for the agent.
    #[serde(default)]
    pub description: String,
    /// What can be ordered of it.
    #[serde(default)]
    pub variants: Vec<Variant>,
    /// Fields of other systems, kept word for word.
    #[serde(default)]
    pub custom: Map<String, Value>,
}

/// One orderable form of a product.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Variant {
    /// Stock keeping unit, unique in the catalogue.
    pub sku: String,
    /// Price of one.
    pub price: Amount,
    /// Whether it can be ordered now.
    pub availability: Availability,
    /// How many there are, where it is counted.
    #[serde(default)]
    pub stock: Option<i64>,
    /// Where they lie.
    #[serde(default)]
    pub location: String,
    /// What tells it from the other variants, such as `color` and `red`.
    #[serde(default)]
    pub options: Map<String, Value>,
    /// Fields of other systems, kept word for word.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub custom: Map<String, Value>,
}

/// Whether a variant can be ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Availability {
    /// It can be ordered now.
    Available,
    /// It cannot.
    Unavailable,
}

impl Product {
    /// The variant of that number.
    #[must_use]
    pub fn variant(&self, sku: &str) -> Option<&Variant> {
        self.variants.iter().find(|variant| variant.sku == sku)
    }
}

impl Variant {
    /// Whether so many of it can be ordered now: it is on sale, and where it is counted there are as many.
    #[must_use]
    pub fn can_be_ordered(&self, quantity: i64) -> bool {
        self.availability == Availability::Available && self.stock.is_none_or(|stock| stock >= quantity)
    }

    /// What tells it from its like, such as `red, M`.
    #[must_use]
    pub fn words(&self) -> String {
        let options =
            self.options.values().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        options.collect::<Vec<_>>().join(", ")
    }
}
