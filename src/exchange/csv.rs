//! CSV: our own columns, and those of the files that other systems export. A row that does not fit its header is told with
//! its line; nothing is written that a spreadsheet would take for a formula.

mod account;
mod answer;
mod case;
mod cells;
mod contact;
mod customer;
mod foreign;
mod list;
mod metered;
mod order;
mod outage;
mod pick;
mod product;
mod promise;
mod reader;

use std::io::{BufRead, Write};

use super::terms::Terms;
use super::written::{
    account::Account, answer::Answer, case::Case, contact::Contact, customer::Customer, order::Order, outage::Outage,
    pick::Pick, product::Product, promise::Promise,
};
use super::{Error, Rows};
use crate::domain::portable::{Kind, Portable};

use cells::Cells;

/// A form that is spread over the cells of one row or several.
trait Sheet: Sized {
    /// The columns that are written.
    const HEADER: &'static [&'static str];
    /// The column by which such a file is known and its rows belong together.
    const KEY: &'static str = "ref";
    /// Whether one record may take several rows.
    const SPREAD: Spread = Spread::OneRow;

    /// Reads the first row of a record.
    fn read(cells: &Cells<'_>) -> Result<Self, String>;

    /// Takes a further row of the same record.
    fn add(&mut self, _cells: &Cells<'_>) -> Result<(), String> {
        Ok(())
    }

    /// The record itself.
    fn admitted(self, terms: &Terms) -> Result<Portable, String>;

    /// The rows in which it is written, each as long as the header.
    fn rows(&self) -> Vec<Vec<String>>;
}

/// How many rows a record takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spread {
    /// Exactly one.
    OneRow,
    /// One for each of its parts, standing together.
    Several,
}

/// The records of a file.
pub(super) fn read(source: impl BufRead + Send + 'static, kind: Kind, terms: Terms) -> Result<Rows, Error> {
    Ok(match kind {
        Kind::Customers => Box::new(reader::Reader::<_, Customer>::new(source, kind, terms)?),
        Kind::Products => Box::new(reader::Reader::<_, Product>::new(source, kind, terms)?),
        Kind::Orders => Box::new(reader::Reader::<_, Order>::new(source, kind, terms)?),
        Kind::Accounts => Box::new(reader::Reader::<_, Account>::new(source, kind, terms)?),
        Kind::Outages => Box::new(reader::Reader::<_, Outage>::new(source, kind, terms)?),
        Kind::Answers => Box::new(reader::Reader::<_, Answer>::new(source, kind, terms)?),
        Kind::Picks => Box::new(reader::Reader::<_, Pick>::new(source, kind, terms)?),
        Kind::Contacts => Box::new(reader::Reader::<_, Contact>::new(source, kind, terms)?),
        Kind::Cases => Box::new(reader::Reader::<_, Case>::new(source, kind, terms)?),
        Kind::Promises => Box::new(reader::Reader::<_, Promise>::new(source, kind, terms)?),
    })
}

/// The columns that are written of a kind.
pub(super) const fn columns(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Customers => Customer::HEADER,
        Kind::Products => Product::HEADER,
        Kind::Orders => Order::HEADER,
        Kind::Accounts => Account::HEADER,
        Kind::Outages => Outage::HEADER,
        Kind::Answers => Answer::HEADER,
        Kind::Picks => Pick::HEADER,
        Kind::Contacts => Contact::HEADER,
        Kind::Cases => Case::HEADER,
        Kind::Promises => Promise::HEADER,
    }
}

pub(super) use cells::guarded;
pub(super) use foreign::{headers as other_headers, meant};

/// The columns that a file has, as they are compared.
pub(super) fn headers(source: impl BufRead) -> Result<Vec<String>, Error> {
    Ok(reader::open(source)?.1.iter().map(|header| cells::plain(header)).collect())
}

/// Writes records in rows below a header.
pub struct Writer<W: Write> {
    out: ::csv::Writer<W>,
    terms: Terms,
}

impl<W: Write> Writer<W> {
    pub(super) fn new(kind: Kind, out: W, terms: Terms) -> Result<Self, Error> {
        let mut writer = Self { out: ::csv::Writer::from_writer(out), terms };
        writer.out.write_record(columns(kind)).map_err(unwritable)?;
        Ok(writer)
    }

    pub(super) fn write(&mut self, record: &Portable) -> Result<(), Error> {
        let terms = &self.terms;
        let rows = match record {
            Portable::Customer(customer) => Customer::of(customer, terms).rows(),
            Portable::Product(product) => Product::of(product, terms).rows(),
            Portable::Order { order, customer } => Order::of(order, customer, terms).rows(),
            Portable::Account { account, entries, customer } => Account::of(account, entries, customer, terms).rows(),
            Portable::Outage(outage) => Outage::of(outage).rows(),
            Portable::Answer(answer) => Answer::of(answer).rows(),
            Portable::Pick(pick) => Pick::of(pick).rows(),
            Portable::Contact { contact, customer } => Contact::of(contact, customer).rows(),
            Portable::Case { case, customer, contact } => Case::of(case, customer, contact).rows(),
            Portable::Promise { promise, customer, contact } => Promise::of(promise, customer, contact).rows(),
        };
        for row in rows {
            self.out.write_record(row.into_iter().map(cells::guarded)).map_err(unwritable)?;
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<(), Error> {
        self.out.flush().map_err(Error::Unwritable)
    }
}

fn unwritable(error: ::csv::Error) -> Error {
    Error::Unwritable(error.into())
}
