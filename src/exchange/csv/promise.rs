//! Promises in rows.

use super::super::terms::Terms;
use super::super::written::promise::Promise;
use super::Sheet;
use super::cells::Cells;
use crate::domain::portable::Portable;

impl Sheet for Promise {
    const HEADER: &'static [&'static str] = &[
        "ref",
        "customer",
        "contact",
        "due_at",
        "what",
        "queue",
        "agent",
        "state",
        "settled_by",
        "settled_at",
        "reason",
    ];

    fn read(cells: &Cells<'_>) -> Result<Self, String> {
        Ok(Self {
            reference: cells.text("ref"),
            customer: cells.text("customer"),
            contact: cells.text("contact"),
            due_at: cells.text("due_at"),
            what: cells.text("what"),
            queue: cells.text("queue"),
            agent: cells.text("agent"),
            state: cells.text("state"),
            settled_by: cells.text("settled_by"),
            settled_at: cells.text("settled_at"),
            reason: cells.text("reason"),
        })
    }

    fn admitted(self, terms: &Terms) -> Result<Portable, String> {
        let (promise, customer, contact) = self.admit(terms)?;
        Ok(Portable::Promise { promise: Box::new(promise), customer, contact })
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let texts = [
            &self.reference,
            &self.customer,
            &self.contact,
            &self.due_at,
            &self.what,
            &self.queue,
            &self.agent,
            &self.state,
            &self.settled_by,
            &self.settled_at,
            &self.reason,
        ];
        vec![texts.map(|text| text.0.clone()).to_vec()]
    }
}
