//! The form as the store keeps it while it is being filled, so that nothing typed is ever lost.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::contest::Contest;
use super::{CustomerForm, Showing, fields};
use crate::domain::customer::{Customer, Details};
use crate::store::Draft;

/// The name under which a record's form is kept.
const FIELD: &str = "form";

#[derive(Serialize, Deserialize)]
struct Kept {
    base: Option<Box<Customer>>,
    contact: String,
    active: String,
    texts: BTreeMap<String, String>,
    #[serde(default)]
    contest: Contest,
}

impl CustomerForm {
    /// The form as the store is to keep it.
    pub(in crate::app::pane::customer) fn draft(&self, record: &str) -> Draft {
        let texts = self.form.items().iter().map(|item| (item.name.to_owned(), item.value())).collect();
        let active = self.form.active().map(|item| item.name.to_owned()).unwrap_or_default();
        let (contact, contest) = (self.contact.clone(), self.contest.clone());
        let kept = Kept { base: self.base.clone(), contact, active, texts, contest };
        let text = serde_json::to_string(&kept).unwrap_or_default();
        Draft { record: record.to_owned(), field: FIELD.to_owned(), caret: 0, text }
    }

    /// The empty draft that takes the place of a form that is done with.
    pub(in crate::app::pane::customer) fn no_draft(record: &str) -> Draft {
        Draft { record: record.to_owned(), field: FIELD.to_owned(), caret: 0, text: String::new() }
    }

    /// The form of a draft; `None` when the draft is of something else.
    pub(in crate::app::pane::customer) fn restored(draft: &Draft) -> Option<Self> {
        if draft.field != FIELD {
            return None;
        }
        let kept: Kept = serde_json::from_str(&draft.text).ok()?;
        let mut form = Self::begun(kept.base, kept.contact, &Details::default());
        (form.showing, form.contest) = (Showing::File, kept.contest);
        for name in fields::names() {
            if let (Some(item), Some(text)) = (form.form.item_mut(name), kept.texts.get(name)) {
                *item = fields::item(name, text);
            }
        }
        form.form.go_to(&kept.active);
        Some(form)
    }
}
