//! JSON Lines: one record a line. What is written is parsed straight into the form of its kind.

use std::io::{BufRead, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use super::lines::{self, Line};
use super::terms::Terms;
use super::written::{
    account::Account, answer::Answer, case::Case, contact::Contact, customer::Customer, order::Order, outage::Outage,
    pick::Pick, product::Product, promise::Promise,
};
use super::{Error, LONGEST, Row, kinds};
use crate::domain::portable::{Kind, Portable};

pub(super) struct Reader<R> {
    source: R,
    kind: Kind,
    terms: Terms,
    /// The first line, which is read before anybody asks for it.
    ahead: Option<Line>,
    line: u64,
    buffer: Vec<u8>,
}

impl<R: BufRead> Reader<R> {
    /// Begins to read. The keys of the first record tell whether the file holds what it is read for.
    pub(super) fn new(source: R, kind: Kind, terms: Terms) -> Result<Self, Error> {
        let mut reader = Self { source, kind, terms, ahead: None, line: 0, buffer: Vec::new() };
        reader.ahead = Some(reader.advance()?);
        if let Ok(record) = serde_json::from_slice::<Map<String, Value>>(&reader.buffer) {
            kinds::judge(kind, &record.keys().cloned().collect::<Vec<_>>())?;
        }
        Ok(reader)
    }

    /// Reads the next line that is not blank into the buffer.
    fn advance(&mut self) -> std::io::Result<Line> {
        loop {
            let reached = lines::next(&mut self.source, &mut self.buffer, LONGEST)?;
            self.line += 1;
            if reached != Line::Whole || !self.buffer.trim_ascii().is_empty() {
                return Ok(reached);
            }
        }
    }

    fn record(&self) -> Result<Portable, String> {
        let (line, terms) = (self.buffer.as_slice(), &self.terms);
        match self.kind {
            Kind::Customers => Ok(Portable::Customer(Box::new(parsed::<Customer>(line)?.admit(terms)?))),
            Kind::Products => Ok(Portable::Product(Box::new(parsed::<Product>(line)?.admit(terms)?))),
            Kind::Orders => {
                let (order, customer) = parsed::<Order>(line)?.admit(terms)?;
                Ok(Portable::Order { order: Box::new(order), customer })
            }
            Kind::Accounts => {
                let (account, entries, customer) = parsed::<Account>(line)?.admit(terms)?;
                Ok(Portable::Account { account: Box::new(account), entries, customer })
            }
            Kind::Outages => Ok(Portable::Outage(Box::new(parsed::<Outage>(line)?.admit(terms)?))),
            Kind::Answers => Ok(Portable::Answer(Box::new(parsed::<Answer>(line)?.admit()?))),
            Kind::Picks => Ok(Portable::Pick(Box::new(parsed::<Pick>(line)?.admit(terms)?))),
            Kind::Contacts => {
                let (contact, customer) = parsed::<Contact>(line)?.admit(terms)?;
                Ok(Portable::Contact { contact: Box::new(contact), customer })
            }
            Kind::Cases => {
                let (case, customer, contact) = parsed::<Case>(line)?.admit(terms)?;
                Ok(Portable::Case { case: Box::new(case), customer, contact })
            }
            Kind::Promises => {
                let (promise, customer, contact) = parsed::<Promise>(line)?.admit(terms)?;
                Ok(Portable::Promise { promise: Box::new(promise), customer, contact })
            }
        }
    }
}

impl<R: BufRead> Iterator for Reader<R> {
    type Item = Result<Row, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        let record = match self.ahead.take().map_or_else(|| self.advance(), Ok) {
            Err(error) => return Some(Err(error.into())),
            Ok(Line::End) => return None,
            Ok(Line::TooLong) => Err(format!("the line is longer than {} MB", LONGEST >> 20)),
            Ok(Line::Whole) => self.record(),
        };
        Some(Ok(Row { line: self.line, record }))
    }
}

/// A line as the form of its kind. The reason names the column, because the line is named beside it.
fn parsed<T: DeserializeOwned>(line: &[u8]) -> Result<T, String> {
    serde_json::from_slice(line).map_err(|error| {
        if std::str::from_utf8(line).is_err() {
            return "the line is not UTF-8; save the file in UTF-8".to_owned();
        }
        let said = error.to_string();
        let what = said.split(" at line ").next().unwrap_or_default();
        format!("{what}, at column {}", error.column())
    })
}

/// Writes records a line each.
pub struct Writer<W> {
    out: W,
    terms: Terms,
}

impl<W: Write> Writer<W> {
    pub(super) fn new(out: W, terms: Terms) -> Self {
        Self { out, terms }
    }

    pub(super) fn write(&mut self, record: &Portable) -> Result<(), Error> {
        let terms = self.terms;
        match record {
            Portable::Customer(customer) => self.put(&Customer::of(customer, &terms)),
            Portable::Product(product) => self.put(&Product::of(product, &terms)),
            Portable::Order { order, customer } => self.put(&Order::of(order, customer, &terms)),
            Portable::Account { account, entries, customer } => {
                self.put(&Account::of(account, entries, customer, &terms))
            }
            Portable::Outage(outage) => self.put(&Outage::of(outage)),
            Portable::Answer(answer) => self.put(&Answer::of(answer)),
            Portable::Pick(pick) => self.put(&Pick::of(pick)),
            Portable::Contact { contact, customer } => self.put(&Contact::of(contact, customer)),
            Portable::Case { case, customer, contact } => self.put(&Case::of(case, customer, contact)),
            Portable::Promise { promise, customer, contact } => self.put(&Promise::of(promise, customer, contact)),
        }
    }

    fn put(&mut self, record: &impl Serialize) -> Result<(), Error> {
        serde_json::to_writer(&mut self.out, record).map_err(|error| Error::Unwritable(error.into()))?;
        self.out.write_all(b"\n").map_err(Error::Unwritable)
    }

    pub(super) fn finish(mut self) -> Result<(), Error> {
        self.out.flush().map_err(Error::Unwritable)
    }
}

/// A record as one JSON document.
pub(super) fn document(record: &Portable, terms: &Terms) -> Value {
    let written = match record {
        Portable::Customer(customer) => serde_json::to_value(Customer::of(customer, terms)),
        Portable::Product(product) => serde_json::to_value(Product::of(product, terms)),
        Portable::Order { order, customer } => serde_json::to_value(Order::of(order, customer, terms)),
        Portable::Account { account, entries, customer } => {
            serde_json::to_value(Account::of(account, entries, customer, terms))
        }
        Portable::Outage(outage) => serde_json::to_value(Outage::of(outage)),
        Portable::Answer(answer) => serde_json::to_value(Answer::of(answer)),
        Portable::Pick(pick) => serde_json::to_value(Pick::of(pick)),
        Portable::Contact { contact, customer } => serde_json::to_value(Contact::of(contact, customer)),
        Portable::Case { case, customer, contact } => serde_json::to_value(Case::of(case, customer, contact)),
        Portable::Promise { promise, customer, contact } => {
            serde_json::to_value(Promise::of(promise, customer, contact))
        }
    };
    written.unwrap_or_default()
}
