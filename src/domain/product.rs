//! What is sold: a product and the variants that can be ordered.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::id::ProductId;
use super::money::Amount;
use super::text::{value_words, words};

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

/// A variant as it is offered to somebody who asks for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The reference of the product it is of.
    pub product: String,
    /// What customers call the product.
    pub name: String,
    /// The variant.
    pub variant: Variant,
}

impl Product {
    /// The folded words by which the product is found: its name, its number, and those of its variants and their options.
    #[must_use]
    pub fn search_words(&self) -> Vec<String> {
        let mut found = self.own_words();
        found.extend(self.variants.iter().flat_map(Variant::search_words));
        found.sort();
        found.dedup();
        found
    }

    /// The variants that have a word that begins with each of `said`, which are folded words: first those that can be
    /// ordered, and among them those that have more of the words whole.
    #[must_use]
    pub fn offers(&self, said: &[String]) -> Vec<Offer> {
        let own = self.own_words();
        let mut found: Vec<_> =
            self.variants.iter().filter_map(|variant| Some((whole(variant, &own, said)?, variant))).collect();
        found.sort_by_key(|(whole, variant)| (!variant.can_be_ordered(1), Reverse(*whole)));
        let offer = |variant: &Variant| Offer {
            product: self.reference.clone(),
            name: self.name.clone(),
            variant: variant.clone(),
        };
        found.into_iter().map(|(_, variant)| offer(variant)).collect()
    }

    fn own_words(&self) -> Vec<String> {
        [&self.name, &self.reference].into_iter().flat_map(|text| words(text)).collect()
    }

    /// The variant of that number.
    #[must_use]
    pub fn variant(&self, sku: &str) -> Option<&Variant> {
        self.variants.iter().find(|variant| variant.sku == sku)
    }
}

/// How many of the words a variant has whole; `None` where one of them begins none of its own.
fn whole(variant: &Variant, of_product: &[String], said: &[String]) -> Option<usize> {
    let own = variant.search_words();
    let all = || own.iter().chain(of_product);
    let has = said.iter().all(|said| all().any(|word| word.starts_with(said.as_str())));
    has.then(|| said.iter().filter(|said| all().any(|word| word == *said)).count())
}

impl Variant {
    fn search_words(&self) -> Vec<String> {
        let mut found = words(&self.sku);
        found.extend(words(&self.words()));
        found
    }

    /// Whether so many of it can be ordered now: it is on sale, and where it is counted there are as many.
    #[must_use]
    pub fn can_be_ordered(&self, quantity: i64) -> bool {
        self.availability == Availability::Available && self.stock.is_none_or(|stock| stock >= quantity)
    }

    /// What tells it from its like, such as `red, M`.
    #[must_use]
    pub fn words(&self) -> String {
        options(&self.options)
    }
}

/// Options as people say them, such as `red, M`.
#[must_use]
pub(super) fn options(options: &Map<String, Value>) -> String {
    let said = options.values().map(value_words);
    said.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn shirt() -> Product {
        let variant = |sku: &str, stock: i64, color: &str, size: &str| json!({"sku": sku, "price": 1_000, "availability": "available", "stock": stock, "options": {"color": color, "size": size}});
        let variants = json!([
            variant("TS-1", 0, "Blue", "M"),
            variant("TS-2", 3, "moss blue", "M/L"),
            variant("TS-3", 9, "red", "M"),
            variant("TS-4", 9, "blue", "Medium"),
            variant("TS-5", 9, "blue", "M"),
        ]);
        serde_json::from_value(json!({"id": 1, "version": 1, "ref": "SHIRT", "name": "T-Shirt", "variants": variants}))
            .unwrap()
    }

    fn offered(text: &str) -> Vec<String> {
        shirt().offers(&words(text)).into_iter().map(|offer| offer.variant.sku).collect()
    }

    #[test]
    fn a_variant_is_offered_by_its_options_the_best_first_and_what_is_sold_out_last() {
        assert_eq!(offered("blue M"), ["TS-2", "TS-5", "TS-4", "TS-1"]);
        assert_eq!(offered("shirt red"), ["TS-3"]);
        assert_eq!(offered("ts 4"), ["TS-4"]);
        assert_eq!(offered("green"), Vec::<String>::new());
        assert!(shirt().search_words().contains(&"medium".to_owned()));
    }
}
