//! What can still be read of a damaged store, saved into a new one: table by table and row by row, over whatever cannot be
//! read. What belongs to a customer who is lost is kept under one who stands in for them.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::backup::{beside, known, named};
use super::driver::{self, Driver, Embedded, Place, Purpose, whole};
use super::moving::table::{Table, Value};
use super::restore::{dated, taken};
use super::{Address, Error, MIGRATIONS, customers, products};
use crate::domain::account::Account;
use crate::domain::action::{Action, Refusal};
use crate::domain::answer::Answer;
use crate::domain::approval::Approval;
use crate::domain::callback::Callback;
use crate::domain::case::Case;
use crate::domain::contact::Contact;
use crate::domain::customer::{Customer, Details};
use crate::domain::id::CustomerId;
use crate::domain::journal::Change;
use crate::domain::ledger::Entry;
use crate::domain::order::Order;
use crate::domain::outage::Outage;
use crate::domain::product::Product;
use crate::domain::timestamp::Timestamp;

mod beginning;
mod salvage;

/// What became of a damaged store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// The store, whole again.
    pub place: String,
    /// The damaged one.
    pub kept: PathBuf,
    /// What was saved.
    pub tables: Vec<Saved>,
    /// How many customers stand in for one who is lost.
    pub stand_ins: usize,
}

/// What was saved of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its name.
    pub table: String,
    /// How many rows are in the new store.
    pub rows: u64,
    /// How many are not; `None` where nothing tells how many there were.
    pub lost: Option<u64>,
    /// The references of those that are not, as far as they are known.
    pub references: Vec<String>,
}

/// The tables that are made anew of others.
const DERIVED: [&str; 5] = ["contact_points", "customer_words", "customer_names", "variants", "product_words"];

/// Saves what can be read of the store at `address` into a new one in its place, and keeps the damaged one beside it under
/// the moment `at`. `None` when nothing is damaged.
///
/// # Errors
/// When nothing of it can be read, a desk has it open, or the new store cannot be written; everything is as it was then.
pub fn repair(address: &Address, at: Timestamp) -> Result<Option<Repaired>, Error> {
    let Some(path) = address.file() else {
        return Err(Refusal::new("no_file", "only a store in a file is repaired; look at the server's own log").into());
    };
    let wrong = match whole::examine(path, known()) {
        Ok(_) => return Ok(None),
        Err(wrong @ (Error::Damaged { .. } | Error::NotAStore { .. })) => wrong,
        Err(error) => return Err(error),
    };
    let mut damaged = taken(path)?;
    // What can be read as another program's is left to that one.
    if matches!(wrong, Error::NotAStore { .. }) && damaged.reader().is_some() {
        return Err(wrong);
    }
    let anew = beside(path)?;
    let mut to = driver::open(&Place::Embedded(Embedded::File(anew.to_path_buf())))?;
    to.migrate(MIGRATIONS)?;
    // What cannot be told from another program's file, and holds nothing of ours, never was a store.
    let nothing = if matches!(wrong, Error::NotAStore { .. }) { wrong } else { unreadable(path) };
    let mut copying = Copying::default();
    let mut regrown = if damaged.reader().is_none() { Some(beginning::regrown(path)?) } else { None };
    let readable = regrown.as_mut().map_or(&mut damaged, |regrown| &mut regrown.sole);
    let Some(from) = readable.reader() else { return Err(nothing) };
    let tables = to.within(Purpose::Write, |to| {
        copying = Copying::default();
        copying.all(from, to)
    })?;
    if tables.iter().all(|saved| saved.rows == 0) {
        return Err(nothing);
    }
    drop(regrown);
    drop(to);
    whole::settle_down(&anew)?;
    whole::examine(&anew, known())?;
    let kept = dated(path, at);
    damaged.rename(&kept)?;
    if let Err(error) = named(anew, path) {
        damaged.rename(path)?;
        return Err(error);
    }
    Ok(Some(Repaired { place: path.display().to_string(), kept, tables, stand_ins: copying.stand_ins }))
}

fn unreadable(path: &Path) -> Error {
    let message =
        format!("nothing of {} can be read any more; restore a backup with `frontline restore`", path.display());
    Refusal::new("unreadable_store", message).into()
}

/// What is in the new store so far.
#[derive(Default)]
struct Copying {
    customers: HashSet<i64>,
    contacts: HashSet<i64>,
    answers: HashSet<i64>,
    greatest: i64,
    stand_ins: usize,
}

