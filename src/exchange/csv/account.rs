//! Accounts in rows, one for each entry; what belongs to the account as a whole stands in the first of them.

use super::super::terms::Terms;
use super::super::written::account::{Account, Entry, Reading, Report};
use super::super::written::{Text, Whole};
use super::cells::{Cells, custom_cell};
use super::customer::address;
use super::{Sheet, Spread, list};
use crate::domain::portable::Portable;

impl Sheet for Account {
    const HEADER: &'static [&'static str] = &[
        "ref",
        "customer",
        "kind",
        "status",
        "reason",
        "plan",
        "opened_at",
        "closed_at",
        "balance",
        "address_line1",
        "address_line2",
        "address_city",
        "address_region",
        "address_postal_code",
        "address_country",
        "address_custom",
        "entry_ref",
        "entry_kind",
        "entry_amount",
        "entry_what",
        "entry_at",
        "entry_due_at",
        "entry_settles",
        "entry_bank_reference",
        "entry_custom",
        "readings_at",
        "readings_meter",
        "readings_value",
        "readings_since_last",
        "reports_at",
        "reports_agent",
        "reports_what",
        "custom",
    ];
    const SPREAD: Spread = Spread::Several;

    fn read(cells: &Cells<'_>) -> Result<Self, String> {
        let mut account = Self {
            reference: cells.text("ref"),
            customer: cells.text("customer"),
            kind: cells.text("kind"),
            status: cells.text("status"),
            reason: cells.text("reason"),
            plan: cells.text("plan"),
            address: address(cells)?,
            opened_at: cells.text("opened_at"),
            closed_at: cells.text("closed_at"),
            balance: cells.text("balance"),
            entries: Vec::new(),
            readings: readings(cells)?,
            reports: reports(cells),
            custom: cells.custom()?,
        };
        account.add(cells)?;
        Ok(account)
    }

    fn add(&mut self, cells: &Cells<'_>) -> Result<(), String> {
        if cells.any(&["entry_ref", "entry_kind", "entry_amount"]) {
            self.entries.push(Entry {
                reference: cells.text("entry_ref"),
                kind: cells.text("entry_kind"),
                amount: cells.text("entry_amount"),
                what: cells.text("entry_what"),
                at: cells.text("entry_at"),
                due_at: cells.text("entry_due_at"),
                settles: cells.text("entry_settles"),
                bank_reference: cells.text("entry_bank_reference"),
                custom: cells.object("entry_custom")?,
            });
        }
        Ok(())
    }

    fn admitted(self, terms: &Terms) -> Result<Portable, String> {
        let (account, entries, customer) = self.admit(terms)?;
        Ok(Portable::Account { account: Box::new(account), entries, customer })
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let nothing = [Entry::default()];
        let entries = if self.entries.is_empty() { &nothing } else { self.entries.as_slice() };
        let rows = entries.iter().enumerate().map(|(number, entry)| {
            let mut row = vec![self.reference.0.clone()];
            let own = |cells: Vec<String>| if number == 0 { cells } else { vec![String::new(); cells.len()] };
            row.extend(own(self.head()));
            let texts = [
                &entry.reference,
                &entry.kind,
                &entry.amount,
                &entry.what,
                &entry.at,
                &entry.due_at,
                &entry.settles,
                &entry.bank_reference,
            ];
            row.extend(texts.map(|text| text.0.clone()));
            row.push(custom_cell(&entry.custom));
            row.extend(own(self.tail()));
            row
        });
        rows.collect()
    }
}

impl Account {
    fn head(&self) -> Vec<String> {
        let address = &self.address;
        let texts = [
            &self.customer,
            &self.kind,
            &self.status,
            &self.reason,
            &self.plan,
            &self.opened_at,
            &self.closed_at,
            &self.balance,
            &address.line1,
            &address.line2,
            &address.city,
            &address.region,
            &address.postal_code,
            &address.country,
        ];
        let mut head = texts.map(|text| text.0.clone()).to_vec();
        head.push(custom_cell(&address.custom));
        head
    }

    fn tail(&self) -> Vec<String> {
        let value = |reading: &Reading| Text(reading.value.0.map(|value| value.to_string()).unwrap_or_default());
        let values: Vec<Text> = self.readings.iter().map(value).collect();
        vec![
            list::column(&self.readings, |reading| &reading.at),
            list::column(&self.readings, |reading| &reading.meter),
            list::column(&values, |value| value),
            list::column(&self.readings, |reading| &reading.since_last),
            list::column(&self.reports, |report| &report.at),
            list::column(&self.reports, |report| &report.agent),
            list::column(&self.reports, |report| &report.what),
            custom_cell(&self.custom),
        ]
    }
}

/// The value of a column that belongs to the record of that number; a column may be shorter than its neighbours.
fn at(column: &[Text], number: usize) -> Text {
    column.get(number).cloned().unwrap_or_default()
}

fn readings(cells: &Cells<'_>) -> Result<Vec<Reading>, String> {
    let [moments, meters, values, passages] =
        ["readings_at", "readings_meter", "readings_value", "readings_since_last"].map(|name| cells.column(name));
    let reading = |number| {
        let value = Whole::read(at(&values, number).as_str()).map_err(|reason| format!("readings_value: {reason}"))?;
        Ok(Reading { at: at(&moments, number), meter: at(&meters, number), value, since_last: at(&passages, number) })
    };
    (0..moments.len().max(values.len())).map(reading).collect()
}

fn reports(cells: &Cells<'_>) -> Vec<Report> {
    let [moments, agents, whats] = ["reports_at", "reports_agent", "reports_what"].map(|name| cells.column(name));
    let report = |number| Report { at: at(&moments, number), agent: at(&agents, number), what: at(&whats, number) };
    (0..moments.len().max(whats.len())).map(report).collect()
}
