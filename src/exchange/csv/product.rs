//! Products in rows, one for each variant.

use super::super::terms::Terms;
use super::super::written::Text;
use super::super::written::product::{Product, Variant};
use super::cells::{Cells, custom_cell};
use super::{Sheet, Spread, list};
use crate::domain::portable::Portable;

impl Sheet for Product {
    const HEADER: &'static [&'static str] = &[
        "ref",
        "name",
        "description",
        "sku",
        "price",
        "available",
        "stock",
        "location",
        "options",
        "variant_custom",
        "custom",
    ];
    const SPREAD: Spread = Spread::Several;

    fn read(cells: &Cells<'_>) -> Result<Self, String> {
        let mut product = Self {
            reference: cells.text("ref"),
            name: cells.text("name"),
            description: cells.text("description"),
            variants: Vec::new(),
            custom: cells.custom()?,
        };
        product.add(cells)?;
        Ok(product)
    }

    fn add(&mut self, cells: &Cells<'_>) -> Result<(), String> {
        if cells.any(&["sku", "price", "options"]) {
            self.variants.push(Variant {
                sku: cells.text("sku"),
                price: cells.text("price"),
                available: cells.flag("available")?,
                stock: cells.whole("stock")?,
                location: cells.text("location"),
                options: list::read_options(cells.text("options").as_str()),
                custom: cells.object("variant_custom")?,
            });
        }
        Ok(())
    }

    fn admitted(self, terms: &Terms) -> Result<Portable, String> {
        Ok(Portable::Product(Box::new(self.admit(terms)?)))
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let nothing = [Variant::default()];
        let variants = if self.variants.is_empty() { &nothing } else { self.variants.as_slice() };
        let rows = variants.iter().enumerate().map(|(number, variant)| {
            let head = |text: &Text| if number == 0 { text.0.clone() } else { String::new() };
            vec![
                self.reference.0.clone(),
                head(&self.name),
                head(&self.description),
                variant.sku.0.clone(),
                variant.price.0.clone(),
                variant.available.0.map(|available| available.to_string()).unwrap_or_default(),
                variant.stock.0.map(|stock| stock.to_string()).unwrap_or_default(),
                variant.location.0.clone(),
                list::options(&variant.options),
                custom_cell(&variant.custom),
                if number == 0 { custom_cell(&self.custom) } else { String::new() },
            ]
        });
        rows.collect()
    }
}
