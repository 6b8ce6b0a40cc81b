//! The statement of an account as CSV, between the rows of its opening and its closing balance.

use std::io::Write;

use super::Error;
use super::csv::guarded;
use super::terms::Terms;
use crate::domain::statement::Statement;
use crate::domain::timestamp::Timestamp;

const HEADER: [&str; 8] = ["at", "ref", "kind", "what", "settles", "bank_reference", "amount", "balance"];

/// Writes a statement in rows. An amount below nothing is the customer's.
///
/// # Errors
/// When the file cannot be written.
pub fn write(statement: &Statement<'_>, terms: Terms, out: impl Write) -> Result<(), Error> {
    let mut rows = ::csv::Writer::from_writer(out);
    let mut row =
        |cells: [String; 8]| rows.write_record(cells.map(guarded)).map_err(|error| Error::Unwritable(error.into()));
    let none = String::new;
    let money = |amount| terms.money(amount).0;
    row(HEADER.map(str::to_owned))?;
    let said = |at: Option<Timestamp>| at.map(Timestamp::rfc3339).unwrap_or_default();
    let balance =
        |at, what: &str, amount| [said(at), none(), none(), what.to_owned(), none(), none(), none(), money(amount)];
    row(balance(statement.from, "opening balance", statement.opening))?;
    for line in &statement.lines {
        let entry = line.entry;
        row([
            entry.at.rfc3339(),
            entry.reference.clone(),
            entry.kind.name().to_owned(),
            entry.what.clone(),
            entry.settles.clone(),
            entry.bank_reference.clone(),
            money(entry.owed()),
            money(line.balance),
        ])?;
    }
    row(balance(statement.until, "closing balance", statement.closing))?;
    rows.flush().map_err(Error::Unwritable)
}
