//! Reading rows: which sign separates them, which of them make one record, and which line a fault is in.

use std::collections::HashSet;
use std::io::BufRead;
use std::marker::PhantomData;

use super::super::decode;
use super::super::terms::{self, Terms};
use super::super::{Error, Row, kinds};
use super::cells::{Cells, Columns};
use super::metered::Metered;
use super::{Sheet, Spread};
use crate::domain::portable::Kind;

/// The records of a file as their rows make them.
pub(super) struct Reader<R, T> {
    source: ::csv::Reader<Metered<R>>,
    columns: Columns,
    terms: Terms,
    bytes: ::csv::ByteRecord,
    values: Vec<String>,
    /// The record whose rows are being read, with the line it began in.
    gathered: Option<Gathered<T>>,
    /// The references of the records that are over.
    over: HashSet<String>,
    ended: Ended,
    form: PhantomData<T>,
}

struct Gathered<T> {
    reference: String,
    line: u64,
    record: Result<T, String>,
}

#[derive(PartialEq, Eq)]
enum Ended {
    NotYet,
    Now,
}

/// Opens a file behind its first row, which names the columns.
pub(super) fn open<R: BufRead>(mut source: R) -> Result<(::csv::Reader<Metered<R>>, Vec<String>), Error> {
    let separator = separator(source.fill_buf()?);
    let mut source = ::csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .buffer_capacity(64 << 10)
        .from_reader(Metered::new(source));
    let mut bytes = ::csv::ByteRecord::new();
    source.read_byte_record(&mut bytes).map_err(std::io::Error::from)?;
    let headers = bytes.iter().map(|header| decode::cell(header).into_owned()).collect();
    Ok((source, headers))
}

impl<R: BufRead, T: Sheet> Reader<R, T> {
    pub(super) fn new(source: R, kind: Kind, terms: Terms) -> Result<Self, Error> {
        let (source, headers) = open(source)?;
        let bytes = ::csv::ByteRecord::new();
        let columns = Columns::new(kind, T::HEADER, &headers);
        kinds::judge(kind, columns.headers())?;
        if !columns.identify(T::KEY) {
            return Err(Error::Headless { wanted: T::KEY });
        }
        let (values, gathered, over) = (Vec::new(), None, HashSet::new());
        Ok(Self { source, columns, terms, bytes, values, gathered, over, ended: Ended::NotYet, form: PhantomData })
    }

    /// Reads the next row that holds anything; the line it begins in, or `None` at the end. The line is counted back from
    /// the end of the row, because blank lines before it are passed over unseen.
    fn row(&mut self) -> Result<Option<u64>, Row> {
        loop {
            self.source.get_mut().begin_row();
            let before = self.source.position().line();
            let more = self.source.read_byte_record(&mut self.bytes).map_err(|error| {
                let reason = format!("{error}; is a quote left open, or the file broken off?");
                Row { line: before, record: Err(reason) }
            })?;
            if !more {
                return Ok(None);
            }
            self.values.clear();
            self.values.extend(self.bytes.iter().map(|value| decode::cell(value).into_owned()));
            if self.values.iter().any(|value| !value.trim().is_empty()) {
                let within = self.bytes.iter().flatten().filter(|byte| **byte == b'\n').count();
                let behind = self.source.position().line();
                return Ok(Some(behind.saturating_sub(1 + u64::try_from(within).unwrap_or(0))));
            }
        }
    }

    /// Takes the row that was read last; a record, if that makes one.
    fn take(&mut self, line: u64) -> Option<Row> {
        let cells = Cells { columns: &self.columns, values: &self.values };
        let reference = terms::reference(&cells.text(T::KEY));
        let fits = if self.values.len() == self.columns.count() {
            Ok(())
        } else {
            let (found, wanted) = (self.values.len(), self.columns.count());
            Err(format!("the row has {found} cells, the header has {wanted}; is a separator or a quote missing?"))
        };
        if T::SPREAD == Spread::OneRow || reference.is_empty() {
            let record = fits.and_then(|()| T::read(&cells)).and_then(|form| form.admitted(&self.terms));
            return Some(Row { line, record });
        }
        if let Some(gathered) = self.gathered.as_mut().filter(|gathered| gathered.reference == reference) {
            let added = fits.and_then(|()| gathered.record.as_mut().map_or(Ok(()), |form| form.add(&cells)));
            if let Err(reason) = added {
                *gathered = Gathered { reference, line, record: Err(reason) };
            }
            return None;
        }
        let record = if self.over.contains(&reference) {
            Err(format!("the rows of {reference} do not stand together; sort the file by `{}`", T::KEY))
        } else {
            fits.and_then(|()| T::read(&cells))
        };
        self.over.insert(reference.clone());
        let before = self.gathered.replace(Gathered { reference, line, record });
        before.map(|before| before.finished(&self.terms))
    }
}

impl<T: Sheet> Gathered<T> {
    fn finished(self, terms: &Terms) -> Row {
        Row { line: self.line, record: self.record.and_then(|form| form.admitted(terms)) }
    }
}

impl<R: BufRead, T: Sheet> Iterator for Reader<R, T> {
    type Item = Result<Row, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.ended == Ended::NotYet {
            match self.row() {
                Ok(Some(line)) => {
                    if let Some(row) = self.take(line) {
                        return Some(Ok(row));
                    }
                }
                Ok(None) => self.ended = Ended::Now,
                Err(row) => {
                    self.ended = Ended::Now;
                    if let Some(gathered) = &mut self.gathered {
                        gathered.record = Err("the file breaks off behind it".to_owned());
                    }
                    return Some(Ok(row));
                }
            }
        }
        self.gathered.take().map(|gathered| Ok(gathered.finished(&self.terms)))
    }
}

/// The sign that stands most often between the columns of the first line.
fn separator(sample: &[u8]) -> u8 {
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in sample {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            byte if !quoted => {
                for (_, count) in counts.iter_mut().filter(|(sign, _)| sign == byte) {
                    *count += 1;
                }
            }
            _ => {}
        }
    }
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    counts.iter().find(|(_, count)| *count == most).map_or(b',', |(sign, _)| *sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_one_the_header_uses() {
        assert_eq!(separator(b"ref;name;\"a,b,c,d\"\n1,2,3,4,5"), b';');
        assert_eq!(separator(b"ref\tname\n"), b'\t');
        assert_eq!(separator(b"ref"), b',');
    }
}
