//! `frontline orders`: what was agreed, and the order that somebody means by a few letters of what is in it.

use clap::Subcommand;
use serde_json::json;

use super::customers;
use super::document::Teller;
use super::failure::Failure;
use super::output::{Form, Output, Status};
use super::setting::{Setting, Work, terms};
use super::table::Table;
use crate::domain::money::{Amount, Currency};
use crate::domain::order::{Arrival, Order, OrderLine, PaymentKind, ReturnStatus, Swap};
use crate::domain::text::words;
use crate::domain::timestamp::{Date, Timestamp};

/// How many of a customer's latest orders are looked through.
const LATEST: i64 = 10_000;

#[derive(Subcommand)]
pub(super) enum Orders {
    /// Show what was agreed: lines, charges, payments, parcels, returns
    Show {
        /// The order's number
        #[arg(value_name = "REF")]
        reference: String,
    },
    /// Find a customer's orders by the beginnings of words of what is in them
    Find {
        /// What the customer says, such as `tablet`
        #[arg(required = true)]
        text: Vec<String>,
        /// Whose orders
        #[arg(long, value_name = "REF")]
        customer: String,
        /// How many to show
        #[arg(long, default_value_t = 20)]
        limit: usize,
    },
}

impl Orders {
    pub(super) fn run(self, setting: &Setting, output: &mut Output) -> anyhow::Result<Status> {
        let config = setting.config()?;
        let mut store = setting.open(&config, Work::Asks)?;
        match self {
            Self::Show { reference } => {
                let unknown = || {
                    let message = format!("there is no order {reference}; look it up with `frontline customers find`");
                    Failure::refused("unknown_order", message)
                };
                let order = store.order(&reference)?.ok_or_else(unknown)?;
                let mut teller = Teller::new(&mut store, terms(&config));
                let customer = teller.customer(Some(order.customer))?.cloned();
                let customer =
                    customer.map(|customer| (customer.reference.clone(), customer.name())).unwrap_or_default();
                match output.form {
                    Form::Json => output.document(&teller.order(&order, &customer.0))?,
                    Form::Words => show(&order, &customer, config.currency, output)?,
                }
            }
            Self::Find { text, customer, limit } => {
                let customer = customers::known(&mut store, &customer)?;
                let said = words(&text.join(" "));
                let orders = store.orders_of(customer.id, LATEST)?;
                let found: Vec<_> = orders.iter().filter(|order| order.is_told_by(&said)).take(limit).collect();
                let teller = Teller::new(&mut store, terms(&config));
                if output.form == Form::Json {
                    let orders: Vec<_> = found.iter().map(|order| teller.order(order, &customer.reference)).collect();
                    output.document(&json!({"orders": orders}))?;
                } else {
                    output.table(&listed(found))?;
                }
            }
        }
        Ok(Status::Done)
    }
}

/// Orders, one a row.
pub(super) fn listed<'a>(orders: impl IntoIterator<Item = &'a Order>) -> Table {
    let mut table = Table::new(&["ORDER", "STATUS", "PLACED", "CONTENTS"]);
    for order in orders {
        let placed = order.placed_at.map(Timestamp::rfc3339).unwrap_or_default();
        table.row([order.reference.clone(), order.status.name().to_owned(), placed, order.contents()]);
    }
    table
}

fn show(
    order: &Order,
    (reference, name): &(String, String),
    currency: Currency,
    output: &mut Output,
) -> anyhow::Result<()> {
    output.text(&format!("{} · {} · {name} ({reference})", order.reference, order.status.name()))?;
    output.table(&facts(order))?;
    let money = |amount: Amount| amount.decimal(currency);
    for table in [lines(order, money), charges(order, money), payments(order, money), coming_back(order, money)]
        .iter()
        .filter(|table| !table.is_empty())
    {
        output.text("")?;
        output.table(table)?;
    }
    Ok(())
}

