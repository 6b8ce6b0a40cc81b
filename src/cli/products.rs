//! `frontline products`: what can be ordered, found by a few letters.

use clap::Subcommand;
use serde_json::{Value, json};

use super::output::{Form, Output, Status};
use super::setting::{Setting, Work};
use super::table::Table;
use crate::domain::money::Currency;
use crate::domain::product::{Availability, Offer};

#[derive(Subcommand)]
pub(super) enum Products {
    /// Find variants by words of their name, number and options, such as `shirt blue M`; what can be ordered comes first
    Find {
        /// What the customer says
        #[arg(required = true)]
        text: Vec<String>,
        /// How many to show
        #[arg(long, default_value_t = 20)]
        limit: usize,
    },
}

impl Products {
    pub(super) fn run(self, setting: &Setting, output: &mut Output) -> anyhow::Result<Status> {
        let Self::Find { text, limit } = self;
        let config = setting.config()?;
        let mut store = setting.open(&config, Work::Asks)?;
        let found = store.find_products(&text.join(" "), limit)?;
        if output.form == Form::Json {
            let products: Vec<_> = found.iter().map(|offer| document(offer, config.currency)).collect();
            output.document(&json!({"products": products}))?;
            return Ok(Status::Done);
        }
        let mut table = Table::new(&["SKU", "NAME", "OPTIONS", "PRICE", "STOCK", "LIES AT"]);
        for offer in &found {
            let variant = &offer.variant;
            let stock = match (variant.availability, variant.stock) {
                (Availability::Unavailable, _) => "not sold now".to_owned(),
                (Availability::Available, Some(stock)) => stock.to_string(),
                (Availability::Available, None) => "yes".to_owned(),
            };
            let price = variant.price.decimal(config.currency);
            table.row([
                variant.sku.clone(),
                offer.name.clone(),
                variant.words(),
                price,
                stock,
                variant.location.clone(),
            ]);
        }
        output.table(&table)?;
        Ok(Status::Done)
    }
}

fn document(Offer { product, name, variant }: &Offer, currency: Currency) -> Value {
    json!({
        "sku": variant.sku,
        "product": product,
        "name": name,
        "options": variant.options,
        "price": variant.price.decimal(currency),
        "available": variant.can_be_ordered(1),
        "stock": variant.stock,
        "location": variant.location,
    })
}
