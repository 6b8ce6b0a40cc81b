//! The form as the store keeps it while it is being filled, so that nothing typed is ever lost.

use serde::{Deserialize, Serialize};

use super::{Contest, CustomerForm, Showing};
use crate::domain::customer::{Customer, Details};
use crate::store::Draft;
use crate::ui::form::Left;

/// The name under which a record's form is kept.
const FIELD: &str = "form";

#[derive(Serialize, Deserialize)]
struct Kept {
    base: Option<Box<Customer>>,
    contact: String,
    showing: Showing,
    contest: Contest,
    fields: Left,
}

/// A form of a record as the store is to keep it.
pub(in crate::app::pane::customer) fn draft(record: &str, form: Option<&CustomerForm>) -> Draft {
    let Some(form) = form else { return Draft::none(record, FIELD) };
    let (base, contact) = (form.base.clone(), form.contact.clone());
    let (showing, contest, fields) = (form.showing, form.contest.clone(), form.form.left());
    Draft::of(record, FIELD, &Kept { base, contact, showing, contest, fields })
}

impl CustomerForm {
    /// The form of a draft; `None` when the draft is of something else.
    pub(in crate::app::pane::customer) fn restored(draft: &Draft) -> Option<Self> {
        let kept: Kept = serde_json::from_str(&draft.text).ok().filter(|_| draft.field == FIELD)?;
        let mut form = Self::begun(kept.base, kept.contact, &Details::default());
        (form.showing, form.contest) = (kept.showing, kept.contest);
        form.form.take_up(&kept.fields);
        Some(form)
    }
}
