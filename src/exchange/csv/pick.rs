//! Picks in rows.

use super::super::terms::Terms;
use super::super::written::pick::Pick;
use super::Sheet;
use super::cells::Cells;
use crate::domain::portable::Portable;

impl Sheet for Pick {
    const HEADER: &'static [&'static str] = &["query", "answer", "agent", "queue", "guide", "tier", "at", "outcome"];
    const KEY: &'static str = "query";

    fn read(cells: &Cells<'_>) -> Result<Self, String> {
        Ok(Self {
            query: cells.text("query"),
            answer: cells.text("answer"),
            agent: cells.text("agent"),
            queue: cells.text("queue"),
            guide: cells.text("guide"),
            tier: cells.text("tier"),
            at: cells.text("at"),
            outcome: cells.text("outcome"),
        })
    }

    fn admitted(self, terms: &Terms) -> Result<Portable, String> {
        Ok(Portable::Pick(Box::new(self.admit(terms)?)))
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let Self { query, answer, agent, queue, guide, tier, at, outcome } = self;
        vec![[query, answer, agent, queue, guide, tier, at, outcome].map(|text| text.0.clone()).to_vec()]
    }
}
