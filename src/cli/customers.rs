//! `frontline customers`: finding them by what a person says, and the whole file of one.

use clap::Subcommand;
use serde_json::{Value, json};

use super::document::Teller;
use super::failure::Failure;
use super::orders;
use super::output::{Form, Output, Status};
use super::setting::{Setting, Work, terms};
use super::table::{Table, right};
use crate::domain::case::CaseStatus;
use crate::domain::customer::{Customer, Details};
use crate::domain::file::CustomerFile;
use crate::domain::money::Currency;
use crate::domain::phone::Phone;
use crate::domain::timestamp::Timestamp;
use crate::store::Store;

#[derive(Subcommand)]
pub(super) enum Customers {
    /// Find customers by name, e-mail, telephone, order number, or postal code beside a name
    Find {
        /// What the person says
        #[arg(required = true)]
        text: Vec<String>,
        /// How many to show
        #[arg(long, default_value_t = 20)]
        limit: usize,
    },
    /// Show the whole file of a customer
    Show {
        /// The customer's number
        #[arg(value_name = "REF")]
        reference: String,
    },
}

impl Customers {
    pub(super) fn run(self, setting: &Setting, output: &mut Output) -> anyhow::Result<Status> {
        let config = setting.config()?;
        let mut store = setting.open(&config, Work::Asks)?;
        match self {
            Self::Find { text, limit } => find(&store.find_customers(&text.join(" "), limit)?, output)?,
            Self::Show { reference } => {
                let file = file(&mut store, &reference)?;
                match output.form {
                    Form::Json => {
                        let mut teller = Teller::new(&mut store, terms(&config));
                        output.document(&document(&file, &mut teller)?)?;
                    }
                    Form::Words => show(&file, config.currency, output)?,
                }
            }
        }
        Ok(Status::Done)
    }
}

/// The customer of this reference.
pub(super) fn known(store: &mut Store, reference: &str) -> anyhow::Result<Customer> {
    let unknown = || {
        let message = format!("there is no customer {reference}; look it up with `frontline customers find`");
        Failure::refused("unknown_customer", message)
    };
    Ok(store.customer(reference)?.ok_or_else(unknown)?)
}

fn file(store: &mut Store, reference: &str) -> anyhow::Result<CustomerFile> {
    let customer = known(store, reference)?;
    let gone = || Failure::refused("unknown_customer", format!("{reference} is not there any more; look it up again"));
    Ok(store.file(customer.id)?.ok_or_else(gone)?)
}

fn find(found: &[Customer], output: &mut Output) -> anyhow::Result<()> {
    let emails = |customer: &Customer| -> Vec<String> {
        customer.details.emails.iter().map(|email| email.written().to_owned()).collect()
    };
    let phones = |customer: &Customer| -> Vec<String> {
        customer.details.phones.iter().map(|phone| phone.e164().to_owned()).collect()
    };
    if output.form == Form::Json {
        let customers: Vec<Value> = found
            .iter()
            .map(|customer| {
                let (emails, phones) = (emails(customer), phones(customer));
                json!({"ref": customer.reference, "name": customer.name(), "emails": emails, "phones": phones})
            })
            .collect();
        return output.document(&json!({"customers": customers}));
    }
    let mut table = Table::new(&["REF", "NAME", "TELEPHONE", "E-MAIL", "ADDRESS"]);
    for customer in found {
        table.row([
            customer.reference.clone(),
            customer.name(),
            customer.details.phones.first().map(Phone::international).unwrap_or_default(),
            emails(customer).into_iter().next().unwrap_or_default(),
            customer.details.address.line(),
        ]);
    }
    output.table(&table)
}

/// The customer's record with everything that belongs to it beside its own fields.
fn document(file: &CustomerFile, teller: &mut Teller<'_>) -> anyhow::Result<Value> {
    let reference = &file.customer.reference;
    let mut document = teller.person(&file.customer);
    let orders: Vec<Value> = file.orders.iter().map(|order| teller.order(order, reference)).collect();
    let accounts: Vec<Value> = file.accounts.iter().map(|ledger| teller.ledger(ledger)).collect::<Result<_, _>>()?;
    let outages: Vec<Value> = file.outages.iter().map(|outage| teller.outage(outage)).collect();
    let contacts: Vec<Value> = file.contacts.iter().map(|contact| teller.contact(contact)).collect::<Result<_, _>>()?;
    let cases: Vec<Value> = file.cases.iter().map(|case| teller.case(case, reference)).collect::<Result<_, _>>()?;
    let promises: Vec<Value> =
        file.callbacks.iter().map(|callback| teller.promise(callback)).collect::<Result<_, _>>()?;
    let journal: Vec<Value> = file.receipts.iter().map(|receipt| teller.receipt(receipt)).collect::<Result<_, _>>()?;
    if let Value::Object(fields) = &mut document {
        let parts = [
            ("orders", orders),
            ("accounts", accounts),
            ("outages", outages),
            ("cases", cases),
            ("contacts", contacts),
            ("promises", promises),
            ("journal", journal),
        ];
        fields.extend(parts.map(|(name, records)| (name.to_owned(), Value::Array(records))));
    }
    Ok(document)
}