impl Copying {
    fn all(&mut self, from: &mut dyn Driver, to: &mut dyn Driver) -> Result<Vec<Saved>, Error> {
        let mut saved = Vec::new();
        for table in Table::all()?.iter().filter(|table| !DERIVED.contains(&table.name.as_str())) {
            let (mut rows, mut references) = (0, HashSet::new());
            salvage::each(table, from, &mut |row| {
                let reference = table.text(&row, "ref").map(str::to_owned);
                if self.put(table, row, to)? {
                    rows += 1;
                    references.extend(reference);
                }
                Ok(())
            })?;
            let count = table.count(from).ok();
            let mut lost = salvage::references(table, from);
            lost.retain(|reference| !references.contains(reference));
            saved.push(Saved {
                table: table.name.clone(),
                rows,
                lost: count.map(|count| count.saturating_sub(rows)),
                references: lost,
            });
        }
        let given_out = from.last_id().unwrap_or(0).max(self.greatest);
        to.skip_ids(given_out)?;
        Ok(saved)
    }

    /// Writes a row, unless it makes no record; whether it is there.
    fn put(&mut self, table: &Table, mut row: Vec<Value>, to: &mut dyn Driver) -> Result<bool, Error> {
        if !is_record(table, &row) {
            return Ok(false);
        }
        if let Some(customer) = table.int(&row, "customer").filter(|_| table.name != "journal") {
            self.stand_in(customer, to)?;
        }
        if table.name == "callbacks" && table.int(&row, "contact").is_some_and(|id| !self.contacts.contains(&id)) {
            table.empty(&mut row, "contact");
        }
        if table.int(&row, "answer").is_some_and(|id| !self.answers.contains(&id)) {
            return Ok(false);
        }
        // A row that is there already, or cannot be beside another one, is none.
        if table.write(to, std::slice::from_ref(&row)).is_err() {
            return Ok(false);
        }
        let Some(id) = table.number(&row) else { return Ok(true) };
        self.greatest = self.greatest.max(id);
        match table.name.as_str() {
            "customers" => {
                self.customers.insert(id);
                if let Some(customer) = customer(table, &row) {
                    customers::write_found_by(to, None, Some(&customer))?;
                }
            }
            "products" => {
                let product = table.text(&row, "body").and_then(|body| serde_json::from_str(body).ok());
                products::write_found_by(to, None, product.as_ref())?;
            }
            "contacts" => drop(self.contacts.insert(id)),
            "answers" => drop(self.answers.insert(id)),
            _ => {}
        }
        Ok(true)
    }

    /// Sees to it that there is a customer of this identity.
    fn stand_in(&mut self, id: i64, to: &mut dyn Driver) -> Result<(), Error> {
        if !self.customers.insert(id) {
            return Ok(());
        }
        let details = Details { family_name: "Lost in the damage".to_owned(), ..Details::default() };
        let customer = Customer { id: CustomerId(id), version: 0, reference: format!("lost-{id}"), details };
        customers::write(to, None, &customer)?;
        self.stand_ins += 1;
        self.greatest = self.greatest.max(id);
        Ok(())
    }
}

fn customer(table: &Table, row: &[Value]) -> Option<Customer> {
    Some(Customer {
        id: CustomerId(table.int(row, "id")?),
        reference: table.text(row, "ref")?.to_owned(),
        version: table.int(row, "version")?,
        details: serde_json::from_str(table.text(row, "body")?).ok()?,
    })
}

/// Whether a row can be read as the record that it was: damage may leave a text that is none.
fn is_record(table: &Table, row: &[Value]) -> bool {
    fn reads<T: serde::de::DeserializeOwned>(text: &str) -> bool {
        serde_json::from_str::<T>(text).is_ok()
    }
    let is = |column: &str, reads: fn(&str) -> bool| table.text(row, column).is_some_and(reads);
    match table.name.as_str() {
        "customers" => is("body", reads::<Details>),
        "products" => is("body", reads::<Product>),
        "orders" => is("body", reads::<Order>),
        "contacts" => is("body", reads::<Contact>),
        "callbacks" => is("body", reads::<Callback>),
        "accounts" => is("body", reads::<Account>),
        "entries" => is("body", reads::<Entry>),
        "outages" => is("body", reads::<Outage>),
        "cases" => is("body", reads::<Case>),
        "approvals" => is("body", reads::<Approval>),
        "answers" => is("body", reads::<Answer>),
        "journal" => is("action", reads::<Action>) && is("changes", reads::<Vec<Change>>),
        _ => true,
    }
}