fn facts(order: &Order) -> Table {
    let at = |at: Option<Timestamp>| at.map(Timestamp::rfc3339).unwrap_or_default();
    let mut facts = vec![
        ("Placed", at(order.placed_at)),
        ("Delivered", at(order.delivered_at)),
        ("Goes to", order.address.line()),
        ("Sent by", order.carriage.clone()),
        ("Cancelled", order.cancel_reason.clone()),
    ];
    facts.extend(order.shipments.iter().map(|parcel| {
        let number = if parcel.tracking.is_empty() { "not sent yet".to_owned() } else { parcel.tracking.join(", ") };
        ("Parcel", format!("{number}: {}", parcel.skus.join(", ")))
    }));
    let mut table = Table::new(&["", ""]);
    for (name, value) in facts.into_iter().filter(|(_, value)| !value.is_empty()) {
        table.row([name.to_owned(), value]);
    }
    table
}

fn lines(order: &Order, money: impl Fn(Amount) -> String) -> Table {
    let mut table = Table::new(&["QUANTITY", "SKU", "NAME", "PRICE", "TOGETHER"]);
    for line in &order.lines {
        let name = match line.words() {
            options if options.is_empty() => line.name.clone(),
            options => format!("{} ({options})", line.name),
        };
        let OrderLine { sku, price, quantity, .. } = line;
        table.row([quantity.to_string(), sku.clone(), name, money(*price), money(line.total())]);
    }
    table
}

fn charges(order: &Order, money: impl Fn(Amount) -> String) -> Table {
    let reason = &order.discount_reason;
    let mut table = Table::new(&["CHARGE", "AMOUNT"]);
    for (name, amount) in order.charged().parts() {
        let why = if name == "Discount" && !reason.is_empty() { format!(": {reason}") } else { String::new() };
        table.row([format!("{name}{why}"), money(amount)]);
    }
    table
}

fn payments(order: &Order, money: impl Fn(Amount) -> String) -> Table {
    let mut table = Table::new(&["MONEY", "AMOUNT", "METHOD", "REMARK"]);
    for payment in &order.payments {
        let kind = match payment.kind {
            PaymentKind::Payment => "paid",
            PaymentKind::Refund => "given back",
        };
        let seen = payment.seen_by.map(|at| format!("with the customer by {}", Date::of(at)));
        let remark: Vec<_> =
            seen.into_iter().chain(Some(payment.reason.clone()).filter(|text| !text.is_empty())).collect();
        table.row([kind.to_owned(), money(payment.amount), payment.method.clone(), remark.join("; ")]);
    }
    table
}

fn coming_back(order: &Order, money: impl Fn(Amount) -> String) -> Table {
    let state = |status: ReturnStatus, arrival: &Arrival| {
        let condition = arrival.condition.map(|condition| format!(", {}", condition.name())).unwrap_or_default();
        format!("{}{condition}", status.words())
    };
    let mut table = Table::new(&["BACK", "STATE", "GOODS", "AMOUNT", "METHOD", "REMARK"]);
    for back in &order.returns {
        let warranty = back.warranty_until.map(|until| format!("under warranty until {until}"));
        let remark: Vec<_> =
            warranty.into_iter().chain(Some(back.reason.clone()).filter(|text| !text.is_empty())).collect();
        table.row([
            back.arrival.label.clone(),
            state(back.status, &back.arrival),
            back.lines.join(", "),
            back.amount.map(&money).unwrap_or_default(),
            back.refund_to.clone(),
            remark.join("; "),
        ]);
    }
    for back in &order.exchanges {
        let swap = |swap: &Swap| format!("{} for {}", swap.from, swap.to);
        table.row([
            back.arrival.label.clone(),
            state(back.status, &back.arrival),
            back.changes.iter().map(swap).collect::<Vec<_>>().join(", "),
            money(back.difference),
            back.method.clone(),
            String::new(),
        ]);
    }
    table
}
