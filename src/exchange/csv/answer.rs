//! Scripted answers in rows.

use super::super::terms::Terms;
use super::super::written::Text;
use super::super::written::answer::Answer;
use super::cells::{Cells, custom_cell};
use super::{Sheet, list};
use crate::domain::portable::Portable;

impl Sheet for Answer {
    const HEADER: &'static [&'static str] = &["ref", "title", "body", "tags", "phrases", "queue", "language", "custom"];

    fn read(cells: &Cells<'_>) -> Result<Self, String> {
        Ok(Self {
            reference: cells.text("ref"),
            title: cells.text("title"),
            body: cells.text("body"),
            tags: cells.texts("tags"),
            phrases: cells.texts("phrases"),
            queue: cells.text("queue"),
            language: cells.text("language"),
            custom: cells.custom()?,
        })
    }

    fn admitted(self, _terms: &Terms) -> Result<Portable, String> {
        Ok(Portable::Answer(Box::new(self.admit()?)))
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let texts = |texts: &[Text]| list::join(';', texts.iter().map(Text::as_str));
        vec![vec![
            self.reference.0.clone(),
            self.title.0.clone(),
            self.body.0.clone(),
            texts(&self.tags),
            texts(&self.phrases),
            self.queue.0.clone(),
            self.language.0.clone(),
            custom_cell(&self.custom),
        ]]
    }
}
