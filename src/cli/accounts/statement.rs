//! The statement of an account: the same on the screen, as a text, as CSV and as JSON, whenever it is printed.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::Context;
use serde_json::{Value, json};

use super::super::failure::Failure;
use super::super::output::{Form, Output};
use super::super::records::is_standard;
use super::super::table::{Table, right};
use super::{Found, owed_words};
use crate::domain::ledger::Invoice;
use crate::domain::money::Amount;
use crate::domain::statement::Statement;
use crate::domain::timestamp::{Date, Timestamp, Zone};
use crate::exchange::{self, Terms};

/// From when, and until when it is not any more.
type Stretch = (Option<Timestamp>, Option<Timestamp>);

/// How a statement is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Text,
    Csv,
    Json,
}

/// The first moment of a day, or a moment as it is said.
pub(super) fn begin(day: &str, zone: Zone) -> Result<Timestamp, Failure> {
    Timestamp::parse(day).map_or_else(|| date(day).map(|date| zone.midnight(date)), Ok)
}

/// The first moment after a day, or a moment as it is said.
pub(super) fn end(day: &str, zone: Zone) -> Result<Timestamp, Failure> {
    Timestamp::parse(day).map_or_else(|| date(day).map(|date| zone.midnight(date.plus_days(1))), Ok)
}

fn date(day: &str) -> Result<Date, Failure> {
    let wrong = || Failure::impossible("usage", format!("`{day}` is no day; write it like 2026-11-01"));
    Date::parse(day.trim()).ok_or_else(wrong)
}

pub(super) fn write(
    found: &Found,
    (from, until): Stretch,
    file: &Path,
    terms: Terms,
    output: &mut Output,
) -> anyhow::Result<()> {
    let statement = Statement::of(&found.account, &found.entries, from, until);
    if is_standard(file) {
        let shape = if output.form == Form::Json { Shape::Json } else { Shape::Text };
        return put(found, &statement, shape, terms, output.raw());
    }
    let ending = file.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    let shape = match ending.as_deref() {
        Some("csv") => Shape::Csv,
        Some("json") => Shape::Json,
        Some(_) | None => Shape::Text,
    };
    let place = file.display().to_string();
    let mut out = BufWriter::new(File::create(file).with_context(|| place.clone())?);
    put(found, &statement, shape, terms, &mut out).and_then(|()| Ok(out.flush()?)).with_context(|| place.clone())?;
    let (reference, lines) = (&found.account.reference, statement.lines.len());
    match output.form {
        Form::Json => output.document(&json!({"account": reference, "file": place, "entries": lines})),
        Form::Words => output.text(&format!("{reference}: {lines} entries written to {place}")),
    }
}

fn put(
    found: &Found,
    statement: &Statement<'_>,
    shape: Shape,
    terms: Terms,
    out: &mut impl Write,
) -> anyhow::Result<()> {
    match shape {
        Shape::Text => out.write_all(text(found, statement, &terms).as_bytes())?,
        Shape::Csv => exchange::write_statement(statement, terms, out)?,
        Shape::Json => {
            serde_json::to_writer(&mut *out, &document(found, statement, &terms))?;
            out.write_all(b"\n")?;
        }
    }
    Ok(())
}

fn day(at: Timestamp, zone: Zone) -> String {
    let (year, month, day) = zone.civil(at).date.parts();
    format!("{year:04}-{month:02}-{day:02}")
}

fn text(found: &Found, statement: &Statement<'_>, terms: &Terms) -> String {
    let money = |amount: Amount| amount.decimal(terms.currency);
    let on = |at: Timestamp| day(at, terms.zone);
    let mut lines = vec![format!("Statement of {}, {}", statement.account.reference, statement.account.words())];
    lines.extend(found.customer.as_ref().map(|customer| {
        let parts = [customer.name(), customer.details.address.line(), customer.reference.clone()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
    }));
    lines.extend(match (statement.from, statement.until.map(|until| until.plus_seconds(-1))) {
        (Some(from), Some(last)) => Some(format!("{} to {}", on(from), on(last))),
        (Some(from), None) => Some(format!("from {}", on(from))),
        (None, Some(last)) => Some(format!("to {}", on(last))),
        (None, None) => None,
    });
    let amounts = statement.lines.iter().map(|line| money(line.entry.owed()));
    let amounts = right(std::iter::once(String::new()).chain(amounts).chain([String::new()]).collect());
    let balances = statement.lines.iter().map(|line| money(line.balance));
    let ends = [money(statement.opening), money(statement.closing)];
    let [opening, closing] = ends;
    let balances = right(std::iter::once(opening).chain(balances).chain([closing]).collect());
    let mut rows = vec![[String::new(), String::new(), "opening balance".to_owned()]];
    rows.extend(statement.lines.iter().map(|line| {
        let entry = line.entry;
        [on(entry.at), entry.reference.clone(), entry.words()]
    }));
    rows.push([String::new(), String::new(), "closing balance".to_owned()]);
    let mut table = Table::new(&["DATE", "REF", "WHAT", "AMOUNT", "BALANCE"]);
    for ((row, amount), balance) in rows.into_iter().zip(amounts).zip(balances) {
        table.row(row.into_iter().chain([amount, balance]));
    }
    let open = statement.open.iter().map(|invoice| {
        let due = invoice.charge.due_at.map(|due| format!(", due {}", on(due))).unwrap_or_default();
        format!("{} open of {}, {}{due}\n", money(invoice.open), invoice.charge.reference, invoice.charge.what)
    });
    let (head, closing) = (lines.join("\n"), owed_words(statement.closing, terms));
    format!("{head}\n\n{}\n{closing}\n{}", table.draw(None), open.collect::<String>())
}

/// Invoices that are not paid in full, as JSON.
pub(super) fn open(invoices: &[Invoice<'_>], terms: &Terms) -> Vec<Value> {
    let open = invoices.iter().filter(|invoice| invoice.open.0 > 0);
    let told = open.map(|invoice| {
        let charge = invoice.charge;
        json!({"ref": charge.reference, "what": charge.what, "amount": charge.amount.decimal(terms.currency),
               "open": invoice.open.decimal(terms.currency), "due_at": charge.due_at})
    });
    told.collect()
}

fn document(found: &Found, statement: &Statement<'_>, terms: &Terms) -> Value {
    let money = |amount: Amount| amount.decimal(terms.currency);
    let entries: Vec<Value> = statement
        .lines
        .iter()
        .map(|line| {
            let entry = line.entry;
            json!({"ref": entry.reference, "kind": entry.kind, "at": entry.at, "what": entry.what,
                   "settles": entry.settles, "bank_reference": entry.bank_reference, "due_at": entry.due_at,
                   "amount": money(entry.amount), "balance": money(line.balance)})
        })
        .collect();
    json!({
        "account": statement.account.reference,
        "customer": found.customer.as_ref().map(|customer| customer.reference.clone()),
        "kind": statement.account.kind,
        "plan": statement.account.plan,
        "currency": terms.currency.code(),
        "from": statement.from,
        "until": statement.until,
        "opening": money(statement.opening),
        "entries": entries,
        "closing": money(statement.closing),
        "open_invoices": open(&statement.open, terms),
    })
}
