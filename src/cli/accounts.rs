//! `frontline accounts`: what stands on an account, and its statement on the screen or in a file.

mod statement;

use std::path::PathBuf;

use clap::Subcommand;
use serde_json::{Value, json};

use super::document::Teller;
use super::failure::Failure;
use super::output::{Form, Output, Status};
use super::setting::{Setting, Work, terms};
use super::table::{Table, right};
use crate::config::Config;
use crate::domain::account::Account;
use crate::domain::customer::Customer;
use crate::domain::ledger::{Entry, balance, invoices};
use crate::domain::money::Amount;
use crate::domain::text::value_words;
use crate::domain::timestamp::Timestamp;
use crate::exchange::Terms;
use crate::store::Store;

#[derive(Subcommand)]
pub(super) enum Accounts {
    /// Show an account with everything that stands on it
    Show {
        /// The account's number
        #[arg(value_name = "REF")]
        reference: String,
    },
    /// Print the statement of an account, or write it to a file
    Statement {
        /// The account's number
        #[arg(value_name = "REF")]
        reference: String,
        /// The first day, like 2026-11-01 [default: the account's first]
        #[arg(long, value_name = "DAY")]
        from: Option<String>,
        /// The last day, like 2026-11-30 [default: the account's last]
        #[arg(long, value_name = "DAY")]
        until: Option<String>,
        /// A file: .csv, .json, or else a text; `-` is standard output
        #[arg(default_value = "-")]
        file: PathBuf,
    },
}

/// An account with its entries and whose it is.
struct Found {
    account: Account,
    entries: Vec<Entry>,
    customer: Option<Customer>,
}

impl Accounts {
    pub(super) fn run(self, setting: &Setting, output: &mut Output) -> anyhow::Result<Status> {
        let config = setting.config()?;
        let mut store = setting.open(&config, Work::Asks)?;
        match self {
            Self::Show { reference } => show(&found(&mut store, &reference)?, &mut store, &config, output)?,
            Self::Statement { reference, from, until, file } => {
                let zone = config.zone();
                let from = from.map(|day| statement::begin(&day, zone)).transpose()?;
                let until = until.map(|day| statement::end(&day, zone)).transpose()?;
                let found = found(&mut store, &reference)?;
                statement::write(&found, (from, until), &file, terms(&config), output)?;
            }
        }
        Ok(Status::Done)
    }
}

fn found(store: &mut Store, reference: &str) -> anyhow::Result<Found> {
    let unknown = || {
        let message = format!("there is no account {reference}; `frontline customers show` lists those of a customer");
        Failure::refused("unknown_account", message)
    };
    let (account, entries) = store.account(reference)?.ok_or_else(unknown)?;
    let customer = store.customer_of(account.customer)?;
    Ok(Found { account, entries, customer })
}

fn show(found: &Found, store: &mut Store, config: &Config, output: &mut Output) -> anyhow::Result<()> {
    let Found { account, entries, customer } = found;
    let terms = terms(config);
    if output.form == Form::Json {
        let open: Vec<Value> = statement::open(&invoices(entries), &terms);
        let mut document = Teller::new(store, terms).account(account, entries)?;
        if let Value::Object(fields) = &mut document {
            fields.insert("open_invoices".to_owned(), json!(open));
        }
        return output.document(&document);
    }
    output.text(&format!("{} · {}", account.reference, account.words()))?;
    let owner = customer.as_ref().map(|customer| format!("{} · {}", customer.name(), customer.reference));
    let moment = |at: Option<Timestamp>| at.map(Timestamp::rfc3339).unwrap_or_default();
    let mut facts = vec![
        ("Customer", owner.unwrap_or_default()),
        ("Status", account.status.name().to_owned()),
        ("Reason", account.reason.clone()),
        ("Address", account.address.line()),
        ("Opened", moment(account.opened_at)),
        ("Closed", moment(account.closed_at)),
    ];
    facts.push(("Balance", owed_words(balance(entries), &terms)));
    let custom = account.custom.iter().map(|(name, value)| ("Also", format!("{name}: {}", value_words(value))));
    facts.extend(custom);
    facts.extend(account.readings.iter().map(|reading| {
        let meter = if reading.meter.is_empty() { String::new() } else { format!(" on {}", reading.meter) };
        ("Reading", format!("{} at {}{meter}", reading.value, reading.at.rfc3339()))
    }));
    facts
        .extend(account.reports.iter().map(|report| ("Report", format!("{} at {}", report.what, report.at.rfc3339()))));
    let mut table = Table::new(&["", ""]);
    for (name, value) in facts.into_iter().filter(|(_, value)| !value.is_empty()) {
        table.row([name.to_owned(), value]);
    }
    output.table(&table)?;
    if !entries.is_empty() {
        output.text("")?;
        output.table(&entry_table(entries, &terms))?;
    }
    Ok(())
}

fn entry_table(entries: &[Entry], terms: &Terms) -> Table {
    let mut table = Table::new(&["ENTRY", "AT", "KIND", "AMOUNT", "WHAT"]);
    let amounts = right(entries.iter().map(|entry| entry.owed().decimal(terms.currency)).collect());
    for (entry, amount) in entries.iter().zip(amounts) {
        table.row([entry.reference.clone(), entry.at.rfc3339(), entry.kind.name().to_owned(), amount, entry.words()]);
    }
    table
}

/// What is owed, and by whom.
fn owed_words(owed: Amount, terms: &Terms) -> String {
    let amount = Amount(owed.0.saturating_abs()).decimal(terms.currency);
    match owed.0 {
        0 => format!("{amount} {}", terms.currency),
        1.. => format!("{amount} {} to pay", terms.currency),
        _ => format!("{amount} {} in the customer's favour", terms.currency),
    }
}
