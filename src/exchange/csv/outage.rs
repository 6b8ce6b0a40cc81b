//! Outages in rows, one each.

use super::super::terms::Terms;
use super::super::written::Text;
use super::super::written::outage::Outage;
use super::cells::{Cells, custom_cell};
use super::{Sheet, list};
use crate::domain::portable::Portable;

impl Sheet for Outage {
    const HEADER: &'static [&'static str] =
        &["ref", "service", "cause", "postal_codes", "accounts", "started_at", "expected_until", "ended_at", "custom"];

    fn read(cells: &Cells<'_>) -> Result<Self, String> {
        Ok(Self {
            reference: cells.text("ref"),
            service: cells.text("service"),
            cause: cells.text("cause"),
            postal_codes: cells.column("postal_codes"),
            accounts: cells.column("accounts"),
            started_at: cells.text("started_at"),
            expected_until: cells.text("expected_until"),
            ended_at: cells.text("ended_at"),
            custom: cells.custom()?,
        })
    }

    fn admitted(self, terms: &Terms) -> Result<Portable, String> {
        Ok(Portable::Outage(Box::new(self.admit(terms)?)))
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let joined = |texts: &[Text]| list::join(';', texts.iter().map(Text::as_str));
        let text = |text: &Text| text.0.clone();
        vec![vec![
            text(&self.reference),
            text(&self.service),
            text(&self.cause),
            joined(&self.postal_codes),
            joined(&self.accounts),
            text(&self.started_at),
            text(&self.expected_until),
            text(&self.ended_at),
            custom_cell(&self.custom),
        ]]
    }
}
