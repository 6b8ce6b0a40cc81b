//! What was written here and elsewhere while a form lay open: both versions, field by field, and which is to stand. Nothing
//! that somebody else wrote is written over before an agent has chosen so.

mod draw;

use serde::{Deserialize, Serialize};

pub(super) use self::draw::{draw, title_end};
use crate::domain::journal::Receipt;
use crate::domain::record::RecordKind;
use crate::domain::timestamp::Timestamp;
use crate::ui::form::{Form, Item};

/// So many letters of another version are told below a field; more of them show beside each other only.
const SHORT: usize = 60;

/// Which version of a field is to stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Verdict {
    #[default]
    Open,
    Theirs,
    Mine,
}

/// A field that was written here and elsewhere. What was written here stands in the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Contested {
    pub(super) name: String,
    pub(super) label: String,
    /// What stood there when the form began.
    pub(super) before: String,
    /// What stands there now.
    pub(super) theirs: String,
    pub(super) verdict: Verdict,
}

/// Everything that was written elsewhere while the form lay open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Contest {
    /// Who wrote it; empty where the journal does not tell.
    pub(super) by: String,
    pub(super) at: Option<Timestamp>,
    pub(super) fields: Vec<Contested>,
    /// The labels of fields that were changed elsewhere alone, and follow.
    pub(super) followed: Vec<String>,
    pub(super) marked: usize,
}

/// How a record is laid out in a form: its fields by their names, and the text of each in a version of it.
pub(super) struct Fields<R> {
    pub(super) names: Vec<&'static str>,
    pub(super) text: fn(&R, &str) -> String,
    pub(super) item: fn(&'static str, &str) -> Item,
}

impl Contest {
    /// Who wrote the other version, as a sentence begins.
    pub(super) fn who(&self) -> &str {
        if self.by.is_empty() { "Somebody else" } else { &self.by }
    }

    /// How many fields are chosen.
    fn chosen(&self) -> usize {
        self.fields.iter().filter(|field| field.verdict != Verdict::Open).count()
    }

    /// Takes in the version of a record that stands now, which that receipt wrote: what was not touched in the form follows,
    /// of what was both versions are kept. Says so in words.
    pub(super) fn rebase<R>(
        &mut self,
        form: &mut Form,
        fields: &Fields<R>,
        (base, now): (&R, &R),
        writer: Option<&Receipt>,
    ) -> Option<String> {
        self.by = writer.map(|receipt| receipt.agent.clone()).unwrap_or_default();
        self.at = writer.map(|receipt| receipt.at);
        let (mut ours, mut followed) = (Vec::new(), Vec::new());
        for name in &fields.names {
            let [before, theirs] = [base, now].map(|record| (fields.text)(record, name));
            let Some(item) = form.item_mut(name).filter(|_| before != theirs) else { continue };
            if item.value() == before.trim() {
                *item = (fields.item)(name, &theirs);
                followed.push(item.label.clone());
            } else if item.value() != theirs.trim() {
                let is_long = theirs.contains('\n') || theirs.chars().count() > SHORT;
                let words = if is_long { "something else" } else { &theirs };
                let words = if theirs.is_empty() { "nothing" } else { words };
                item.error = Some(format!("{} wrote {words} here; ^S shows both", self.who()));
                let label = item.label.clone();
                ours.push(label.clone());
                self.put(name, label, before, theirs);
            }
        }
        self.agree(form);
        let who = self.who();
        let words = match (ours.as_slice(), followed.as_slice()) {
            ([], []) => None,
            ([], followed) => Some(format!("{who} changed {} meanwhile; it is taken over", followed.join(", "))),
            (ours, _) => Some(format!("{who} changed {} meanwhile; nothing of yours is lost", ours.join(", "))),
        };
        self.followed.extend(followed);
        words
    }

    fn put(&mut self, name: &str, label: String, before: String, theirs: String) {
        if let Some(field) = self.fields.iter_mut().find(|field| field.name == name) {
            (field.theirs, field.verdict) = (theirs, Verdict::Open);
        } else {
            self.fields.push(Contested { name: name.to_owned(), label, before, theirs, verdict: Verdict::Open });
        }
    }

    /// Lets go of what both wrote alike.
    fn agree(&mut self, form: &Form) {
        self.fields.retain(|field| form.value(&field.name) != field.theirs.trim());
        self.marked = self.marked.min(self.fields.len().saturating_sub(1));
    }

    /// Chooses which version of the marked field is to stand, and goes on to the next one that is open.
    pub(super) fn choose(&mut self, verdict: Verdict) {
        if let Some(field) = self.fields.get_mut(self.marked) {
            field.verdict = verdict;
        }
        let open = |(_, field): &(usize, &Contested)| field.verdict == Verdict::Open;
        let after = self.fields.iter().enumerate().skip(self.marked);
        let next = after.chain(self.fields.iter().enumerate()).find(open).map(|(at, _)| at);
        self.marked = next.unwrap_or(self.marked);
    }

    /// Marks the field so many rows on.
    pub(super) fn mark(&mut self, steps: isize) {
        let last = self.fields.len().saturating_sub(1);
        self.marked = self.marked.saturating_add_signed(steps).min(last);
    }

    /// Puts what was chosen into the form, and is done.
    ///
    /// # Errors
    /// In words, when a field is not chosen.
    pub(super) fn settle<R>(&mut self, form: &mut Form, fields: &Fields<R>) -> Result<(), String> {
        self.agree(form);
        if let Some(open) = self.fields.iter().find(|field| field.verdict == Verdict::Open) {
            return Err(format!("{} has two versions; choose the one that is to stand", open.label));
        }
        for field in std::mem::take(self).fields {
            let theirs = |name: &&&'static str| **name == field.name && field.verdict == Verdict::Theirs;
            let name = fields.names.iter().find(theirs);
            if let Some((name, item)) = name.and_then(|name| Some((name, form.item_mut(name)?))) {
                *item = (fields.item)(name, &field.theirs);
            }
        }
        Ok(())
    }
}

/// The receipt that wrote this version of a record, among those that are known.
pub(super) fn writer(receipts: &[Receipt], kind: RecordKind, id: i64, version: i64) -> Option<&Receipt> {
    let wrote = |receipt: &&Receipt| {
        let mut changes = receipt.changes.iter();
        changes.any(|change| change.record == kind && (change.id, change.version) == (id, version))
    };
    receipts.iter().find(wrote)
}
