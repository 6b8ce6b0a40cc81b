//! Scripted answers in rows.

use super::super::terms::Terms;
use super::super::written::answer::Answer;
use super::super::written::{Flag, Text};
use super::cells::{Cells, custom_cell};
use super::{Sheet, list};
use crate::domain::portable::Portable;

impl Sheet for Answer {
    const HEADER: &'static [&'static str] = &[
        "ref",
        "title",
        "body",
        "tags",
        "phrases",
        "queue",
        "language",
        "key",
        "spoken",
        "valid_from",
        "valid_until",
        "review_on",
        "author",
        "approved_by",
        "withdrawn",
        "pinned",
        "custom",
    ];

    fn read(cells: &Cells<'_>) -> Result<Self, String> {
        Ok(Self {
            reference: cells.text("ref"),
            title: cells.text("title"),
            body: cells.text("body"),
            tags: cells.texts("tags"),
            phrases: cells.texts("phrases"),
            queue: cells.text("queue"),
            language: cells.text("language"),
            key: cells.text("key"),
            spoken: cells.text("spoken"),
            valid_from: cells.text("valid_from"),
            valid_until: cells.text("valid_until"),
            review_on: cells.text("review_on"),
            author: cells.text("author"),
            approved_by: cells.text("approved_by"),
            withdrawn: Flag::read(cells.text("withdrawn").as_str())?,
            pinned: cells.texts("pinned"),
            custom: cells.custom()?,
        })
    }

    fn admitted(self, _terms: &Terms) -> Result<Portable, String> {
        Ok(Portable::Answer(Box::new(self.admit()?)))
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let texts = |texts: &[Text]| list::join(';', texts.iter().map(Text::as_str));
        let text = |text: &Text| text.0.clone();
        vec![vec![
            text(&self.reference),
            text(&self.title),
            text(&self.body),
            texts(&self.tags),
            texts(&self.phrases),
            text(&self.queue),
            text(&self.language),
            text(&self.key),
            text(&self.spoken),
            text(&self.valid_from),
            text(&self.valid_until),
            text(&self.review_on),
            text(&self.author),
            text(&self.approved_by),
            self.withdrawn.0.map(|withdrawn| withdrawn.to_string()).unwrap_or_default(),
            texts(&self.pinned),
            custom_cell(&self.custom),
        ]]
    }
}
