//! What was written here and elsewhere while the form lay open: both versions, field by field, and which is to stand.
//! Nothing that somebody else wrote is written over before an agent has chosen so.

use serde::{Deserialize, Serialize};

use super::{CustomerForm, Showing, fields};
use crate::domain::customer::Customer;
use crate::domain::file::CustomerFile;
use crate::domain::journal::Receipt;
use crate::domain::record::RecordKind;
use crate::domain::timestamp::Timestamp;
use crate::ui::form::Form;

/// Which version of a field is to stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::app::pane::customer) enum Verdict {
    #[default]
    Open,
    Theirs,
    Mine,
}

/// A field that was written here and elsewhere. What was written here stands in the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::app::pane::customer) struct Contested {
    pub(super) name: String,
    /// What stood there when the form began.
    pub(super) before: String,
    /// What stands there now.
    pub(super) theirs: String,
    pub(super) verdict: Verdict,
}

/// Everything that was written elsewhere while the form lay open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(in crate::app::pane::customer) struct Contest {
    /// Who wrote it; empty where the journal does not tell.
    pub(super) by: String,
    pub(super) at: Option<Timestamp>,
    pub(super) fields: Vec<Contested>,
    /// The labels of fields that were changed elsewhere alone, and follow.
    pub(super) followed: Vec<String>,
    pub(super) marked: usize,
}

impl Contest {
    /// Who wrote the other version, as a sentence begins.
    pub(super) fn who(&self) -> &str {
        if self.by.is_empty() { "Somebody else" } else { &self.by }
    }

    /// How many fields are chosen.
    pub(super) fn chosen(&self) -> usize {
        self.fields.iter().filter(|field| field.verdict != Verdict::Open).count()
    }

    /// The label of the first field that is not chosen.
    fn first_open(&self) -> Option<String> {
        let open = self.fields.iter().find(|field| field.verdict == Verdict::Open);
        open.map(|field| fields::label(&field.name))
    }

    fn put(&mut self, name: &str, before: String, theirs: String) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.name == name) {
            (field.theirs, field.verdict) = (theirs, Verdict::Open);
        } else {
            self.fields.push(Contested { name: name.to_owned(), before, theirs, verdict: Verdict::Open });
        }
    }

    /// Lets go of what both wrote alike.
    fn agree(&mut self, form: &Form) {
        self.fields.retain(|field| form.value(&field.name) != field.theirs.trim());
        self.marked = self.marked.min(self.fields.len().saturating_sub(1));
    }
}

impl CustomerForm {
    /// The customer was changed elsewhere while the form lay open: what was not touched here follows, of what was both
    /// versions are kept. Says so in words.
    pub(in crate::app::pane::customer) fn rebase(&mut self, file: &CustomerFile) -> Option<String> {
        let now = &file.customer;
        let base = self.base.clone().filter(|base| base.id == now.id && base.version != now.version)?;
        let writer = file.receipts.iter().find(|receipt| wrote(receipt, now));
        self.contest.by = writer.map(|receipt| receipt.agent.clone()).unwrap_or_default();
        self.contest.at = writer.map(|receipt| receipt.at);
        let (mut ours, mut followed) = (Vec::new(), Vec::new());
        for name in fields::names() {
            let (before, theirs) = (fields::text(&base.details, name), fields::text(&now.details, name));
            let Some(item) = self.form.item_mut(name).filter(|_| before != theirs) else { continue };
            if item.value() == before.trim() {
                *item = fields::item(name, &theirs);
                followed.push(item.label.clone());
            } else if item.value() != theirs.trim() {
                let words = if theirs.is_empty() { "nothing" } else { &theirs };
                item.error = Some(format!("{} wrote {words} here; ^S shows both", self.contest.who()));
                ours.push(item.label.clone());
                self.contest.put(name, before, theirs);
            }
        }
        self.contest.agree(&self.form);
        self.base = Some(Box::new(now.clone()));
        let who = self.contest.who();
        let words = match (ours.as_slice(), followed.as_slice()) {
            ([], []) => None,
            ([], followed) => Some(format!("{who} changed {} meanwhile; it is taken over", followed.join(", "))),
            (ours, _) => Some(format!("{who} changed {} meanwhile; nothing of yours is lost", ours.join(", "))),
        };
        self.contest.followed.extend(followed);
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
        let contest = &mut self.contest;
        if let Some(field) = contest.fields.get_mut(contest.marked) {
            field.verdict = verdict;
        }
        let open = |(_, field): &(usize, &Contested)| field.verdict == Verdict::Open;
        let after = contest.fields.iter().enumerate().skip(contest.marked);
        let next = after.chain(contest.fields.iter().enumerate()).find(open).map(|(at, _)| at);
        contest.marked = next.unwrap_or(contest.marked);
    }

    /// Marks the field so many rows on.
    pub(in crate::app::pane::customer) fn mark(&mut self, steps: isize) {
        let last = self.contest.fields.len().saturating_sub(1);
        self.contest.marked = self.contest.marked.saturating_add_signed(steps).min(last);
    }

    /// Puts what was chosen into the form.
    ///
    /// # Errors
    /// The label of the first field that is not chosen; both versions show then.
    pub(super) fn settle(&mut self) -> Result<(), String> {
        self.contest.agree(&self.form);
        if let Some(label) = self.contest.first_open() {
            self.showing = Showing::Both;
            return Err(label);
        }
        for field in std::mem::take(&mut self.contest).fields {
            let name = fields::names().find(|name| *name == field.name && field.verdict == Verdict::Theirs);
            if let Some((name, item)) = name.and_then(|name| Some((name, self.form.item_mut(name)?))) {
                *item = fields::item(name, &field.theirs);
            }
        }
        self.showing = Showing::Form;
        Ok(())
    }
}

/// Whether a receipt wrote this version of the customer.
fn wrote(receipt: &Receipt, now: &Customer) -> bool {
    let of_version = |version: i64, id: i64| version == now.version && id == now.id.0;
    receipt.changes.iter().any(|change| change.record == RecordKind::Customer && of_version(change.version, change.id))
}
