//! What a file holds, told by the names of its columns or fields rather than by its own name.

use std::io::BufRead;

use serde_json::{Map, Value};

use super::lines::{self, Line};
use super::{Error, Format, LONGEST, csv, decode, kinds};
use crate::domain::portable::Kind;

/// How many names of a kind a file must have at least, beside its reference.
const ENOUGH: usize = 2;

/// The kind whose names a file has most of; `None` where it has hardly any of one.
pub(super) fn kind(format: Format, source: impl BufRead + Send + 'static) -> Result<Option<Kind>, Error> {
    let mut source = decode::text(source)?;
    let names: Vec<String> = match format {
        Format::Markdown => return Ok(Some(Kind::Answers)),
        Format::Csv => csv::headers(source)?,
        Format::JsonLines => {
            let mut line = Vec::new();
            let first = lines::next(&mut source, &mut line, LONGEST)?;
            let fields = Some(&line).filter(|_| first == Line::Whole);
            let fields = fields.and_then(|line| serde_json::from_slice::<Map<String, Value>>(line).ok());
            fields.unwrap_or_default().keys().cloned().collect()
        }
    };
    let known = Kind::ALL.map(|kind| (kind, kinds::known(kind, &names).len()));
    let most = known.iter().map(|(_, count)| *count).max().unwrap_or_default();
    let first = known.into_iter().find(|(_, count)| *count == most && most >= ENOUGH);
    Ok(first.map(|(kind, _)| kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(format: Format, text: &'static str) -> Option<Kind> {
        kind(format, text.as_bytes()).unwrap()
    }

    #[test]
    fn a_file_is_known_by_its_columns() {
        assert_eq!(told(Format::Csv, "Id;First name;Last name;Email\n"), Some(Kind::Customers));
        assert_eq!(told(Format::Csv, "Ticket ID,Subject,Requester email,Status,Created at\n"), Some(Kind::Contacts));
        assert_eq!(told(Format::Csv, "ref,name,sku,price,stock\n"), Some(Kind::Products));
        assert_eq!(told(Format::Csv, "query,answer\n"), Some(Kind::Picks));
        assert_eq!(told(Format::Csv, "colour,weight\n"), None);
        assert_eq!(told(Format::Csv, ""), None);
    }

    #[test]
    fn a_line_is_known_by_its_fields() {
        let known = |text| told(Format::JsonLines, text);
        assert_eq!(known(r#"{"ref": "C-1", "given_name": "Ada", "address": {}}"#), Some(Kind::Customers));
        assert_eq!(known(r#"{"ref": "P-1", "name": "Tent", "variants": []}"#), Some(Kind::Products));
        assert_eq!(known(r#"{"ref": "1", "customer": "C-1", "lines": []}"#), Some(Kind::Orders));
        assert_eq!(known(r#"{"ref": "a", "title": "Refund", "body": "Soon."}"#), Some(Kind::Answers));
        assert_eq!(known("not json\n"), None);
    }
}
