//! The forms of verbs as the store keeps them while they are being filled.

use serde::{Deserialize, Serialize};

use super::{Action, Deed, Draft, Preview, Showing, Stage, State, Verb};
use crate::app::pane::customer::CustomerView;
use crate::ui::form::Left;

/// The name under which a file's forms are kept.
pub(in crate::app::pane::customer) const FIELD: &str = "verbs";

#[derive(Serialize, Deserialize)]
struct Kept {
    verb: String,
    subject: String,
    request: Option<Box<Action>>,
    open: bool,
    fields: Left,
}

/// The forms as the store is to keep them.
pub(in crate::app::pane::customer) fn draft<'a>(record: &str, deeds: impl IntoIterator<Item = &'a Deed>) -> Draft {
    let kept: Vec<Kept> = deeds
        .into_iter()
        .map(|deed| Kept {
            verb: deed.verb.name.to_owned(),
            subject: deed.subject.clone(),
            request: deed.request.clone(),
            open: deed.showing == Showing::Form,
            fields: deed.form.left(),
        })
        .collect();
    if kept.is_empty() { Draft::none(record, FIELD) } else { Draft::of(record, FIELD, &kept) }
}

/// The forms of the sheet that shows without the one of this verb, which is being done.
pub(super) fn without(state: &State, verb: &Verb, subject: &str) -> Option<Draft> {
    let sheet = state.sheet()?;
    let others = sheet.customer.deeds.iter().filter(|deed| deed.verb != verb || deed.subject != subject);
    Some(draft(&sheet.record(), others))
}

/// Puts the forms of a draft back. They are filled once the file is there.
pub(in crate::app::pane::customer) fn take_up(view: &mut CustomerView, draft: &Draft) {
    view.left = Some(draft.text.clone()).filter(|_| draft.field == FIELD).or(view.left.take());
}

/// Fills the forms that were left, now that there is a file to read them against.
pub(in crate::app) fn restore(state: &mut State) {
    let left = state.sheet_mut().and_then(|sheet| sheet.customer.left.take());
    let kept: Vec<Kept> = left.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let deeds: Vec<Deed> = kept
        .into_iter()
        .filter_map(|kept| {
            let verb = Verb::named(&kept.verb).ok()?;
            let mut deed = super::filling::begun(state, verb, &kept.subject);
            if kept.request.is_some() {
                deed.form.drop_item("request");
            }
            deed.form.take_up(&kept.fields);
            let showing = if kept.open { Showing::Form } else { Showing::File };
            Some(Deed {
                request: kept.request,
                showing,
                stage: Stage::Filling,
                preview: Preview::Nothing,
                completing: None,
                ..deed
            })
        })
        .collect();
    if let Some(sheet) = state.sheet_mut().filter(|_| !deeds.is_empty()) {
        sheet.customer.deeds = deeds;
    }
}