fn show(file: &CustomerFile, currency: Currency, output: &mut Output) -> anyhow::Result<()> {
    output.text(&format!("{} · {}", file.customer.name(), file.customer.reference))?;
    output.table(&facts(&file.customer.details))?;
    let tables = [
        orders::listed(&file.orders),
        accounts(file, currency),
        outages(file),
        cases(file),
        contacts(file),
        promises(file),
    ];
    for table in tables.iter().filter(|table| !table.is_empty()) {
        output.text("")?;
        output.table(table)?;
    }
    let rest = file.contact_count - i64::try_from(file.contacts.len()).unwrap_or(0);
    if rest > 0 {
        let reference = &file.customer.reference;
        output.text(&format!("and {rest} older contacts; see `frontline contacts list --customer {reference}`"))?;
    }
    Ok(())
}

fn facts(details: &Details) -> Table {
    let mut facts: Vec<(&str, String)> = vec![("Company", details.company.clone())];
    facts.extend(details.phones.iter().map(|phone| ("Telephone", phone.international())));
    facts.extend(details.emails.iter().map(|email| ("E-mail", email.written().to_owned())));
    facts.push(("Address", details.address.line()));
    facts.push(("Country", details.address.country.clone()));
    facts.push(("Tier", details.tier.clone()));
    facts.push(("Tags", details.tags.join(", ")));
    facts.extend(details.alerts.iter().map(|alert| ("Alert", alert.clone())));
    facts.extend(
        details.payment_methods.iter().map(|method| ("Pays by", format!("{} ({})", method.words(), method.reference))),
    );
    facts.push(("Note", details.note.clone()));
    let mut table = Table::new(&["", ""]);
    for (name, value) in facts.into_iter().filter(|(_, value)| !value.is_empty()) {
        table.row([name.to_owned(), value]);
    }
    table
}

fn cases(file: &CustomerFile) -> Table {
    let mut table = Table::new(&["CASE", "STATUS", "OPENED", "DUE", "WITH", "WHAT"]);
    for case in &file.cases {
        let due = case.due_at.map(Timestamp::rfc3339).unwrap_or_default();
        let with = if case.status == CaseStatus::Referred { &case.to } else { &case.agent };
        let what = format!("{}: {}", case.title(), case.summary);
        let status = case.status.name().to_owned();
        table.row([case.reference.clone(), status, case.opened_at.rfc3339(), due, with.clone(), what]);
    }
    table
}

fn accounts(file: &CustomerFile, currency: Currency) -> Table {
    let mut table = Table::new(&["ACCOUNT", "STATUS", "BALANCE", "OF"]);
    let balances = right(file.accounts.iter().map(|ledger| ledger.balance.decimal(currency)).collect());
    for (ledger, balance) in file.accounts.iter().zip(balances) {
        let account = &ledger.account;
        table.row([account.reference.clone(), account.status.name().to_owned(), balance, account.words()]);
    }
    table
}

fn outages(file: &CustomerFile) -> Table {
    let mut table = Table::new(&["OUTAGE", "SINCE", "OVER", "WHAT"]);
    for outage in &file.outages {
        let over = outage.ended_at.map(Timestamp::rfc3339).unwrap_or_default();
        table.row([outage.reference.clone(), outage.started_at.rfc3339(), over, outage.words()]);
    }
    table
}

fn contacts(file: &CustomerFile) -> Table {
    let mut table = Table::new(&["CONTACT", "CHANNEL", "ARRIVED", "AGENT", "ABOUT"]);
    for contact in &file.contacts {
        let about = if contact.subject.is_empty() { &contact.note } else { &contact.subject };
        let (channel, arrived) = (contact.channel.name().to_owned(), contact.arrived_at.rfc3339());
        table.row([contact.reference.clone(), channel, arrived, contact.agent.clone(), about.clone()]);
    }
    table
}

fn promises(file: &CustomerFile) -> Table {
    let mut table = Table::new(&["PROMISE", "DUE", "STATE", "WHAT"]);
    for callback in &file.callbacks {
        let (due, state) = (callback.due_at.rfc3339(), callback.state.name().to_owned());
        table.row([callback.reference.clone(), due, state, callback.what.clone()]);
    }
    table
}
