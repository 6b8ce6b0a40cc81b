//! What became of the customer elsewhere while the form lay open.

use super::{CustomerForm, Showing, fields};
use crate::app::contest::{Fields, Verdict, writer};
use crate::domain::customer::Details;
use crate::domain::file::CustomerFile;
use crate::domain::record::RecordKind;

fn layout() -> Fields<Details> {
    Fields { names: fields::names().collect(), text: fields::text, item: fields::item }
}

impl CustomerForm {
    /// The customer was changed elsewhere while the form lay open: what was not touched here follows, of what was both
    /// versions are kept. Says so in words.
    pub(in crate::app::pane::customer) fn rebase(&mut self, file: &CustomerFile) -> Option<String> {
        let now = &file.customer;
        let base = self.base.clone().filter(|base| base.id == now.id && base.version != now.version)?;
        let writer = writer(&file.receipts, RecordKind::Customer, now.id.0, now.version);
        let words = self.contest.rebase(&mut self.form, &layout(), (&base.details, &now.details), writer);
        self.base = Some(Box::new(now.clone()));
        words
    }

    /// Both versions show where there are any to choose from; otherwise the form does.
    pub(in crate::app::pane::customer) fn show_versions(&mut self) {
        if self.showing == Showing::Both && self.contest.fields.is_empty() {
            self.showing = Showing::Form;
        }
    }

    /// Chooses which version of the marked field is to stand, and goes on to the next one that is open.
    pub(in crate::app::pane::customer) fn choose(&mut self, verdict: Verdict) {
        self.contest.choose(verdict);
    }

    /// Marks the field so many rows on.
    pub(in crate::app::pane::customer) fn mark(&mut self, steps: isize) {
        self.contest.mark(steps);
    }

    /// Puts what was chosen into the form.
    ///
    /// # Errors
    /// In words, when a field is not chosen; both versions show then.
    pub(super) fn settle(&mut self) -> Result<(), String> {
        let settled = self.contest.settle(&mut self.form, &layout());
        self.showing = if settled.is_ok() { Showing::Form } else { Showing::Both };
        settled
    }
}
