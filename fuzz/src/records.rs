//! Records in files: what is read can be shown, is written without formulas, and is read again as it was.

use std::io::Cursor;

use frontline::domain::money::Currency;
use frontline::domain::phone::Region;
use frontline::domain::portable::{Kind, Portable};
use frontline::domain::timestamp::Zone;
use frontline::exchange::{Format, Terms, Writer, read, recognise};

use super::may_be_shown;

/// What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection).
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// What must hold of a file in a format, whatever kind of records it is read for.
pub fn hold(format: Format, bytes: &[u8]) {
    drop(recognise(format, Cursor::new(bytes.to_vec())));
    for kind in Kind::ALL {
        let records = records(kind, format, bytes);
        if records.is_empty() {
            continue;
        }
        for format in [Format::JsonLines, Format::Csv] {
            let text = written(kind, format, &records);
            if format == Format::Csv {
                has_no_formula(&text);
            }
            let again = self::records(kind, format, text.as_bytes());
            assert_eq!(again, records, "written as {text}");
        }
    }
}

fn terms() -> Terms {
    Terms { currency: Currency::EUR, region: Region::named("DE").unwrap(), zone: Zone::named("Europe/Berlin").unwrap() }
}

/// The records of a file; what is said of those that are none can be shown.
fn records(kind: Kind, format: Format, bytes: &[u8]) -> Vec<Portable> {
    let rows = match read(kind, format, Cursor::new(bytes.to_vec()), terms()) {
        Ok(rows) => rows,
        Err(error) => {
            assert!(may_be_shown(&error.to_string()), "{:?}", error.to_string());
            return Vec::new();
        }
    };
    let mut records = Vec::new();
    for row in rows {
        match row.map(|row| row.record) {
            Ok(Ok(record)) => records.push(record),
            Ok(Err(reason)) => assert!(may_be_shown(&reason), "{reason:?}"),
            Err(error) => assert!(may_be_shown(&error.to_string()), "{:?}", error.to_string()),
        }
    }
    records
}

fn written(kind: Kind, format: Format, records: &[Portable]) -> String {
    let mut out = Vec::new();
    let mut writer = Writer::new(kind, format, &mut out, terms()).unwrap();
    for record in records {
        writer.write(record).unwrap();
    }
    writer.finish().unwrap();
    String::from_utf8(out).unwrap()
}

fn has_no_formula(text: &str) {
    for row in ::csv::Reader::from_reader(text.as_bytes()).records().map(Result::unwrap) {
        for cell in &row {
            // A number with its sign is no formula.
            let is_number = cell.parse::<f64>().is_ok();
            assert!(is_number || !cell.starts_with(FORMULA), "{cell:?} in {text}");
        }
    }
}
