//! Customers by whatever a person says of themselves: to open a file, or to say whose the contact at hand is.

use super::row::{Choice, Row};
use super::{Kind, Over};
use crate::domain::customer::Customer;
use crate::ui::list::Cell;
use crate::ui::theme::Role;

/// Whom the text describes.
pub(super) fn rows(over: &Over) -> Vec<Row> {
    let row = |customer: &Customer| {
        let phone = customer.details.phones.first().map(|phone| phone.international()).unwrap_or_default();
        let choice = if over.kind == Kind::BelongsTo {
            Choice::Belongs(Box::new(customer.clone()))
        } else {
            Choice::Customer(customer.id)
        };
        let cells = vec![
            Cell::text(customer.name()),
            Cell::text(place(customer)),
            Cell::text(phone),
            Cell::of(Role::Muted, customer.reference.clone()),
        ];
        Row { cells, choice }
    };
    over.customers.iter().map(row).collect()
}

/// Where a customer lives: `10119 Berlin`.
pub(super) fn place(customer: &Customer) -> String {
    let address = &customer.details.address;
    format!("{} {}", address.postal_code, address.city).trim().to_owned()
}
