//! `frontline journal`: what was done, the latest first.

use clap::Args;

use super::customers;
use super::document::Teller;
use super::output::{Form, Output, Status};
use super::setting::{Setting, Work, terms};
use super::table::Table;

#[derive(Args)]
pub(super) struct Journal {
    /// Only what concerns this customer
    #[arg(long, value_name = "REF")]
    customer: Option<String>,
    /// How many receipts to show
    #[arg(long, default_value_t = 1_000)]
    limit: u32,
}

impl Journal {
    pub(super) fn run(self, setting: &Setting, output: &mut Output) -> anyhow::Result<Status> {
        let config = setting.config()?;
        let mut store = setting.open(&config, Work::Asks)?;
        let customer = self.customer.map(|reference| customers::known(&mut store, &reference)).transpose()?;
        let receipts = store.journal(customer.map(|customer| customer.id), i64::from(self.limit))?;
        let mut teller = Teller::new(&mut store, terms(&config));
        if output.form == Form::Json {
            for receipt in &receipts {
                output.document(&teller.receipt(receipt)?)?;
            }
            return Ok(Status::Done);
        }
        let mut table = Table::new(&["RECEIPT", "AT", "AGENT", "CUSTOMER", "WHAT"]);
        for receipt in &receipts {
            let undone = receipt.undone_by.map(|by| format!(" (taken back by {by})")).unwrap_or_default();
            table.row([
                receipt.id.to_string(),
                receipt.at.rfc3339(),
                receipt.agent.clone(),
                teller.customer(receipt.customer)?.map(|known| known.reference.clone()).unwrap_or_default(),
                receipt.words() + &undone,
            ]);
        }
        output.table(&table)?;
        Ok(Status::Done)
    }
}
