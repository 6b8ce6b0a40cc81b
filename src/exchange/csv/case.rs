//! Cases in rows. What was said about one is a list of lines as JSON in one cell.

use super::super::terms::Terms;
use super::super::written::case::Case;
use super::Sheet;
use super::cells::{Cells, custom_cell, records_cell};
use crate::domain::portable::Portable;

impl Sheet for Case {
    const HEADER: &'static [&'static str] = &[
        "ref",
        "customer",
        "contact",
        "order",
        "account",
        "kind",
        "category",
        "severity",
        "summary",
        "wants",
        "to",
        "reason",
        "status",
        "agent",
        "opened_at",
        "due_at",
        "answered_at",
        "closed_at",
        "next_step",
        "notes",
        "custom",
    ];

    fn read(cells: &Cells<'_>) -> Result<Self, String> {
        Ok(Self {
            reference: cells.text("ref"),
            customer: cells.text("customer"),
            contact: cells.text("contact"),
            order: cells.text("order"),
            account: cells.text("account"),
            kind: cells.text("kind"),
            category: cells.text("category"),
            severity: cells.text("severity"),
            summary: cells.text("summary"),
            wants: cells.text("wants"),
            to: cells.text("to"),
            reason: cells.text("reason"),
            status: cells.text("status"),
            agent: cells.text("agent"),
            opened_at: cells.text("opened_at"),
            due_at: cells.text("due_at"),
            answered_at: cells.text("answered_at"),
            closed_at: cells.text("closed_at"),
            next_step: cells.text("next_step"),
            notes: cells.records("notes")?,
            custom: cells.custom()?,
        })
    }

    fn admitted(self, terms: &Terms) -> Result<Portable, String> {
        let (case, customer, contact) = self.admit(terms)?;
        Ok(Portable::Case { case: Box::new(case), customer, contact })
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let texts = [
            &self.reference,
            &self.customer,
            &self.contact,
            &self.order,
            &self.account,
            &self.kind,
            &self.category,
            &self.severity,
            &self.summary,
            &self.wants,
            &self.to,
            &self.reason,
            &self.status,
            &self.agent,
            &self.opened_at,
            &self.due_at,
            &self.answered_at,
            &self.closed_at,
            &self.next_step,
        ];
        let texts = texts.into_iter().map(|text| text.0.clone());
        vec![texts.chain([records_cell(&self.notes), custom_cell(&self.custom)]).collect()]
    }
}
